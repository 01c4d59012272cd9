"""A publication with everything about it resolved, as all formats need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_research.formats import abstracts
from sphinx_research.formats.html_text import words
from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.matching import Match
from sphinx_research.records.model import (
    Person,
    Project,
    Publication,
    PublicationType,
    Status,
    Venue,
)
from sphinx_research.records.names import Author, PersonName
from sphinx_research.records.values import PartialDate, arxiv_month, orcid_address
from sphinx_research.records.views.entry import paper_status, paper_type
from sphinx_research.records.views.refs import address, line, page_of, person_ref


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author or editor.

    :param name: as the paper has it, which is what others cite
    :param id: the person of the site or collaborator that this is, if known
    :param page: the whole address of their page: here, or else elsewhere
    """

    name: PersonName
    id: str = ""
    orcid: str = ""
    page: str = ""
    equal: bool = False
    corresponding: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A publication and what its record only points to.

    :param type: as written, or as the venue tells; `status` likewise
    :param container: the full name of the venue, as a record or only the text has it
    :param abstract: its words, on one line
    :param issued: when it appeared; of a preprint without a date, when arXiv got it
    :param page: the whole address of the landing page
    :param address: the best address elsewhere: the publisher's, DOI or arXiv
    :param ours: whether an author is a person of the site
    """

    record: Publication
    type: PublicationType
    status: Status | None
    authors: tuple[Contributor, ...]
    editors: tuple[Contributor, ...]
    venue: Venue | None
    container: str
    abstract: str
    issued: PartialDate | None
    projects: tuple[Project, ...]
    page: str
    address: str
    ours: bool


class Works:
    """The works of a catalogue, each resolved once, when it is first asked for."""

    def __init__(self, catalogue: Catalogue, site: Site) -> None:
        self.catalogue = catalogue
        self.site = site
        self._made: dict[str, Work] = {}

    def __getitem__(self, key: str) -> Work:
        work = self._made.get(key)
        if work is None:
            work = self._made[key] = self._make(self.catalogue.records.publications[key])
        return work

    def of(self, keys: Iterable[str]) -> tuple[Work, ...]:
        """Several works, in the order of their keys."""
        return tuple(self[key] for key in keys)

    def _make(self, paper: Publication) -> Work:
        catalogue = self.catalogue
        records = catalogue.records
        venue = records.venues.get(catalogue.venue_of.get(paper.id, ""))
        kind = paper_type(catalogue, paper)
        preprint = kind is PublicationType.PREPRINT and paper.arxiv
        return Work(
            record=paper,
            type=kind,
            status=paper_status(catalogue, paper),
            authors=tuple(
                self._contributor(author, match)
                for author, match in zip(paper.authors, catalogue.matches[paper.id], strict=True)
            ),
            editors=tuple(self._contributor(editor, Match()) for editor in paper.editors),
            venue=venue,
            container=venue.name if venue else paper.venue or "",
            abstract=self._abstract(paper.abstract or ""),
            issued=paper.date or (arxiv_month(paper.arxiv) if preprint and paper.arxiv else None),
            projects=tuple(
                records.projects[project]
                for project in paper.projects
                if project in records.projects
            ),
            page=self.site.landing(paper.id),
            address=address(paper),
            ours=catalogue.is_ours(paper.id),
        )

    def _abstract(self, markdown: str) -> str:
        if "}`" not in markdown:  # there is no role, for which a record's name would stand
            return abstracts.words(markdown)
        blocks = (line(self.catalogue, block) for block in abstracts.blocks(markdown))
        return " ".join(filter(None, map(words, blocks)))

    def _contributor(self, author: Author, match: Match) -> Contributor:
        somebody = self.catalogue.somebody(match.id) if match.id else None
        orcid = author.orcid or (somebody.orcid if somebody else None) or ""
        if isinstance(somebody, Person):
            page = self.site.page(page_of(somebody))
        elif somebody:
            page = person_ref(somebody).url
        else:
            page = match.partner.url if match.partner else ""
        return Contributor(
            name=author.name,
            id=somebody.id if somebody else "",
            orcid=orcid,
            page=page or orcid_address(orcid),
            equal=author.equal,
            corresponding=author.corresponding,
        )
