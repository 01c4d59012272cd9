"""Charts on pages: HTML has a picture and a table, all other builders the table alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from sphinx_research.formats.charts import draw
from sphinx_research.formats.charts.drawing import Chart, Table
from sphinx_research.records.views.refs import Ref
from sphinx_research.site.nodes import DOMAIN, paragraph, ref_nodes

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain

_WITH_PICTURES = ("html", "dirhtml", "singlehtml")
"""EPUB is HTML too, but must be told beforehand which of its pages hold SVG (EPUB 3.3, D.4)."""


class ChartNode(nodes.General, nodes.Element):
    """A chart, by its question.

    Attributes: ``query``; ``docname``; ``name`` (the picture's own on the page).
    """


def add_charts(app: Sphinx) -> None:
    """Register the node, and what stands for it where no pictures are drawn."""
    app.add_node(ChartNode, html=(_visit_chart, None))
    app.add_post_transform(ExpandCharts)


def _visit_chart(translator: HTML5Translator, node: ChartNode) -> None:
    fragments = _domain(translator.builder.env.domains).fragments
    link = fragments.linker(fragments.places.root(node["docname"]))
    view = fragments.catalogue.answer(node["query"]).view
    shown = draw(view, link.address, node["name"], fragments.words)
    translator.body.append(fragments.template("chart.html").render(chart=shown, link=link))
    raise nodes.SkipNode


class ExpandCharts(SphinxPostTransform):
    """Replace charts by tables; before references are resolved, as lists are."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Put the caption and the table where a chart stood."""
        domain = _domain(self.env.domains)
        if domain.fragments.builder.name in _WITH_PICTURES:
            return
        words = domain.catalogue.settings.words
        for node in list(self.document.findall(ChartNode)):
            view = domain.catalogue.answer(node["query"]).view
            node.replace_self(_expanded(draw(view, lambda _: "", node["name"], words)))


def _expanded(chart: Chart) -> list[nodes.Node]:
    caption = [paragraph(chart.caption)] if chart.caption else []
    return [*caption, _table(chart.table)]


def _table(table: Table) -> nodes.table:
    rows = (table.columns, *table.rows)
    widths = [max(len(_words(cell)) for cell in column) for column in zip(*rows, strict=True)]
    group = nodes.tgroup("", cols=len(widths))
    group += [nodes.colspec("", colwidth=min(width, _WIDEST)) for width in widths]
    group += nodes.thead("", _row(table.columns))
    group += nodes.tbody("", *map(_row, table.rows))
    return nodes.table("", group)


_WIDEST = 40
"""How many characters a column of plain text has at most."""


def _row(cells: tuple[str | Ref, ...]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(*_cell(cell))) for cell in cells))


def _cell(cell: str | Ref) -> list[nodes.Node]:
    return [nodes.Text(cell)] if isinstance(cell, str) else ref_nodes(cell)


def _words(cell: str | Ref) -> str:
    return cell if isinstance(cell, str) else str(cell.text)


def _domain(domains: Any) -> ResearchDomain:  # noqa: ANN401 - Sphinx's container of domains
    return cast("ResearchDomain", domains[DOMAIN])
