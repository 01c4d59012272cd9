from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sphinx_research.records.model import Award
from sphinx_research.records.query import CardOf, PersonPart
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views.entry import Link
from sphinx_research.records.views.people import Card, Profile, standing
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words
from tests.records.conftest import Tree

TODAY = date(2024, 7, 1)


def _add(lab: Tree, fields: str) -> None:
    """Give Ada, whose record has few fields, some more."""
    inner = "".join(f"  {line}\n" for line in fields.splitlines())
    lab.edit("people/ada.md", "  role: professor\n", f"  role: professor\n{inner}")


def _card(lab: Tree, who: str = "ada", today: date | None = TODAY) -> Card:
    found = lab.catalogue(today=today).answer(CardOf(who)).view
    assert found is not None
    return found


def _part(lab: Tree, part: str, who: str = "ada", today: date | None = TODAY) -> Any:  # noqa: ANN401 - as many kinds as there are parts
    return lab.catalogue(today=today).answer(PersonPart(who, part)).view


def _profile(lab: Tree, who: str = "ada", today: date | None = TODAY) -> Profile:
    found = _part(lab, "profile", who, today)
    assert isinstance(found, Profile)
    return found


def _texts(refs: tuple[Ref, ...]) -> list[str]:
    return [str(one.text) for one in refs]


# --- cards ----------------------------------------------------------------------------


def test_a_card_shows_a_person_at_a_glance(lab: Tree) -> None:
    _add(lab, "native_name: 艾达\nphoto: _static/ada.jpg")
    lab.write("_static/ada.jpg", b"")

    found = _card(lab)

    assert (found.ref.text, found.ref.docname) == ("Ada Lovelace", "people/ada")
    assert (found.initials, found.native_name, found.role) == ("AL", "艾达", "Professors")
    assert found.photo == "_static/ada.jpg"
    assert found.affiliation == Ref("Engine Laboratory", kind="organisation", id="engine-lab")
    assert [line[0].text for line in found.interests] == ["Machines that compose"]
    assert not found.alumni


def test_a_card_shows_two_interests_at_most(lab: Tree) -> None:
    lab.edit("people/ada.md", '["Machines that compose"]', "[One, Two, Three]")

    assert [line[0].text for line in _card(lab).interests] == ["One", "Two"]


@pytest.mark.parametrize(
    ("name", "language"),
    [("王泽卿", "zh"), ("やまだ 太郎", "ja"), ("ヤマダ", "ja"), ("김철수", "ko"), ("Ада", "")],
)
def test_the_language_of_a_native_name_is_known_by_its_script(
    lab: Tree, name: str, language: str
) -> None:
    _add(lab, f"native_name: {name}")

    assert _card(lab).language == language


def test_a_person_of_few_words_has_an_empty_card(tree: Tree) -> None:
    tree.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")

    found = _card(tree, "plato")

    assert (found.initials, found.role, found.photo, found.affiliation) == ("P", "", "", None)


ROLES_OF_ADA = """\
  roles:
    - {role: professor, since: 2024-09}
    - {role: phd-student, since: 2019-09, until: 2023-06}
"""


@pytest.mark.parametrize(
    ("today", "role"),
    [
        (date(2023, 7, 1), "PhD students"),
        (date(2024, 9, 1), "Professors"),
        (None, "Professors"),
    ],
)
def test_a_card_shows_the_role_of_the_day_also_of_somebody_who_will_return(
    lab: Tree, today: date | None, role: str
) -> None:
    lab.edit("people/ada.md", "  role: professor\n", ROLES_OF_ADA)

    found = _card(lab, today=today)

    assert (found.role, found.alumni) == (role, False)


@pytest.mark.parametrize(
    ("as_of", "role"), [("2020", "PhD students"), ("2024-09-01", "Professors")]
)
def test_a_card_as_of_a_date_shows_the_role_of_that_time_and_no_alumni(
    lab: Tree, as_of: str, role: str
) -> None:
    lab.edit("people/ada.md", "  role: professor\n", ROLES_OF_ADA)
    lab.edit("people/ada.md", "since: 2024-09", "since: 2024-09, until: 2024-09")

    query = CardOf("ada", PartialDate.parse(as_of))
    found = lab.catalogue(today=date(2025, 1, 1)).answer(query).view

    assert found
    assert (found.role, found.alumni) == (role, False)


