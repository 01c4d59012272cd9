"""A site whose records hold, in every text, what some format takes for more than text."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.markup import escape
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate

BASE = "https://lab.example.org/"
TODAY = date(2024, 6, 1)
CANARY = "canary.txt"
"""A file that lies in the folder of the templates while they are tried."""

WORST = (
    *(
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]></title>",
        "<img src=x onerror=a>",
    ),
    *(
        '" onload="alert(1)',
        "' onload='alert(1)",
        "&#60;b&#62;",
        "&lt;b&gt;",
        "javascript:alert(1)",
    ),
    *("}", "{", "}}\n@article{forged, title={x}}", '", year = "1', "@string{a={b}}", "% off", "#"),
    *("\\input{/etc/passwd}", "\\write18{ls}", "\\end{document}", "$\\relax", "\\", "\\\\", "^^M"),
    *("\nER  - \n\nTY  - JOUR\n", "\r\nER  - ", "\rAU  - Forged, A", "TY  - BOOK"),
    *(
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\uff1d1",
        "a;=1",
        'a"=1',
        "|=1",
        ",=1",
    ),
    *(
        f'#read("{CANARY}")',
        f'#include "{CANARY}"',
        "#eval(1)",
        "]#1",
        "$ 1 $",
        '"#1"',
        "/* a",
        "//",
    ),
    *("- a", "* a", "# a", "> a", "1. a", "```", "~~~", "+++", "---", ":::{note}", "| a | b |"),
    *(
        "[a](javascript:b)",
        "![a](http://a.b/c)",
        "<https://a.b>",
        "[a]: http://a.b",
        "`a`",
        "**a**",
    ),
    *("key: value", "- [a, b]", "!!python/none a", "&a *a", "? a", "...\n---", "null", "{a: b}"),
    *("\nSitemap: https://evil.example/", "\nDisallow: /", "\nLocation: https://evil.example/"),
    *(
        "a\x0bb",
        "a\x0cb",
        "a\x1bb",
        "a\x00b",
        "a\x85b",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "\ufeffa",
    ),
    *("\ud800", "\ufffe", "\U0001ffff", "😀", "עברית", "中文", "é", "a" * 10_000, "a " * 5_000),
)
"""Each is dangerous to a format, or to whoever puts its text together by hand."""

TEXTS = st.lists(
    st.sampled_from(WORST[:-2]) | st.text(st.characters(max_codepoint=0x7F), max_size=4),
    min_size=1,
    max_size=5,
).map("".join)

PLAIN = "hostile"
"""A text that means nothing to any format."""


def works_of(text: str) -> Works:
    """Make a site that holds a text, with a letter after it, wherever a record may hold any."""
    records = Records()
    plain = f"{text}Z"
    for kind, identifier, data in _site(plain, escape(plain)):
        raw = RawRecord(kind, identifier, data, Place("people/ada.md"))
        record = validate(raw, _refuse)
        assert record is not None
        records.of(kind)[identifier] = record
    of_conf = plain.encode("utf-8", "ignore").decode()  # Python reads no half characters
    settings = Settings(TODAY, {"student": of_conf}, {"seeing": of_conf})
    return Works(Catalogue(records, settings), Site(of_conf, BASE, author=of_conf, today=TODAY))


def _refuse(problem: Problem) -> None:
    """Take nothing for granted: a field that is left out is not tried."""
    raise AssertionError(problem.cause[:200])


def _site(text: str, line: str) -> list[tuple[Kind, str, dict[str, Any]]]:
    """Give the records as written.

    :param text: for plain fields
    :param line: for those with markup
    """
    name = {"family": text, "given": text}
    news = [{"date": "2024-05", "text": line}]
    person = {
        "name": name,
        "native_name": text,
        "aliases": [text],
        "role": "student",
        "since": "2020",
        "affiliations": ["engine-lab", text],
        "links": {"homepage": "https://ada.example.org/"},
        "motto": line,
        "interests": [{"text": line, "note": line}],
        "education": [{"org": text, "unit": text, "degree": text, "field": text, "note": line}],
        "employment": [{"org": "engine-lab", "role": text, "topic": text, "location": text}],
        "awards": [{"title": line, "by": text, "date": ["2024"], "of": text, "note": line}],
        "service": [{"role": text, "for": [text], "date": ["2024"]}],
        "news": news,
    }
    project = {
        "title": line,
        "short": text,
        "summary": line,
        "theme": "seeing",
        "since": "2020",
        "people": ["ada", text],
        "orgs": ["engine-lab", text],
        "funding": [{"funder": text, "award": text, "note": line}],
        "results": [line],
        "tags": [text],
        "news": news,
    }
    paper = {
        "title": line,
        "authors": [
            {"family": "Lovelace", "given": "Ada", "person": "ada"},
            name,
            {"literal": text},
            {"family": text, "given": text, "particle": text, "suffix": text, "marks": [text]},
        ],
        "editors": [name],
        "date": "2024-05-03",
        "projects": ["engine"],
        "doi": "10.1000/182",
        "original_title": line,
        "note": line,
        "tags": [text],
        **dict.fromkeys(("volume", "issue", "number", "publisher", "edition"), text),
        **dict.fromkeys(("genre", "isbn", "language", "award", "rank"), text),
        "abstract": text,
        "pages": "1-10",
    }
    return [
        (Kind.PERSON, "ada", person),
        (Kind.COLLABORATOR, "mary", {"name": name, "native_name": text, "affiliations": [text]}),
        (Kind.ORGANISATION, "engine-lab", {"name": text, "short": text, "aliases": [text]}),
        (Kind.VENUE, "memoirs", {"name": text, "short": text, "type": "journal", "issn": text}),
        (Kind.PROJECT, "engine", project),
        (Kind.PUBLICATION, "article", paper | {"type": "article", "venue": "memoirs"}),
        (Kind.PUBLICATION, "book", paper | {"type": "book"}),
        (Kind.PUBLICATION, "misc", paper | {"type": "misc", "venue": text}),
        (Kind.PUBLICATION, "thesis", paper | {"type": "thesis"}),
        (Kind.NEWS, "news-1", news[0]),
    ]
