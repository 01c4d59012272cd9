from __future__ import annotations

import pytest

from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.words import Words, parted

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


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("de", "2024", "2024"),
        ("de", "2024-05", "Mai 2024"),
        ("de", "2024-01-03", "3. Jan. 2024"),
        ("zh_CN", "2024", "2024年"),
        ("zh-CN", "2024-05", "2024年5月"),
        ("zh_CN", "2024-12-03", "2024年12月3日"),
    ],
)
def test_dates_of_other_languages(language: str, written: str, shown: str) -> None:
    assert Words(language).date(PartialDate.parse(written)) == shown


@pytest.mark.parametrize(
    ("language", "until", "shown"),
    [
        ("de", "2021-08", "Sept. 2019 – Aug. 2021"),
        ("de_AT", None, "seit Sept. 2019"),
        ("zh_CN", "2021-08", "2019年9月 – 2021年8月"),
        ("zh_CN", None, "2019年9月至今"),
    ],
)
def test_periods_of_other_languages(language: str, until: str | None, shown: str) -> None:
    period = Period(PartialDate(2019, 9), PartialDate.parse(until) if until else None)

    assert Words(language).period(period) == shown


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        ("de", 1, "1 Publikation"),
        ("de", 2, "2 Publikationen"),
        ("zh_CN", 1, "1篇论文"),
        ("zh_CN", 2, "2篇论文"),
    ],
)
def test_numbers_choose_the_form(language: str, number: int, shown: str) -> None:
    assert Words(language).several("{number} paper", "{number} papers", number) == shown


def test_a_message_is_filled_where_parts_are_given() -> None:
    assert Words()("until {date}", date="{year}") == "until {year}"
    assert Words()("until {date}") == "until {date}"


def test_a_pattern_is_parted_at_its_placeholders() -> None:
    assert list(parted("导师：{who}")) == [("导师：", "who")]
    assert list(parted("{place} of {field}!")) == [("", "place"), (" of ", "field"), ("!", "")]
    assert list(parted("alone")) == [("alone", "")]


def test_a_language_without_translations_shows_english() -> None:
    assert Words("tlh").date(PartialDate(2024, 5)) == "May 2024"
    assert Words("tlh").several("{number} paper", "{number} papers", 1) == "1 paper"
    assert Words("tlh")("") == ""
