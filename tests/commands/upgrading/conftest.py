"""An upstream with two versions, and a site that has begun with the first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.upgrading.repository import FIRST, SECOND, Repository


@pytest.fixture(autouse=True)
def git_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Git know no settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-01-01T00:00:00Z")


@pytest.fixture
def upstream(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "upstream")
    made.commit(FIRST, "v1.0.0")
    made.commit(SECOND, "v1.1.0")
    return made


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Give a site of the first version, with content of its own and no history of the upstream."""
    made = Repository.create(tmp_path / "site")
    own = {"conf.py": 'project = "Engines"\n', "people/ada.md": "---\nperson: {name: Me}\n---\n"}
    made.commit({**FIRST, **own})
    monkeypatch.chdir(made.folder)
    return made
