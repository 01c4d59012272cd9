"""The one way in which programs ask services on the web.

Answers come from computers that we do not know: how long they take, how large they are and
where they send us on is bounded, and only services that are named are asked.
"""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import requests

Sleep = Callable[[float], None]
Clock = Callable[[], float]


class ServiceError(Exception):
    """A service gave no usable answer; the text says why, and what can be done."""


class NotThereError(ServiceError):
    """The service works, and does not have what was asked for."""


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of services; nothing else is ever asked."""

    crossref: str = "https://api.crossref.org"
    datacite: str = "https://api.datacite.org"
    arxiv: str = "https://export.arxiv.org"
    openalex: str = "https://api.openalex.org"
    orcid: str = "https://pub.orcid.org"
    doi: str = "https://doi.org"
    acl: str = "https://aclanthology.org"
    dblp: str = "https://dblp.org"

    @property
    def origins(self) -> frozenset[str]:
        """What all their addresses begin with."""
        return frozenset(_origin(getattr(self, name)) for name in _NAMES)

    def name(self, address: str) -> str:
        """Give the name of a service as people know it, by an address there."""
        known = self.service(address)
        return _NAMES[known] if known else _origin(address)

    def service(self, address: str) -> str:
        """Tell to which service an address belongs; nothing if to none."""
        own = [name for name in _NAMES if address.startswith(f"{getattr(self, name)}/")]
        return own[0] if own else ""


_NAMES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "arxiv": "arXiv",
    "openalex": "OpenAlex",
    "orcid": "ORCID",
    "doi": "doi.org",
    "acl": "the ACL Anthology",
    "dblp": "DBLP",
}

_AGAIN = frozenset({429, 500, 502, 503, 504})
"""States of a server that may pass."""
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an answer may cost, in seconds, bytes and attempts."""

    connect: float = 10
    silence: float = 20
    """Between two pieces of an answer."""
    whole: float = 60
    """For all of an answer."""
    size: int = 8_000_000
    attempts: int = 3
    wait: float = 30
    """Before another attempt, however long the server asks us to wait."""
    redirects: int = 3


