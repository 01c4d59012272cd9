"""What a page names: records, pages, files; and the anchors that others may name on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token
from myst_parser.parsers.options import TokenizeError

from sphinx_research.records.characters import visible
from sphinx_research.records.model import slug
from sphinx_research.records.sources.allowed import PUBLICATION, VERBATIM
from sphinx_research.records.sources.front_matter import without_record
from sphinx_research.records.sources.page_limits import too_large
from sphinx_research.records.sources.publications import Block, split_options
from sphinx_research.records.sources.tokenizer import (
    FENCES,
    directive_of,
    flat,
    options_of,
    tokenizer,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a page names.

    :param kind: ``role``, ``directive``, ``option``, ``link``, ``picture``, ``entry`` (of a
        toctree)
    :param name: of the role or directive
    :param target: what is named, as written
    :param words: what a picture shows; the name of an option
    """

    kind: str
    name: str
    target: str
    line: int
    column: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a page names.

    :param anchors: what ``#…`` may lead to on the page itself
    :param labels: those of them that other pages may name, too
    :param headings: the anchors that headings have if conf.py wants it, each with its level
    :param is_orphan: whether the page says that no toctree needs to name it
    """

    found: tuple[Mention, ...] = ()
    anchors: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    headings: frozenset[tuple[str, int]] = frozenset()
    is_orphan: bool = False


def read_mentions(text: str) -> Mentions:
    """Read a page; one that is refused for its size or depth names nothing.

    :param text: as it stands in the file
    """
    if any(too_large(text, "")):
        return Mentions(is_orphan=True)
    shown = without_record(visible(text.removeprefix("\ufeff")))
    head = shown.partition("\n---\n")[0] if shown.startswith("---\n{") else ""
    reader = _Reader()
    reader.read(shown, 1)
    anchors = frozenset(reader.anchors | reader.labels)
    found = tuple(sorted(reader.found, key=lambda one: (one.line, one.column)))
    headings = frozenset(reader.headings)
    labels = frozenset(reader.labels)
    return Mentions(found, anchors, labels, headings, "orphan: true" in head)


_ID = re.compile(r"[^a-z0-9]+")
_PICTURES = {"figure", "image"}
_LINKS = {
    "link": "link",
    "img-top": "picture",
    "img-bottom": "picture",
    "img-background": "picture",
}
_ENTRY = re.compile(r"(?:.*?\s*<(?P<target>[^<>]+)>|(?P<bare>.+))")


@dataclass(slots=True)
class _Reader:
    found: list[Mention] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    headings: set[tuple[str, int]] = field(default_factory=set)

    def read(self, text: str, first: int) -> None:
        """Read Markdown whose first line has a number in the page."""
        lines = text.split("\n")
        span = (0, len(lines))
        level = 0
        for token in tokenizer().parse(text):
            span = (token.map[0], token.map[1]) if token.map else span
            self._attributes(token)
            if token.type in FENCES:
                self._fence(token, first + span[0])
            elif token.type == "myst_target":
                self.labels.add(token.content.strip())
            elif token.type == "inline":
                if level:
                    self._heading(token, level)
                self._inline(token, _Cursor(lines, span, first))
            level = int(token.tag[1:]) if token.type == "heading_open" else 0

    def _attributes(self, token: Token) -> None:
        if identifier := token.attrs.get("id"):
            self.labels.add(str(identifier))
        if isinstance(named := token.meta.get("name"), str) and token.type == "amsmath":
            self.labels.add(named)

    def _heading(self, token: Token, level: int) -> None:
        words = "".join(
            inner.content for inner in flat(token.children or ()) if not inner.children
        )
        self.anchors |= {_ID.sub("-", words.lower()).strip("-"), slug(words)}
        as_github = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        self.anchors.add(as_github)
        self.headings.add((as_github, level))

    # --- text ---------------------------------------------------------------------------------

    def _inline(self, token: Token, cursor: _Cursor) -> None:
        for inner in flat(token.children or ()):
            self._attributes(inner)
            if inner.type == "myst_role":
                name = str(inner.meta["name"])
                target = inner.content
                self._note("role", name, target, cursor.find(f"{{{name}}}`"))
            elif inner.type == "link_open":
                href = str(inner.attrs.get("href", ""))
                self._note("link", inner.info, href, cursor.find(href))
            elif inner.type == "image":
                address = str(inner.attrs.get("src", ""))
                self._note("picture", "", address, cursor.find(address), inner.content)

    def _note(
        self, kind: str, name: str, target: str, place: tuple[int, int], words: str = ""
    ) -> None:
        self.found.append(Mention(kind, name, target, *place, words))

    # --- directives -----------------------------------------------------------------------------

    def _fence(self, token: Token, line: int) -> None:
        directive = directive_of(token)
        if directive is None:
            if token.type == "colon_fence":
                self.read(token.content, line + 1)
            return
        name, argument = directive
        bare = name.rpartition(":")[2]
        block = Block(argument.strip(), token.content, line)
        try:
            options, body, marks = split_options(block)
        except TokenizeError:
            options, body, marks = {}, "", {}
        if name in PUBLICATION:
            if not options and not body:
                self._note("directive", bare, block.argument, (line, 0))
            elif not body:
                return
        else:
            self._note("directive", bare, block.argument, (line, 0), " ".join(options))
            self._options(bare, block, options, marks)
        if name in VERBATIM:
            return
        start = options_of(token)
        content = token.content.split("\n")[start:]
        if bare == "toctree":
            self._entries(content, line + 1 + start)
        else:
            self.read("\n".join(content), line + 1 + start)

    def _options(
        self, name: str, block: Block, options: Mapping[str, str], marks: Mapping[Any, Any]
    ) -> None:
        if name in _PICTURES and block.argument:
            self._note("picture", name, block.argument, (block.line, 0), options.get("alt", ""))
        for option, value in options.items():
            line, column = marks.get((option,), (block.line, 0))
            self._note("option", name, value, (line, column), option)
            if option == "link" and options.get("link-type", "url") in {"doc", "ref"}:
                self._note("role", options["link-type"], value, (line, column))
            elif kind := _LINKS.get(option):
                self._note(kind, option, value, (line, column), options.get("img-alt", ""))
            if option in {"name", "label"}:
                self.labels.add(value.strip())

    def _entries(self, lines: list[str], first: int) -> None:
        for number, line in enumerate(lines, first):
            match = _ENTRY.fullmatch(line.strip())
            if match:
                target = (match["target"] or match["bare"]).strip()
                self._note("entry", "toctree", target, (number, 1))


class _Cursor:
    """Finds where things stand that a token names one after the other."""

    def __init__(self, lines: list[str], span: tuple[int, int], first: int) -> None:
        self._lines = lines
        self._first = first
        self._at = span[0], 0
        self._end = span[1]
        self._start = span[0]

    def find(self, text: str) -> tuple[int, int]:
        """Give line and column of the next place at which a text stands."""
        line, column = self._at
        for number in range(line, min(self._end, len(self._lines))):
            found = self._lines[number].find(text, column if number == line else 0)
            if found >= 0:
                self._at = number, found + 1
                return self._first + number, found + 1
        return self._first + self._start, 0


def wanted(target: str) -> str:
    """Give what a role names: ``words <target>``, or the target alone."""
    match = _WITH_WORDS.fullmatch(target)
    return " ".join((match[1] if match else target).split())


_WITH_WORDS = re.compile(r".*?(?<!\\)<([^<>]*)>", re.DOTALL)
