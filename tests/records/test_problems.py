from __future__ import annotations

import pytest

from sphinx_research.records.problems import Code, Place, Problem, Severity, nearest


def test_a_problem_reads_as_its_cause_and_then_its_mend() -> None:
    problem = Problem(Code.VALUE, Place("people/ada.md", 3), "it is wrong", "mend it")

    assert str(problem) == "it is wrong; mend it"


def test_without_a_mend_the_cause_stands_alone() -> None:
    assert str(Problem(Code.VALUE, Place("people/ada.md"), "it is wrong")) == "it is wrong"


def test_a_place_reads_as_file_and_line() -> None:
    assert str(Place("people/ada.md", 3, 7)) == "people/ada.md:3"


def test_places_are_ordered_by_file_then_line_then_column() -> None:
    places = [Place("b.md", 1), Place("a.md", 10), Place("a.md", 9, 2), Place("a.md", 9, 1)]

    assert sorted(places) == [places[3], places[2], places[1], places[0]]


@pytest.mark.parametrize(
    ("word", "mend"),
    [
        ("gan-invesion", "did you mean `gan-inversion`?"),
        ("gan-inversion", "did you mean `gan-inversion`?"),
        ("gait", "did you mean `gaitstr`?"),
        ("telescopes", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_word_is_suggested_and_a_far_one_is_not(word: str, mend: str) -> None:
    assert nearest(word, ["gaitstr", "gan-inversion", "sharc"]) == mend


def test_names_of_problems_are_unique_and_fit_for_a_warning_type() -> None:
    labels = [code.label for code in Code]

    assert len(set(labels)) == len(labels)
    assert all(label.replace("-", "").isalpha() and label.islower() for label in labels)


def test_only_advice_leaves_a_strict_build_alone() -> None:
    advice = {code for code in Code if code.severity is Severity.ADVICE}

    of_check = {Code.NO_ORCID, Code.NO_ALT, Code.NO_LINK}
    assert advice == {Code.PDF_ELSEWHERE, Code.ORPHAN, Code.BUILD_DATE} | of_check
