"""`check` as it is run."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import sphinx_research
from sphinx_research.commands import check
from sphinx_research.commands.checking.showing import shown
from sphinx_research.commands.terminal import Painter
from sphinx_research.records.problems import Code, Place, Problem
from tests.commands.checking.conftest import FILES, Lab
from tests.commands.small_site import NOBODY

CODE = Path(sphinx_research.__file__).parents[1]


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    made = Lab(tmp_path / "site")
    for path, content in FILES.items():
        made.write(path, content)
    return made


def _run(lab: Lab, *options: str) -> int:
    return check.main(["--source", str(lab.root), *options])


def test_a_site_without_problems(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(lab) == 0
    assert (
        capsys.readouterr().out == "No problems: 6 pages, 2 people, 1 project, 3 publications.\n"
    )


def test_problems_are_told_by_file_with_the_line_and_a_mend(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("people/ada-lovelace.md", "affiliations:", "affilations:")
    lab.edit("people/index.md", ":group:", ":groop:")

    assert _run(lab) == 1
    assert (
        capsys.readouterr().out
        == """\
people/ada-lovelace.md
  people/ada-lovelace.md:7:3: error [unknown-field]
    7 |   affilations: [london]
      |   ^
    Person `ada-lovelace`: there is no field `affilations`
    -> did you mean `affiliations`?

people/index.md
  people/index.md:4:1: error [unknown-field]
    4 | :groop: role
      | ^
    `people` has no option `groop`
    -> did you mean `group`?

2 errors in 2 files.
Mend the first one first: it may have caused others.
"""
    )


def test_of_one_problem_none_is_the_first(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.edit("people/ada-lovelace.md", "affiliations:", "affilations:")

    assert _run(lab) == 1
    assert "1 error in 1 file.\n" in (told := capsys.readouterr().out)
    assert "Mend the first" not in told


def test_advice_is_told_where_it_is_asked_for(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("people/ada-lovelace.md", "  orcid: 0000-0002-1825-0097\n", "")

    assert _run(lab) == 0
    assert "1 piece of advice: `nox -s check -- --advice` shows them." in capsys.readouterr().out
    assert _run(lab, "--advice") == 0
    assert "advice [no-orcid]" in capsys.readouterr().out


def test_only_some_files_are_told_of(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.edit("people/ada-lovelace.md", "affiliations:", "affilations:")

    assert _run(lab, str(lab.root / "research"), str(lab.root / "index.md")) == 0
    assert _run(lab, str(lab.root / "people")) == 1
    assert _run(lab, str(lab.root.parent)) == 2
    assert "is no file of the site" in capsys.readouterr().err


def test_programs_are_told_in_their_form(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.edit("people/ada-lovelace.md", "affiliations:", "affilations:")

    assert _run(lab, "--format=github") == 1
    assert capsys.readouterr().out.startswith("::error file=people/ada-lovelace.md,line=7,col=3,")
    assert _run(lab, "--format=json") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["line"] == 7
    assert _run(lab, "--format=sarif") == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_nothing_is_said_to_github_where_nothing_is_wrong(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(lab, "--format=github") == 0
    assert capsys.readouterr().out == ""


def test_a_broken_conf_py_is_refused(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.write("conf.py", "project =")

    assert _run(lab) == 2
    assert "conf.py does not run: SyntaxError" in capsys.readouterr().err


# --- mending --------------------------------------------------------------------------------


def test_mending_shows_first_and_needs_a_yes(
    lab: Lab, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    lab.edit("people/charles-babbage.md", "2023-09", "September 2023")

    assert _run(lab, "--fix") == 2

    told = capsys.readouterr()
    assert "-  since: September 2023\n+  since: 2023-09\n" in told.out
    assert told.err == f"{NOBODY}\n"
    assert "September 2023" in lab.read("people/charles-babbage.md")


def test_what_is_mended_is_no_problem_any_more(
    lab: Lab, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("people/charles-babbage.md", "2023-09", "September 2023")

    assert _run(lab, "--fix", "--yes") == 0

    assert "1 value mended in 1 file.\n\nNo problems:" in capsys.readouterr().out
    assert lab.read("people/charles-babbage.md") == FILES["people/charles-babbage.md"]
    assert _run(lab, "--fix", "--yes") == 0
    assert "nothing that can safely be mended" in capsys.readouterr().out


def test_what_cannot_be_mended_safely_stays(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    lab.edit("people/charles-babbage.md", "2023-09", "September 2023 # \x1b[2J")

    _run(lab, "--fix", "--yes")

    assert "nothing that can safely be mended" in capsys.readouterr().out
    assert "September 2023" in lab.read("people/charles-babbage.md")


def test_only_files_that_are_asked_for_are_mended(lab: Lab) -> None:
    lab.edit("people/charles-babbage.md", "2023-09", "September 2023")

    assert _run(lab, "--fix", "--yes", str(lab.root / "research")) == 0
    assert "September 2023" in lab.read("people/charles-babbage.md")
    assert _run(lab, "--fix", "--yes", str(lab.root / "people")) == 0
    assert "2023-09" in lab.read("people/charles-babbage.md")


def test_mending_is_shown_in_words_only(lab: Lab) -> None:
    with pytest.raises(SystemExit) as stopped:
        _run(lab, "--fix", "--format=json")

    assert stopped.value.code == 2


# --- terminals ------------------------------------------------------------------------------


def test_hostile_files_reach_no_terminal_and_no_log(tmp_path: Path) -> None:
    name = "a\x1b[31m\n::error::b.md"
    (tmp_path / "b.md").write_bytes("x \x1b]0;owned\x07 ##[error]y\u202e\n".encode())
    problems = [
        Problem(Code.VALUE, Place(name), "it\n::warning::is \x1b[0m"),
        Problem(Code.VALUE, Place("b.md", 1, 3), "wrong"),
    ]

    lines = list(shown(problems, tmp_path, Painter()))

    assert all(line.isprintable() for line in lines)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)


def test_the_program_runs_without_sphinx(lab: Lab) -> None:
    script = (
        "import runpy, sys\n"
        "sys.argv = ['check']\n"
        "try:\n    runpy.run_module('sphinx_research.commands.check', run_name='__main__')\n"
        "finally:\n    assert not {'sphinx', 'docutils'} & set(sys.modules)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", script],
        cwd=lab.root,
        env={"PYTHONPATH": str(CODE)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")
