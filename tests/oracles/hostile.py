"""A site of the worst that records can hold: ``tests/roots/test-hostile``, and more of it.

What nobody could read in a file, or git would change, is written here.
"""

from __future__ import annotations

from pathlib import Path

from tests.site.building import Built, Site

SETTINGS = {
    "extensions": ["myst_parser", "sphinx_design", "sphinx_research", "research_theme"],
    "html_theme": "research",
    "html_title": 'Engines </title> & "quotes"',
    "html_baseurl": "https://engines.example.org/lab/",
}

INVISIBLE = {
    "control": "bell\x07 escape\x1b[31m tab\t vertical\x0b feed\x0c delete\x7f end",
    "control-upper": "next\x85 string\x98 nothing\x9f end",
    "no-character": "non-character\ufffe\uffff\U0001ffff end",
    "reversed": "\u202ereversed\u202c \u2066isolated\u2069 \u200fright\u200e left\u061c עברית",
    "never-closed": "\u202e\u2067\u2068\u202d",
    "no-width": "zero\u200bwidth\u200c\u200djoiner\ufeff soft\u00adhyphen word\u2060joiner",
    "line-ends": "no\u00a0break line\u2028separator paragraph\u2029separator",
}
"""Characters that nobody sees, by the key of the publication that has them in every field."""

LONG_TITLE = "long " * 2000
AUTHORS = " and ".join(f"Hostile{number}, Mallory" for number in range(300))
NESTED = "> " * 60 + "deep\n\n" + "- " * 60 + "deep\n\n" + "*" * 150 + "\n\n" + "[" * 500


def hostile_site(folder: Path, builder: str = "html") -> Built:
    """Build the site, which warns of much, in an empty folder."""
    site = Site.copy("hostile", folder)
    site.write("research/invisible.bib", "".join(map(_invisible, INVISIBLE)))
    site.write("research/long.bib", _entry("long-title", title=LONG_TITLE))
    site.append(
        "research/long.bib", _entry("long-authors", author=f"Hostile, Mallory and {AUTHORS}")
    )
    site.append("research/abstracts.md", _nested())
    _end_lines_as_windows_does(site.source / "research/papers.bib")
    return site.build(builder, warns=True, **SETTINGS)


def _invisible(key: str) -> str:
    bad = INVISIBLE[key]
    names = ("journal", "volume", "number", "pages", "publisher", "note", "abstract", "keywords")
    fields = {name: f"{name} {bad}" for name in (*names, "award", "series", "edition")}
    authors = f"Hostile, Mallory and Family, Given {bad}"
    return _entry(key, title=f"Title of {key} {bad}", author=authors, **fields)


def _entry(key: str, *, author: str = "Hostile, Mallory", **fields: str) -> str:
    known = {"title": f"Title of {key}", "author": author, "year": "2008", **fields}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in known.items())
    return f"@article{{{key},\n{lines}}}\n\n"


def _nested() -> str:
    fence = ":" * 6
    fields = ":title: Nested deeply\n:authors: Mallory Hostile\n:year: 2012"
    return f"\n{fence}{{publication}} nested\n{fields}\n\n{NESTED}\n{fence}\n"


def _end_lines_as_windows_does(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
