"""The forms of single fields: what a contributor may write for each, and what it becomes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from sphinx_research.records import values
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import forms
from sphinx_research.records.names import Author, PersonName, parse_authors, parse_name
from sphinx_research.records.values import PartialDate
from sphinx_research.records.words import noted

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


_RANGE = re.compile(r"\s*(?:--+|[\u2012-\u2015])\s*")
"""Between the first and last page: as BibTeX and as print have it."""


def is_id(text: str) -> bool:
    """Whether `text` looks like an id (``sun-yat-sen``) and not like words."""
    return _ID.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)  # the name of a page to which many others lead
def slug(key: str) -> str:
    """Make an id of a citation key: ``DBLP:conf/cvpr/Wang25`` to ``dblp-conf-cvpr-wang25``."""
    folded = unicodedata.normalize("NFKC", key).casefold()
    return re.sub(r"[\W_]+", "-", folded).strip("-")


def _as_list(value: object) -> object:
    """Let a list of one thing be written as that thing, and a list as ``a, b``."""
    if isinstance(value, str):
        return [part for part in (part.strip() for part in value.split(",")) if part]
    return value


_SIGN = r"(?:%[0-9A-Fa-f]{2}|[^\s\x00-\x20\x7f<>\"\\^`{|}\[\]%#\u200b-\u200f\u2028-\u202e\ufeff])"
_ADDRESS = re.compile(
    rf"https?://[\w-]+(?:\.[\w-]+)*\.?(?::[1-5]?[0-9]{{1,4}})?(?:[/?]{_SIGN}*)?(?:#{_SIGN}*)?"
)
"""A web address (RFC 3986, RFC 3987) with a name for its host and nobody's password."""


def _url(value: str) -> str:
    """Accept web addresses only, with nothing invisible in them."""
    if _ADDRESS.fullmatch(value):
        return value
    if re.match(r"https?://", value) is None:
        msg = f"`{value}` is not a web address; it must begin with https:// or http://"
    else:
        msg = f"`{value}` is not a web address; copy it again, with signs such as [ as %5B"
    raise ValueError(msg)


def _line(value: object) -> Markup:
    if not isinstance(value, str):
        msg = "it must be one line of text"
        raise ValueError(msg)  # noqa: TRY004 - as for every other wrong value
    return Markup.parse(value)


def _until(value: object) -> object:
    return None if value in ("present", "now") else value


def _email(value: str) -> str:
    """Accept ``ada [at] lab.org`` too, so that the source feeds no harvesters either."""
    bare = " ".join(value.split())
    address = re.sub(r" ?[\[(]at[\])] ?", "@", bare, flags=re.IGNORECASE)
    address = re.sub(r" ?[\[(]dot[\])] ?", ".", address, flags=re.IGNORECASE)
    if re.fullmatch(r"[^@\s<>\"']+@[\w-]+(?:\.[\w-]+)+", address) is None:
        msg = f"`{value}` is not an e-mail address; write it like ada [at] example.org"
        raise ValueError(msg)
    return address


# Nothing hidden (``.git``), and none of Sphinx's own folders (``_static``).
_PAGE = re.compile(r"(?:[^\W_]|[~@+=-])[\w.~@+=-]*?(?<!\.)(?P<suffix>\.[A-Za-z][A-Za-z0-9]{0,4})?")
_LONGEST = 200
"""Most bytes in a part of a path; file systems stop at 255."""


def _old_address(value: str) -> str:
    """Reduce the old address of a page to its path: ``/about/``, ``/about.html``, ``/about``.

    At that path a page is written that leads on, so it must be the path of a page, in signs
    that need no escape in an address or on a disk.  What else stands there is not known here.
    """
    path = re.sub(r"^https?://[^/?#]*/?", "", value, flags=re.IGNORECASE)
    path = unicodedata.normalize("NFC", unquote(path)).removeprefix("/")
    *folders, page = path.split("/")
    parts = [_PAGE.fullmatch(part) for part in ([*folders, page] if page else folders)]
    if not all(part and len(part[0].encode()) <= _LONGEST for part in parts):
        msg = f"`{value}` is not an old address; write its path on this site, such as /about/"
        raise ValueError(msg)
    suffixes = [(part["suffix"] or "").lower() for part in parts if part]
    if any(suffixes[: len(folders)]) or (page and suffixes[-1] not in {"", ".html", ".htm"}):
        msg = f"`{value}` is not the address of a page; only /about/, /about.html and /about are"
        raise ValueError(msg)
    return f"/{path}"


