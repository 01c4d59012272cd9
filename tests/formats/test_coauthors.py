from __future__ import annotations

from datetime import date
from itertools import product
from string import ascii_uppercase

import pytest

from sphinx_research.formats.coauthors import (
    Coauthor,
    Relation,
    Window,
    coauthors,
    incomplete,
    last_months,
    when,
)
from tests.formats.conftest import works_of
from tests.records.conftest import Tree

LATELY = Window(date(2020, 7, 2), date(2024, 7, 1))

PAPER = """
    :::{{publication}} {key}
    :title: The paper {key}
    :authors: {authors}
    {fields}
    :::
    """


def _add(lab: Tree, key: str, authors: str, *fields: str) -> None:
    """Write one more paper; a field is a line of its block."""
    told = "\n    ".join(fields)
    lab.write(f"research/{key}.md", PAPER.format(key=key, authors=authors, fields=told))


def _found(lab: Tree, who: str = "charles", window: Window = LATELY) -> dict[str, Coauthor]:
    return {str(one.name): one for one in coauthors(works_of(lab), who, window)}


# --- the time -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "months", "since"),
    [
        (date(2024, 5, 31), 48, date(2020, 6, 1)),
        (date(2024, 7, 1), 48, date(2020, 7, 2)),
        (date(2024, 3, 31), 1, date(2024, 3, 1)),
        (date(2023, 3, 31), 1, date(2023, 3, 1)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2024, 1, 31), 1, date(2024, 1, 1)),
        (date(2024, 12, 31), 12, date(2024, 1, 1)),
        (date(2024, 7, 1), 0, date(2024, 7, 2)),
    ],
)
def test_months_are_counted_back_from_a_day(until: date, months: int, since: date) -> None:
    assert last_months(until, months) == Window(since, until)


@pytest.mark.parametrize("months", [-1, 12 * 2024, 10**9])
def test_months_that_no_calendar_has_are_refused(months: int) -> None:
    with pytest.raises(ValueError, match=r"months cannot be counted back from 2024-07-01"):
        last_months(date(2024, 7, 1), months)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ([":year: 2021"], True),
        ([":year: 2020"], True),  # some day of it
        ([":year: 2020-07-01"], False),
        ([":year: 2020-07-02"], True),
        ([":year: 2024-07"], True),
        ([":year: 2024-07-02"], False),
        ([":year: 2026", ":accepted: 2024-06"], True),
        ([":year: 2026", ":arxiv: 1901.00001"], True),  # under way in between
        ([":year: 2019", ":arxiv: 1901.00001"], False),
        ([":arxiv: 2301.00001"], True),
        ([":status: under-review"], True),
    ],
)
def test_a_work_counts_if_any_of_its_time_may_lie_within(
    lab: Tree, fields: list[str], *, holds: bool
) -> None:
    _add(lab, "more", "Charles Babbage, Luigi Menabrea", *fields)

    assert ("Luigi Menabrea" in _found(lab)) is holds


# --- who ------------------------------------------------------------------------------


def test_the_list_has_all_co_authors_advisors_and_advisees_by_name(lab: Tree) -> None:
    assert list(_found(lab)) == ["Ada Lovelace", "Mary Somerville"]
    assert list(_found(lab, "ada")) == ["Charles Babbage", "Alan Turing"]


def test_relations_are_told(lab: Tree) -> None:
    assert _found(lab)["Ada Lovelace"].relations == (Relation.COAUTHOR, Relation.ADVISOR)
    assert _found(lab)["Mary Somerville"].relations == (Relation.COAUTHOR,)
    assert _found(lab, "ada")["Charles Babbage"].relations == (
        Relation.COAUTHOR,
        Relation.ADVISEE,
    )


def test_only_a_doctorate_makes_a_phd_advisor(lab: Tree) -> None:
    assert _found(lab, "alan")["Ada Lovelace"].relations == (Relation.PHD_ADVISOR,)
    assert _found(lab, "ada")["Alan Turing"].relations == (Relation.PHD_ADVISEE,)

    lab.edit("people/alan.md", "degree: PhD", "degree: MPhil")

    assert _found(lab, "alan")["Ada Lovelace"].relations == (Relation.ADVISOR,)


def test_an_advisor_may_be_plain_text_and_a_co_author(lab: Tree) -> None:
    lab.edit("people/charles.md", "[ada]", "[José Núñez, The Board; of Longitude]")
    _add(lab, "more", "Charles Babbage, Jose Nunez", ":year: 2022")

    found = _found(lab)

    assert found["Jose Nunez"].relations == (Relation.COAUTHOR, Relation.ADVISOR)
    assert found["The Board; of Longitude"].relations == (Relation.ADVISOR,)
    assert "José Núñez" not in found


