"""BibTeX and biblatex files into raw publications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_research.records.problems import Code, Place, Problem, Report, nearest
from sphinx_research.records.raw import RawRecord, Source
from sphinx_research.records.sources.bibtex_fields import to_record
from sphinx_research.records.sources.bibtex_syntax import Entry, Value, read_entries
from sphinx_research.records.sources.bibtex_types import CONTAINERS


def read_bibtex(text: str, path: str) -> Source:
    """Read a ``.bib`` file.

    Every entry becomes a record or a problem, but for containers (``@proceedings``,
    ``@xdata``) that other entries inherit from.  Two entries with one key become two
    records.
    """
    problems: list[Problem] = []
    entries = list(read_entries(text, path, problems.append))
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    parents = {link.parent for entry in entries for link in _links(entry)}
    records: list[RawRecord] = []
    for entry in entries:
        if entry.type == "xdata" or (entry.type in CONTAINERS and entry.key in parents):
            continue
        fields = _with_inherited(entry, by_key, problems.append)
        # A broken entry that lacks what no record can lack has its problem already.
        if entry.whole or {"title", "author"} <= fields.keys():
            records.append(to_record(entry, fields, problems.append))
    return Source(tuple(records), tuple(sorted(problems, key=lambda problem: problem.place)))


_OWN = frozenset(
    {
        *("abstract", "addendum", "annotation", "arxiv", "author", "crossref", "doi", "eprint"),
        *("ids", "keywords", "note", "pages", "pdf", "selected", "shorttitle", "subtitle"),
        *("title", "titleaddon", "url", "xdata"),
    }
)
"""What ``crossref`` does not hand down (biblatex manual, appendix B; and no identifiers,
since the DOI of the proceedings is not that of a paper in them)."""


@dataclass(frozen=True, slots=True)
class _Link:
    """An entry's word that it inherits from another one."""

    child: str
    parent: str
    field: str
    place: Place


def _links(entry: Entry) -> list[_Link]:
    return [
        _Link(entry.key, key.strip(), field, entry.fields[field].place)
        for field in ("xdata", "crossref")
        if field in entry.fields
        for key in entry.fields[field].text.split(",")
    ]


def _with_inherited(entry: Entry, by_key: Mapping[str, Entry], report: Report) -> dict[str, Value]:
    """Give the fields of an entry and those it inherits, over any number of steps."""
    fields = dict(entry.fields)
    seen = {entry.key}
    links = _links(entry)
    while links:
        link = links.pop(0)
        parent = by_key.get(link.parent)
        if parent is None:
            cause = f"the entry `{link.child}` inherits from `{link.parent}`, not in this file"
            mend = nearest(link.parent, by_key) or "copy that entry into this file"
            report(Problem(Code.UNKNOWN_ID, link.place, cause, mend))
        elif parent.key not in seen:
            seen.add(parent.key)
            links.extend(_links(parent))
            for name, value in _handed_down(parent, link.field).items():
                fields.setdefault(name, value)
    return fields


def _handed_down(parent: Entry, field: str) -> dict[str, Value]:
    if field == "xdata":
        return parent.fields
    fields = {name: value for name, value in parent.fields.items() if name not in _OWN}
    if "title" in parent.fields:
        fields.setdefault("booktitle", parent.fields["title"])
    return fields
