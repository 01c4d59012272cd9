"""What `pip install` of this repository brings, and that it works in any Sphinx project."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hatchling.build import build_sdist, build_wheel

import sphinx_research
from tests.site.building import dead_links, read_page, texts

TOP = Path(__file__).parent.parent
PACKAGES = ("sphinx_research", "research_theme")
NOT_INSTALLED = ("__pycache__", ".new")

PYPROJECT: Mapping[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
SITE = PYPROJECT["dependency-groups"]["site"]

CONF = """
project = "Engines"
extensions = ["myst_parser", "sphinx.ext.todo", "sphinx_research"]
todo_include_todos = True
myst_enable_extensions = ["colon_fence", "deflist"]
primary_domain = "research"
html_context = {"mine": 1}
"""
PERSON = """---
person:
  name: Ada Lovelace
---
# Ada Lovelace

:::{profile}
:::

:::{publications}
:::
"""
PAPER = """@article{lovelace1843notes,
  title = {Notes},
  author = {Lovelace, Ada},
  journal = {Scientific Memoirs},
  year = {1843},
}
"""
INDEX = """# Engines

Term
: What it means.

```{toctree}
people/index
```
"""
PEOPLE = """# People

:::{people}
:::
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(TOP)  # where whoever calls a backend of PEP 517 has to be
    try:
        return folder / build_wheel(str(folder))
    finally:
        os.chdir(before)


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds what the wheel installs."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a Sphinx project with a person and a paper."""
    files = {
        "conf.py": CONF,
        "index.md": INDEX,
        "people/index.md": PEOPLE,
        "people/ada-lovelace.md": PERSON,
        "research/papers.bib": PAPER,
    }
    for path, text in files.items():
        file = tmp_path / "project" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "project"


# --- the wheel --------------------------------------------------------------------------------


def test_all_files_of_both_packages_are_installed(installed: Path) -> None:
    tracked = {
        file.relative_to(TOP / "_ext").as_posix()
        for package in PACKAGES
        for file in (TOP / "_ext" / package).rglob("*")
        if file.is_file() and not any(part in str(file) for part in NOT_INSTALLED)
    }
    there = {file.relative_to(installed).as_posix() for file in installed.rglob("*")}

    assert {path for path in tracked if path.split("/")[-1][0] != "."} <= there
    assert {f"{package}/py.typed" for package in PACKAGES} <= there


def test_nothing_else_is_installed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        names = archive.namelist()

    about = f"sphinx_research-{sphinx_research.__version__}.dist-info"
    assert tops == {*PACKAGES, about}
    assert f"{about}/licenses/LICENSE" in names


def test_the_source_distribution_has_the_code_and_the_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)

    archive = build_sdist(str(tmp_path))

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tarfile", "-l", str(tmp_path / archive)],
        check=True,
        capture_output=True,
        text=True,
    )
    tops = {line.split("/")[1].strip() for line in done.stdout.splitlines() if "/" in line}
    assert {"_ext", "LICENSE", "pyproject.toml"} <= tops
    assert not tops & {"people", "research", "_static", "conf.py", "tests"}


# --- what it says of itself -------------------------------------------------------------------


def test_bounds_are_those_that_the_site_is_tested_with() -> None:
    assert set(PROJECT["dependencies"]) <= set(SITE)


def test_whatever_is_imported_is_asked_for() -> None:
    names = {"PIL": "pillow", "yaml": "pyyaml", "markdown_it": "markdown-it-py"}
    imported = {
        name
        for package in PACKAGES
        for file in (TOP / "_ext" / package).rglob("*.py")
        for name in _imports(file)
    } - {*sys.stdlib_module_names, *PACKAGES, "__future__"}
    asked = {re.split(r"[>=<\[]", one)[0] for one in PROJECT["dependencies"]}
    of_tools = {"brotli", "fontTools"}  # research_theme/fonts.py, which no site runs

    needed = {names.get(name, name.replace("_", "-")) for name in imported - of_tools}
    others = {"babel", "pygments", "requests", "pydantic-core"}  # of Sphinx and of Pydantic
    assert needed <= asked | others
    # Files alone, and what is loaded only when a CV is to be made.
    assert asked - needed == {"rendercv-fonts", "typst"}


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_backend_is_one_that_the_tests_have() -> None:
    (backend,) = PYPROJECT["build-system"]["requires"]

    assert backend in PYPROJECT["dependency-groups"]["tests"]


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+|(a|b|rc)\d+)?", sphinx_research.__version__)


