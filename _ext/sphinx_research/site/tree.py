"""The files of a site, looked at before Sphinx looks for pages and copies what is static.

Sphinx follows links when it does either, and for ever where one leads back to a folder above.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.matching import compile_matchers

from sphinx_research.records.tree import DRAFTS, FOLDERS, Layout, Tree, walk
from sphinx_research.site.scope import guards_all

STAGE = "research-static"
"""The folder beside the doctrees that holds what may be copied, where something may not."""

_LEFT_OUT = tuple(
    f"{folder}/{below}{sign}*" for folder in FOLDERS for below in ("", "**/") for sign in DRAFTS
)


class ContentTree:
    """What one build may be made of.

    :ivar tree: empty before conf.py has been read
    :ivar drawings: the names of the SVGs that Sphinx copies to ``_static`` as they are
    """

    def __init__(self) -> None:
        self.tree = Tree()
        self.drawings = frozenset[str]()

    def look(self, app: Sphinx, config: Config) -> None:
        """Look at the names of all files, and keep from Sphinx those that are refused.

        Patterns say so to what looks for pages.  What copies folders takes patterns for paths
        within each folder, so it is given another folder.
        """
        layout = _layout(app, config)
        self.tree = walk(Path(app.srcdir), layout)
        refused = self.tree.refused
        config.exclude_patterns = [
            *config.exclude_patterns,
            *_LEFT_OUT,
            *map(_literally, (*layout.static, *layout.extra, *sorted(refused))),
        ]
        shutil.rmtree(Path(app.doctreedir, STAGE), ignore_errors=True)
        for name in ("html_static_path", "html_extra_path"):
            config[name] = list(_staged(app, config, name, refused))
        emblems = [_inside(app, config[name] or "") for name in _EMBLEMS]
        for name, path in zip(_EMBLEMS, emblems, strict=True):
            if _is_refused(path, refused):
                config[name] = None
        copied = {PurePosixPath(path).name for path in emblems if path.lower().endswith(".svg")}
        self.drawings = self.tree.drawings | copied


_EMBLEMS = ("html_logo", "html_favicon")


def _layout(app: Sphinx, config: Config) -> Layout:
    """Read what conf.py says of files."""
    if not guards_all(config):
        return Layout(excluded=lambda _path: True)
    patterns = (*config.exclude_patterns, *config.templates_path)
    matchers = compile_matchers(patterns)

    def excluded(path: str) -> bool:
        normal = unicodedata.normalize("NFC", path)  # as Sphinx has it
        return any(matches(normal) for matches in matchers)

    static = ("_static", *_content_folders(app, config.html_static_path, excluded))
    by_name = [name for name, _ in (*config.html_css_files, *config.html_js_files)]
    named = [f"{folder}/{name}" for folder in static for name in (*by_name, *_styles(config))]
    emblems = [_inside(app, config[name] or "") for name in _EMBLEMS]
    return Layout(
        tuple(dict.fromkeys(static)),
        tuple(_content_folders(app, config.html_extra_path, excluded)),
        frozenset((*named, *emblems, *_allowed(config))),
        frozenset(config.source_suffix),
        excluded,
    )


def _allowed(config: Config) -> Iterator[str]:
    """Give what may be paths; of what is of a wrong type, others tell."""
    allowed = config.research_allowed
    return (one for one in (allowed if isinstance(allowed, list) else ()) if isinstance(one, str))


def _styles(config: Config) -> list[str]:
    style = config.html_style or []
    return [style] if isinstance(style, str) else list(style)


def _content_folders(
    app: Sphinx, entries: list[str], excluded: Callable[[str], bool]
) -> Iterator[str]:
    """Give the folders that may hold content.

    Those of extensions are code.  Extensions give the whole path, and conf.py mostly does not.
    """
    for entry in entries:
        path = _inside(app, entry)
        above = (parent.as_posix() for parent in PurePosixPath(path).parents)
        if path and not (Path(entry).is_absolute() and any(map(excluded, above))):
            yield path


def _inside(app: Sphinx, entry: str) -> str:
    """Give a path of conf.py as it begins at the source directory; empty if it lies elsewhere."""
    path = Path(os.path.normpath(app.confdir / entry))  # a link is not to be followed
    top = Path(app.srcdir)
    return path.relative_to(top).as_posix() if entry and top in path.parents else ""


def _is_refused(path: str, refused: frozenset[str]) -> bool:
    way = PurePosixPath(path)
    return any(one.as_posix() in refused for one in (way, *way.parents))


def _staged(app: Sphinx, config: Config, name: str, refused: frozenset[str]) -> Iterator[str]:
    """Give what conf.py wants copied; for a folder with something refused, one without it."""
    hidden = (".",) if name == "html_static_path" else ()  # of which Sphinx copies none there
    for number, entry in enumerate(config[name]):
        path = _inside(app, entry)
        if not path or not any(one == path or one.startswith(f"{path}/") for one in refused):
            yield entry
        elif not _is_refused(path, refused):
            source, stage = Path(app.srcdir), Path(app.doctreedir, STAGE, name, str(number))
            shutil.copytree(source / path, stage, ignore=_unwanted(source, refused, hidden))
            yield str(stage)


def _unwanted(
    source: Path, refused: frozenset[str], hidden: tuple[str, ...]
) -> Callable[[str, list[str]], set[str]]:
    """Make what tells `shutil.copytree` which names of a folder to leave out."""

    def ignored(folder: str, names: list[str]) -> set[str]:
        way = Path(folder).relative_to(source).as_posix()
        return {one for one in names if one.startswith(hidden) or f"{way}/{one}" in refused}

    return ignored


def _literally(path: str) -> str:
    """Write a path as a pattern for Sphinx; other names that it fits are as odd."""
    return re.sub(r"[*\[]", "?", unicodedata.normalize("NFC", path))
