"""The ``{publication}`` blocks of a page, each a record.

Blocks are found with the tokenizer that MyST itself uses (markdown-it-py), so that an
example inside a code block is never taken for a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from myst_parser.parsers.options import TokenizeError, options_to_tokens

from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.allowed import PUBLICATION, VERBATIM
from sphinx_research.records.sources.tokenizer import directive_of, tokenizer
from sphinx_research.records.sources.yaml_text import CONTROL, Marks

_FIELD = re.compile(r":[a-z_]+:")


@dataclass(frozen=True, slots=True)
class Block:
    """A publication in a page: ``:::{publication} argument`` and what stands inside."""

    argument: str
    content: str
    line: int


def find_blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """Find the ``{publication}`` directives of a page, also inside other directives."""
    for token in tokenizer(inline=False).parse(text):
        directive = directive_of(token)
        if directive is None or token.map is None:
            continue
        name, argument = directive
        line = first_line + token.map[0]
        if name in PUBLICATION:
            yield Block(argument, token.content, line)
        elif name not in VERBATIM:
            yield from find_blocks(token.content, line + 1)


def publication(block: Block, path: str, report: Report) -> RawRecord | None:
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
        marks["abstract",] = (_line_of_body(block, body), 1)
    return RawRecord(Kind.PUBLICATION, block.argument, data, place, marks)


def _slips(block: Block, options: Mapping[str, str], body: str) -> Iterator[tuple[str, str, int]]:
    """Find what MyST takes without a word, and nobody can have meant.

    :return: cause, mend and line
    """
    lines = block.content.split("\n")
    first = _line_of_body(block, body)
    if _FIELD.match(body):
        cause = f"the abstract of `{block.argument}` begins like a field"
        yield cause, "remove the empty line above it", first
    elif options and body and first > block.line + 1 and lines[first - block.line - 2].strip():
        cause = f"the abstract of `{block.argument}` follows its fields without an empty line"
        mend = "put an empty line between them, or `:` before the field on this line"
        yield cause, mend, first
    for name, value in options.items():
        if CONTROL.search(value.replace("\n", "")):
            at = next((n for n, text in enumerate(lines) if f"{name}:" in text), 0)
            cause = f"a backslash in double quotes begins a sign of its own, in `{name}`"
            yield cause, "use single quotes, or none", block.line + at + 1


def _line_of_body(block: Block, body: str) -> int:
    lines = block.content.split("\n")
    opening = body.partition("\n")[0]
    return block.line + 1 + next((n for n, one in enumerate(lines) if one.strip() == opening), 0)


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
