"""What all records and their parts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sphinx_research.records.model.fields import Date, End, Inline, Text
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate, Period


class Part(BaseModel):
    """A piece of a record; unknown fields are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        loc_by_alias=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands on whatever was written
        """Take an empty field for an absent one, and an empty flag for a set one."""
        if not isinstance(data, Mapping):
            return data
        blank = [name for name, value in data.items() if value is None or value == ""]
        if not blank:
            return data
        kept = {name: value for name, value in data.items() if name not in blank}
        fields = cls.model_fields
        kept.update(
            {name: True for name in blank if name in fields and fields[name].annotation is bool}
        )
        return kept


class Record(Part):
    """Anything with an id.

    :param place: where it is written; no part of what the record says
    """

    kind: ClassVar[Kind]
    id: str
    place: Place = Field(repr=False)


class Dated(Part):
    """Something with a beginning and, perhaps, an end (``until: present``)."""

    since: Date | None = None
    """When it began."""
    until: End = None
    """When it ended; `present`, or nothing, goes on."""

    @field_validator("until")
    @classmethod
    def _in_order(cls, until: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        Period(info.data.get("since"), until)  # built for its check
        return until

    @property
    def period(self) -> Period:
        """The two dates as one value."""
        return Period(self.since, self.until)


class NewsItem(Part):
    """Something that happened."""

    date: Date
    """When it happened."""
    text: Inline
    """What happened, in a line."""
    publication: Text | None = None
    """The key of a paper, whose title follows the text."""
