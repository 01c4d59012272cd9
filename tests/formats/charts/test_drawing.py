from __future__ import annotations

import pytest
from lxml import etree

from sphinx_research.formats.charts.drawing import (
    Place,
    at_both,
    cut,
    fitting,
    linked,
    number,
    shown_year,
    text,
    width_of,
)


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (0.5, "0.5"), (1 / 3, "0.33"), (-0.001, "0"), (-2.5, "-2.5")]
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert number(value) == written


def test_a_text_that_fits_stays_whole() -> None:
    assert cut("Ada Lovelace", 20) == "Ada Lovelace"


def test_a_text_is_cut_to_the_room_there_is() -> None:
    short = cut("Analytical engines, and others", 10.5)

    assert short == "Analytical engines…"
    assert width_of(short) <= 10.5


def test_signs_of_east_asia_are_as_wide_as_high() -> None:
    assert width_of("王泽卿") == 3


def test_a_text_of_ten_thousand_signs_is_cut() -> None:
    assert len(cut("a" * 10_000, 10)) < 20


def test_the_first_form_that_fits_is_taken() -> None:
    forms = ("Ada King Lovelace", "A. K. Lovelace")

    assert fitting(forms, 20) == "Ada King Lovelace"
    assert fitting(forms, 8) == "A. K. Lovelace"
    assert fitting(forms, 4).startswith("A. K")
    assert fitting(forms, 4).endswith("…")


def test_a_label_that_fits_at_both_widths_is_written_once() -> None:
    (found,) = _texts(at_both(lambda _: ("Ada", Place(0.5, 1))))

    assert found.items() == [("x", "50%"), ("y", "1em")]


def test_a_label_that_differs_is_written_for_each_width() -> None:
    wide, narrow = _texts(at_both(lambda width: ("Ada" if width > 30 else "A.", Place(0, 1))))

    assert (wide.text, wide.get("class")) == ("Ada", "wide")
    assert (narrow.text, narrow.get("class")) == ("A.", "narrow")


def test_a_place_says_how_a_text_stands_there() -> None:
    (found,) = _texts(text("Ada", Place(0.25, 2, "end", "name", -0.5)))

    assert found.items() == [
        ("x", "25%"),
        ("y", "2em"),
        ("class", "name"),
        ("dx", "-0.5em"),
        ("text-anchor", "end"),
    ]


def test_no_text_is_no_element() -> None:
    assert text("", Place(0, 0)) == ""


def test_only_what_leads_somewhere_is_a_link() -> None:
    assert linked("<text/>", "") == "<text/>"
    assert etree.fromstring(linked("<text/>", "a?b&c")).get("href") == "a?b&c"


def test_every_year_of_few_has_its_label() -> None:
    assert [shown_year(year, 5, 3) for year in range(2020, 2025)] == [""] * 5


def test_of_many_years_a_phone_has_room_for_fewer() -> None:
    years = {year: shown_year(year, 14, 3) for year in range(2012, 2026)}

    assert years[2012] == ""
    assert years[2013] == "wide"
    assert years[2014] == ""


def test_a_year_that_has_no_room_anywhere_is_not_labelled() -> None:
    assert shown_year(2013, 40, 3) is None


def _texts(svg: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<svg>{svg}</svg>"))
