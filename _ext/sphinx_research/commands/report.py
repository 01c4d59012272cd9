"""``python -m sphinx_research.commands.report``: reports made from the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from sphinx_research.commands.program import start
from sphinx_research.commands.running import folders, person, run
from sphinx_research.commands.settings import RefusedError
from sphinx_research.formats import paper_tables, report, tables
from sphinx_research.formats.annual import annual, years
from sphinx_research.formats.coauthor_lists import as_markdown, as_table
from sphinx_research.formats.coauthors import MONTHS, coauthors, incomplete, last_months
from sphinx_research.formats.works import Works
from sphinx_research.records.values import PartialDate


def main(argv: Sequence[str] | None = None) -> int:
    """Write the report that is asked for; see `run`."""
    return run(_parser(), argv)


def _parser() -> argparse.ArgumentParser:
    common = folders("_build/reports")
    parser = argparse.ArgumentParser(
        prog="nox -s report --", description="Make a report of the records."
    )
    reports = parser.add_subparsers(required=True, metavar="REPORT")

    one = reports.add_parser(
        "annual",
        parents=[common],
        help="people, papers, awards, projects and news of a year: Markdown and PDF",
    )
    one.add_argument("year", type=int, metavar="YEAR", help="the calendar year, such as 2024")
    one.set_defaults(make=_annual)

    one = reports.add_parser(
        "csv", parents=[common], help="all papers, and counts by person, project and year: CSV"
    )
    one.set_defaults(make=_csv)

    one = reports.add_parser(
        "coi",
        parents=[common],
        help="a person's co-authors, for forms on conflicts of interest: CSV and Markdown",
    )
    one.add_argument("person", metavar="PERSON", help="the id of a person")
    one.add_argument(
        "--months", type=int, default=MONTHS, help="how many months back (%(default)s)"
    )
    one.add_argument(
        "--until",
        type=_date,
        metavar="YYYY-MM",
        help="the last month, or day, of them (the date of the build)",
    )
    one.set_defaults(make=_coi)
    return parser


def _date(text: str) -> PartialDate:
    """Read a date for argparse, which shows the text of this error only."""
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


# --- the reports: the names of files, and what is in them -----------------------------------


def _annual(works: Works, asked: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    known = years(works)
    if asked.year not in known:
        told = f"they tell of {known[0]} to {known[-1]}" if known else "they have no dates"
        msg = f"the records know nothing of the year {asked.year}; {told}"
        raise RefusedError(msg)
    made = annual(works, asked.year)
    pdf = report.as_pdf(made)
    yield f"annual-{asked.year}.md", report.as_markdown(made).encode()
    yield f"annual-{asked.year}.pdf", pdf


def _csv(works: Works, _asked: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    for name, table in paper_tables.tables(works).items():
        yield name, tables.write(table).encode()


def _coi(works: Works, asked: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    who = person(works, asked.person)
    until = asked.until.last if asked.until else works.site.today
    if until is None:
        msg = "which months? Give --until YYYY-MM, or set research_build_date in conf.py"
        raise RefusedError(msg)
    try:
        window = last_months(until, asked.months)
    except ValueError as error:
        raise RefusedError(error) from None
    found = coauthors(works, who.id, window)
    yield f"coauthors-{who.id}.csv", tables.write(as_table(found)).encode()
    more = incomplete(works, who.id, window)
    yield f"coauthors-{who.id}.md", as_markdown(works.site, who, window, found, more).encode()


if __name__ == "__main__":
    start(main)
