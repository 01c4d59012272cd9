"""What conf.py says of the files of a site, read without Sphinx."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx_research.commands.checking.patterns import matcher
from sphinx_research.records.tree import Layout

_NEVER = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")
"""What Sphinx always leaves out (its ``project.EXCLUDE_PATHS``)."""


def layout_of(source: Path, conf: Mapping[str, Any]) -> Layout:
    """Give what the build makes of the same values, which knows extensions besides."""
    if not guards_all(conf):
        return Layout(excluded=lambda _path: True)
    patterns = [*_texts(conf, "exclude_patterns"), *_texts(conf, "templates_path"), *_NEVER]
    matches = matcher(patterns)

    def excluded(path: str) -> bool:
        return matches(unicodedata.normalize("NFC", path))

    static = ["_static", *_inside(source, _texts(conf, "html_static_path"))]
    names = [*_texts(conf, "html_css_files"), *_texts(conf, "html_js_files")]
    names += _texts(conf, "html_style")
    emblems = [*_texts(conf, "html_logo"), *_texts(conf, "html_favicon")]
    named = [f"{folder}/{name}" for folder in static for name in names]
    return Layout(
        static=tuple(dict.fromkeys(static)),
        extra=tuple(_inside(source, _texts(conf, "html_extra_path"))),
        named=frozenset((*named, *_inside(source, emblems), *_texts(conf, "research_allowed"))),
        excluded=excluded,
    )


def guards_all(conf: Mapping[str, Any]) -> bool:
    """Whether the rules hold for all pages, as `site.scope` has it."""
    return bool(conf.get("research_guarded", "all") != "records")


def root_page(conf: Mapping[str, Any]) -> str:
    """Give the page that every other hangs from."""
    return next(iter([*_texts(conf, "root_doc"), *_texts(conf, "master_doc")]), "index")


def _texts(conf: Mapping[str, Any], name: str) -> list[str]:
    """Give the texts of a value; files may have options beside their names."""
    value = conf.get(name) or []
    several = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    firsts = (one[0] if isinstance(one, tuple) and one else one for one in several)
    return [one for one in firsts if isinstance(one, str)]


def _inside(source: Path, entries: list[str]) -> Iterator[str]:
    """Give the paths of conf.py that lie within the site."""
    top = Path(os.path.normpath(source.absolute()))
    for entry in entries:
        path = Path(os.path.normpath(top / entry))
        if top in path.parents:
            yield PurePosixPath(path.relative_to(top)).as_posix()
