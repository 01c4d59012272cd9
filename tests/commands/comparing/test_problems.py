"""Problems that a change brings, and those that it solves."""

from __future__ import annotations

from pathlib import Path

from tests.commands.comparing.comparisons import compared, told
from tests.records.conftest import LAB, Tree

WRONG = {**LAB, "people/ada.md": LAB["people/ada.md"].replace("engine-lab", "engin-lab")}


def test_a_new_problem_is_told_with_its_place_and_mend(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("people/ada.md", "[engine-lab]", "[engin-lab]")

    said = compared(tmp_path, edit)

    assert "1 new problem" in said.summary
    assert told(said)["problems"] == [
        (
            "warning",
            "there is no organisation `engin-lab`",
            "did you mean `engine-lab`?",
        )
    ]
    (problem,) = next(one for one in said.sections if one.name == "problems").items
    assert problem.where == "people/ada.md:5"


def test_a_problem_is_solved(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("people/ada.md", "[engin-lab]", "[engine-lab]")

    said = compared(tmp_path, edit, WRONG)

    assert "solves 1 problem" in said.summary
    assert told(said)["problems"] == [
        ("removed", "there is no organisation `engin-lab`", "solved")
    ]


def test_what_only_moves_down_is_not_new(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("people/ada.md", "role: professor", "motto: Well\n  role: professor")

    assert "problems" not in told(compared(tmp_path, edit, WRONG))


def test_advice_stands_apart(tmp_path: Path) -> None:
    block = "\n:::{publication} x\n:title: X\n:authors: Ada Lovelace\n:::\n"

    def edit(tree: Tree) -> None:
        tree.write("research/more.md", block)

    said = compared(tmp_path, edit)

    assert said.summary == (
        "adds 1 paper (X) to 1 person (Ada Lovelace)",
        "1 piece of advice",
    )
    assert told(said)["advice"] == [
        ("added", "publication `x` belongs to no project", "name one with `projects`")
    ]
