"""YAML of other systems: texts, lists and mappings, with the line of each.

Unlike our own (`records.sources.yaml_text`), it may hold anchors, merged mappings and tags, for
nobody wrote it for us.  Nothing in it is executed: tags are not looked at, and scalars stay texts.
"""

from __future__ import annotations

from typing import Any

import yaml

from sphinx_research.records import limits
from sphinx_research.records.raw import Path

Lines = dict[Path, int]
"""The line, from 1, of each value or its key, by the way to it."""


class UnreadableError(Exception):
    """It is no YAML that can be read; `line` says where."""

    def __init__(self, cause: str, line: int) -> None:
        super().__init__(cause)
        self.line = line


def read(text: str, first: int = 1) -> tuple[Any, Lines]:
    """Read one document.

    :param first: the line of the file at which `text` begins
    :return: strings, lists and dicts (`None` for an empty value), and their lines
    :raises UnreadableError: if it cannot be read, or is larger than may be
    """
    try:
        _measure(text, first)
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        raise UnreadableError(str(error.problem or error.context), line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableError(str(error).partition("\n")[0], first) from None
    reader = _Reader(first)
    return (reader.value(node, (), ()) if node else None), reader.lines


def _measure(text: str, first: int) -> None:
    """See to it that neither Python's stack nor the memory is used up."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if number > limits.NODES or depth > limits.LEVELS:
            line = first + (event.start_mark.line if event.start_mark else 0)
            msg = "it holds more values, or more levels, than may be"
            raise UnreadableError(msg, line)


class _Reader:
    """Walks the nodes; those that are named again are written out."""

    def __init__(self, first: int) -> None:
        self.lines: Lines = {}
        self._first = first
        self._left = limits.NODES

    def value(self, node: yaml.Node, path: Path, above: tuple[int, ...]) -> Any:  # noqa: ANN401 - whatever the file says
        line = self._line(node)
        self.lines.setdefault(path, line)
        self._left -= 1
        if self._left < 0 or id(node) in above:
            msg = "its anchors stand for more values than may be"
            raise UnreadableError(msg, line)
        within = (*above, id(node))
        if isinstance(node, yaml.ScalarNode):
            is_null = not node.style and node.value in {"", "~", "null", "Null", "NULL"}
            return None if is_null else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*path, n), within) for n, one in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return None
        read: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, inner in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                merged = self._merged(inner, path, within) | merged
            elif isinstance(key, yaml.ScalarNode):
                self.lines[*path, key.value] = self._line(key)
                read[key.value] = self.value(inner, (*path, key.value), within)
            else:
                msg = "a key must be a single word"
                raise UnreadableError(msg, self._line(key))
        return merged | read

    def _line(self, node: yaml.Node) -> int:
        return self._first + (node.start_mark.line if node.start_mark else 0)

    def _merged(self, node: yaml.Node, path: Path, above: tuple[int, ...]) -> dict[str, Any]:
        """Read what ``<<`` names: a mapping, or several of which the first goes before others.

        PyYAML's own way counts nothing: ten mappings that each name the one before ten times
        would be ten billion.
        """
        found: dict[str, Any] = {}
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for one in nodes:
            if not isinstance(one, yaml.MappingNode):
                msg = "`<<` names no mapping"
                raise UnreadableError(msg, self._line(node))
            found = self.value(one, path, above) | found
        return found
