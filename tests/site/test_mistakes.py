"""Seven mistakes on one site: each is told with its line and its mend, all else is built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import ROOTS, Built, Site, texts

MISTAKES = {
    "unreadable YAML": (
        "people/unreadable.md:4: ",
        "the YAML cannot be read",
        'put a value that holds ": " in quotes',
    ),
    "wrong date": (
        "people/wrong-date.md:4: ",
        "`2023-13` is not a day of the calendar",
        "write 2024, 2024-05 or 2024-05-03",
    ),
    "unknown venue": (
        "research/engine.md:11: ",
        "there is no venue `memoir`",
        "did you mean `memoirs`?",
    ),
    "duplicate key": (
        "research/engine.md:15: ",
        "publication `notes` stands in research/engine.md:8 already",
        "another key",
    ),
    "broken entry": ("research/papers.bib:8: ", "`broken`", "add the missing `}`"),
    "missing photo": ("people/no-photo.md:4: ", "no picture `_static/mary.jpg`", "from the top"),
    "reference to nobody": (
        "index.md:3: ",
        "there is no person `charlse`",
        "did you mean `charles`?",
    ),
}


@pytest.fixture(scope="session")
def mistakes(built: Callable[[str], Built]) -> Built:
    return built("mistakes")


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_with_its_line_and_its_mend(mistakes: Built, name: str) -> None:
    place, cause, mend = MISTAKES[name]
    (told,) = (
        warning for warning in mistakes.warnings if warning.startswith(place) and cause in warning
    )

    assert told.partition(cause)[2].count(mend) == 1
    assert told.endswith("]")
    assert "[research." in told


def test_nothing_else_is_told(mistakes: Built) -> None:
    assert len(mistakes.warnings) == len(MISTAKES)


def test_every_page_is_built(mistakes: Built) -> None:
    pages = {path.relative_to(mistakes.out).as_posix() for path in mistakes.out.rglob("*.html")}

    assert {f"{docname}.html" for docname in mistakes.env.found_docs} <= pages


def test_what_is_right_is_shown(mistakes: Built) -> None:
    page = mistakes.page("research/publications")

    assert texts(page, ".title") == ["Notes", "A Whole Entry", "After the Broken One"]


def test_person_with_one_wrong_field_keeps_the_others(mistakes: Built) -> None:
    assert texts(mistakes.page("people/wrong-date"), ".portrait") == ["LM"]
    assert texts(mistakes.page("people/no-photo"), ".portrait") == ["MS"]


def test_mistakes_in_records_are_told_at_every_build(site: Callable[[str], Site]) -> None:
    wrong = site("mistakes")
    first = wrong.build(warns=True).warnings

    again = wrong.build(warns=True).warnings

    assert len(again) == len(MISTAKES) - 1  # a page that is not read again tells nothing
    assert set(again) < set(first)


def test_command_fails_without_a_traceback(site: Callable[[str], Site], tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-m", "sphinx", "-qW", site("mistakes").source, tmp_path / "out"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOTS.parent.parent / "_ext")},
    )

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert [name for name, (place, *_) in MISTAKES.items() if place not in done.stderr] == []
    assert (tmp_path / "out/people/charles.html").is_file()
