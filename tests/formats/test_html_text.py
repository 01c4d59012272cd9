from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from sphinx_research.formats.html_text import html, shortened, words
from sphinx_research.formats.pieces import pieces
from sphinx_research.formats.site import Site
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.views.refs import Line, Ref
from tests.formats.making import TEXTS

SITE = Site("The lab", "https://lab.example.org/")


def _line(source: str) -> Line:
    return Markup.parse(source).spans


@pytest.mark.parametrize(
    ("source", "written", "plain"),
    [
        ("A *b* **c** ~~d~~", "A <em>b</em> <strong>c</strong> <del>d</del>", "A b c d"),
        ("H₂O, x², `f<x>`", None, "H2O, x2, f<x>"),
        ("$O(n_1)$", "<code>O(n_1)</code>", "O(n1)"),
        ("[a *b*](https://b.org/?c&d)", '<a href="https://b.org/?c&amp;d">a *b*</a>', "a *b*"),
        ("<script>&", "&lt;script&gt;&amp;", "<script>&"),
    ],
)
def test_a_line_is_written_as_html_and_as_words(
    source: str, written: str | None, plain: str
) -> None:
    line = _line(source)

    assert words(line) == plain
    assert html(line, SITE) == (
        written or "H<sub>2</sub>O, x<sup>2</sup>, <code>f&lt;x&gt;</code>"
    )


def test_only_addresses_of_the_web_become_links() -> None:
    assert html((Span("link", "a", "javascript:alert(1)"),), SITE) == "a"
    assert html((Ref("a", url="javascript:alert(1)"),), SITE) == "a"


def test_a_name_leads_to_its_page_or_else_to_its_address_elsewhere() -> None:
    title = Markup.parse("x² *y*")
    line = (Ref(title, "research/x"), Ref("<B>", url="https://b.org/"), Ref("C"))

    assert words(line) == words(pieces(line, SITE)) == "x2 y<B>C"
    assert html(line, SITE) == (
        '<a href="https://lab.example.org/research/x.html">x<sup>2</sup> <em>y</em></a>'
        '<a href="https://b.org/">&lt;B&gt;</a>C'
    )


@given(TEXTS)
def test_html_says_what_the_line_says_and_nothing_else(source: str) -> None:
    spans = Markup.parse(source).spans

    found = BeautifulSoup(f"<p>{html(spans, SITE)}</p>", "html.parser")

    shown = [tag for tag in found.find_all(name=True) if tag.name not in {"p", "a"}]
    assert found.get_text() == "".join(span.text or span.target for span in spans)
    assert len(shown) == sum(span.kind not in {"text", "link", "role"} for span in spans)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("short", 5, "short"),
        ("a word more", 8, "a word…"),
        ("a word more", 7, "a word…"),
        ("one, two", 5, "one…"),
        ("王泽卿的新论文", 4, "王泽卿…"),
        ("a incomprehensibilities", 10, "a incompr…"),
    ],
)
def test_a_text_is_cut_at_a_word_where_there_is_one(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
    assert len(short) <= most


@given(TEXTS)
def test_what_is_cut_is_never_too_long(text: str) -> None:
    assert len(shortened(text, 12)) <= 12
