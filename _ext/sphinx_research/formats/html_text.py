"""Lines of text as HTML that stands alone: in feeds, where no style and no script reaches."""

from __future__ import annotations

from markupsafe import Markup as Html
from markupsafe import escape

from sphinx_research.formats.pieces import Piece, Pieces, leads_to, safe
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.views.refs import Line, Ref

_ELEMENTS = {
    **{name: name for name in ("em", "strong", "del", "code", "sup", "sub")},
    "math": "code",  # readers of feeds show no MathML, so a formula stands as its TeX
}


def html(line: Line, site: Site) -> Html:
    """Write a line, with the whole addresses of what it names."""
    return Html("").join(
        _link(_name(part.text), leads_to(part, site)) if isinstance(part, Ref) else _piece(part)
        for part in line
    )


def words(line: Line | Pieces) -> str:
    """Write a line as its words alone."""
    return one_line("".join(map(_words, line)))


def shortened(text: str, most: int) -> str:
    """Cut a text to `most` characters, at a word where there is one in the last half."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head = cut if text[most - 1] == " " else cut.rpartition(" ")[0]
    return f"{(head if len(head) > most // 2 else cut).rstrip(' ,;:–-')}…"


def _name(text: str | Markup) -> Html:
    return Html("").join(map(_piece, text.spans)) if isinstance(text, Markup) else escape(text)


def _words(part: Span | Ref | Piece) -> str:
    if isinstance(part, dict):
        return str(part["text"])
    if isinstance(part, Span):
        return Markup((part,)).plain
    return part.text.plain if isinstance(part.text, Markup) else part.text


def _piece(span: Span) -> Html:
    text = escape(span.text or span.target)
    if name := _ELEMENTS.get(span.kind):
        return Html("<{0}>{1}</{0}>").format(Html(name), text)  # noqa: S704 - one of `_ELEMENTS`
    return _link(text, safe(span.target) if span.kind == "link" else "")


def _link(text: Html, url: str) -> Html:
    return Html('<a href="{}">{}</a>').format(url, text) if url else text
