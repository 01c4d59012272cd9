"""What needs no parser must be what the parser finds to be harmless, and not a tag more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.checks.faults import Fault, Known
from sphinx_research.checks.page import Checker
from sphinx_research.checks.quick import doubtful, tag_of
from sphinx_research.checks.rules import ELEMENTS, PAINTED, PLAIN

NAMES = st.sampled_from(sorted({*ELEMENTS, "script", "style", "base", "iframe", "template"}))
ATTRIBUTES = st.sampled_from(
    sorted(
        {
            *(*PLAIN, *PAINTED, "href", "src", "style", "action", "srcset", "xlink:href"),
            *("onclick", "http-equiv", "data-x", "aria-label", "HREF", "formaction"),
        }
    )
)
VALUES = st.sampled_from(
    [
        *("x", "", "a b", "https://a.example/?b&amp;c", "javascript:a", "//a.example/x", "#x"),
        *("java&#10;script:a", "&#106;avascript:a", "referrer", "refresh", "0; url=//a.example"),
        *("canonical", "stylesheet", "next stylesheet", "application/ld+json", "width: 1px"),
        *(
            "utf-8",
            "utf-7",
            "url(#a)",
            "url(//a.example)",
            "../a.png 1x, //b 2x",
            "&ltx",
            "&amp;amp",
        ),
        *("https%3A", "javascript%3Aalert", "x:y", "content-security-policy", "../_static/t.js"),
    ]
)


@st.composite
def tags(draw: st.DrawFn) -> str:
    """Write a tag as templates do, and now and then in another way."""
    pairs = draw(st.lists(st.tuples(ATTRIBUTES, VALUES), max_size=4))
    quote = draw(st.sampled_from(['"'] * 6 + ["'", ""]))
    space = draw(st.sampled_from([" "] * 6 + ["\n  ", "/", "\u00a0"]))
    inner = "".join(f"{space}{name}={quote}{value}{quote}" for name, value in pairs)
    name = draw(NAMES)
    text = draw(st.sampled_from(["", "", "x", "one()", "<!--", "a < b", "]]>", "-->"]))
    return f"<{name}{inner}{draw(st.sampled_from(['>', '>', '/>', ' />', '']))}{text}</{name}>"


KNOWN = Known.of([Fault("script", "", "one()"), Fault("script", "src", "_static/t.js")])


class WithParser(Checker):
    """Leaves nothing to the quick look."""

    def _is_quickly_harmless(self, html: str, path: str) -> bool:  # noqa: ARG002 - never
        return False


@given(st.lists(tags(), max_size=6))
def test_the_quick_look_passes_nothing_that_the_parser_does_not(parts: list[str]) -> None:
    html = "".join(parts)
    for part in (*parts, html):
        if not Checker(KNOWN).in_text(part, "a/b.html"):
            assert WithParser(KNOWN).in_text(part, "a/b.html") == []


@given(st.lists(tags(), max_size=4))
def test_what_was_judged_before_makes_no_difference(parts: list[str]) -> None:
    checker = Checker(KNOWN)
    once = [checker.in_text(part, "a/b.html") for part in parts]

    assert [checker.in_text(part, "a/c.html") for part in parts] == once


@given(st.text("<>/!-\"'= abonscript&;:", max_size=40))
def test_it_passes_no_odd_text_either(text: str) -> None:
    if not Checker(KNOWN).in_text(text, ""):
        assert WithParser(KNOWN).in_text(text, "") == []


def test_nearly_all_tags_need_no_second_look() -> None:
    page = '<p class="a"><a href="https://a.example/x" id="b">x</a><br/></p><td colspan="2">'

    assert doubtful(page) == set()


@pytest.mark.parametrize(
    "text",
    [
        'p title="a>',
        "p title='a'>",
        "p title=a>",
        'p title="a"id="b">',
        'p title="a',
        'a href="?a&ltb">',
        'p\u00a0title="a">',
        "!DOCTYPE svg>",
        "script>",
        'script data-x="y">',
    ],
)
def test_what_browsers_may_read_in_another_way_is_left_to_the_parser(text: str) -> None:
    assert tag_of(text) is None


def test_the_first_of_two_equal_attributes_counts() -> None:
    tag = tag_of('p TITLE="a&amp;" title="b" hidden>')

    assert tag is not None
    assert (tag.name, tag.attributes) == ("p", {"title": "a&", "hidden": ""})
