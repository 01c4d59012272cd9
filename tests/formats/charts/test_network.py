from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats.charts.network import arranged, chart
from sphinx_research.records.views.charts import Coauthor, Network
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words
from tests.formats.charts.reading import all_of, read, texts

ADA = Coauthor(Ref("Ada Lovelace", "people/ada", kind="person", id="ada"), "A. Lovelace", 5)
CHARLES = Coauthor(Ref("Charles Babbage", "people/charles", kind="person"), "C. Babbage", 3)
MARY = Coauthor(Ref("Mary Somerville", url="https://mary.example/"), "M. Somerville", 1)
LUIGI = Coauthor(Ref("Luigi Menabrea"), "L. Menabrea", 1)
VIEW = Network(ADA, (CHARLES, MARY, LUIGI), ((0, 1, 1),), others=0)


def _address(ref: Ref) -> str:
    return ref.url or (f"../{ref.docname}.html" if ref.docname else "")


def _crowd(people: int) -> tuple[Coauthor, ...]:
    return tuple(Coauthor(Ref(f"Person {one}"), f"P. {one}", 1) for one in range(people))


def test_everybody_has_a_dot_and_a_name() -> None:
    picture = read(chart(VIEW, _address, Words()))

    assert {"Charles Babbage", "Mary Somerville", "Luigi Menabrea"} <= {*texts(picture)}
    assert len(all_of(picture, "circle")) == 4
    assert texts(picture, "centre") == ["Ada Lovelace"]


def test_names_lead_to_pages_and_addresses_and_others_nowhere() -> None:
    picture = read(chart(VIEW, _address, Words()))

    assert picture.get("role") == "group"
    assert {link.get("href") for link in all_of(picture, "a")} == {
        "../people/charles.html",
        "https://mary.example/",
    }


def test_those_who_share_papers_are_joined() -> None:
    picture = read(chart(VIEW, _address, Words()))

    assert len(all_of(picture, "path", "tie")) == 1
    assert len(all_of(picture, "path", "spoke")) == 3


def test_more_papers_make_a_larger_dot_and_a_stronger_line() -> None:
    picture = read(chart(VIEW, _address, Words()))

    assert sorted({dot.get("r") or "" for dot in all_of(picture, "circle")}) == [
        "0.36em",
        "0.5em",
    ]
    assert sorted({line.get("stroke-width") or "" for line in all_of(picture, "path")}) == [
        "0.6",
        "2.8",
    ]


@pytest.mark.parametrize("people", [1, 2, 3, 29, 30, 60])
def test_no_two_names_are_on_one_line_of_a_side(people: int) -> None:
    view = Network(ADA, _crowd(people), (), 0)
    names = [
        one
        for one in all_of(read(chart(view, _address, Words())), "text")
        if (one.text or "").startswith("Person")
    ]

    assert len(names) == people
    assert len({(one.get("y"), one.get("text-anchor")) for one in names}) == people


def test_the_caption_says_how_many_are_left_out() -> None:
    whole = chart(VIEW, _address, Words()).caption
    part = chart(Network(ADA, (CHARLES, MARY), (), 40), _address, Words()).caption
    site = chart(Network(None, (CHARLES, MARY), ((0, 1, 1),), 40), _address, Words()).caption

    assert whole == "3 co-authors of Ada Lovelace."
    assert part == "The 2 co-authors of Ada Lovelace with the most papers, of 42."
    assert site == "The 2 authors who share the most papers, of 42."


def test_the_table_says_who_shares_papers_with_whom() -> None:
    table = chart(VIEW, _address, Words()).table

    assert table.columns == ("Name", "Papers together", "Shares papers with")
    assert table.rows == (
        (CHARLES.ref, "3", "Mary Somerville (1)"),
        (MARY.ref, "1", "Charles Babbage (1)"),
        (LUIGI.ref, "1", ""),
    )


def test_two_groups_are_not_mixed() -> None:
    groups = ((0, 2, 4, 6), (1, 3, 5, 7))
    pairs = tuple(sorted((*pair, 1) for group in groups for pair in combinations(group, 2)))
    order = arranged(Network(None, _crowd(8), pairs, 0))

    assert [{*order[:4]}, {*order[4:]}] == [{*groups[0]}, {*groups[1]}]


@given(st.data(), st.integers(1, 12))
def test_everybody_has_one_place_whoever_shares_papers(data: st.DataObject, people: int) -> None:
    every = list(combinations(range(people), 2))
    pairs = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    shared = tuple((*pair, data.draw(st.integers(1, 9))) for pair in sorted(pairs))

    assert sorted(arranged(Network(None, _crowd(people), shared, 0))) == [*range(people)]


@given(st.text(), st.text())
def test_any_name_makes_a_picture_that_can_be_read(name: str, short: str) -> None:
    view = Network(ADA, (Coauthor(Ref(name, url="https://x.example/?a&b"), short, 1),), (), 0)

    assert len(all_of(read(chart(view, _address, Words())), "circle")) == 2


@pytest.mark.parametrize("hostile", ["</svg><script>alert(1)</script>", '"><b onload="x">'])
def test_names_stay_texts(hostile: str) -> None:
    view = Network(None, (Coauthor(Ref(hostile), hostile, 1), MARY), ((0, 1, 1),), 0)
    picture = read(chart(view, _address, Words()))

    assert all_of(picture, "script") == []
    assert all_of(picture, "b") == []


def test_names_in_chinese_and_hebrew_are_shown_as_they_are() -> None:
    people = tuple(Coauthor(Ref(name), name, 1) for name in ("王泽卿", "עדה לאבלייס"))

    assert {*texts(read(chart(Network(None, people, ((0, 1, 1),), 0), _address, Words())))} == {
        "王泽卿",
        "עדה לאבלייס",
    }
