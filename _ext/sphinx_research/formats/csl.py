"""Publications as CSL-JSON, which citation processors read.

Fields and types: *CSL-JSON*, https://resource.citationstyles.org/schema/v1.0/input/json/
(``csl-data.json``); what they mean: CSL specification 1.0.2, appendices III and IV.
"""

from __future__ import annotations

from sphinx_research.formats import facts
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records import formulas
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import PublicationType
from sphinx_research.records.names import PersonName
from sphinx_research.records.values import PartialDate


def item(work: Work) -> dict[str, object]:
    """Give one publication as an item; what is not known is not there."""
    record, kind = work.record, work.type
    on_arxiv = kind is PublicationType.PREPRINT and record.arxiv
    fields: dict[str, object] = {
        "id": record.id,
        "type": _TYPES[kind],
        "title": rich(record.title),
        "author": [_name(author.name) for author in facts.authors(work)],
        "editor": [_name(editor.name) for editor in facts.editors(work)],
        "issued": _date(work.issued),
        "status": _status(work),
        **_container(work),
        "volume": one_line(record.volume or ""),
        "issue": one_line(record.issue or ""),
        "page": one_line(record.pages or ""),
        "number": f"arXiv:{record.arxiv}" if on_arxiv else one_line(record.number or ""),
        "edition": one_line(record.edition or ""),
        "genre": one_line(record.genre or "") or _GENRES.get(kind, ""),
        "DOI": record.doi or "",
        "ISBN": one_line(record.isbn or ""),
        "ISSN": one_line((work.venue.issn if work.venue else "") or ""),
        "URL": work.address or work.page,
        # It rules how names and titles are set, and so is wrong for a translated title.
        "language": "" if record.original_title else one_line(record.language or ""),
        "keyword": ", ".join(map(one_line, record.tags)),
        "note": one_line(record.note.plain) if record.note else "",
        "abstract": work.abstract,
    }
    return {name: value for name, value in fields.items() if value}


_TYPES = {
    PublicationType.ARTICLE: "article-journal",
    PublicationType.CONFERENCE: "paper-conference",
    PublicationType.WORKSHOP: "paper-conference",
    PublicationType.PREPRINT: "article",
    PublicationType.THESIS: "thesis",
    PublicationType.BOOK: "book",
    PublicationType.CHAPTER: "chapter",
    PublicationType.REPORT: "report",
    PublicationType.PATENT: "patent",
    PublicationType.DATASET: "dataset",
    PublicationType.SOFTWARE: "software",
    PublicationType.TALK: "speech",
    PublicationType.MISC: "document",
}
_GENRES = {
    PublicationType.THESIS: "Thesis",
    PublicationType.SOFTWARE: "Computer software",
    PublicationType.TALK: "Talk",
}
"""Words that styles print for a kind of work and do not know by its type."""
_IN_CONTAINERS = frozenset(
    {
        *(PublicationType.ARTICLE, PublicationType.CONFERENCE, PublicationType.WORKSHOP),
        PublicationType.CHAPTER,
    }
)


def _status(work: Work) -> str:
    """Give the state of what cannot be found by its pages yet; a talk is never in press."""
    record = work.record
    placed = record.volume or record.issue or record.pages or record.number
    if placed or not work.status or work.type is PublicationType.TALK:
        return ""
    return facts.STATES.get(work.status, "")


def _container(work: Work) -> dict[str, str]:
    """Give what the work is part of; of a preprint or thesis that is who issues it."""
    publisher = facts.repository(work) or one_line(work.record.publisher or "")
    if work.type is PublicationType.TALK:
        return {"event-title": one_line(work.container), "publisher": publisher}
    if work.type not in _IN_CONTAINERS:
        return {"publisher": publisher or one_line(work.container)}
    return {
        "container-title": one_line(work.container),
        "publisher": publisher,
    }


def _name(name: PersonName) -> dict[str, str]:
    """Give a name in its parts; what sorting and short forms leave out is its particle."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: one_line(text) for part, text in parts.items() if text}


def _date(date: PartialDate | None) -> dict[str, object]:
    if date is None:
        return {}
    parts = (date.year, date.month, date.day)
    return {"date-parts": [[part for part in parts if part is not None]]}


# --- titles ---------------------------------------------------------------------------------

_LOOKALIKES = str.maketrans({"<": "\u2039", ">": "\u203a"})


def rich(title: Markup) -> str:
    """Write a title with the tags that CSL allows, here ``<sup>`` and ``<sub>`` only.

    Processors look for tags and know no way to escape one, so that angle brackets of the
    title itself that might make one are replaced by single guillemets, which look alike.
    """
    return one_line("".join(map(_rich, title.spans)))


def _rich(span: Span) -> str:
    text = formulas.plain(span.text) if span.kind == "math" else span.text or span.target
    text = text.translate(_LOOKALIKES) if "<" in text else text
    return f"<{span.kind}>{text}</{span.kind}>" if span.kind in ("sup", "sub") else text
