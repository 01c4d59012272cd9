from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_research.formats import markdown
from sphinx_research.formats.pieces import Pieces, said
from sphinx_research.formats.text import one_line

READER = MarkdownIt("gfm-like", {"linkify": False})

HOSTILE = [
    "# no heading",
    "- no list",
    "1. no list",
    "2) no list",
    "+ no list",
    "::: no fence",
    "```",
    "~~~",
    "> no quote",
    "---",
    "===",
    "***",
    "<script>alert(1)</script>",
    "&copy; &#65; R&D",
    "[x](https://evil.example)",
    "![x](y)",
    "[x]: y",
    "a | b",
    "*a* __b__ ~~c~~ `d` $e$",
    "\\",
    "line\r\nend",
    "\u202egnp\ud800.",
    "👩‍🔬 العربية",
    "C #",
]


def _words(tokens: list[Token] | None) -> str:
    return "".join(
        "\n" if token.type in {"softbreak", "hardbreak"} else token.content
        for token in tokens or []
        if token.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )


def _shape(text: str) -> list[tuple[str, str]]:
    """Tell the blocks of a text, and the words of each."""
    tokens = READER.parse(text)
    return [
        (before.tag, _words(token.children))
        for before, token in pairwise(tokens)
        if token.type == "inline"
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    words = one_line(text)

    assert _shape(markdown.inline(said(text))) == [("p", words)]
    assert _shape(f"- {markdown.inline(said(text))}") == [("p", words)]
    assert _shape(markdown.heading(2, text)) == [("h2", words)]
    assert _shape(markdown.table(["Head"], [[markdown.escape(text)]])) == [
        ("th", "Head"),
        ("td", words),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8")))
@example("0. 1) #")
@example("#")
@example("##")
@example("a  \nb")
def test_any_text_stays_text(text: str) -> None:
    words = one_line(text)

    assert _shape(markdown.inline(said(text))) == ([("p", words)] if words else [])
    assert _shape(markdown.heading(1, text)) == [("h1", words)]


def _html(line: Pieces) -> str:
    return str(READER.renderInline(markdown.inline(line)))


def test_emphasis_links_and_formulas_are_written() -> None:
    line: Pieces = [
        {"kind": "text", "text": "Tx"},
        {"kind": "sup", "text": "2"},
        {"kind": "text", "text": " in "},
        {"kind": "em", "text": "Memoirs"},
        {"kind": "text", "text": ", "},
        {"kind": "math", "text": "αi"},
        {"kind": "strong", "text": " bold ", "url": "https://example.org/a_b?x=1&copy=2"},
        {"kind": "text", "text": "end"},
    ]

    assert markdown.inline(line) == (
        "Tx<sup>2</sup> in *Memoirs*, αi [**bold**](<https://example.org/a_b?x=1&amp;copy=2>) end"
    )


def test_emphasis_holds_within_words_and_beside_more_of_it() -> None:
    line: Pieces = [
        {"kind": "text", "text": "a"},
        {"kind": "em", "text": "b"},
        {"kind": "strong", "text": "c"},
        {"kind": "em", "text": "(d)"},
        {"kind": "text", "text": "e"},
    ]

    assert markdown.inline(line) == "a*b*<strong>c</strong><em>(d)</em>e"


def test_an_address_that_shows_itself_is_written_once() -> None:
    url = "https://doi.org/10.1000/182"

    assert markdown.inline(said(url, url=url)) == f"<{url}>"


def test_an_address_of_hostile_signs_stays_one_address() -> None:
    url = "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0|CO;2-O\\"

    html = _html(said("DOI", url=url))

    assert html == (
        '<a href="https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID%3E3.0%7CCO;2-O%5C">'
        "DOI</a>"
    )


def test_a_table_keeps_its_columns() -> None:
    cells = [markdown.escape("a | b"), markdown.inline(said("c", url="https://example.org/d"))]

    html = READER.render(markdown.table(["One", "Two"], [cells]))

    assert html.count("<td>") == 2
    assert "<td>a | b</td>" in html