def test_the_files_of_the_code_are_there_and_hold_no_content() -> None:
    platform = PYPROJECT["tool"]["research"]["platform"]

    assert platform == sorted(platform)
    assert [path for path in platform if not (TOP / path).exists()] == []
    owned = {"conf.py", "index.md", "people", "research", "_static", "README.md"}
    assert not owned & {path.split("/")[0] for path in platform}


# --- in another project -----------------------------------------------------------------------


def build(project: Path, installed: Path, theme: str) -> Path:
    """Build with nothing of this repository but what is installed."""
    out = project.parent / "html"
    words = ("-W", "-q", "-b", "html", "-D", f"html_theme={theme}", "-d", str(out / "../doctrees"))
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-m", "sphinx", *words, str(project), str(out)],
        check=False,
        capture_output=True,
        text=True,
        cwd=project.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.parametrize("prefix", ["", "research:"])
def test_among_records_names_are_ours_where_another_domain_comes_first(
    project: Path, installed: Path, prefix: str
) -> None:
    """So what programs write and the guides show is right in any project."""
    for path in ("conf.py", "people/index.md", "people/ada-lovelace.md"):
        file = project / path
        text = file.read_text("utf-8").replace(":::{p", f":::{{{prefix}p")
        file.write_text(text.replace('primary_domain = "research"', ""), "utf-8")

    out = build(project, installed, "alabaster")

    assert "Ada Lovelace" in texts(read_page(out, "people/index"), "li a")


@pytest.mark.parametrize("theme", ["alabaster", "furo", "research"])
def test_a_sphinx_project_has_people_and_papers_with_it(
    project: Path, installed: Path, theme: str
) -> None:
    out = build(project, installed, theme)

    page = read_page(out, "people/ada-lovelace")
    assert texts(page, "li.publication .title") == ["Notes"]
    assert "Notes" in texts(read_page(out, "research/publications/lovelace1843notes"), "h1")
    assert texts(read_page(out, "index"), "dt") == ["Term"]
    assert dead_links(out) == []


HAND = """Engines
=======

.. include:: part.inc

.. raw:: html

   <video src="engine.webm"></video>

.. toctree::

   people/index
   notes
"""
NOTES = """---
myst:
  html_meta:
    author: Charles
---
# Notes

Written <kbd>by hand</kbd>.

```{eval-rst}
.. todo:: Oil it.
```
"""


def test_other_pages_of_a_project_stay_as_they_are_if_it_trusts_them(
    project: Path, installed: Path
) -> None:
    (project / "index.md").unlink()
    (project / "_static").mkdir()
    files = {
        "conf.py": f'{CONF}research_guarded = "records"\nhtml_static_path = ["_static"]\n'
        'exclude_patterns = ["*.inc"]\n',
        "index.rst": HAND,
        "part.inc": "The engine *reads*.\n",
        "notes.md": NOTES,
        "_static/engine.js": "",
    }
    for path, text in files.items():
        (project / path).write_text(text, "utf-8")

    out = build(project, installed, "furo")

    assert texts(read_page(out, "index"), "article em") == ["reads"]
    assert len(read_page(out, "index").select("video")) == 1
    notes = read_page(out, "notes")
    assert texts(notes, "kbd") == ["by hand"]
    assert "Oil it." in texts(notes, ".admonition-todo p")
    assert len(notes.select("meta[name=author][content=Charles]")) == 1
    assert (out / "_static/engine.js").is_file()
    assert "Ada Lovelace" in texts(read_page(out, "people/index"), "li a")
