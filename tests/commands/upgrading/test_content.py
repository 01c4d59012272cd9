"""Content in an older form is brought to the newest, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_research.commands import upgrade
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.upgrading import content
from sphinx_research.commands.upgrading.steps import STEPS, Step
from sphinx_research.formats.configuration import FORMAT, configuration
from sphinx_research.records.problems import Problem
from sphinx_research.records.raw import Kind, RawRecord

Capture = pytest.CaptureFixture[str]


def rename_motto(record: RawRecord) -> Mapping[str, str | None]:
    """Let `saying` of a person be its `motto`."""
    if record.kind is not Kind.PERSON or "saying" not in record.data:
        return {}
    return {"motto": record.data["saying"], "saying": None}


def rename_link(record: RawRecord) -> Mapping[str, str | None]:
    """Let `software` of a publication be its `code`."""
    if record.kind is not Kind.PUBLICATION or "software" not in record.data:
        return {}
    return {"code": record.data["software"], "software": None}


TWO: tuple[Step, ...] = (rename_motto, rename_link)

OLD = """---
person:
  name: Ada  # as she is called
  saying: Do it
---
# Ada

:::{publication} a
:title: First
:authors: Ada
:software: https://example.org/a
:::

:::{publication} b
:title: Second
:authors: Ada
:software: https://example.org/b
:::
"""
NEW = OLD.replace("saying", "motto").replace("software", "code")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ada.md").write_text(OLD)
    (tmp_path / "conf.py").write_text('project = "Engines"\n')
    return tmp_path


def test_there_is_a_step_to_each_form() -> None:
    assert len(STEPS) == FORMAT - 1


def test_each_record_is_brought_to_the_last_form(folder: Path) -> None:
    content.bring(folder, TWO).write()

    assert (folder / "people/ada.md").read_text() == NEW
    assert content.form_of((folder / "conf.py").read_text()) == 3


def test_a_second_time_nothing_changes(folder: Path) -> None:
    content.bring(folder, TWO).write()

    assert not content.bring(folder, TWO)


def test_only_the_steps_that_are_left_are_taken(folder: Path) -> None:
    (folder / "conf.py").write_text("research_format = 2\n")

    content.bring(folder, TWO).write()

    assert (folder / "people/ada.md").read_text() == OLD.replace("software", "code")
    assert (folder / "conf.py").read_text() == "research_format = 3\n"


def test_line_ends_stay_as_they_are(folder: Path) -> None:
    (folder / "people/ada.md").write_bytes(OLD.replace("\n", "\r\n").encode())
    (folder / "conf.py").write_bytes(b'project = "A"\r\n')

    content.bring(folder, TWO).write()

    assert (folder / "people/ada.md").read_bytes() == NEW.replace("\n", "\r\n").encode()
    assert b"\n" not in (folder / "conf.py").read_bytes().replace(b"\r\n", b"")


def test_a_file_that_cannot_be_read_stops_all(folder: Path) -> None:
    (folder / "people/bob.md").write_text("---\nperson: [\n---\n")

    with pytest.raises(RefusedError, match=r"^people/bob\.md:\d+: .*mend this first"):
        content.bring(folder, TWO)


def test_a_change_that_cannot_be_made_is_told_with_its_place(folder: Path) -> None:
    def impossible(record: RawRecord) -> Mapping[str, str | None]:
        return {"of nobody": None} if record.kind is Kind.PERSON else {}

    with pytest.raises(RefusedError, match=r"^people/ada\.md:\d: .*by hand, nothing was written"):
        content.bring(folder, (impossible,))


# --- conf.py ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conf", "form", "after"),
    [
        ("a = 1\n", 1, "a = 1\nresearch_format = 3  # `nox -s upgrade` raises it\n"),
        ("a = 1", 1, "a = 1\nresearch_format = 3  # `nox -s upgrade` raises it\n"),
        ("research_format = 2  # so\nb = 1\n", 2, "research_format = 3  # so\nb = 1\n"),
        ("ä = 'ö'; research_format = 1; b = 2\n", 1, "ä = 'ö'; research_format = 3; b = 2\n"),
    ],
)
def test_the_form_in_conf_py_is_raised(folder: Path, conf: str, form: int, after: str) -> None:
    (folder / "conf.py").write_text(conf)

    assert content.form_of(conf) == form
    content.bring(folder, TWO).write()

    assert (folder / "conf.py").read_text() == after


@pytest.mark.parametrize(
    ("conf", "why"),
    [
        ("research_format = form()\n", r"conf\.py:1: write research_format once, as a number"),
        ("research_format = True\n", r"conf\.py:1: write research_format once"),
        ("research_format = 1\nresearch_format = 2\n", r"conf\.py:2: write research_format once"),
        ("a = 1\nresearch_format = 0\n", r"conf\.py:2: research_format begins at 1"),
        ("research_format = (\n", r"conf\.py cannot be read: "),
        ("\0", r"conf\.py cannot be read: "),
    ],
)
def test_a_form_that_cannot_be_seen_is_refused(conf: str, why: str) -> None:
    with pytest.raises(RefusedError, match=f"^{why}"):
        content.form_of(conf)


# --- the build, and the program ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (FORMAT + 1, "run `nox -s upgrade`"),
        (FORMAT - 1, "run `nox -s upgrade -- --content`"),
    ],
)
def test_a_build_of_another_form_says_what_to_run(form: int, says: str) -> None:
    problems: list[Problem] = []

    configuration({"research_format": form}, problems.append)

    (problem,) = problems
    assert str(problem.place) == "conf.py:1"
    assert problem.cause == f"research_format is {form}, and this version reads {FORMAT}"
    assert problem.mend == says


def test_a_build_of_this_form_says_nothing() -> None:
    problems: list[Problem] = []

    configuration({"research_format": FORMAT}, problems.append)
    configuration({}, problems.append)

    assert problems == []


@pytest.fixture
def two_steps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(upgrade, "STEPS", TWO)
    monkeypatch.setattr(upgrade, "FORMAT", 3)
    return folder


def test_the_program_shows_the_change_and_writes_it(two_steps: Path, capsys: Capture) -> None:
    assert upgrade.main(["--content", "--yes"]) == 0

    said = capsys.readouterr().out
    assert "-  saying: Do it\n" in said
    assert "+  motto: Do it\n" in said
    assert "2 files changed. " in said
    assert (two_steps / "people/ada.md").read_text() == NEW


def test_a_dry_run_writes_nothing(two_steps: Path, capsys: Capture) -> None:
    assert upgrade.main(["--content", "--dry-run"]) == 0

    assert "+  motto: Do it\n" in capsys.readouterr().out
    assert (two_steps / "people/ada.md").read_text() == OLD


def test_nothing_is_to_do_for_content_of_this_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(folder)

    assert upgrade.main(["--content"]) == 0
    assert "there is nothing to change" in capsys.readouterr().out


def test_content_of_a_newer_version_is_refused(two_steps: Path, capsys: Capture) -> None:
    (two_steps / "conf.py").write_text("research_format = 4\n")

    assert upgrade.main(["--content", "--yes"]) == 2

    assert "this version reads 3: run `nox -s upgrade`" in capsys.readouterr().err
    assert (two_steps / "people/ada.md").read_text() == OLD
