from __future__ import annotations

import pytest
from hypothesis import given

from sphinx_research.formats.abstracts import words
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
