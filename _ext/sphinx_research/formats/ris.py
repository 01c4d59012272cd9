"""Publications as RIS, the tagged format of reference managers.

Tags and types: *Reference Manager: RIS Format Specifications* (Research Information Systems,
2001; with the tags of its 2011 revision, such as ``DO``, ``LA`` and ``N1``).
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_research.formats import facts
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import PublicationType
from sphinx_research.records.names import PersonName


def entry(work: Work) -> str:
    """Write one publication, from ``TY`` to ``ER``; each line ends with CR and LF."""
    lines = (f"{tag}  - {value}\r\n" for tag, value in _lines(work) if value)
    return f"TY  - {_TYPES[work.type]}\r\n{''.join(lines)}ER  - \r\n"


_TYPES = {
    PublicationType.ARTICLE: "JOUR",
    PublicationType.CONFERENCE: "CPAPER",
    PublicationType.WORKSHOP: "CPAPER",
    PublicationType.PREPRINT: "UNPB",
    PublicationType.THESIS: "THES",
    PublicationType.BOOK: "BOOK",
    PublicationType.CHAPTER: "CHAP",
    PublicationType.REPORT: "RPRT",
    PublicationType.PATENT: "PAT",
    PublicationType.DATASET: "DATA",
    PublicationType.SOFTWARE: "COMP",
    PublicationType.TALK: "SLIDE",
    PublicationType.MISC: "GEN",
}
_NUMBERS = {PublicationType.PATENT: "SN", PublicationType.REPORT: "SN"}
"""The tag of a work's own number; an article's is ``C7``, by the revision of 2011."""


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    """Go through the tags in the order of the specification; of an absent fact nothing."""
    record = work.record
    yield "ID", one_line(record.id)
    yield "TI", one_line(record.title.plain)
    yield from (("AU", _name(author.name)) for author in facts.authors(work))
    yield from (("ED", _name(editor.name)) for editor in facts.editors(work))
    yield from _date(work)
    repository = facts.repository(work)
    yield "T2", "" if repository else facts.container(work)
    yield "VL", one_line(record.volume or "")
    yield "IS", one_line(record.issue or "")
    yield from zip(("SP", "EP"), facts.pages(work) if record.pages else (), strict=False)
    yield _NUMBERS.get(work.type, "C7"), one_line(record.number or "")
    yield "ET", one_line(record.edition or "")
    yield "PB", repository or facts.publisher(work)
    yield "AN", f"arXiv:{record.arxiv}" if repository and record.arxiv else ""
    yield "SN", one_line(record.isbn or (work.venue.issn if work.venue else "") or "")
    yield "LA", one_line(record.language or "")
    yield "M3", one_line(record.genre or "")
    yield "DO", one_line(record.doi or "")
    yield from (("UR", url) for url in dict.fromkeys((work.address, work.page)))
    yield "L1", record.pdf or ""
    yield "TT", one_line(_plain(record.original_title))
    yield "AB", work.abstract
    yield from (("KW", one_line(tag)) for tag in record.tags)
    yield "N1", one_line(_plain(record.note))


def _plain(line: Markup | None) -> str:
    return line.plain if line else ""


def _name(name: PersonName) -> str:
    """Write ``Family, Given, Suffix``; the specification has the particle with the family."""
    if name.literal:
        return one_line(name.literal)
    parts = (name.whole_family, name.given, *([name.suffix] if name.suffix else []))
    return one_line(", ".join(part.replace(",", " ") for part in parts))


def _date(work: Work) -> Iterator[tuple[str, str]]:
    """Give the year, and as ``YYYY/MM/DD/`` what is known of the day."""
    if date := work.issued:
        month = f"{date.month:02}" if date.month else ""
        day = f"{date.day:02}" if date.day else ""
        yield "PY", f"{date.year:04}"
        yield "DA", f"{date.year:04}/{month}/{day}/" if month else ""
