"""After an edit exactly the pages that would look otherwise are read again.

The root has a home page with news, a page ``about`` that names no record, three people and
their index, two projects and their overview, and the list of all papers.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.site.building import (
    PUBLISHED,
    Built,
    Site,
    contents,
    dead_links,
    differing,
    links,
    texts,
)

PAPERS, PEOPLE, OVERVIEW = "research/publications", "people/index", "research/index"
ADA, CHARLES, LUIGI = "people/ada", "people/charles", "people/luigi"
ENGINE, LOOM = "research/engine", "research/loom"
NOTES = "research/publications/notes"

SHUTTLE = """
:::{publication} shuttle
:title: A Shuttle
:authors: Charles Babbage
:projects: loom
:::
"""
SHUTTLE_BIB = """
@misc{shuttle,
  title = {A Shuttle},
  author = {Babbage, Charles},
  year = {2021},
}
"""

# What is edited: the file, a passage (none: the end), what stands there instead; and the
# pages that show it.
EDITS = {
    "text of a page": ("about.md", "", "Nor here.\n", {"about"}),
    "comment beside data": ("research/venues.yaml", "", "# nothing\n", set()),
    "name of a person": (
        "people/ada.md",
        "name: Ada Lovelace",
        "name: Ada King",
        {ADA, LUIGI, PEOPLE, ENGINE, OVERVIEW, PAPERS},
    ),
    "role of a person": (
        "people/charles.md",
        "role: professor",
        "role: phd-student",
        {CHARLES, PEOPLE},
    ),
    "advisor of a person": (
        "people/ada.md",
        "role: phd-student",
        "role: phd-student\n  advisors: [charles]",
        {ADA, CHARLES},
    ),
    "news of a person": (
        "people/charles.md",
        "news: [",
        "news: [{date: 2025, text: New.}, ",
        {CHARLES, "index"},
    ),
    "new paper on a page": (
        "research/loom.md",
        "",
        SHUTTLE,
        {LOOM, CHARLES, OVERVIEW, PAPERS},
    ),
    "new paper in a file": ("research/papers.bib", "", SHUTTLE_BIB, {CHARLES, PAPERS}),
    "title of a paper": (
        "research/papers.bib",
        "Punched Cards",
        "Perforated Cards",
        {CHARLES, PAPERS},
    ),
    "authors of a paper": (
        "research/papers.bib",
        "{Babbage, Charles}",
        "{Lovelace, Ada}",
        {CHARLES, ADA, PAPERS},
    ),
    "year of a paper": ("research/papers.bib", "2022", "2020", {CHARLES, PAPERS}),
    "deleted paper": (
        "research/papers.bib",
        "author = {Babbage, Charles}",
        "author = {Nobody Here}",
        {CHARLES, PAPERS},
    ),
    "abstract": (
        "research/engine.md",
        "The abstract.",
        "Another one.",
        {ADA, LUIGI, ENGINE, PAPERS},
    ),
    "name of a venue": (
        "research/venues.yaml",
        "Scientific Memoirs",
        "Memoirs of Science",
        {ADA, LUIGI, ENGINE, PAPERS},
    ),
    "alias of a venue": (
        "research/venues.yaml",
        "name: Loom News",
        "name: Loom News, aliases: [LN]",
        set(),
    ),
    "title of a project": (
        "research/engine.md",
        "title: The Engine\n",
        "title: An Engine\n",
        {ENGINE, OVERVIEW, ADA, LUIGI},
    ),
    "theme of a project": (
        "research/loom.md",
        "theme: looms",
        "theme: engines",
        {LOOM, OVERVIEW},
    ),
}


def clean(site: Site, folder: Path, **settings: Any) -> Built:  # noqa: ANN401 - as conf.py has them
    """Build what a site has become, in a place where nothing was built before."""
    return Site(shutil.copytree(site.source, folder / "source")).build(**settings)


@pytest.mark.parametrize("name", EDITS)
def test_edit_reads_exactly_the_pages_that_show_it(
    site: Callable[[str], Site], tmp_path: Path, name: str
) -> None:
    path, old, new, expected = EDITS[name]
    edited = site("incremental")
    edited.build(**PUBLISHED)
    if old:
        edited.edit(path, old, new)
    else:
        edited.append(path, new)

    built = edited.build(**PUBLISHED)

    assert built.read == expected
    assert differing(built.out, clean(edited, tmp_path, **PUBLISHED).out) == []


def test_nothing_is_read_or_written_if_nothing_has_changed(site: Callable[[str], Site]) -> None:
    same = site("incremental")
    before = contents(same.build().out)
    for name in ("papers.bib", "venues.yaml"):
        os.utime(same.source / "research" / name)

    built = same.build()

    assert built.read == built.written == frozenset()
    assert contents(built.out) == before


def test_undoing_an_edit_gives_the_same_site(site: Callable[[str], Site]) -> None:
    edited = site("incremental")
    before = contents(edited.build().out)
    edited.edit("people/ada.md", "name: Ada Lovelace", "name: Ada King")
    edited.build()
    edited.edit("people/ada.md", "name: Ada King", "name: Ada Lovelace")

    assert contents(edited.build().out) == before


def test_page_that_mentions_a_paper_rewrites_its_lists_and_reads_none(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    edited = site("incremental")
    edited.append("research/index.md", "\nOf late {pub}`notes`.\n")
    edited.build()
    edited.append("about.md", "\nAfter {pub}`notes`.\n")

    built = edited.build()

    assert built.read == {"about"}
    assert built.written >= {ADA, LUIGI, ENGINE, PAPERS}
    assert not built.written & {CHARLES, LOOM, PEOPLE}
    assert links(built.page(PAPERS), "#notes .discussed a") == [
        ("About", "about.html"),
        ("Research", "research/index.html"),
    ]
    assert links(built.page(NOTES), "dl.facts a")[-2:] == [
        ("About", "about.html"),
        ("Research", "research/index.html"),
    ]
    assert differing(built.out, clean(edited, tmp_path).out) == []
    assert edited.build().written == frozenset()


def test_mention_that_goes_is_taken_off_the_lists(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    edited = site("incremental")
    edited.append("about.md", "\nAfter {pub}`notes`.\n")
    edited.build()
    edited.edit("about.md", "\nAfter {pub}`notes`.\n", "")

    built = edited.build()

    assert built.read == {"about"}
    assert not built.page(PAPERS).select(".discussed")
    assert "Discussed in" not in texts(built.page(NOTES), "dl.facts dt")
    assert differing(built.out, clean(edited, tmp_path).out) == []


def test_page_that_goes_is_taken_off_the_lists(site: Callable[[str], Site]) -> None:
    edited = site("incremental")
    edited.append("about.md", "\nAfter {pub}`notes`.\n")
    edited.build()
    (edited.source / "about.md").unlink()

    built = edited.build()

    assert built.read == frozenset()
    assert not built.page(PAPERS).select(".discussed")


def test_new_title_of_a_page_reaches_the_lists_that_name_it(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    edited = site("incremental")
    edited.append("about.md", "\nAfter {pub}`notes`.\n")
    edited.build()
    edited.edit("about.md", "# About", "# History")

    built = edited.build()

    assert built.read == {"about"}
    assert texts(built.page(PAPERS), ".discussed a") == ["History"]
    assert texts(built.page(NOTES), "dl.facts a")[-1] == "History"
    assert differing(built.out, clean(edited, tmp_path).out) == []


@pytest.mark.parametrize(
    ("index", "below", "beside"),
    [
        (PEOPLE, {ADA, CHARLES, LUIGI}, {OVERVIEW}),
        (OVERVIEW, {ENGINE, LOOM, PAPERS, NOTES}, {PEOPLE}),
        (PAPERS, {NOTES}, {OVERVIEW}),
    ],
)
def test_new_title_of_an_index_reaches_the_pages_below_it(
    site: Callable[[str], Site], tmp_path: Path, index: str, below: set[str], beside: set[str]
) -> None:
    edited = site("incremental")
    edited.build(**PUBLISHED)
    page = edited.source / f"{index}.md"
    page.write_text(re.sub("^# .*", "# Something else", page.read_text("utf-8")), "utf-8")

    built = edited.build(**PUBLISHED)

    assert built.read == {index}
    assert built.written == {index, "index"} | below - {NOTES}  # and the page of its toctree
    for one in below:
        told = [script.get_text() for script in built.page(one).select("script[type*=json]")]
        assert sum('"name":"Something else"' in each for each in told) == 1
    # Sphinx itself writes no page anew whose neighbour in a toctree has another title.
    stale = {f"{one}.html" for one in beside}
    assert set(differing(built.out, clean(edited, tmp_path, **PUBLISHED).out)) <= stale


def test_name_of_somebody_new_is_linked_where_it_stood_before(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    edited = site("incremental")
    edited.append("about.md", "\nBy {person}`mary`.\n")
    edited.build(warns=True)
    edited.write("people/mary.md", "---\nperson:\n  name: Mary Somerville\n---\n# Mary\n")

    built = edited.build()

    assert built.read == {"about", "people/mary", PEOPLE}
    assert ("Mary Somerville", "people/mary.html") in links(built.page("about"))
    assert differing(built.out, clean(edited, tmp_path).out) == []


def test_page_that_goes_is_named_nowhere(site: Callable[[str], Site]) -> None:
    edited = site("incremental")
    edited.build()
    (edited.source / "research/loom.md").unlink()

    built = edited.build()

    assert built.read == {OVERVIEW}
    assert not (built.out / "research/loom.html").exists()
    assert dead_links(built.out) == []


def test_paper_that_goes_is_missed_at_the_line_that_names_it(site: Callable[[str], Site]) -> None:
    edited = site("incremental")
    edited.append("about.md", "\nAfter {pub}`cards`.\n")
    edited.build()
    edited.write("research/papers.bib", "")

    built = edited.build(warns=True)

    assert built.read == {"about", CHARLES, PAPERS}
    (told,) = built.warnings
    assert told.startswith("about.md:8: WARNING: there is no publication `cards`; write the key")
    assert told.endswith("[research.unknown-id]")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2025, 2, 28, tzinfo=UTC), set()),
        (datetime(2025, 3, 1, tzinfo=UTC), {ADA}),
        (datetime(2025, 4, 1, tzinfo=UTC), {ADA, CHARLES, PEOPLE}),
    ],
    ids=["last day of a notice", "day after", "day after somebody has left"],
)
def test_day_that_passes_reads_what_it_changes(
    site: Callable[[str], Site],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    day: datetime,
    expected: set[str],
) -> None:
    dated = site("incremental")
    dated.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))

    built = dated.build()

    assert built.read == expected
    assert bool(built.page(ADA).select(".notice")) is (ADA not in expected)
    assert differing(built.out, clean(dated, tmp_path).out) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            {"research_roles": {"professor": "Prof.", "phd-student": "PhD student"}},
            {CHARLES, PEOPLE},
        ),
        ({"research_themes": {"engines": "Machines", "looms": "Looms"}}, {OVERVIEW}),
        ({"research_build_date": "2025-03-01"}, {ADA}),
    ],
    ids=["roles", "themes", "date"],
)
def test_setting_reads_what_it_changes(
    site: Callable[[str], Site], settings: dict[str, Any], expected: set[str]
) -> None:
    changed = site("incremental")
    changed.build()

    assert changed.build(**settings).read == expected
