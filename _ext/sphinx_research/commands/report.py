"""``python -m sphinx_research.commands.report``: reports made from the records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx_research.commands.settings import load_site, tell_problems
from sphinx_research.formats import paper_tables, report, tables
from sphinx_research.formats.annual import annual, years
from sphinx_research.formats.coauthor_lists import as_markdown, as_table
from sphinx_research.formats.coauthors import MONTHS, coauthors, last_months
from sphinx_research.formats.pdf import NoTypstError
from sphinx_research.formats.works import Works
from sphinx_research.records.problems import nearest
from sphinx_research.records.values import PartialDate


class RefusedError(Exception):
    """What is asked for cannot be made from these records; the text says why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the report that is asked for, and say where.

    :return: the exit code: 2 if what is asked for cannot be made
    """
    asked = _parser().parse_args(argv)
    try:
        content = load_site(asked.source)
        tell_problems(content)
        files = asked.make(content.works, asked)
    except (FileNotFoundError, RefusedError, NoTypstError) as error:
        print(error, file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, written in files.items():
        file = asked.out / name
        file.write_bytes(written)
        print(file)
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--out",
        type=Path,
        default=Path("_build/reports"),
        metavar="FOLDER",
        help="where the files go (%(default)s)",
    )
    common.add_argument(
        "--source",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder that holds conf.py (this one)",
    )
    parser = argparse.ArgumentParser(prog="report", description="Make a report of the records.")
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


def _annual(works: Works, asked: argparse.Namespace) -> Mapping[str, bytes]:
    known = years(works)
    if asked.year not in known:
        told = f"they tell of {known[0]} to {known[-1]}" if known else "they have no dates"
        msg = f"the records know nothing of the year {asked.year}; {told}"
        raise RefusedError(msg)
    made = annual(works, asked.year)
    return {
        f"annual-{asked.year}.md": report.as_markdown(made).encode(),
        f"annual-{asked.year}.pdf": report.as_pdf(made),
    }


def _csv(works: Works, _asked: argparse.Namespace) -> Mapping[str, bytes]:
    made = paper_tables.tables(works)
    return {name: tables.write(table).encode() for name, table in made.items()}


def _coi(works: Works, asked: argparse.Namespace) -> Mapping[str, bytes]:
    people = works.catalogue.records.people
    if asked.person not in people:
        near = nearest(asked.person, people) or f"there are: {', '.join(sorted(people)[:9])}"
        msg = f"there is no person `{asked.person}`; {near}"
        raise RefusedError(msg)
    until = asked.until.last if asked.until else works.site.today
    if until is None:
        msg = "which months? Give --until YYYY-MM, or set research_build_date in conf.py"
        raise RefusedError(msg)
    try:
        window = last_months(until, asked.months)
    except ValueError as error:
        raise RefusedError(error) from None
    found = coauthors(works, asked.person, window)
    person = people[asked.person]
    name = f"coauthors-{person.id}"
    return {
        f"{name}.csv": tables.write(as_table(found)).encode(),
        f"{name}.md": as_markdown(works.site, person, window, found).encode(),
    }


if __name__ == "__main__":
    sys.exit(main())
