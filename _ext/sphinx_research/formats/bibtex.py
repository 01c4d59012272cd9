"""Publications as BibTeX, for BibTeX's own styles and for biblatex.

Entry types and fields are those that both know (Patashnik, *BibTeXing* (1988), §3; biblatex
manual, §2).  Where they differ:

- A preprint is ``@misc`` with ``eprint`` and ``archiveprefix``, as arXiv itself gives it.
- A thesis is ``@phdthesis`` and a report ``@techreport``, since BibTeX has no ``@thesis`` and
  ``@report``; ``type`` puts the words of the record, or the plain ones, in place of "PhD
  thesis" and "Technical Report".
- ``@patent``, ``@dataset`` and ``@software`` are biblatex's; BibTeX takes them for ``@misc``.
- Status and article number (``pubstate``, ``eid``) are biblatex's, and BibTeX skips them.

A whole entry is read back by `records.sources.bibtex` to what the site makes of the record:
the few things that those fields cannot say stand in a field of our own, ``as-recorded`` (see
`bibtex_exact`).  One thing is not kept: characters of a key that BibTeX forbids become hyphens.
"""

from __future__ import annotations

import re

from sphinx_research.formats import abstracts, bibtex_exact, bibtex_names, latex
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType, Status
from sphinx_research.records.values import arxiv_address
from sphinx_research.records.views.entry import LINKS


def entry(work: Work, *, brief: bool = False) -> str:
    """Write one publication in UTF-8, with a line end after it.

    :param brief: only what a reader needs to cite it
    """
    kind = _TYPES[work.type]
    fields = _bibliographic(work)
    if not brief:
        fields |= _further(work.record)
        fields = {name: value for name, value in fields.items() if value}
        fields["as-recorded"] = bibtex_exact.as_recorded(work, kind, fields, _VERBATIM)
    lines = [_line(name, value) for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{_key(work.record.id)},", *lines, "}\n"))


def to_ascii(entry: str) -> str:
    """Write accents and symbols of an entry as commands, for programs from before UTF-8.

    Keys and addresses, and scripts that LaTeX has no commands for, stay as they are.
    """
    if entry.isascii():
        return entry
    key, *lines = entry.split("\n")
    written = (one if _VERBATIM_LINE.match(one) else latex.to_ascii(one) for one in lines)
    return "\n".join((key, *written))


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
_VERBATIM = frozenset({"doi", "url", "license", *LINKS})
_VERBATIM_LINE = re.compile(rf"  (?:{'|'.join(sorted(_VERBATIM))}) = ")


def _bibliographic(work: Work) -> dict[str, str]:
    """Give the fields by which a work is cited; what it lacks is empty."""
    record, kind = work.record, _TYPES[work.type]

    edited = record.editors == record.authors
    on_arxiv = record.arxiv and "arxiv" in work.container.casefold()
    fields = {
        "author": "" if edited else bibtex_names.names(record.authors),
        "editor": bibtex_names.names(record.editors),
        "title": latex.from_markup(record.title),
        "type": (_text(record.genre) or _WORDS[kind]) if kind in _WORDS else "",
        _CONTAINERS.get(kind, "howpublished"): "" if on_arxiv else _text(work.container),
        "edition": _text(record.edition),
        "volume": _text(record.volume),
        "number" if kind == "article" else "issue": _text(record.issue),
    }
    if record.number:
        fields["number" if kind in _NUMBERED else "eid"] = _text(record.number)
    fields["pages"] = re.sub("[-\u2013]+", "--", _text(record.pages))
    if record.publisher:
        fields[_PUBLISHERS.get(kind, "publisher")] = _text(record.publisher)
    return fields | _date(work) | _identifiers(work) | {"isbn": _text(record.isbn)}


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
        address = address or arxiv_address(record.arxiv)
    return {
        "doi": _verbatim(record.doi),
        "eprint": record.arxiv or "",
        "archiveprefix": "arXiv" if record.arxiv else "",
        "url": _verbatim(address),
    }


def _further(record: Publication) -> dict[str, str]:
    """Give what a page says besides, under the names by which `bibtex_fields` reads it."""
    edited = record.editors == record.authors
    return {
        **({} if edited else bibtex_names.marks("author", record.authors)),
        **bibtex_names.marks("editor", record.editors),
        "origtitle": _inline(record.original_title),
        "language": _text(record.language),
        **{name: _verbatim(getattr(record, name)) for name in LINKS},
        "license": _verbatim(record.license),
        "accepted": str(record.accepted or ""),
        "award": _text(record.award),
        "rank": _text(record.rank),
        "note": _inline(record.note),
        "selected": "true" if record.selected else "",
        "projects": _text(", ".join(record.projects)),
        "keywords": _text(", ".join(record.tags)),
        "redirect_from": _text(", ".join(record.redirect_from)),
        "abstract": _abstract(record.abstract or ""),
    }


def _text(value: str | None) -> str:
    return latex.escape(value) if value else ""


def _inline(value: Markup | None) -> str:
    return latex.from_line(value) if value else ""


_LIKE_A_FIELD = re.compile(r"^(?=@|[A-Za-z][\w:+-]*\s*=)")


def _abstract(markdown: str) -> str:
    """Write an abstract with empty lines between its paragraphs, none like a field or entry.

    Styles leave it out, so that its links may be more than words.
    """
    paragraphs = (latex.from_line(block, links=True) for block in abstracts.blocks(markdown))
    return "\n\n".join(_LIKE_A_FIELD.sub("{}", one) for one in paragraphs if one.strip())


def _verbatim(address: str | None) -> str:
    return latex.verbatim(address) if address else ""


def _key(identifier: str) -> str:
    """Make a citation key; no two of a site become one, as their slugs would be equal too."""
    return _NO_KEY.sub("-", one_line(identifier))


_NO_KEY = re.compile(r"[\s,{}()=\"'#%~\\@]+")


def _line(name: str, value: str) -> str:
    # The names of months are macros, which styles put in their own words.
    return f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
