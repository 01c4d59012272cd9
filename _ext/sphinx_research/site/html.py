"""How HTML writes the extension's nodes; other builders never see them."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_research.site import facets
from sphinx_research.site.domain import ResearchDomain
from sphinx_research.site.nodes import (
    DOMAIN,
    CitedNumbers,
    PublicationMention,
    RecordHead,
    RecordList,
)


def add_nodes(app: Sphinx) -> None:
    """Register the nodes; those that a transform replaces need no visitor."""
    app.add_node(RecordList, html=(_visit_list, None))
    app.add_node(RecordHead, html=(_visit_head, None))
    app.add_node(CitedNumbers)
    app.add_node(PublicationMention)


def _visit_list(translator: HTML5Translator, node: RecordList) -> None:
    domain = cast("ResearchDomain", translator.builder.env.domains[DOMAIN])
    translator.body.append(facets.render(domain.fragments, node))
    raise nodes.SkipNode


def _visit_head(translator: HTML5Translator, node: RecordHead) -> None:
    domain = cast("ResearchDomain", translator.builder.env.domains[DOMAIN])
    translator.body.append(domain.fragments.render_head(node))
    raise nodes.SkipNode
