"""Publications as BibTeX, for BibTeX's own styles and for biblatex.

Entry types and fields are those that both know (Patashnik, *BibTeXing* (1988), §3; biblatex
manual, §2).  Where they differ:

- A preprint is ``@misc`` with ``eprint`` and ``archiveprefix``, as arXiv itself gives it.
- A thesis is ``@phdthesis`` and a report ``@techreport``, since BibTeX has no ``@thesis`` and
  ``@report``; ``type`` puts the plain words in place of "PhD thesis" and "Technical Report",
  which no record says.
- ``@patent``, ``@dataset`` and ``@software`` are biblatex's; BibTeX takes them for ``@misc``.
- Status and article number (``pubstate``, ``eid``) are biblatex's, and BibTeX skips them.

A whole entry is read back by `records.sources.bibtex` to an equal record: what those fields
cannot say stands in a field of our own, ``as-recorded`` (see `bibtex_exact`).  One thing is
not kept: characters of a key that BibTeX forbids become hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sphinx_research.formats import bibtex_exact, bibtex_names, latex
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType, Status


def entry(work: Work, *, ascii_only: bool = True, brief: bool = False) -> str:
    """Write one publication, with a line end after it.

    :param ascii_only: accents and symbols as LaTeX commands, for programs from before UTF-8;
        keys, and scripts that LaTeX has no commands for, stay as they are
    :param brief: only what a reader needs to cite it
    """
    kind = _TYPES[work.type]
    fields = _bibliographic(work, ascii_only=ascii_only)
    if not brief:
        fields |= _further(work.record, ascii_only=ascii_only)
        fields = {name: value for name, value in fields.items() if value}
        fields["as-recorded"] = bibtex_exact.as_recorded(work, kind, fields)
    lines = [_line(name, value) for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{_key(work.record.id)},", *lines, "}\n"))


def file(works: Iterable[Work], *, ascii_only: bool = True) -> str:
    """Write publications whole, one after the other."""
    return "\n".join(entry(work, ascii_only=ascii_only) for work in works)


_TYPES = {
    PublicationType.ARTICLE: "article",
    PublicationType.CONFERENCE: "inproceedings",
    PublicationType.WORKSHOP: "inproceedings",
    PublicationType.PREPRINT: "misc",
    PublicationType.THESIS: "phdthesis",
    PublicationType.BOOK: "book",
    PublicationType.CHAPTER: "incollection",
    PublicationType.REPORT: "techreport",
    PublicationType.PATENT: "patent",
    PublicationType.DATASET: "dataset",
    PublicationType.SOFTWARE: "software",
    PublicationType.TALK: "misc",
    PublicationType.MISC: "misc",
}
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "series",
    "phdthesis": "school",
    "techreport": "institution",
}
"""The field in which an entry names where it appeared; ``howpublished`` in all others."""
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
_WORDS = {"phdthesis": "Thesis", "techreport": "Report"}
_NUMBERED = frozenset({"techreport", "patent", "dataset", "software", "misc"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STATES = {
    Status.UNDER_REVIEW: "submitted",
    Status.PREPRINT: "prepublished",
    Status.ACCEPTED: "inpress",
}
"""The words of biblatex for a status; what is published needs none."""
_LINKS = ("pdf", "code", "data", "website", "slides", "poster", "video", "supplement", "blog")


def _bibliographic(work: Work, *, ascii_only: bool) -> dict[str, str]:
    """Give the fields by which a work is cited; what it lacks is empty."""
    record, kind = work.record, _TYPES[work.type]

    def text(value: str | None) -> str:
        return latex.escape(value, ascii_only=ascii_only) if value else ""

    edited = record.editors == record.authors
    on_arxiv = record.arxiv and "arxiv" in work.container.casefold()
    fields = {
        "author": "" if edited else bibtex_names.names(record.authors, ascii_only=ascii_only),
        "editor": bibtex_names.names(record.editors, ascii_only=ascii_only),
        "title": latex.from_markup(record.title, ascii_only=ascii_only),
        "type": _WORDS.get(kind, ""),
        _CONTAINERS.get(kind, "howpublished"): "" if on_arxiv else text(work.container),
        "edition": text(record.edition),
        "volume": text(record.volume),
        "number" if kind == "article" else "issue": text(record.issue),
    }
    if record.number:
        fields["number" if kind in _NUMBERED else "eid"] = text(record.number)
    fields["pages"] = re.sub("[-\u2013]+", "--", text(record.pages))
    if record.publisher:
        fields[_PUBLISHERS.get(kind, "publisher")] = text(record.publisher)
    return fields | _date(work) | _identifiers(work) | {"isbn": text(record.isbn)}


def _date(work: Work) -> dict[str, str]:
    """Give year and month as BibTeX knows them; of biblatex's fields, ``pubstate``."""
    fields = {"pubstate": _STATES.get(work.record.status, "") if work.record.status else ""}
    if date := work.issued:
        fields["year"] = f"{date.year:04}"
        fields["month"] = _MONTHS[date.month - 1] if date.month else ""
        fields["day"] = str(date.day or "")
    return fields


