"""One publication as a list shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup
from sphinx_research.records.matching import Match
from sphinx_research.records.model import (
    PROFILE_LINKS,
    Person,
    Publication,
    PublicationType,
    Status,
    VenueType,
)
from sphinx_research.records.names import Author
from sphinx_research.records.values import PartialDate, arxiv_address, arxiv_month, doi_address
from sphinx_research.records.views.refs import (
    Line,
    Ref,
    address,
    line,
    person_ref,
    publication_ref,
)
from sphinx_research.records.words import Words, noted

EQUAL, CORRESPONDING = "*", "✉"
MARKS = {EQUAL: noted("equal contribution"), CORRESPONDING: noted("corresponding author")}
"""The marks that every list explains; others are explained by an entry's note."""


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author as shown: the site's own name for people it knows, and any marks.

    :param member: whether lists are to set apart somebody who was here when the paper appeared
    """

    ref: Ref
    marks: str = ""
    member: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address.

    :param icon: the name of the small picture beside it
    """

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication, complete.

    :param original: the title in the work's own language, and `language` that language (BCP 47)
    :param venue: the venue's full name, or what stands in its place
    :param short: the venue's short name, where it has one
    :param details: volume, issue, pages or number
    :param status: ``under review``, ``preprint``, ``accepted``; empty once published
    :param trail: the work's way to print: ``Preprint Apr 2024``, …
    :param image: the path of a small picture
    """

    key: str
    ref: Ref
    title: Markup
    original: Markup | None
    language: str
    authors: tuple[AuthorView, ...]
    year: str
    venue: str
    short: str
    details: str
    rank: str
    award: str
    status: str
    note: Line
    links: tuple[Link, ...]
    trail: tuple[str, ...]
    image: str = ""


def entry(catalogue: Catalogue, key: str) -> Entry:
    """Make the view of one publication."""
    words = catalogue.settings.words
    paper = catalogue.records.publications[key]
    venue = catalogue.records.venues.get(catalogue.venue_of.get(key, ""))
    status = paper_status(catalogue, paper)
    emphasised = _appeared(paper) if catalogue.settings.emphasis == "members" else None
    return Entry(
        key=key,
        ref=publication_ref(paper),
        title=paper.title,
        original=paper.original_title,
        language=paper.language or "",
        authors=tuple(
            _author(catalogue, author, match, emphasised)
            for author, match in zip(paper.authors, catalogue.matches[key], strict=True)
        ),
        year=str(paper.date.year) if paper.date else "",
        venue=venue.name if venue else paper.venue or "",
        short=(venue.short or "") if venue else "",
        details=_details(paper),
        rank=paper.rank or "",
        award=paper.award or "",
        status=words(STATES[status]) if status in STATES else "",
        note=line(catalogue, paper.note),
        links=tuple(_links(paper, words)),
        trail=_trail(paper, status, words),
        image=paper.image or "",
    )


STATES = {
    Status.UNDER_REVIEW: noted("under review"),
    Status.PREPRINT: noted("preprint"),
    Status.ACCEPTED: noted("accepted"),
}
"""How far a work has come that is not published."""


def named_links(links: Mapping[str, str], words: Words) -> tuple[Link, ...]:
    """The links of a person or project with their labels, in the order of the record."""
    return tuple(
        Link(words(PROFILE_LINKS[name][0]) if name in PROFILE_LINKS else name.title(), url, name)
        for name, url in links.items()
    )


def explained(entries: Iterable[Entry], words: Words) -> tuple[tuple[str, str], ...]:
    """The marks on the authors of some papers that need a word: ``*`` equal contribution."""
    used = {mark for one in entries for author in one.authors for mark in author.marks}
    return tuple((mark, words(meaning)) for mark, meaning in MARKS.items() if mark in used)


def paper_type(catalogue: Catalogue, paper: Publication) -> PublicationType:
    """What kind of work it is: as written, or as its venue and status tell."""
    if paper.type:
        return paper.type
    venue = catalogue.records.venues.get(catalogue.venue_of.get(paper.id, ""))
    if venue and venue.type:
        return _TYPE_AT[venue.type]
    return PublicationType.MISC if paper.venue else PublicationType.PREPRINT


_TYPE_AT = {
    VenueType.JOURNAL: PublicationType.ARTICLE,
    VenueType.CONFERENCE: PublicationType.CONFERENCE,
    VenueType.WORKSHOP: PublicationType.WORKSHOP,
    VenueType.REPOSITORY: PublicationType.PREPRINT,
}


def _author(
    catalogue: Catalogue, author: Author, match: Match, emphasised: PartialDate | None
) -> AuthorView:
    """Make the view of an author.

    :param emphasised: when the paper appeared, if those who were members then stand out
    """
    somebody = catalogue.somebody(match.id) if match.id else None
    equal = EQUAL if author.equal else ""
    corresponding = CORRESPONDING if author.corresponding else ""
    marks = "".join((equal, *author.marks, corresponding))
    member = emphasised and isinstance(somebody, Person) and somebody.stay_in(emphasised)
    return AuthorView(author_ref(catalogue, author, match), marks, bool(member))


def author_ref(catalogue: Catalogue, author: Author, match: Match) -> Ref:
    """Name an author: as the site does, if it knows them, or else as the paper does."""
    somebody = catalogue.somebody(match.id) if match.id else None
    if somebody:
        return person_ref(somebody)
    if match.partner:
        return Ref(str(author.name), url=match.partner.url, kind="partner")
    return Ref(str(author.name))


def _appeared(paper: Publication) -> PartialDate | None:
    """When a paper appeared: as it says, or when arXiv got it."""
    return paper.date or (arxiv_month(paper.arxiv) if paper.arxiv else None)


def paper_status(catalogue: Catalogue, paper: Publication) -> Status | None:
    """How far a work has come: as written, or as its venue tells; of patents nothing else."""
    if paper.status or paper.type is PublicationType.PATENT:
        return paper.status
    if not paper.venue:
        return Status.PREPRINT if paper.arxiv else None
    is_preprint = paper_type(catalogue, paper) is PublicationType.PREPRINT
    return Status.PREPRINT if is_preprint else Status.PUBLISHED


def _details(paper: Publication) -> str:
    issue = f"({paper.issue})" if paper.issue else ""
    where = f"{paper.volume or ''}{issue}"
    pages = (paper.pages or "").replace("-", "–")
    return ", ".join(filter(None, (where, pages, paper.number)))


LINKS = {
    "pdf": "PDF",
    "code": noted("Code"),
    "data": noted("Data"),
    "website": noted("Project page"),
    "slides": noted("Slides"),
    "poster": noted("Poster"),
    "video": noted("Video"),
    "supplement": noted("Supplement"),
    "blog": noted("Blog"),
}
"""The fields of a publication that hold addresses of what belongs to it, and their labels."""


def _links(paper: Publication, words: Words) -> list[Link]:
    """The best address comes first, as the paper itself; its other identifiers follow."""
    first = address(paper)
    label = words("Patent") if paper.type is PublicationType.PATENT else words("Paper")
    links = [
        Link(label, first),
        Link("DOI", doi_address(paper.doi)),
        Link("arXiv", arxiv_address(paper.arxiv)),
        *(Link(words(name), getattr(paper, field) or "") for field, name in LINKS.items()),
    ]
    return [link for link in links if link.url and (link.label == label or link.url != first)]


def _trail(paper: Publication, status: Status | None, words: Words) -> tuple[str, ...]:
    steps = [
        (arxiv_month(paper.arxiv) if paper.arxiv else None, noted("Preprint {date}")),
        (paper.accepted, noted("Accepted {date}")),
        (paper.date if status is Status.PUBLISHED else None, noted("Published {date}")),
    ]
    return tuple(words(step, date=words.date(date)) for date, step in steps if date)
