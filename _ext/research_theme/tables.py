"""A wide table scrolls on its own, so that the page does not."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from research_theme.options import NAME


class ScrollArea(SphinxPostTransform):
    """Put each table into a box that can scroll.

    The box, and not the table, gets ``overflow``: a table with another ``display`` is no
    table to some screen readers.
    """

    default_priority = 900  # after all that makes or replaces tables
    formats: ClassVar[tuple[str, ...]] = ("html",)  # type: ignore[misc]

    def run(self, **_kwargs: Any) -> None:  # noqa: ANN401 - as Sphinx calls it
        """Wrap the tables of a document that is about to be written."""
        if self.config.html_theme != NAME:
            return
        for table in list(self.document.findall(nodes.table)):
            box = nodes.container(classes=["scroll-area"])
            # `replace_self` would give the box the ids and classes of the table, too.
            table.parent.replace(table, box)
            box += table
