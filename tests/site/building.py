"""Builds the small sites of tests/roots, and reads what came out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

from sphinx_research.site.domain import ResearchDomain

ROOTS = Path(__file__).parent.parent / "roots"
REPOSITORY = ROOTS.parent.parent

BASE = "https://engines.example/"
PUBLISHED: dict[str, Any] = {"html_baseurl": BASE}
"""What a site needs to write whole addresses."""


@dataclass(frozen=True)
class Built:
    """What one build has left.

    :ivar out: the folder that holds its output
    :ivar warnings: its warnings, with paths as seen from the source directory
    :ivar status: what else it said
    :ivar read: the pages that it read
    :ivar written: the pages that it wrote
    """

    out: Path
    warnings: tuple[str, ...]
    status: str = field(repr=False)
    read: frozenset[str]
    written: frozenset[str]
    env: BuildEnvironment = field(repr=False)

    @cached_property
    def domain(self) -> ResearchDomain:
        domain = self.env.domains["research"]
        assert isinstance(domain, ResearchDomain)
        return domain

    def page(self, docname: str) -> BeautifulSoup:
        return read_page(self.out, docname)

    def tree(self, docname: str, section: str) -> str:
        """Write a section's nodes out, as they are before a builder resolves references."""
        (found,) = (
            node
            for node in self.env.get_doctree(docname).findall(nodes.section)
            if section in node["ids"]
        )
        return found.pformat()


@dataclass(frozen=True)
class Site:
    """A site that a test may change and build again; what is built lies beside it."""

    source: Path

    @classmethod
    def copy(cls, root: str, folder: Path) -> Self:
        """Copy one of the roots into an empty folder."""
        source = folder / "source"
        shutil.copytree(ROOTS / f"test-{root}", source)
        shutil.copy(ROOTS / "conf.py", source)
        return cls(source)

    @property
    def build_folder(self) -> Path:
        return self.source.parent / "build"

    def build(self, builder: str = "html", *, warns: bool = False, **settings: object) -> Built:
        """Build the site, after what was built before.

        :param warns: whether the build must warn, or else must not
        :param settings: of conf.py, as this build is to see them
        """
        app = SphinxTestApp(
            builder, srcdir=self.source, builddir=self.build_folder, confoverrides=settings
        )
        try:
            read: set[str] = set()
            written: set[str] = set()
            app.connect("env-before-read-docs", lambda _app, _env, names: read.update(names))
            app.connect("doctree-resolved", lambda _app, _tree, name: written.add(name))
            app.build()
            warnings = tuple(self._plain(app.warning.getvalue()).splitlines())
            assert bool(warnings) is warns, warnings
            return Built(
                Path(app.outdir),
                warnings,
                self._plain(app.status.getvalue()),
                frozenset(read),
                frozenset(written),
                app.env,
            )
        finally:
            app.cleanup()

    def _plain(self, stream: str) -> str:
        """Take colours off, and the way to the source directory."""
        return re.sub(r"\x1b\[[\d;]*m", "", stream).replace(f"{self.source}/", "")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a passage that stands in a file exactly once."""
        file = self.source / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        with (self.source / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def write(self, path: str, text: str) -> None:
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


_HERE = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | {
    "SITE_URL": "https://example.org/"
}
"""The environment of such builds: with no date, and an address that is the same everywhere."""


def build_repository(folder: Path, builder: str = "html", theme: str = "research") -> Path:
    """Build this repository as ``nox -s build`` does, where a warning is a failure.

    :return: the folder of the output
    """
    options = ["-qW", "-b", builder, "-d", "trees", "-D", f"html_theme={theme}"]
    subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-m", "sphinx", *options, REPOSITORY, "out"],
        check=True,
        cwd=folder,
        env=_HERE,
    )
    return folder / "out"


# --- reading ------------------------------------------------------------------------------


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def read_page(out: Path, docname: str) -> BeautifulSoup:
    """Read a page; its links to other pages are made to start at the top of the site."""
    page = parse(out / f"{docname}.html")
    for link in page.select("a[href]"):
        href = str(link["href"])
        if not href.startswith("#") and not urlsplit(href).scheme:
            link["href"] = urljoin(f"/{docname}.html", href).removeprefix("/")
    return page


def one(page: Tag, selector: str) -> Tag:
    """Find the only element that a selector fits."""
    (found,) = page.select(selector)
    return found


def words(tag: Tag) -> str:
    """Read an element as a visitor does: its text, spaces and line ends as one space."""
    return " ".join(tag.get_text().split())


def texts(page: Tag, selector: str) -> list[str]:
    return [words(tag) for tag in page.select(selector)]


def links(page: Tag, selector: str = "a") -> list[tuple[str, str]]:
    """Read the links that a selector fits: their texts and addresses."""
    return [(words(tag), str(tag["href"])) for tag in page.select(selector)]


def dead_links(out: Path) -> list[str]:
    """List the links between the pages of a folder that lead to no file, or to no id."""
    documents = (path for path in out.rglob("*.html") if "_static" not in path.parts)
    pages = {path: parse(path) for path in documents}
    ids = {path: {str(tag["id"]) for tag in page.select("[id]")} for path, page in pages.items()}
    return [
        f"{path.relative_to(out)}: {href}"
        for path, page in pages.items()
        for href in _internal(page)
        if not _resolves(out, path, href, ids)
    ]


def _internal(page: Tag) -> Iterator[str]:
    for name in ("href", "src"):
        for tag in page.select(f"[{name}]"):
            address = str(tag[name])
            if not urlsplit(address).scheme and not address.startswith("//"):
                yield address


def _resolves(out: Path, path: Path, href: str, ids: dict[Path, set[str]]) -> bool:
    address, anchor = urldefrag(href)
    bare = unquote(urlsplit(address).path)
    if bare.startswith("/"):  # as seen from the top of the site
        path, bare = out / "index.html", bare.removeprefix("/") or "index.html"
    target = Path(urljoin(path.as_uri(), bare).removeprefix("file://")) if bare else path
    if target.is_dir():
        target /= "index.html"
    return target.is_file() and (not anchor or anchor in ids.get(target, ()))


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """Name the files that two sites do not share byte for byte."""
    mine, theirs = contents(one), contents(other)
    return sorted(name for name in mine | theirs if mine.get(name) != theirs.get(name))
