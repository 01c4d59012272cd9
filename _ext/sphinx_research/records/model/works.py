"""Projects, publications, and the organisations and venues around them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import AliasChoices, Field

from sphinx_research.records.model.base import Dated, NewsItem, Part, Record
from sphinx_research.records.model.fields import (
    ArxivField,
    Authors,
    Date,
    DoiField,
    Inline,
    License,
    Links,
    OldAddresses,
    Pages,
    RorField,
    Text,
    Texts,
    Title,
    Url,
)
from sphinx_research.records.raw import Kind


class Funding(Part):
    """Who paid."""

    funder: Text
    award: Text | None = None
    note: Inline | None = None


class Project(Record, Dated):
    """A piece of research with a page in ``research/``; the id is the page's name."""

    kind: ClassVar[Kind] = Kind.PROJECT

    title: Title
    short: Text | None = None
    """A short name for running text and tight places."""
    summary: Inline | None = None
    """One sentence that leads the page and stands on cards."""
    theme: Text | None = None
    people: Texts = ()
    advisors: Texts = ()
    orgs: Texts = ()
    image: Text | None = None
    image_alt: Text | None = None
    """What the picture shows, for those who do not see it."""
    links: Links = Field(default_factory=dict)
    funding: tuple[Funding, ...] = ()
    results: tuple[Inline, ...] = ()
    tags: Texts = ()
    featured: bool = False
    """Whether the home page shows the project."""
    news: tuple[NewsItem, ...] = ()
    redirect_from: OldAddresses = ()


class Organisation(Record):
    """A university, company, laboratory or group."""

    kind: ClassVar[Kind] = Kind.ORGANISATION

    name: Text
    short: Text | None = None
    native_name: Text | None = None
    aliases: Texts = ()
    parent: Text | None = None
    url: Url | None = None
    ror: RorField | None = None


class VenueType(StrEnum):
    """What kind of place papers appear in."""

    JOURNAL = "journal"
    CONFERENCE = "conference"
    WORKSHOP = "workshop"
    REPOSITORY = "repository"


class Venue(Record):
    """A journal, conference or preprint server."""

    kind: ClassVar[Kind] = Kind.VENUE

    name: Text
    short: Text | None = None
    native_name: Text | None = None
    aliases: Texts = ()
    type: VenueType | None = None
    url: Url | None = None
    issn: Text | None = None


class News(Record, NewsItem):
    """A dated item of the whole site."""

    kind: ClassVar[Kind] = Kind.NEWS


class PublicationType(StrEnum):
    """What kind of work it is: BibTeX's and CSL's words, shortened to the common ones."""

    ARTICLE = "article"
    CONFERENCE = "conference"
    WORKSHOP = "workshop"
    PREPRINT = "preprint"
    THESIS = "thesis"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    PATENT = "patent"
    DATASET = "dataset"
    SOFTWARE = "software"
    TALK = "talk"
    MISC = "misc"


class Status(StrEnum):
    """How far a work has come."""

    UNDER_REVIEW = "under-review"
    PREPRINT = "preprint"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class Publication(Record):
    """A paper, preprint, thesis, book, patent, dataset, software or talk.

    `id` is the citation key.
    """

    kind: ClassVar[Kind] = Kind.PUBLICATION

    title: Title
    authors: Authors = Field(validation_alias=AliasChoices("authors", "author", "inventors"))
    date: Date | None = Field(None, validation_alias=AliasChoices("date", "year"))
    type: PublicationType | None = None
    venue: Text | None = None
    status: Status | None = None
    accepted: Date | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Pages | None = None
    number: Text | None = None
    """A patent's or report's number; an article's number where it has no pages."""
    publisher: Text | None = None
    edition: Text | None = None
    editors: Authors = Field((), validation_alias=AliasChoices("editors", "editor"))
    isbn: Text | None = None
    language: Text | None = None
    original_title: Title | None = None
    doi: DoiField | None = None
    arxiv: ArxivField | None = None
    paper: Url | None = None
    pdf: Url | None = None
    code: Url | None = None
    data: Url | None = None
    website: Url | None = None
    slides: Url | None = None
    poster: Url | None = None
    video: Url | None = None
    supplement: Url | None = None
    blog: Url | None = None
    award: Text | None = None
    rank: Text | None = None
    """The venue's rank as the authors state it (``CCF-A``): ranks change with the year."""
    note: Inline | None = None
    """Shown with the entry; explains marks on authors where they are unusual."""
    projects: Texts = ()
    tags: Texts = Field((), validation_alias=AliasChoices("tags", "keywords"))
    selected: bool = False
    image: Text | None = None
    """A small picture that stands beside the entry."""
    abstract: Text | None = None
    license: License | None = None
    redirect_from: OldAddresses = ()
