from __future__ import annotations

from sphinx_research.formats.charts.drawing import Chart
from sphinx_research.formats.charts.years import chart
from sphinx_research.records.model import PublicationType
from sphinx_research.records.views.charts import PapersByYear
from sphinx_research.records.words import Words
from tests.formats.charts.reading import all_of, read, texts

CONFERENCE, ARTICLE = PublicationType.CONFERENCE, PublicationType.ARTICLE
VIEW = PapersByYear(
    (CONFERENCE, ARTICLE), ((2021, (2, 1)), (2022, (0, 0)), (2023, (1, 0))), undated=1
)
EVERY_TYPE = PapersByYear(
    tuple(PublicationType), ((2024, (5, 4, 3, 2, *[1] * (len(PublicationType) - 4))),), undated=0
)


def test_each_year_bears_its_sum() -> None:
    picture = read(chart(VIEW, "c", Words()))

    assert texts(picture, "axis") == ["2021", "2022", "2023"]
    assert texts(picture, "count") == ["3", "1"]


def test_heights_are_to_scale() -> None:
    bars = all_of(read(chart(VIEW, "c", Words())), "rect")

    assert [(bar.get("class"), bar.get("y"), bar.get("height")) for bar in bars] == [
        ("series-1", "4.5em", "5.9em"),
        ("series-2", "1.5em", "2.9em"),
        ("series-1", "7.5em", "2.9em"),
    ]


def test_the_words_say_what_the_picture_shows() -> None:
    made = chart(VIEW, "c", Words())
    picture = read(made)

    assert made.caption == "4 papers, 2021–2023; 1 more without a year."
    assert picture.get("role") == "img"
    assert picture.findtext("title") == "Papers per year"
    assert picture.findtext("desc") == "4 papers, 2021–2023; the most in one year: 3."


def test_the_key_names_the_types_in_the_order_of_the_stack() -> None:
    assert _meanings(chart(VIEW, "c", Words())) == ["Conference papers", "Journal articles"]


def test_one_type_needs_no_key() -> None:
    assert chart(PapersByYear((ARTICLE,), ((2021, (2,)),), 0), "c", Words()).key == ()


def test_types_beyond_the_fourth_are_one() -> None:
    made = chart(EVERY_TYPE, "c", Words())

    assert len(_meanings(made)) == 5
    assert _meanings(made)[-1] == "Other types"
    assert texts(read(made), "count") == [str(5 + 4 + 3 + 2 + 9)]


def test_every_texture_that_is_used_is_there_under_the_name_of_the_picture() -> None:
    picture = read(chart(EVERY_TYPE, "chart-people-ada-1", Words()))

    patterns = [one.get("id") for one in all_of(picture, "pattern")]
    used = [one.get("fill") for one in all_of(picture, "rect") if one.get("fill")]
    assert patterns == [f"chart-people-ada-1-{number}" for number in (3, 4, 5)]
    assert used == [f"url(#{name})" for name in patterns]


def test_the_table_has_the_newest_year_first_and_no_year_without_papers() -> None:
    table = chart(VIEW, "c", Words()).table

    assert table.columns == ("Year", "Papers", "Conference papers", "Journal articles")
    assert table.rows == (("2023", "1", "1", "–"), ("2021", "3", "2", "1"))


def test_of_one_type_the_table_has_the_sums_alone() -> None:
    table = chart(PapersByYear((ARTICLE,), ((2021, (2,)),), 0), "c", Words()).table

    assert table.columns == ("Year", "Papers")
    assert table.rows == (("2021", "2"),)


def test_one_paper_is_one_bar() -> None:
    made = chart(PapersByYear((ARTICLE,), ((2021, (1,)),), 0), "c", Words())

    assert made.caption == "1 paper, 2021."
    assert [bar.get("height") for bar in all_of(read(made), "rect")] == ["8.9em"]


def test_of_two_centuries_the_best_year_is_labelled() -> None:
    years = tuple((year, (7 if year == 1843 else 1,)) for year in range(1823, 2024))

    assert "7" in texts(read(chart(PapersByYear((ARTICLE,), years, 0), "c", Words())), "count")


def _meanings(made: Chart) -> list[str]:
    return [meaning for _, meaning in made.key]
