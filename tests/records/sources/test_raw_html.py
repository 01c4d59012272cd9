"""HTML in the text of a page."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.problems import Code
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.records.sources.raw_html import find_html


def _told(text: str) -> list[tuple[int, str]]:
    found = list(find_html(dedent(text).removeprefix("\n"), "research/page.md"))
    assert {one.code for one in found} <= {Code.REFUSED}
    return [(one.place.line, one.cause.partition("`")[2].partition("`")[0]) for one in found]


def test_html_is_told_on_its_line() -> None:
    text = """
        # A <b>page</b>

        Some text
        with a<br>break and H<sub>2</sub>O.

        <div class="x">
        <script>alert(1)</script>
        </div>

        - one <img src="x">

        > <p>

        | a <i>b</i> |
        |---|
        | <u>c</u> |
    """

    assert _told(text) == [
        (1, "<b>"),
        (4, "<br>"),
        (4, "<sub>"),
        (6, "<div>"),
        (10, "<img>"),
        (12, "<p>"),
        (14, "<i>"),
        (16, "<u>"),
    ]


def test_the_same_tag_is_told_on_each_of_its_lines() -> None:
    text = """
        > a <br> b
        > c
        > d <br> <br>
        > *e* <br>
    """

    assert _told(text) == [(1, "<br>"), (3, "<br>"), (3, "<br>"), (4, "<br>")]


def test_what_was_pasted_together_is_told_once() -> None:
    text = """
        <!-- Google tag -->
        <script async src="https://e.org/g.js"></script>
        <script>
          gtag()

          gtag()
        </script>

        Text

        <!-- a comment -->

        <hr>
    """

    assert _told(text) == [(2, "<script>"), (11, ""), (13, "<hr>")]


def test_html_within_directives_is_told_on_its_line() -> None:
    text = """
        ::::{card} A <b>title</b>
        :link: x

        Text <i>of a card</i>

        :::{note}
        <hr>
        :::
        ::::

        :::box
        <br>
        :::
    """

    assert _told(text) == [(1, "<b>"), (4, "<i>"), (7, "<hr>"), (12, "<br>")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a<br>b", "holds HTML: `<br>`, which is shown as it stands there; write `\\` at the end"),
        ("<!-- x -->", "holds a comment of HTML, which is shown as it stands there; write `%`"),
        ("<iframe src=x>", "write a link to it: `[its name](https://…)`"),
        ("<x-y>", "write Markdown; a `<` that is meant as such, as `\\<`"),
        ("<IMG SRC=x>", "write `![what it shows](/_static/….png)`"),
        ("<?php ?>", "HTML: `<?>`"),
        ("<font color=red>", "how things look is the theme's matter"),
        ("<x y=1>", "HTML: `<x>`"),
        ("<i class=fab>", "HTML: `<i>`"),
        ("<!-- a\n<b>\n-->", "a comment of HTML"),
        ("<!DOCTYPE html>", "HTML: `<!>`"),
    ],
)
def test_what_to_write_instead_is_said(text: str, says: str) -> None:
    (problem,) = find_html(text, "research/page.md")

    assert says in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "`<b>`",
        "```html\n<b>\n```",
        "    <b>\n",
        "$a<b>c$",
        "x<y and y>z, a<b and c>d, <your name>, vector<int>",
        "1 < 2 and a <b, c> d <3",
        "\\<b>",
        "&lt;b>",
        "<https://e.org> <mailto:a@e.org> <ada@e.org>",
        "% <!-- x -->",
        "{sub}`<b>`",
        ":::{code-block} html\n<b>\n:::",
        ":::{toctree}\nAda <ada>\n:::",
        ":::{publication} key\n:title: H<sub>2</sub>O\n:::",
        ":::{button-link} https://e.org\n:tooltip: <b>\n:::",
    ],
)
def test_what_is_no_html_is_not_told(text: str) -> None:
    text = "Text\n\n" + text if text.startswith("    ") else text

    assert list(find_html(text, "research/page.md")) == []


def test_html_alone_is_no_reason_to_leave_a_page_out() -> None:
    source = read_markdown("a<br>b\n", "research/page.md")

    assert [one.code for one in source.problems] == [Code.REFUSED]
    assert not source.refused
    assert source.foreign == ()


@given(
    st.lists(st.sampled_from(["<b>", "<!--", "\n", ":::{note}\n", ":::\n", "> ", "x", "`", "<"]))
)
def test_every_line_lies_within_the_page(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert all(1 <= one.place.line <= text.count("\n") + 1 for one in find_html(text, "x.md"))


@pytest.mark.parametrize("piece", ["<", "<b>", "<b\n", "<!--", ":::{note} <b>\n", "> <b>\n"])
def test_hostile_input_takes_no_time_worth_naming(piece: str) -> None:
    found = list(find_html(piece * (10_000 // len(piece)), "x.md"))

    assert len(found) <= 10_000
