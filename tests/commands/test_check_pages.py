from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.check_pages import main

PAGE = (
    '<meta charset="utf-8"><script src="_static/theme.js"></script><script>one()</script><p>{}</p>'
)


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    folder = tmp_path / "trusted"
    (folder / "_static").mkdir(parents=True)
    (folder / "_static/theme.js").write_text("two()", "utf-8")
    (folder / "index.html").write_text(PAGE.format("x"), "utf-8")
    return folder


@pytest.fixture
def other(tmp_path: Path, trusted: Path) -> Path:
    folder = tmp_path / "other"
    (folder / "_static").mkdir(parents=True)
    (folder / "_static/theme.js").write_bytes((trusted / "_static/theme.js").read_bytes())
    (folder / "new.html").write_text(PAGE.format("y"), "utf-8")
    return folder


def check(other: Path, trusted: Path) -> int:
    return main([str(other), "--like", str(trusted)])


def test_a_site_of_what_the_trusted_one_is_made_of_passes(other: Path, trusted: Path) -> None:
    assert check(other, trusted) == 0


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.html", PAGE.format("<script>three()</script>"), "a.html: the page holds a script"),
        ("_static/theme.js", "three()", "_static/theme.js: a file of the kind `.js`"),
        ("_static/x.html", '<meta charset="utf-8"><b onclick=a>', "_static/x.html: `<b>` has"),
        ("_headers.exe", "x", "_headers.exe: a file of the kind `.exe`"),
        ("x\n.html", PAGE.format("<b onclick=a>"), r"x\n.html: `<b>` has `onclick`"),
    ],
)
def test_anything_else_is_named(  # noqa: PLR0913, PLR0917 - three of the table, and three places
    other: Path,
    trusted: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    says: str,
) -> None:
    (other / name).write_text(text, "utf-8")

    assert check(other, trusted) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(says)


def test_a_folder_that_is_missing_is_no_folder_without_faults(
    other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(other, tmp_path / "nothing") == 2
    assert "there is no folder" in capsys.readouterr().err
