"""Small values that records are made of: dates and identifiers.

Each is immutable, knows its written forms, and refuses what is not of its form with a
`ValueError` whose text a contributor can act on.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self
from urllib.parse import quote, unquote

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a year and month, or a day: ISO 8601 with reduced precision."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        month = 1 if self.month is None else self.month
        date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read ``2024``, ``2024-05`` or ``2024-05-03``.

        :raises ValueError: if `value` is no such date
        """
        match = _DATE.fullmatch(str(value).strip())
        if match is None:
            msg = f"`{value}` is not a date; write 2024, 2024-05 or 2024-05-03"
            raise ValueError(msg)
        try:
            return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # the year always matches
        except ValueError:
            msg = f"`{value}` is not a day of the calendar; write 2024, 2024-05 or 2024-05-03"
            raise ValueError(msg) from None

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean."""
        if self.day:
            return self.first
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """From one partial date to another; without an end it goes on.

    :raises ValueError: if the end lies before the beginning
    """

    since: PartialDate | None = None
    until: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until.last < self.since.first:
            msg = f"it ends ({self.until}) before it begins ({self.since})"
            raise ValueError(msg)

    def ended(self, today: date | None) -> bool:
        """Whether it lies wholly in the past; with no date given, any end has passed."""
        return self.until is not None and (today is None or self.until.last < today)

    def meets(self, when: PartialDate) -> bool:
        """Whether it covers a day that the date may mean."""
        begun = self.since is None or self.since.first <= when.last
        return begun and (self.until is None or when.first <= self.until.last)


def doi(value: str) -> str:
    """Reduce a DOI or its address to ``10.…/…`` in lower case.

    DOIs are case-insensitive: ISO 26324, DOI Handbook §2.4.

    :raises ValueError: if `value` is no DOI
    """
    written = value.strip()
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", written, flags=re.IGNORECASE)
    if written[:4].lower() == "http":
        bare = unquote(bare)
    if re.fullmatch(r"10\.[0-9]{4,9}/\S+", bare) is None:
        msg = f"`{value}` is not a DOI; write it like 10.1000/182"
        raise ValueError(msg)
    return bare.lower()


def doi_address(bare: str | None) -> str:
    """Give the address that a DOI resolves at, or nothing without one.

    In it, signs such as ``<`` are encoded: DOI Handbook §2.5.2.4.
    """
    return "https://doi.org/" + quote(bare, safe="/:;()!$&'*,=@~") if bare else ""


_ARXIV = re.compile(
    r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(v\d+)?",
    re.ASCII,
)


def arxiv_id(value: object) -> str:
    """Reduce an arXiv identifier or its address to ``2404.02345`` or ``hep-th/9901001``.

    The version is dropped: a record stands for the work, not for one version of it.
    Forms: https://info.arxiv.org/help/arxiv_identifier.html

    :raises ValueError: if `value` is no arXiv identifier
    """
    bare = re.sub(
        r"^(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)",
        "",
        str(value).strip(),
        flags=re.IGNORECASE,
    ).removesuffix(".pdf")
    match = _ARXIV.fullmatch(bare)
    if match is None:
        msg = f"`{value}` is not an arXiv identifier; write it like 2404.02345"
        raise ValueError(msg)
    return bare.removesuffix(match[1] or "")


def arxiv_address(identifier: str | None) -> str:
    """Give the address of a paper's page on arXiv, or nothing without an identifier."""
    return f"https://arxiv.org/abs/{identifier}" if identifier else ""


def arxiv_month(identifier: str) -> PartialDate:
    """Tell when an arXiv identifier (as `arxiv_id` gives it) was issued: year and month."""
    digits = identifier.rpartition("/")[2]
    year = int(digits[:2])
    return PartialDate(year + (1900 if year >= 91 else 2000), int(digits[2:4]))  # noqa: PLR2004 - arXiv began in 1991


def orcid(value: str) -> str:
    """Reduce an ORCID iD or its address to ``0000-0002-1825-0097``.

    The last character is an ISO 7064 MOD 11-2 check digit:
    https://support.orcid.org/hc/en-us/articles/360006897674

    :raises ValueError: if the form or the check digit is wrong
    """
    bare = re.sub(r"^https?://orcid\.org/", "", value.strip(), flags=re.IGNORECASE).upper()
    if re.fullmatch(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", bare) is None:
        msg = f"`{value}` is not an ORCID iD; write it like 0000-0002-1825-0097"
        raise ValueError(msg)
    total = 0
    for digit in bare.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if bare[-1] != ("X" if check == 10 else str(check)):  # noqa: PLR2004 - X stands for ten
        msg = f"the check digit of the ORCID iD `{value}` is wrong; copy it again"
        raise ValueError(msg)
    return bare


def orcid_address(bare: str | None) -> str:
    """Give the address of an ORCID iD, or nothing without one."""
    return f"https://orcid.org/{bare}" if bare else ""


_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def ror(value: str) -> str:
    """Reduce a ROR id to its nine characters, such as ``03taz7m60``.

    Base 32 by Crockford with two ISO 7064 MOD 97-10 check digits:
    https://ror.readme.io/docs/identifier

    :raises ValueError: if the form or the check digits are wrong
    """
    bare = re.sub(r"^(?:https?://)?ror\.org/", "", value.strip(), flags=re.IGNORECASE).lower()
    if re.fullmatch(rf"0[{_CROCKFORD}]{{6}}[0-9]{{2}}", bare) is None:
        msg = f"`{value}` is not a ROR id; write it like https://ror.org/03taz7m60"
        raise ValueError(msg)
    number = 0
    for character in bare[:7]:
        number = number * 32 + _CROCKFORD.index(character)
    if 98 - (number * 100) % 97 != int(bare[7:]):
        msg = f"the check digits of the ROR id `{value}` are wrong; copy it again"
        raise ValueError(msg)
    return bare


def ror_address(bare: str | None) -> str:
    """Give the address of a ROR id, or nothing without one."""
    return f"https://ror.org/{bare}" if bare else ""


_CREATIVE_COMMONS = re.compile(
    r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)", re.IGNORECASE
)
_SPDX = re.compile(
    r"MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|EUPL-1\.[12]|ODbL-1\.0|ODC-By-1\.0|"
    r"(?:A|L)?GPL-[23]\.[01]-(?:only|or-later)"
)


def license_address(value: str) -> str:
    """Give the address of a licence, which may be written as its SPDX identifier.

    ``CC-BY-4.0`` gives https://creativecommons.org/licenses/by/4.0/, others their page in
    the SPDX list (https://spdx.org/licenses/).

    :raises ValueError: if `value` is neither an address nor of the form of an identifier
    """
    if re.fullmatch(r"https?://[^\s<>\"]+", value):
        return value
    if match := _CREATIVE_COMMONS.fullmatch(value):
        return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
    if value.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if _SPDX.fullmatch(value) is None:
        msg = f"`{value}` is no licence known here; write its address, or a name like CC-BY-4.0"
        raise ValueError(msg)
    return f"https://spdx.org/licenses/{value}.html"
