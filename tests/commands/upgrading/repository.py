"""Small Git repositories: an upstream, and a site that has come from it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VERSION = "_ext/sphinx_research/__init__.py"
SETTINGS = """
[tool.research]
upstream = "../upstream"
platform = ["_ext", "noxfile.py", "pyproject.toml", "tests", "CHANGELOG.md"]
"""
FIRST: Mapping[str, str] = {
    VERSION: '"""Pages of people."""\n\n__version__ = "1.0.0"\n',
    "_ext/a.py": "first = 1\n\n\n\nlast = 1\n",
    "_ext/old.py": "old = 1\n",
    "noxfile.py": "nox = 1\n",
    "tests/test_a.py": "test = 1\n",
    "pyproject.toml": SETTINGS,
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n- All of it.\n",
    "conf.py": 'project = "Upstream"\n',
    "people/ada.md": "---\nperson: {name: Ada}\n---\n",
}
NEWS = "## [1.1.0] - 2026-02-01\n\n### Added\n\n- Engines."
SECOND: Mapping[str, str | None] = {
    VERSION: '"""Pages of people."""\n\n__version__ = "1.1.0"\n',
    "_ext/a.py": "first = 1\n\n\n\nlast = 2\n",
    "_ext/old.py": None,
    "_ext/new.py": "new = 1\n",
    "CHANGELOG.md": f"# Changelog\n\n## [Unreleased]\n\n{NEWS}\n\n## [1.0.0] - 2026-01-01\n\n"
    "- All of it.\n",
    "conf.py": 'project = "Upstream, newer"\n',
    "people/charles.md": "---\nperson: {name: Charles}\n---\n",
}


@dataclass(frozen=True)
class Repository:
    folder: Path

    @classmethod
    def create(cls, folder: Path) -> Repository:
        folder.mkdir()
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        return made

    def git(self, *words: str) -> str:
        return subprocess.run(  # noqa: S603 - no shell
            ["git", "-C", str(self.folder), *words],  # noqa: S607 - whichever Git there is
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def write(self, files: Mapping[str, str | None]) -> None:
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())

    def commit(self, files: Mapping[str, str | None], tag: str = "") -> str:
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change")
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD").strip()

    def files(self) -> dict[str, str]:
        """Give the text of all files that are not Git's own."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes().decode()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file() and ".git" not in file.parts
        }

    def changed(self) -> list[str]:
        """Tell what has changed since the last commit, as Git's short status does."""
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()
