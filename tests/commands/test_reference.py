"""The program that writes the tables of docs/."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.reference import main
from sphinx_research.commands.referring.markdown import filled, table

REGION = "<!-- links: made by nox -s reference -->\n<!-- end -->\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(f"# A page\n\n{REGION}\nAn end.\n", "utf-8")
    return tmp_path


def test_a_region_is_filled_and_the_rest_stays(site: Path) -> None:
    assert main(["--source", str(site)]) == 0

    text = (site / "docs/page.md").read_text("utf-8")
    assert text.startswith("# A page\n\n<!-- links: made by nox -s reference -->\n\n`github`, ")
    assert text.endswith("`huggingface`\n\n<!-- end -->\n\nAn end.\n")


def test_what_is_current_is_not_written(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--source", str(site)])
    capsys.readouterr()

    assert main(["--source", str(site)]) == 0
    assert capsys.readouterr().out == "All tables are as the code is.\n"


def test_a_check_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (site / "docs/page.md").read_text("utf-8")

    assert main(["--source", str(site), "--check"]) == 1
    assert (site / "docs/page.md").read_text("utf-8") == before
    assert "+`github`" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["nonsense", "fields Nobody", "directive nothing"])
def test_a_region_that_nobody_can_fill_is_named(
    site: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    (site / "docs/page.md").write_text(REGION.replace("links", what), "utf-8")

    assert main(["--source", str(site)]) == 2
    assert f"`{what}" in capsys.readouterr().err


def test_without_documents_nothing_can_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--source", str(tmp_path)]) == 2
    assert "holds no documents" in capsys.readouterr().err


def test_a_table_keeps_its_columns() -> None:
    written = table(("a", "b"), [("x | y", "two\nlines"), ("", "z")])

    assert written.splitlines() == [
        "| a | b |",
        "| --- | --- |",
        r"| x \| y | two lines |",
        "| | z |",
    ]


def test_two_regions_of_one_document_are_filled() -> None:
    text = filled(f"{REGION}and\n{REGION}", lambda what, of: f"{what}{of}!")

    assert text.count("links!") == 2
    assert "\nand\n" in text
