from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records import formulas
from sphinx_research.records.formulas import Piece


@pytest.mark.parametrize(
    ("tex", "pieces"),
    [
        ("^2", [("sup", "2")]),
        ("^{10}", [("sup", "10")]),
        ("_{max}", [("sub", "max")]),
        (r"^{\mathrm{th}}", [("sup", "th")]),
        (r"^\mathrm{th}", [("sup", "th")]),
        (r"\alpha", [("text", "α")]),
        (r"\beta_2", [("text", "β"), ("sub", "2")]),
        (r"3\times3", [("text", "3"), ("text", "×"), ("text", "3")]),
        (r"360^\circ", [("text", "360"), ("text", "°")]),
        (r"^{\circ}", [("text", "°")]),
        (r"10\%", [("text", "10"), ("text", "%")]),
        (r"^\dagger", [("sup", "†")]),
    ],
)
def test_figures_and_symbols_are_simple(tex: str, pieces: list[Piece]) -> None:
    assert formulas.simple(tex) == pieces


@pytest.mark.parametrize(
    "tex", ["k", "x^2", r"\mathcal{O}(n)", r"\frac{1}{2}", "^{x^2}", r"\nosuchmacro", "^", "5 = 5"]
)
def test_variables_and_structure_are_not(tex: str) -> None:
    assert formulas.simple(tex) == []


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("k", "k"),
        ("L_2", "L2"),
        (r"\mathcal{O}(n \log n)", "O(n log n)"),
        (r"\alpha^{\beta}", "αβ"),
        (r"x \in \mathbb{R}", "x ∈ R"),
    ],
)
def test_any_formula_has_a_plain_text(tex: str, text: str) -> None:
    assert formulas.plain(tex) == text


@given(st.text())
def test_no_text_is_too_strange(tex: str) -> None:
    assert all(text for _, text in formulas.simple(tex))
    assert not set(formulas.plain(tex)) & set("\\{}$^_")
