"""What is told of a migration."""

from __future__ import annotations

from collections import Counter

from markdown_it import MarkdownIt

from sphinx_research.commands.migrating.fields import Left
from sphinx_research.commands.migrating.reporting import Story, full, short
from sphinx_research.commands.migrating.writing import Outcome
from sphinx_research.records.problems import Place


def _story(*left: Left) -> Story:
    outcome = Outcome(Counter({"person": 1, "news": 2}), Counter({"file": 1}))
    return Story("bib", "../old", outcome, left, (), (), {"styles": 3})


def test_the_terminal_says_once_what_is_true_of_many_places() -> None:
    left = [Left(Place("a.bib", line), "the field `x`", "drop it") for line in (1, 4, 9)]
    assert list(short(_story(*left, Left(Place("b.md"), "lost")))) == [
        "New here: 2 items of news, 1 person.",
        "Here already, just the same: 1 file.",
        "\nNot carried (4):",
        "  a.bib:1 (and 2 more): the field `x`; drop it",
        "  b.md:1: lost",
        "\nLeft behind with the old theme: 3 styles.",
    ]


def test_the_terminal_names_the_first_kinds_and_counts_the_rest() -> None:
    lines = list(short(_story(*(Left(Place("a"), f"lost {number}") for number in range(11)))))
    assert lines[-2] == "  … and 3 more kinds, all in the report"


def test_the_page_has_all_places() -> None:
    left = [Left(Place("a.bib", line), "the field `x`", "drop it") for line in (1, 4)]
    page = full(_story(*left))
    assert "- `a.bib:1`, `a.bib:4`: the field `x`; drop it\n" in page
    assert "| items of news | 2 | 0 |" in page


def test_what_is_quoted_can_forge_neither_html_nor_lines_nor_colours() -> None:
    odd = Left(Place("`<b>`.md"), "`<script>` and <i>x</i>\n## Forged\x1b[31m", "")
    page = full(_story(odd))
    html = MarkdownIt("commonmark").render(page)
    assert "\x1b" not in page + "".join(short(_story(odd)))
    assert "<h2>Forged" not in html
    assert "<script>" not in html
    assert "<i>" not in html
