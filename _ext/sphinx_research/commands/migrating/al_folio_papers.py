"""The papers of an al-folio site, and what it says of venues and co-authors."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.bib import Folders, entries_of, venues_of
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.records.folding import fold
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

FOLDERS = Folders(
    downloads={
        "pdf": ("assets/pdf/", "pdf"),
        "poster": ("assets/pdf/", "poster"),
        "slides": ("assets/pdf/", "slides"),
        "supp": ("assets/pdf/", "supplement"),
        "html": ("assets/html/", "paper"),
    },
    pictures={"preview": "assets/img/publication_preview/"},
)


@dataclass(frozen=True, slots=True)
class Papers:
    """Reads them.

    :param scholar: the settings of the plugin that lists papers
    :param owner: the id of the site's person
    """

    old: OldSite
    into: Carried
    scholar: Fields
    owner: str

    def carry(self) -> None:
        """Carry papers, their venues, and the pages of co-authors."""
        folder = (self.scholar.text("source") or "/_bibliography/").strip("/")
        self.scholar.take("bibliography")
        venues, places = self._venues()
        for path in self.old.matching(f"{folder}/*.bib", "_bibliography/*.bib"):
            text = self.old.text(path) or ""
            found = entries_of(text, path, self.into, FOLDERS)
            for record in found:
                self.into.add(record)
            venues_of(text, path, venues, self.into, places)
        known = {
            fold(str(record.data.get(name, "")))
            for record in _records(self.into, Kind.VENUE)
            for name in ("short", "name")
        }
        for short, place in places.items():
            if fold(short) not in known:
                self.into.leave(place, f"no paper has the venue `{short}` for its `abbr`")
        self._coauthors()

    def _venues(self) -> tuple[dict[str, str], dict[str, Place]]:
        addresses: dict[str, str] = {}
        places: dict[str, Place] = {}
        for path in self.old.matching("_data/venues.y*ml"):
            file = self.old.yaml(path)
            for short in file:
                one = file.child(short)
                one.theme("color")
                addresses[short.casefold()] = one.text("url")
                places[short.casefold()] = one.place()
        return addresses, places

    def _coauthors(self) -> None:
        families = self._families()
        for path in self.old.matching("_data/coauthors.y*ml"):
            file = self.old.yaml(path)
            for surname in file:
                family = families.get(fold(surname)) or surname.title()
                for one in file.children(surname):
                    given, *others = one.texts("firstname", ",") or [""]
                    name = f"{given} {family}".strip()
                    data = {
                        "name": name,
                        "aliases": [f"{other} {family}" for other in others],
                        "url": one.text("url"),
                    }
                    identifier = self.into.id_of(name) or "collaborator"
                    if identifier == self.owner:
                        what = f"`{name}` is the person of the site, who needs no link"
                        self.into.leave(one.place(), what)
                        continue
                    kept = {field: value for field, value in data.items() if value}
                    self.into.add(RawRecord(Kind.COLLABORATOR, identifier, kept, one.place()))

    def _families(self) -> dict[str, str]:
        """Find how papers write family names: the old site had them in small letters."""
        families: dict[str, str] = {}
        for record in _records(self.into, Kind.PUBLICATION):
            for author in record.data.get("authors", []):
                if isinstance(author, str) and "," in author:
                    family = author.partition(",")[0].rstrip("*∗†‡§¶‖&^ ")
                    families.setdefault(fold(family), family)
        return families


def _records(into: Carried, kind: Kind) -> list[RawRecord]:
    return [one for one in into.records if one.kind is kind]
