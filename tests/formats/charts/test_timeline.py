from __future__ import annotations

import pytest

from sphinx_research.formats.charts import timeline
from sphinx_research.formats.charts.drawing import Chart
from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.views.charts import Stop, Timeline
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words
from tests.formats.charts.reading import all_of, read, texts


def _stop(where: str, what: str, since: str = "", until: str = "") -> Stop:
    dates = (PartialDate.parse(date) if date else None for date in (since, until))
    return Stop(Ref(where), what, Period(*dates))


BSC = _stop("UCL", "BSc, Mathematics", "2014-09", "2018-06")
PHD = _stop("UCL", "PhD", "2020")
JOB = _stop("Loom Lab", "Engineer", "2019-01-01", "2019-12-31")
NOW = PartialDate(2023, 12)
VIEW = Timeline((("Education", (BSC, PHD)), ("Employment", (JOB,))), NOW)


def chart(view: Timeline) -> Chart:
    return timeline.chart(view, Words())


def test_every_station_has_a_bar_and_says_what_it_is() -> None:
    picture = read(chart(VIEW))

    assert len(all_of(picture, "rect", "stay")) == 3
    assert texts(picture, "lane") == ["Education", "Employment"]
    assert {"UCL: BSc, Mathematics", "UCL: PhD", "Loom Lab: Engineer"} <= {*texts(picture)}


def test_bars_lie_where_their_time_lies_between_the_first_year_and_now() -> None:
    view = Timeline((("Employment", (_stop("A", "", "2020", "2021"), JOB)),), NOW)
    bars = all_of(read(chart(view)), "rect", "stay")

    assert [(bar.get("x"), bar.get("width")) for bar in bars] == [
        ("19.99%", "39.98%"),
        ("0%", "19.93%"),
    ]


def test_the_words_name_the_years_from_first_to_last() -> None:
    one = chart(Timeline((("Employment", (JOB,)),), None))

    assert read(chart(VIEW)).findtext("desc") == "3 stations, 2014–2023."
    assert read(one).findtext("desc") == "1 station, 2019."


def test_a_station_that_goes_on_ends_now() -> None:
    (bar,) = all_of(read(chart(Timeline((("Education", (PHD,)),), NOW))), "rect", "stay")

    assert (bar.get("x"), bar.get("width")) == ("0%", "99.93%")


def test_the_month_of_the_build_is_marked() -> None:
    made = chart(VIEW)
    picture = read(made)

    assert len(all_of(picture, "line", "now")) == 1
    assert "now" in texts(picture, "axis")
    assert made.caption == "As of Dec 2023."


def test_without_a_date_of_the_build_nothing_is_called_now() -> None:
    made = chart(Timeline(VIEW.lanes, None))

    assert all_of(read(made), "line", "now") == []
    assert made.caption == ""


def test_what_is_still_to_come_lies_beyond_now() -> None:
    later = _stop("UCL", "Professor", "2030")
    bars = all_of(read(chart(Timeline((("Employment", (JOB, later)),), NOW))), "rect", "stay")

    assert [float((bar.get("x") or "").rstrip("%")) > 90 for bar in bars] == [False, True]


def test_a_station_without_a_beginning_is_a_point_at_its_end() -> None:
    view = Timeline((("Education", (BSC, _stop("A", "BSc", until="2016"))),), NOW)
    bars = all_of(read(chart(view)), "rect", "stay")

    assert bars[1].get("width") == "0.4em"


def test_years_are_ruled_and_numbered() -> None:
    picture = read(chart(VIEW))

    assert [year for year in texts(picture, "axis") if year != "now"] == [
        str(year) for year in range(2014, 2024)
    ]


def test_a_label_near_the_end_stands_before_it() -> None:
    late = _stop("University College London", "Professor of Mathematics", "2023")
    picture = read(chart(Timeline((("Employment", (BSC, late)),), NOW)))
    wide, narrow = (one for one in all_of(picture, "text") if "Professor" in (one.text or ""))

    assert (wide.text, wide.get("text-anchor")) == (
        "University College London: Professor of Mathematics",
        "end",
    )
    assert (narrow.get("text-anchor"), (narrow.text or "")[-1]) == ("end", "…")


@pytest.mark.parametrize(
    "hostile", ["</svg><script>alert(1)</script>", "ليلى & <b>", "\x00\ud800"]
)
def test_texts_stay_texts(hostile: str) -> None:
    view = Timeline((("Education", (_stop(hostile, hostile, "2020"),)),), NOW)
    picture = read(chart(view))

    assert all_of(picture, "script") == []


def test_the_table_says_the_same() -> None:
    table = chart(VIEW).table

    assert table.columns == ("When", "Where", "What", "Kind")
    assert table.rows == (
        ("Sep 2014 – Jun 2018", Ref("UCL"), "BSc, Mathematics", "Education"),
        ("2020 – present", Ref("UCL"), "PhD", "Education"),
        ("1 Jan 2019 – 31 Dec 2019", Ref("Loom Lab"), "Engineer", "Employment"),
    )
