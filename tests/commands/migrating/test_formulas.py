"""Formulas as sites with MathJax have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.formulas import readable
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.records.problems import Place

AT = Place("_projects/waves.md", 9)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"x \label{eq:x} \tag{2}", r"x  \qquad\text{(2)}"),
        (r"x \nonumber \\ y \notag", r"x \\ y"),
        (r"\begin{align*}a&=b\end{align*}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{equation}a\end{equation}", "a"),
        (
            r"\begin{equation}\begin{split}a\end{split}\end{equation}",
            r"\begin{aligned}a\end{aligned}",
        ),
        (r"\bm{x} = \textbf{y}", r"\boldsymbol{x} = \mathbf{y}"),
        (r"\argmin_x", r"\operatorname{argmin}_x"),
        ("a &lt; b", "a < b"),
        (r"\begin{bmatrix}1\end{bmatrix}", r"\begin{bmatrix}1\end{bmatrix}"),
    ],
)
def test_commands_that_only_mathjax_knows_are_written_otherwise(old: str, new: str) -> None:
    assert readable(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>With $a<b$ and [x](y)$c$</p>", "With $a<b$ and x$c$"),
        (
            "See \\eqref{w}.\n\n$$x \\tag{3} \\label{w}$$",
            "See (3).\n\n$$x \\qquad\\text{(3)}$$",
        ),
        (
            "Then\n\\begin{align}\na &= b\n\\end{align}\nholds",
            "Then\n\n$$\n\\begin{aligned}\na &= b\n\\end{aligned}\n$$\n\nholds",
        ),
        ("It costs $5 or $6.", "It costs $5 or $6."),
        (r"A title with \(E=mc^2\)", "A title with $E=mc^2$"),
        ("`$$x \\label{a}$$`", "`$$x \\label{a}$$`"),
    ],
)
def test_formulas_are_told_from_text(tmp_path: Path, old: str, new: str) -> None:
    assert Carried(OldSite(tmp_path)).prose(old, AT).strip() == new


def test_a_reference_to_a_number_that_mathjax_counted_is_told(tmp_path: Path) -> None:
    into = Carried(OldSite(tmp_path))
    assert into.prose("One\n\nBy \\eqref{w} it holds", AT).split() == ["One", "By", "it", "holds"]
    assert [(one.place.line, one.what) for one in into.left] == [
        (11, "the reference to the formula `w` is taken out")
    ]
