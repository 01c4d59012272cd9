"""Texts in UTF-8, and what others are taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.encodings import NotTextError, decoded, encoding_of


def test_marks_and_line_ends_of_other_systems_go() -> None:
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "encoding", "guess"),
    [
        ("author = {王泽卿},\ntitle = {视觉语言模型的研究}", "gbk", "GBK"),
        ("author = {王泽卿},\ntitle = {视觉语言模型}", "utf-16", "UTF-16"),
        ("author = {Gödel, Kurt},\ntitle = {Über Sätze}", "latin-1", "ISO-8859-1"),
        ("author = {Gödel, Kurt},\ntitle = {“Sätze” – naïve}", "cp1252", "WINDOWS-1252"),
    ],
)
def test_another_encoding_is_told_by_name(text: str, encoding: str, guess: str) -> None:
    assert encoding_of(text.encode(encoding)) == guess


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_told(content: bytes) -> None:
    try:
        text = decoded(content)
    except NotTextError as error:
        assert 1 <= error.line <= content.count(b"\n") + 1  # noqa: PT017 - either may be
    else:
        assert "\0" not in text
