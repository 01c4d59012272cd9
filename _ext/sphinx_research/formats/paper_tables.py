"""The papers of the site as tables: one row a paper, and counts by person, project, year.

Only works of ours stand in them, in the order of lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sphinx_research.formats.tables import Table, listed
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.query import PAPERS

PAPER_COLUMNS = (
    *("key", "title", "year", "type", "venue", "status", "persons", "projects"),
    *("doi", "arxiv", "award", "address"),
)
COUNTS = ("year", "papers", "others")
"""`others` are patents, data sets, software and talks."""


def tables(works: Works) -> dict[str, Table]:
    """Make all tables, by the names of their files."""
    catalogue = works.catalogue
    records = catalogue.records
    ours = works.of(catalogue.ours)
    people = sorted(records.people.values(), key=lambda person: person.name.sort_key)
    projects = sorted(records.projects.values(), key=lambda project: project.title.key)
    return {
        "papers.csv": Table(PAPER_COLUMNS, tuple(_paper(works, work) for work in ours)),
        "papers-per-person.csv": Table(
            ("person", "name", *COUNTS),
            tuple(
                (person.id, str(person.name), *count)
                for person in people
                for count in _counts(works.of(catalogue.by_person.get(person.id, ())))
            ),
        ),
        "papers-per-project.csv": Table(
            ("project", "title", *COUNTS),
            tuple(
                (project.id, project.title.plain, *count)
                for project in projects
                for count in _counts(_ours(works, catalogue.by_project.get(project.id, ())))
            ),
        ),
        "papers-per-year.csv": Table(COUNTS, tuple(_counts(ours))),
    }


def _ours(works: Works, keys: Iterable[str]) -> Iterable[Work]:
    return (work for work in works.of(keys) if work.ours)


def _paper(works: Works, work: Work) -> tuple[str, ...]:
    """Tell of one paper; an arXiv id alone would lose its last noughts in a spreadsheet."""
    paper = work.record
    people = works.catalogue.records.people
    return (
        paper.id,
        paper.title.plain,
        str(work.issued.year) if work.issued else "",
        work.type.value,
        work.container,
        (work.status or "").replace("-", " "),
        listed(author.id for author in work.authors if author.id in people),
        listed(project.id for project in work.projects),
        paper.doi or "",
        f"arXiv:{paper.arxiv}" if paper.arxiv else "",
        paper.award or "",
        work.page or work.address,
    )


def _counts(works: Iterable[Work]) -> Iterator[tuple[str, int, int]]:
    """Count by year, the newest first and the undated before it; at least one row."""
    papers: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for work in works:
        year = str(work.issued.year) if work.issued else ""
        (papers if work.type in PAPERS else others)[year] += 1
    years = sorted({*papers, *others}, key=lambda year: (year != "", -int(year or 0)))
    for year in years or [""]:
        yield year, papers[year], others[year]
