"""Values of conf.py changed in place: all else, comments too, stays as it is."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping

from sphinx_research.commands.settings import RefusedError

LONGEST = 99
"""Characters of a line of code, as pyproject.toml has it."""

Value = str | bool | Mapping[str, object]


def with_values(text: str, values: Mapping[str, Value]) -> str:
    """Give conf.py other values.

    Where a value is taken from the environment, it is what is taken without it that changes:
    the second argument of ``os.environ.get``.  What is not there is added at the end.

    :param values: by name; ``html_context.license`` is an item of a dict that stands there
    :raises RefusedError: if it is no Python
    """
    there = dict(_values(_parsed(text)))
    changed = text.encode()
    places = [(there[name], value) for name, value in values.items() if name in there]
    for node, value in sorted(places, key=lambda place: -_start(text, place[0])):
        before, after = changed[: _start(text, node)], changed[_end(text, node) :]
        changed = before + _instead(text, node, value).encode() + after
    added = [
        f"{name} = {_written(value)}\n" for name, value in values.items() if name not in there
    ]
    return changed.decode() + ("\n" if added else "") + "".join(added)


def text_in(text: str, name: str) -> str:
    """Tell to what text conf.py sets a value; nothing if it does not, or computes it.

    :raises RefusedError: if it is no Python
    """
    match dict(_values(_parsed(text))).get(name):
        case ast.Constant(value=str(value)):
            return value
        case _:
            return ""


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        msg = f"conf.py is no Python: {error}"
        raise RefusedError(msg) from None


def _values(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Find the values that are set, the last of each name last."""
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
                if isinstance(value, ast.Dict):
                    yield from _items(name, value)
            case _:
                pass


def _items(name: str, value: ast.Dict) -> Iterator[tuple[str, ast.expr]]:
    for key, item in zip(value.keys, value.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield f"{name}.{key.value}", item


def _instead(text: str, node: ast.expr, value: object) -> str:
    """Write a value for another, in the form that Ruff gives to code."""
    match node:
        case ast.Call(func=ast.Attribute(attr="get" | "getenv") as asks, args=[name, _]):
            function = ast.get_source_segment(text, asks)
            variable = ast.get_source_segment(text, name)
        case _:
            return _written(value)
    line = text.splitlines()[node.lineno - 1]
    indent = line[: len(line) - len(line.lstrip())]
    arguments = f"{variable}, {_written(value)}"
    before = len(line.encode()[: node.col_offset].decode())
    if before + len(f"{function}({arguments}),") <= LONGEST:
        return f"{function}({arguments})"
    inner = f"{indent}    "
    if len(inner + arguments) > LONGEST:
        arguments = f"{variable},\n{inner}{_written(value)},"
    return f"{function}(\n{inner}{arguments}\n{indent})"


def _start(text: str, node: ast.expr) -> int:
    return _offset(text, node.lineno, node.col_offset)


def _end(text: str, node: ast.expr) -> int:
    if node.end_lineno is None or node.end_col_offset is None:  # never for parsed code
        raise AssertionError
    return _offset(text, node.end_lineno, node.end_col_offset)


def _offset(text: str, line: int, column: int) -> int:
    """Count the bytes before a place; columns of `ast` are bytes of UTF-8."""
    return sum(len(one) for one in text.encode().splitlines(keepends=True)[: line - 1]) + column


def _written(value: object, indent: str = "") -> str:
    match value:
        case bool():
            return repr(value)
        case str():
            written = json.dumps(value, ensure_ascii=False)
            if '"' in value and "'" not in value:
                return "'" + written[1:-1].replace('\\"', '"') + "'"
            return written
        case Mapping() if value:
            inner = f"{indent}    "
            items = (
                f"{inner}{_written(key)}: {_written(item, inner)},\n"
                for key, item in value.items()
            )
            return f"{{\n{''.join(items)}{indent}}}"
        case _:
            return "{}"
