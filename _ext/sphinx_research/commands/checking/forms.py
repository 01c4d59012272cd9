"""Other ways in which people write dates, identifiers, pages and authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sphinx_research.commands.identifiers import arxiv_in, doi_in, orcid_in
from sphinx_research.records.names import parse_authors
from sphinx_research.records.values import PartialDate

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?",
        rf"{_NAME},?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})\.?\s+{_NAME},?\s+(?P<year>\d{{4}})",
        rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[\s-]{_NAME}",
    )
)
"""Ways of which none can be taken for another date."""


def date_of(written: str) -> str:
    """Write a date in the one form: ``May 2024`` is 2024-05; nothing if it is none."""
    text = " ".join(written.split())
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            month = found.get("month") or _number(found.get("name") or "")
            if not month:
                return ""
            parts = (found["year"], f"{int(month):02}", found.get("day") or "")
            padded = "-".join(part if len(part) > 1 else f"0{part}" for part in parts if part)
            return padded if _is_date(padded) else ""
    return ""


def _number(name: str) -> str:
    """Give the number of a month by its name, or a short form of three letters or more."""
    short = [number for number, one in enumerate(_MONTHS, 1) if one.startswith(name.lower())]
    return str(short[0]) if len(short) == 1 else ""


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


_DOI = re.compile(r"^(?:https?://)?(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
_ORCID = re.compile(r"^(?:https?://)?(?:www\.)?orcid\.org/|^orcid:?\s*", re.IGNORECASE)


def doi_of(written: str) -> str:
    """Take the DOI out of an address; a bare one stays as it is."""
    text = written.strip()
    text = _DOI.sub("https://doi.org/", text)
    if text.lower().startswith("10."):
        return ""
    return doi_in(text)


def arxiv_of(written: str) -> str:
    """Take the identifier out of an address, without its version."""
    text = re.sub(r"\s*\[[A-Za-z.-]+\]$", "", written.strip())
    text = re.sub(r"^(?:www\.)?arxiv\.org/", "https://arxiv.org/", text, flags=re.IGNORECASE)
    found = arxiv_in(re.sub(r"[?#].*$", "", text))
    return "" if re.fullmatch(re.escape(found) + r"v\d+", written.strip()) else found


def orcid_of(written: str) -> str:
    """Take the iD out of an address, with its hyphens."""
    text = _ORCID.sub("", written.strip()).rstrip("/")
    if re.fullmatch(r"\d{15}[\dXx]", text):
        text = "-".join(text[at : at + 4] for at in range(0, 16, 4))
    return orcid_in(text)


def pages_of(written: str) -> str:
    """Write a range of pages with one hyphen."""
    match = re.fullmatch(r"(\w+)\s*[-\u2010-\u2015\u2212]+\s*(\w+)", written.strip())
    return f"{match[1]}-{match[2]}" if match else ""


def authors_of(written: str) -> str:
    """Part authors by commas, where ``and`` or nothing useful stands between them."""
    text = " ".join(written.split()).strip(",; ")
    if "," not in text and ";" not in text:
        text = re.sub(r"\s(?:and|&)\s", ", ", text)
    try:
        same = parse_authors(text) == parse_authors(written)
    except ValueError:
        return ""
    return text if same else ""


FORMS: Mapping[str, Callable[[str], str]] = {
    "doi": doi_of,
    "arxiv": arxiv_of,
    "orcid": orcid_of,
    "pages": pages_of,
    "authors": authors_of,
    "author": authors_of,
    "editors": authors_of,
}
"""Field → what writes its value in the one form, or nothing if that is not sure."""
