"""What search engines are told of the site as a whole.

Sitemaps: https://www.sitemaps.org/protocol.html.  Of a page they hold its address and
nothing else: when it last changed is not known here, and search engines ignore the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_research.formats.site import Site
from sphinx_research.formats.xml_text import DECLARATION, element, parent

MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024
LONGEST_ADDRESS = 2_048
"""What the protocol allows in one file, and of one address."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ROOM = MOST_BYTES - 200
"""What the root element leaves."""


def files(site: Site, addresses: Iterable[str]) -> dict[str, str]:
    """Write the sitemap: one file, or the index of several.

    :param addresses: of all pages, whole; each counts once
    :return: texts by paths from the top of the site; nothing if it has no address
    """
    if not site.base:
        return {}
    maps = list(_maps(dict.fromkeys(addresses)))
    if len(maps) == 1:
        return {"sitemap.xml": maps[0]}
    parts = {f"sitemap-{number}.xml": text for number, text in enumerate(maps, 1)}
    entries = (parent("sitemap", (element("loc", site.file(path)),)) for path in parts)
    return {"sitemap.xml": DECLARATION + parent("sitemapindex", entries, xmlns=_NAMESPACE)} | parts


def robots(site: Site) -> str:
    """Write ``robots.txt``, which hides nothing and names the sitemap (RFC 9309).

    Crawlers ask for it at the top of a host only.
    """
    if not site.base:
        return ""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.file('sitemap.xml')}\n"


def _maps(addresses: Iterable[str]) -> Iterator[str]:
    """Share addresses out to as few files as may hold them; without any there is one."""
    entries: list[str] = []
    size = 0
    for address in addresses:
        entry = parent("url", (element("loc", address),))
        if len(address) >= LONGEST_ADDRESS:
            continue
        size += len(entry.encode())
        if len(entries) == MOST_ADDRESSES or size > _ROOM:
            yield _map(entries)
            entries, size = [], len(entry.encode())
        entries.append(entry)
    yield _map(entries)


def _map(entries: Iterable[str]) -> str:
    return DECLARATION + parent("urlset", entries, xmlns=_NAMESPACE)
