from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_research.records import values
from sphinx_research.records.values import PartialDate, Period

ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
RORS = ["03taz7m60", "05dxps055", "02mhbdp94", "00f54p054"]


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    month = draw(st.sampled_from([day.month, None]))
    return PartialDate(day.year, month, draw(st.sampled_from([day.day, None])) if month else None)


# --- dates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2024", (2024, None, None)),
        ("2024-05", (2024, 5, None)),
        ("2024-5", (2024, 5, None)),
        ("2024-05-03", (2024, 5, 3)),
        (" 2024-02-29 ", (2024, 2, 29)),
        (2024, (2024, None, None)),
        (date(2024, 5, 3), (2024, 5, 3)),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(
    written: object, parts: tuple[int, int | None, int | None]
) -> None:
    found = PartialDate.parse(written)

    assert (found.year, found.month, found.day) == parts


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24",
        "20x4",
        "May 2024",
        "2024/05",
        "2024-",
        "2024-05-03T10:00",
        "20240503",
        "present",
        "\uff12\uff10\uff12\uff14",
        None,
    ],
)
def test_what_has_not_the_form_of_a_date_is_refused_with_the_form(written: object) -> None:
    with pytest.raises(ValueError, match="is not a date; write 2024, 2024-05 or 2024-05-03"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    "written",
    ["2024-13", "2024-00", "2024-00-05", "2024-05-00", "2024-05-32", "2023-02-29", "0000"],
)
def test_a_day_that_no_calendar_has_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        PartialDate.parse(written)


@given(partial_dates())
def test_a_date_reads_back_as_it_is_written(written: PartialDate) -> None:
    assert PartialDate.parse(str(written)) == written


@given(partial_dates())
def test_a_date_begins_and_ends_within_what_it_says(one: PartialDate) -> None:
    said = str(one)

    assert one.first <= one.last
    assert one.first.isoformat().startswith(said)
    assert one.last.isoformat().startswith(said)


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-05-03", date(2024, 5, 3)),
    ],
)
def test_the_last_day_that_a_date_may_mean(written: str, last: date) -> None:
    assert PartialDate.parse(written).last == last


@given(st.lists(partial_dates(), min_size=2))
def test_dates_sort_as_their_writing_does(dates: list[PartialDate]) -> None:
    assert [str(one) for one in sorted(dates)] == sorted(str(one) for one in dates)


def test_a_date_has_no_order_among_other_things() -> None:
    with pytest.raises(TypeError):
        assert PartialDate(2024) < "2025"  # type: ignore[operator]


# --- periods --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until"), [("2024", "2023"), ("2024-05", "2024-04"), ("2024-05-03", "2024-05-02")]
)
def test_an_end_before_the_beginning_is_refused(since: str, until: str) -> None:
    with pytest.raises(ValueError, match=rf"it ends \({until}\) before it begins \({since}\)"):
        _period(since, until)


@pytest.mark.parametrize(("since", "until"), [("2024-05", "2024"), ("2024", "2024-05")])
def test_dates_of_different_precision_may_overlap(since: str, until: str) -> None:
    assert _period(since, until).since == PartialDate.parse(since)


@pytest.mark.parametrize(
    ("until", "today", "over"),
    [
        ("2024-05", date(2024, 5, 31), False),
        ("2024-05", date(2024, 6, 1), True),
        ("2024", date(2024, 12, 31), False),
        (None, date(2024, 6, 1), False),
        (None, None, False),
    ],
)
def test_a_period_is_over_on_the_day_after_its_last(
    until: str | None, today: date | None, *, over: bool
) -> None:
    assert _period("2020", until).ended(today) is over


@pytest.mark.parametrize(
    ("since", "until", "when", "meets"),
    [
        ("2019-09", "2021-08", "2019-08", False),
        ("2019-09", "2021-08", "2019", True),
        ("2019-09", "2021-08", "2020-05-03", True),
        ("2019-09", "2021-08", "2021-08-31", True),
        ("2019-09", "2021-08", "2021-09", False),
        ("2019", "2019", "2019-12-31", True),
        ("2019", None, "2018", False),
        ("2019", None, "9999", True),
        (None, "2019", "0001", True),
        (None, "2019", "2020", False),
        (None, None, "2020", True),
    ],
)
def test_a_period_meets_a_date_that_has_a_day_in_it(
    since: str | None, until: str | None, when: str, *, meets: bool
) -> None:
    assert _period(since, until).meets(PartialDate.parse(when)) is meets


def _period(since: str | None, until: str | None) -> Period:
    return Period(
        PartialDate.parse(since) if since else None, PartialDate.parse(until) if until else None
    )


# --- DOI ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "10.1109/TBIOM.2024.3390626",
        "https://doi.org/10.1109/tbiom.2024.3390626",
        "http://dx.doi.org/10.1109/TBIOM.2024.3390626",
        "doi:10.1109/TBIOM.2024.3390626",
        "DOI: 10.1109/TBIOM.2024.3390626 ",
    ],
)
def test_every_writing_of_a_doi_is_one_value(written: str) -> None:
    assert values.doi(written) == "10.1109/tbiom.2024.3390626"


@pytest.mark.parametrize(
    "written", ["", "10.1000", "10.1/x", "11.1000/182", "10.1000/1 82", "https://example.org/10"]
)
def test_what_is_no_doi_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a DOI; write it like 10\.1000/182"):
        values.doi(written)


SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


