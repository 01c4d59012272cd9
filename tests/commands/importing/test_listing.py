from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.importing.listing import chosen


@pytest.mark.parametrize(
    ("written", "indexes"),
    [
        ("1", [0]),
        ("1,3-5", [0, 2, 3, 4]),
        ("5 1, 1", [0, 4]),
        ("2 – 4", [1, 2, 3]),
        ("all", [0, 1, 2, 3, 4]),
        ("ALL ", [0, 1, 2, 3, 4]),
        ("none", []),
        ("", []),
    ],
)
def test_a_choice_is_read(written: str, indexes: list[int]) -> None:
    assert chosen(written, 5) == indexes


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("6", "`6` is not among the numbers 1 to 5"),
        ("0", "`0` is not among the numbers 1 to 5"),
        ("4-2", "`4-2` is not among the numbers 1 to 5"),
        ("1-9999999", "`1-9999999` is no number"),
        ("first", "`first` is no number; write something like 1,3-5, or all, or none"),
    ],
)
def test_what_is_no_choice_is_told(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        chosen(written, 5)


@given(st.text(alphabet="0123456789,- allnoe"))
def test_whatever_is_chosen_is_among_them(written: str) -> None:
    try:
        assert set(chosen(written, 5)) <= set(range(5))
    except ValueError:
        assert written