def _identifiers(work: Work) -> dict[str, str]:
    record = work.record
    address = record.paper or ""
    if work.type is PublicationType.SOFTWARE:
        address = address or record.code or ""
    elif work.type is PublicationType.DATASET:
        address = address or record.data or ""
    elif work.type is PublicationType.PREPRINT and record.arxiv:
        address = address or f"https://arxiv.org/abs/{record.arxiv}"
    return {
        "doi": _verbatim(record.doi),
        "eprint": record.arxiv or "",
        "archiveprefix": "arXiv" if record.arxiv else "",
        "url": _verbatim(address),
    }


def _further(record: Publication, *, ascii_only: bool) -> dict[str, str]:
    """Give what a page says besides, under the names by which `bibtex_fields` reads it."""

    def text(value: str | None) -> str:
        return latex.escape(value, ascii_only=ascii_only) if value else ""

    def line(value: Markup | None) -> str:
        return latex.from_line(value, ascii_only=ascii_only) if value else ""

    edited = record.editors == record.authors
    return {
        **({} if edited else bibtex_names.marks("author", record.authors)),
        **bibtex_names.marks("editor", record.editors),
        "origtitle": line(record.original_title),
        "language": text(record.language),
        **{name: _verbatim(getattr(record, name)) for name in _LINKS},
        "license": _verbatim(record.license),
        "accepted": str(record.accepted or ""),
        "award": text(record.award),
        "rank": text(record.rank),
        "note": line(record.note),
        "selected": "true" if record.selected else "",
        "projects": text(", ".join(record.projects)),
        "keywords": text(", ".join(record.tags)),
        "redirect_from": text(", ".join(record.redirect_from)),
        "abstract": _abstract(record.abstract or "", ascii_only=ascii_only),
    }


_PARAGRAPHS = re.compile(r"\n\s*\n")
_LIKE_A_FIELD = re.compile(r"^(?=@|[A-Za-z][\w:+-]*\s*=)")


@lru_cache(maxsize=1 << 14)  # an entry stands in several files
def _abstract(markdown: str, *, ascii_only: bool) -> str:
    """Write an abstract with empty lines between its paragraphs, none like a field or entry."""
    if bibtex_exact.is_plain(markdown):
        return markdown
    lines = (Markup.parse(block) for block in _PARAGRAPHS.split(markdown))
    paragraphs = (latex.from_line(line, ascii_only=ascii_only) for line in lines)
    return "\n\n".join(_LIKE_A_FIELD.sub("{}", one) for one in paragraphs if one.strip())


_MEANING = re.compile(r"[{}\\]")


def _verbatim(address: str | None) -> str:
    """Write an address or DOI, in which LaTeX's commands mean nothing."""
    if not address:
        return ""
    return _MEANING.sub(lambda match: f"%{ord(match[0]):02X}", one_line(address))


def _key(identifier: str) -> str:
    """Make a citation key; no two of a site become one, as their slugs would be equal too."""
    return re.sub(r"[\s,{}()=\"'#%~\\@]+", "-", one_line(identifier))


def _line(name: str, value: str) -> str:
    # The names of months are macros, which styles put in their own words.
    return f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
