"""Widths in per cent as classes: a page has no styles of its own, and the policy allows none."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator


def add_widths(app: Sphinx) -> None:
    """Register what puts classes in the place of docutils' styles."""
    app.add_post_transform(WidthsAsClasses)
    app.add_node(
        nodes.colspec, override=True, html=(HTML5Translator.visit_colspec, _depart_colspec)
    )


def width_class(share: float) -> str:
    """Name the class for a share in per cent, in steps of 5: ``width-50``."""
    return f"width-{min(max(5 * round(share / 5), 5), 100)}"


class WidthsAsClasses(SphinxPostTransform):
    """Give figures and tables the classes of their widths."""

    default_priority = 90
    formats: ClassVar[tuple[str, ...]] = ("html",)  # type: ignore[misc]

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Take off each width; the guard has left none but those in per cent."""
        for node in self.document.findall(nodes.Element):
            if isinstance(node, nodes.figure | nodes.table) and "width" in node:
                share, _ = nodes.parse_measure(node.attributes.pop("width"))
                node["classes"].append(width_class(share))


def _depart_colspec(translator: HTML5Translator, node: nodes.colspec) -> None:
    """Write the widths of all columns at the last one, as docutils does, where some are given."""
    columns = translator.colspecs
    classes = node.parent.parent["classes"]
    is_last = not isinstance(node.next_node(descend=False, siblings=True), nodes.colspec)
    if is_last and "colwidths-given" in classes:  # MyST says ``colwidths-auto`` of every table
        whole = sum(column.propwidth() for column in columns)
        translator.body.append("<colgroup>\n")
        for column in columns:
            share = width_class(100 * column.propwidth() / whole)
            translator.body.append(translator.emptytag(column, "col", CLASS=share))
        translator.body.append("</colgroup>\n")
