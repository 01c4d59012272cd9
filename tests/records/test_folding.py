from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.folding import fold, is_native


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ze-Qing", "zeqing"),
        ("O’Brien", "obrien"),
        ("J. R. R.", "jrr"),
        ("Gödel", "godel"),
        ("Go\u0308del", "godel"),
        ("Łukasiewicz", "lukasiewicz"),
        ("Søren Ærø", "sorenaero"),
        ("Straße", "strasse"),
        ("Đặng", "dang"),
        ("Işık", "isik"),
        ("İnönü", "inonu"),
        ("ＷＡＮＧ", "wang"),
        ("王 泽卿", "王泽卿"),
        ("संजय", "संजय"),
    ],
)
def test_folding_keeps_letters_only(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_keeps_the_voicing_of_kana() -> None:
    assert fold("がく") != fold("かく")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "name", ["王泽卿", "王 泽卿", "やまだ", "김철수", "ジョン・スミス", "佐々木"]
)
def test_native_names(name: str) -> None:
    assert is_native(name)


@pytest.mark.parametrize("name", ["", "Wang", "Zeqing 王", "Νίκος", "王泽卿 (Zeqing)"])
def test_names_that_are_not_native(name: str) -> None:
    assert not is_native(name)
