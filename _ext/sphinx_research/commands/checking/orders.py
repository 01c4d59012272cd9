"""The name or title of a record before its other fields, whose order is the author's.

Only where every line can be moved with what belongs to it: a comment on a line of its own, or an
empty line, may belong to several fields, and then all stay where they are.
"""

from __future__ import annotations

import re

from sphinx_research.records.characters import with_newlines
from sphinx_research.records.raw import Kind
from sphinx_research.records.sources.markdown import read_markdown

_RECORD = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<kind>person|project):[ \t]*\r?\n"
    r"(?P<fields>(?:[ ]+\S.*\r?\n)+)(?=---[ \t]*(?:\r?\n|\Z)|\w+:)"
)
_FIRST = {"person": "name", "project": "title"}
_FIELD = re.compile(r"(?P<indent>[ ]+)(?P<name>\w+):(?:\s|\Z)")


def in_order(text: str, path: str) -> str:
    """Give a page with the name of its record first; as it is, if that is not safe."""
    match = _RECORD.match(text) if path.endswith(".md") else None
    if match is None:
        return text
    first = _FIRST[match["kind"]]
    chunks = sorted(_chunks(match["fields"]), key=lambda chunk: chunk[0] != first)
    if not chunks:
        return text
    ordered = "".join(lines for _, lines in chunks)
    new = text[: match.start("fields")] + ordered + text[match.end("fields") :]
    return new if new != text and _records(new, path) == _records(text, path) else text


def _chunks(fields: str) -> list[tuple[str, str]]:
    """Part lines into fields; nothing if some line may belong to none, or to several."""
    chunks: list[tuple[str, str]] = []
    indent = ""
    for line in fields.splitlines(keepends=True):
        if not line.strip() or line.lstrip().startswith("#"):
            return []
        match = _FIELD.match(line)
        if match and (not chunks or match["indent"] == indent):
            indent = match["indent"]
            chunks.append((match["name"], line))
        elif not chunks or not line.startswith((f"{indent} ", f"{indent}-")):
            return []
        else:
            chunks[-1] = (chunks[-1][0], chunks[-1][1] + line)
    return chunks


def _records(text: str, path: str) -> list[tuple[Kind, str, object]]:
    lines = with_newlines(text.removeprefix("\ufeff"))
    return [(one.kind, one.id, one.data) for one in read_markdown(lines, path).records]
