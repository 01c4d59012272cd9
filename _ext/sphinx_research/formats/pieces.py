"""Lines of text as pieces, for templates that are not HTML.

A piece is a dictionary that JSON can hold: its ``kind`` (text, strong, em, del, code, sup,
sub, or link for what should look like one), its ``text``, and the ``url`` it leads to, if any.
``math`` has the ``tree`` of a formula besides, and ``cite`` leads to an ``anchor`` of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sphinx_research.formats.formula import tree
from sphinx_research.formats.site import Site
from sphinx_research.records import formulas
from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.records.words import parted

Piece = dict[str, Any]
Pieces = list[Piece]


def said(words: str, kind: str = "text", url: str = "") -> Pieces:
    """Plain words, perhaps emphasised or linked; nothing if there are none."""
    if not words:
        return []
    piece = {"kind": kind, "text": words}
    return [piece | {"url": url} if (url := safe(url)) else piece]


def pieces(line: Line, site: Site, url: str = "") -> Pieces:
    """A line with its names and links.

    :param url: where the whole line leads
    """
    return [piece for part in line for piece in _pieces(part, site, url)]


def named(ref: Ref, site: Site) -> Pieces:
    """A name that leads to its page; while the site has no address, to one elsewhere."""
    words = ref.text.spans if isinstance(ref.text, Markup) else (Span("text", ref.text),)
    return pieces(words, site, leads_to(ref, site))


def leads_to(ref: Ref, site: Site) -> str:
    """The whole address of what has a name: its page here, or else one elsewhere."""
    page = site.page(ref.docname) if ref.docname else ""
    if page:
        return f"{page}#{ref.anchor}" if ref.anchor else page
    return safe(ref.url)


def names(refs: Iterable[Ref], site: Site) -> list[Pieces]:
    """Several names."""
    return [named(ref, site) for ref in refs]


def joined(parts: Iterable[Pieces], between: str = ", ") -> Pieces:
    """Several runs of pieces as one, with something between those that hold anything."""
    whole: Pieces = []
    for part in filter(None, parts):
        whole += [*said(between), *part] if whole else part
    return whole


def phrase(pattern: str, **parts: Pieces) -> Pieces:
    """A translated message with runs of pieces in its placeholders."""
    return [
        piece
        for text, name in parted(pattern)
        for piece in (*said(text), *(parts[name] if name else ()))
    ]


def clipped(line: Pieces, most: int) -> Pieces:
    """As much of a line as `most` characters hold; a piece that goes on ends in ``…``."""
    kept: Pieces = []
    for piece in line:
        if len(piece["text"]) > most:
            cut = piece["text"][:most].rstrip()
            kind = "text" if piece["kind"] == "math" else piece["kind"]
            return [*kept, piece | {"kind": kind, "text": f"{cut}…"}]
        most -= len(piece["text"])
        kept.append(piece)
    return kept


def safe(url: str) -> str:
    """The address if it is one of the web or of e-mail, else nothing."""
    return url if is_absolute(url) else ""


def _pieces(part: Span | Ref, site: Site, url: str) -> Pieces:
    if isinstance(part, Ref):
        return named(part, site)
    if part.kind == "math":
        return _formula(part.text, url)
    kind = "text" if part.kind == "role" else part.kind
    return said(part.text or part.target, kind, part.target if kind == "link" else url)


def _formula(tex: str, url: str) -> Pieces:
    """What a formula shows; one that cannot be read, as its plain text in italics."""
    parsed = tree(tex)
    words = said(formulas.plain(tex), "math" if parsed else "em", url)
    return [piece | {"tree": parsed} if parsed else piece for piece in words]
