"""A MyST page into records: its front matter, and the ``{publication}`` blocks in it.

Blocks are found with the tokenizer that MyST itself uses (markdown-it-py), so that an
example inside a code block is never taken for a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from textwrap import dedent
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from myst_parser.parsers.options import TokenizeError, options_to_tokens

from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.sources.yaml_text import CONTROL, Marks, read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_NO_END = re.compile(r"\A---[ \t]*\n(?:person|project):")
_DIRECTIVE = re.compile(r"\{([\w:-]+)\}[ \t]*(.*)")
_NAMES = frozenset({"publication", "research:publication"})
_FIELD = re.compile(r":[a-z_]+:")
_VERBATIM = frozenset(
    {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "highlight",
     "raw", "math", "eval-rst", "csv-table", "mermaid", "productionlist", "doctest"}
)  # fmt: skip
"""Directives whose body is not Markdown: what looks like a block there is an example."""

PAGE_KINDS = {"person": Kind.PERSON, "project": Kind.PROJECT}
_ALLOWED_KEYS = frozenset({"person", "project", "orphan", "tocdepth", "nosearch"})


@dataclass(frozen=True, slots=True)
class Block:
    """A directive in a page: ``:::{name} argument`` and what stands inside."""

    name: str
    argument: str
    content: str
    line: int


def read_markdown(text: str, path: str) -> Source:
    """Read one page.

    :param text: with one newline character as line end
    :param path: relative to the source directory; its stem is the id of the page's record
    """
    problems: list[Problem] = []
    records: list[RawRecord] = []
    page = _page_record(text, path, problems.append)
    if page:
        records.append(page)
    if _BARE.search(text):
        problems += _without_braces(text, path)
    if "{publication}" in text or "{research:publication}" in text:
        for block in find_blocks(text):
            record = _publication(block, path, problems.append)
            if record:
                records.append(record)
    return Source(tuple(records), tuple(problems))


_BARE = re.compile(
    r"^:{2,}\s*(profile|publications?|references|people|projects|news|interests|education"
    r"|employment|experience|awards|service)\b",
    re.MULTILINE,
)


def _without_braces(text: str, path: str) -> Iterator[Problem]:
    """Find directives without their braces, which leave nothing on the page."""
    for token in _tokenizer().parse(text):
        lines = text.split("\n")[slice(*token.map)] if token.map else []
        found = (
            _BARE.match(lines[0]) if lines and token.type in ("colon_fence", "inline") else None
        )
        if found and token.map:
            cause = f"`{found[0]}` is no directive"
            place = Place(path, token.map[0] + 1)
            yield Problem(Code.BLOCK, place, cause, f"write `:::{{{found[1]}}}`")


# --- front matter -------------------------------------------------------------------------


def _page_record(text: str, path: str, report: Report) -> RawRecord | None:
    match = _FRONT_MATTER.match(text)
    if match is None:
        if _NO_END.match(text):
            cause = "the front matter has no end"
            report(Problem(Code.YAML, Place(path), cause, "write `---` below it"))
        return None
    data, marks = read_yaml(match[1], Place(path, 2), report)
    if not isinstance(data, dict):
        return None
    for key in data.keys() - _ALLOWED_KEYS:
        line, column = marks[key,]
        report(
            Problem(
                Code.FRONT_MATTER,
                Place(path, line, column),
                f"the front matter has a key `{key}`, which pages may not set",
                f"allowed are {', '.join(sorted(_ALLOWED_KEYS))}",
            )
        )
    if PAGE_KINDS.keys() <= data.keys():
        place = Place(path, *max(marks[key,] for key in PAGE_KINDS))
        cause = "a page cannot be both a person's and a project's"
        report(Problem(Code.FRONT_MATTER, place, cause, "make two pages"))
    for key, kind in PAGE_KINDS.items():
        if isinstance(data.get(key), dict):
            inner = {way[1:]: mark for way, mark in marks.items() if way[:1] == (key,)}
            place = Place(path, *inner[()])
            return RawRecord(kind, PurePosixPath(path).stem, data[key], place, inner)
        if key in data:
            cause = f"`{key}:` must hold fields such as `name:` or `title:`"
            report(
                Problem(
                    Code.FRONT_MATTER, Place(path, *marks[key,]), cause, "indent them below it"
                )
            )
    return None


def without_record(text: str) -> str:
    """Blank out the record in a page's front matter; every other line stays where it is.

    In its place the page is called an orphan, which Sphinx takes as a word that no toctree
    needs to name it.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text
    lines = match[1].split("\n")
    inside = found = False
    for number, line in enumerate(lines):
        if line[:1] not in ("", " ", "\t", "#", "-"):
            inside = line.partition(":")[0].rstrip() in PAGE_KINDS
        if inside:
            lines[number] = "" if found else "orphan: true"
            found = True
    return text[: match.start(1)] + "\n".join(lines) + text[match.end(1) :]


