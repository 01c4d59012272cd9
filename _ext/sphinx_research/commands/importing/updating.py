"""A record brought up to date where it stands, in whichever file that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from sphinx_research.commands.editing import edit
from sphinx_research.commands.edits.text import Lines
from sphinx_research.commands.written import entries
from sphinx_research.formats.works import Works
from sphinx_research.records.loading import READERS
from sphinx_research.records.model import Publication
from sphinx_research.records.raw import RawRecord

Values = Mapping[str, str | None]


def changed(text: str, paper: Publication, values: Values, works: Works) -> str:
    """Set fields of a publication, or remove those that are `None`.

    :param text: the content of the file in which the record stands
    :return: the new content
    :raises ValueError: if that cannot be done safely
    """
    if not paper.place.path.endswith(".bib"):
        return _edited(text, paper, values)
    if venue := values.get("venue"):  # there, venues go by their names
        record = works.catalogue.records.venues.get(venue)
        values = {**values, "venue": record.name if record else venue}
    return _written_anew(text, paper, values, works) or _edited(text, paper, values)


def _written_anew(text: str, paper: Publication, values: Values, works: Works) -> str:
    """Write an entry again that nobody has changed since it was written; nothing of another."""
    raw = _raw(text, paper)
    old = entries([raw], works, lambda _: None).get(paper.id, "")
    if not old or text.count(old) != 1:
        return ""
    data = {name: value for name, value in raw.data.items() if values.get(name, "") is not None}
    data |= {name: value for name, value in values.items() if value is not None}
    if "venue" in values and "type" not in values:
        data.pop("type", None)
    new = entries([replace(raw, data=data)], works, lambda _: None)[paper.id]
    return text.replace(old, new)


def _edited(text: str, paper: Publication, values: Values) -> str:
    """Change the fields of a record that somebody has written by hand."""
    try:
        return edit(text, _raw(text, paper), values)
    except ValueError:  # perhaps one after the other can be changed
        for name, value in values.items():
            text = edit(text, _raw(text, paper), {name: value})
    return text


def _raw(text: str, paper: Publication) -> RawRecord:
    """Find a record in the file where it stands."""
    path = paper.place.path
    for record in READERS[PurePosixPath(path).suffix](Lines(text).text, path).records:
        if (record.kind, record.id) == (paper.kind, paper.id):
            return record
    msg = f"it does not stand in {path}"
    raise ValueError(msg)