def test_names_without_a_record_are_one_person_if_they_agree(lab: Tree) -> None:
    _add(lab, "one", "Charles Babbage, José Núñez", ":year: 2022")
    _add(lab, "two", "Nunez, Jose; Babbage, Charles", ":year: 2023")
    _add(lab, "three", "Charles Babbage, J. Nunez", ":year: 2023")

    found = _found(lab)

    assert [work.record.id for work in found["Jose Nunez"].works] == ["two", "one"]
    assert [work.record.id for work in found["J. Nunez"].works] == ["three"]


def _weis(lab: Tree, *orcids: str) -> list[tuple[str, list[str]]]:
    """Write papers with a Wei Wang of each ORCID iD or none, the newest first, and find them."""
    for number, orcid in enumerate(orcids):
        lab.write(
            f"research/more{number}.bib",
            f"""
            @article{{one{number}, title={{One {number}}}, year={{{2023 - number}}}, journal={{A}},
              author={{Babbage, Charles and Wang, Wei}}, author+an:orcid={{2="{orcid}"}}}}
            """.replace(', author+an:orcid={2=""}', ""),
        )
    return sorted(
        (one.orcid, [work.record.id for work in one.works])
        for one in coauthors(works_of(lab), "charles", LATELY)
        if str(one.name) == "Wei Wang"
    )


ORCIDS = ("0000-0001-5109-3700", "0000-0002-1825-0097")


def test_two_people_of_one_name_are_told_apart_by_orcid(lab: Tree) -> None:
    assert _weis(lab, *ORCIDS) == [(ORCIDS[0], ["one0"]), (ORCIDS[1], ["one1"])]


@pytest.mark.parametrize("orcids", [("", ORCIDS[0]), (ORCIDS[0], ""), (ORCIDS[0], ORCIDS[0])])
def test_a_name_with_and_without_an_orcid_is_one_person(
    lab: Tree, orcids: tuple[str, str]
) -> None:
    assert _weis(lab, *orcids) == [(ORCIDS[0], ["one0", "one1"])]


def test_the_last_work_comes_first(lab: Tree) -> None:
    _add(lab, "more", "Charles Babbage, Ada Lovelace", ":year: 2024-06")
    _add(lab, "still", "Charles Babbage, Ada Lovelace", ":status: under-review")

    works = _found(lab)["Ada Lovelace"].works

    assert [(work.record.id, when(work)) for work in works] == [
        ("still", "under way"),
        ("more", "2024-06"),
        ("notes", "2024-05"),
    ]


def test_a_person_without_papers_has_nobody(lab: Tree) -> None:
    lab.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")

    assert coauthors(works_of(lab), "plato", LATELY) == ()


def test_of_three_hundred_authors_each_stands_there_once(lab: Tree) -> None:
    names = [f"Anna {one}{two}son" for one, two in product(ascii_uppercase, "abcdefghijkl")][:299]
    _add(lab, "many", ", ".join(["Charles Babbage", *names]), ":year: 2022")
    _add(lab, "again", ", ".join([*names, "Charles Babbage"]), ":year: 2023")

    found = _found(lab)

    assert len(found) == 301
    assert len(found["Anna Aason"].works) == 2


def test_a_collaboration_stands_as_one_name(lab: Tree) -> None:
    _add(lab, "more", "Charles Babbage, {The ATLAS Collaboration}", ":year: 2022")

    assert _found(lab)["The ATLAS Collaboration"].name.literal == "The ATLAS Collaboration"


def test_authors_whom_the_record_leaves_out_are_nobody_but_not_passed_over(lab: Tree) -> None:
    lab.write(
        "research/more.bib",
        """
        @article{more, title={More}, year={2022}, journal={A},
          author={Babbage, Charles and others}}
        """,
    )
    works = works_of(lab)

    assert "et al." not in _found(lab)
    assert [work.record.id for work in incomplete(works, "charles", LATELY)] == ["more"]
    assert incomplete(works, "ada", LATELY) == ()


def test_the_latest_of_several_dates_of_a_work_counts(lab: Tree) -> None:
    _add(lab, "early", "Charles Babbage, Ada Lovelace", ":year: 2024-04", ":arxiv: 2401.00009")
    _add(lab, "late", "Charles Babbage, Ada Lovelace", ":accepted: 2024-06", ":year: 2023-01")

    works = _found(lab)["Ada Lovelace"].works

    assert [work.record.id for work in works] == ["late", "notes", "early"]


# --- where ----------------------------------------------------------------------------


def test_affiliations_go_up_to_the_whole_organisation(lab: Tree) -> None:
    ada = _found(lab)["Ada Lovelace"]

    assert ada.affiliations == (
        "Engine Laboratory",
        "University College",
        "University of London",
    )
    assert ada.together == ("University College", "University of London")


def test_unknown_affiliations_are_left_out_and_plain_ones_kept(lab: Tree) -> None:
    lab.edit("people/ada.md", "[engine-lab]", "[The Royal Society]")

    assert _found(lab)["Ada Lovelace"].affiliations == ("The Royal Society",)
    assert _found(lab)["Ada Lovelace"].together == ()
    assert _found(lab)["Mary Somerville"].affiliations == ()
