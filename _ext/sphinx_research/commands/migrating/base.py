"""What is carried from an old site to this one, and what is left behind.

A format is a function ``carry(old, into)``: it reads from `OldSite`, and gives to `Carried`
whatever has a place here.  What it takes no notice of is found out by itself: `OldSite` knows
every file and every key that was never asked for, and reports it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands.migrating import links, prose
from sphinx_research.commands.migrating.fields import Left
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.formats.pictures import PictureError, cleaned
from sphinx_research.formats.site import Site
from sphinx_research.records import files
from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.model import PROFILE_LINKS, is_id, slug
from sphinx_research.records.problems import Code, Place, nearest
from sphinx_research.records.raw import Kind, RawRecord

Format = Callable[[OldSite, "Carried"], None]
"""How one kind of site is read.

:raises RefusedError: if it is no site of that kind
"""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page, as it stood in the old site."""

    text: str
    place: Place


@dataclass(slots=True)
class Carried:
    """All that is to be written, and all that is not.

    :param settings: those of this site, whose roles and themes people and projects may have
    :param site: where this site is published
    :param files: files to copy: the old path, by the path here
    :param copied: the path here, by the old one; empty for a file that may not be here
    :param moved: old addresses (``/projects/engine/``), and the pages here (``research/engine``)
    :param ids: the records by kind and id; people and collaborators share theirs
    :param lists: old addresses of lists, and pages here that have such lists
    :param documents: the pages that this site has already
    :param bases: under which whole addresses the old site was published
    :param roots: the folders of the old site at which addresses of files begin
    """

    old: OldSite
    settings: Settings = field(default_factory=Settings)
    site: Site = field(default_factory=lambda: Site("Site"))
    records: list[RawRecord] = field(default_factory=list)
    bodies: dict[tuple[Kind, str], list[Body]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    copied: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    review: list[Left] = field(default_factory=list)
    lists: dict[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    bases: list[str] = field(default_factory=list)
    roots: list[str] = field(default_factory=lambda: ["", "static/", "assets/"])
    ids: dict[tuple[Kind, str], RawRecord] = field(default_factory=dict)

    # --- what is left -----------------------------------------------------------------------

    def leave(self, place: Place, what: str, mend: str = "") -> None:
        """Say that something is not carried.

        :param what: as a sentence without its full stop: ``the field `weight` has no place here``
        :param mend: what to do about it
        """
        self.left.append(Left(place, what, mend))

    def ask(self, place: Place, what: str, mend: str = "") -> None:
        """Say that something was carried, and should be looked at."""
        self.review.append(Left(place, what, mend))

    # --- records ----------------------------------------------------------------------------

    def add(self, record: RawRecord, body: str = "", body_place: Place | None = None) -> RawRecord:
        """Take a record, and the text below it if it has a page.

        Roles and themes that this site does not have are left out and reported.  The second of
        two with one id gets a number, but for people and venues, which are one.

        :param record: whose `place` is in the old site
        :param body: Markdown as the old site had it; it is made fit when all is known
        :return: the record as it is kept
        """
        kept = replace(record, data=self._with_known(record))
        shelf = Kind.PERSON if kept.kind is Kind.COLLABORATOR else kept.kind
        known = self.ids.get((shelf, slug(kept.id)))
        if known and kept.kind is not Kind.NEWS:
            self.leave(
                kept.place,
                f"the {kept.kind} `{kept.id}` stands in {known.place} already",
                "give one of them another id, or make one of the two",
            )
            return known
        self.ids[shelf, slug(kept.id)] = kept
        self.records.append(kept)
        if body.strip():
            place = body_place or kept.place
            self.bodies.setdefault((kept.kind, kept.id), []).append(Body(body, place))
        return kept

    def has(self, kind: Kind, identifier: str) -> bool:
        """Whether a record of that id has been added."""
        return (kind, slug(identifier)) in self.ids

    def change(self, kind: Kind, identifier: str, more: Mapping[str, Any]) -> None:
        """Give a record further fields; those that it has stay."""
        old = self.ids[kind, slug(identifier)]
        new = {name: value for name, value in more.items() if name not in old.data}
        changed = replace(old, data=dict(old.data) | new)
        self.ids[kind, slug(identifier)] = changed
        self.records[next(n for n, one in enumerate(self.records) if one is old)] = changed

    def append_body(self, kind: Kind, identifier: str, body: str, place: Place) -> None:
        """Add to the text of a page."""
        if body.strip():
            self.bodies.setdefault((kind, identifier), []).append(Body(body, place))

    def _with_known(self, record: RawRecord) -> dict[str, Any]:
        data = dict(record.data)
        for name, known, setting in (
            ("role", self.settings.roles, "research_roles"),
            ("theme", self.settings.themes, "research_themes"),
        ):
            if record.kind not in (Kind.PERSON, Kind.PROJECT) or data.get(name) in (None, ""):
                continue
            if data[name] not in known:
                value = str(data.pop(name))
                near = nearest(value, known)
                mend = (
                    f'add `"{slug(value)}": "{value}"` to `{setting}` in conf.py, and to the page'
                )
                cause = (
                    f"the {name} `{value}` of the {record.kind} `{record.id}` is not in conf.py"
                )
                self.leave(record.place, cause, f"{mend}; {near}" if near else mend)
        return data

    # --- ids and addresses ------------------------------------------------------------------

    @staticmethod
    def id_of(words: str) -> str:
        """Make an id of a name or title, in ASCII if that leaves anything; maybe empty."""
        made = _ascii_slug(words)
        return made if is_id(made) else ""

    def free_id(self, kind: Kind, words: str) -> str:
        """Make an id that no record of a kind has yet."""
        first = self.id_of(words) or kind.value
        number, wanted = 1, first
        while (Kind.PERSON if kind is Kind.COLLABORATOR else kind, wanted) in self.ids:
            number += 1
            wanted = f"{first}-{number}"
        return wanted

    def move(self, address: str, page: str) -> str:
        """Remember where an old page is now, for links; give the address for `redirect_from`."""
        path = "/" + address.strip().lstrip("/")
        self.moved.setdefault(_bare(path), page)
        return path

    def move_lists(self, **pages: str) -> None:
        """Remember where lists of the old site are now, if this site has such pages.

        :param pages: the names of old pages, such as ``publications``, and pages here
        """
        for name, page in pages.items():
            if page in self.documents:
                self.lists[_bare(f"/{name}/")] = page

    def list_at(self, address: str) -> str:
        """Find the page here of what was a list at an old address."""
        return self.lists.get(_bare("/" + address.lstrip("/")), "")

    def page_at(self, address: str) -> str:
        """Find the page here that an old address, or the path of an old page, leads to."""
        return self.moved.get(_bare("/" + address.lstrip("/")), "")

    # --- text -------------------------------------------------------------------------------

    def line(self, text: str, place: Place) -> str:
        """Make one line of old Markdown, for news, summaries and the like.

        What is more than a line (further paragraphs, lists, pictures) is reported.
        """
        return prose.line(text, place, self)

    def prose(self, text: str, place: Place) -> str:
        """Make text of old Markdown that a page here may hold; bodies are made so anyway."""
        return prose.prose(text, place, self)

    def note_theme(self, what: str) -> None:
        """Count something that belongs to the old theme."""
        self.old.watch.count_theme(what)

    # --- links and files --------------------------------------------------------------------

    def links(self, accounts: Mapping[str, str]) -> dict[str, str]:
        """Name links as this site does: ``google_scholar`` is ``scholar``."""
        named: dict[str, str] = {}
        for name, target in accounts.items():
            if target:
                key = slug(name)
                named.setdefault(_LINKS.get(key, key), target)
        return named

    def file(self, path: str, place: Place, folder: str = "_static") -> str:
        """Copy a picture or download, if it may be here.

        :param path: in the old site
        :param place: where it is named
        :param folder: where it goes: ``_static``, or a folder in it
        :return: its path here; empty if it is not there or may not be here, which is reported
        """
        way = path.lstrip("/")
        if way not in self.old.files:
            self.leave(
                place, f"the file `{way}` is not in the old site", "add it, or leave it out"
            )
            return ""
        if way not in self.copied:
            self.old.use(way)
            self.copied[way] = self._copied(way, folder)
        return self.copied[way]

    def find(self, address: str, page: Place) -> str:
        """Find the file of the old site that an address on one of its pages means; maybe empty."""
        for way in links.candidates(self.bare_address(address), page.path):
            for root in self.roots:
                if f"{root}{way}" in self.old.files:
                    return f"{root}{way}"
        return ""

    def is_old(self, address: str) -> bool:
        """Whether a whole address is one of the old site."""
        return self.bare_address(address) != address

    def bare_address(self, address: str) -> str:
        """Give the path of an address of the old site."""
        secure = re.sub(r"^http:", "https:", address)  # of a site there is one, under both
        bases = (re.sub(r"^http:", "https:", base) for base in self.bases)
        for base in sorted(bases, key=len, reverse=True):
            if secure == base or secure.startswith(f"{base}/"):
                return secure.removeprefix(base) or "/"
        return address

    def download(self, address: str, place: Place) -> str:
        """Give the whole address that a file of the old site has here, and copy it.

        :param address: its path in the old site, or an address of it; one of another host stays
        :return: empty if there is no such file, or this site has no address yet; that is reported
        """
        if is_absolute(address) and not self.is_old(address):
            return address
        here = self.file(self.find(address, place) or address.lstrip("/"), place)
        if here and not self.site.base:
            what = f"`{address}` is copied to `{here}`, but has no address"
            self.leave(place, what, "set `html_baseurl` in conf.py, and write its whole address")
        return self.site.file(here) if here else ""

    def _copied(self, way: str, folder: str) -> str:
        name = PurePosixPath(way)
        kind = name.suffix.lower()
        stem = _ascii_slug(name.name.removesuffix(name.suffix)) or "file"
        here, number = f"{folder}/{stem}{kind}", 1
        while here in self.files:
            number += 1
            here = f"{folder}/{stem}-{number}{kind}"
        fault = files.in_static(here)
        size = self.old.size(way)
        if fault is None and size > files.limit(here):
            fault = files.too_large(way, size)
        if fault is None and kind in files.PICTURES:
            fault = _unreadable(self.old.content(way))
        if fault:
            self.leave(Place(way), f"the file `{way}` is not copied: {fault.cause}", fault.mend)
            return ""
        self.files[here] = way
        return here


def _unreadable(content: bytes) -> files.Fault | None:
    """Say why a picture cannot be shown; `None` if it can."""
    try:
        cleaned(content)
    except PictureError as error:
        mend = "save it again as JPEG or PNG, and put it there yourself"
        return files.Fault(Code.PICTURE, str(error), mend)
    return None


def _ascii_slug(words: str) -> str:
    """Make an id with accents taken off, since it becomes an address."""
    split = unicodedata.normalize("NFKD", words)
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    return slug(bare)


def _bare(path: str) -> str:
    """Take off an address what says nothing of the page: its ending, ``index``, the slash."""
    path = path.partition("#")[0].partition("?")[0]
    for end in (".html", ".htm", ".md", ".markdown"):
        path = path.removesuffix(end)
    return (path.removesuffix("/index").rstrip("/") or "/").casefold()


_LINKS = {
    "google-scholar": "scholar",
    "googlescholar": "scholar",
    "scholar-userid": "scholar",
    "home-page": "homepage",
    "website": "homepage",
    "web": "homepage",
    "twitter": "x",
    "semanticscholar": "semantic-scholar",
    "hugging-face": "huggingface",
    **{name: name for name in PROFILE_LINKS},
}
"""Names that other systems have for the links of a person."""
