"""How programs end: quietly, whatever their output is."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_research import commands
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.settings import RefusedError

FOLDER = Path(commands.__file__).parent
PROGRAM = """
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.settings import RefusedError
start(lambda: print("one line\\n" * 10_000) or 0)
"""


def test_a_program_of_which_nobody_reads_on_ends_without_a_word() -> None:
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(FOLDER.parents[1])},
    ) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline() == b"one line\n"
        program.stdout.close()

        assert program.stderr.read() == b""
    assert program.returncode == 1


def test_letters_that_a_terminal_has_not_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)

    def main() -> int:
        sys.stdout.write("Ada 王\n")
        return 3

    with pytest.raises(SystemExit) as end:
        start(main)

    assert end.value.code == 3
    terminal.seek(0)
    assert terminal.read().splitlines() == ["Ada ?"]


@in_words
def _refusing(said: BaseException) -> int:
    raise said


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (
            RefusedError("`\x1b[2J` is no id\n::error::forged"),
            "`\\x1b[2J` is no id\n: :error::forged\n",
        ),
        (KeyboardInterrupt(), "Stopped.\n"),
    ],
)
def test_what_stops_a_program_is_said_in_words(
    raised: BaseException, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _refusing(raised) == 2
    assert capsys.readouterr() == ("", said)


def test_all_programs_start_alike() -> None:
    mains = {
        file.stem: ast.unparse(block.body[0])
        for file in sorted(FOLDER.glob("*.py"))
        for block in ast.parse(file.read_text("utf-8")).body
        if isinstance(block, ast.If) and "__main__" in ast.unparse(block.test)
    }

    assert set(mains.values()) == {"start(main)"}
    assert {"add", "check", "new"} <= mains.keys()
