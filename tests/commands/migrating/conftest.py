"""An empty site, old sites from inline files, and what comes of them."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from sphinx_research.commands import migrate
from sphinx_research.commands.settings import load_site
from sphinx_research.formats.works import Works
from sphinx_research.records.problems import Problem

CODE = Path(__file__).parents[3] / "_ext"
CONF = """\
project = "Lab"
extensions = ["myst_parser", "sphinx_design", "sphinx_research", "research_theme"]
exclude_patterns = ["_build", ".*"]
primary_domain = "research"
research_roles = {"pi": "Principal investigator", "phd-student": "PhD student"}
research_themes = {"physics": "Physics"}
research_build_date = "2025-01-01"
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "dollarmath", "strikethrough"
]
suppress_warnings = ["myst.strikethrough"]
html_theme = "research"
html_baseurl = "https://lab.example/"
html_static_path = ["_static"]
html_math_renderer = "research_mathml"
"""
INDEX = (
    "# Lab\n\n:::{people}\n:::\n\n:::{projects}\n:::\n\n:::{publications}\n:::\n\n:::{news}\n:::\n"
)


def picture(kind: str = "PNG") -> bytes:
    """Make a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "navy").save(file, kind)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Result:
    """A site after a migration.

    :param code: the exit code
    :param report: the page that tells of it
    """

    site: Path
    code: int
    out: str
    err: str

    @property
    def report(self) -> str:
        """Read the page that tells of the migration."""
        return (self.site / "_build/migration.md").read_text("utf-8")

    @property
    def works(self) -> Works:
        """Read the records of the site."""
        return load_site(self.site).works

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Tell what is wrong with them."""
        return load_site(self.site).problems

    def text(self, path: str) -> str:
        """Read a file of the site."""
        return (self.site / path).read_text("utf-8")

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build the site as strictly as `nox -s build` does."""
        command = [sys.executable, "-P", "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
        return subprocess.run(  # noqa: S603 - our own words
            [*command, str(self.site), str(self.site / "_build/html")],
            env={"PYTHONPATH": str(CODE), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )


Migrated = Callable[..., Result]


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site with nothing in it."""
    return written(tmp_path / "site", {"conf.py": CONF, "index.md": INDEX, "_static/.keep": ""})


@pytest.fixture
def migrated(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Migrated:
    """Give a function that migrates an old site, given as files by path, or a folder.

    ``only`` names one file of it; ``options`` are further words of the command line.
    """

    def run(
        name: str,
        files: Mapping[str, str | bytes] | Path,
        *options: str,
        only: str = "",
    ) -> Result:
        old = files if isinstance(files, Path) else written(tmp_path / "old", files)
        argv = [name, str(old / only if only else old), "--source", str(site)]
        code = migrate.main([*argv, *(options or ("--yes",))])
        told = capsys.readouterr()
        return Result(site, code, told.out, told.err)

    return run