Text = Annotated[str, Field(min_length=1), WithJsonSchema(forms.TEXT)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list), WithJsonSchema(forms.TEXTS)]
Title = Annotated[
    Markup, BeforeValidator(lambda value: _line(value).unlinked), WithJsonSchema(forms.LINE)
]
Inline = Annotated[Markup, BeforeValidator(_line), WithJsonSchema(forms.LINE)]
Date = Annotated[PartialDate, BeforeValidator(PartialDate.parse), WithJsonSchema(forms.DATE)]
Dates = Annotated[tuple[Date, ...], BeforeValidator(_as_list), WithJsonSchema(forms.DATES)]
End = Annotated[Date | None, BeforeValidator(_until), WithJsonSchema(forms.END)]
Name = Annotated[PersonName, BeforeValidator(parse_name), WithJsonSchema(forms.NAME)]
Authors = Annotated[
    tuple[Author, ...], BeforeValidator(parse_authors), WithJsonSchema(forms.AUTHORS)
]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema(forms.URL)]
Email = Annotated[str, AfterValidator(_email), WithJsonSchema(forms.EMAIL)]
OldAddress = Annotated[str, AfterValidator(_old_address)]
OldAddresses = Annotated[
    tuple[OldAddress, ...], BeforeValidator(_as_list), WithJsonSchema(forms.OLD_ADDRESSES)
]
Pages = Annotated[
    Text, AfterValidator(lambda value: _RANGE.sub("-", value)), WithJsonSchema(forms.PAGES)
]
License = Annotated[Url, BeforeValidator(values.license_address), WithJsonSchema(forms.LICENSE)]
DoiField = Annotated[str, AfterValidator(values.doi), WithJsonSchema(forms.DOI)]
ArxivField = Annotated[str, BeforeValidator(values.arxiv_id), WithJsonSchema(forms.ARXIV)]
OrcidField = Annotated[str, AfterValidator(values.orcid), WithJsonSchema(forms.ORCID)]
RorField = Annotated[str, AfterValidator(values.ror), WithJsonSchema(forms.ROR)]

PROFILE_LINKS = {
    "homepage": (noted("Homepage"), "{}"),
    "github": ("GitHub", "https://github.com/{}"),
    "scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "dblp": ("DBLP", "https://dblp.org/pid/{}"),
    "openreview": ("OpenReview", "https://openreview.net/profile?id={}"),
    "semantic-scholar": ("Semantic Scholar", "https://www.semanticscholar.org/author/{}"),
    "x": ("X", "https://x.com/{}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}"),
    "mastodon": ("Mastodon", "{}"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "huggingface": ("Hugging Face", "https://huggingface.co/{}"),
}
"""Links by name: the label shown and the address a bare account name stands for."""


_ACCOUNT = re.compile(r"[\w.@~-]+|[\w@~-]+/[\w.-]+")  # ada, @ada, 65/3144, engine/code


def _links(value: object) -> object:
    """Complete account names to addresses: ``github: ada`` to https://github.com/ada."""
    if not isinstance(value, Mapping):
        return value
    complete: dict[Any, Any] = {}
    for name, target in value.items():
        template = PROFILE_LINKS.get(str(name), ("", "{}"))[1]
        bare = isinstance(target, str) and _ACCOUNT.fullmatch(target)
        complete[name] = template.format(target) if bare else target
    return complete


Links = Annotated[
    dict[str, Url], BeforeValidator(_links), WithJsonSchema(forms.links(PROFILE_LINKS))
]
