from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sphinx_research.commands.cv import main

PEOPLE = {
    "people/ada.md": "---\nperson: {name: Ada Lovelace}\n---\n",
    "people/charles.md": "---\nperson: {name: Charles Babbage}\n---\n",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a site of two people."""
    root = tmp_path / "site"
    (root / "people").mkdir(parents=True)
    (root / "research").mkdir()
    (root / "conf.py").write_text("project = 'The lab'\n", "utf-8")
    for path, text in PEOPLE.items():
        (root / path).write_text(text, "utf-8")
    return root


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*"))


def test_everybody_gets_both_and_each_file_is_named(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"

    assert main(["--source", str(source), "--out", str(out)]) == 0

    files = ["ada-cv.pdf", "ada-cv-short.pdf", "charles-cv.pdf", "charles-cv-short.pdf"]
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in files]
    assert names(out) == sorted(files)
    assert all((out / name).read_bytes().startswith(b"%PDF-") for name in files)


def test_one_person_in_one_style(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    assert main(["ada", "--style=short", "--source", str(source), "--out", str(out)]) == 0

    assert names(out) == ["ada-cv-short.pdf"]


def test_a_wrong_id_is_told_with_the_nearest_before_anything_is_written(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    assert main(["ada", "charls", "--source", str(source), "--out", str(out)]) == 2

    assert capsys.readouterr().err == "there is no person `charls`; did you mean `charles`?\n"
    assert not out.exists()


def test_an_id_like_no_other_is_told_with_all(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["zz", "--source", str(source)]) == 2

    assert capsys.readouterr().err == "there is no person `zz`; there are: ada, charles\n"


def test_an_unknown_style_is_refused(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--style", "long", "--source", str(source)])

    assert stopped.value.code == 2
    assert "'long'" in capsys.readouterr().err


def test_problems_are_shown_and_stop_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "people" / "charles.md").write_text(
        "---\nperson: {name: Charles Babbage, orcid: 1}\n---\n", "utf-8"
    )
    out = tmp_path / "out"

    assert main(["charles", "--source", str(source), "--out", str(out)]) == 0

    first, second = capsys.readouterr().err.splitlines()
    assert first == "1 problem in the sources; what is wrong may be missing:"
    assert second.startswith("  people/charles.md:2: ")
    assert names(out) == ["charles-cv-short.pdf", "charles-cv.pdf"]


def test_without_typst_it_says_what_to_install(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    assert main(["--source", str(source), "--style", "full"]) == 2

    assert "pip install typst rendercv-fonts" in capsys.readouterr().err


def test_a_folder_without_conf_py_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--source", str(tmp_path)]) == 2

    assert "conf.py" in capsys.readouterr().err
