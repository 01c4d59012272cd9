"""The Lab Website Template of Greene Lab: https://greene-lab.gitbook.io/lab-website-template-docs.

Members are pages, projects and citations data files; ``citations.yaml`` is what the template has
made of the ids in ``sources.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.commands.migrating.parts import (
    accounts,
    address,
    date_of,
    key_for,
    organisation,
    picture,
    role_of,
    without_empty,
)
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

_THEME = {
    "files of the old theme and its tools": (
        *("_cite/*", "_includes/*", "_layouts/*", "_plugins/*", "_scripts/*", "_styles/*"),
        *(".docker/*", ".github/*", ".git*", "Gemfile*", "*.rb", "*.sh", "package*.json"),
        *("_data/types.yaml", "favicons/*", "404.md", "404.html", "robots.txt", "CNAME"),
        *("testbed.md", "images/fallback.svg", "images/share.*", "images/icon.*"),
    ),
    "texts of the old repository: README, licence and the like": (
        *("README.md", "LICENSE*", "CHANGELOG.md", "CITATION.cff", "*.DS_Store"),
    ),
    "lists from which the old site fetched its citations": (
        *("_data/orcid*.yaml", "_data/pubmed*.yaml", "_data/google-scholar*.yaml"),
    ),
}
_PAGE = ("layout", "nav", "order", "header", "footer", "title", "published")
_TYPES = {
    "article": "article",
    "journal": "article",
    "preprint": "preprint",
    "unpublished": "preprint",
    "book": "book",
    "software": "software",
    "package": "software",
    "data": "dataset",
    "dataset": "dataset",
}
_ROLES = {
    "pi": "Principal Investigator",
    "postdoc": "Postdoctoral Researcher",
    "phd": "PhD Student",
    "undergrad": "Undergraduate Student",
    "programmer": "Programmer",
    "mascot": "Mascot",
}
_BUTTONS = {
    **dict.fromkeys(("source", "code", "github", "repo"), "code"),
    **dict.fromkeys(("data", "dataset"), "data"),
    **dict.fromkeys(("website", "external", "app", "server", "docs", "manubot"), "website"),
    **dict.fromkeys(("video", "youtube"), "video"),
    **{one: one for one in ("slides", "poster", "blog", "pdf", "supplement")},
}
"""Types of buttons beside a citation, and the fields that hold their links here."""


def carry(old: OldSite, into: Carried) -> None:
    """Carry members, projects and citations.

    :raises RefusedError: if the folder is none of this template
    """
    names = ("_members/*", "_data/citations.yaml", "_data/sources.yaml", "_data/projects.yaml")
    if not old.matching(*names):
        msg = f"{old.folder} is no Lab Website Template: it has neither _members nor citations"
        raise RefusedError(msg)
    config = next((path for path in ("_config.yaml", "_config.yml") if path in old.files), "")
    if config:
        _config(old.yaml(config), into)
    into.move_lists(
        team="people/index", research="research/publications", projects="research/index"
    )
    kinds = _kinds(old)
    for page in old.pages("_members/*.md"):
        _member(page, kinds, into)
    if "_data/projects.yaml" in old.files:
        for entry in old.yaml("_data/projects.yaml").children("items"):
            _project(entry, into)
    _citations(old, into)
    for path in old.matching("_posts/*.md"):
        old.use(path)
        into.leave(Place(path), "the post is not carried", "write it as a page, or as news")
    for what, patterns in _THEME.items():
        old.set_aside(what, *patterns)


def _config(config: Fields, into: Carried) -> None:
    config.theme("defaults", "collections", "plugins", "highlighter", "theme", "sass", "include")
    config.theme("exclude", "proof*", "permalink", "*jekyll*")
    for name in ("header", "footer"):
        into.old.set_aside("pictures of the old theme", config.text(name) or "-")
    for name in ("title", "subtitle", "description"):
        if written := config.text(name):
            cause = f"the {name} of the site is `{written}`"
            into.leave(config.place(name), cause, "write it in conf.py or index.md")
    if url := config.text("url"):
        into.bases.append("/".join([url.rstrip("/"), *config.text("baseurl").strip("/").split()]))


def _kinds(old: OldSite) -> Mapping[str, str]:
    """Tell the names of roles: those of the template, and those that the site defines."""
    named = dict(_ROLES)
    if "_data/types.yaml" not in old.files:
        return named
    types = old.yaml("_data/types.yaml")
    for name in types:
        entry = types.take(name)
        if isinstance(entry, Mapping) and isinstance(entry.get("description"), str):
            named[name] = entry["description"]
    return named


# --- people ---------------------------------------------------------------------------------


def _member(page: OldPage, kinds: Mapping[str, str], into: Carried) -> None:
    fields = page.fields
    fields.theme(*_PAGE)
    name = fields.text("name")
    if not name:
        into.leave(Place(page.path), "the member has no `name`", "write it and run this again")
        return
    identifier = into.id_of(page.name) or into.free_id(Kind.PERSON, name)
    links = fields.child("links")
    found = [(one, links.text(one), links.place(one)) for one in links]
    written = fields.text("role")
    group = fields.text("group")
    if group:
        cause = f"`{name}` is in the group `{group}`"
        into.ask(fields.place("group"), cause, "if this means alumni, add `since` and `until`")
    affiliation = fields.text("affiliation")
    place = fields.place("affiliation")
    data = {
        "name": name,
        "aliases": fields.texts("aliases"),
        "role": _role(written, kinds, into),
        "affiliations": [organisation(affiliation, "", place, into)] if affiliation else [],
        "photo": picture(fields, "image", into),
        **accounts(found, into),
        "motto": into.line(fields.text("description"), fields.place("description")),
        "redirect_from": [into.move(f"/members/{page.name}.html", f"people/{identifier}")],
    }
    record = RawRecord(Kind.PERSON, identifier, without_empty(data), fields.place("name"))
    into.add(record, _with_markdown(page.body, into), page.body_place)


_INCLUDE = re.compile(r"\{%-?\s*include\s+([\w-]+)\.html\b(.{0,2000}?)-?%\}", re.DOTALL)
_SAID = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ARRANGING = frozenset({"icon", "section", "float", "grid", "cols"})


def _with_markdown(text: str, into: Carried) -> str:
    """Write the components of the template as Markdown; `liquid` reports all others."""

    def component(match: re.Match[str]) -> str:
        said = {name: one or other for name, one, other in _SAID.findall(match[2])}
        lines = "\n" * match[0].count("\n")
        link, image = said.get("link", ""), said.get("image", "")
        words = said.get("text") or said.get("caption") or said.get("tooltip") or ""
        if match[1] == "figure" and image:
            return f"![{words}]({image}){lines}"
        if match[1] == "button" and words and link:
            return f"[{words}]({link}){lines}"
        if match[1] in _ARRANGING and not (link or image):
            into.note_theme("icons, sections and columns in text")
            return lines
        return match[0]

    return _INCLUDE.sub(component, text)


def _role(written: str, kinds: Mapping[str, str], into: Carried) -> str:
    """Find the role by its name, or else by its id."""
    named = role_of(kinds.get(written, written), into)
    known = role_of(written, into)
    return known if named not in into.settings.roles and known in into.settings.roles else named


# --- projects -------------------------------------------------------------------------------


def _project(entry: Fields, into: Carried) -> None:
    title = into.line(entry.text("title"), entry.place("title"))
    if not title:
        into.leave(entry.place(), "a project has no `title`", "add it by hand")
        return
    link, repo = entry.text("link"), entry.text("repo")
    links = [("homepage", address(link, entry.place("link"), into), entry.place("link"))]
    links.append(("github", repo, entry.place("repo")))
    group = entry.text("group")
    data = {
        "title": title,
        "summary": into.line(entry.text("description"), entry.place("description")),
        "theme": "" if group in {"featured", "more"} else _theme(group, into),
        "image": picture(entry, "image", into),
        **accounts(links, into),
        "tags": entry.texts("tags"),
        "featured": group == "featured",
    }
    data = {name: value for name, value in data.items() if value is not False}
    identifier = into.free_id(Kind.PROJECT, title)
    record = RawRecord(Kind.PROJECT, identifier, without_empty(data), entry.place("title"))
    into.add(record, entry.text("subtitle"), entry.place("subtitle"))


def _theme(group: str, into: Carried) -> str:
    known = into.settings.themes.items()
    wanted = into.id_of(group)
    return next((one for one, name in known if wanted in {one, into.id_of(name)}), group)


# --- publications ---------------------------------------------------------------------------


def _citations(old: OldSite, into: Carried) -> None:
    """Carry each citation once; what ``sources.yaml`` says of it goes before."""
    sources: dict[str, Fields] = {}
    for path in ("_data/sources.yaml", "_data/sources.yml"):
        if path in old.files:
            for entry in old.yaml(path).children("items"):
                sources.setdefault(entry.text("id") or f"{path}:{len(sources)}", entry)
    made: list[Fields] = []
    for path in ("_data/citations.yaml", "_data/citations.yml"):
        if path in old.files:
            made += old.yaml(path).children("items")
    for entry in made:
        identifier = entry.text("id")
        source = sources.pop(identifier, None) if identifier else None
        _citation(identifier, [source, entry] if source else [entry], into)
    for identifier, source in sources.items():
        if source.truth("remove"):
            source.theme("*")
            into.note_theme("works that sources.yaml takes out")
        elif "title" in source and "authors" in source:
            _citation(identifier, [source], into)
        else:
            source.theme("*")
            cause = f"of `{identifier}`, neither title nor authors are in the old site"
            bare = doi_in(identifier) or arxiv_in(identifier) or identifier
            into.leave(source.place(), cause, f"add it with `nox -s add -- {bare}`")


def _citation(identifier: str, entries: list[Fields], into: Carried) -> None:
    """Carry a work.

    :param entries: all that is said of it, the first goes before the others
    """
    for entry in entries:
        entry.theme("plugin", "file", "orcid", "_cache", "query")
        entry.text("id")

    def first(name: str) -> str:
        return next(filter(None, [entry.text(name) for entry in entries]), "")

    main = entries[-1]
    title = into.line(first("title"), main.place("title"))
    found = [entry.texts("authors") for entry in entries]
    authors = [" ".join(one.split()) for one in next(filter(None, found), [])]
    if not title or not authors:
        missing = "authors" if title else "title"
        into.leave(
            main.place(), f"the citation `{identifier}` has no `{missing}`", "add it by hand"
        )
        return
    date = next(filter(None, [date_of(entry, "date", into) for entry in entries]), "")
    kind, repo = first("type"), first("repo")
    tags = [tag for entry in entries for tag in entry.texts("tags")]
    images = [picture(entry, "image", into) for entry in entries if "image" in entry]
    data: dict[str, Any] = {
        "title": title,
        "authors": authors,
        "date": date,
        "type": _TYPES.get(kind, ""),
        "venue": into.line(first("publisher"), main.place("publisher")),
        "note": into.line(first("description"), main.place("description")),
        "tags": list(dict.fromkeys(tags)),
        "image": next(filter(None, images), ""),
        "code": f"https://github.com/{repo}" if repo else "",
    }
    data |= _identified(identifier, address(first("link"), main.place("link"), into))
    for entry in entries:
        _buttons(entry, data, into)
    key = key_for(data, into)
    into.add(RawRecord(Kind.PUBLICATION, key, without_empty(data), main.place("title")))


def _identified(identifier: str, link: str) -> dict[str, str]:
    """Read Manubot's id of a work, such as ``doi:10.1000/182``, and the link to it."""
    kind, _, value = identifier.partition(":")
    doi, arxiv = doi_in(identifier, link), arxiv_in(identifier, link)
    if kind in {"pmid", "pubmed"} and not link:
        link = f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
    elif kind in {"http", "https", "url"} and not link:
        link = identifier.removeprefix("url:")
    said = doi and "doi.org/" in link  # perhaps a short form of the same DOI
    return {
        "doi": doi,
        "arxiv": arxiv,
        "isbn": value if kind == "isbn" else "",
        "paper": "" if said or arxiv_in(link) else link,
    }


def _buttons(entry: Fields, data: dict[str, Any], into: Carried) -> None:
    for button in [*entry.children("buttons"), *entry.children("extra-links")]:
        button.theme("icon", "tooltip", "style", "flip")
        kind, text, link = button.text("type"), button.text("text"), button.text("link")
        link = address(link, button.place("link"), into)
        name = _BUTTONS.get(kind) or _BUTTONS.get(text.casefold(), "")
        if kind == "preprint":
            name = "arxiv" if arxiv_in(link) else "paper"
        if not link or data.get(name) == link:
            continue
        if not name or data.get(name):
            cause = f"the link `{text or kind}` to {link} is not carried"
            into.leave(button.place(), cause, "write it in the abstract of the work")
            continue
        data[name] = link