# --- alumni and notices, by the date of the build -------------------------------------


@pytest.mark.parametrize(
    ("today", "alumni"), [(date(2023, 9, 30), False), (date(2023, 10, 1), True)]
)
def test_a_person_is_alumni_from_the_day_after_their_last(
    lab: Tree, today: date, *, alumni: bool
) -> None:
    assert _card(lab, "alan", today).alumni is alumni


@pytest.mark.parametrize("end", ["present", ""])
def test_a_person_without_an_end_is_no_alumni(lab: Tree, end: str) -> None:
    lab.edit("people/alan.md", "until: 2023-09", f"until: {end}")

    assert not _card(lab, "alan").alumni


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2024, 6, 30), ["Away", "Always"]),
        (date(2024, 7, 1), ["Always"]),
        (None, ["Away", "Always"]),
    ],
)
def test_a_notice_goes_on_the_day_after_its_last_and_stays_without_a_date(
    lab: Tree, today: date | None, shown: list[str]
) -> None:
    _add(lab, "notices:\n  - {text: Away, until: 2024-06}\n  - {text: Always}")

    assert [line[0].text for line in _profile(lab, today=today).notices] == shown


# --- the head of a page ---------------------------------------------------------------


def test_a_profile_shows_whom_a_person_advises_and_is_advised_by(lab: Tree) -> None:
    _add(lab, "advisors: [mary, Bob Bee]")

    found = _profile(lab)

    assert _texts(found.advisors) == ["Mary Somerville", "Bob Bee"]
    assert _texts(found.students) == ["Alan Turing", "Charles Babbage"]


def test_a_profile_shows_every_affiliation(lab: Tree) -> None:
    lab.edit("people/ada.md", "[engine-lab]", "[engine-lab, ucl, A Club]")

    assert _texts(_profile(lab).affiliations) == [
        "Engine Laboratory",
        "University College",
        "A Club",
    ]


def test_links_are_labelled_and_stand_as_written(lab: Tree) -> None:
    _add(lab, "orcid: 0000-0002-1825-0097\nlinks: {blog: https://b.example.org/, github: ada}")

    assert _profile(lab).links == (
        Link("Blog", "https://b.example.org/", "blog"),
        Link("GitHub", "https://github.com/ada", "github"),
        Link("ORCID", "https://orcid.org/0000-0002-1825-0097", "orcid"),
    )


def test_an_orcid_is_not_linked_twice(lab: Tree) -> None:
    _add(lab, "orcid: 0000-0002-1825-0097\nlinks: {orcid: 0000-0002-1825-0097}")

    assert [link.label for link in _profile(lab).links] == ["ORCID"]


@pytest.mark.parametrize(
    ("dates", "badge"),
    [
        ("since: 2020, until: 2024", "PhD, UCL (2020–2024)"),
        ("since: 2020-09", "PhD, UCL (2020–now)"),
    ],
)
def test_a_degree_may_be_a_badge(lab: Tree, dates: str, badge: str) -> None:
    degree = f"{{degree: PhD, org: ucl, badge: true, {dates}}}"
    _add(lab, f"education: [{degree}, {{degree: MSc, org: ucl}}]")
    lab.edit(
        "research/organisations.yaml", "University College,", "University College, short: UCL,"
    )

    assert _profile(lab).badges == (badge,)


# --- the sections of a CV -------------------------------------------------------------


def test_education_stands_as_written(lab: Tree) -> None:
    _add(
        lab,
        "education:\n"
        "  - {org: ucl, unit: Physics, degree: PhD, field: Engines, since: 2020, until: 2024-06,\n"
        "     advisors: [mary], note: With honours}\n"
        "  - {org: A School, degree: BSc}",
    )

    phd, bsc = _part(lab, "education")

    assert (phd.when, phd.title) == ("2020 – Jun 2024", "PhD, Engines")
    assert _texts(phd.where) == ["University College", "Physics"]
    assert _texts(phd.advisors) == ["Mary Somerville"]
    assert phd.note[0].text == "With honours"
    assert (bsc.when, bsc.title, _texts(bsc.where)) == ("", "BSc", ["A School"])


