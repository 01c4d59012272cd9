"""The directives and roles that pages may use, and what to write in place of others.

Chosen by what they can do: they arrange text, name records, or link.  None of them reads a
file, runs code, writes for one output only, changes what other directives mean, or takes its
text apart in a way that `uses` could not follow, as CSV would be.  conf.py may add names
(``research_allowed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_research.records.problems import Code, Problem, nearest
from sphinx_research.records.raw import Syntax, Use


def _either_way(domain: str, names: Iterable[str]) -> frozenset[str]:
    """Give names as they may be written, with and without their domain."""
    return frozenset(written for name in names for written in (name, f"{domain}:{name}"))


PUBLICATION = _either_way("research", ["publication"])
LISTS = _either_way(
    "research",
    (
        *("coauthors", "news", "papers-per-year", "people", "projects", "publications"),
        *("references", "timeline"),
    ),
)
"""Directives each of which may show all that there is."""
OUR_DIRECTIVES = (
    PUBLICATION
    | LISTS
    | _either_way(
        "research",
        ("awards", "education", "employment", "experience", "interests", "profile", "service"),
    )
)
OUR_ROLES = _either_way("research", ("cite", "org", "person", "project", "pub", "venue"))

DIRECTIVES = (
    OUR_DIRECTIVES
    | _either_way("std", ["glossary"])
    | {
        # Boxes
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("seealso", "tip", "warning", "deprecated", "versionadded", "versionchanged"),
        *("version-added", "version-changed", "version-deprecated", "version-removed"),
        *("versionremoved", "sidebar", "topic", "aside"),
        # Text
        *("acks", "centered", "compound", "container", "div", "epigraph", "highlights"),
        *("line-block", "parsed-literal", "pull-quote", "rubric"),
        # Code, formulas, tables, pictures
        *("code", "code-block", "sourcecode", "math", "list-table", "table"),
        *("figure", "figure-md", "image"),
        # Lists of pages and headings
        *("contents", "toctree"),
        # sphinx-design
        *("accordion", "article-info", "button-link", "button-ref", "card", "card-carousel"),
        *("card-footer", "card-header", "dropdown", "grid", "grid-item", "grid-item-card"),
        *("step", "steps", "tab-item", "tab-set", "tab-set-code"),
    }
)

CODE = frozenset({"code", "code-block", "sourcecode", "math"})
"""Directives whose text is shown as it stands there."""
VERBATIM = CODE | {
    *("parsed-literal", "raw", "eval-rst", "csv-table", "mermaid", "productionlist", "doctest"),
    "literalinclude",
}
"""Directives whose text is not read as Markdown, those included that conf.py may allow."""

_COLOURS = (
    *("primary", "secondary", "success", "info", "warning", "danger"),
    *("light", "muted", "dark", "black", "white"),
)
_BADGES = frozenset(
    f"{kind}-{colour}{line}"
    for kind in ("bdg", "bdg-link", "bdg-ref")
    for colour in _COLOURS
    for line in ("", "-line")
)
ROLES = (
    OUR_ROLES
    | _BADGES
    | {"bdg", "bdg-link", "bdg-ref"}
    | _either_way("std", ("doc", "ref", "term"))
    | {
        *("emphasis", "strong", "literal", "code", "math", "eq"),
        *("sub", "subscript", "sup", "superscript", "title", "title-reference", "t"),
        *("abbr", "abbreviation", "ac", "acronym", "dfn"),
        *("any", "download", "cve", "cwe", "pep", "rfc"),
        *("command", "file", "guilabel", "kbd", "mailheader", "manpage", "menuselection"),
        *("mimetype", "program", "regexp", "samp"),
    }
)

_OF_ANOTHER_SITE = re.compile(r"external(?:\+[\w-]+)?:(?:\w+:)?([\w-]+)", re.ASCII)

_WRITE_IT = "write its text into the page"
_FENCE = "write the code itself, between two lines of three backticks"
_MARKDOWN = "write Markdown"
TABLE = "write a table of Markdown, or a `{list-table}`"
LINK = "write a link to it: `[its name](https://…)`"
_PICTURE = "put a picture of it into `_static/`, and write `![what it shows](/_static/….png)`"
_LOOKS = ("outlined", "regular", "round", "sharp", "twotone")
MENDS = {
    "include": _WRITE_IT,
    "literalinclude": _FENCE,
    "raw": _MARKDOWN,
    "raw-html": _MARKDOWN,
    "html": _MARKDOWN,
    "eval-rst": _MARKDOWN,
    "csv-table": TABLE,
    "hlist": "write a list, or cards in a `{grid}`",
    "tabularcolumns": "leave it out",
    "meta": "leave it out: descriptions and keywords come from the record",
    "iframe": LINK,
    "embed": LINK,
    "video": LINK,
    "audio": LINK,
    "youtube": LINK,
    "vimeo": LINK,
    "graphviz": _PICTURE,
    "digraph": _PICTURE,
    "graph": _PICTURE,
    "inheritance-diagram": _PICTURE,
    "mermaid": _PICTURE,
    "uml": _PICTURE,
    "plot": _PICTURE,
    "role": "use the roles that there are",
    "default-role": "name the role each time",
    "default-domain": "leave it out",
    "class": "write `{.name}` on the line above what gets the class",
    "rst-class": "write `{.name}` on the line above what gets the class",
    "cssclass": "write `{.name}` on the line above what gets the class",
    "only": "leave it out: all outputs have one text",
    "ifconfig": "leave it out: all outputs have one text",
    "highlight": "name the language at each block of code",
    "index": "leave it out: the search finds every word",
    "bibliography": "write `{references}`",
    "footbibliography": "write `{references}`",
    "footcite": "write `{cite}`",
    "cite:p": "write `{cite}`",
    "cite:t": "write `{cite}`",
    **dict.fromkeys(("octicon", "fa", "fab", "far", "fas"), "leave the picture out"),
    **dict.fromkeys((f"material-{look}" for look in _LOOKS), "leave the picture out"),
    "code-cell": _FENCE,
    "autoclass": _MARKDOWN,
    "automodule": _MARKDOWN,
    "autofunction": _MARKDOWN,
    "date": "write the date itself",
    "title": "write a heading",
}
"""What to write in place of what a page may not use."""


def is_built_in(kind: Syntax, name: str) -> bool:
    """Whether every site allows a directive or role.

    Roles of sites that ``intersphinx_mapping`` names are as good as our own.
    """
    if kind == "directive":
        return name in DIRECTIVES
    match = _OF_ANOTHER_SITE.fullmatch(name)
    return (match[1] if match else name) in ROLES


def refusal(use: Use) -> Problem:
    """Say why a page may not use something, and what to write instead."""
    mend = MENDS.get(use.name) or _near(use)
    known = use.name in MENDS or not mend
    if known:
        cause = f"the {use.kind} `{{{use.name}}}` is not allowed on pages"
    else:
        cause = f"there is no {use.kind} `{{{use.name}}}`"
    return Problem(Code.REFUSED, use.place, cause, mend or _ASK)


_ASK = "write Markdown; if it comes from an extension, `research_allowed` in conf.py allows it"


def _near(use: Use) -> str:
    ours, others = (DIRECTIVES, ROLES) if use.kind == "directive" else (ROLES, DIRECTIVES)
    if use.name in others:
        form = "{%s}`…`" if use.kind == "directive" else ":::{%s}"
        return f"write it as {form % use.name}"
    return nearest(use.name, sorted(ours))
