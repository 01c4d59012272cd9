"""BibTeX and biblatex files into raw publications."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from pybtex.utils import CaseInsensitiveDict, CaseInsensitiveSet

from sphinx_research.records.problems import Code, Nearest, Place, Problem, Report
from sphinx_research.records.raw import RawRecord, Source
from sphinx_research.records.sources.bibtex_fields import to_record
from sphinx_research.records.sources.bibtex_syntax import Entry, Value, read_entries
from sphinx_research.records.sources.bibtex_types import CONTAINERS


def read_bibtex(text: str, path: str) -> Source:
    """Read a ``.bib`` file.

    Every entry becomes a record or a problem, but for containers that other entries
    inherit from (``@proceedings``, ``@xdata``) and groupings (``@set``).  Two entries with
    one key become two records.
    """
    problems: list[Problem] = []
    entries = list(read_entries(text, path, problems.append))
    by_key: MutableMapping[str, Entry] = CaseInsensitiveDict()
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    parents = CaseInsensitiveSet(link.parent for entry in entries for link in _links(entry))
    _check_links(entries, by_key, problems.append)
    records: list[RawRecord] = []
    for entry in entries:
        if entry.type in {"xdata", "set"} or (entry.type in CONTAINERS and entry.key in parents):
            continue
        fields = _with_inherited(entry, by_key)
        # A broken entry that lacks what no record can lack has its problem already.
        if entry.whole or {"title", "author"} <= fields.keys():
            records.append(to_record(entry, fields, problems.append))
    return Source(tuple(records), tuple(sorted(problems, key=lambda problem: problem.place)))


_OWN = frozenset(
    {
        *("abstract", "addendum", "annotation", "arxiv", "as-recorded", "crossref", "doi"),
        *("eprint", "ids", "keywords", "note", "pages", "pdf", "selected", "shorttitle"),
        *("subtitle", "title", "titleaddon", "url", "xdata"),
    }
)
"""What ``crossref`` does not hand down (biblatex manual, appendix B; and no identifiers,
since the DOI of the proceedings is not that of a paper in them)."""


_MOST_PARENTS = 10


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


def _check_links(entries: list[Entry], by_key: Mapping[str, Entry], report: Report) -> None:
    hints: dict[str, str] = {}
    nearest = Nearest()
    for entry in entries:
        for link in _links(entry):
            if link.parent in by_key:
                continue
            if link.parent not in hints:
                hints[link.parent] = nearest(link.parent, by_key)
            cause = f"the entry `{link.child}` inherits from `{link.parent}`, not in this file"
            mend = hints[link.parent] or "copy that entry into this file"
            report(Problem(Code.UNKNOWN_ID, link.place, cause, mend))


def _with_inherited(entry: Entry, by_key: Mapping[str, Entry]) -> dict[str, Value]:
    """Give the fields of an entry and those it inherits, from up to ten others."""
    fields = dict(entry.fields)
    seen = {entry.key}
    links = _links(entry)
    while links and len(seen) <= _MOST_PARENTS:
        link = links.pop(0)
        parent = by_key.get(link.parent)
        if parent and parent.key not in seen:
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
