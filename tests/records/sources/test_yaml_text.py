from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.sources.yaml_text import Marks, read_yaml

PLACE = Place("research/venues.yaml")


def _read(text: str, place: Place = PLACE) -> tuple[Any, Marks, list[Problem]]:
    problems: list[Problem] = []
    data, marks = read_yaml(dedent(text).removeprefix("\n"), place, problems.append)
    return data, marks, problems


def _refused(text: str) -> tuple[int, int, str]:
    """Read what holds one mistake: its line, column and words."""
    _, _, problems = _read(text)
    (problem,) = problems
    assert problem.code is Code.YAML
    assert problem.place.path == PLACE.path
    return problem.place.line, problem.place.column, str(problem)


# --- values and their places ----------------------------------------------------------


def test_every_value_has_its_line_and_column() -> None:
    text = """
        # a comment
        usc:
          name: University
          people:
            - Ada

            - "Bob"
          links: {web: x}
    """

    data, marks, problems = _read(text)

    assert problems == []
    assert data == {"usc": {"name": "University", "people": ["Ada", "Bob"], "links": {"web": "x"}}}
    assert marks == {
        (): (2, 1),
        ("usc",): (2, 1),
        ("usc", "name"): (3, 3),
        ("usc", "people"): (4, 3),
        ("usc", "people", 0): (5, 7),
        ("usc", "people", 1): (7, 7),
        ("usc", "links"): (8, 3),
        ("usc", "links", "web"): (8, 11),
    }


def test_lines_count_from_where_the_text_begins() -> None:
    _, marks, problems = _read("name: A\nname: B\n", Place("people/ada.md", 2))

    assert marks["name",] == (2, 1)
    assert [problem.place for problem in problems] == [Place("people/ada.md", 3, 1)]


def test_columns_count_characters_and_not_bytes() -> None:
    _, marks, _ = _read("{名: é, b: x}")

    assert marks["b",] == (1, 8)


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "1.10", "12:30", "2024-05-03", "0o17", "017", "1e3", "0x1F", ".inf", "="],
)
def test_what_yaml_takes_for_something_else_stays_the_text_it_is(written: str) -> None:
    data, _, problems = _read(f"value: {written}")

    assert problems == []
    assert data == {"value": written}


def test_a_key_is_text_too() -> None:
    assert _read("no: a\n2024: b\n")[0] == {"no": "a", "2024": "b"}


@pytest.mark.parametrize("written", ["", "~", "null", "NULL", "# only a comment"])
def test_nothing_is_none(written: str) -> None:
    assert _read(f"value: {written}")[0] == {"value": None}


@pytest.mark.parametrize("written", ["''", '""', "'null'", '"~"'])
def test_quotes_make_text_of_nothing(written: str) -> None:
    assert _read(f"value: {written}")[0] == {"value": written[1:-1]}


def test_long_text_is_folded_as_yaml_says() -> None:
    data, _, _ = _read("a: one\n  two\nb: |\n  one\n  two\n")

    assert data == {"a": "one two", "b": "one\ntwo\n"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_document_is_none_and_no_problem(text: str) -> None:
    data, _, problems = _read(text)

    assert (data, problems) == (None, [])


plain = st.dictionaries(
    st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=5),
    st.recursive(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
)


@given(plain)
def test_plain_data_reads_back_with_a_place_for_each_value(data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')

    found, marks, problems = _read(text)

    assert problems == []
    assert found == data
    assert {(key,) for key in data} <= marks.keys()


@given(st.text())
def test_no_text_raises_and_every_place_lies_within_it(text: str) -> None:
    problems: list[Problem] = []

    read_yaml(text, PLACE, problems.append)

    # YAML counts a few more characters as the ends of lines than Python does.
    assert all(1 <= problem.place.line <= len(text) + 1 for problem in problems)


# --- what is refused ------------------------------------------------------------------


def test_an_alias_is_refused() -> None:
    line, column, words = _refused("a: &x\n  - 1\nb: *x\n")

    assert (line, column) == (1, 4)
    assert "anchors and aliases (& and *) are not allowed" in words


def test_aliases_that_would_grow_without_bound_are_refused_at_once() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]

    data, _, problems = _read("\n".join(["l0: &l0 x", *levels]))

    assert {problem.code for problem in problems} == {Code.YAML}
    assert len(str(data)) < 2000


@pytest.mark.parametrize(
    "tag", ["!env", "!!python/object/apply:os.system", "!!python/name:os.system", "!!binary"]
)
def test_a_tag_is_refused(tag: str) -> None:
    line, column, words = _refused(f"a: b\nc: {tag} [x]\n")

    assert (line, column) == (2, 4)
    assert "is not allowed" in words


def test_a_repeated_key_is_refused_with_both_lines() -> None:
    line, column, words = _refused("a: 1\nb:\n  c: 2\n  c: 3\n")

    assert (line, column) == (4, 3)
    assert words == "`c` stands here twice (first on line 3); remove one of them"


def test_of_a_repeated_key_the_first_value_stays() -> None:
    assert _read("a: 1\na: 2\n")[0] == {"a": "1"}


def test_a_tab_is_refused_with_its_mend() -> None:
    line, column, words = _refused("a:\n\tb: 1\n")

    assert (line, column) == (2, 1)
    assert words.endswith("indent with spaces")


def test_a_colon_within_a_value_is_refused_with_its_mend() -> None:
    line, column, words = _refused("a: 1\ntitle: GaitSTR: Gait\n")

    assert (line, column) == (2, 15)
    assert words.endswith('put a value that holds ": " in quotes')


def test_an_open_quote_is_refused() -> None:
    line, _, words = _refused('a: "b\n')

    assert line == 1
    assert "a quotation mark is never closed" in words


@pytest.mark.parametrize("written", [r"$\theta$", r"\alpha", r"\beta and \rho"])
def test_latex_in_double_quotes_is_refused(written: str) -> None:
    problems: list[Problem] = []

    read_yaml(f'a: "{written}"\n', Place("a.yaml"), problems.append)

    assert [problem.mend for problem in problems] == ["use single quotes, or none"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("a: b\n   c: d\n", "indent the line as far as the fields around it"),
        ("a: b: c\n", 'put a value that holds ": " in quotes'),
        ("a: @b\n", "put a value that begins with a sign such as @, *, & or ` in quotes"),
        ("a: b\nc\n", "write `name: value`, with a space after the colon"),
    ],
)
def test_the_mend_fits_the_mistake(text: str, mend: str) -> None:
    assert mend in _refused(text)[2]


def test_a_character_that_no_text_has_is_refused_on_its_line() -> None:
    line, column, words = _refused("é: ü\nb: \x07\n")

    assert (line, column) == (2, 4)
    assert words == "the YAML holds a character that no text has (U+0007); remove the character"


def test_a_second_document_is_refused() -> None:
    assert _refused("a: 1\n---\nb: 2\n")[:2] == (2, 1)


def test_a_key_of_several_words_in_brackets_is_refused() -> None:
    assert _refused("? [a, b]\n: 1\n")[:2] == (1, 3)


@pytest.mark.parametrize("opened", ["[", "- ", "{a: ", "? "])
@pytest.mark.parametrize("levels", [60, 1000, 200_000])
def test_a_document_of_many_levels_is_refused_and_ends_nothing(opened: str, levels: int) -> None:
    data, _, (problem, *_) = _read(opened * levels)

    assert data is None
    assert problem.place.line == 1
    assert "more than 50 levels" in str(problem)
