"""What a page may be made of: elements and attributes by name, addresses by what they do.

All else is a fault.  Lists of what is dangerous are never complete (each year HTML has new
elements that load something), and this one need not be: what theme and extension put on a page
besides is known from elsewhere, see `sphinx_research.checks.faults.Known`.

The names are those of the HTML Living Standard, MathML Core and SVG 2, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinx_research.records.addresses import is_safe

_HTML = (
    *("html", "head", "title", "body", "meta", "link"),
    *("header", "footer", "main", "nav", "search", "section", "article", "aside", "address"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "p", "div", "span", "br", "wbr"),
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins"),
    *("kbd", "mark", "q", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var"),
    *("blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"),
    *("img", "picture", "source", "details", "summary", "dialog"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("form", "fieldset", "legend", "label", "input", "button", "select", "optgroup", "option"),
    *("output", "progress", "meter", "ruby", "rb", "rt", "rp", "tt", "big", "center"),
)
_MATHML = (
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("mtable", "mtr", "mtd", "mstyle", "merror", "mpadded", "mphantom", "mfenced", "menclose"),
)
_SVG = (
    *("svg", "g", "defs", "symbol", "use", "desc", "path", "rect", "circle", "ellipse", "line"),
    *("polyline", "polygon", "text", "tspan", "pattern", "marker", "mask", "clippath"),
    *("lineargradient", "radialgradient", "stop"),
)
ELEMENTS = frozenset({*_HTML, *_MATHML, *_SVG})
"""What may stand on a page, anywhere.  ``script`` may too, if it holds data."""

_ANY_HTML = (
    *("abbr", "accesskey", "align", "alt", "as", "async", "autocapitalize", "autocomplete"),
    *("autocorrect", "autofocus", "border", "charset", "checked", "cols", "colspan", "content"),
    *("crossorigin", "datetime", "decoding", "defer", "dir", "disabled", "download", "draggable"),
    *("enterkeyhint", "fetchpriority"),
    *("for", "headers", "height", "hidden", "high", "hreflang", "inert", "inputmode", "integrity"),
    *("label", "lang", "list", "loading", "low", "max", "maxlength", "media", "method", "min"),
    *("minlength", "multiple", "name", "nomodule", "novalidate", "open", "optimum", "pattern"),
    *("placeholder", "property", "readonly", "rel", "required", "reversed", "role", "rows"),
    *("rowspan", "scope", "selected", "size", "sizes", "span", "spellcheck", "start", "step"),
    *("tabindex", "target", "title", "translate", "type", "valign", "value", "width"),
    *("class", "id", "itemprop", "itemscope", "itemtype"),
)
_ANY_MATHML = (
    *("accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth"),
    *("display", "displaystyle", "fence", "form", "frame", "largeop", "linethickness", "lspace"),
    *("mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits"),
    *("notation", "rowalign", "rowlines", "rowspacing", "rspace", "scriptlevel", "separator"),
    *("separators", "stretchy", "symmetric", "voffset", "encoding"),
)
_ANY_SVG = (
    *("cx", "cy", "d", "direction", "dominant-baseline", "dx", "dy", "fill-opacity"),
    *("fill-rule", "focusable", "font-size", "font-weight", "fx", "fy", "gradienttransform"),
    *("gradientunits", "letter-spacing", "markerheight", "markerunits", "markerwidth"),
    *("maskcontentunits", "maskunits", "offset", "opacity", "orient", "overflow", "pathlength"),
    *("patterncontentunits", "patterntransform", "patternunits", "points", "r", "refx", "refy"),
    *("preserveaspectratio", "rx", "ry", "stop-color", "stop-opacity", "stroke-dasharray"),
    *("stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
    *("stroke-opacity", "stroke-width", "text-anchor", "transform", "vector-effect", "version"),
    *("viewbox", "x", "x1", "x2", "xml:lang", "xml:space", "xmlns", "xmlns:xlink"),
    *("y", "y1", "y2"),
)
_OURS = (
    *("data-all", "data-auto", "data-award", "data-content_root", "data-copy", "data-dark"),
    *("data-done", "data-failed", "data-filter", "data-filters", "data-group", "data-kind"),
    *("data-label", "data-landing", "data-light", "data-none", "data-one", "data-root"),
    *("data-scheme", "data-several", "data-some", "data-sync-group", "data-sync-id"),
    *("data-sd-tabs-storage-prefix", "data-within"),
)
PLAIN = frozenset({*_ANY_HTML, *_ANY_MATHML, *_ANY_SVG, *_OURS})
"""Attributes that may hold anything, with all that begin with ``aria-``.

