from __future__ import annotations

import pytest

from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.words import Words

ENGLISH = Words()


@pytest.mark.parametrize(
    ("written", "shown"), [("2024", "2024"), ("2024-05", "May 2024"), ("2024-05-03", "3 May 2024")]
)
def test_dates(written: str, shown: str) -> None:
    assert ENGLISH.date(PartialDate.parse(written)) == shown


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2019-09", "2021-08", "Sep 2019 – Aug 2021"),
        ("2023-09", None, "Sep 2023 – present"),
        (None, "2021", "until 2021"),
        ("2021", "2021", "2021"),
        (None, None, ""),
    ],
)
def test_periods(since: str | None, until: str | None, shown: str) -> None:
    dates = (PartialDate.parse(one) if one else None for one in (since, until))
    assert ENGLISH.period(Period(*dates)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (23, "23rd")],
)
def test_places(number: int, shown: str) -> None:
    assert ENGLISH.ordinal(number) == shown


def test_a_language_without_translations_shows_english() -> None:
    assert Words("tlh").date(PartialDate(2024, 5)) == "May 2024"
    assert Words("tlh").several("{number} paper", "{number} papers", 1) == "1 paper"
    assert Words("tlh")("") == ""
