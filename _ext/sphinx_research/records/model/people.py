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
    publications: Texts = ()
    note: Inline | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands on whatever was written
        return {"text": value} if isinstance(value, str) else value


class Education(Dated):
    """A degree, or a stay at a university."""

    org: Text
    unit: Text | None = None
    degree: Text
    field: Text | None = None
    advisors: Texts = ()
    badge: bool = False
    """Whether the head of the page shows the degree."""
    note: Inline | None = None


class Stint(Dated):
    """Work in one role: at a group within an organisation, say."""

    unit: Text | None = None
    role: Text | None = None
    topic: Text | None = None
    advisors: Texts = ()
    projects: Texts = ()


class Employment(Stint):
    """Work at an organisation, with the groups one has been in there."""

    org: Text
    location: Text | None = None
    groups: tuple[Stint, ...] = ()


class Award(Part):
    """A prize, scholarship or place in a competition; `date` may list several years."""

    title: Inline
    by: Text | None = None
    date: Dates = ()
    rank: int | None = Field(None, ge=1)
    of: Text | None = None
    """How many took part: ``136 teams``."""
    note: Inline | None = None
    url: Url | None = None


class Service(Part):
    """Reviewing, organising and the like."""

    role: Text
    bodies: Texts = Field((), validation_alias="for")
    date: Dates = ()


class Notice(Part):
    """A line at the head of a page that disappears after a day."""

    text: Inline
    until: Date | None = None


class Stay(Dated):
    """A time here in one role; `role` is empty only for a person who has none."""

    role: Text


class Person(Record, Dated):
    """Somebody with a page in ``people/``; the id is the page's name.

    `role`, `since` and `until` are short for `roles` with one stay.  Either is read through
    `stays`.
    """

    kind: ClassVar[Kind] = Kind.PERSON

    name: Name
    native_name: Text | None = None
    aliases: Texts = ()
    role: Text | None = None
    roles: tuple[Stay, ...] = ()
    affiliations: Texts = ()
    advisors: Texts = ()
    photo: Text | None = None
    links: Links = Field(default_factory=dict)
    orcid: OrcidField | None = None
    email: Email | None = None
    motto: Inline | None = None
    notices: tuple[Notice, ...] = ()
    interests: tuple[Interest, ...] = ()
    education: tuple[Education, ...] = ()
    employment: tuple[Employment, ...] = ()
    awards: tuple[Award, ...] = ()
    service: tuple[Service, ...] = ()
    news: tuple[NewsItem, ...] = ()
    redirect_from: OldAddresses = ()

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
    native_name: Text | None = None
    aliases: Texts = ()
    orcid: OrcidField | None = None
    url: Url | None = None
    affiliations: Texts = ()