# --- blocks ---------------------------------------------------------------------------------


@cache
def _tokenizer() -> MarkdownIt:
    tokenizer = MarkdownIt("commonmark").use(front_matter_plugin).use(colon_fence_plugin)
    tokenizer.enable("table")
    tokenizer.core.ruler.enableOnly(["normalize", "block"])
    return tokenizer


def find_blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """Find the ``{publication}`` directives of a page, also inside other directives."""
    for token in _tokenizer().parse(text):
        match = _DIRECTIVE.match(token.info.strip()) if _is_fence(token) else None
        if match is None or token.map is None:
            continue
        line = first_line + token.map[0]
        if match[1] in _NAMES:
            yield Block("publication", match[2].strip(), token.content, line)
        elif match[1] not in _VERBATIM:
            yield from find_blocks(token.content, line + 1)


def _is_fence(token: Token) -> bool:
    return token.type in ("fence", "colon_fence")


def _publication(block: Block, path: str, report: Report) -> RawRecord | None:
    """A block that gives fields declares a record; a bare one shows what is elsewhere."""
    place = Place(path, block.line)
    try:
        options, body, marks = split_options(block)
    except TokenizeError as error:
        cause = f"the options of `{block.argument}` cannot be read: {error.problem}"
        first = block.line + (2 if block.content.startswith("---") else 1)
        line = first + _line_of(error)
        mend = "write each on a line of its own as `:field: value`, in quotes where it holds `: `"
        report(Problem(Code.BLOCK, Place(path, line), cause, mend))
        return None
    if not options and not body:
        return None
    if not block.argument:
        mend = "write `:::{publication} name2024word`"
        report(Problem(Code.BLOCK, place, "the publication block has no key", mend))
        return None
    if " " in block.argument:
        cause = f"the key `{block.argument}` has a space in it"
        report(Problem(Code.BLOCK, place, cause, "write it as one word, such as name2024word"))
        return None
    for cause, mend, line in _slips(block, options, body):
        report(Problem(Code.BLOCK, Place(path, line), cause, mend))
    data: dict[str, Any] = dict(options)
    if body:
        data["abstract"] = body
    return RawRecord(Kind.PUBLICATION, block.argument, data, place, marks)


def _slips(block: Block, options: Mapping[str, str], body: str) -> Iterator[tuple[str, str, int]]:
    """Find what MyST takes without a word, and nobody can have meant.

    :return: cause, mend and line
    """
    lines = block.content.split("\n")
    opening = body.partition("\n")[0]
    first = next((n for n, line in enumerate(lines) if line.strip() == opening), 0)
    if _FIELD.match(body):
        cause = f"the abstract of `{block.argument}` begins like a field"
        yield cause, "remove the empty line above it", block.line + first + 1
    elif options and body and first and lines[first - 1].strip():
        cause = f"the abstract of `{block.argument}` follows its fields without an empty line"
        mend = "put an empty line between them, or `:` before the field on this line"
        yield cause, mend, block.line + first + 1
    for number, line in enumerate(lines):
        if line.startswith(("## ", "### ")):
            cause = f"the block of `{block.argument}` holds a heading"
            yield cause, "end the block with `:::` above it", block.line + number + 1
            break
    for name, value in options.items():
        if CONTROL.search(value.replace("\n", "")):
            at = next((n for n, text in enumerate(lines) if f"{name}:" in text), 0)
            cause = f"a backslash in double quotes begins a sign of its own, in `{name}`"
            yield cause, "use single quotes, or none", block.line + at + 1


def _line_of(error: TokenizeError) -> int:
    """Tell the line, from 0, of what is wrong: what ends too early is found on the next."""
    mark = error.context_mark or error.problem_mark
    return mark.line - 1 if mark.line and not mark.column else mark.line


def split_options(block: Block) -> tuple[dict[str, str], str, Marks]:
    """Part a directive's content into options and body, by MyST's rules.

    :return: the options, the body, and the place of each option
    :raises TokenizeError: if the options are no ``:key: value`` lines
    """
    lines = block.content.split("\n")
    if lines[0].startswith("---"):
        end = next(
            (n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines)
        )
        head, body, first = lines[1:end], lines[end + 1 :], block.line + 2
        head = dedent("\n".join(head)).split("\n")
    else:
        end = next((n for n, line in enumerate(lines) if not _is_option(line)), len(lines))
        head, body, first = (
            [line.lstrip()[1:] for line in lines[:end]],
            lines[end:],
            block.line + 1,
        )
    options: dict[str, str] = {}
    marks: Marks = {}
    for key, value in options_to_tokens("\n".join(head))[0]:
        options[key.value] = value.value if value else ""
        marks[key.value,] = (first + key.start.line, 1)
    return options, "\n".join(body).strip(), marks


def _is_option(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith(":") and not stripped.startswith(":::")
