"""Formulas become MathML while the site is built."""

from __future__ import annotations

from collections.abc import Callable

from tests.site.building import Site, one, texts


def test_formulas_of_a_page_are_mathml(site: Callable[[str], Site]) -> None:
    page = site("roles")
    page.append("index.md", "\nInline $x^2$, and displayed:\n\n$$\ny_1\n$$\n")

    built = page.build().page("index")

    assert texts(built, "msup") == ["x2"]
    assert texts(one(built, "math[display=block]"), "msub") == ["y1"]


def test_formula_that_breaks_the_reader_breaks_no_build(site: Callable[[str], Site]) -> None:
    page = site("roles")
    page.append("index.md", "\nInline $\\end{matrix}$ and $_2$.\n")

    built = page.build(warns=True)

    (told,) = built.warnings
    assert told.startswith("index.md:")
    assert "cannot be read: something in it lacks its beginning" in told
    assert texts(built.page("index"), "mtext") == [r"\end{matrix}"]


def test_numbered_formula_can_be_named(site: Callable[[str], Site]) -> None:
    page = site("roles")
    page.append("index.md", "\n$$\ny\n$$ (line)\n\nSee {eq}`line`.\n")

    built = page.build().page("index")

    assert texts(built, "#equation-line .eqno") == ["(1)"]
    assert texts(built, 'a[href="#equation-line"]') == ["(1)"]


def test_formula_that_cannot_be_read_is_reported_and_shown_as_it_stands(
    site: Callable[[str], Site],
) -> None:
    page = site("roles")
    page.edit("research/engine.md", "Notes on $B_7$", r"Notes on $\nonsense{x$")

    built = page.build(warns=True)

    assert [warning for warning in built.warnings if r"\nonsense{x" in warning]
    assert texts(built.page("research/engine"), ".title mtext") == [r"\nonsense{x"]
