"""Where the pages of a Hugo site were: https://gohugo.io/content-management/urls/."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.old import OldPage, OldSite

_SETTINGS = ("hugo.yaml", "config.yaml", "hugo.yml", "config.yml")
_FOLDERS = ("config/_default/", "")
_TOKEN = re.compile(r":[a-z]+")
_NAMES = frozenset({":slug", ":contentbasename", ":slugorcontentbasename", ":filename", ":title"})


class Addresses:
    """The addresses of pages, by the settings of the site."""

    def __init__(self, old: OldSite, into: Carried) -> None:
        self.into = into
        self._patterns: dict[str, str] = {}
        for path in (f"{folder}{name}" for folder in _FOLDERS for name in _SETTINGS):
            if path in old.files:
                self._read(old.yaml(path))

    def _read(self, settings: Fields) -> None:
        base = settings.text("baseURL") or settings.text("baseurl", "baseUrl")
        if re.match(r"https?://", base):
            self.into.bases.append(base.rstrip("/"))
        if title := settings.text("title"):
            cause = f"the title of the site is `{title}`"
            self.into.leave(settings.place("title"), cause, "write it as `project` in conf.py")
        permalinks = settings.child("permalinks")
        inner = permalinks.child("page") if "page" in permalinks else permalinks
        for section in inner:
            if section not in {"page", "section", "term", "taxonomy"}:
                self._patterns.setdefault(section, inner.text(section))
        permalinks.theme("*")
        settings.theme("*")

    def of(self, page: OldPage, section: str) -> list[str]:
        """Give the old addresses of a page: where it was, and those in its front matter."""
        name = slug_of(page)
        said = page.fields.text("slug")
        given = [page.fields.text("url"), *page.fields.texts("aliases")]
        given = [one for one in given if one]
        return [*self.of_name(said or name, section), *given]

    def of_name(self, name: str, section: str) -> list[str]:
        """Give the old address of a page in a section, as far as it can be known."""
        pattern = self._patterns.get(section) or f"/{section}/:slug/"
        tokens = set(_TOKEN.findall(pattern))
        pattern = pattern.replace(":section", section)
        if tokens - _NAMES - {":section"}:  # such as the date, of which Hugo knows many forms
            return []
        return [_TOKEN.sub(name.lower().replace("\\", ""), pattern)]

    def move(self, addresses: list[str], page: str) -> list[str]:
        """Remember where a page is now; give its old addresses."""
        return [self.into.move(one, page) for one in dict.fromkeys(addresses)]


def slug_of(page: OldPage) -> str:
    """Name a page: the folder that it is in, or the file."""
    path = PurePosixPath(page.path)
    return path.parent.name if path.stem in {"index", "_index"} else path.stem.split(".")[0]
