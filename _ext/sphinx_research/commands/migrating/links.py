"""Links and pictures of an old page, as they lead here."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_research.commands.migrating.html import target
from sphinx_research.commands.migrating.text import Text
from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Place

if TYPE_CHECKING:
    from sphinx_research.commands.migrating.base import Carried

_LINK = re.compile(
    r"(?<!\\)(!?)\[((?:[^\[\]]|\[[^\[\]]*\](?!\())*)\]"
    r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()]*\))*))"
    r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
_DEFINITION = re.compile(r"""^( {0,3}\[(?!\^)[^\]\n]+\]:)[ \t]*<?([^\s<>]+)>?.*$""", re.MULTILINE)
_MARKED = re.compile(r"[`<>*\[\]\\]")
_ROLE = {"people": "person", "research": "project", "research/publications": "pub"}


def with_new_links(text: Text, into: Carried, *, inline: bool) -> None:
    """Make links lead to pages and files here; where there is none, the words stay.

    :param inline: whether it is a line of a record, which can hold no picture and names files by
        whole addresses only
    """
    for _ in range(3):  # pictures within links
        found = text.source
        text.sub(_LINK, lambda match: _new(text, match, into, inline=inline))
        if text.source == found:
            break
    text.sub(_DEFINITION, lambda match: _definition(text, match, into))


def _new(text: Text, match: re.Match[str], into: Carried, *, inline: bool) -> str:
    words, address = match[2], match[3] if match[3] is not None else match[4]
    link = _Link(text, words, address, text.at(match.start()), into, inline)
    return link.picture() if match[1] else link.link()


@dataclass(frozen=True, slots=True)
class _Link:
    """A link or picture in an old text."""

    text: Text
    words: str
    address: str
    place: Place
    into: Carried
    inline: bool

    def link(self) -> str:
        """Make it lead somewhere, or leave its words."""
        if self._is_elsewhere():
            return self._to(target(self.address))
        if self.address.startswith("www."):
            return self._to(target(f"https://{self.address}"))
        page, _, anchor = self.address.partition("#")
        if not page:
            self._say(f"the link to `#{printable(anchor)}` is text now", "")
            return self.words
        path = self.into.bare_address(page)
        if new := self.into.page_at(path):
            return self._to_page(new)
        listed = self.into.list_at(path)
        return self._to(f"/{listed}.md") if listed and not self.inline else self._to_file(page)

    def picture(self) -> str:
        """Show a copy, or leave its words."""
        shown = printable(self.address)
        if self.inline:
            self._say(f"the picture `{shown}` cannot stand in a line", "")
            return self.words
        if self._is_elsewhere():
            mend = "put the file into `_static/`, if you may, and show that"
            self._say(f"the picture `{shown}` of another host is a link now", mend)
            return self._to(target(self.address), self.words or "Picture")
        old = self.into.find(self.address, self.text.place)
        if not old:
            self._say(f"the picture `{shown}` is not in the old site", "add it")
        copied = self.into.file(old, self.place) if old else ""
        return f"{self.text.hide('!')}{self._to(f'/{copied}')}" if copied else self.words

    def _is_elsewhere(self) -> bool:
        return is_absolute(self.address) and not self.into.is_old(self.address)

    def _say(self, what: str, mend: str) -> None:
        self.text.say(self.place, what, mend)

    def _to(self, address: str, words: str = "") -> str:
        return self.text.hide("[") + (words or self.words) + self.text.hide(f"]({address})")

    def _to_page(self, page: str) -> str:
        """Name a record by its role, if the words can stand in one."""
        role = _ROLE.get(page.rpartition("/")[0], "")
        plain = " ".join(self.text.shown(self.words).split())
        if role == "pub":  # whose page is made from the record: a link cannot name it
            plain = _MARKED.sub("", plain)
        if role and not _MARKED.search(plain):
            return self.text.hide(f"{{{role}}}`{plain} <{page.rpartition('/')[2]}>`")
        return self.words if self.inline else self._to(f"/{page}.md")

    def _to_file(self, path: str) -> str:
        old = self.into.find(path, self.text.place)
        if not old:
            what = (
                f"the link to `{printable(path)}` leads to nothing that is here, and is text now"
            )
            self._say(what, "link to a page of this site, or to a whole address")
        elif self.inline:
            whole = self.into.download(old, self.place)
            return self._to(whole) if whole else self.words
        elif copied := self.into.file(old, self.place):
            return self._to(f"/{copied}")
        return self.words


def _definition(text: Text, match: re.Match[str], into: Carried) -> str:
    address = match[2]
    if is_absolute(address) and not into.is_old(address):
        return text.hide(f"{match[1]} {target(address)}")
    if new := into.page_at(into.bare_address(address)):
        return text.hide(f"{match[1]} /{new}.md")
    if (old := into.find(address, text.place)) and (copied := into.file(old, text.place)):
        return text.hide(f"{match[1]} /{copied}")
    what = f"the link to `{printable(address)}` leads to nothing that is here"
    text.say(text.at(match.start()), what, "link to a page of this site, or to a whole address")
    return ""


def candidates(address: str, page: str) -> list[str]:
    """Name the paths of an old site that an address in one of its pages may mean."""
    path = unquote(urlsplit(address).path) if "://" in address else unquote(address)
    path = path.partition("?")[0].partition("#")[0]
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page), path.lstrip("/")))
    top = posixpath.normpath(path.lstrip("/") or ".")
    while top.startswith("../"):
        top = top[3:]
    ways = [top, beside] if path.startswith("/") else [beside, top]
    return [way for way in dict.fromkeys(ways) if not way.startswith("..")]
