"""YAML into plain values, each with its line and column.

Every scalar is taken as the text that stands there: ``no`` stays Norway, ``1.10`` keeps
its zero and ``2404.02345`` is no number.  The model gives each field its type.  Anchors,
tags and repeated keys are refused, since each of them makes a file mean something else
than it shows (and nested anchors grow without bound).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Path

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, and right
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What LaTeX becomes in double quotes: ``"\\theta"`` is a tab and ``heta``."""

Marks = dict[Path, tuple[int, int]]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in (
        *("str", "int", "float", "bool", "null", "timestamp", "value", "merge"),
        *("seq", "map"),
    )
)
"""What a value may look like (its text is taken all the same); other tags are written."""


def read_yaml(text: str, place: Place, report: Report) -> tuple[Any, Marks]:
    """Read one YAML document.

    :param place: where `text` begins; all lines count from there
    :return: strings, lists and dicts (`None` for an empty value), and their positions
    """
    reader = _Reader(place, report)
    try:
        if line := _too_many(text):
            cause = f"the YAML holds more than {limits.NODES:,} values"
            at = Place(place.path, place.line + line - 1)
            report(Problem(Code.TOO_LARGE, at, cause, "make several files of it"))
            return None, {}
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        quoted = "quoted scalar" in str(error.context)  # it ends where the file does
        mark = (error.context_mark if quoted else None) or error.problem_mark
        what = "a quotation mark is never closed" if quoted else error.problem or error.context
        cause = f"the YAML cannot be read: {what}"
        reader.problem(mark, cause, _hint(error, text))
        return None, {}
    except yaml.reader.ReaderError as error:
        before = text[: text.find(chr(error.character))].split("\n")  # it has no mark
        at = Place(place.path, place.line + len(before) - 1, len(before[-1]) + 1)
        cause = f"the YAML holds a character that no text has (U+{error.character:04X})"
        report(Problem(Code.YAML, at, cause, "remove the character"))
        return None, {}
    return (reader.value(node, ()) if node else None), reader.marks


def _too_many(text: str) -> int:
    """Find the line, from 1, on which there are more values than may be; 0 if there is none.

    :raises yaml.MarkedYAMLError: if it is no YAML, or has too many levels
    """
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > limits.NODES:
            return event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > limits.LEVELS:
            problem = f"it has more than {limits.LEVELS} levels"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]  # libyaml's marks serve as well
    return 0


def _hint(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    line = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
    if mark and line[mark.column : mark.column + 1] == "\t":
        return "indent with spaces"
    if "mapping values are not allowed" in str(error.problem):
        if line.count(": ") + line.rstrip().endswith(":") < 2:  # noqa: PLR2004 - one is a field's own
            return "indent the line as far as the fields around it"
        return 'put a value that holds ": " in quotes'
    if "cannot start any token" in str(error.problem) or "alphabetic" in str(error.problem):
        return "put a value that begins with a sign such as @, *, & or ` in quotes"
    if "could not find expected ':'" in str(error.problem):
        return "write `name: value`, with a space after the colon, on this line or the one above"
    return "check the indentation and the quotes on this line and the one above"


class _Reader:
    """Walks the nodes of one document."""

    def __init__(self, place: Place, report: Report) -> None:
        self.place = place
        self.report = report
        self.marks: Marks = {}
        self._seen: set[int] = set()

    def problem(self, mark: yaml.Mark | None, cause: str, mend: str) -> None:
        line, column = self.position(mark)
        self.report(Problem(Code.YAML, Place(self.place.path, line, column), cause, mend))

    def position(self, mark: yaml.Mark | None) -> tuple[int, int]:
        return (self.place.line + mark.line, mark.column + 1) if mark else (self.place.line, 0)

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - whatever the file says
        self.marks.setdefault(path, self.position(node.start_mark))
        if id(node) in self._seen:
            cause = "anchors and aliases (& and *) are not allowed"
            mend = "write the value out again, or put text that begins with * in quotes"
            self.problem(node.start_mark, cause, mend)
            return None
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.problem(node.start_mark, f"the tag `{node.tag}` is not allowed", "remove it")
            return None
        if isinstance(node, yaml.ScalarNode):
            if node.style == '"' and CONTROL.search(node.value):
                cause = "a backslash in double quotes begins a sign of its own (\\t is a tab)"
                self.problem(node.start_mark, cause, "use single quotes, or none")
                return None
            return None if not node.style and node.value in _NULLS else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return dict(self._items(node, path))

    def _items(self, node: yaml.Node, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(key_node.start_mark, "a key must be a single word", "rewrite it")
                continue
            key = key_node.value
            line, column = self.position(key_node.start_mark)
            if key in seen:
                self.problem(
                    key_node.start_mark,
                    f"`{key}` stands here twice (first on line {seen[key]})",
                    "remove one of them",
                )
                continue
            seen[key] = line
            self.marks[*path, key] = (line, column)
            yield key, self.value(value_node, (*path, key))
