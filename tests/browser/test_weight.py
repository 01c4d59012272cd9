"""What a first visit costs: the bytes that travel, as Chromium asks for them.

Texts count as gzip makes them, at its best; fonts and pictures as they are.  Counted is all that
is loaded without a visitor's doing until the network is quiet, in a window of 1280×900.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS
from tests.browser.serving import TEXT
from tests.site.building import REPOSITORY

KB = 1000
OWN = (
    REPOSITORY / "_ext/research_theme/static",
    REPOSITORY / "_ext/sphinx_research/site/static",
)


def _weight(file: Path) -> int:
    content = file.read_bytes()
    return len(gzip.compress(content, 9, mtime=0) if file.suffix in TEXT else content)


def _loaded(visit: Visit, real: str, folder: Path, path: str) -> dict[str, int]:
    """Open a page as for the first time: what it loads, with the weight of each."""
    page = visit("about:blank")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(real + path, wait_until="networkidle")
    names = {unquote(urlsplit(one).path).lstrip("/") for one in asked if one.startswith(real)}
    files = {name: folder / name for name in names}
    files = {name: file / "index.html" if file.is_dir() else file for name, file in files.items()}
    return {name: _weight(file) for name, file in sorted(files.items())}


@pytest.mark.parametrize(
    ("kind", "most"),
    [("home", 150), ("person", 150), ("publications", 150), ("search", 150), ("landing", 100)],
)
def test_first_visit_is_light(
    visit: Visit, real: str, real_folder: Path, kind: str, most: int
) -> None:
    loaded = _loaded(visit, real, real_folder, KINDS[kind])

    assert KINDS[kind] in loaded
    assert sum(loaded.values()) <= most * KB, loaded


def test_landing_page_after_home_is_lighter(visit: Visit, real: str, real_folder: Path) -> None:
    home = _loaded(visit, real, real_folder, KINDS["home"])
    landing = _loaded(visit, real, real_folder, KINDS["landing"])

    assert sum(size for name, size in landing.items() if name not in home) <= 30 * KB


def _own(folder: Path, suffix: str) -> dict[str, int]:
    """Weigh every file of that kind that we have written, whatever page it is for."""
    files = (file for root in OWN for file in root.glob(f"*{suffix}*"))
    names = sorted(file.name.removesuffix(".jinja") for file in files)
    return {name: _weight(folder / "_static" / name) for name in names}


def test_style_sheets_are_small(real_folder: Path) -> None:
    sizes = _own(real_folder, ".css")

    assert {"research.css", "research-records.css"} <= set(sizes)
    assert sum(sizes.values()) <= 15 * KB, sizes


@pytest.mark.parametrize("kind", KINDS)
def test_scripts_of_a_page_are_small(
    visit: Visit, real: str, real_folder: Path, kind: str
) -> None:
    own = {f"_static/{name}" for name in _own(real_folder, ".js")}
    loaded = _loaded(visit, real, real_folder, KINDS[kind])
    sizes = {name: size for name, size in loaded.items() if name in own}

    assert sizes
    assert sum(sizes.values()) <= 12 * KB, sizes
