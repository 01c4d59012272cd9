"""The program as a reviewer runs it, on a repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_research.commands.consequence import main
from tests.commands.comparing.test_git import commit, run
from tests.records.conftest import LAB, Tree

DOCUMENT = Path(__file__).parents[2] / "docs/reviewing.md"

CONF = """\
project = "The lab"
research_roles = {"professor": ("Professor", "Professors"), "phd-student": "PhD student"}
research_themes = {"seeing": "Seeing", "reasoning": "Reasoning"}
research_build_date = "2024-07-01"
"""
PAPER = """
:::{publication} loom
:title: "The </li><h1>loom @all"
:authors: Ada Lovelace, Grace Hopper
:year: 2024
:doi: 10.1000/182
:projects: engine
:::
"""
GRACE = "---\nperson: {name: Grace Hopper, role: phd-student%s}\n---\n"


PERSON = "---\nperson:\n  name: {}\n  role: {}\n---\n"
EXAMPLE = {
    "conf.py": CONF,
    "people/ada-lovelace.md": PERSON.format("Ada Lovelace", "phd-student"),
    "people/charles-babbage.md": PERSON.format("Charles Babbage", "professor"),
    "people/luigi-menabrea.md": PERSON.format("Luigi Menabrea", "phd-student"),
    "research/analytical-engine.md": """\
        ---
        project:
          title: The Analytical Engine
          theme: reasoning
        ---
        # The Analytical Engine

        :::{profile}
        :::
        """,
}
"""The site in docs/reviewing.md, and the papers that are proposed there."""
EXAMPLE_PAPERS = """
## Paper

:::{publication} lovelace2024notes
:title: "Notes: what the engine can do"
:authors: Ada Lovelace*, Charles Babbage*, Grace Hopper
:year: 2024
:projects: analytical-engine
:::

:::{publication} lovelace2023cards
:title: Cards as instructions
:authors: A. Lovelace
:year: 2023
:::
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def lab(tmp_path: Path) -> Tree:
    """Give a repository with a small lab in its branch ``main``."""
    tree = Tree(tmp_path / "site")
    for path, text in {**LAB, "conf.py": CONF}.items():
        tree.write(path, text)
    run(tree.root, "init", "--quiet", "--initial-branch=main")
    commit(tree.root)
    return tree


def _say(lab: Tree, *argv: str) -> int:
    return main([*argv, f"--source={lab.root}"])


def _propose(lab: Tree) -> None:
    """Add a person and a paper, and another text, as a pull request would."""
    lab.write("people/grace.md", GRACE % ", orcid: 0000-0002-1825-0097")
    lab.edit("research/papers.md", ":::{publication} draft", "Text.\n\n:::{publication} draft")
    file = lab.root / "research/engine.md"
    file.write_text(file.read_text("utf-8") + PAPER, "utf-8")


