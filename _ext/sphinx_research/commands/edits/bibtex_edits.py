"""Changes of the fields of an entry in a ``.bib`` file.

The fields of a record are not those of BibTeX: the entry is written as the site exports it, and
of that the fields are taken that say what is to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_research.commands.edits.text import Splice, line_end, line_start, predecessor
from sphinx_research.commands.written import entries
from sphinx_research.formats import latex
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.problems import Problem
from sphinx_research.records.raw import RawRecord
from sphinx_research.records.sources.bibtex_syntax import read_entries

_SOURCES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "subtitle"),
    "authors": ("author",),
    "editors": ("editor",),
    "date": ("date", "year", "month", "day"),
    "venue": ("journaltitle", "journal", "booktitle", "eventtitle", "venue", "abbr"),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "number": ("eid", "articleno", "article-number", "number"),
    "pages": ("pages",),
    "publisher": ("publisher", "institution", "school"),
    "original_title": ("original_title", "origtitle"),
    "arxiv": ("arxiv", "eprint", "archiveprefix", "eprinttype", "primaryclass"),
    "paper": ("paper", "url", "html"),
    "data": ("data", "dataset"),
    "website": ("website", "project_page"),
    "supplement": ("supplement", "supp"),
    "award": ("award_name", "award"),
    "note": ("note", "addendum", "additional_info"),
    "status": ("status", "pubstate"),
    "projects": ("projects", "project"),
    "tags": ("tags", "keywords"),
}
"""Fields of a record → the fields of an entry they are read from, best first; others have the
same name.  `records.sources.bibtex_fields` reads them so."""
_ORDER = [
    *("author", "editor", "title", "journal", "booktitle", "series", "edition", "volume"),
    *("number", "issue", "eid", "pages", "publisher", "school", "institution", "pubstate"),
    *("date", "year", "month", "day", "doi", "eprint", "archiveprefix", "url", "isbn"),
]
_IN_BOOKS = frozenset({"inproceedings", "conference", "incollection", "inbook"})
"""Types of which the venue is a ``booktitle``."""
_NAME = re.compile(r"[A-Za-z_][\w:+./-]*")
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]\s*[^\s,]*")


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a field stands: its name, its value, and their end."""

    name: str
    start: int
    value: int
    end: int


def bibtex_splices(
    text: str, record: RawRecord, values: Mapping[str, str | None], expected: RawRecord
) -> Iterator[Splice]:
    """Change fields of an entry.

    :param record: the entry as it is read
    :param values: by the names of a record's fields
    :param expected: the record as it is to be
    :raises ValueError: if the entry cannot be read, or its new fields cannot be written
    """
    editor = _Editor(text, record)
    kind, exported = _exported(expected)
    if values.get("type"):
        yield Splice(*editor.type, kind)
    elif editor.fields:
        kind = text[slice(*editor.type)].lower()
    for name, value in values.items():
        if name == "type":
            continue
        sources = _sources(name, kind)
        sources += tuple(f"{one}+an" for one in sources if one in {"author", "editor"})
        new = {one: exported[one] for one in exported if _base(one) in sources} if value else {}
        if name == "venue" and value:
            field = "booktitle" if kind in _IN_BOOKS else "journal"
            new = {field: exported.get(field) or latex.escape(value)}
        if value and not new:
            msg = f"`{name}` cannot be written as a field of @{kind}"
            raise ValueError(msg)
        yield from editor.change(sources, new)


def _sources(name: str, kind: str) -> tuple[str, ...]:
    found = _SOURCES.get(name, (name,))
    numbered = kind in {"techreport", "report", "patent", "dataset", "software", "misc"}
    if name == "issue" and kind != "article":
        return ("issue",)
    if name == "number" and not numbered:
        return found[:-1]
    return found


def _exported(expected: RawRecord) -> tuple[str, dict[str, str]]:
    """Write the entry anew: its type, and its fields in LaTeX."""
    problems: list[Problem] = []
    empty = Works(Catalogue(Records(), Settings()), Site(""))
    written = entries([expected], empty, problems.append)
    if not written:
        msg = f"`{expected.id}` could not be written: {problems[0] if problems else 'it is empty'}"
        raise ValueError(msg)
    (entry,) = read_entries("".join(written.values()), "", problems.append)
    return entry.type, {name: value.text for name, value in entry.fields.items()}


