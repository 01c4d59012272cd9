"""A paper as it was found elsewhere, and what its parts become here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sphinx_research.commands.identifiers import arxiv_of, doi_in, orcid_in
from sphinx_research.records import values
from sphinx_research.records.names import parse_name
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

FILE = "research/papers.bib"
"""Where papers are added."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paper found elsewhere.

    :param data: fields of a publication, by contributors' names for them
    :param source: who says so: a service, or a file with its line
    :param key: the citation key it has there; may be empty
    :param retracted: why it should not be added, as a sentence; empty for nearly all
    :param published: the DOI of the paper that this preprint has become
    :param before: the DOI of the preprint that this paper was
    :param notes: what to know besides, as sentences
    """

    data: Mapping[str, Any]
    source: str
    key: str = ""
    retracted: str = ""
    published: str = ""
    before: str = ""
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title, or what stands for it."""
        return str(self.data.get("title") or "a work without a title")

    def raw(self, key: str) -> RawRecord:
        """Give it as a record to be written."""
        return RawRecord(Kind.PUBLICATION, key, self.data, Place(FILE))

    def noting(self, *notes: str) -> Found:
        """Give it with more notes."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(slots=True)
class Draft:
    """Fields of a publication in the making; what is empty or wrong is left out."""

    data: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, value: object) -> None:
        """Set a field, if there is a value and none yet."""
        if value and name not in self.data:
            self.data[name] = value

    def identify(self, doi: str) -> None:
        """Set the DOI, or the arXiv id if the DOI says no more than that."""
        bare = doi_in(doi)
        identifier = arxiv_of(bare)
        self.put("arxiv" if identifier else "doi", identifier or bare)

    def link(self, name: str, address: str) -> None:
        """Set an address, if it is one of the web."""
        if re.fullmatch(r"https?://[\w-]+(?:\.[\w-]+)+(?:[/?#][!#-;=?-\[\]_a-z~%]*)?", address):
            self.put(name, address)

    def licence(self, address: str) -> None:
        """Set the licence, if it is one of Creative Commons: others often bind readers only."""
        match = re.match(
            r"https?://creativecommons\.org/(licenses/[a-z-]+/\d\.\d|publicdomain/zero/1\.0)",
            address.lower(),
        )
        if match:
            self.put("license", f"https://creativecommons.org/{match[1]}/")


def date_of(*parts: object) -> str:
    """Write year, month and day as far as they are known and make a date."""
    known: list[int] = []
    for part in parts:
        text = str(part or "").strip()
        if not (text.isdecimal() and text.isascii() and len(text) <= 4):  # noqa: PLR2004 - of a year
            break
        known.append(int(text))
    for length in range(min(len(known), 3), 0, -1):
        year, *rest = known[:length]
        try:
            return str(values.PartialDate(year, *rest)) if year else ""
        except ValueError:
            continue
    return ""


def day(text: str) -> str:
    """Read the date at the beginning of ``2024-05-03T…`` and the like."""
    match = re.match(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?", text, re.ASCII)
    return date_of(*(match.groups() if match else ()))


def pages(first: str, last: str) -> str:
    """Write a range of pages."""
    first, last = first.strip(), last.strip()
    return f"{first}-{last}" if first and last and first != last else first


def author(  # noqa: PLR0913 - the parts of a name
    *,
    family: str = "",
    given: str = "",
    particle: str = "",
    suffix: str = "",
    literal: str = "",
    orcid: str = "",
) -> dict[str, str]:
    """Give an author in the parts of the name; nothing without a name."""
    if not family:
        literal = literal or given
        given = particle = suffix = ""
    if family and not (given or particle or suffix):
        family, literal = "", family
    parts = {
        "family": family,
        "given": given,
        "particle": particle,
        "suffix": suffix,
        "literal": "" if family else literal,
        "orcid": orcid_in(orcid),
    }
    kept = {name: part for name, part in parts.items() if part}
    return kept if {"family", "literal"} & kept.keys() else {}


def author_of(name: str, orcid: str = "", *, group: bool = False) -> dict[str, str]:
    """Give an author whose name is not taken apart; a group is never taken apart."""
    if not group:
        try:
            parse_name(name)
        except ValueError:
            group = True
    key = "literal" if group else "name"
    kept = {key: name.strip(), "orcid": orcid_in(orcid)}
    return {one: part for one, part in kept.items() if part} if name.strip() else {}
