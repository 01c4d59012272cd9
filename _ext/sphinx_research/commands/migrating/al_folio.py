"""al-folio, a theme of Jekyll for the site of one person: https://github.com/alshedivat/al-folio.

Its form: ``CUSTOMIZE.md`` there.  The person comes from ``_config.yml``, ``_pages/about.md``,
``_data/socials.yml`` and the CV; papers from ``_bibliography/``, projects and news from their
folders.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.migrating import al_folio_cv, al_folio_lists
from sphinx_research.commands.migrating.al_folio_papers import Papers
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.json_resume import read_json_resume
from sphinx_research.commands.migrating.merging import merge_cv
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.commands.migrating.parts import accounts, day
from sphinx_research.commands.migrating.rendercv import read_rendercv
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.folding import fold
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

_SOCIAL = re.compile(r"_(?:id|username|userid|user_id|url|profile|link|handle)$")


def carry(old: OldSite, into: Carried) -> None:
    """Carry an al-folio site.

    :raises RefusedError: if it is none, or does not say whose it is
    """
    if "_config.yml" not in old.files:
        msg = f"{old.folder} has no _config.yml, so it is no al-folio site"
        raise RefusedError(msg)
    site = _Site(old, into)
    site.person()
    site.projects()
    Papers(old, into, site.scholar, site.owner).carry()
    site.cv()
    site.news()
    site.other_pages()
    for what, patterns in al_folio_lists.FILES:
        old.set_aside(what, *patterns)


class _Site:
    def __init__(self, old: OldSite, into: Carried) -> None:
        self.old = old
        self.into = into
        self.config = old.yaml("_config.yml")
        self.config.theme(*al_folio_lists.CONFIG)
        self.scholar = self.config.child("scholar")
        self.scholar.theme("style", "locale", "bibliography_template", "bibtex_*", "details_*")
        self.scholar.theme("*_strings", "query", "group_*", "bibliography", "sort_by", "order")
        below = self.config.text("baseurl").rstrip("/")
        whole = f"{self.config.text('url')}{below}".rstrip("/")
        into.bases += [one for one in (whole, below) if one]
        into.roots = ["", "assets/"]
        self.owner = ""

    # --- the person -------------------------------------------------------------------------

    def person(self) -> None:
        config, into = self.config, self.into
        given = " ".join(filter(None, (config.text("first_name"), config.text("middle_name"))))
        family = config.text("last_name")
        name = " ".join(filter(None, (given, family)))
        self.owner = into.id_of(name)
        if not self.owner:
            msg = (
                "_config.yml has no first_name and last_name, so it is not known whose site it is"
            )
            raise RefusedError(msg)
        self._titles(name)
        about = next((one for one in self._about()), None)
        page = f"people/{self.owner}"
        into.move("/", page)
        self._project_addresses()
        data: dict[str, Any] = {
            "name": {"given": given, "family": family} if " " in family else name,
            "aliases": self._aliases(name),
        }
        if about:
            data |= self._of_about(about, page)
        data |= self._accounts()
        kept = {field: value for field, value in data.items() if value}
        place = about.fields.place() if about else config.place("first_name")
        record = RawRecord(Kind.PERSON, self.owner, kept, place)
        into.add(record, about.body if about else "", about.body_place if about else None)

    def _titles(self, name: str) -> None:
        """Say what of the whole site belongs into conf.py."""
        for field, setting in (("title", "project"), ("description", "tagline")):
            value = self.config.text(field)
            if value and value not in {name, "blank"}:
                what = f"the site's {field} is `{' '.join(value.split())}`"
                self.into.leave(
                    self.config.place(field), what, f"write it as `{setting}` in conf.py"
                )

    def _about(self) -> list[OldPage]:
        """Find the page about the person: it is the first of the site."""
        pages = self.old.matching("_pages/about.md", "_pages/*about*.md", "index.md")
        return [self.old.page(pages[0])] if pages else []

    def _of_about(self, about: OldPage, page: str) -> dict[str, Any]:
        fields, into = about.fields, self.into
        profile = fields.child("profile")
        profile.theme("align", "image_circular", "image_cicular", "width")
        picture = profile.text("image")
        for part in ("address", "more_info"):
            if written := profile.text(part):
                words = " ".join(re.sub(r"<[^<>]*>", " ", written).split())
                what = f"the address `{words}` has no place in a record"
                into.leave(profile.place(part), what, "write it into the text of the page")
        fields.theme(*al_folio_lists.PAGE)
        fields.take("title")
        address = fields.text("permalink")
        motto = into.line(fields.text("subtitle", "description"), fields.place("subtitle"))
        into.move("/about/", page)
        redirects = [] if address == "/" else [into.move(address or "/about/", page)]
        photo = into.file(f"assets/img/{picture}", profile.place("image")) if picture else ""
        return {"photo": photo, "motto": motto, "redirect_from": redirects}

    def _aliases(self, name: str) -> list[str]:
        """Give the names under which the old site took an author for its person."""
        written = [
            f"{first} {last}"
            for last in self.scholar.texts("last_name", ",")
            for first in self.scholar.texts("first_name", ",")
        ]
        return [one for one in dict.fromkeys(written) if fold(one) != fold(name)]

    def _accounts(self) -> dict[str, Any]:
        """Read accounts: from a file of their own, or from the settings, as older versions had."""
        found: list[tuple[str, str, Place]] = []
        sources = [self.config]
        for path in self.old.matching("_data/socials.y*ml"):
            file = self.old.yaml(path)
            file.theme(*al_folio_lists.SOCIALS_THEME)
            sources.append(file)
            found += self._custom(file)
        for source in sources:
            for key in source:
                is_account = _SOCIAL.search(key) or key in {"email", "inspirehep", "wechat_qr"}
                if is_account and (account := source.text(key)):
                    network = _SOCIAL.sub("", key).replace("_", "-")
                    address = al_folio_lists.ADDRESSES.get(network, "{}").format(account)
                    found.append((network, address, source.place(key)))
        return accounts(found, self.into)

    def _custom(self, file: Fields) -> list[tuple[str, str, Place]]:
        """Read accounts with a picture and an address of their own, and CVs."""
        found = []
        for key in file:
            if key == "cv_pdf":
                if address := self.into.download(file.text(key), file.place(key)):
                    found.append(("cv", address, file.place(key)))
            elif isinstance(file.raw(key), Mapping):
                one = file.child(key)
                one.theme("logo", "width", "height", "object-fit", "icon")
                title, address = one.text("title") or key, one.text("url")
                if not address:
                    mend = "carry by hand what you need of it"
                    self.into.leave(file.place(key), f"the field `{key}` has no place here", mend)
                found.append((self.into.id_of(title) or key, address, one.place()))
        return found

    def cv(self) -> None:
        """Add to the person what the CV says, in the form that the old site showed."""
        found = self.old.matching("_data/cv.y*ml", "assets/json/resume.json")
        shown = sorted(found, key=lambda path: path.endswith(".json") is not self._shows_json())
        for path in shown[1:]:
            self.old.use(path)
            what = f"the old site showed the CV in {shown[0]}, and this one is not read"
            self.into.leave(Place(path), what, "carry by hand what only it says")
        for path in shown[:1]:
            self._read_cv(path)

    def _shows_json(self) -> bool:
        """Whether the page of the CV is made of a JSON Resume: the newest sites say so there."""
        pages = [page.fields.text("cv_format") for page in self.old.pages("_pages/cv.md")]
        form = next(filter(None, pages), "")
        return form == "jsonresume" if form else "jekyll_get_json" in self.config

    def _read_cv(self, path: str) -> None:
        old, into = self.old, self.into
        if path.endswith(".json"):
            merge_cv(lambda cv: read_json_resume(path, old, cv), into, self.owner)
        elif "items" in (file := old.yaml(path)):
            data, text = al_folio_cv.sections(file, into)
            into.change(Kind.PERSON, self.owner, data)
            into.append_body(Kind.PERSON, self.owner, text, Place(path))
        else:
            merge_cv(lambda cv: read_rendercv(file, cv), into, self.owner)

    # --- projects ---------------------------------------------------------------------------

    def _projects(self) -> list[OldPage]:
        return list(self.old.pages("_projects/*.md"))

    def _project_addresses(self) -> None:
        """Find out where projects were, before any text is read that links to them."""
        self._pages = self._projects()
        self._ids: dict[str, tuple[str, str]] = {}
        taken: set[str] = set()
        into = self.into
        into.move_lists(publications="research/publications", projects="research/index")
        into.move_lists(news="research/news", people="people/index")
        for page in self._pages:
            first = self.into.id_of(page.fields.text("title")) or self.into.id_of(page.name)
            identifier, number = first or "project", 1
            while identifier in taken:
                number += 1
                identifier = f"{first}-{number}"
            taken.add(identifier)
            address = page.fields.text("permalink") or f"/projects/{page.name}/"
            moved = self.into.move(address, f"research/{identifier}")
            self.into.moved.setdefault(
                f"/{page.path.removesuffix('.md')}", f"research/{identifier}"
            )
            self._ids[page.path] = identifier, moved

    def projects(self) -> None:
        for page in self._pages:
            fields, into = page.fields, self.into
            identifier, address = self._ids[page.path]
            fields.theme(*al_folio_lists.PAGE)
            picture = fields.text("img")
            links = {"homepage": fields.text("redirect"), "github": fields.text("github")}
            data = {
                "title": into.line(fields.text("title"), fields.place("title")) or page.name,
                "summary": into.line(fields.text("description"), fields.place("description")),
                "theme": fields.text("category"),
                "people": [self.owner],
                "links": {name: target for name, target in links.items() if target},
                "image": self._picture(picture, fields.place("img")),
                "tags": fields.texts("tags", ","),
                "redirect_from": [address],
            }
            kept = {field: value for field, value in data.items() if value}
            record = RawRecord(Kind.PROJECT, identifier, kept, fields.place())
            into.add(record, page.body, page.body_place)

    def _picture(self, written: str, place: Place) -> str:
        if not written:
            return ""
        if "://" in written:
            mend = "put it into `_static/`, if you may"
            self.into.leave(place, f"the picture `{written}` is on another host", mend)
            return ""
        return self.into.file(self.into.find(written, place) or written, place)

    # --- news, and all the rest -------------------------------------------------------------

    def news(self) -> None:
        for page in self.old.pages("_news/*.md"):
            fields, into = page.fields, self.into
            fields.theme("layout", "related_posts", "show", "toc", "giscus_comments", "importance")
            title, written = fields.text("title"), fields.text("date")
            inline = fields.truth("inline") or not title
            text = into.line(page.body, page.body_place) if inline else title
            if not inline and page.body.strip():
                what = f"of the item of news `{title}` only the title has a place here"
                into.leave(page.body_place, what, "write its text into a page, if it matters")
            elif inline and title:
                into.leave(
                    fields.place("title"), f"the title `{title}` was not shown, and is left out"
                )
            date = day(written) or day(page.name[:10])
            if not date:
                into.leave(
                    fields.place("date"), f"`{written}` is no date", "write the item by hand"
                )
                continue
            into.add(RawRecord(Kind.NEWS, page.name, {"date": date, "text": text}, fields.place()))

    def other_pages(self) -> None:
        """Report pages that have no record: only a person can say where they belong."""
        for page in self.old.pages("_pages/*.md"):
            if "profile" in page.fields and page.path in self.old.matching("_pages/about.md"):
                continue
            self._other(page)
        for pattern, what in (
            ("_posts/*", "blog post"),
            ("_drafts/*", "draft of a blog post"),
            ("_books/*", "book review"),
            ("_teachings/*", "page on teaching"),
        ):
            for path in self.old.matching(pattern):
                self.old.use(path)
                mend = "keep it where it was, or make a page of it and name that in a toctree"
                self.into.leave(Place(path), f"a {what} has no place here", mend)
        for path in self.old.matching("_data/repositories.y*ml"):
            file = self.old.yaml(path)
            file.theme("repo_description_lines_max")
            for key in ("github_users", "github_repos"):
                for number, name in enumerate(file.texts(key)):
                    what = f"`https://github.com/{name}` stood in a list of repositories"
                    mend = "write it as `code` of a paper, or below `links` of a project"
                    self.into.leave(file.place(key, number), what, mend)

    def _other(self, page: OldPage) -> None:
        fields, into = page.fields, self.into
        for one in fields.children("profiles"):
            one.theme("align", "image", "image_circular", "more_info")
            what = f"the profile of somebody, with the text `{one.text('content')}`, has no name"
            into.leave(one.place(), what, 'begin a page: `nox -s new -- person "NAME"`')
        fields.theme(*al_folio_lists.PAGE)
        title, address = fields.text("title") or page.name, fields.text("permalink")
        fields.text("description", "subtitle")
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^<>]*>|[\s#*-]+", " ", page.body, flags=re.DOTALL)
        where = f" ({address})" if address else ""
        if len(bare.split()) > _FEW:
            mend = "make a page of it, and name it in a toctree"
            into.leave(fields.place(), f"the page `{title}`{where} is not carried", mend)
        elif address and address != "/404.html" and not into.list_at(address):
            what = f"the address `{address}` leads nowhere here"
            into.leave(fields.place("permalink"), what, "tell those who link to it")


_FEW = 12
"""A page with no more words than that is a frame around a list."""
