"""One page of each kind that the real site has."""

from __future__ import annotations

from typing import Any

KINDS = {
    "home": "",
    "people": "people/",
    "person": "people/zeqing-wang.html",
    "overview": "research/",
    "project": "research/gaitstr.html",
    "publications": "research/publications.html",
    "news": "research/news.html",
    "landing": "research/publications/fu2024mimic.html",
    "outside": "research/publications/karras2019stylegan.html",
    "search": "search.html",
    "missing": "404.html",
}
"""Addresses below the home page, by what is shown there."""

SINK: dict[str, Any] = {
    "myst_enable_extensions": [
        *("attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist"),
    ],
}
"""Settings with which the root ``kitchen-sink`` shows all that Markdown can make."""

OPEN_ALL = """document.querySelectorAll("details").forEach(one => {
  one.name = "";  // of those with one name one is open at a time
  one.open = true;
})"""
"""Opens everything that can be opened on a page."""
