"""Files are changed all together or not at all, and none is overwritten unseen."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.settings import RefusedError


def test_nothing_is_written_before_it_is_asked_for(tmp_path: Path) -> None:
    changes = Changes(tmp_path)
    changes.create("people/ada.md", "# Ada\n")

    assert list(tmp_path.iterdir()) == []
    assert changes.write() == ["people/ada.md"]
    assert (tmp_path / "people/ada.md").read_text() == "# Ada\n"
    assert changes.write() == []


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ada.md").write_text("mine")
    changes = Changes(tmp_path)

    with pytest.raises(RefusedError, match=r"ada\.md is there already"):
        changes.create("ada.md", "other")

    assert not changes


def test_what_is_the_same_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "ada.md").write_text("mine")
    changes = Changes(tmp_path)
    changes.create("ada.md", "mine")

    assert not changes
    assert changes.diff() == ""


def test_a_file_that_somebody_else_has_changed_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("old\n")
    changes = Changes(tmp_path)
    changes.create("a.md", "new")
    changes.replace("b.md", "new\n")
    (tmp_path / "b.md").write_text("theirs\n")

    with pytest.raises(RefusedError, match="has changed meanwhile"):
        changes.write()

    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]
    assert (tmp_path / "b.md").read_text() == "theirs\n"


@pytest.mark.parametrize(
    "path",
    [
        *("../x.md", "/etc/x.md", "a/../../x.md", "link/x.md", "", "a\\..\\..\\x.md"),
        *(".git/hooks/pre-commit", "a/.GIT/config", "git~1/config", ".git./config"),
    ],
)
def test_nothing_outside_is_touched(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/link").symlink_to(tmp_path)

    with pytest.raises(RefusedError):
        Changes(tmp_path / "site").create(path, "x")


def test_what_is_added_follows_an_empty_line_and_has_the_line_ends_of_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.bib").write_bytes(b"@misc{a}\r\n\r\n\r\n")
    changes = Changes(tmp_path)
    changes.append("a.bib", "@misc{b,\n}\n")
    changes.append("new.bib", "@misc{c}\n")
    changes.write()

    assert (tmp_path / "a.bib").read_bytes() == b"@misc{a}\r\n\r\n@misc{b,\r\n}\r\n"
    assert (tmp_path / "new.bib").read_bytes() == b"@misc{c}\n"


def test_a_diff_shows_what_will_change(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo")
    changes = Changes(tmp_path)
    changes.replace("a.md", "one\nthree\n")
    changes.create("b.md", "new\n")
    changes.create("c.png", b"\x89PNG")

    assert changes.diff().splitlines() == [
        *("--- a/a.md", "+++ b/a.md", "@@ -1,2 +1,2 @@", " one", "-two", "+three"),
        *("--- /dev/null", "+++ b/b.md", "@@ -0,0 +1 @@", "+new"),
        "new: c.png (4 bytes)",
    ]


def test_rights_of_files_are_kept(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("old")
    (tmp_path / "run").chmod(0o750)
    changes = Changes(tmp_path)
    changes.replace("run", "new")
    changes.create("other", "new")
    changes.write()

    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "other").stat().st_mode) & 0o600 == 0o600


def test_text_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff")

    with pytest.raises(RefusedError, match="not UTF-8"):
        Changes(tmp_path).text("a.md")


def test_a_file_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "research/old").mkdir(parents=True)
    (tmp_path / "research/old/a.md").write_text("a\n")
    (tmp_path / "research/b.md").write_text("b\n")
    changes = Changes(tmp_path)
    changes.remove("research/old/a.md")

    assert changes.read("research/old/a.md") is None
    assert changes.diff() == "--- a/research/old/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
    assert (tmp_path / "research/old/a.md").exists()
    assert changes.write() == ["research/old/a.md"]
    assert [path.name for path in (tmp_path / "research").iterdir()] == ["b.md"]


def test_removing_what_is_not_there_is_no_change(tmp_path: Path) -> None:
    changes = Changes(tmp_path)
    changes.remove("a.md")

    assert not changes
    assert changes.write() == []


def test_a_file_to_remove_that_somebody_else_has_changed_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old\n")
    changes = Changes(tmp_path)
    changes.remove("a.md")
    (tmp_path / "a.md").write_text("theirs\n")

    with pytest.raises(RefusedError, match="has changed meanwhile"):
        changes.write()

    assert (tmp_path / "a.md").read_text() == "theirs\n"
