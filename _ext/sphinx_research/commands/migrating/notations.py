"""What stands in JSON and in TOML, read as YAML is: texts, lists and mappings, with lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.migrating import old_yaml
from sphinx_research.commands.migrating.fields import Fields, Left
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Place

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_KEY = re.compile(
    r"""^[ \t]*(?:\[\[?[ \t]*)?["']?([\w-]+)["']?[ \t]*(?:[.=\]])""", re.MULTILINE
)
_LONE = re.compile(r"[\ud800-\udfff]")
_DEEPEST = 50


def json_file(path: str, old: OldSite) -> Fields:
    """Read a JSON file of fields; empty if it cannot be read, which is reported."""
    text = old.text(path) or "{}"
    try:
        read = _texts(json.loads(text, object_pairs_hook=_once))
    except (ValueError, RecursionError) as error:
        return _unreadable(path, "JSON", error, getattr(error, "lineno", 1), old)
    try:  # but for tabs, JSON is YAML, which tells the lines
        lines = old_yaml.read(text.replace("\t", " "))[1]
    except old_yaml.UnreadableError:
        lines = {}
    return Fields(read if isinstance(read, dict) else {"items": read}, path, lines, (), old.watch)


def page(path: str, old: OldSite) -> OldPage:
    """Read a page of Hugo, whose front matter may be TOML."""
    text = old.text(path) or ""
    match = _TOML.match(text)
    if match is None:
        return old.page(path)
    body_place = Place(path, match[0].count("\n") + 1)
    try:
        read = _texts(tomllib.loads(match[1]))
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) + 1 if found else body_place.line - 2  # at the end, it is the last
        empty = _unreadable(path, "TOML", error, line, old)
        return OldPage(path, empty, text[match.end() :], body_place)
    lines: old_yaml.Lines = {}
    for key in _TOML_KEY.finditer(match[1]):
        lines.setdefault((key[1],), match[1].count("\n", 0, key.start(1)) + 2)
    return OldPage(path, Fields(read, path, lines, (), old.watch), text[match.end() :], body_place)


def _unreadable(path: str, kind: str, error: Exception, line: int, old: OldSite) -> Fields:
    why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    cause = f"the {kind} cannot be read: {printable(why)}"
    mend = "mend it in the old site and run this again"
    old.watch.left.append(Left(Place(printable(path), line), cause, mend))
    return Fields({}, path, {}, (), old.watch)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice, of which one would be lost."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"the key `{twice}` stands there twice"
        raise ValueError(msg)
    return read


def _texts(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - whatever the file says
    """Make texts of numbers, dates and truths."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, Mapping):
        return {_texts(str(name)): _texts(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one, depth + 1) for one in value]
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return _LONE.sub("\ufffd", value if isinstance(value, str) else str(value))
