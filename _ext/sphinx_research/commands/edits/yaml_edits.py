"""Changes of a mapping in YAML: front matter and data files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from sphinx_research.commands.edits.text import (
    Splice,
    Values,
    line_end,
    line_start,
    predecessor,
)
from sphinx_research.commands.written import to_yaml
from sphinx_research.records.raw import Path

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_PLAIN = re.compile(r"[\w./@+-]+(?: [\w./@+-]+)*")


def yaml_splices(text: str, root: Path, values: Values, order: Sequence[str]) -> Iterator[Splice]:
    """Change values of a mapping.

    :param text: the whole document
    :param root: the way to the mapping
    :param values: by their paths within it
    :param order: the order of its fields
    :raises ValueError: if there is no such mapping, or a path does not lead through it; or it is
        no YAML
    """
    try:
        node: yaml.Node = yaml.SequenceNode("", [yaml.compose(text, Loader=_Loader)])
    except yaml.YAMLError as error:  # such as control characters, which our readers drop
        msg = f"the YAML cannot be taken apart: {str(error).partition(chr(10))[0]}"
        raise ValueError(msg) from None
    for step in (0, *root):
        node = _child(node, step)
    editor = _Editor(text, order)
    for path, value in values.items():
        yield from editor.change(node, path, value)


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node:
    found: yaml.Node | None = None
    if isinstance(node, yaml.MappingNode):
        found = next((value for key, value in node.value if key.value == step), None)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        found = next(iter(node.value[step : step + 1]), None)
    if found is not None:
        return found
    msg = f"there is no `{step}` to change"
    raise ValueError(msg)


class _Editor:
    def __init__(self, text: str, order: Sequence[str]) -> None:
        self.text = text
        self.order = order

    def change(self, root: yaml.Node, path: Path, value: str | None) -> Iterator[Splice]:
        parents = [root]
        for step in path[:-1]:
            parents.append(_child(parents[-1], step))
        if value is None:
            while len(parents) > 1 and len(parents[-1].value) == 1:
                path = path[: len(parents) - 1]  # what would be empty goes with it
                parents.pop()
            yield self._without(parents[-1], path[-1])
            return
        parent, name = parents[-1], path[-1]
        if isinstance(parent, yaml.SequenceNode):
            yield self._item(parent, name, value)
        elif not isinstance(parent, yaml.MappingNode):
            msg = f"`{path[-2] if len(path) > 1 else name}` holds no fields"
            raise ValueError(msg)  # noqa: TRY004 - as for whatever else cannot be changed
        elif any(key.value == name for key, _ in parent.value):
            yield from self._changed(parent, str(name), value)
        else:
            yield self._new(parent, str(name), value, self.order if len(path) == 1 else [])

    # --- one field ----------------------------------------------------------------------------

    def _changed(self, parent: yaml.MappingNode, name: str, value: str) -> Iterator[Splice]:
        key, node = next((key, node) for key, node in parent.value if key.value == name)
        start, end = node.start_mark.index, self._end(node)
        colon = self.text.index(":", key.end_mark.index) + 1
        new = _in_flow(value) if parent.flow_style else _in_block(value, key.start_mark.column)
        below = "\n" in self.text[colon:start]
        if start == end:  # there was no value
            yield Splice(colon, colon, f" {new}")
        elif below and not parent.flow_style:
            yield Splice(colon, colon, f" {new}")
            yield Splice(line_end(self.text, colon), end, "")
        else:
            yield Splice(start, end, new)

    def _item(self, parent: yaml.SequenceNode, number: str | int, value: str) -> Splice:
        node = _child(parent, number)
        if not isinstance(node, yaml.ScalarNode):
            msg = f"item {number} is more than a text"
            raise ValueError(msg)  # noqa: TRY004 - likewise
        new = _in_flow(value) if parent.flow_style else _in_block(value, node.start_mark.column)
        return Splice(node.start_mark.index, self._end(node), new)

    def _new(
        self, parent: yaml.MappingNode, name: str, value: str, order: Sequence[str]
    ) -> Splice:
        keys = [key.value for key, _ in parent.value]
        before = predecessor(name, order, keys) if order else (keys or [None])[-1]
        if parent.flow_style:
            new = f"{name}: {_in_flow(value)}"
            if not keys:
                at = parent.start_mark.index + 1
                return Splice(at, at, new)
            if before is None:
                at = parent.value[0][0].start_mark.index
                return Splice(at, at, f"{new}, ")
            at = self._end(parent.value[keys.index(before)][1])
            return Splice(at, at, f", {new}")
        first = parent.value[0][0].start_mark
        indent = " " * first.column
        new = f"{name}: {_in_block(value, first.column)}"
        if before is None:
            return Splice(first.index, first.index, f"{new}\n{indent}")
        key, node = parent.value[keys.index(before)]
        at = line_end(self.text, max(self._end(node), key.end_mark.index))
        return Splice(at, at, f"\n{indent}{new}")

    def _without(self, parent: yaml.Node, name: str | int) -> Splice:
        """Take out a field or an item with all that it holds."""
        pairs = _pairs(parent)
        place = name if isinstance(name, int) else [one[0].value for one in pairs].index(name)
        key, node = pairs[place]
        start, end = key.start_mark.index, max(self._end(node), key.end_mark.index)
        if isinstance(parent, yaml.CollectionNode) and parent.flow_style:
            if place + 1 < len(pairs):
                return Splice(start, pairs[place + 1][0].start_mark.index, "")
            return Splice(self._end(pairs[place - 1][1]) if place else start, end, "")
        begin = line_start(self.text, start)
        lead = self.text[begin:start].strip(" ")
        if not lead or (key is node and lead == "-"):
            return Splice(begin, min(line_end(self.text, end) + 1, len(self.text)), "")
        if place + 1 < len(pairs):
            return Splice(start, pairs[place + 1][0].start_mark.index, "")
        msg = f"`{name}` stands alone and cannot be removed"
        raise ValueError(msg)

    def _end(self, node: yaml.Node) -> int:
        """Tell where a value ends, without the lines that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            key, last = _pairs(node)[-1]
            return max(self._end(last), self._end(key))
        start: int = node.start_mark.index
        end = node.end_mark.index
        return start + len(self.text[start:end].rstrip())


def _pairs(parent: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Give the keys and values of a mapping; of a list, each item twice."""
    return [one if isinstance(one, tuple) else (one, one) for one in parent.value]


def _in_block(value: str, column: int) -> str:
    """Write a text as the value of a field that begins at a column."""
    written = to_yaml({"k": value}).removeprefix("k:").strip("\n").lstrip(" ")
    return written.replace("\n", "\n" + " " * column)


def _in_flow(value: str) -> str:
    if "\n" in value:
        msg = "a text of several lines cannot stand in braces or brackets"
        raise ValueError(msg)
    if _PLAIN.fullmatch(value) and value not in {"null", "Null", "NULL"}:
        return value
    return "'" + value.replace("'", "''") + "'"
