"""XML as browsers show it: an SVG or a feed may hold elements of HTML, and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from sphinx_research.checks.faults import Fault
from sphinx_research.checks.page import Checker

_HTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_MATHML = "http://www.w3.org/1998/Math/MathML"
_ATOM = "http://www.w3.org/2005/Atom"
_XLINK = "http://www.w3.org/1999/xlink"
_SHOWN = frozenset({_HTML, _SVG, _MATHML})
"""The namespaces of which a browser makes more than text."""

_STYLE = re.compile(r"(?:(?!url\s*\(|@import)[^\\\"'<&])*", re.IGNORECASE)
"""Style that cannot load anything: nothing in it is quoted or escaped."""
_BETWEEN = " "


class XmlChecker:
    """Checks one XML file; a new one for each."""

    def __init__(self, checker: Checker, path: str) -> None:
        self.checker = checker
        self.path = path
        self.found: list[Fault] = []
        self._open: list[tuple[str, str, dict[str, str], list[str]]] = []

    def faults(self, data: bytes) -> list[Fault]:
        """Find what XML may not hold: entities, stylesheets, and what pages may not."""
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.ProcessingInstructionHandler = self._refuse_instruction
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end
        try:
            parser.Parse(data, True)  # noqa: FBT003 - it takes no name
        except (expat.ExpatError, ValueError, LookupError) as wrong:
            self.found.append(Fault("#xml", "", str(wrong)))
        known = self.checker.known
        return [fault for fault in dict.fromkeys(self.found) if fault not in known]

    def _refuse_doctype(self, name: str, *_: object) -> None:
        msg = f"<!DOCTYPE {name}"
        raise ValueError(msg)  # what follows may define entities without end

    def _refuse_instruction(self, target: str, data: str) -> None:
        self.found.append(Fault("#xml", "", f"<?{target} {data}?>"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(_BETWEEN)
        own = {_attribute(key): value for key, value in attributes.items()}
        self._open.append((space, element.lower(), own, []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][3].append(text)

    def _end(self, _: str) -> None:
        space, element, attributes, parts = self._open.pop()
        text = "".join(parts)
        if space in _SHOWN:
            self.found += self._shown(space, element, attributes, text)
        elif space == _ATOM and attributes.get("type") == "html":
            self.found += self.checker.in_text(text, self.path)

    def _shown(
        self, space: str, element: str, attributes: dict[str, str], text: str
    ) -> Iterator[Fault]:
        if (space, element) == (_SVG, "style") and _STYLE.fullmatch(text) and not attributes:
            return
        yield from self.checker.of_element(element, attributes, text, self.path)


def _attribute(name: str) -> str:
    """Name an attribute as HTML would."""
    space, _, local = name.rpartition(_BETWEEN)
    if space == _XLINK:
        return f"xlink:{local}".lower()
    if space.endswith("/namespace"):
        return f"xml:{local}".lower()
    return f"{space}:{local}".lower() if space else local.lower()
