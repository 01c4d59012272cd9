"""The form of ``catalogue.json``, from which its JSON Schema is made.

Where CSL has a name for something (``container-title``, ``DOI``, ``page``), it has no other
name here: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sphinx_research.records.model import PublicationType, Status, VenueType

Date = Annotated[str, Field(json_schema_extra={"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})]
Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Ids = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Named(_Part):
    """Something that may have a record, or only a name."""

    name: str
    """As it is shown."""
    id: str = ""
    """The id of its record in this file, if there is one."""


class PersonName(_Part):
    """A name, whole and in its parts; a name that cannot be taken apart has none."""

    name: str
    """The whole name, as it is shown."""
    family: str = ""
    """The family name."""
    given: str = ""
    """The given names."""
    particle: str = Field("", serialization_alias="non-dropping-particle")
    """What stands before the family name, such as `van der`."""
    suffix: str = ""
    """What stands after the name, such as `Jr.`."""


class Author(PersonName):
    """An author or editor, by the name that the publication has."""

    id: str = ""
    """The id of the person or collaborator that this is, if known."""
    orcid: str = ""
    """ORCID iD, without its address."""
    equal: bool = False
    """Whether the contribution equals those of others so marked."""
    corresponding: bool = False
    """Whether this is a corresponding author."""


class Stay(_Part):
    """A time at the group in one role."""

    role: str = ""
    """The role: a word that the site has chosen, such as `phd-student`."""
    since: Date = ""
    """When it began: ISO 8601, a day, month or year."""
    until: Date = ""
    """When it ended; absent while it goes on."""


class Person(PersonName):
    """Somebody with a page on the site."""

    id: str
    """Never changes; also the name of the page."""
    address: Address
    """The page."""
    files: dict[str, Address] = Field(default_factory=dict)
    """Files about it by the endings of their names, such as `bib`, `ris` and `xml` (Atom)."""
    native_name: str = ""
    """The name in its own script."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name."""
    orcid: str = ""
    """ORCID iD, without its address."""
    roles: tuple[Stay, ...] = ()
    """The times here, oldest first."""
    affiliations: tuple[Named, ...] = ()
    """Organisations."""
    advisors: tuple[Named, ...] = ()
    """Whom the record calls an advisor, here or of a degree or job elsewhere."""
    students: Ids = ()
    """Persons of whom this one is an advisor."""
    projects: Ids = ()
    """Projects."""
    publications: Ids = ()
    """Publications, newest first."""
    links: dict[str, Address] = Field(default_factory=dict)
    """Pages elsewhere, by kind: `homepage`, `github`, `scholar`…"""


class Collaborator(PersonName):
    """Somebody without a page on the site."""

    id: str
    """Never changes."""
    native_name: str = ""
    """The name in its own script."""
    orcid: str = ""
    """ORCID iD, without its address."""
    url: str = Field("", serialization_alias="URL", json_schema_extra={"format": "uri"})
    """A page elsewhere."""
    affiliations: tuple[Named, ...] = ()
    """Organisations."""
    publications: Ids = ()
    """Publications, newest first."""


class Project(_Part):
    """A piece of research with a page on the site."""

    id: str
    """Never changes; also the name of the page."""
    title: str
    """The whole title."""
    address: Address
    """The page."""
    files: dict[str, Address] = Field(default_factory=dict)
    """Files about it by the endings of their names, such as `bib`, `ris` and `xml` (Atom)."""
    short: str = ""
    """A short name."""
    summary: str = ""
    """A sentence."""
    theme: str = ""
    """The theme: a word that the site has chosen."""
    since: Date = ""
    """When it began: ISO 8601, a day, month or year."""
    until: Date = ""
    """When it ended; absent while it goes on."""
    people: tuple[Named, ...] = ()
    """Who belongs to it."""
    advisors: tuple[Named, ...] = ()
    """Persons or collaborators."""
    organisations: tuple[Named, ...] = ()
    """Organisations behind it."""
    publications: Ids = ()
    """Publications, newest first."""
    tags: tuple[str, ...] = ()
    """Keywords."""
    links: dict[str, Address] = Field(default_factory=dict)
    """Pages elsewhere, by kind."""


