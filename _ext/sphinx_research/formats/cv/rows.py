"""Rows and sections of a CV as plain data, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict

from sphinx_research.formats.pieces import Pieces, joined, names, phrase, said
from sphinx_research.formats.works import Works
from sphinx_research.records.model import Person
from sphinx_research.records.query import EntryOf
from sphinx_research.records.views.entry import Entry
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words


class Item(TypedDict):
    """A project in a row: its name, and points under it."""

    head: Pieces
    points: list[Pieces]


class Row(TypedDict):
    """One degree, job, paper…; `when` and `number` hang in the margin.

    `anchor` is what pieces of the kind ``cite`` lead to.
    """

    when: str
    number: str
    anchor: str
    head: Pieces
    below: list[Pieces]
    items: list[Item]


class Section(TypedDict):
    """A heading with its rows, and a line of explanation under it."""

    title: str
    note: Pieces
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose CV it is, and the papers that it lists, with their numbers."""

    works: Works
    person: Person
    papers: Mapping[str, int]

    @property
    def words(self) -> Words:
        """Writes in the language of the site."""
        return self.works.catalogue.settings.words

    def names(self, refs: Iterable[Ref]) -> Pieces:
        """Names, with commas between them."""
        return joined(names(refs, self.works.site))

    def advised(self, advisors: Iterable[Ref]) -> Pieces:
        """``advised by Ada Lovelace``, or nothing."""
        return advised(self.works, advisors)

    def cited(self, keys: Iterable[str]) -> Pieces:
        """``[1]``, ``[1, 3]``, ``[2–5]``: the numbers of those papers that are listed."""
        numbers = sorted(self.papers[key] for key in set(keys) if key in self.papers)
        if not numbers:
            return []
        return [*said("["), *joined(map(_run, _runs(numbers))), *said("]")]

    def entry(self, key: str) -> Entry:
        """The paper as lists show it."""
        found = self.works.catalogue.answer(EntryOf(key)).view
        assert found is not None  # noqa: S101 - all keys come from the catalogue
        return found


def section(title: str, rows: Iterable[Row], note: Pieces | None = None) -> list[Section]:
    """One section, or none without rows."""
    rows = list(rows)
    return [{"title": title, "note": note or [], "rows": rows}] if rows else []


def row(
    head: Pieces,
    *below: Pieces,
    when: str = "",
    number: str = "",
    anchor: str = "",
    items: Iterable[Item] = (),
) -> Row:
    """One row; empty lines are left out."""
    return {
        "when": when,
        "number": number,
        "anchor": anchor,
        "head": head,
        "below": [line for line in below if line],
        "items": list(items),
    }


def advised(works: Works, advisors: Iterable[Ref]) -> Pieces:
    """``advised by Ada Lovelace``, or nothing."""
    who = joined(names(advisors, works.site))
    return phrase(works.catalogue.settings.words("advised by {who}"), who=who) if who else []


def anchor_of(number: int) -> str:
    """What the number of a paper leads to."""
    return f"paper-{number}"


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Part sorted numbers where one is left out: 1, 3, 4 into 1 and 3, 4."""
    breaks = [at for at, (one, after) in enumerate(pairwise(numbers), 1) if after != one + 1]
    return [list(numbers[one:end]) for one, end in pairwise([0, *breaks, len(numbers)])]


def _run(run: list[int]) -> Pieces:
    """Three and more are drawn together; each number leads to its paper in the file."""
    numbers: Pieces = [
        {"kind": "cite", "text": str(number), "anchor": anchor_of(number)} for number in run
    ]
    if len(run) > 2:  # noqa: PLR2004 - see above
        return [numbers[0], *said("–"), numbers[-1]]
    return joined([number] for number in numbers)
