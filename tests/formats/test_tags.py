from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats.tags import FORBIDDEN, Tag, link, meta, prop, write


class _Reader(HTMLParser):
    """Collects elements, and any text that stands between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.between = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, tuple((name, value or "") for name, value in attrs)))

    def handle_data(self, data: str) -> None:
        self.between += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")


def test_tags_are_written_one_to_a_line() -> None:
    written = write(
        [
            meta("DC.title", 'Bits & "pieces" <b>'),
            prop("og:type", "article"),
            link("item", "https://lab.example.org/a?b&c", type="application/pdf"),
        ]
    )

    assert written.splitlines() == [
        '<meta name="DC.title" content="Bits &amp; &quot;pieces&quot; &lt;b&gt;">',
        '<meta property="og:type" content="article">',
        '<link rel="item" href="https://lab.example.org/a?b&amp;c" type="application/pdf">',
    ]


@given(st.text())
def test_any_value_comes_back_without_what_html_forbids(value: str) -> None:
    read = _read(write([meta("one", value), link("two", value)]))

    kept = _FORBIDDEN.sub("", re.sub(r"\r\n?", "\n", value))
    assert read.tags == [meta("one", kept), link("two", kept)]
    assert read.between.strip() == ""


@pytest.mark.parametrize(
    "value",
    ["\0", "\x01", "\x1b", "\x7f", "\x85", "\x9f", "\ud800", "\ufdd0", "\U0001ffff"],
)
def test_what_html_forbids_is_left_out(value: str) -> None:
    assert write([meta("one", f"a{value}b")]) == '<meta name="one" content="ab">\n'


def test_what_is_only_rare_stays() -> None:
    rare = "\u202eeht\u202c \u200d👩\u200d🔬 王泽卿 \u00ad \ufffd"

    assert _read(write([meta("one", rare)])).tags == [meta("one", rare)]


def test_what_is_written_can_be_encoded() -> None:
    assert write([meta("one", "\ud83d\ude00 \udcff é")]).encode() == (
        '<meta name="one" content="  é">\n'.encode()
    )
