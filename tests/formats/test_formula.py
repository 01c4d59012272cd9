from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_research.formats.formula import tree
from sphinx_research.formats.pdf import compile_pdf
from sphinx_research.formats.pieces import pieces
from sphinx_research.formats.site import Site
from sphinx_research.records.markup import Span

TEMPLATE = """
#import "text.typ": line
#set document(title: "Formulas", date: none)
#set text(font: "XCharter")
= Formulas
#line(json(bytes(sys.inputs.data)))
"""


def short(nodes: list[dict[str, Any]]) -> list[Any]:
    """Write nodes as their texts and nested lists, to be read by people."""
    return [
        node["text"]
        if "text" in node
        else [node["kind"], *(short(node[part]) for part in node if isinstance(node[part], list))]
        for node in nodes
    ]


@pytest.mark.parametrize(
    ("tex", "nodes"),
    [
        ("x", ["x"]),
        ("a - b", ["a", "\u2212", "b"]),
        (r"O(n \log n)", ["O", "(", "n", "log", "n", ")"]),
        ("x_i^2", [["attach", ["x"], ["2"], ["i"]]]),
        ("x^{y^z}", [["attach", ["x"], [["attach", ["y"], ["z"], []]], []]]),
        ("{}^2H", [["attach", [""], ["2"], []], "H"]),
        (r"\frac{a}{bc}", [["frac", ["a"], ["b", "c"]]]),
        (r"\sqrt2", [["root", ["2"]]]),
        (r"\mathcal{O}(\alpha)", [["alphabet", ["O"]], "(", "α", ")"]),
        (r"\left\|x\right\|", ["‖", "x", "‖"]),
        (r"\mathrm{KL}\,50\%", ["KL", "5", "0", "%"]),
        (r"x \text{ if odd}", ["x", " if odd"]),
        (r"\operatorname{arg max} f", ["arg max", "f"]),
        (r"\operatorname{arg\,max}", ["arg max"]),
        (r"\mathrm {\Delta t}", ["Δt"]),
        (r"\text{n-gram's 5\%}", ["n-gram's 5%"]),
        (r"\leftarrow.", ["←", "."]),
    ],
)
def test_what_titles_hold_is_read(tex: str, nodes: list[Any]) -> None:
    assert short(tree(tex)) == nodes


@pytest.mark.parametrize(
    "tex",
    [
        *(r"\unknown x", "{x", "x}", "x^", "x^1^2", r"\frac{a}", "a & b", "{" * 13 + "}" * 13, ""),
        *(r"\text{a_b}", r"\mathrm{\frac12}", r"\text{a {b}}", r"\text{a $x$}", r"\mathrm"),
        *(r"\sqrt[3]{x}", r"\sqrt [3]{x}", r"\left. x \right|", r"\left| x \right ."),
    ],
)
def test_what_is_not_known_is_not_read_in_part(tex: str) -> None:
    assert tree(tex) == []


def test_nesting_does_not_exhaust_the_stack() -> None:
    assert tree("{" * 100_000) == []


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [*r"{}^_x1+'&%\#", r"\frac", r"\sqrt", r"\alpha", r"\mathbb", r"\text", "é"]
        )
        | st.characters(),
        max_size=12,
    ).map("".join)
)
def test_any_formula_is_set_or_shown_as_text(tex: str) -> None:
    made = pieces((Span("math", tex),), Site("A site"))

    assert json.loads(json.dumps(made)) == made
    assert compile_pdf(TEMPLATE, made).startswith(b"%PDF-1.7")