def test_jobs_in_a_row_at_one_place_stand_together(lab: Tree) -> None:
    _add(
        lab,
        "employment:\n"
        "  - {org: ucl, unit: Lab, role: Fellow, since: 2023}\n"
        "  - {org: ucl, role: Assistant, topic: Engines, since: 2020, until: 2022}\n"
        "  - {org: bletchley, role: Reader, since: 2018, until: 2019, location: Bletchley}\n"
        "  - {org: ucl, role: Intern, since: 2017, until: 2017}",
    )

    found = _part(lab, "employment")

    assert [(one.when, _texts(one.where), one.place) for one in found] == [
        ("2020 – present", ["University College"], ""),
        ("2018 – 2019", ["Bletchley Park"], "Bletchley"),
        ("2017", ["University College"], ""),
    ]
    assert [(role.when, role.title, _texts(role.where)) for role in found[0].roles] == [
        ("2023 – present", "Fellow", ["Lab"]),
        ("2020 – 2022", "Assistant, Engines", []),
    ]


def test_experience_tells_of_projects_their_results_and_ones_own_papers(lab: Tree) -> None:
    lab.edit("research/engine.md", "theme: seeing", "theme: seeing\n  results: [It runs]")
    _add(
        lab,
        "employment:\n"
        "  - {org: bletchley, role: Reader}\n"
        "  - org: ucl\n"
        "    role: Fellow\n"
        "    groups:\n"
        "      - {unit: Lab, role: Reader, advisors: [mary], projects: [engine, machine]}\n",
    )

    (found,) = _part(lab, "experience")

    assert (found.title, _texts(found.where)) == ("Reader", ["Lab", "University College"])
    assert [(work.ref.id, work.publications) for work in found.projects] == [
        ("engine", ("notes",)),
        ("machine", ()),
    ]
    assert [line[0].text for line in found.projects[0].results] == ["It runs"]


def test_awards_tell_the_place_won_and_all_years(lab: Tree) -> None:
    _add(
        lab,
        "awards:\n"
        "  - {title: Cup, by: A Club, rank: 1, of: 136 teams, date: [2021-10, 2023]}\n"
        "  - {title: Grant, rank: 2}\n"
        "  - {title: Prize}",
    )

    found = _part(lab, "awards")

    assert [(one.when, one.title[0].text, _texts(one.by), one.standing) for one in found] == [
        ("Oct 2021, 2023", "Cup", ["A Club"], "1st of 136 teams"),
        ("", "Grant", [], "2nd"),
        ("", "Prize", [], ""),
    ]


def test_service_names_its_bodies(lab: Tree) -> None:
    _add(lab, "service: [{role: Reviewer, for: [CVPR 2026, TMM], date: 2024}]")

    (found,) = _part(lab, "service")

    assert (found.role, found.bodies, found.when) == ("Reviewer", ("CVPR 2026", "TMM"), "2024")


def test_interests_name_the_papers_that_show_them(lab: Tree) -> None:
    lab.edit(
        "people/ada.md",
        '["Machines that compose"]',
        "[{text: Music, publications: [notes], note: by machines}, Poetry]",
    )

    found = _part(lab, "interests")

    assert [(one.text[0].text, one.publications) for one in found] == [
        ("Music", ("notes",)),
        ("Poetry", ()),
    ]


@pytest.mark.parametrize("part", ["education", "employment", "experience", "awards", "service"])
def test_a_section_of_nothing_is_empty(lab: Tree, part: str) -> None:
    assert _part(lab, part, "charles") == ()


@pytest.mark.parametrize(
    ("rank", "of", "written"),
    [
        (1, "136 teams", "1st of 136 teams"),
        (12, None, "12th"),
        (None, "136 teams", "136 teams"),
        (None, None, ""),
    ],
)
def test_standings(rank: int | None, of: str | None, written: str) -> None:
    award = Award.model_validate({"title": "Prize", "rank": rank, "of": of})

    assert standing(award, Words()) == written
