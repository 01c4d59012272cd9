from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from sphinx_research.formats.annual import annual, years
from sphinx_research.formats.pieces import Pieces
from sphinx_research.formats.report import Item, Report, Section, as_pdf
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from tests.formats.conftest import works_of
from tests.records.conftest import Tree


def _add(lab: Tree, who: str, fields: str) -> None:
    """Give a person more fields."""
    inner = "".join(f"  {line}\n" for line in fields.splitlines())
    file = lab.root / f"people/{who}.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("person:\n", f"person:\n{inner}", 1), "utf-8")


def _report(lab: Tree, year: int = 2023) -> Report:
    return annual(works_of(lab), year)


def _words(line: Pieces) -> str:
    return "".join(piece["text"] for piece in line)


def _item(item: Item) -> tuple[str, ...]:
    return (item.mark, _words(item.text), _words(item.detail))


def _section(report: Report, heading: str) -> Section | None:
    return next((one for one in report.sections if one.heading == heading), None)


def _told(lab: Tree, heading: str, year: int = 2023) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Say what stands in a section: group by group, with mark, text and detail."""
    section = _section(_report(lab, year), heading)
    groups = section.groups if section else ()
    return [(group.heading, [_item(item) for item in group.items]) for group in groups]


def _links(line: Pieces) -> list[str]:
    return [piece["url"] for piece in line if "url" in piece]


# --- the whole ------------------------------------------------------------------------


def test_a_report_tells_of_a_year_in_sections(lab: Tree) -> None:
    report = _report(lab)

    assert report.title == "Annual report 2023"
    assert report.site == "The lab"
    assert [section.heading for section in report.sections] == [
        "People",
        "Publications",
        "Awards",
        "Projects",
    ]


def test_figures_say_how_many_there_are_of_what(lab: Tree) -> None:
    assert _report(lab, 2023).figures == (
        (3, "people"),
        (1, "who left"),
        (2, "papers"),
        (1, "award"),
        (2, "projects"),
    )
    assert _report(lab, 2021).figures == ((3, "people"), (1, "of them new"))
    assert _report(lab, 2022).figures == ((3, "people"), (1, "other work"))


def test_the_day_of_the_records_is_told_if_it_is_known(lab: Tree) -> None:
    known = annual(works_of(lab, today=date(2024, 7, 1)), 2023)

    assert known.note == "Made from the records as of 2024-07-01."
    assert _report(lab).note == ""


def test_a_site_without_records_has_a_report_without_sections(tree: Tree) -> None:
    report = annual(works_of(tree), 2023)

    assert report.sections == ()
    assert report.figures == ()


# --- years ----------------------------------------------------------------------------


def test_the_years_are_those_of_the_records(lab: Tree) -> None:
    assert years(works_of(lab)) == range(2019, 2025)


def test_the_years_end_with_that_of_the_build(lab: Tree) -> None:
    lab.edit("people/charles.md", "since: 2021", "since: 2021\n  until: 2040")

    assert years(works_of(lab, today=date(2026, 1, 1))) == range(2019, 2027)


def test_records_without_dates_have_no_years(tree: Tree) -> None:
    tree.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")

    assert list(years(works_of(tree, today=date(2026, 1, 1)))) == []


# --- people ---------------------------------------------------------------------------


def test_people_stand_by_role_with_what_changed(lab: Tree) -> None:
    assert _told(lab, "People", 2023) == [
        ("Professors", [("", "Ada Lovelace", "")]),
        (
            "PhD students",
            [
                ("", "Charles Babbage", "since 2021"),
                ("", "Alan Turing", "since 2019 · left in Sep 2023"),
            ],
        ),
    ]


def test_people_are_in_no_year_before_they_came_or_after_they_left(lab: Tree) -> None:
    assert [name for _, name, _ in _told(lab, "People", 2024)[1][1]] == ["Charles Babbage"]
    assert [name for _, name, _ in _told(lab, "People", 2020)[1][1]] == ["Alan Turing"]


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2023", "came in 2023"),
        ("2023-05", "came in May 2023"),
        ("2023-05-03", "came on 3 May 2023"),
    ],
)
def test_an_arrival_is_told_as_exactly_as_it_is_known(lab: Tree, since: str, told: str) -> None:
    lab.edit("people/charles.md", "since: 2021", f"since: {since}")

    assert _told(lab, "People", 2023)[1][1][0] == ("", "Charles Babbage", told)


def test_of_several_roles_the_last_of_the_year_counts(lab: Tree) -> None:
    lab.edit("people/charles.md", "  role: phd-student\n  since: 2021\n", "")
    _add(
        lab,
        "charles",
        "roles:\n"
        "  - {role: phd-student, since: 2021, until: 2023-06}\n"
        "  - {role: professor, since: 2023-07}",
    )

    assert _told(lab, "People", 2023)[0] == (
        "Professors",
        [
            ("", "Charles Babbage", "since 2021 · moved from PhD students in Jul 2023"),
            ("", "Ada Lovelace", ""),
        ],
    )
    assert _told(lab, "People", 2024)[0][1][0] == ("", "Charles Babbage", "since 2021")
    assert _told(lab, "People", 2022)[1][0] == "PhD students"


def test_people_without_a_role_stand_last(lab: Tree) -> None:
    lab.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")

    assert _told(lab, "People")[-1] == ("Others", [("", "Plato", "")])


def test_a_heading_stands_once_whatever_roles_it_has(lab: Tree) -> None:
    roles = {"professor": "Members", "dean": "Deans", "phd-student": "Members"}
    lab.edit("people/alan.md", "role: phd-student", "role: visitor")
    lab.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")
    lab.write("people/zeno.md", "---\nperson:\n  name: Zeno\n  role: dean\n---\n")
    lab.write("people/bo.md", "---\nperson:\n  name: Bo Bee\n  role: guest\n---\n")
    loaded = load(lab.root, Settings(roles=roles))

    section = _section(annual(Works(loaded.catalogue, Site("The lab")), 2023), "People")

    assert section is not None
    assert [
        (group.heading, [_words(item.text) for item in group.items]) for group in section.groups
    ] == [
        ("Members", ["Ada Lovelace", "Charles Babbage"]),
        ("Deans", ["Zeno"]),
        ("Others", ["Bo Bee", "Plato", "Alan Turing"]),
    ]


def test_people_lead_to_their_pages(lab: Tree) -> None:
    section = _section(_report(lab), "People")

    assert section is not None
    assert _links(section.groups[0].items[0].text) == ["https://lab.example.org/people/ada.html"]


# --- publications ---------------------------------------------------------------------


def test_papers_of_the_year_stand_by_type_as_references(lab: Tree) -> None:
    assert _told(lab, "Publications", 2024) == [
        (
            "Journal articles",
            [
                (
                    "",
                    (
                        "Lovelace, A., & Babbage, C. (2024). Notes on the engine. "
                        "Scientific Memoirs. https://arxiv.org/abs/2404.00001"
                    ),
                    "",
                )
            ],
        )
    ]
    assert [heading for heading, _ in _told(lab, "Publications", 2022)] == ["Patents"]


def test_a_preprint_without_a_date_is_of_the_year_that_arxiv_got_it(lab: Tree) -> None:
    lab.write(
        "research/more.md",
        """
        :::{publication} preprint
        :title: A preprint
        :authors: Ada Lovelace
        :arxiv: 2002.00001
        :::
        """,
    )

    assert [heading for heading, _ in _told(lab, "Publications", 2020)] == [
        "Preprints and work under review"
    ]


def test_works_of_others_are_left_out(lab: Tree) -> None:
    assert _told(lab, "Publications", 2020) == []


# --- awards, service and news -----------------------------------------------------------


def test_awards_of_people_and_papers_stand_together(lab: Tree) -> None:
    _add(
        lab,
        "ada",
        "awards:\n"
        "  - {title: Best *engine*, by: ucl, date: [2022, 2023-05], rank: 1, of: 9 teams}\n"
        "  - {title: Medal, date: 2022}\n"
        "  - {title: Prize}",
    )

    assert _told(lab, "Awards", 2023) == [
        (
            "",
            [
                ("May 2023", "Best engine", "Ada Lovelace · University College · 1st of 9 teams"),
                ("", "Gold medal", "The engine · Meeting of the Royal Society"),
            ],
        )
    ]


def test_an_award_leads_to_its_own_address(lab: Tree) -> None:
    prize = "{title: A prize, date: 2021, url: https://prize.example.org/}"
    _add(lab, "ada", f"awards: [{prize}]")

    section = _section(_report(lab, 2021), "Awards")

    assert section is not None
    assert _links(section.groups[0].items[0].text) == ["https://prize.example.org/"]


def test_service_is_of_the_year_that_it_names(lab: Tree) -> None:
    _add(
        lab,
        "ada",
        "service:\n"
        "  - {role: Reviewer, for: [Memoirs, Letters], date: [2022, 2023]}\n"
        "  - {role: Chair, date: 2023}\n"
        "  - {role: Reader}",
    )

    assert _told(lab, "Service", 2023) == [
        ("", [("", "Reviewer: Memoirs, Letters", "Ada Lovelace"), ("", "Chair", "Ada Lovelace")])
    ]


def test_news_stand_in_the_order_in_which_they_happened(lab: Tree) -> None:
    lab.write(
        "research/news.yaml",
        """
        - {date: 2024-01-05, text: "The {project}`engine` runs", publication: notes}
        - {date: 2023-12, text: Early}
        """,
    )

    assert _told(lab, "News", 2024) == [
        (
            "",
            [
                ("5 Jan 2024", "The The analytical engine runs", "Notes on the engine"),
                ("Jun 2024", "A prize", "Ada Lovelace"),
            ],
        )
    ]


# --- projects -------------------------------------------------------------------------


def test_projects_of_the_year_have_their_people_and_papers(lab: Tree) -> None:
    assert _told(lab, "Projects", 2023) == [
        (
            "",
            [
                ("", "The analytical engine", "Ada Lovelace, Charles Babbage · 1 publication"),
                ("", "The universal machine", "Alan Turing · 1 publication"),
            ],
        )
    ]


def test_a_project_runs_from_its_first_paper_of_ours_to_its_last(lab: Tree) -> None:
    lab.edit("research/engine.md", ":year: 2023", ":year: 2020")

    assert [name for _, name, _ in _told(lab, "Projects", 2022)[0][1]] == ["The analytical engine"]
    assert _told(lab, "Projects", 2019) == []


def test_a_period_that_is_written_goes_before_the_papers(lab: Tree) -> None:
    lab.edit("research/machine.md", "theme: reasoning", "theme: reasoning\n  since: 2021")

    assert ("", "The universal machine", "Alan Turing") in _told(lab, "Projects", 2022)[0][1]


def test_a_project_with_a_paper_of_the_year_was_running(lab: Tree) -> None:
    lab.edit("research/machine.md", "theme: reasoning", "theme: reasoning\n  until: 2020")

    assert [name for _, name, _ in _told(lab, "Projects", 2023)[0][1]] == [
        "The analytical engine",
        "The universal machine",
    ]


def test_funders_are_named(lab: Tree) -> None:
    lab.edit(
        "research/machine.md",
        "theme: reasoning",
        "theme: reasoning\n  funding: [{funder: ucl}, {funder: The Crown}]",
    )

    assert _told(lab, "Projects", 2023)[0][1][1][2] == (
        "Alan Turing · funded by University College, The Crown · 1 publication"
    )


# --- the form -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ("en", "")), ("en-GB", ("en", "GB")), ("zh-Hans", ("zh", "")), ("x!", ("en", ""))],
)
def test_a_report_is_set_in_the_language_of_the_site(
    lab: Tree, language: str, told: tuple[str, str]
) -> None:
    works = works_of(lab)
    works.site = replace(works.site, language=language)

    made = annual(works, 2023)

    assert (made.language, made.region) == told
    catalogue: Any = PdfReader(io.BytesIO(as_pdf(made)), strict=True).trailer["/Root"]
    assert catalogue["/Lang"] == "-".join(filter(None, told))
