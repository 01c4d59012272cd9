"""Formulas as MathML, made at build time: no script and no request when a page is read."""

from __future__ import annotations

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from markupsafe import Markup as Html
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from sphinx_research.records.problems import Code

logger = logging.getLogger(__name__)

RENDERER = "research_mathml"


def to_mathml(tex: str, *, block: bool = False) -> str:
    """Turn TeX into MathML; what cannot be read is shown as it stands.

    :param block: set the formula on a line of its own
    """
    # A raised or lowered beginning (CO$_2$) needs something to be raised from.
    whole = f"{{}}{tex}" if tex.lstrip()[:1] in ("_", "^") else tex
    try:
        return str(latex2mathml.tex2mathml(whole, as_block=block))
    except (MathError, AssertionError, IndexError, RecursionError, ValueError) as error:
        logger.warning(
            "the formula %r cannot be read: %s",
            tex,
            error,
            type="research",
            subtype=Code.FORMULA.label,
        )
        return _verbatim(tex)


def _verbatim(tex: str) -> str:
    return str(Html("<math><mtext>%s</mtext></math>") % tex)


def _visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(to_mathml(node.astext()))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="math">{to_mathml(node.astext(), block=True)}</div>\n')
    raise nodes.SkipNode


def add_renderer(app: Sphinx) -> None:
    """Offer the renderer as ``html_math_renderer = "research_mathml"``."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))
