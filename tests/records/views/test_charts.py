from __future__ import annotations

from datetime import date
from textwrap import indent

import pytest

from sphinx_research.records.model import PublicationType
from sphinx_research.records.query.charts import Coauthors, PapersPerYear, TimelineOf
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views.charts import Network, Timeline
from sphinx_research.records.words import Words
from tests.records.conftest import Tree

ARTICLE, CONFERENCE = PublicationType.ARTICLE, PublicationType.CONFERENCE


# --- papers by year -----------------------------------------------------------------------


def test_papers_of_the_site_are_counted_by_year_and_type(lab: Tree) -> None:
    view = PapersPerYear().view(lab.catalogue())

    assert view is not None
    assert view.types == (CONFERENCE, ARTICLE)
    assert view.years == ((2023, (2, 0)), (2024, (0, 1)))
    assert view.undated == 1


def test_papers_of_a_person_and_of_a_project_are_theirs_alone(lab: Tree) -> None:
    catalogue = lab.catalogue()
    charles = PapersPerYear(person="charles").view(catalogue)
    machine = PapersPerYear(project="machine").view(catalogue)

    assert charles is not None
    assert charles.years == ((2023, (0, 1)), (2024, (1, 0)))
    assert machine is not None
    assert machine.years == ((2023, (1,)),)


def test_other_types_are_counted_if_they_are_asked_for(lab: Tree) -> None:
    view = PapersPerYear(types=frozenset({PublicationType.PATENT})).view(lab.catalogue())

    assert view is not None
    assert view.years == ((2022, (1,)),)


def test_years_without_papers_are_years_too(lab: Tree) -> None:
    lab.edit("research/engine.md", ":year: 2024-05", ":year: 2026")
    view = PapersPerYear(person="ada").view(lab.catalogue())

    assert view is not None
    assert [year for year, _ in view.years] == [2026]

    view = PapersPerYear(person="charles").view(lab.catalogue())

    assert view is not None
    assert [(year, sum(counts)) for year, counts in view.years] == [
        (2023, 1),
        (2024, 0),
        (2025, 0),
        (2026, 1),
    ]


def test_where_no_paper_has_a_year_there_is_nothing_to_show(tree: Tree) -> None:
    tree.write("people/ada.md", "---\nperson: {name: Ada Lovelace}\n---\n")
    tree.write(
        "research/papers.md",
        ":::{publication} draft\n:title: A draft\n:authors: Ada Lovelace\n:::\n",
    )

    assert PapersPerYear().view(tree.catalogue()) is None


# --- networks -----------------------------------------------------------------------------


def test_the_coauthors_of_a_person_share_papers_with_them(lab: Tree) -> None:
    view = _network(lab, Coauthors("charles"))

    assert view.centre is not None
    assert (view.centre.ref.id, view.centre.papers) == ("charles", 2)
    assert [(who.ref.id, who.short, who.papers) for who in view.people] == [
        ("ada", "A. Lovelace", 1),
        ("mary", "M. Somerville", 1),
    ]
    assert view.pairs == ()


def test_in_the_network_of_the_site_are_those_who_share_papers(lab: Tree) -> None:
    view = _network(lab, Coauthors())

    assert view.centre is None
    assert [(who.ref.id, who.papers) for who in view.people] == [
        ("ada", 2),
        ("charles", 2),
        ("mary", 1),
    ]
    assert view.pairs == ((0, 1, 1), (1, 2, 1))
    assert view.others == 1  # Alan wrote alone


def test_who_wrote_alone_has_no_network(lab: Tree) -> None:
    assert Coauthors("alan").view(lab.catalogue()) is None
    assert Coauthors(project="machine").view(lab.catalogue()) is None


def test_names_that_agree_are_one_person(lab: Tree) -> None:
    _add(lab, "one", "Ada Lovelace, Luigi F. Menabrea")
    _add(lab, "two", "Ada Lovelace, MENABREA Luigi F.")

    assert [(str(who.ref.text), who.papers) for who in _network(lab, Coauthors("ada")).people] == [
        ("Luigi F. Menabrea", 2),
        ("Charles Babbage", 1),
    ]


