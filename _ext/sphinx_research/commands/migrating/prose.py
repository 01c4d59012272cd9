"""Markdown of other systems as pages here may hold it: see `prose` and `line`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_research.commands.migrating.formulas import with_formulas
from sphinx_research.commands.migrating.html import without_html
from sphinx_research.commands.migrating.links import with_new_links
from sphinx_research.commands.migrating.liquid import without_templates
from sphinx_research.commands.migrating.text import PARAGRAPH, Text
from sphinx_research.records import files, limits
from sphinx_research.records.characters import visible
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind
from sphinx_research.records.sources.page_limits import too_large
from sphinx_research.records.sources.raw_html import find_html
from sphinx_research.records.sources.uses import foreign_uses

if TYPE_CHECKING:
    from sphinx_research.commands.migrating.base import Carried

TOP = 2
"""The level of a page's first heading below its title."""

_ATTRIBUTES = re.compile(
    r"\{:[^{}\n]*\}|(?<=[)\]\ue001])\{[.#:\w][^{}\n`]*\}|^\{[.#:][^{}\n]*\}[ \t]*$", re.MULTILINE
)
_CONTENTS = re.compile(
    r"^[-*] TOC[ \t]*$|^\[\[?TOC\]\]?[ \t]*$|^\{:toc\}$", re.MULTILINE | re.IGNORECASE
)
_UNDERLINED = re.compile(r"^([^\s#>|*\-+\d\ue000-\ue00f].*)\n(=+|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_ROLE = re.compile("\\{([^\\s{}]*)\\}(?=`|\ue000)")
_EMOJI = re.compile(r"(?<![\w:/.])(?::[a-z][a-z0-9_+-]{1,40}:)(?![\w:])")
_SYNTAX = re.compile(r"^([ \t]*)(%|\+\+\+|:::+|\([^()\n]*\)=[ \t]*$)", re.MULTILINE)


def prose(text: str, place: Place, into: Carried, *, inline: bool = False) -> str:
    """Make text that a page here may hold; what is taken out is reported, with its line.

    :param place: where the text begins in the old site
    """
    if too_much := _too_large(text, place):
        into.leave(place, f"the text is left out: {too_much.cause}", too_much.mend)
        return ""
    made = Text(visible(text), place, into.leave, into.note_theme)
    made.hide_code()
    keys = frozenset(one.id for one in into.records if one.kind is Kind.PUBLICATION)
    without_templates(made, keys)
    with_formulas(made)
    _name_emoji(made)
    _without_attributes(made)
    without_html(made)
    with_new_links(made, into, inline=inline)
    made.sub(_ROLE, lambda match: f"\\{{{match[1]}}}")
    made.sub(_SYNTAX, lambda match: f"{match[1]}\\{match[2]}")
    made.sub(_UNDERLINED, lambda match: f"{'#' if match[2][0] == '=' else '##'} {match[1]}\n")
    if _RULE.search(made.source):
        made.sub(_RULE, lambda _: PARAGRAPH)
        into.note_theme("lines across pages")
    return _safe(_levelled(made.done()), place, into)


def _too_large(text: str, place: Place) -> Problem | None:
    """Say why no page may hold a text, on which the steps here would take hours."""
    if len(text) > limits.PAGE:
        fault = files.too_large(place.path, len(text))
        return Problem(fault.code, place, fault.cause, fault.mend)
    return next(too_large(text, place.path), None)


def line(text: str, place: Place, into: Carried) -> str:
    """Make one line of a text; what is more than that is reported."""
    made = _HEADING.sub("\\g<0>\n", prose(text, place, into, inline=True))
    paragraphs = re.split(r"\n\s*\n", made.strip())
    first = re.sub(r"^(?:#+|[-*+>]|\d+\.)\s+", "", paragraphs[0], count=1)
    for paragraph in paragraphs[1:]:
        into.leave(place, f"only one line has a place here, without “{_short(paragraph)}”")
    first = _ITEM.sub(lambda match: f"{match[1]}{' ' if match[1] in ':;,' else '; '}", first)
    first = _UNDERSCORED.sub(r"*\1*", first)  # a line of a record knows the star only
    return " ".join(first.replace("\\\n", " ").split())


def _short(words: str) -> str:
    bare = " ".join(words.split())
    return bare if len(bare) <= _SHOWN else bare[:_SHOWN] + "…"


_SHOWN = 60
_ITEM = re.compile(r"([^\s.;]?)[.;]?[ \t]*\n[ \t]*(?:[-*+]|\d+\.)[ \t]+")
_UNDERSCORED = re.compile(r"(?:^|(?<=[\s(]))_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)")


def _without_attributes(text: Text) -> None:
    """Take out what gives classes and the like, and tables of contents."""
    for pattern in (_CONTENTS, _ATTRIBUTES):
        if pattern.search(text.source):
            text.sub(pattern, lambda _: "")
            text.note_theme("classes and tables of contents in text")


def _levelled(text: str) -> str:
    """Let headings begin below the title, and go down by one level at a time."""
    parts = re.split(
        r"(^(?:`{3,}|~{3,}).*?^(?:`{3,}|~{3,})[ \t]*$)", text, flags=re.MULTILINE | re.DOTALL
    )
    levels = {len(one[1]) for part in parts[::2] for one in _HEADING.finditer(part)}
    order = {level: TOP + number for number, level in enumerate(sorted(levels))}
    last = TOP - 1

    def heading(match: re.Match[str]) -> str:
        nonlocal last
        last = min(order[len(match[1])], last + 1, 6)
        return f"{'#' * last} {match[2]}" if match[2] else ""

    parts[::2] = [_HEADING.sub(heading, part) for part in parts[::2]]
    return "".join(parts)


def _name_emoji(text: Text) -> None:
    """Report names such as ``:smile:``, for which other systems put a picture."""
    for match in _EMOJI.finditer(text.source):
        what = f"`{match[0]}` stays as it stands"
        text.say(text.at(match.start()), what, "write the sign itself, if it stood for an emoji")


def _safe(text: str, place: Place, into: Carried) -> str:
    """See to it that nothing is left that would keep the page from being shown.

    It is looked at below an empty line: at the top of a file, ``---`` begins front matter.
    """
    told: set[tuple[str, int]] = set()
    for _ in range(_ROUNDS):  # what hides behind one may be seen when it is gone
        before = text
        text = _without_uses(_without_tags(text, place, into, told), place, into)
        if text == before:
            break
    return text


def _without_tags(text: str, place: Place, into: Carried, told: set[tuple[str, int]]) -> str:
    lines = text.split("\n")
    for problem in find_html(f"\n{text}", place.path):
        number = problem.place.line - 2
        said = problem.cause, number
        if said in told:  # a backslash has not helped: it was code for one reader only
            lines[number] = lines[number].replace("<", "&lt;")
            continue
        told.add(said)
        into.leave(place, f"{problem.cause} (“{_short(lines[number])}”)", problem.mend)
        lines[number] = re.sub(r"(?<!\\)<(?=[A-Za-z/!?])", r"\\<", lines[number])
    return "\n".join(lines)


def _without_uses(text: str, place: Place, into: Carried) -> str:
    for use in foreign_uses(f"\n{text}", place.path):
        text = re.sub(rf"\\*\{{{re.escape(use.name)}\}}", f"&#123;{use.name}}}", text)
        into.leave(place, f"`{{{use.name}}}` is written as it stands", "write Markdown instead")
    return text


_ROUNDS = 100
