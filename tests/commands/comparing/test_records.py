"""What is said of records that come, go and change."""

from __future__ import annotations

from pathlib import Path

from tests.commands.comparing.comparisons import compared, told
from tests.records.conftest import LAB, Tree

GRACE = "---\nperson: {name: Grace Hopper, role: phd-student}\n---\n"
PAPER = """
:::{publication} loom
:title: The loom
:authors: Ada Lovelace, Charles Babbage, Alan Turing
:year: 2024
:projects: engine
:::
"""


def _append(tree: Tree, path: str, text: str) -> None:
    file = tree.root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_nothing_has_changed(tmp_path: Path) -> None:
    said = compared(tmp_path, lambda _: None)

    assert said.summary == ("changes nothing",)
    assert said.sections == ()


def test_a_new_paper_comes_to_its_people_and_its_project(tmp_path: Path) -> None:
    said = compared(tmp_path, lambda tree: _append(tree, "research/engine.md", PAPER))

    assert said.summary == (
        (
            "adds 1 paper (The loom) to 3 people (Ada Lovelace, Charles Babbage and Alan Turing) "
            "and 1 project (The analytical engine)"
        ),
    )
    assert told(said)["papers"] == [
        (
            "added",
            "The loom",
            "of Ada Lovelace, Charles Babbage and Alan Turing",
            "in The analytical engine",
        )
    ]
    assert told(said)["people"] == [
        ("changed", "Ada Lovelace", "gets 1 paper (The loom)"),
        ("changed", "Alan Turing", "gets 1 paper (The loom)"),
        ("changed", "Charles Babbage", "gets 1 paper (The loom)"),
    ]
    assert told(said)["projects"] == [
        (
            "changed",
            "The analytical engine",
            "gets 1 paper (The loom)",
            "Alan Turing belongs to it now",
        )
    ]


def test_a_work_of_others_is_told_apart(tmp_path: Path) -> None:
    block = "\n:::{publication} x\n:title: X\n:authors: Jane Doe\n:::\n"
    said = compared(tmp_path, lambda tree: _append(tree, "research/papers.md", block))

    assert said.summary == ("adds 1 paper (X)",)
    assert told(said)["papers"] == [
        ("added", "X", "a work of others, which lists of papers leave out")
    ]


