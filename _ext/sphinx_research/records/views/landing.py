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
    related: tuple[Ref, ...]
    newer: Ref | None
    older: Ref | None


KINDS = {
    PublicationType.ARTICLE: "Journal article",
    PublicationType.CONFERENCE: "Conference paper",
    PublicationType.WORKSHOP: "Workshop paper",
    PublicationType.PREPRINT: "Preprint",
    PublicationType.THESIS: "Thesis",
    PublicationType.BOOK: "Book",
    PublicationType.CHAPTER: "Book chapter",
    PublicationType.REPORT: "Report",
    PublicationType.PATENT: "Patent",
    PublicationType.DATASET: "Dataset",
    PublicationType.SOFTWARE: "Software",
    PublicationType.TALK: "Talk",
    PublicationType.MISC: "",
}


def landing(catalogue: Catalogue, entry: Entry) -> Landing:
    """Make the view of one publication's page.

    :param entry: the publication as lists show it, which mostly is there already
    """
    key, records = entry.key, catalogue.records
    paper = records.publications[key]
    ours = catalogue.is_ours(key)
    matches = catalogue.matches[key]
    people = dict.fromkeys(match.id for match in matches if match.id in records.people)
    newer, older = _neighbours(catalogue, key) if ours else (None, None)
    kind = paper_type(catalogue, paper)
    return Landing(
        entry=entry,
        kind=_kind(paper, kind),
        ours=ours,
        facts=tuple(_facts(paper)),
        tags=paper.tags,
        license=paper.license or "",
        license_name=_license_name(paper.license or ""),
        projects=tuple(
            project_ref(records.projects[one]) for one in paper.projects if one in records.projects
        ),
        people=tuple(card(catalogue, records.people[one]) for one in people if one),
        related=tuple(
            publication_ref(records.publications[one]) for one in _related(catalogue, paper)
        )
        if ours
        else (),
        newer=newer,
        older=older,
    )


def _kind(paper: Publication, kind: PublicationType) -> str:
    """Say what it is; what has neither a venue nor a preprint may be under review."""
    if kind is PublicationType.PREPRINT and not paper.arxiv:
        return "Manuscript" if paper.status is Status.UNDER_REVIEW else ""
    return KINDS[kind]


_CREATIVE_COMMONS = re.compile(r"https://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/")


def _license_name(address: str) -> str:
    """``CC BY 4.0``; of what is not Creative Commons' the last part of the address."""
    if match := _CREATIVE_COMMONS.fullmatch(address):
        return f"CC {match[1].upper()} {match[2]}"
    if address.startswith("https://spdx.org/licenses/"):
        return address.rpartition("/")[2].removesuffix(".html")
    return address


def _facts(paper: Publication) -> Iterator[tuple[str, str]]:
    """What entries leave out for brevity."""
    if paper.editors:
        yield "Editors", ", ".join(str(editor.name) for editor in paper.editors)
    if paper.publisher:
        yield "Publisher", paper.publisher
    if paper.edition:
        yield "Edition", paper.edition
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


def _neighbours(catalogue: Catalogue, key: str) -> tuple[Ref | None, Ref | None]:
    place = bisect(catalogue.ours, catalogue.rank(key), key=catalogue.rank) - 1
    around = (
        catalogue.ours[one] if 0 <= one < len(catalogue.ours) else None
        for one in (place - 1, place + 1)
    )
    papers = catalogue.records.publications
    newer, older = (publication_ref(papers[one]) if one else None for one in around)
    return newer, older
