from __future__ import annotations

import pytest
from lxml import etree

from tests.formats.feed_rules import read

FEED = """<feed xmlns="http://www.w3.org/2005/Atom">
<id>https://example.org/a.xml</id><title>A</title><updated>2024-01-02T00:00:00Z</updated>
<link rel="self" href="https://example.org/a.xml"/>
<link rel="alternate" href="https://example.org/"/>
<author><name>B</name></author>
<entry>
<id>https://example.org/1</id><title>C</title><updated>2024-01-02T00:00:00Z</updated>
<link rel="alternate" href="https://example.org/1"/>
<content type="html">&lt;p&gt;D&lt;/p&gt;</content>
</entry>
</feed>"""


def test_a_right_feed_is_read() -> None:
    read(FEED)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<title>C</title>", ""),
        ("<title>C</title>", "<title> </title>"),
        ("<author><name>B</name></author>", ""),
        ("<name>B</name>", "<name></name>"),
        ('<link rel="self" href="https://example.org/a.xml"/>', ""),
        ('<link rel="alternate" href="https://example.org/1"/>', ""),
        ('href="https://example.org/1"', 'href="1"'),
        ("<id>https://example.org/1</id>", "<id>1</id>"),
        ("<id>https://example.org/1</id>", "<id>https://example.org/a.xml</id>"),
        ("<title>C</title><updated>2024-01-02T", "<title>C</title><updated>2024-01-01T"),
        ("<title>C</title><updated>2024-01-02T00:00:00Z", "<title>C</title><updated>2024-01-02"),
        ("&lt;p&gt;D", "&lt;script&gt;D"),
        ("&lt;p&gt;D", "&lt;p onclick=''&gt;D"),
        ("&lt;p&gt;D", "&lt;a href='x.html'&gt;D"),
        ("<content", "<unknown/><content"),
        ("D&lt;", "\x0b&lt;"),
    ],
)
def test_a_wrong_feed_is_refused(right: str, wrong: str) -> None:
    assert right in FEED

    with pytest.raises((AssertionError, etree.LxmlError, SyntaxError)):
        read(FEED.replace(right, wrong))
