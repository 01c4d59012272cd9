"""A publication as its landing page shows it: everything that is known of it."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Publication, PublicationType, Status
from sphinx_research.records.views.entry import Entry, paper_type
from sphinx_research.records.views.people import Card, card
from sphinx_research.records.views.refs import Ref, project_ref, publication_ref
from sphinx_research.records.words import Words, noted

MOST_RELATED = 5
NEAREST = 20
"""How many papers of one author or project, next in time, are looked at for related ones:
what bounds the work where somebody has thousands."""

SAME_PROJECT = 3
"""How much a shared project counts beside one shared author."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A publication, complete, and what it leads to.

    :param kind: what it is: ``Journal article``
    :param ours: whether an author is a person of the site
    :param people: its authors of the site, as they are now: their records do not say where
        they were when they wrote it
    :param license: the address of the licence, and `license_name` what it is called
    :param facts: what else is known, with its label
    :param related: papers that share projects or authors: each with its venue and year
    :param newer: the next paper of ours in the order of lists, and `older` the one after
    """

    entry: Entry
    kind: str
    ours: bool
    facts: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    license: str
    license_name: str
    projects: tuple[Ref, ...]
    people: tuple[Card, ...]
    related: tuple[tuple[Ref, str], ...]
    newer: Ref | None
    older: Ref | None


KINDS = {
    PublicationType.ARTICLE: noted("Journal article"),
    PublicationType.CONFERENCE: noted("Conference paper"),
    PublicationType.WORKSHOP: noted("Workshop paper"),
    PublicationType.PREPRINT: noted("Preprint"),
    PublicationType.THESIS: noted("Thesis"),
    PublicationType.BOOK: noted("Book"),
    PublicationType.CHAPTER: noted("Book chapter"),
    PublicationType.REPORT: noted("Report"),
    PublicationType.PATENT: noted("Patent"),
    PublicationType.DATASET: noted("Dataset"),
    PublicationType.SOFTWARE: noted("Software"),
    PublicationType.TALK: noted("Talk"),
    PublicationType.MISC: "",
}


def landing(catalogue: Catalogue, entry: Entry) -> Landing:
    """Make the view of one publication's page.

    :param entry: the publication as lists show it, which mostly is there already
    """
    key, records, words = entry.key, catalogue.records, catalogue.settings.words
    paper = records.publications[key]
    ours = catalogue.is_ours(key)
    matches = catalogue.matches[key]
    people = dict.fromkeys(match.id for match in matches if match.id in records.people)
    newer, older = _neighbours(catalogue, key) if ours else (None, None)
    kind = paper_type(catalogue, paper)
    return Landing(
        entry=entry,
        kind=paper.genre or words(_kind(paper, kind)),
        ours=ours,
        facts=tuple(_facts(paper, words)),
        tags=paper.tags,
        license=paper.license or "",
        license_name=_license_name(paper.license or ""),
        projects=tuple(
            project_ref(records.projects[one]) for one in paper.projects if one in records.projects
        ),
        people=tuple(card(catalogue, records.people[one]) for one in people if one),
        related=tuple(_reference(catalogue, one) for one in _related(catalogue, paper))
        if ours
        else (),
        newer=newer,
        older=older,
    )


def _kind(paper: Publication, kind: PublicationType) -> str:
    """Say what it is; what has neither a venue nor a preprint may be under review."""
    if kind is PublicationType.PREPRINT and not paper.arxiv:
        return noted("Manuscript") if paper.status is Status.UNDER_REVIEW else ""
    return KINDS[kind]


_CREATIVE_COMMONS = re.compile(r"https://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/")


def _license_name(address: str) -> str:
    """``CC BY 4.0``; of what is not Creative Commons' the last part of the address."""
    if match := _CREATIVE_COMMONS.fullmatch(address):
        return f"CC {match[1].upper()} {match[2]}"
    if address.startswith("https://spdx.org/licenses/"):
        return address.rpartition("/")[2].removesuffix(".html")
    return address


def _facts(paper: Publication, words: Words) -> Iterator[tuple[str, str]]:
    """What entries leave out for brevity."""
    if paper.editors:
        yield words("Editors"), ", ".join(str(editor.name) for editor in paper.editors)
    if paper.publisher:
        yield words("Publisher"), paper.publisher
    if paper.edition:
        yield words("Edition"), paper.edition
    if paper.isbn:
        yield "ISBN", paper.isbn


def _related(catalogue: Catalogue, paper: Publication) -> list[str]:
    """Name the papers that share most projects and authors with one, the nearest in time first."""
    score: Counter[str] = Counter()
    own = catalogue.rank(paper.id)
    shared = [
        *((catalogue.by_project.get(one, ()), SAME_PROJECT) for one in set(paper.projects)),
        *(
            (catalogue.by_person.get(match.id, ()), 1)
            for match in catalogue.matches[paper.id]
            if match.id
        ),
    ]
    for keys, weight in shared:
        place = bisect(keys, own, key=catalogue.rank)
        for key in keys[max(0, place - NEAREST) : place + NEAREST]:
            score[key] += weight
    del score[paper.id]
    ours = ((catalogue.rank(key), key) for key in score if catalogue.is_ours(key))
    order = sorted((-score[key], abs(rank - own), rank, key) for rank, key in ours)
    return [key for *_, key in order[:MOST_RELATED]]


def _reference(catalogue: Catalogue, key: str) -> tuple[Ref, str]:
    """Name a paper, and say where and when it appeared: ``CVPR · 2025``."""
    paper = catalogue.records.publications[key]
    venue = catalogue.records.venues.get(catalogue.venue_of.get(key, ""))
    where = (venue.short or venue.name) if venue else paper.venue
    year = str(paper.date.year) if paper.date else ""
    return publication_ref(paper), " · ".join(filter(None, (where, year)))


def _neighbours(catalogue: Catalogue, key: str) -> tuple[Ref | None, Ref | None]:
    place = bisect(catalogue.ours, catalogue.rank(key), key=catalogue.rank) - 1
    around = (
        catalogue.ours[one] if 0 <= one < len(catalogue.ours) else None
        for one in (place - 1, place + 1)
    )
    papers = catalogue.records.publications
    newer, older = (publication_ref(papers[one]) if one else None for one in around)
    return newer, older
