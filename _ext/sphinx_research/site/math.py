"""Formulas as MathML, made at build time: no script and no request when a page is read."""

from __future__ import annotations

import re
from functools import lru_cache

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from markupsafe import Markup as Html
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from sphinx_research.records.problems import Code

logger = logging.getLogger(__name__)

RENDERER = "research_mathml"
UNPAIRED = "something in it lacks its beginning, such as an `\\end` or a `&`"
"""What is wrong where docutils' reader says nothing that a person could use."""


def to_mathml(tex: str, node: nodes.Node | None = None, *, block: bool = False) -> str:
    """Turn TeX into MathML; what cannot be read is shown as it stands.

    :param node: where it stands, for the message
    :param block: set the formula on a line of its own
    """
    try:
        return _mathml(tex, block=block)
    except Exception as error:  # noqa: BLE001 - docutils' reader fails in many ways
        cause = str(error).rstrip(".?") if isinstance(error, MathError) else UNPAIRED
        message = "the formula `%s` cannot be read: %s"
        logger.warning(
            message, tex, cause, location=node, type="research", subtype=Code.FORMULA.label
        )
    return str(
        Html('<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>%s</mtext></math>') % tex
    )


@lru_cache(maxsize=1 << 14)  # a title stands on many pages
def _mathml(tex: str, *, block: bool) -> str:
    # A raised or lowered beginning (CO$_2$) needs something to be raised from.
    whole = f"{{}}{tex}" if tex.lstrip()[:1] in ("_", "^") else tex
    shown = str(latex2mathml.tex2mathml(whole, as_block=block))
    # What is copied from a page, or read of it by programs, has no line ends in a formula.
    return re.sub(r">\n *<", "><", shown)


def _visit_inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(to_mathml(node.astext(), node))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})</span>')
    translator.body.append(to_mathml(node.astext(), node, block=True))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def add_renderer(app: Sphinx) -> None:
    """Offer the renderer as ``html_math_renderer = "research_mathml"``."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))
