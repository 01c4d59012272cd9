"""Colours where there are any, and nothing that a terminal would obey."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from sphinx_research.commands import check
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.terminal import Painter, diff
from tests.commands.small_site import write_site


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them() -> None:
    assert Painter.on(_Terminal(), {})("31", "x") == "\x1b[31mx\x1b[0m"
    assert Painter.on(_Terminal(), {"NO_COLOR": "1"})("31", "x") == "x"
    assert Painter.on(_Terminal(), {"TERM": "dumb"})("31", "x") == "x"
    assert Painter.on(io.StringIO(), {})("31", "x") == "x"


def test_a_diff_has_the_colours_of_a_diff(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a\nb\n", "utf-8")
    changes = Changes(tmp_path)
    changes.replace("a.md", "a\nc\n")

    assert diff(changes, Painter(colours=True)).split("\n")[2:] == [
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m",
        " a",
        "\x1b[31m-b\x1b[0m",
        "\x1b[32m+c\x1b[0m",
    ]


def test_what_is_mended_can_give_a_terminal_no_orders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path)
    page = "---\nperson:\n  name: Eve\n  since: May 2024\n---\n# Eve \x1b[2J\u202e\n"
    (tmp_path / "people/eve.md").write_text(page, "utf-8")

    check.main(["--fix", "--yes", "--source", str(tmp_path)])

    told = capsys.readouterr().out
    assert "+  since: 2024-05\n ---\n # Eve \\x1b[2J\\u202e\n" in told
    assert told.replace("\n", "").isprintable()