Of ``data-`` only ours are here: scripts of themes do as such attributes tell them.
"""

PAINTED = frozenset(
    {
        *("fill", "stroke", "color", "clip-path", "mask", "filter"),
        *("marker-start", "marker-mid", "marker-end"),
    }
)
"""Attributes of SVG that may name something: only what is on the same page."""

LOCAL = re.compile(r"(?!/[/\\])(?:[\w.%~+@,=-]*(?:[/?#][^\\\s\x00-\x20<>\"]*)?)", re.ASCII)
"""An address of the site itself, as it is written there: no more than it needs (RFC 3986)."""

SHAPE = re.compile(r"(?:(?:width|height|text-align|vertical-align|display):[\w\s.%-]*(?:;\s*|$))*")
"""The only style that pages may have of their own: Docutils writes sizes so."""

PAINT = re.compile(r"[\w\s.,%#-]*|url\(#[\w-]+\)|rgba?\([\d\s.,%/]*\)", re.ASCII)

MERELY_NAMED = frozenset(
    {
        *("alternate", "author", "bookmark", "canonical", "cite-as", "collection", "copyright"),
        *("describedby", "describes", "help", "index", "item", "license", "linkset", "next"),
        *("prev", "schema.dc", "schema.dcterms", "search", "self", "top", "type", "up", "me"),
    }
)
"""What a ``<link>`` may be to another host: a browser does not fetch any of these by itself."""

_ICONS = frozenset({"icon", "shortcut", "apple-touch-icon"})
_DATA = frozenset({"application/ld+json", "application/json"})
_REFRESH = re.compile(r"\d+\s*;\s*url=(.*)", re.IGNORECASE)
_DISCREET = frozenset({"no-referrer", "same-origin", "strict-origin"}) | {
    "strict-origin-when-cross-origin"  # what browsers do by themselves
}
_POLICIES = frozenset({"content-security-policy", "content-type", "x-ua-compatible"})


def element_faults(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name the attributes that an element may not have so, with their values.

    :param name: in small letters, as those of attributes
    """
    for attribute, value in attributes.items():
        if not _may_have(name, attribute, value, attributes):
            yield attribute, value


def is_data(attributes: Mapping[str, str]) -> bool:
    """Whether a script is a data block, which a browser does not run (HTML, §4.12.1)."""
    return attributes.get("type") in _DATA and attributes.keys() <= {"type", "id", "class"}


def _may_have(  # noqa: PLR0911 - a line for each rule
    name: str, attribute: str, value: str, others: Mapping[str, str]
) -> bool:
    match name, attribute:
        case "meta", "content" | "name" | "http-equiv" | "charset":
            return _is_fact(attribute, value, others)
        case "a", "href" | "xlink:href":
            return is_safe(value)
        case "link", "href":
            return _may_link(others.get("rel", "").lower().split(), value)
        case "use" | "pattern" | "lineargradient" | "radialgradient", "href" | "xlink:href":
            return value.startswith("#")
        case ("img" | "source", "src") | ("form", "action"):
            return is_local(value)
        case "img" | "source", "srcset":
            return all(map(is_local, re.split(r"[\s,]+", value)))
        case _, "style":
            return bool(SHAPE.fullmatch(value))
        case _ if attribute in PAINTED:
            return bool(PAINT.fullmatch(value))
        case _:
            return attribute in PLAIN or attribute.startswith("aria-")


def is_local(address: str) -> bool:
    """Whether an address can only lead to the site itself."""
    return bool(LOCAL.fullmatch(address))


def _may_link(relations: list[str], address: str) -> bool:
    if not relations:
        return False
    if MERELY_NAMED.issuperset(relations):
        return is_safe(address)
    return _ICONS.issuperset(relations) and is_local(address)


def _is_fact(attribute: str, value: str, others: Mapping[str, str]) -> bool:
    """Whether a ``<meta>`` only says something, or makes the page stricter."""
    directive = others.get("http-equiv", "").lower().strip()
    match attribute:
        case "charset":
            return value.lower() == "utf-8"
        case "name":
            policy = others.get("content", "").lower().strip()
            return value.lower().strip() != "referrer" or policy in _DISCREET
        case "http-equiv":
            return directive in _POLICIES or directive == "refresh"
        case _ if directive == "refresh":  # as pages do that have moved
            to = _REFRESH.fullmatch(value.strip())
            return to is not None and is_local(to[1].strip(" '\""))
        case _ if directive == "content-type":
            return value.lower().replace(" ", "") == "text/html;charset=utf-8"
        case _:
            return True
