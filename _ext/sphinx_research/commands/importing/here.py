"""What a site has already, against which papers found elsewhere are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sphinx_research.commands.importing.venues import venue_id
from sphinx_research.formats.works import Works
from sphinx_research.records.identities import Identity, identities
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType, Status
from sphinx_research.records.model.fields import slug

_UNDER_WAY = frozenset({Status.UNDER_REVIEW, Status.PREPRINT, Status.ACCEPTED})
_PLACES = ("volume", "issue", "pages", "number", "publisher", "doi", "arxiv")
"""Facts that a paper has only once it is published."""


class Here:
    """The publications of a site, by what they are known by."""

    def __init__(self, works: Works) -> None:
        self.works = works
        papers = works.catalogue.records.publications
        self.taken = {slug(key) for key in papers} | {"index"}
        pages = works.catalogue.documents
        self.taken |= {slug(page.rpartition("/")[2]) for page in pages if _is_paper(page)}
        self._known: dict[Identity, Publication] = {}
        for paper in papers.values():
            self.add(paper)

    def add(self, paper: Publication) -> None:
        """Take a paper for one of the site from now on."""
        self.taken.add(slug(paper.id))
        for identity in _of(paper):
            if self._known.setdefault(identity, paper).id == paper.id:
                self._known[identity] = paper

    def same(self, paper: Publication, before: str = "") -> tuple[Publication, str] | None:
        """Find the record of the same work, and by what it is known.

        :param before: the DOI of the preprint that the paper was
        """
        known = (*identities(before, None, Markup()), *_of(paper))
        return self._find(known)

    def find(self, data: Mapping[str, Any]) -> tuple[Publication, str] | None:
        """Find the record of a work likewise, by fields that may be wrong."""
        return self._find(identities_of(data))

    def _find(self, known_by: Iterable[Identity]) -> tuple[Publication, str] | None:
        for identity in known_by:
            if paper := self._known.get(identity):
                return paper, identity[0]
        return None

    def venue(self, name: str) -> str:
        """Give the id of the venue that a name means, or the name."""
        return venue_id(name, self.works.catalogue.records.venues.values()) or name

    def advance(self, old: Publication, new: Publication) -> dict[str, str | None]:
        """Tell what a record lacks now that more is known of the work.

        :param old: the record of the site
        :param new: the work as it was found
        :return: values of fields to be set, or `None` for one to be removed
        """
        papers = self.works.catalogue.records.publications
        kind = self.works[old.id].type if old.id in papers else old.type
        preprint = kind is PublicationType.PREPRINT
        under_way = preprint or old.status in _UNDER_WAY
        published = new.type is not PublicationType.PREPRINT and bool(new.venue)
        values: dict[str, str | None] = {}
        if not (under_way and published):
            return values if old.arxiv or not new.arxiv else {"arxiv": new.arxiv}
        if preprint or not old.venue:
            values["venue"] = new.venue
        if new.date and (preprint or not old.date or old.status is not Status.ACCEPTED):
            values["date"] = str(new.date)
        for name in _PLACES:
            there, found = getattr(old, name), getattr(new, name)
            if found and (not there or (name == "doi" and preprint)):
                values[name] = str(found)
        if old.status:
            values["status"] = None
        if old.type and new.type and old.type is not new.type:
            values["type"] = new.type.value  # as .bib files always have one
        return {name: value for name, value in values.items() if value != _written(old, name)}


def _of(paper: Publication) -> Iterable[Identity]:
    return identities(paper.doi, paper.arxiv, paper.title)


def _written(paper: Publication, name: str) -> str | None:
    value = getattr(paper, name)
    return None if value is None else str(value)


def _is_paper(page: str) -> bool:
    return page.startswith("research/publications/")


def identities_of(data: Mapping[str, Any]) -> list[Identity]:
    """Give what a work is known by, from fields that may be absent."""
    doi, arxiv = data.get("doi"), data.get("arxiv")
    return list(
        identities(
            doi if isinstance(doi, str) else None,
            arxiv if isinstance(arxiv, str) else None,
            Markup.parse(str(data.get("title") or "")),
        )
    )