class Publication(_Part):
    """A paper, preprint, thesis, book, patent, dataset, software or talk."""

    id: str
    """The citation key; never changes."""
    title: str
    """The title in plain words."""
    address: Address
    """The landing page on this site."""
    files: dict[str, Address]
    """Files about it by the endings of their names: `bib`, `ris`, `json` (CSL-JSON)…"""
    kind: PublicationType
    """What kind of work it is."""
    ours: bool = False
    """Whether an author is a person of this site; others are cited here."""
    author: tuple[Author, ...] = ()
    """The authors, in order."""
    editor: tuple[Author, ...] = ()
    """The editors, in order."""
    issued: Date = ""
    """When it appeared: ISO 8601, a day, month or year."""
    status: Status | Literal[""] = ""
    """How far it has come; absent where that goes without saying."""
    venue: str = ""
    """The id of the venue, if it has a record."""
    container_title: str = Field("", serialization_alias="container-title")
    """The journal, proceedings or book that it is in."""
    volume: str = ""
    """The volume."""
    issue: str = ""
    """The issue."""
    page: str = ""
    """The pages, not an address."""
    number: str = ""
    """The number of a report, patent or article."""
    publisher: str = ""
    """The publisher."""
    doi: str = Field("", serialization_alias="DOI")
    """The DOI, without its address."""
    arxiv: str = ""
    """The arXiv identifier, without a version."""
    isbn: str = Field("", serialization_alias="ISBN")
    """The ISBN."""
    url: str = Field("", serialization_alias="URL", json_schema_extra={"format": "uri"})
    """The best address of the work itself."""
    links: dict[str, Address] = Field(default_factory=dict)
    """Other addresses, by kind: `pdf`, `code`, `data`…"""
    projects: Ids = ()
    """Projects that it came out of."""
    tags: tuple[str, ...] = ()
    """Keywords."""
    award: str = ""
    """An award or distinction."""
    language: str = ""
    """The language of the work (BCP 47)."""
    license: str = Field("", json_schema_extra={"format": "uri"})
    """The address of the licence of the work."""
    abstract: str = ""
    """The abstract, in Markdown."""


class Organisation(_Part):
    """A university, company, laboratory or group."""

    id: str
    """Never changes."""
    name: str
    """The whole name."""
    short: str = ""
    """A short name."""
    native_name: str = ""
    """The name in its own script."""
    parent: str = ""
    """The id of the organisation that it is part of."""
    parts: Ids = ()
    """Organisations that are part of it."""
    people: Ids = ()
    """Persons who are affiliated with it."""
    url: str = Field("", serialization_alias="URL", json_schema_extra={"format": "uri"})
    """Its own site."""
    ror: str = ""
    """Its id in the Research Organization Registry, without the address."""


class Venue(_Part):
    """A journal, conference or preprint server."""

    id: str
    """Never changes."""
    name: str
    """The whole name."""
    short: str = ""
    """A short name."""
    kind: VenueType | Literal[""] = ""
    """What kind of place it is."""
    issn: str = Field("", serialization_alias="ISSN")
    """The ISSN."""
    url: str = Field("", serialization_alias="URL", json_schema_extra={"format": "uri"})
    """Its own site."""
    publications: Ids = ()
    """Publications there, newest first."""


class Site(_Part):
    """The site that all this is of."""

    name: str
    """The name."""
    address: Address
    """The home page."""
    language: str = ""
    """The language of its texts (BCP 47)."""
    license: str = Field("", json_schema_extra={"format": "uri"})
    """The address of the licence of its texts."""


class Catalogue(_Part):
    """All records of a research site, each under its id, and what they say of each other.

    What is not known is absent: no value is null or empty.  Names may be added; `version`
    changes only if one goes or means something else.
    """

    version: Literal[1]
    """The version of this form."""
    site: Site
    """The site."""
    people: tuple[Person, ...]
    """Persons, by id."""
    collaborators: tuple[Collaborator, ...]
    """Collaborators, by id."""
    projects: tuple[Project, ...]
    """Projects, by id."""
    publications: tuple[Publication, ...]
    """Publications, newest first: those of this site's persons and those that it cites."""
    organisations: tuple[Organisation, ...]
    """Organisations, by id."""
    venues: tuple[Venue, ...]
    """Venues, by id."""
