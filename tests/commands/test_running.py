from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sphinx_research.commands import cv, report

Main = Callable[[Sequence[str]], int]


def _cv(argv: Sequence[str]) -> int:
    return cv.main(["--style=short", *argv])


def _report(argv: Sequence[str]) -> int:
    return report.main(["csv", *argv])


BOTH = pytest.mark.parametrize("main", [_cv, _report])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a site of one person."""
    (tmp_path / "people").mkdir()
    (tmp_path / "research").mkdir()
    (tmp_path / "people/ada.md").write_text("---\nperson: {name: Ada Lovelace}\n---\n", "utf-8")
    (tmp_path / "conf.py").write_text("project = 'The lab'\n", "utf-8")
    return tmp_path


def _refused(main: Main, argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a program that cannot make anything, and give the one line that it says."""
    assert main(argv) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    return line


@BOTH
def test_conf_py_may_ask_for_tags(source: Path, main: Main) -> None:
    (source / "conf.py").write_text(
        """\
project = "Draft" if tags.has("draft") or "draft" in tags else "The lab"
tags.add("lab")
assert tags.has("lab") and list(tags) == ["lab"]
tags.remove("lab")
tags.remove("nothing")
""",
        "utf-8",
    )

    assert main([f"--source={source}", f"--out={source / 'out'}"]) == 0
    assert list((source / "out").iterdir())


@BOTH
@pytest.mark.parametrize(
    ("conf", "error"),
    [
        ("project = nothing", "NameError: name 'nothing' is not defined"),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("project = (", "SyntaxError: '(' was never closed (conf.py, line 1)"),
        ("raise SystemExit(3)", "SystemExit: 3"),
    ],
)
def test_a_conf_py_that_does_not_run_is_told(
    source: Path,
    main: Main,
    conf: str,
    error: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (source / "conf.py").write_text(conf, "utf-8")

    line = _refused(main, [f"--source={source}"], capsys)

    assert line == f"{source / 'conf.py'} does not run: {error}"


@BOTH
@pytest.mark.parametrize("given", ["people", "conf.py", "nowhere"])
def test_a_source_that_holds_no_conf_py_is_told(
    source: Path, main: Main, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = _refused(main, [f"--source={source / given}"], capsys)

    assert line.startswith(f"{source / given / 'conf.py'} is no file; ")


@BOTH
@pytest.mark.parametrize("out", ["conf.py", "conf.py/deeper"])
def test_an_out_that_is_a_file_is_told(
    source: Path, main: Main, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = _refused(main, [f"--source={source}", f"--out={source / out}"], capsys)

    assert line.startswith(f"{source / out}/")
    assert " cannot be written: " in line


def test_a_mistake_of_the_program_itself_is_not_hidden(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_given: object) -> bytes:
        raise ValueError

    monkeypatch.setattr(cv, "pdf_of", wrong)

    with pytest.raises(ValueError, match=r"^$"):
        cv.main([f"--source={source}", f"--out={source / 'out'}"])


def test_without_people_nobody_is_known(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "people/ada.md").unlink()

    line = _refused(cv.main, ["ada", f"--source={source}"], capsys)

    assert line == "there is no person `ada`; there is none yet"
