"""The YAML files beside the pages: organisations, venues, collaborators and news."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx_research.records.problems import Code, Place, Problem, nearest
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.sources.yaml_text import Marks, read_yaml

KINDS = {
    "organisations": Kind.ORGANISATION,
    "venues": Kind.VENUE,
    "collaborators": Kind.COLLABORATOR,
    "news": Kind.NEWS,
}
"""What a file holds, by its name."""


def read_data_file(text: str, path: str) -> Source:
    """Read a file of records by id (news: a plain list, newest first or last)."""
    stem = PurePosixPath(path).stem
    problems: list[Problem] = []
    if stem not in KINDS:
        cause = f"`{stem}` is no kind of data file"
        mend = nearest(stem, KINDS) or f"name it one of {', '.join(KINDS)}"
        return Source(problems=(Problem(Code.UNKNOWN_FILE, Place(path), cause, mend),))
    data, marks = read_yaml(text, Place(path), problems.append)
    if stem == "news" and isinstance(data, list):
        data = {str(number): item for number, item in enumerate(data)}
    inner: dict[str, Marks] = {}
    for way, mark in marks.items():
        if way:
            inner.setdefault(str(way[0]), {})[way[1:]] = mark
    records = []
    for key, fields in (data if isinstance(data, dict) else {}).items():
        place = Place(path, *inner[key][()])
        identifier = f"{place}:{key}" if stem == "news" else key
        written = fields if isinstance(fields, dict) else {}  # the model says what is missing
        records.append(RawRecord(KINDS[stem], identifier, written, place, inner[key]))
    if data is not None and not isinstance(data, dict):
        cause = "the file does not hold records by id"
        problems.append(Problem(Code.YAML, Place(path), cause, "write `id:` and its fields below"))
    return Source(tuple(records), tuple(problems))
