from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import PUBLISHED, Built, Site

SNAPSHOTS = Path(__file__).parent / "snapshots"
WRONG = {"hostile", "mistakes", "unresolved"}
"""The roots that hold mistakes on purpose; all others must be built without a warning."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        dest="write_doctrees",
        help="write the doctrees that the tests find, instead of comparing them",
    )


@pytest.fixture(autouse=True)
def _no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no date of the environment reach a test that does not set one."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Copy a root for one test, which may change it; each time anew."""
    return lambda root: Site.copy(root, tmp_path_factory.mktemp(root))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Build a root as HTML, once for all tests that only look at it."""
    done: dict[str, Built] = {}

    def build(root: str) -> Built:
        if root not in done:
            site = Site.copy(root, tmp_path_factory.mktemp(root))
            done[root] = site.build(warns=root in WRONG)
        return done[root]

    return build


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Build the root ``landing`` with a builder as it is published, once for all tests."""
    done: dict[str, Built] = {}

    def build(builder: str) -> Built:
        if builder not in done:
            site = Site.copy("landing", tmp_path_factory.mktemp(builder))
            done[builder] = site.build(builder, **PUBLISHED)
        return done[builder]

    return build


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the one that is kept under a name.

    ``pytest tests/site --update-snapshots`` keeps the new ones.
    """
    update = request.config.getoption("write_doctrees", default=False)

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
