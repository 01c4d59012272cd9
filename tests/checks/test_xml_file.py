from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.checks.faults import Fault
from sphinx_research.checks.page import Checker
from sphinx_research.checks.xml_file import XmlChecker

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>{}</entry></feed>'


def faults(text: str | bytes) -> list[Fault]:
    data = text.encode() if isinstance(text, str) else text
    return XmlChecker(Checker(), "x.svg").faults(data)


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<script xlink:href="//evil.example/x.js"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<foreignObject><h:iframe xmlns:h="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<rect onclick="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><rect/></a>',
        '<a href="java&#10;script:alert(1)"><rect/></a>',
        '<a xmlns:y="http://www.w3.org/1999/xlink" y:href="javascript:alert(1)"><rect/></a>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<image href="https://evil.example/x.png"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<rect fill="url(https://evil.example/x.svg#a)"/>',
        "<style>@import '//evil.example/x.css';</style>",
        "<style>rect { fill: url(//evil.example/x) }</style>",
        "<style>rect { fill: URL (//evil.example/x) }</style>",
        '<style type="text/css">rect { }</style>',
        "<style><![CDATA[rect { fill: \\75 rl(x) }]]></style>",
        '<g xml:base="//evil.example/"/>',
    ],
)
def test_what_may_run_or_load_in_a_drawing_is_found(inner: str) -> None:
    assert faults(SVG.format(inner))


@pytest.mark.parametrize(
    "text",
    [
        SVG.format('<title>x &lt; y</title><rect width="1" fill="#fff" class="a"/>'),
        SVG.format('<g id="a"/><use xlink:href="#a"/><a href="https://a.example/"><path/></a>'),
        SVG.format("<style>@media (prefers-color-scheme: dark) { .a { fill: #fff } }</style>"),
        FEED.format('<content type="html">&lt;p&gt;x&lt;/p&gt;</content>'),
        FEED.format("<title>&lt;script&gt;</title>"),
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset><script onclick="x"/></urlset>',
    ],
)
def test_what_is_harmless_passes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<?xml-stylesheet href="x.xsl"?><x/>',
        "<x>",
        "",
        "no XML",
    ],
)
def test_xml_that_is_more_than_elements_and_text_is_refused(text: str) -> None:
    assert [fault.element for fault in faults(text)] == ["#xml"]


def test_the_html_within_a_feed_is_judged_as_a_page_is() -> None:
    text = '<content type="html">&lt;img src="x" onerror="a()"&gt;</content>'

    assert faults(FEED.format(text)) == [Fault("img", "onerror", "a()")]


def test_elements_of_html_are_judged_wherever_they_stand() -> None:
    text = '<div xmlns="http://www.w3.org/1999/xhtml"><iframe src="x"/></div>'

    assert faults(FEED.format(text)) == [
        Fault("iframe", "", ""),
        Fault("iframe", "src", "x"),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_checked(data: bytes) -> None:
    assert all(fault.cause.isprintable() for fault in faults(SVG.encode() + data))