def test_a_paper_by_three_hundred_keeps_those_with_the_most(lab: Tree) -> None:
    many = ", ".join(f"{_letters(one)} Writer" for one in range(300))
    _add(lab, "many", f"Ada Lovelace, {many}")
    view = _network(lab, Coauthors("ada", limit=30))

    assert len(view.people) == 30
    assert view.others == 271
    assert view.people[0].ref.id == "charles"
    assert len(_network(lab, Coauthors(limit=10)).people) == 10


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada King Lovelace", "A. K. Lovelace"),
        ("Luc van der Berg", "L. van der Berg"),
        ("王泽卿", "王泽卿"),
        ("{The Engine Collaboration}", "The Engine Collaboration"),
    ],
)
def test_names_have_a_short_form_for_tight_places(lab: Tree, name: str, short: str) -> None:
    _add(lab, "more", f"Ada Lovelace, {name}")
    people = {str(who.ref.text): who.short for who in _network(lab, Coauthors("ada")).people}

    assert people[name.strip("{}")] == short


def test_the_same_records_give_the_same_network(lab: Tree) -> None:
    assert _network(lab, Coauthors()) == _network(lab, Coauthors())


# --- timelines ----------------------------------------------------------------------------


def test_stations_stand_in_lanes_in_the_order_in_which_they_began(lab: Tree) -> None:
    _stations(
        lab,
        """
        education:
          - {degree: PhD, field: Mathematics, org: ucl, since: 2021-10}
          - {degree: BSc, org: Elsewhere, until: 2018}
          - {degree: MSc, org: ucl}
        employment:
          - {org: engine-lab, role: Fellow, topic: looms, since: 2019, until: 2020}
        """,
    )
    view = _timeline(lab, today=date(2024, 5, 17))

    assert [
        (heading, [(stop.where.text, stop.what, Words().period(stop.period)) for stop in stops])
        for heading, stops in view.lanes
    ] == [
        (
            "Education",
            [
                ("Elsewhere", "BSc", "until 2018"),
                ("University College", "PhD, Mathematics", "Oct 2021 – present"),
            ],
        ),
        ("Employment", [("Engine Laboratory", "Fellow, looms", "2019 – 2020")]),
    ]
    assert view.today == PartialDate(2024, 5)


def test_organisations_have_their_short_names(lab: Tree) -> None:
    name = "{name: University College, parent"
    lab.edit("research/organisations.yaml", name, name.replace("{", "{short: UCL, "))
    _stations(lab, "education: [{degree: PhD, org: ucl, since: 2021}]")
    (_, (stop,)) = _timeline(lab).lanes[0]

    assert stop.where.text == "UCL"


def test_several_roles_here_are_a_lane_of_their_own(lab: Tree) -> None:
    roles = "[{role: phd-student, since: 2020, until: 2023}, {role: professor, since: 2024}]"
    lab.edit("people/charles.md", "role: phd-student\n  since: 2021", f"roles: {roles}")
    (lane,) = _timeline(lab).lanes

    assert lane[0] == "Here"
    assert [stop.what for stop in lane[1]] == ["PhD students", "Professors"]


def test_without_dated_stations_there_is_no_timeline(lab: Tree) -> None:
    catalogue = lab.catalogue()

    assert TimelineOf("alan").view(catalogue) is None  # his degree has no dates
    assert TimelineOf("ada").view(catalogue) is None
    assert TimelineOf("nobody").view(catalogue) is None


def _network(tree: Tree, query: Coauthors) -> Network:
    view = query.view(tree.catalogue())
    assert view is not None
    return view


def _timeline(tree: Tree, today: date | None = None) -> Timeline:
    view = TimelineOf("charles").view(tree.catalogue(today=today))
    assert view is not None
    return view


def _add(tree: Tree, key: str, authors: str) -> None:
    tree.write(
        f"research/{key}.md",
        f":::{{publication}} {key}\n:title: Paper {key}\n:authors: {authors}\n:year: 2020\n:::\n",
    )


def _stations(tree: Tree, text: str) -> None:
    lines = "\n".join(line.removeprefix("        ") for line in text.strip("\n ").splitlines())
    tree.edit("people/charles.md", "\n---\n", f"\n{indent(lines, '  ')}\n---\n")


def _letters(number: int) -> str:
    """Spell a number: names with digits are no names."""
    return "".join("Abcdefghij"[int(digit)].upper() for digit in f"{number:03}").title()
