"""A person's roles over time, in either form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.model import Person
from sphinx_research.records.problems import Place
from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.words import Words

MPHIL = {"role": "mphil", "since": "2019-09", "until": "2021-08"}
PHD = {"role": "phd", "since": "2021-09", "until": "2025-06"}
FELLOW = {"role": "fellow", "since": "2026"}


def _person(**fields: object) -> Person:
    named = {"id": "ada", "place": Place("people/ada.md"), "name": "Ada Lovelace"}
    return Person.model_validate(named | fields)


def _told(person: Person) -> list[tuple[str, str]]:
    return [(stay.role, Words().period(stay.period)) for stay in person.stays]


def _date(written: str) -> PartialDate:
    return PartialDate.parse(written)


# --- stays --------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [[MPHIL, PHD, FELLOW], [FELLOW, MPHIL, PHD]])
def test_stays_stand_in_the_order_in_which_they_began(roles: list[dict[str, str]]) -> None:
    assert _told(_person(roles=roles)) == [
        ("mphil", "Sep 2019 – Aug 2021"),
        ("phd", "Sep 2021 – Jun 2025"),
        ("fellow", "2026 – present"),
    ]


def test_the_short_form_is_one_stay() -> None:
    assert _told(_person(**PHD)) == [("phd", "Sep 2021 – Jun 2025")]
    assert _person(**PHD).stays == _person(roles=[PHD]).stays


def test_a_person_of_whom_nothing_is_said_has_one_stay_without_dates() -> None:
    assert _told(_person()) == [("", "")]


def test_a_stay_that_began_at_no_known_time_comes_first() -> None:
    person = _person(roles=[PHD, {"role": "mphil", "until": "2021-08"}])

    assert [stay.role for stay in person.stays] == ["mphil", "phd"]


def test_of_two_stays_that_began_in_one_year_the_one_that_ended_comes_first() -> None:
    short = {"role": "intern", "since": "2021", "until": "2021-06"}
    person = _person(roles=[{"role": "phd", "since": "2021"}, short])

    assert [stay.role for stay in person.stays] == ["intern", "phd"]


@pytest.mark.parametrize(
    ("fields", "whole"),
    [
        ({"roles": [PHD, MPHIL]}, Period(PartialDate(2019, 9), PartialDate(2025, 6))),
        ({"roles": [MPHIL, FELLOW]}, Period(PartialDate(2019, 9))),
        (MPHIL, Period(PartialDate(2019, 9), PartialDate(2021, 8))),
        ({}, Period()),
    ],
)
def test_the_whole_period_reaches_from_the_first_stay_to_the_last(
    fields: dict[str, object], whole: Period
) -> None:
    assert _person(**fields).period == whole


# --- the role of a day --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "role"),
    [
        (date(2010, 1, 1), "mphil"),
        (date(2021, 8, 31), "mphil"),
        (date(2021, 9, 1), "phd"),
        (date(2025, 12, 31), "phd"),
        (date(2026, 1, 1), "fellow"),
        (None, "fellow"),
    ],
    ids=["before all", "last day", "first day", "between two", "a year's first day", "no day"],
)
def test_the_role_of_a_day_is_the_one_begun_last(day: date | None, role: str) -> None:
    assert _person(roles=[FELLOW, PHD, MPHIL]).role_on(day) == role


@pytest.mark.parametrize("day", [None, date(2000, 1, 1), date(2030, 1, 1)])
def test_the_only_role_is_that_of_every_day(day: date | None) -> None:
    assert _person(**PHD).role_on(day) == "phd"
    assert _person().role_on(day) == ""


# --- the stay at a time -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "role"),
    [
        ("2018", None),
        ("2019", "mphil"),
        ("2021", "phd"),
        ("2021-08", "mphil"),
        ("2021-09-01", "phd"),
        ("2025", "phd"),
        ("2025-07", None),
        ("2027-01-01", "fellow"),
    ],
)
def test_the_stay_in_a_year_month_or_day_is_the_last_that_overlaps(
    when: str, role: str | None
) -> None:
    stay = _person(roles=[FELLOW, PHD, MPHIL]).stay_in(_date(when))

    assert (stay.role if stay else None) == role


@pytest.mark.parametrize("when", ["1900", "2024-05"])
def test_a_stay_without_a_beginning_reaches_back_for_ever(when: str) -> None:
    stay = _person(role="phd", until="2024-05").stay_in(_date(when))

    assert stay
    assert stay.role == "phd"
    assert _person(role="phd", until="2024-05").stay_in(_date("2024-06")) is None


def test_somebody_of_whom_no_date_is_known_was_always_here() -> None:
    assert _person().stay_in(_date("1900")) is not None


# --- whatever is written ------------------------------------------------------------------

DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2000, 2030), st.none() | st.integers(1, 12)),
)


def _in_order(dates: tuple[PartialDate | None, PartialDate | None]) -> bool:
    since, until = dates
    return since is None or until is None or until.last >= since.first


STAYS = st.tuples(DATES, DATES).filter(_in_order)


@given(st.lists(STAYS, min_size=1, max_size=4), st.dates())
def test_any_stays_have_a_whole_period_and_a_role_on_any_day(
    stays: list[tuple[PartialDate | None, PartialDate | None]], day: date
) -> None:
    roles = [
        {"role": f"r{number}", "since": since, "until": until}
        for number, (since, until) in enumerate(stays)
    ]
    person = _person(roles=roles)

    assert {stay.role for stay in person.stays} == {role["role"] for role in roles}
    assert person.period.since == person.stays[0].since
    assert person.role_on(day) in {stay.role for stay in person.stays}
