"""Reads pictures as a program does that knows XML."""

from __future__ import annotations

from lxml import etree

from sphinx_research.formats.charts.drawing import Chart


def read(chart: Chart) -> etree._Element:
    """Parse a picture, which must be well-formed, and its samples likewise."""
    for sample, _ in chart.key:
        etree.fromstring(str(sample))
    return etree.fromstring(str(chart.picture))


def texts(picture: etree._Element, css: str = "") -> list[str]:
    """Read the texts that a wide picture shows, of one class or all."""
    return [
        one.text or ""
        for one in picture.iter("text")
        if "narrow" not in _classes(one) and (not css or css in _classes(one))
    ]


def all_of(picture: etree._Element, name: str, css: str = "") -> list[etree._Element]:
    """Find the elements of a name, of one class or all."""
    return [one for one in picture.iter(name) if not css or css in _classes(one)]


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()
