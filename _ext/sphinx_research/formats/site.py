"""Where the pages and files of the site are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sphinx_research.records.views.refs import landing_page

_SAFE = re.compile(r"[A-Za-z0-9/._-]*")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Z]{2}))?(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Site:
    """What outputs say of the site as a whole.

    :param base: the address under which it is published, with a slash at the end; without
        one, nothing that needs whole addresses can be written
    :param folders: whether each page is a folder (the ``dirhtml`` builder)
    :param author: who answers for the site
    :param language: that of its texts, a tag of BCP 47 such as ``en`` or ``zh-Hans-CN``
    :param license: the address of the licence of the site's own texts
    """

    name: str
    base: str = ""
    folders: bool = False
    author: str = ""
    language: str = "en"
    license: str = ""
    today: date | None = None

    @property
    def language_and_region(self) -> tuple[str, str]:
        """Part the tag: ``en`` and ``GB``, or ``zh`` and nothing if it names no country."""
        match = _LANGUAGE.match(self.language)
        return (match[1], match[2] or "") if match else ("en", "")

    def page(self, docname: str) -> str:
        """The whole address of a page; empty if the site has none.

        The same as the ``rel=canonical`` of Sphinx's HTML builders.
        """
        if not self.folders:
            return self.file(f"{docname}.html")
        folder, _, name = docname.rpartition("/")
        return self.file(f"{folder if name == 'index' else docname}/".lstrip("/"))

    def landing(self, key: str) -> str:
        """The whole address of a publication's landing page; empty if the site has none."""
        return self.page(landing_page(key))

    def file(self, path: str) -> str:
        """The whole address of a file, given from the top of the site; empty likewise."""
        if not self.base:
            return ""
        return self.base + (path if _SAFE.fullmatch(path) else quote(path))
