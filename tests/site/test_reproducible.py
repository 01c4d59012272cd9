"""One source gives one site: on every machine, at every time, with any number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import PUBLISHED, ROOTS, Site, contents, differing

EXTENSIONS = ROOTS.parent.parent / "_ext"


def command(source: Path, out: Path, jobs: str, seed: str) -> Path:
    """Build with the command, in processes of their own."""
    settings = [f"-D{name}={value}" for name, value in PUBLISHED.items()]
    options = ["-qW", "-j", jobs, "-d", f"{out}-trees", *settings]
    subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-m", "sphinx", *options, source, out],
        check=True,
        env={**os.environ, "PYTHONPATH": str(EXTENSIONS), "PYTHONHASHSEED": seed},
    )
    return out


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_two_clean_builds_are_the_same(site: Callable[[str], Site], builder: str) -> None:
    one, two = site("everything"), site("everything")
    settings = {"research_cv": True, **PUBLISHED}

    first, second = one.build(builder, **settings), two.build(builder, **settings)

    assert contents(first.out) == contents(second.out)


def test_number_of_processes_makes_no_difference(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    """Neither at first nor when some pages, which other processes have read, have changed."""
    edited = site("incremental")
    edited.append("about.md", "\nAfter {pub}`notes`.\n")
    serial, parallel = tmp_path / "serial", tmp_path / "parallel"
    command(edited.source, serial, jobs="1", seed="1")
    command(edited.source, parallel, jobs="4", seed="4")
    assert contents(serial) == contents(parallel)
    edited.edit("people/ada.md", "name: Ada Lovelace", "name: Ada King")
    edited.append("about.md", "\nAfter {pub}`cards`.\n")

    command(edited.source, serial, jobs="1", seed="1")
    command(edited.source, parallel, jobs="4", seed="4")

    assert differing(serial, parallel) == []
    assert differing(parallel, command(edited.source, tmp_path / "clean", "1", "1")) == []