def test_signs_of_a_doi_are_encoded_in_its_address() -> None:
    address = values.doi_address(SICI)

    assert address == (
        "https://doi.org/10.1002/"
        "(sici)1097-0258(19980815/30)17:15/16%3C1661::aid-sim968%3E3.0.co;2-2"
    )
    assert values.doi(address) == SICI


@given(st.from_regex(r"10\.[0-9]{4,9}/\S+", fullmatch=True))
def test_the_address_of_a_doi_leads_back_to_it(written: str) -> None:
    bare = values.doi(written)

    assert values.doi(values.doi_address(bare)) == bare


# --- arXiv ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "reduced"),
    [
        ("2404.02345", "2404.02345"),
        ("2404.02345v3", "2404.02345"),
        ("arXiv:2404.02345", "2404.02345"),
        ("https://arxiv.org/abs/2404.02345v1", "2404.02345"),
        ("https://arxiv.org/pdf/2404.02345v2.pdf", "2404.02345"),
        ("http://www.arxiv.org/html/2404.02345", "2404.02345"),
        ("0704.0001", "0704.0001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136v1", "math.GT/0309136"),
        (2404.12345, "2404.12345"),
    ],
)
def test_every_writing_of_an_arxiv_identifier_is_one_value(written: object, reduced: str) -> None:
    assert values.arxiv_id(written) == reduced


@pytest.mark.parametrize(
    "written",
    ["", "2413.02345", "2404.023", "2404.023456", "2404,02345", "hep-th/9913001", None],
)
def test_what_is_no_arxiv_identifier_is_refused_with_an_example(written: object) -> None:
    with pytest.raises(ValueError, match=r"not an arXiv identifier; write it like 2404\.02345"):
        values.arxiv_id(written)


@pytest.mark.parametrize(
    ("identifier", "month"),
    [
        ("2404.02345", PartialDate(2024, 4)),
        ("0704.0001", PartialDate(2007, 4)),
        ("hep-th/9108001", PartialDate(1991, 8)),
        ("math.GT/0012001", PartialDate(2000, 12)),
    ],
)
def test_an_arxiv_identifier_tells_its_month(identifier: str, month: PartialDate) -> None:
    assert values.arxiv_month(identifier) == month


# --- ORCID ----------------------------------------------------------------------------


@pytest.mark.parametrize("known", ORCIDS)
@pytest.mark.parametrize("form", ["{}", "https://orcid.org/{}", "http://ORCID.org/{} "])
def test_every_writing_of_an_orcid_is_one_value(known: str, form: str) -> None:
    assert values.orcid(form.format(known)) == known


def test_a_small_x_is_the_check_digit_ten() -> None:
    assert values.orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@given(st.sampled_from(ORCIDS), st.data())
def test_an_orcid_with_any_one_character_changed_is_refused(
    known: str, data: st.DataObject
) -> None:
    changed = data.draw(_one_changed(known, string.digits + "X-\uff10\u0660"))

    with pytest.raises(ValueError, match="ORCID iD"):
        values.orcid(changed)


@given(st.sampled_from(ORCIDS), st.integers(0, 17))
def test_an_orcid_with_two_neighbours_swapped_is_refused(known: str, at: int) -> None:
    swapped = known[:at] + known[at + 1] + known[at] + known[at + 2 :]
    assume(swapped != known)

    with pytest.raises(ValueError, match="ORCID iD"):
        values.orcid(swapped)


@given(st.from_regex(r"([0-9]{4}-){3}[0-9]{3}", fullmatch=True))
def test_one_check_digit_in_eleven_is_right(body: str) -> None:
    right = [sign for sign in "0123456789X" if _accepts(values.orcid, body + sign)]

    assert len(right) == 1


def test_a_wrong_check_digit_is_told_from_a_wrong_form() -> None:
    with pytest.raises(ValueError, match=r"the check digit of the ORCID iD .* is wrong; copy it"):
        values.orcid("0000-0002-1825-0098")
    with pytest.raises(ValueError, match="is not an ORCID iD; write it like 0000-"):
        values.orcid("0000-0002-1825")


# --- ROR ------------------------------------------------------------------------------


@pytest.mark.parametrize("known", RORS)
@pytest.mark.parametrize("form", ["{}", "https://ror.org/{}", "ror.org/{}", " {} "])
def test_every_writing_of_a_ror_id_is_one_value(known: str, form: str) -> None:
    assert values.ror(form.format(known).upper().replace("HTTPS", "https")) == known


@given(st.sampled_from(RORS), st.data())
def test_a_ror_id_with_any_one_character_changed_is_refused(
    known: str, data: st.DataObject
) -> None:
    changed = data.draw(_one_changed(known, string.digits + string.ascii_lowercase + "\uff10"))

    with pytest.raises(ValueError, match="ROR id"):
        values.ror(changed)


def test_wrong_check_digits_are_told_from_a_wrong_form() -> None:
    with pytest.raises(ValueError, match=r"the check digits of the ROR id .* are wrong; copy it"):
        values.ror("03taz7m61")
    with pytest.raises(ValueError, match=r"is not a ROR id; write it like https://ror\.org/03taz"):
        values.ror("13taz7m60")


# --- helpers --------------------------------------------------------------------------


def _one_changed(text: str, alphabet: str) -> st.SearchStrategy[str]:
    return st.tuples(st.integers(0, len(text) - 1), st.sampled_from(alphabet)).flatmap(
        lambda change: (
            st.nothing()
            if text[change[0]] == change[1]
            else st.just(text[: change[0]] + change[1] + text[change[0] + 1 :])
        )
    )


def _accepts(read: Callable[[str], str], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
