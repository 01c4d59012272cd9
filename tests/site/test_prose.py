"""Abstracts as HTML, for pages that are no documents."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup as Html

from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import Ref
from sphinx_research.site import prose as module
from sphinx_research.site.prose import Prose


def _resolve(role: str, identifier: str) -> Ref | None:
    known = role == "person" and identifier == "ada"
    return Ref("Ada Lovelace", "people/ada", kind=Kind.PERSON, id="ada") if known else None


def _write(found: Ref, said: str) -> Html:
    return Html('<a href="%s">%s</a>') % (found.docname, said or found.text)


PROSE = Prose(_resolve, _write)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nline.\n\nAnother < one?", "<p>One\nline.</p>\n<p>Another &lt; one?</p>\n"),
        ("*Emphasis* and `code`.", "<p><em>Emphasis</em> and <code>code</code>.</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("~~gone~~", "<p><s>gone</s></p>\n"),
        ("[out](https://e.org)", '<p><a href="https://e.org">out</a></p>\n'),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("# No heading", "<p># No heading</p>\n"),
        ("Text\n===", "<p>Text\n===</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("![a](b.png)", "<p>![a](b.png)</p>\n"),
        ("[x](../people/ada.md)", "<p>[x](../people/ada.md)</p>\n"),
        ("[x](//e.org)", "<p>[x](//e.org)</p>\n"),
        ("[x](ftp://e.org)", "<p>[x](ftp://e.org)</p>\n"),
        ("[x](java&#115;cript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("[x](data:image/png;base64,AA)", "<p>[x](data:image/png;base64,AA)</p>\n"),
        ("<vbscript:x>", "<p>&lt;vbscript:x&gt;</p>\n"),
        ("[x][1]\n\n[1]: file:///etc", "<p>[x][1]</p>\n<p>[1]: file:///etc</p>\n"),
        ("[x](mailto:a@e.org)", '<p><a href="mailto:a@e.org">x</a></p>\n'),
        ("<https://e.org>", '<p><a href="https://e.org">https://e.org</a></p>\n'),
        ("{person}`ada` asks", '<p><a href="people/ada">Ada Lovelace</a> asks</p>\n'),
        ("{person}`she <ada>`", '<p><a href="people/ada">she</a></p>\n'),
        ("{person}`he <b&b>`", "<p>he</p>\n"),
        ("{person}`nobody`", "<p>nobody</p>\n"),
        ("H{sub}`2`O", "<p>H<sub>2</sub>O</p>\n"),
        ("{cite}`a, b`", "<p>a, b</p>\n"),
    ],
)
def test_abstracts_are_markdown_without_html_headings_and_pictures(
    text: str, expected: str
) -> None:
    assert PROSE.render(text) == expected


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_cells_of_a_table_are_aligned_without_styles() -> None:
    table = BeautifulSoup(PROSE.render("| a | b |\n|---|--:|\n| 1 | 2 |"), "html.parser")

    assert [cell.attrs for cell in table.select("th, td")] == [{}, {"class": ["text-right"]}] * 2


def test_formulas_are_mathml() -> None:
    page = BeautifulSoup(PROSE.render("Let $x^2$ be.\n\n$$\ny\n$$\n"), "html.parser")

    assert ["".join(math.get_text().split()) for math in page.select("math")] == ["x2", "y"]
    assert len(page.select("div.math")) == 1
    assert page.select("p div") == []


@given(st.text(alphabet="ab \n.-+=>#*_`[]<>&\\$~{}|:!()'\"1\t ", max_size=60))
def test_the_short_way_gives_what_the_parser_gives(text: str) -> None:
    text = text.strip()  # as records hold it
    if not module.MARKED.search(text):
        expected = MarkdownIt("commonmark").render(text)

        assert _parsed(PROSE.render(text)) == _parsed(expected)


@given(st.text(max_size=200))
def test_no_text_makes_elements_of_its_own(text: str) -> None:
    page = BeautifulSoup(PROSE.render(text), "html.parser")
    blocks = {"p", "pre", "ul", "ol", "li", "blockquote", "hr", "div"}
    tables = {"table", "thead", "tbody", "tr", "th", "td"}
    inline = {"em", "strong", "s", "code", "a", "br", "sub", "sup", "math"}

    found = page.find_all(lambda tag: not tag.find_parent("math"))
    assert {tag.name for tag in found} <= blocks | tables | inline