class _Editor:
    """An entry: where its parts are, and how its fields are set out."""

    def __init__(self, text: str, record: RawRecord) -> None:
        self.text = text
        line = 0
        for _ in range(record.place.line - 1):
            line = text.index("\n", line) + 1
        match = _HEAD.match(text, line + max(record.place.column - 1, 0))
        if match is None:
            msg = f"no entry `{record.id}` stands where it did"
            raise ValueError(msg)
        self.type = match.span(1)
        self.head = match.end()
        self.fields = list(self._read(match.end()))

    def _read(self, position: int) -> Iterator[_Field]:
        while True:
            position = self._skip(position, " \t\n,")
            name = _NAME.match(self.text, position)
            if name is None:
                return
            equals = self._skip(name.end(), " \t\n")
            if self.text[equals : equals + 1] != "=":
                msg = f"`{name[0]}` has no value"
                raise ValueError(msg)
            value = self._skip(equals + 1, " \t\n")
            end = self._end_of(value)
            yield _Field(name[0].lower(), position, value, end)
            position = end

    def _skip(self, position: int, signs: str) -> int:
        while position < len(self.text) and self.text[position] in signs:
            position += 1
        return position

    def _end_of(self, position: int) -> int:
        """Find the end of a value: texts, numbers and words, joined by ``#``."""
        while True:
            end = self._piece(position)
            joined = self._skip(end, " \t\n")
            if self.text[joined : joined + 1] != "#":
                return end
            position = self._skip(joined + 1, " \t\n")

    def _piece(self, position: int) -> int:
        sign = self.text[position : position + 1]
        if sign not in {"{", '"'}:
            match = re.compile(r"[^\s,#(){}\"=%]+").match(self.text, position)
            if match is None:
                msg = "a value is missing"
                raise ValueError(msg)
            return match.end()
        depth = 0
        for at in range(position + (sign == '"'), len(self.text)):
            one = self.text[at]
            depth += (one == "{") - (one == "}")
            if (sign == '"' and one == '"' and not depth) or (sign == "{" and not depth):
                return at + 1
        msg = "a value has no end"
        raise ValueError(msg)

    # --- changes ------------------------------------------------------------------------------

    def change(self, sources: tuple[str, ...], new: Mapping[str, str]) -> Iterator[Splice]:
        """Let fields say something else.

        :param sources: the names of all fields that may say it now
        :param new: the fields that are to say it, and how
        """
        there = [one for one in self.fields if _base(one.name) in sources]
        left = dict(new)
        by_name = {one.name: one for one in there}
        for name in [name for name in left if name in by_name]:
            yield self._value(by_name.pop(name), left.pop(name))
        free = [one for one in there if one.name in by_name]
        for field, name in zip(list(free), list(left), strict=False):
            free.remove(field)
            yield self._renamed(field, name, left.pop(name))
        for field in free:
            yield self._without(field)
        for name, value in left.items():
            yield self._new(name, value)

    def _value(self, field: _Field, value: str) -> Splice:
        quoted = self.text[field.value] == '"' and '"' not in value
        return Splice(field.value, field.end, _written(field.name, value, quoted=quoted))

    def _renamed(self, field: _Field, name: str, value: str) -> Splice:
        equals = self.text.index("=", field.start + len(field.name))
        padded = name.ljust(equals - field.start) if self.text[equals - 1] == " " else name
        if not padded.endswith(" ") and self.text[equals - 1] == " ":
            padded += " "
        between = self.text[equals : field.value]
        return Splice(field.start, field.end, f"{padded}{between}{_written(name, value)}")

    def _new(self, name: str, value: str) -> Splice:
        names = [one.name for one in self.fields]
        role = name.partition("+")[0]
        before = role if role in names else predecessor(name, _ORDER, names)
        if not self.fields:
            new = f",\n  {name} = {_written(name, value)}"
            return Splice(self.head, self.head, new)
        field = self.fields[names.index(before)] if before else self.fields[0]
        new = self._line(field, name, value)
        indent = self.text[line_start(self.text, field.start) : field.start]
        gap = f"\n{indent}" if not indent.strip() else " "
        if before is None:
            return Splice(field.start, field.start, f"{new},{gap}")
        comma = self._skip(field.end, " \t\n")
        if self.text[comma : comma + 1] != ",":
            return Splice(field.end, field.end, f",{gap}{new}")
        end = line_end(self.text, comma)
        rest = self.text[comma + 1 : end].strip()
        if gap == " " or (rest and not rest.startswith("%")):
            return Splice(comma + 1, comma + 1, f"{gap}{new},")
        return Splice(end, end, f"{gap}{new},")

    def _line(self, like: _Field, name: str, value: str) -> str:
        """Write a field with its sign of equality below that of another."""
        equals = self.text.index("=", like.start + len(like.name))
        width = equals - like.start
        spaced = self.text[equals - 1] == " "
        between = " " if self.text[equals + 1 : equals + 2] == " " else ""
        label = f"{name.ljust(width - 1)} " if spaced else name
        return f"{label}={between}{_written(name, value)}"

    def _without(self, field: _Field) -> Splice:
        begin = line_start(self.text, field.start)
        comma = self._skip(field.end, " \t\n")
        end = comma + 1 if self.text[comma : comma + 1] == "," else field.end
        rest = self.text[end : line_end(self.text, end)].strip()
        alone = not self.text[begin : field.start].strip()
        if alone and (not rest or rest.startswith("%")):
            return Splice(begin, min(line_end(self.text, end) + 1, len(self.text)), "")
        return Splice(field.start, self._skip(end, " \t"), "")


def _base(name: str) -> str:
    """Give the name of a field to which an annotation belongs: ``author+an:orcid``."""
    return name.partition(":")[0] if "+an" in name else name


def _written(name: str, value: str, *, quoted: bool = False) -> str:
    if name == "month":  # a macro, which styles put in their own words
        return value[:3].lower()
    return f'"{value}"' if quoted else f"{{{value}}}"
