from __future__ import annotations

import pytest
from hypothesis import given

from sphinx_research.formats.abstracts import blocks, mean_the_same, words
from sphinx_research.records.markup import Markup
from tests.formats.making import TEXTS


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("One line\nand another.", "One line and another."),
        ("First.\n\n  Second  one.", "First. Second one."),
        ("An *emphasis*, $O(n)$, H₂O and [a link](https://example.org/).",
         "An emphasis, O(n), H2O and a link."),
        ("By {person}`Ada <ada>`.\n\n**Bold**\u200b", "By Ada. Bold"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_abstract_gives_its_words_on_one_line(markdown: str, plain: str) -> None:
    assert words(markdown) == plain


@given(text=TEXTS)
def test_no_text_gives_a_second_line(text: str) -> None:
    assert len(words(text).splitlines()) <= 1


def test_the_blocks_of_an_abstract_are_its_paragraphs() -> None:
    assert blocks("One\nline.\n \t\nAnd *two*.\r\n\r\n\u200b") == (
        Markup.parse("One line."),
        Markup.parse("And *two*."),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two\nlines.", "Two lines."),
        ("H₂O and $\\alpha$", "H$_2$O and α"),
        ("See https://example.org/~ada_b.", "See [https://example.org/~ada_b](https://example.org/~ada_b)."),
        ("a snake_case", "a snake\\_case"),
        ("A \\*star\\*", "A \\*star\\*"),
        ("- an item", "- an item"),
    ],
)  # fmt: skip
def test_abstracts_that_mean_the_same(one: str, other: str) -> None:
    assert mean_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One.\n\nTwo.", "One. Two."),
        ("An *em*", "An em"),
        ("- an item", "\\- an item"),
        ("    code", "code"),
        ("broken  \nline", "broken line"),
        ("_under_", "\\_under\\_"),
        ("$5*em*$5", "\\$5*em*\\$5"),
        ("&amp;", "\\&amp;"),
        ("**a *b* c**", "**a** *b* **c**"),
        ("{pub}`key`", "key"),
        ("{sub}`2`", "\\{sub\\}`2`"),
    ],
)
def test_abstracts_that_do_not_mean_the_same(one: str, other: str) -> None:
    assert not mean_the_same(one, other)
