"""A page, parsed as browsers parse it (HTML, §13.2), and gone through element by element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from sphinx_research.checks.faults import Fault, Known
from sphinx_research.checks.quick import doubtful, tag_of
from sphinx_research.checks.rules import ELEMENTS, element_faults, is_data, is_local

_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_UTF8 = re.compile(rb"<meta\s+charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_SNIFFED = 1024
"""Where a browser looks for the encoding before it guesses (HTML, §13.2.3.2)."""

_NOTHING = Known()
_NO_ELEMENT = ("-", "!")
"""How the parser calls comments and the document type."""
_QUICK = ELEMENTS | {"script"}
_HOST = "https://site.invalid"


class Checker:
    """Checks pages, of which many have most of their tags in common.

    :param known: what is no fault here, since theme or extension put it there
    :param root: the path of the site on its host, which addresses on some pages begin with
    """

    def __init__(self, known: Known = _NOTHING, root: str = "/") -> None:
        self.known = known
        self.root = root
        self._harmless: defaultdict[str, set[str]] = defaultdict(set)

    def faults(self, html: bytes, path: str = "") -> list[Fault]:
        """Find what a page may not hold, each once, in the order of the page.

        :param path: of its file from the top of the site, to tell which files it loads
        """
        try:
            text = html.decode()
        except UnicodeDecodeError as wrong:
            return [Fault("#encoding", "", str(html[wrong.start : wrong.start + 20]))]
        if not _UTF8.search(_COMMENT.sub(b"", html[:_SNIFFED])):
            return [Fault("#encoding", "", text[:80])]
        return self.in_text(text, path)

    def in_text(self, html: str, path: str) -> list[Fault]:
        """Find what HTML may not hold, be it a page or a part of one."""
        if self._is_quickly_harmless(html, path):
            return []
        found = dict.fromkeys(self._faults(html, path))
        return [fault for fault in found if fault not in self.known]

    def of_element(
        self, name: str, attributes: Mapping[str, str], text: str, path: str
    ) -> Iterator[Fault]:
        """Judge an element by itself.

        :param name: in small letters, as those of attributes
        :param text: what a script holds
        """
        if name == "script":
            if "src" not in attributes and not is_data(attributes):
                yield Fault(name, "", text)
        elif name not in ELEMENTS:
            yield Fault(name, "", text)
        for attribute, value in element_faults(name, attributes):
            own = attribute in {"src", "href"} and is_local(value) and value[:1] not in "?#"
            yield Fault(name, attribute, self._from_the_top(value, path) if own else value)

    def _is_quickly_harmless(self, html: str, path: str) -> bool:
        harmless = self._harmless[path.rpartition("/")[0]]
        for text in doubtful(html) - harmless:
            tag = tag_of(text)
            if tag is None or tag.name not in _QUICK:
                return False
            found = self.of_element(tag.name, tag.attributes, tag.text, path)
            if any(fault not in self.known for fault in found):
                return False
            harmless.add(text)
        return True

    def _faults(self, html: str, path: str) -> Iterator[Fault]:
        root = LexborHTMLParser(html).root
        for node in root.traverse(include_text=False) if root else ():
            name = (node.tag or "").lower()
            if name.startswith(_NO_ELEMENT):
                continue
            attributes = {key.lower(): value or "" for key, value in node.attributes.items()}
            text = "" if name in ELEMENTS else node.text() if name == "script" else node.html
            yield from self.of_element(name, attributes, text or "", path)

    def _from_the_top(self, address: str, path: str) -> str:
        """Write the address of a file of the site without what differs from page to page."""
        whole = urljoin(f"{_HOST}{self.root}{path}", address)
        return urlsplit(whole).path.removeprefix(self.root)
