"""What a feed must be: RFC 4287 by its schema, and the rules of the W3C's feed validator."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it


def read(feed: str) -> Element:
    """Parse a feed, in which nothing may be wrong."""
    root = etree.fromstring(feed.encode())
    SCHEMA.assertValid(root)
    entries = root.findall(f"{ATOM}entry")
    assert urlsplit(link(root, "self")).scheme == "https"
    _check_ids([root, *entries])
    updated = [_check_date(text(one, "updated")) for one in (root, *entries)]
    assert updated[0] == updated[1]
    assert updated[1:] == sorted(updated[1:], reverse=True)
    for element in (root, *entries):
        assert text(element, "title").strip()
        assert link(element, "alternate").startswith("https://")
        assert element.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
        for name in element.iterfind(f"{ATOM}author/{ATOM}name"):
            assert name.text
            assert name.text.strip()
    for content in root.iter(f"{ATOM}content"):
        _check_html(content.text or "")
    return root


def text(element: Element, name: str) -> str:
    """Give the text of the one child of a name."""
    (child,) = element.findall(f"{ATOM}{name}")
    return child.text or ""


def link(element: Element, rel: str) -> str:
    """Give the address of the one link of a kind."""
    found = [one.get("href") for one in element.findall(f"{ATOM}link") if one.get("rel") == rel]
    assert len(found) == 1
    return str(found[0])


def titles(root: Element) -> list[str]:
    """Give the titles of the entries."""
    return [text(entry, "title") for entry in root.findall(f"{ATOM}entry")]


def _check_ids(elements: list[Element]) -> None:
    ids = [text(element, "id") for element in elements]
    assert len(set(ids)) == len(ids)
    for one in ids:
        address = urlsplit(one)
        assert (address.scheme, bool(address.netloc)) == ("https", True)
        assert re.fullmatch(r"[!-~]+", one)  # an address needs no escaping any more


def _check_date(written: str) -> datetime:
    """RFC 3339, as RFC 4287 §3.3 narrows it: with capital letters and an offset."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", written)
    return datetime.fromisoformat(written)


def _check_html(html: str) -> None:
    """No scripts, no styles, no addresses that are not whole."""
    found = BeautifulSoup(html, "html.parser")
    known = {"p", "a", "em", "strong", "del", "code", "sup", "sub"}
    assert {tag.name for tag in found.find_all(name=True)} <= known
    for tag in found.find_all(name=True):
        assert set(tag.attrs) <= ({"href"} if tag.name == "a" else set())
        assert re.match("https?://", str(tag.get("href", "https://")))
