from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats.text import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" a ", "a"),
        ("a  b", "a b"),
        ("a\r\nb\tc\u2028d\xa0e", "a b c d e"),
        ("a\x00\ud800\u202eb", "ab"),
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_text_becomes_one_line_that_can_be_seen(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_any_text_becomes_one_line_of_utf_8(text: str) -> None:
    line = one_line(text)

    assert line.splitlines() == ([line] if line else [])
    assert line.encode().decode() == line == line.strip()
    assert one_line(line) == line