def test_nothing_has_changed(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert _say(lab) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Compared with main (")
    assert lines[1] == "  changes nothing"


def test_a_pull_request_is_put_into_words(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    _propose(lab)

    assert _say(lab, "main") == 0

    said = capsys.readouterr().out
    assert "\33" not in said
    title = "The </li><h1>loom @all"
    assert said.splitlines()[1:-2] == [
        (
            f"  adds 1 paper ({title}) to 2 people (Ada Lovelace and Grace Hopper) "
            "and 1 project (The analytical engine)"
        ),
        "  1 person (Grace Hopper) joins",
        "  1 page with another text",
        "",
        "People",
        "  ~ Ada Lovelace  (people/ada.md)",
        f"      gets 1 paper ({title})",
        "  + Grace Hopper  (people/grace.md)",
        "      joins as PhD student",
        f"      gets 1 paper ({title})",
        "",
        "Projects",
        "  ~ The analytical engine  (research/engine.md)",
        f"      gets 1 paper ({title})",
        "      Grace Hopper belongs to it now",
        "",
        "Papers",
        f"  + {title}  (research/engine.md)",
        "      of Ada Lovelace and Grace Hopper",
        "      in The analytical engine",
        "",
        "Texts of pages",
        "  ~ research/papers.md",
        "      has another text",
    ]


def test_problems_and_advice_are_those_of_check(
    lab: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.write("people/grace.md", f"{GRACE % ''}\n[There](nowhere.md)\n")

    assert _say(lab) == 0

    assert capsys.readouterr().out.splitlines()[1:4] == [
        "  1 person (Grace Hopper) joins",
        "  1 new problem",
        "  1 piece of advice",
    ]


def test_a_summary_is_written_for_the_pull_request(
    lab: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _propose(lab)
    file = tmp_path / "summary.md"
    file.touch()

    assert _say(lab, "main", "--format=markdown", f"--out={file}") == 0

    assert capsys.readouterr().out == f"{file} says what changes.\n"
    written = file.read_text("utf-8")
    assert written.startswith(
        "## What this changes\n\n- adds 1 paper (The \\</li\\>\\<h1\\>loom @<!-- -->all) to "
    )


def test_programs_get_it_as_json(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    _propose(lab)

    assert _say(lab, "main", "--format=json") == 0

    told = json.loads(capsys.readouterr().out)
    assert [section["name"] for section in told["sections"]] == [
        *("people", "projects", "papers", "texts")
    ]


def test_conf_py_of_the_commit_is_not_run(lab: Tree, tmp_path: Path) -> None:
    good = (lab.root / "conf.py").read_text("utf-8")
    lab.write("conf.py", f"open({str(tmp_path / 'ran')!r}, 'w')\n{good}")
    commit(lab.root)
    lab.write("conf.py", good)

    assert _say(lab, "HEAD") == 0
    assert not (tmp_path / "ran").exists()


def test_a_new_conf_py_is_told_of(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    lab.edit("conf.py", "The lab", "Our lab")

    assert _say(lab) == 0

    assert capsys.readouterr().out.splitlines()[1:5] == [
        "  1 file that is not content",
        "",
        "Files that are not content: a code owner has to review them",
        "  ~ conf.py",
    ]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["no-such-branch"], "there is no commit `no-such-branch` here"),
        (["main", "--out=/dev/null/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_told_is_refused(
    lab: Tree, argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _say(lab, *argv) == 2
    assert said in capsys.readouterr().err


def test_a_site_without_conf_py_is_refused(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    (lab.root / "conf.py").unlink()

    assert _say(lab) == 2
    assert "conf.py is no file" in capsys.readouterr().err


def test_a_link_in_either_is_not_followed(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    lab.link("people/eve.md", Path("/etc/passwd"))

    assert _say(lab) == 0
    (problem,) = (line for line in capsys.readouterr().out.splitlines() if "!" in line)
    assert problem.startswith("  ! it is a symbolic link, ")
    assert problem.endswith("  (people/eve.md:1)")

    commit(lab.root)
    assert _say(lab, "HEAD") == 0
    assert capsys.readouterr().out.splitlines()[1] == "  changes nothing"


def test_the_documentation_shows_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = Tree(tmp_path / "site")
    for path, text in EXAMPLE.items():
        tree.write(path, text)
    run(tree.root, "init", "--quiet", "--initial-branch=main")
    commit(tree.root)
    project = tree.root / "research/analytical-engine.md"
    project.write_text(project.read_text("utf-8") + EXAMPLE_PAPERS, "utf-8")
    tree.write("people/grace-hopper.md", PERSON.format("Grace Hopper", "phd-student"))
    (tree.root / "people/luigi-menabrea.md").unlink()
    tree.edit("conf.py", "The lab", "Our lab")
    shown = DOCUMENT.read_text("utf-8").partition("```text\n")[2].partition("…\n```")[0]

    assert _say(tree) == 0

    said = capsys.readouterr().out
    assert shown.count("\n") > 30
    assert said.partition("\n")[2].startswith(shown.partition("\n")[2])