@dataclass(slots=True)
class Client:
    """Asks services, politely.

    :param site: the address of the site, for the User-Agent; may be empty
    :param mailto: where to write if the requests are a burden; may be empty
    :param openalex_key: that of an account at OpenAlex; without one, it answers few times a day
    :param session: what sends requests; tests may give another
    """

    services: Services = field(default_factory=Services)
    site: str = ""
    mailto: str = ""
    limits: Limits = field(default_factory=Limits)
    sleep: Sleep = time.sleep
    clock: Clock = time.monotonic
    openalex_key: str = ""
    session: requests.Session = field(default_factory=requests.Session)
    _last: float = float("-inf")

    def json(self, address: str, params: Mapping[str, str] | None = None) -> object:
        """Ask for JSON.

        :raises ServiceError: if there is none
        """
        content = self._ask(address, params, "application/json")
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            msg = f"{self.services.name(address)} gave an answer that is no JSON; try again later"
            raise ServiceError(msg) from None

    def content(self, address: str, accept: str, params: Mapping[str, str] | None = None) -> bytes:
        """Ask for anything else.

        :param accept: the media type, or several
        :raises ServiceError: if there is no answer, or an HTML page
        """
        return self._ask(address, params, accept)

    # --- one request --------------------------------------------------------------------------

    def _ask(self, address: str, params: Mapping[str, str] | None, accept: str) -> bytes:
        wait = 0.0
        for attempt in range(self.limits.attempts):
            if wait:
                self.sleep(wait)
            try:
                return self._once(address, params, accept)
            except _PassingError as error:
                wait, why = error.wait or 2.0**attempt, str(error)
                if wait > self.limits.wait:
                    break
        else:
            why = f"{why} (asked {self.limits.attempts} times)"
        msg = f"{self.services.name(address)} {why}; try again later"
        raise ServiceError(msg)

    def _once(self, address: str, params: Mapping[str, str] | None, accept: str) -> bytes:
        name = self.services.name(address)
        for _ in range(self.limits.redirects + 1):
            if _origin(address) not in self.services.origins:
                msg = f"{name} leads on to {_origin(address)}, which is not asked"
                raise ServiceError(msg)
            self._keep_distance(address)
            begun = self.clock()
            try:
                response = self._send(address, params, accept)
            except requests.RequestException as error:
                raise _PassingError(_in_words(error)) from None
            except ValueError:  # requests has looked where it leads
                msg = f"{name} leads on to what is no address"
                raise ServiceError(msg) from None
            with response:
                if response.status_code not in _REDIRECTS:
                    self._check_status(response, name)
                    content = self._read(response, begun, name)
                    _check_type(response, content, name)
                    return content
                address = urljoin(address, response.headers.get("Location", ""))
                params = None
        msg = f"{name} leads from one address to the next without end"
        raise ServiceError(msg)

    def _send(
        self, address: str, params: Mapping[str, str] | None, accept: str
    ) -> requests.Response:
        about = [part for part in (self.site, self.mailto and f"mailto:{self.mailto}") if part]
        agent = "sphinx-research/1" + (f" ({'; '.join(about)})" if about else "")
        return self.session.get(
            address,
            params=params,
            headers={"User-Agent": agent, "Accept": accept, "Accept-Encoding": "identity"},
            timeout=(self.limits.connect, self.limits.silence),
            allow_redirects=False,
            stream=True,
            auth=_nobody,
        )

    def _keep_distance(self, address: str) -> None:
        """Leave three seconds between requests to arXiv, as it asks everybody to do.

        https://info.arxiv.org/help/api/tou.html
        """
        if self.services.service(address) == "arxiv":
            passed = self.clock() - self._last
            if passed < _DISTANCE:
                self.sleep(_DISTANCE - passed)
            self._last = self.clock()

    def _check_status(self, response: requests.Response, name: str) -> None:
        status = response.status_code
        if status in _GONE:
            msg = f"{name} does not have it"
            raise NotThereError(msg)
        if status in _AGAIN:
            wait = _retry_after(response.headers.get("Retry-After", ""))
            many = status == 429  # noqa: PLR2004 - RFC 6585: too many requests
            words = "asks us to wait" if many else f"has a fault of its own, {status}"
            if wait > self.limits.wait:
                words += f" for {wait:,.0f} seconds"
            raise _PassingError(words, wait)
        if status != requests.codes.ok:
            msg = f"{name} refuses to answer ({status})"
            raise ServiceError(msg)

    def _read(self, response: requests.Response, begun: float, name: str) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in response.iter_content(1 << 15):
                pieces.append(piece)
                size += len(piece)
                if size > self.limits.size:
                    msg = (
                        f"{name} answers more than {self.limits.size:,} bytes, which are not read"
                    )
                    raise ServiceError(msg)
                if self.clock() - begun > self.limits.whole:
                    msg = "answers too slowly"
                    raise _PassingError(msg)
        except requests.RequestException as error:
            raise _PassingError(_in_words(error)) from None
        return b"".join(pieces)


_DISTANCE = 3.0


class _PassingError(Exception):
    """What may be over if one asks again.

    :param wait: the seconds that the server asks for, or 0
    """

    def __init__(self, words: str, wait: float = 0) -> None:
        super().__init__(words)
        self.wait = wait


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no name and password, which requests would else take from a .netrc file."""
    return request


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _in_words(error: requests.RequestException) -> str:
    match error:
        case requests.Timeout():
            return "does not answer in time"
        case requests.exceptions.SSLError():
            return "has no certificate that this computer trusts"
        case requests.exceptions.ChunkedEncodingError():
            return "breaks off in the middle of its answer"
        case requests.ConnectionError():
            return "cannot be reached from here"
        case _:
            return "cannot be asked"


def _check_type(response: requests.Response, content: bytes, name: str) -> None:
    """Refuse web pages: a login page or notice that stands where an answer should."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    begins = content[:200].lstrip().lower()
    if kind in {"text/html", "application/xhtml+xml"} or begins.startswith(
        (b"<!doctype html", b"<html")
    ):
        msg = (
            f"{name} gave a web page instead of data; it may be down, or your network may ask "
            "you to log in"
        )
        raise ServiceError(msg)


def _retry_after(value: str) -> float:
    """Read ``Retry-After``: seconds or a date (RFC 9110, §10.2.3)."""
    if value.strip().isdecimal() and value.isascii():
        return float(value[:9])
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return 0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
