"""Persons, their CVs, and collaborators."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from pydantic import Field, model_validator

from sphinx_research.records.model.base import Dated, NewsItem, Part, Record
from sphinx_research.records.model.fields import (
    Date,
    Dates,
    Email,
    Inline,
    Links,
    Name,
    OldAddresses,
    OrcidField,
    Text,
    Texts,
    Url,
)
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate, Period


class Interest(Part):
    """A field of interest, and the papers that show it."""

    text: Inline
    """The interest, in a line."""
    publications: Texts = ()
    """The keys of papers that show it; their numbers stand beside it."""
    note: Inline | None = None
    """A line below it."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands on whatever was written
        return {"text": value} if isinstance(value, str) else value


class Education(Dated):
    """A degree, or a stay at a university."""

    org: Text
    """The university: the id of an organisation, or text."""
    unit: Text | None = None
    """The school or department."""
    degree: Text
    """The degree, such as `PhD`."""
    field: Text | None = None
    """The subject."""
    advisors: Texts = ()
    """Who advised: ids of persons or collaborators, or names."""
    badge: bool = False
    """Whether the head of the page shows the degree."""
    note: Inline | None = None
    """A line below it."""


class Stint(Dated):
    """Work in one role: at a group within an organisation, say."""

    unit: Text | None = None
    """The department or group."""
    role: Text | None = None
    """What one was there, such as `Research intern`."""
    topic: Text | None = None
    """What one worked on."""
    advisors: Texts = ()
    """Who advised: ids of persons or collaborators, or names."""
    projects: Texts = ()
    """The ids of projects that one worked on."""


class Employment(Stint):
    """Work at an organisation, with the groups one has been in there."""

    org: Text
    """The employer: the id of an organisation, or text."""
    location: Text | None = None
    """Where that was."""
    groups: tuple[Stint, ...] = ()
    """Stays in groups of the organisation, each with these fields but `org`, `location` and
    `groups`."""


class Award(Part):
    """A prize, scholarship or place in a competition; `date` may list several years."""

    title: Inline
    """What the award is called."""
    by: Text | None = None
    """Who gave it."""
    date: Dates = ()
    """When; it may list several years."""
    rank: int | None = Field(None, ge=1)
    """The place in a competition: `1`."""
    of: Text | None = None
    """How many took part: `136 teams`; with `rank: 1` it gives "1st of 136 teams"."""
    note: Inline | None = None
    """A line below it."""
    url: Url | None = None
    """Where one can read of it."""


class Service(Part):
    """Reviewing, organising and the like."""

    role: Text
    """What one does, such as `Reviewer`."""
    bodies: Texts = Field((), validation_alias="for")
    """For which journals, conferences or bodies."""
    date: Dates = ()
    """When; it may list several years."""


class Notice(Part):
    """A line at the head of a page that disappears after a day."""

    text: Inline
    """The line."""
    until: Date | None = None
    """The last day on which it is shown; without it, it stays."""


class Stay(Dated):
    """A time here in one role; `role` is empty only for a person who has none."""

    role: Text
    """The role: an id of `research_roles` in `conf.py`."""


class Person(Record, Dated):
    """Somebody with a page in ``people/``; the id is the page's name.

    `role`, `since` and `until` are short for `roles` with one stay.  Either is read through
    `stays`.
    """

    kind: ClassVar[Kind] = Kind.PERSON

    name: Name
    """The name; `{given: Ada, family: Lovelace}` where it is hard to take apart."""
    native_name: Text | None = None
    """The name in its own script; authors are matched with it, too."""
    aliases: Texts = ()
    """Other forms of the name that papers have, for matching authors."""
    role: Text | None = None
    """What one is here: an id of `research_roles` in `conf.py`."""
    roles: tuple[Stay, ...] = ()
    """Instead of `role`, `since` and `until`: several times here, in any order; they may share a
    day, month or year, and overlap no more than that."""
    affiliations: Texts = ()
    """Where one works or studies: ids of organisations, or text."""
    advisors: Texts = ()
    """Who advises: ids of persons or collaborators, or names."""
    photo: Text | None = None
    """A picture in the repository, by its path from the top."""
    links: Links = Field(default_factory=dict)
    """Links by name; of the sites named here the account name is enough, any other needs a whole
    address."""
    orcid: OrcidField | None = None
    """The ORCID iD."""
    email: Email | None = None
    """The e-mail address; it goes out as `ada [at] example [dot] org`."""
    motto: Inline | None = None
    """A line below the name."""
    notices: tuple[Notice, ...] = ()
    """Lines at the head of the page, each shown until its day."""
    interests: tuple[Interest, ...] = ()
    """Fields of interest; one without papers or a note is only its text."""
    education: tuple[Education, ...] = ()
    """Degrees."""
    employment: tuple[Employment, ...] = ()
    """Jobs."""
    awards: tuple[Award, ...] = ()
    """Prizes, scholarships and places in competitions."""
    service: tuple[Service, ...] = ()
    """Reviewing, organising and the like."""
    news: tuple[NewsItem, ...] = ()
    """What happened, with dates."""
    redirect_from: OldAddresses = ()
    """Old addresses of the page, such as `/about/` or `/about.html`; they lead on to it."""

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """The times here, at least one, in the order in which they began."""
        if self.roles:
            return tuple(sorted(self.roles, key=_beginning))
        # Its parts have been validated, and its role may be empty.
        stay = Stay.model_construct(role=self.role or "", since=self.since, until=self.until)
        return (stay,)

    @property
    def period(self) -> Period:
        """The whole time here, gaps included."""
        stays = self.stays
        return Period(stays[0].since, stays[-1].until)

    def role_on(self, day: date | None) -> str:
        """The role held on a day, or last before it; without a day, the last of all.

        Somebody who is yet to come has the first of theirs.
        """
        stays = self.stays
        begun = [one for one in stays if not (day and one.since) or one.since.first <= day]
        return begun[-1].role if begun else stays[0].role

    def stay_in(self, when: PartialDate) -> Stay | None:
        """The stay that covers a day of `when`: the last, if there are several."""
        met = [stay for stay in self.stays if stay.period.meets(when)]
        return met[-1] if met else None


def _beginning(stay: Stay) -> tuple[date, date]:
    """Sort stays: one without a date goes back to the beginning, or on for ever."""
    return (
        stay.since.first if stay.since else date.min,
        stay.until.last if stay.until else date.max,
    )


class Collaborator(Record):
    """Somebody known by name and link, without a page here."""

    kind: ClassVar[Kind] = Kind.COLLABORATOR

    name: Name
    """The name; `{given: Ada, family: Lovelace}` where it is hard to take apart."""
    native_name: Text | None = None
    """The name in its own script; authors are matched with it, too."""
    aliases: Texts = ()
    """Other forms of the name that papers have, for matching authors."""
    orcid: OrcidField | None = None
    """The ORCID iD."""
    url: Url | None = None
    """Where the name leads; else to ORCID."""
    affiliations: Texts = ()
    """Where they work, for reports: ids of organisations, or text."""
