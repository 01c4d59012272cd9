"""The whole of a HugoBlox site: its folders, and in which order they are read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.hugoblox.addresses import Addresses
from sphinx_research.commands.migrating.hugoblox.people import carry_people
from sphinx_research.commands.migrating.hugoblox.works import Works
from sphinx_research.commands.migrating.notations import page
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Place

_PUBLICATIONS = ("publication", "publications")
_PROJECTS = ("project", "projects")
_TALKS = ("event", "events", "talk", "talks")
_POSTS = ("post", "posts", "blog", "news")
_THEME = {
    "settings of the old site": (
        "config/*",
        "config.yaml",
        "config.toml",
        "hugo.yaml",
        "hugo.toml",
    ),
    "files of the old theme and its tools": (
        *("layouts/*", "archetypes/*", "themes/*", "i18n/*", "hugo-blox/*", "hugoblox.yaml"),
        *(
            "assets/css/*",
            "assets/scss/*",
            "assets/js/*",
            "assets/jsconfig.json",
            "static/admin/*",
        ),
        *("assets/media/icon.*", "assets/media/sharing.*", "assets/media/icons/*"),
        *("go.mod", "go.sum", "netlify.toml", "package*.json", "pnpm-*", "theme.toml", "*.Rproj"),
        *(
            ".git*",
            ".editorconfig",
            ".hugo_build.lock",
            "*.DS_Store",
            "notebooks/*",
            "*.png.license",
        ),
        *("data/page_sharer.*", "data/fonts/*", "data/themes/*"),
    ),
    "texts of the old repository: README, licence and the like": ("README*", "LICENSE*"),
}
_PATH = re.compile(r"content/(?:[a-z]{2}(?:-[a-zA-Z]+)?/)?([^/]+)/(.+)")


def carry(old: OldSite, into: Carried) -> None:
    """Carry people, projects, publications and talks.

    :raises RefusedError: if the folder is no such site
    """
    found = {
        path: match[1] for path in old.matching("content/*.md") if (match := _PATH.match(path))
    }
    wanted = {*_PUBLICATIONS, *_PROJECTS, *_TALKS, "authors", "author"}
    if not wanted & set(found.values()) and not old.matching("data/authors/*"):
        msg = f"{old.folder} is no site of HugoBlox: it has no content/publications, nor authors"
        raise RefusedError(msg)
    into.roots = ["", "static/", "assets/media/", "assets/"]
    into.move_lists(publication="research/publications", publications="research/publications")
    into.move_lists(project="research/index", projects="research/index", people="people/index")
    addresses = Addresses(old, into)
    works = Works(into, addresses, carry_people(old, into, addresses))
    # Projects first: publications name them.
    for path in sorted(found, key=lambda path: (found[path] not in _PROJECTS, path)):
        if PurePosixPath(path).name != "_index.md":
            _page(path, found[path], works, old)
    for path in old.matching("content/home/*.md", "content/*/_index.md", "content/admin/*.md"):
        if "/authors/" not in path and "/author/" not in path:
            _block(path, old, into)
    for what, patterns in _THEME.items():
        old.set_aside(what, *patterns)


def _page(path: str, section: str, works: Works, old: OldSite) -> None:
    """Carry a page by the folder that it is in; what is in no known one is reported."""
    if section in _PROJECTS:
        works.project(page(path, old), section)
    elif section in _PUBLICATIONS:
        works.publication(page(path, old), section)
    elif section in _TALKS:
        works.talk(page(path, old), section)
    elif section in _POSTS:
        old.use(path)
        works.into.leave(Place(path), "the post is not carried", "write it as a page, or as news")


def _block(path: str, old: OldSite, into: Carried) -> None:
    """Take note of a page of widgets; one that has a text is reported."""
    one = page(path, old)
    wordless = not one.body.strip() and "sections" not in one.fields
    one.fields.theme("*")
    if wordless:
        into.note_theme("pages of widgets, without a text of their own")
    else:
        into.leave(Place(path), "the page is not carried", "copy what you need of its text")
