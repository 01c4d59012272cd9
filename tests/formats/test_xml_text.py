from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sphinx_research.formats.text import one_line
from sphinx_research.formats.xml_text import DECLARATION, element, parent
from tests.formats.making import TEXTS

ANY = TEXTS | st.text(st.characters(codec=None))  # halves of surrogate pairs too


def test_an_element_without_text_is_empty_and_an_empty_attribute_is_left_out() -> None:
    assert element("a", "", b="", c="d") == '<a c="d"/>\n'


def test_elements_stand_in_their_parent() -> None:
    assert (
        parent("a", (element("b", "<c>"), element("d"))) == "<a>\n<b>&lt;c&gt;</b>\n<d/>\n</a>\n"
    )


@given(ANY, ANY)
def test_whatever_is_written_is_read_as_one_line(text: str, value: str) -> None:
    document = DECLARATION + element("a", text, b=value)

    root = etree.fromstring(document.encode())

    assert (root.text or "") == one_line(text)
    assert root.get("b", "") == one_line(value)
