"""Drawings (SVG), written anew with nothing in them but shapes.

Within ``<img>`` an SVG runs no script, but at its own address it would, and it may ask other
hosts for files.  So what goes out is made of the elements and attributes named here, all
others being refused: SVG 2, chapters 5 to 13 and 16.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_research.records import limits

MOST_SIDE = 100_000
MOST_DEPTH = 50
"""How deep elements may stand in each other: what reads or writes them would fail at 1,000."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    {
        *("svg", "g", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "style"),
    }
)
_ATTRIBUTES = frozenset(
    {
        *("viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r"),
        *("rx", "ry", "d", "points", "transform", "opacity", "fill", "fill-opacity"),
        *("fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
        *("stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "stroke-opacity"),
        *("role", "aria-hidden", "focusable", "version", "class"),
    }
)
_VALUE = re.compile(r"[\w\s#%.,;:()+-]*")
"""What shapes, numbers and colours are written with: neither addresses nor escapes."""

_RULE = r"\.[\w-]+\s*\{[\w\s#%.,:;-]*\}\s*"
_DARK = r"@media\s*\(prefers-color-scheme:\s*(?:dark|light)\)\s*"
_STYLE = re.compile(rf"\s*(?:{_RULE}|{_DARK}\{{\s*(?:{_RULE})*\}}\s*)*", re.ASCII)
"""Classes and their colours, also for dark surroundings: CSS without functions, imports,
strings, comments and escapes, so that nothing in it can ask for a file."""

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:px)?")


class DrawingError(ValueError):
    """It is no SVG, or holds more than shapes."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing to send out, and its size in CSS pixels."""

    data: bytes
    width: int
    height: int


def drawing(data: bytes) -> Drawing:
    """Read an SVG and write it anew.

    :raises DrawingError: if it is none, holds anything but shapes, or does not say its size
    """
    if len(data) > limits.DRAWING:
        msg = f"it has more than {limits.DRAWING:,} bytes"
        raise DrawingError(msg)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:  # UTF-16 has null bytes
        msg = "it has a document type; export it as plain SVG in UTF-8"
        raise DrawingError(msg)
    try:
        top = ET.fromstring(data)  # noqa: S314 - without a document type no entity can grow
    except (ET.ParseError, ValueError, LookupError) as wrong:
        msg = f"it is no SVG: {wrong}"
        raise DrawingError(msg) from None
    if top.tag != f"{{{_SVG}}}svg":
        msg = "it is no SVG"
        raise DrawingError(msg)
    _check(top)
    width, height = _size(top)
    top.attrib = {"xmlns": _SVG, **top.attrib}
    return Drawing(ET.tostring(top, encoding="utf-8"), width, height)


def _check(element: ET.Element, depth: int = 0) -> None:
    """Refuse what is no shape; of what is one, leave the name without its namespace."""
    namespace, _, name = element.tag.removeprefix("{").rpartition("}")
    if namespace != _SVG or name not in _ELEMENTS:
        msg = f"it has an element `{name}`, and drawings are made of shapes only"
        raise DrawingError(msg)
    for attribute, value in element.attrib.items():
        if attribute not in _ATTRIBUTES or _VALUE.fullmatch(value) is None or "url(" in value:
            msg = f"its element `{name}` has `{attribute.rpartition('}')[2]}={value[:40]}`"
            raise DrawingError(msg)
    if name == "style" and (len(element) or _STYLE.fullmatch(element.text or "") is None):
        msg = "it has a `<style>` with more than classes and colours"
        raise DrawingError(msg)
    if depth == MOST_DEPTH:
        msg = f"it has more than {MOST_DEPTH} elements within each other"
        raise DrawingError(msg)
    element.tag = name
    for inner in element:
        _check(inner, depth + 1)


def _size(top: ET.Element) -> tuple[int, int]:
    """Read the size from ``width`` and ``height``, or else from the view box."""
    lengths = [_LENGTH.fullmatch(top.get(name, "")) for name in ("width", "height")]
    box = re.split(r"[\s,]+", top.get("viewBox", "").strip())
    found = [length[1] for length in lengths if length]
    if len(found) != len(lengths):
        found = box[2:]
    try:
        width, height = map(float, found)
    except ValueError:
        width = height = 0
    if not (0.5 < width <= MOST_SIDE and 0.5 < height <= MOST_SIDE):  # noqa: PLR2004 - half a pixel
        msg = "it does not say its size; give `<svg>` a `viewBox`"
        raise DrawingError(msg)
    return round(width), round(height)
