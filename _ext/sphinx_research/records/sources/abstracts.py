"""Abstracts hold prose: paragraphs, lists, emphasis, formulas, links and roles.

An abstract stands on several pages, and on some that Sphinx never reads, so what only a page
can show has no place in it.  One that holds more is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.characters import visible
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.sources import raw_html
from sphinx_research.records.sources.allowed import is_built_in
from sphinx_research.records.sources.tokenizer import flat, tokenizer
from sphinx_research.records.sources.uses import mentions

_ODD = re.compile(
    r"!\[|\]\((?!https?://)|\]:(?!\s*<?https?://)|^[ \t>]*(?:#|=+[ \t]*$|-+[ \t]*$)"
    rf"|{raw_html.SIGN.pattern}",
    re.MULTILINE | re.IGNORECASE,
)
"""What may be anything but prose, for a tokenizer to tell: nearly no abstract has it."""
_BOX = re.compile(r"^[ \t>*+-]*:::", re.MULTILINE)


def with_prose_only(source: Source) -> Source:
    """Leave out the abstracts that hold more than prose, each with its problems."""
    problems: list[Problem] = []
    records = tuple(_checked(record, problems.append) for record in source.records)
    return replace(source, records=records, problems=(*source.problems, *problems))


def _checked(record: RawRecord, report: Report) -> RawRecord:
    abstract = record.data.get("abstract")
    if record.kind is not Kind.PUBLICATION or not isinstance(abstract, str):
        return record
    found = not_prose(visible(abstract))
    if not found:
        return record
    place = record.place_of(("abstract",))
    by_line = place.path.endswith(".md")  # LaTeX has its lines otherwise
    for line, cause, mend in found:
        at = Place(place.path, place.line + line * by_line)
        report(Problem(Code.REFUSED, at, f"the abstract of `{record.id}` holds {cause}", mend))
    return replace(
        record, data={key: record.data[key] for key in record.data if key != "abstract"}
    )


def not_prose(text: str) -> list[tuple[int, str, str]]:
    """Find what an abstract may not hold.

    :return: of each line (from 0) what is wrong first, as a cause, and its mend
    """
    found: dict[int, tuple[int, str, str]] = {}
    for one in (*_mentions(text), *(_tokens(text) if _ODD.search(text) else ())):
        found.setdefault(one[0], one)
    return sorted(found.values())


def _mentions(text: str) -> Iterator[tuple[int, str, str]]:
    outside = "put it on the page, outside the block"
    for kind, name, start in mentions(text):
        line = text.count("\n", 0, start)
        if kind == "directive":
            yield line, f"the directive `{{{name}}}`", outside
        elif not is_built_in(kind, name):
            yield line, f"`{{{name}}}`, which is no role that it may have", "write plain words"
    for match in _BOX.finditer(text) if ":::" in text else ():
        yield text.count("\n", 0, match.end()), "a box `:::`", outside


def _tokens(text: str) -> Iterator[tuple[int, str, str]]:
    lines = text.split("\n")
    for token in tokenizer(html=True).parse(text):
        first = token.map[0] if token.map else 0
        if token.type == "heading_open":
            mend = "end the block with `:::` above it, or write it as `**…**`"
            yield first, "a heading", mend
        for tag, line in raw_html.tags(token, lines, 0):
            yield line, raw_html.named(tag), raw_html.mend_of(tag)
        line = first
        for inner in flat(token.children or ()):
            line += inner.type in {"softbreak", "hardbreak"}
            yield from _inline(inner, line)


def _inline(token: Token, line: int) -> Iterator[tuple[int, str, str]]:
    address = str(token.attrs.get("href") or "")
    if token.type == "image":
        mend = "put it on the page, outside the block; a small one may be the paper's `image`"
        yield line, "a picture", mend
    elif token.type == "link_open" and not is_absolute(address):
        cause = f"a link to `{address}`, which does not begin with https://"
        yield line, cause, "write the whole address, for the abstract stands on several pages"
