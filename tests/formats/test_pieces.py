from __future__ import annotations

import pytest

from sphinx_research.formats.pieces import clipped, joined, named, pieces, said
from sphinx_research.formats.site import Site
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.views.refs import Ref

SITE = Site("The lab", "https://lab.example.org/")


def test_a_line_keeps_emphasis_and_links() -> None:
    line = Markup.parse("A *b* x<sup>2</sup> [c](https://c.example.org/)").spans

    assert pieces(line, SITE) == [
        {"kind": "text", "text": "A "},
        {"kind": "em", "text": "b"},
        {"kind": "text", "text": " x"},
        {"kind": "sup", "text": "2"},
        {"kind": "text", "text": " "},
        {"kind": "link", "text": "c", "url": "https://c.example.org/"},
    ]


def test_a_name_leads_to_its_page_with_all_its_pieces() -> None:
    ref = Ref(Markup.parse("Tx²"), "research/tx", "more", "https://elsewhere.example.org/")

    assert named(ref, SITE) == [
        {"kind": "text", "text": "Tx", "url": "https://lab.example.org/research/tx.html#more"},
        {"kind": "sup", "text": "2", "url": "https://lab.example.org/research/tx.html#more"},
    ]


def test_a_name_leads_elsewhere_while_the_site_has_no_address() -> None:
    ref = Ref("Ada", "people/ada", url="https://ada.example.org/")

    assert named(ref, Site("The lab")) == [
        {"kind": "text", "text": "Ada", "url": "https://ada.example.org/"}
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "", " "]
)
def test_only_the_web_and_mail_are_linked(url: str) -> None:
    assert said("x", url=url) == [{"kind": "text", "text": "x"}]
    assert pieces((Span("link", "x", url),), SITE) == [{"kind": "link", "text": "x"}]


@pytest.mark.parametrize("url", ["http://x.org", "HTTPS://x.org/", "mailto:ada@lab.example.org"])
def test_the_web_and_mail_are_linked(url: str) -> None:
    assert said("x", url=url) == [{"kind": "text", "text": "x", "url": url}]


def test_what_is_empty_has_no_comma() -> None:
    assert joined([said("a"), [], said("b"), said("")]) == [
        {"kind": "text", "text": "a"},
        {"kind": "text", "text": ", "},
        {"kind": "text", "text": "b"},
    ]
    assert joined([[], []]) == []


def test_joining_changes_no_part() -> None:
    first = said("a")

    joined([first, said("b")])

    assert first == [{"kind": "text", "text": "a"}]


@pytest.mark.parametrize(
    ("most", "texts"),
    [
        (9, ["abc", "def"]),
        (6, ["abc", "def"]),
        (5, ["abc", "de…"]),
        (3, ["abc", "…"]),
        (2, ["ab…"]),
    ],
)
def test_a_line_is_cut_where_it_is_too_long(most: int, texts: list[str]) -> None:
    line = [*said("abc"), *said("def", "em")]

    assert [piece["text"] for piece in clipped(line, most)] == texts


def test_a_formula_is_cut_as_text() -> None:
    formula = pieces(Markup.parse(r"$abc + abd$").spans, SITE)

    assert [piece["kind"] for piece in clipped(formula, 3)] == ["text"]
