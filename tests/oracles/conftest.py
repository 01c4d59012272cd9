"""Asks programs of others whether what the site writes is right.

They need Java (17 or newer), Node.js (18 or newer) and what ``npm ci`` puts into
``tests/oracles/node_modules``; ``.ci/run`` installs all of it.  Where one is missing, the tests
that ask it are skipped; with ``REQUIRE_ORACLES=1`` in the environment, they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.oracles.hostile import hostile_site
from tests.site.building import Built

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"

Node = Callable[[str, str], str]
Vnu = Callable[[Path], list[str]]


def _missing(what: str, install: str) -> None:
    """Skip the test at hand, or fail it where the tools must be there."""
    reason = f"{what} is missing: {install}"
    if os.environ.get("REQUIRE_ORACLES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        _missing(name, f"install it, on Debian by `apt-get install {package}`")
    return str(found)


def _installed(path: str) -> Path:
    found = PACKAGES / path
    if not found.exists():
        _missing(f"the npm package {path.partition('/build')[0]}", "`npm ci` in tests/oracles")
    return found


@pytest.fixture(scope="session")
def node() -> Node:
    """Run a script of this folder with Node.js: give it a text, and get what it writes."""
    program = _program("node", "nodejs npm")
    _installed("@citation-js/plugin-csl")

    def run(script: str, text: str) -> str:
        command = [program, str(HERE / script)]
        done = subprocess.run(  # noqa: S603 - our own script
            command, check=False, capture_output=True, input=text, encoding="utf-8", timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def vnu() -> Vnu:
    """Check all HTML of a folder with the Nu HTML Checker: get its errors and warnings.

    Each begins with the page and the line: ``people/ada.html:12: error: …``.
    """
    java = _program("java", "default-jre-headless")
    jar = _installed("vnu-jar/build/dist/vnu.jar")

    def check(folder: Path) -> list[str]:
        # One process for all pages: to start it takes as long as to check a hundred.
        options = ["--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always"]
        done = subprocess.run(  # noqa: S603 - a pinned package
            [java, "-jar", str(jar), *options, str(folder)],
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        return sorted(_messages(json.loads(done.stdout)["messages"], folder))

    return check


def _messages(found: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    """Tell what the checker has found, but for mere information.

    Its form: https://github.com/validator/validator/wiki/Output-»-JSON
    """
    for one in found:
        kind = one.get("subType", one["type"])
        if kind == "info":
            continue
        path = Path(unquote(urlsplit(one["url"]).path)).relative_to(folder.resolve())
        shown = " ".join(one.get("extract", "").split())
        yield f"{path.as_posix()}:{one.get('lastLine', 0)}: {kind}: {one['message']} [{shown}]"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site of the worst that records can hold, with the theme of the real one."""
    return hostile_site(tmp_path_factory.mktemp("hostile"))
