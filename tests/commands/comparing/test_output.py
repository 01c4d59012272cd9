"""What strangers have written is words in every output, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_research.commands.comparing.output import MOST, as_json, as_markdown, as_text
from sphinx_research.commands.comparing.statement import (
    Consequence,
    Item,
    Mark,
    Section,
    names,
    short,
)
from sphinx_research.commands.comparing.summary import State, consequence
from sphinx_research.commands.terminal import Painter
from tests.formats.hostile import PLAIN, TEXTS, WORST, works_of

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
LINKS = re.compile(r"://|www\.|@[\w-]|#\d|GH-\d", re.IGNORECASE)
"""What GitHub makes a link or a mention of, wherever it stands."""
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
"""What GitHub's runner obeys in a log."""

AIMED = (
    *("::error::x", "a\n::set-output name=a::b", "##[command]ls", "\x1b[31mred\x1b[0m"),
    *("@octocat", "see #12", "GH-12", "a/b#12", "https://evil.example/", "www.evil.example"),
    *("me@evil.example", "$`x`$", "<details>", "</li></ul><h1>Approved</h1>", "[a](https://b.c)"),
    *("![a](https://b.c)", "| a | b |", "\r\n\r\n# Approved", "- [x] done", "`", "```", "<!-- "),
    *(
        "--> <b>",
        "&lt;b&gt;",
        "<https://b.c>",
        "[a]: https://b.c",
        "~~a~~",
        "HTTPS://EVIL.example",
    ),
)


def _of(text: str) -> Consequence:
    """Make a consequence that holds a text wherever there is one."""
    items = tuple(Item(mark, text, (text, text), text) for mark in Mark)
    return Consequence(
        "main (0000000)", (f"adds 1 paper ({short(text)})",), (Section("papers", "Papers", items),)
    )


def _flat(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *(token.children or ()))]


ALLOWED = {
    *("heading_open", "heading_close", "inline", "text", "softbreak", "html_inline"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("paragraph_open", "paragraph_close", "strong_open", "strong_close", "text_special"),
}


def _is_harmless(written: str, text: str) -> None:
    tokens = _flat(GITHUB.parse(written))
    assert {token.type for token in tokens} <= ALLOWED, text
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<!-- -->"}
    assert [token.type for token in tokens].count("heading_open") == 2
    assert [token.type for token in tokens].count("list_item_open") == 5
    assert [token.type for token in tokens].count("strong_open") == 1
    assert not COMMAND.search(written)
    assert not LINKS.search(written)


@pytest.mark.parametrize("text", [*WORST, *AIMED], ids=range(len(WORST) + len(AIMED)))
def test_markdown_holds_words_and_nothing_else(text: str) -> None:
    _is_harmless(as_markdown(_of(text)), text)


@given(TEXTS)
def test_markdown_holds_words_whatever_they_are(text: str) -> None:
    _is_harmless(as_markdown(_of(text)), text)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_a_site_of_hostile_records_is_told_harmlessly(text: str) -> None:
    one, other = (State(Path(), works_of(words).catalogue, ()) for words in (PLAIN, text))

    for before, after in ((one, other), (other, one)):
        said = consequence("main", before, after, [])
        tokens = _flat(GITHUB.parse(as_markdown(said)))
        assert {token.type for token in tokens} <= ALLOWED
        assert {token.content for token in tokens if token.type == "html_inline"} <= {"<!-- -->"}
        assert not COMMAND.search(as_text(said, Painter()))
        assert as_text(said, Painter()).replace("\n", "").isprintable()
        assert json.loads(as_json(said))["sections"]


def test_markdown_says_the_words_that_were_written() -> None:
    text = "<b>@me</b> *x* https://a.b/ #1 | [a](b)"
    (item, *_) = [
        token
        for token in GITHUB.parse(as_markdown(_of(text)))
        if token.type == "inline" and token.content.startswith("new:")
    ]

    shown = "".join(one.content for one in item.children or () if one.type != "html_inline")

    assert shown == f"new: {text} ({text}): {text}; {text}"


@pytest.mark.parametrize("text", [*WORST, *AIMED], ids=range(len(WORST) + len(AIMED)))
def test_text_has_its_own_lines_and_no_commands(text: str) -> None:
    written = as_text(_of(text), Painter())

    assert len(written.splitlines()) == 4 + 1 + 4 * 3 + 1
    assert not COMMAND.search(written)
    assert written.replace("\n", "").isprintable()
    written.encode()


@pytest.mark.parametrize("text", [*WORST, *AIMED], ids=range(len(WORST) + len(AIMED)))
def test_json_says_all(text: str) -> None:
    written = as_json(_of(text))
    read = json.loads(written)

    assert not COMMAND.search(written)

    assert read["since"] == "main (0000000)"
    assert read["sections"][0]["items"][0] == {
        "change": "added",
        "subject": text,
        "where": text,
        "details": [text, text],
    }


def test_people_are_shown_so_many_and_programs_all() -> None:
    items = tuple(Item(Mark.ADDED, f"Paper {number}") for number in range(MOST + 2))
    told = Consequence("main", ("adds 42 papers",), (Section("papers", "Papers", items),))

    assert "  … and 2 more; --format=json has all\n" in as_text(told, Painter())
    assert "- … and 2 more; --format=json has all\n" in as_markdown(told)
    assert len(json.loads(as_json(told))["sections"][0]["items"]) == MOST + 2


def test_what_github_would_not_show_for_its_length_is_cut() -> None:
    items = tuple(Item(Mark.WARNING, "@" * 1_500, ("@" * 1_500,)) for _ in range(MOST))
    sections = tuple(Section(name, name, items) for name in ("a", "b", "c"))

    written = as_markdown(Consequence("main", ("adds 42 papers",), sections))

    assert 900_000 < len(written.encode()) < 1 << 20
    assert "- adds 42 papers\n" in written
    assert "**Not all is shown: there is too much of it." in written


def test_colours_are_on_signs_only() -> None:
    told = Consequence(
        "main", ("adds 1 paper",), (Section("papers", "Papers", (Item(Mark.ADDED, "A"),)),)
    )

    assert "  \33[32m+\33[0m A\n" in as_text(told, Painter(colours=True))
    assert "\33" not in as_text(told, Painter())


def test_long_titles_are_cut_and_many_are_counted() -> None:
    assert short("a " * 100) == ("a " * 40)[:79].rstrip() + "…"
    assert names(["A"]) == "A"
    assert names(["A", "B", "C"]) == "A, B and C"
    assert names(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
