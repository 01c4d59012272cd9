"""What charts show, drawn: pictures in SVG, each with its words and the same as a table.

A picture stretches with its page and its text does not: across, places are percentages; down,
they are multiples of the size of the text (``em``). Colours are the stylesheet's, by class;
without one the picture is black on white. It has neither styles nor scripts of its own.
"""

from __future__ import annotations

from typing import assert_never

from sphinx_research.formats.charts import network, timeline, years
from sphinx_research.formats.charts.drawing import Address, Chart
from sphinx_research.records.views.charts import Network, PapersByYear, Timeline
from sphinx_research.records.words import Words

View = PapersByYear | Network | Timeline


def draw(view: View, address: Address, name: str, words: Words) -> Chart:
    """Draw what a chart shows.

    :param address: where a name leads from the page; empty for plain text
    :param name: the picture's own on its page, with which ids begin
    """
    match view:
        case PapersByYear():
            return years.chart(view, name, words)
        case Network():
            return network.chart(view, address, words)
        case Timeline():
            return timeline.chart(view, words)
    assert_never(view)