def test_a_paper_that_changes_says_how(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("research/engine.md", "Notes on the engine", "Notes")
        tree.edit("research/engine.md", ":year: 2024-05", ":year: 2024-06")
        tree.edit("research/engine.md", "Ada Lovelace*, Charles", "Ada Lovelace, Charles")

    said = compared(tmp_path, edit)

    assert said.summary == ("changes 1 paper",)
    assert told(said) == {
        "papers": [
            (
                "changed",
                "Notes",
                "was called Notes on the engine",
                "has other authors, or other signs behind them",
                "changes date",
            )
        ]
    }


def test_somebody_joins_and_papers_that_were_here_are_linked(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.write("people/mary-somerville.md", GRACE.replace("Grace Hopper", "Mary Somerville"))
        tree.write("people/collaborators.yaml", "{}\n")
        tree.edit("people/alan.md", "advisors: [ada, mary]", "advisors: [ada]")

    said = compared(tmp_path, edit)

    assert said.summary[:1] == ("1 person (Mary Somerville) joins",)
    assert told(said)["people"][1] == (
        "added",
        "Mary Somerville",
        "joins as PhD students",
        (
            "2 papers (The engine and Outside) that stood here without a link to this person "
            "are linked now"
        ),
    )
    assert told(said)["papers"] == [
        (
            "changed",
            "Outside",
            "is linked to Mary Somerville now",
            "stands in lists of papers now, since it has an author here",
        ),
        ("changed", "The engine", "is linked to Mary Somerville now"),
    ]


def test_somebody_leaves(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        (tree.root / "people/alan.md").unlink()

    said = compared(tmp_path, edit)

    assert "1 person (Alan Turing) leaves" in said.summary
    assert told(said)["people"] == [
        (
            "removed",
            "Alan Turing",
            "leaves: there is no page any more",
            "with `until` in the record, the page would stay, among those of the alumni",
        )
    ]
    assert told(said)["papers"] == [
        (
            "changed",
            "The machine",
            "is no longer linked to Alan Turing",
            "leaves the lists of papers, since none of its authors has a page here",
        )
    ]


def test_a_name_and_a_role_change(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("people/charles.md", "Charles Babbage", "Charles Babbage FRS")
        tree.edit("people/charles.md", "role: phd-student", "role: professor")
        tree.edit("people/charles.md", "since: 2021", "since: 2022\n  orcid: 0000-0002-1825-0097")

    said = compared(tmp_path, edit)

    assert "changes 1 person (Charles Babbage FRS)" in said.summary
    assert told(said)["people"] == [
        (
            "changed",
            "Charles Babbage FRS",
            "was called Charles Babbage",
            "has the role Professors, and had the role PhD students",
            "has other dates here",
            "changes orcid",
            (
                "3 papers (Notes on the engine, The engine and A patent) are no longer linked to "
                "this person"
            ),
        )
    ]


def test_somebody_becomes_one_of_the_alumni(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("people/charles.md", "since: 2021", "since: 2021\n  until: 2023")

    (item,) = told(compared(tmp_path, edit))["people"]

    assert item == (
        "changed",
        "Charles Babbage",
        "is one of the alumni now",
        "has other dates here",
    )


def test_a_new_id_is_no_other_person_and_no_other_paper(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        (tree.root / "people/charles.md").rename(tree.root / "people/babbage.md")
        tree.edit("research/engine.md", "{publication} notes", "{publication} lovelace2024")

    said = compared(tmp_path, edit)

    assert said.summary[:2] == ("changes 1 person (Charles Babbage)", "changes 1 paper")
    assert told(said)["people"] == [
        ("changed", "Charles Babbage", "has the id babbage, and had charles")
    ]
    assert told(said)["papers"] == [
        ("changed", "Notes on the engine", "has the id lovelace2024, and had notes")
    ]
    assert "projects" not in told(said)


def test_two_new_papers_of_one_title_have_not_one_past(tmp_path: Path) -> None:
    block = "\n:::{publication} %s\n:title: A draft\n:authors: Ada Lovelace\n:::\n"

    def edit(tree: Tree) -> None:
        tree.edit("research/papers.md", "{publication} draft", "{publication} one")
        _append(tree, "research/papers.md", block % "two")

    papers = told(compared(tmp_path, edit))["papers"]

    assert [paper[:2] for paper in papers] == [("changed", "A draft"), ("added", "A draft")]


def test_a_project_comes_and_another_goes(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        (tree.root / "research/machine.md").unlink()
        tree.write("research/loom.md", "---\nproject: {title: The loom, people: [ada]}\n---\n")

    said = compared(tmp_path, edit)

    assert said.summary[:3] == (
        "removes 1 paper (The machine)",
        "adds 1 project (The loom)",
        "removes 1 project (The universal machine)",
    )
    assert told(said)["projects"] == [
        ("added", "The loom", "Ada Lovelace belongs to it now"),
        ("removed", "The universal machine", "there is no page any more"),
    ]


def test_records_without_pages_and_news(tmp_path: Path) -> None:
    lab = {
        **LAB,
        "research/news.yaml": "- {date: 2024-05, text: Old}\n- {date: 2024-04, text: Older}\n",
    }

    def edit(tree: Tree) -> None:
        tree.edit("research/venues.yaml", "Scientific Memoirs", "Memoirs of Science")
        tree.edit("research/organisations.yaml", "bletchley: {name: Bletchley Park}\n", "")
        tree.edit("people/alan.md", "affiliations: [bletchley]", "affiliations: [ucl]")
        tree.edit(
            "research/news.yaml",
            "- {date: 2024-05",
            "- {date: 2024-06, text: New}\n- {date: 2024-05",
        )
        tree.edit("research/news.yaml", "- {date: 2024-04, text: Older}\n", "")

    said = compared(tmp_path, edit, lab)

    assert said.summary == (
        "changes 1 person (Alan Turing)",
        "changes 2 other records",
        "adds 1 item of news",
        "removes 1 item of news",
    )
    assert told(said)["others"] == [
        ("removed", "Bletchley Park", "organisation"),
        ("changed", "Memoirs of Science", "venue", "was called Scientific Memoirs"),
    ]
    assert told(said)["news"] == [("added", "New", "2024-06"), ("removed", "Older", "2024-04")]
