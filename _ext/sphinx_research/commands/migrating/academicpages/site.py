"""The whole of an academicpages site: whose it is, and in which order it is read."""

from __future__ import annotations

import re
from typing import Any

from sphinx_research.commands.migrating.academicpages.works import THEME, Works
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.json_resume import read_json_resume
from sphinx_research.commands.migrating.merging import merge_cv
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.commands.migrating.parts import accounts, organisation, without_empty
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

_CONFIG = (
    *("locale", "site_theme", "title_separator", "teaser", "breadcrumbs", "words_per_minute"),
    *(
        "future",
        "read_more",
        "talkmap_link",
        "comments",
        "staticman",
        "atom_feed",
        "*_verification",
    ),
    *("twitter", "facebook", "og_*", "social", "analytics", "include", "exclude", "keep_files"),
    *("encoding", "markdown_ext", "markdown", "highlighter", "lsi", "excerpt_separator"),
    *("incremental", "kramdown", "collections", "defaults", "sass", "permalink", "paginate*"),
    *("timezone", "plugins", "whitelist", "*_archive", "compress_html", "name", "repository"),
    *("minimal_mistakes_skin", "search*", "github_username", "gems", "publication_category"),
)
_THEME = {
    "files of the old theme and its tools": (
        *("_includes/*", "_layouts/*", "_sass/*", "assets/*", "markdown_generator/*", "scripts/*"),
        *("talkmap*", ".git*", ".devcontainer/*", ".editorconfig", "Gemfile*", "Dockerfile"),
        *("docker-compose.yaml", "package*.json", "_config*.yml", "*.DS_Store", "robots.txt"),
        *("_data/navigation.yml", "_data/ui-text.yml", "_data/comments/*", "_data/cv-*.yml"),
        *("_plugins/*", "CNAME", "gulpfile.js", "images/favicon*", "images/apple-touch-icon*"),
        *("images/android-chrome*", "images/mstile*", "images/safari-pinned-tab.svg"),
        *(
            "images/manifest.json",
            "images/site.webmanifest",
            "images/browserconfig.xml",
            "images/themes/*",
        ),
    ),
    "texts of the old repository: README, licence and the like": (
        *("README*", "LICENSE*", "CONTRIBUTING*", "CHANGELOG*"),
    ),
    "pages that only list others": (
        *("_pages/publications.*", "_pages/talks.*", "_pages/teaching.*", "_pages/portfolio.*"),
        *("_pages/*-archive.*", "_pages/sitemap.*", "_pages/404.*", "_pages/talkmap.*"),
    ),
}
_REPEATED = ("presentations", "teaching", "portfolio")
"""What the CV in JSON has from the folders of the site, whose script writes it."""
_HOME = frozenset({"", "/", "/index.html", "/index"})


def carry(old: OldSite, into: Carried) -> None:
    """Carry the person, and their publications, talks, teaching and projects.

    :raises RefusedError: if the folder is no such site
    """
    if "_config.yml" not in old.files or not old.matching("_pages/*", "_publications/*"):
        msg = f"{old.folder} is no academicpages: it has no _config.yml, or no _pages"
        raise RefusedError(msg)
    config = old.yaml("_config.yml")
    author = config.child("author")
    name = author.text("name") or config.text("title")
    if not name:
        msg = f"{old.folder}/_config.yml names no `author`; write `name` below it"
        raise RefusedError(msg)
    _settings(config, into)
    identifier = into.id_of(name) or into.free_id(Kind.PERSON, name)
    about = _home_page(old, into, identifier)
    data = {
        "name": name,
        **_person(author, into),
        "redirect_from": [
            into.move(one, f"people/{identifier}")
            for one in (about.fields.texts("redirect_from") if about else [])
        ],
    }
    record = RawRecord(Kind.PERSON, identifier, without_empty(data), author.place("name"))
    if about:
        into.add(record, about.body, about.body_place)
    else:
        into.add(record)
    into.move_lists(publications="research/publications", portfolio="research/index")
    Works(old, into, record.id, name).carry()
    _rest(old, into, identifier)


def _settings(config: Fields, into: Carried) -> None:
    base = config.text("url")
    if re.match(r"https?://", base):
        into.bases.append(
            base.rstrip("/") + "/".join(["", *config.text("baseurl").strip("/").split()])
        )
    for name in ("title", "description"):
        if written := config.text(name):
            cause = f"the {name} of the site is `{written}`"
            into.leave(config.place(name), cause, "write it in conf.py or index.md")
    config.theme(*_CONFIG)


def _person(author: Fields, into: Carried) -> dict[str, Any]:
    avatar, place = author.text("avatar"), author.place("avatar")
    found = (
        into.find(f"images/{avatar}", Place("")) or into.find(avatar, Place("")) if avatar else ""
    )
    employer = author.text("employer")
    names = [one for one in author if one not in _NO_ACCOUNTS]
    links = [(_NAMES.get(one, one), author.text(one), author.place(one)) for one in names]
    if avatar and not found and "//" in avatar:
        into.leave(place, f"the picture {avatar} is on another host", "save it, and add it")
    return {
        "motto": into.line(author.text("bio"), author.place("bio")),
        "affiliations": [organisation(employer, "", author.place("employer"), into)]
        if employer
        else [],
        "photo": into.file(found or avatar, place)
        if found or (avatar and "//" not in avatar)
        else "",
        **accounts(links, into),
    }


_NO_ACCOUNTS = frozenset({"avatar", "name", "pronouns", "bio", "location", "employer"})
_NAMES = {"uri": "homepage", "semantic": "semantic-scholar"}


def _home_page(old: OldSite, into: Carried, identifier: str) -> OldPage | None:
    """Find the page at the top of the site, which is about the person."""
    for path in old.matching("_pages/*.md", "_pages/*.html", "index.md", "about.md"):
        text = old.content(path).decode("utf-8", "replace")
        match = re.search(r"^permalink\s*:\s*(\S*)", text, re.MULTILINE)
        where = match[1].strip("'\"") if match else "-"
        if where in _HOME or path == "_pages/about.md":
            page = old.page(path)
            page.fields.theme("title", "excerpt", *THEME)
            if page.fields.text("permalink") not in _HOME:
                into.move(page.fields.text("permalink"), f"people/{identifier}")
            return page
    return None


def _rest(old: OldSite, into: Carried, identifier: str) -> None:
    for path in old.matching("_posts/*", "_drafts/*"):
        if path.endswith((".md", ".html", ".markdown")):
            old.use(path)
            into.leave(Place(path), "the post is not carried", "write it as a page, or as news")
    if (resume := "_data/cv.json") in old.files:
        merge_cv(lambda cv: read_json_resume(resume, old, cv, *_REPEATED), into, identifier)
    for path in old.matching("_pages/cv*"):
        old.use(path)
        mend = f"write its facts as fields of people/{identifier}.md, such as `education`"
        into.leave(Place(path), "the CV is not carried, for it is text", mend)
    for what, patterns in _THEME.items():
        old.set_aside(what, *patterns)
