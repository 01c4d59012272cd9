"""Everything that is wrong on a site, in one list; what was found out is kept for the next time.

Three things are kept, in one folder that may be deleted at any time: what each file says (as for
the build), what each page names, and the whole verdict.  The verdict counts as long as everything
it was made of is the same: code, settings, names and sizes of files, the content of those that
are read, and which of the files that pages and records name are there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sphinx_research.commands.checking.advice import advice
from sphinx_research.commands.checking.layout import guards_all, layout_of, root_page
from sphinx_research.commands.checking.links import SEEN, Links, paths_named
from sphinx_research.commands.checking.mentions import Mentions, read_mentions
from sphinx_research.commands.checking.offered import missing_files, offered
from sphinx_research.commands.checking.references import References
from sphinx_research.commands.settings import conf_values
from sphinx_research.formats.configuration import Configuration, configuration
from sphinx_research.formats.works import Works
from sphinx_research.records import bulk
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.files import limit
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.loading import Loaded, load
from sphinx_research.records.problems import Problem
from sphinx_research.records.tree import Layout, Tree, find, walk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong on a site.

    :param problems: in the order of files and lines, each once
    :param counts: how many there are of pages, people, projects and publications
    """

    problems: tuple[Problem, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A verdict, and what it is true of.

    :param key: stands for all that is read
    :param asked: whether files are there that pages and records name
    """

    key: str
    asked: Mapping[str, bool]
    verdict: Verdict


def judge(
    source: Path, cache: Path | None = None, conf: Mapping[str, Any] | None = None
) -> Verdict:
    """Find everything that is wrong.

    :param source: the folder that holds conf.py
    :param cache: where to keep what was found out; without it, or where nothing can be written,
        nothing is kept
    :param conf: what conf.py sets; without it, that of the folder is run
    :raises RefusedError: as `conf_values`
    """
    conf = conf_values(source) if conf is None else conf
    problems: list[Problem] = []
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    read = configuration(conf, problems.append, epoch=epoch)
    layout = layout_of(source, conf)
    cache = _writable(cache)
    tree = walk(source, layout)
    judging = _Judging(source, conf, read, layout, tree)
    kept = _recalled(cache and cache / "verdict.pickle", _Kept)
    key = judging.key()
    if kept and kept.key == key and kept.asked == judging.there(kept.asked):
        return kept.verdict
    with bulk.without_collection():
        verdict, asked = judging.judge(cache, problems)
    _remember(cache and cache / "verdict.pickle", _Kept(key, asked, verdict))
    return verdict


@dataclass(frozen=True, slots=True)
class _Judging:
    source: Path
    conf: Mapping[str, Any]
    read: Configuration
    layout: Layout
    tree: Tree

    def key(self) -> str:
        """Give what stands for all that is read."""
        digest = hashlib.blake2b(package_fingerprint(), digest_size=16)
        tree = self.tree
        layout = (self.layout.static, self.layout.extra, root_page(self.conf))
        lost = sorted(tree.refused), tree.lost, sorted(tree.drawings)
        told = (repr(self.read), repr(layout), repr(tree.problems), repr(lost))
        names = ("intersphinx_mapping", "myst_heading_anchors")
        elsewhere = repr([self.conf.get(name) for name in (*names, "research_guarded")])
        for text in (*told, elsewhere):
            digest.update(text.encode("utf-8", "surrogateescape") + b"\0")
        for path in (*tree.files, *tree.lost):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
            with suppress(OSError), (self.source / path).open("rb") as file:
                # More is not read of any file; one that is refused may have any size.
                digest.update(hashlib.blake2b(file.read(limit(path))).digest())
        return digest.hexdigest()

    def there(self, paths: Iterable[str]) -> dict[str, bool]:
        """Tell which of some files are there and may go out."""
        return {path: self._is_there(path) for path in paths}

    def _is_there(self, path: str) -> bool:
        if path.startswith("../"):
            return False
        return find(self.source, path, SEEN) is not None

    def judge(
        self, cache: Path | None, problems: list[Problem]
    ) -> tuple[Verdict, dict[str, bool]]:
        """Look at everything.

        :param problems: those of conf.py
        :return: the verdict, and which of the files that are named are there
        """
        settings = self.read.settings
        loaded = load(self.source, settings, cache and cache / "files", self.tree)
        pages = self._pages(cache)
        works = Works(loaded.catalogue, self.read.site)
        here = list(offered(works, self.layout))
        named = paths_named(pages) | _pictures_of(loaded)
        named |= {path for one in here for path in one.paths}
        asked = self.there(sorted(named))
        found = frozenset(path for path, is_there in asked.items() if is_there)
        problems.extend(loaded.problems)
        problems.extend(self._of_pages(loaded, pages, found))
        problems.extend(advice(works))
        problems.extend(missing_files(here, found))
        counts = {
            "page": len(loaded.catalogue.documents),
            "person": len(loaded.catalogue.records.people),
            "project": len(loaded.catalogue.records.projects),
            "publication": len(loaded.catalogue.records.publications),
        }
        return Verdict(_in_order(problems), counts), asked

    def _of_pages(
        self, loaded: Loaded, pages: Mapping[str, Mentions], found: frozenset[str]
    ) -> Iterator[Problem]:
        elsewhere = bool(self.conf.get("intersphinx_mapping"))
        references = References(loaded.catalogue, loaded.unread, elsewhere=elsewhere)
        depth = self.conf.get("myst_heading_anchors")
        depth = depth if isinstance(depth, int) else 0
        whole = guards_all(self.conf)
        links = Links(loaded.catalogue, pages, found, loaded.unread, depth, whole=whole)
        for path, mentions in pages.items():
            if path not in loaded.refused:
                yield from references.problems(path, mentions)
                yield from links.problems(path)
        broken = {one.place.path for one in loaded.problems}
        records = [*loaded.catalogue.pages, *(one.removesuffix(".md") for one in broken)]
        yield from links.unlisted(root_page(self.conf), records)

    def _pages(self, cache: Path | None) -> dict[str, Mentions]:
        """Read what each page names."""
        file = cache and cache / "pages.pickle"
        version = package_fingerprint()
        recalled: dict[bytes, dict[bytes, Mentions]] = _recalled(file, dict) or {}
        known = recalled.get(version, {})
        kept: dict[bytes, Mentions] = {}
        pages: dict[str, Mentions] = {}
        for path in self.tree.files:
            if not path.endswith(".md"):
                continue
            content = (self.source / path).read_bytes()
            key = hashlib.blake2b(content, digest_size=16).digest()
            mentions = known.get(key)
            if mentions is None:
                mentions = _mentions(content)
            pages[path] = kept[key] = mentions
        if kept.keys() != known.keys():
            _remember(file, {version: kept})
        return pages


def _mentions(content: bytes) -> Mentions:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Mentions(is_orphan=True)  # which has been reported
    return read_mentions(with_newlines(text))


def _pictures_of(loaded: Loaded) -> set[str]:
    """Give the pictures that records name, by paths as they are compared."""
    records = loaded.catalogue.records
    named = [
        *(one.photo for one in records.people.values()),
        *(one.image for one in records.projects.values()),
        *(one.image for one in records.publications.values()),
    ]
    return {path.removeprefix("/") for path in named if path}


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.code.label)))


def _writable(folder: Path | None) -> Path | None:
    """Give a folder if it can be there and be written to."""
    try:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if folder and os.access(folder, os.W_OK) else None


def _recalled(file: Path | None, kind: Callable[..., T]) -> T | None:
    """Give what was kept, if it is whole and of a class."""
    with suppress(Exception):  # whatever a damaged file raises, it is made anew
        found = pickle.loads(file.read_bytes()) if file else None  # noqa: S301 - our own file
        if isinstance(found, kind):  # type: ignore[arg-type]  # it is a class
            return found
    return None


def _remember(file: Path | None, kept: object) -> None:
    """Keep something; where nothing can be written, it is found out again."""
    if file is None:
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        temporary.write_bytes(bulk.dumps(kept))
        temporary.replace(file)
