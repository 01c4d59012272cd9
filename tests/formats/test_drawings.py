from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sphinx_research.formats.drawings import DrawingError, drawing

OWN = sorted((Path(__file__).parents[2] / "research" / "pictures").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 32"'


def _svg(inside: str, more: str = "") -> bytes:
    return f"{HEAD}{more}>{inside}</svg>".encode()


def test_shapes_stay_and_comments_go() -> None:
    made = drawing(_svg('<!-- by Ada --><g fill="none"><path d="M0 0h9"/></g>'))

    assert made.data == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 32">'
        b'<g fill="none"><path d="M0 0h9" /></g></svg>'
    )
    assert (made.width, made.height) == (56, 32)


def test_prefix_of_the_namespace_goes() -> None:
    source = b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:g/></s:svg>'

    assert drawing(source).data == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g /></svg>'
    )


STYLES = [
    "",
    ".a { fill: #fff; stroke-width: 1.5px }",
    "\n.a{fill:red}\n.b-2 { fill: none }\n",
    ".a {} @media (prefers-color-scheme: dark) { .a { fill: #000 } .b {} } .c {}",
]


@pytest.mark.parametrize("style", STYLES)
def test_classes_may_have_colours(style: str) -> None:
    inside = f'<style>{style}</style><path class="a b-2" d="M0 0h9" />'

    (kept, path) = etree.fromstring(drawing(_svg(inside)).data)

    assert (kept.text or "") == style
    assert path.items() == [("class", "a b-2"), ("d", "M0 0h9")]


@pytest.mark.parametrize(
    "style",
    [
        ".a { fill: url(#x) }",
        ".a { fill: u\\72l(https://evil.example) }",
        ".a { background: image-set('https://evil.example' 1x) }",
        ".a { fill: #fff } /* a comment */",
        ".a { content: 'a' }",
        ".a { } @font-face { src: local(x) }",
        "@media print { .a { } }",
        "@namespace x;",
        "* { fill: none }",
        ".a { .b { } }",
        "}",
        "&lt;/style>&lt;script>",
        "<g/>",
        "<![CDATA[</style><script>]]>",
    ],
)
def test_a_style_of_more_than_colours_is_refused(style: str) -> None:
    with pytest.raises(DrawingError, match="style"):
        drawing(_svg(f"<style>{style}</style>"))


@pytest.mark.parametrize("piece", [" ", ".a{} ", ".a {", "@media (prefers-color-scheme: dark){"])
def test_a_long_style_takes_no_time(piece: str) -> None:
    style = piece * (190_000 // len(piece))

    began = time.perf_counter()
    with pytest.raises(DrawingError):
        drawing(_svg(f"<style>{style}!</style>"))

    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("more", "size"),
    [
        (' width="560" height="320px"', (560, 320)),
        (' width="100%" height="320"', (56, 32)),
        (' width="7.6" height="2"', (8, 2)),
    ],
)
def test_size(more: str, size: tuple[int, int]) -> None:
    made = drawing(_svg("", more))

    assert (made.width, made.height) == size


@pytest.mark.parametrize(
    ("inside", "cause"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<a href="javascript:alert(1)"><path d="M0 0"/></a>', "`a`"),
        ('<path d="M0 0" onclick="alert(1)"/>', "onclick"),
        ('<path d="M0 0" style="fill:url(https://evil.example)"/>', "style"),
        ('<path fill="url(https://evil.example/x)"/>', "fill"),
        ('<path fill="url(#x)"/>', "fill"),
        ('<image href="https://evil.example/x.png"/>', "image"),
        ('<use href="#x"/>', "use"),
        ("<style>@import 'https://evil.example'</style>", "style"),
        ("<foreignObject><p/></foreignObject>", "foreignObject"),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', "animate"),
        ('<set attributeName="onload" to="alert(1)"/>', "set"),
        ('<p xmlns="http://www.w3.org/1999/xhtml" fill="none">x</p>', "`p`"),
        ('<path xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', "href"),
        ("<path", "no SVG"),
    ],
)
def test_more_than_shapes_is_refused(inside: str, cause: str) -> None:
    with pytest.raises(DrawingError, match=cause):
        drawing(_svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html/>",
        b"\x89PNG\r\n",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg viewBox="0 0 1 1"/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + _svg("<title>&a;</title>"),
        _svg("").decode().encode("utf-16"),
        _svg("<g/>" * 60_000),
        _svg("", ' width="0" height="9"'),
        _svg("", f' width="{"9" * 400}" height="9"'),
        HEAD.replace("56", "inf").encode() + b"/>",
        _svg("<g>" * 5_000 + "</g>" * 5_000),
        b'<?xml version="1.0" encoding="cp037"?>' + _svg("").decode().encode("cp037"),
    ],
    ids=[
        *("empty", "html", "png", "no-size", "no-namespace", "entity", "utf-16", "large"),
        *("flat", "wide", "infinite", "deep", "ebcdic"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(DrawingError):
        drawing(data)


@given(st.text(st.characters(exclude_characters="\r"), max_size=40))  # XML ends lines so
def test_a_title_of_any_text_stays_text(text: str) -> None:
    top = etree.Element("{http://www.w3.org/2000/svg}svg", viewBox="0 0 1 1")
    try:
        etree.SubElement(top, "{http://www.w3.org/2000/svg}title").text = text
    except ValueError:  # XML cannot hold it
        return

    (title,) = etree.fromstring(drawing(etree.tostring(top)).data)
    assert (title.text or "") == text


@pytest.mark.parametrize("file", OWN, ids=[file.name for file in OWN])
def test_drawings_of_this_site(file: Path) -> None:
    made = drawing(file.read_bytes())

    assert etree.fromstring(made.data).tag == "{http://www.w3.org/2000/svg}svg"
