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
    """Who paid."""
    award: Text | None = None
    """The number or name of the grant."""
    note: Inline | None = None
    """A line below it."""


class Project(Record, Dated):
    """A piece of research with a page in ``research/``; the id is the page's name."""

    kind: ClassVar[Kind] = Kind.PROJECT

    title: Title
    """The title, in a line."""
    short: Text | None = None
    """A short name for running text and tight places."""
    summary: Inline | None = None
    """One sentence that leads the page and stands in lists."""
    theme: Text | None = None
    """What it belongs to: an id of `research_themes` in `conf.py`."""
    people: Texts = ()
    """Who belongs to it besides the authors of its papers: ids of persons or collaborators, or
    names."""
    advisors: Texts = ()
    """Who advises: ids of persons or collaborators, or names."""
    orgs: Texts = ()
    """Organisations that take part: ids, or text."""
    image: Text | None = None
    """A picture in the repository, for the page, lists and previews of links."""
    image_alt: Text | None = None
    """What the picture shows, for those who do not see it."""
    links: Links = Field(default_factory=dict)
    """Links by name, as for a person."""
    funding: tuple[Funding, ...] = ()
    """Who paid."""
    results: tuple[Inline, ...] = ()
    """What came of it, in lines; `experience` shows them on the pages of its people."""
    tags: Texts = ()
    """Keywords, for search engines and other programs."""
    featured: bool = False
    """Whether the home page shows the project."""
    news: tuple[NewsItem, ...] = ()
    """What happened, with dates."""
    redirect_from: OldAddresses = ()
    """Old addresses of the page; they lead on to it."""


class Organisation(Record):
    """A university, company, laboratory or group."""

    kind: ClassVar[Kind] = Kind.ORGANISATION

    name: Text
    """The whole name."""
    short: Text | None = None
    """A short name, for degrees at the head of a page."""
    native_name: Text | None = None
    """The name in its own script, for search engines and other programs."""
    aliases: Texts = ()
    """Other names, for search engines and other programs."""
    parent: Text | None = None
    """The organisation that it is part of: an id."""
    url: Url | None = None
    """Where the name leads; else to the register, if there is a `ror`."""
    ror: RorField | None = None
    """The id in the Research Organization Registry, or its address."""


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
    """The whole name; papers are matched with it."""
    short: Text | None = None
    """The short name, which lists show; papers are matched with it, too."""
    native_name: Text | None = None
    """The name in its own script; it is checked and kept, but shown nowhere yet."""
    aliases: Texts = ()
    """Other ways in which bibliographies write it."""
    type: VenueType | None = None
    """What kind of place it is; it decides on the type of papers that have none themselves."""
    url: Url | None = None
    """Where the name leads."""
    issn: Text | None = None
    """The number of a journal or series, for exports and Google Scholar."""


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
    """The title, in a line."""
    authors: Authors = Field(validation_alias=AliasChoices("authors", "author", "inventors"))
    """The authors, separated by commas, or by `;` with family names first; `*` is equal
    contribution, `✉` the corresponding author."""
    date: Date | None = Field(None, validation_alias=AliasChoices("date", "year"))
    """When it was published; without it, a paper stands first."""
    type: PublicationType | None = None
    """What kind of work it is; else as the venue tells."""
    genre: Text | None = None
    """What kind of thesis or report, in words: `PhD thesis`."""
    venue: Text | None = None
    """Where it appeared: the id or name of a venue, or text."""
    status: Status | None = None
    """How far it has come; else `published` if there is a venue."""
    accepted: Date | None = None
    """When it was accepted."""
    volume: Text | None = None
    """The volume of the journal or series."""
    issue: Text | None = None
    """The issue of the journal."""
    pages: Pages | None = None
    """The first and last page, such as `12-19`."""
    number: Text | None = None
    """A patent's or report's number; an article's number where it has no pages."""
    publisher: Text | None = None
    """The publisher, for references; the paper's page shows it."""
    edition: Text | None = None
    """The edition, likewise."""
    editors: Authors = Field((), validation_alias=AliasChoices("editors", "editor"))
    """The editors of the book or proceedings, likewise."""
    isbn: Text | None = None
    """The ISBN, likewise."""
    language: Text | None = None
    """The language of the work, such as `zh`."""
    original_title: Title | None = None
    """The title in the language of the work."""
    doi: DoiField | None = None
    """The DOI, or its address."""
    arxiv: ArxivField | None = None
    """The arXiv identifier, or its address."""
    paper: Url | None = None
    """The address of the paper, where neither DOI nor arXiv is the best."""
    pdf: Url | None = None
    """The address of the PDF."""
    code: Url | None = None
    """The address of the code."""
    data: Url | None = None
    """The address of the data."""
    website: Url | None = None
    """The address of a page about it."""
    slides: Url | None = None
    """The address of the slides."""
    poster: Url | None = None
    """The address of the poster."""
    video: Url | None = None
    """The address of the film or talk."""
    supplement: Url | None = None
    """The address of the supplement."""
    blog: Url | None = None
    """The address of a post about it."""
    award: Text | None = None
    """An award or distinction: `Oral`, `Best paper`."""
    rank: Text | None = None
    """The rank of the venue as the authors state it (`CCF-A`): ranks change with the year."""
    note: Inline | None = None
    """A line shown with the entry; it explains marks on authors where they are unusual."""
    projects: Texts = ()
    """The ids of projects that it belongs to."""
    tags: Texts = Field((), validation_alias=AliasChoices("tags", "keywords"))
    """Keywords."""
    selected: bool = False
    """Whether lists of selected papers have it."""
    image: Text | None = None
    """A small picture in the repository, beside the entry."""
    abstract: Text | None = None
    """The abstract, instead of a text below the options."""
    license: License | None = None
    """The licence of the work: its address, or a name such as `CC-BY-4.0`."""
    redirect_from: OldAddresses = ()
    """Old addresses of its page; they lead on to it."""
