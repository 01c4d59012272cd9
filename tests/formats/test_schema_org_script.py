from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats import schema_org
from sphinx_research.formats.schema_org import Node


class _Scripts(HTMLParser):
    """Collects the texts of scripts, and all else there is."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.others: list[object] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and attrs == [("type", "application/ld+json")]:
            self.inside = True
            self.scripts.append("")
        else:
            self.others.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data
        elif data.strip():
            self.others.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)


def _read(html: str) -> object:
    """Read the one script of a page as HTML and JSON are read."""
    reader = _Scripts()
    reader.feed(f"<head>{html}</head>")
    reader.close()
    assert reader.others == [("head", [])]
    [script] = reader.scripts
    return json.loads(script)


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &lt; &amp;",
    "\u2028 \u2029 \0 \x1b \x7f \x85 \r\n \t",
    "\ud800 \udfff \ufffe \ufdd0 \U0001ffff",
    "\u202e\u200f 👩‍🔬 \\ \" '",
    "x" * 10_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    node: Node = {"@type": "Thing", "name": text, text: [text]}

    html = schema_org.script([node])

    assert _read(html) == {"@context": "https://schema.org", "@graph": [node]}
    assert html.encode().decode() == html


@given(
    st.recursive(
        st.text() | st.integers(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
    )
)
def test_any_node_comes_back_as_it_was(value: object) -> None:
    node: Node = {"@type": "Thing", "name": value}

    html = schema_org.script([node, node])

    assert _read(html) == {"@context": "https://schema.org", "@graph": [node, node]}


@given(st.text())
def test_a_script_holds_nothing_that_html_forbids(text: str) -> None:
    html = schema_org.script([{"@type": "Thing", "name": text}])

    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>\n")
    assert not set("<>&\u2028\u2029\0\r\n") & set(body)
    assert html.encode().decode() == html
