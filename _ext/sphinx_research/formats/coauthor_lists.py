"""Lists of co-authors in two forms: a table for spreadsheets, and Markdown to read."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_research.formats import markdown
from sphinx_research.formats.coauthors import Coauthor, Relation, Window, when
from sphinx_research.formats.pieces import joined, named, said
from sphinx_research.formats.site import Site
from sphinx_research.formats.tables import Table, listed
from sphinx_research.formats.works import Work
from sphinx_research.records.model import Person
from sphinx_research.records.views.refs import publication_ref

LETTERS = {Relation.COAUTHOR: "A", Relation.PHD_ADVISOR: "G", Relation.PHD_ADVISEE: "T"}
"""The letters of the NSF's template."""

COLUMNS = (
    *("nsf", "name", "affiliation", "last_active"),
    *("relation", "papers", "last_paper", "same_organisations", "orcid", "id"),
)
"""The first four are those of the NSF's template, in its order."""


def as_table(people: tuple[Coauthor, ...]) -> Table:
    """Make the table; without a common work, the columns on works are empty or 0."""
    return Table(COLUMNS, tuple(_row(one) for one in people))


def _row(one: Coauthor) -> tuple[str | int, ...]:
    last = one.works[0] if one.works else None
    return (
        listed(LETTERS[relation] for relation in one.relations if relation in LETTERS),
        one.name.inverted,
        listed(one.affiliations),
        when(last) if last else "",
        listed(one.relations),
        len(one.works),
        last.record.title.plain if last else "",
        listed(one.together),
        one.orcid,
        one.id,
    )


def as_markdown(
    site: Site,
    person: Person,
    window: Window,
    people: tuple[Coauthor, ...],
    incomplete: Iterable[Work] = (),
) -> str:
    """Write the list to be read.

    :param incomplete: works that have more authors than the records name
    """
    titles = joined(named(publication_ref(work.record), site) for work in incomplete)
    since, until = window.since.isoformat(), window.until.isoformat()
    rest = (
        f"Everybody with whom a work of {since} to {until}, or one still under way, was "
        "written; and all advisors and advisees. Affiliations are those of the records."
    )
    head = ("Name", "Affiliation", "Relation", "Works", "Last work", "Date", "Both at")
    rows = [_cells(site, one) for one in people]
    parts = [
        markdown.heading(1, f"Co-authors of {person.name}"),
        rest,
        markdown.table(head, rows) if rows else "There is nobody.",
        markdown.inline([*said("Not all authors are named of: "), *titles]) if titles else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _cells(site: Site, one: Coauthor) -> list[str]:
    last = one.works[0] if one.works else None
    return [
        markdown.escape(one.name.inverted),
        markdown.escape(listed(one.affiliations)),
        listed(one.relations),
        str(len(one.works)),
        markdown.inline(named(publication_ref(last.record), site)) if last else "",
        when(last) if last else "",
        markdown.escape(listed(one.together)),
    ]
