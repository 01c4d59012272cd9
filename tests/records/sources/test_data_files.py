from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_research.records.problems import Code, Place
from sphinx_research.records.raw import Kind, Source
from sphinx_research.records.sources.data_files import read_data_file


def _read(text: str, path: str = "research/organisations.yaml") -> Source:
    return read_data_file(dedent(text).removeprefix("\n"), path)


def _told(source: Source) -> list[tuple[Code, int]]:
    return [(problem.code, problem.place.line) for problem in source.problems]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("research/organisations.yaml", Kind.ORGANISATION),
        ("research/venues.yaml", Kind.VENUE),
        ("people/collaborators.yml", Kind.COLLABORATOR),
        ("research/lists/venues.yaml", Kind.VENUE),
    ],
)
def test_a_file_holds_the_records_that_its_name_says(path: str, kind: Kind) -> None:
    source = _read("one:\n  name: One\n\ntwo:\n  name: Two\n  url: x\n", path)

    assert source.problems == ()
    assert [(record.kind, record.id, record.data) for record in source.records] == [
        (kind, "one", {"name": "One"}),
        (kind, "two", {"name": "Two", "url": "x"}),
    ]
    assert [record.place for record in source.records] == [Place(path, 1, 1), Place(path, 4, 1)]
    assert source.records[1].place_of(("url",)) == Place(path, 6, 3)


def test_news_are_a_list_and_known_by_their_place() -> None:
    source = _read("- date: 2024-05\n  text: A\n- date: 2023\n  text: B\n", "research/news.yaml")

    assert [(record.kind, record.id, record.data) for record in source.records] == [
        (Kind.NEWS, "research/news.yaml:1:0", {"date": "2024-05", "text": "A"}),
        (Kind.NEWS, "research/news.yaml:3:1", {"date": "2023", "text": "B"}),
    ]
    assert source.records[1].place_of(("text",)).line == 4


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
@pytest.mark.parametrize("stem", ["organisations", "news"])
def test_an_empty_file_holds_nothing(text: str, stem: str) -> None:
    assert _read(text, f"research/{stem}.yaml") == Source()


def test_a_file_of_no_known_kind_is_refused_with_the_nearest_name() -> None:
    (problem,) = _read("a: b\n", "research/organizations.yaml").problems

    assert (problem.code, problem.place) == (
        Code.UNKNOWN_FILE,
        Place("research/organizations.yaml"),
    )
    assert str(problem).endswith("did you mean `organisations`?")


def test_a_file_like_no_known_kind_is_refused_with_all_names() -> None:
    (problem,) = _read("a: b\n", "research/data.yaml").problems

    assert problem.mend == "name it one of organisations, venues, collaborators, news"


@pytest.mark.parametrize("text", ["- name: One\n", "One\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert _told(_read(text)) == [(Code.YAML, 1)]


@pytest.mark.parametrize("fields", ["", " University", " [a]"])
def test_a_record_without_fields_is_left_to_the_model(fields: str) -> None:
    source = _read(f"# a comment\nusc:{fields}\nucl:\n  name: B\n")

    assert source.problems == ()
    assert [(record.id, record.data, record.place.line) for record in source.records] == [
        ("usc", {}, 2),
        ("ucl", {"name": "B"}, 3),
    ]


def test_what_cannot_be_read_gives_one_problem() -> None:
    assert _told(_read("usc:\n  name: a: b\n")) == [(Code.YAML, 2)]


def test_of_a_repeated_id_the_first_stays() -> None:
    source = _read("usc:\n  name: A\nusc:\n  name: B\n")

    assert [record.data for record in source.records] == [{"name": "A"}]
    assert _told(source) == [(Code.YAML, 3)]
