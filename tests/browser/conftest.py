"""Shows pages in Chromium, driven by Playwright (https://playwright.dev/python/).

The fixtures:

``real``
    the address of this repository's site, which ends in a slash
``serve_root``
    ``serve_root("landing", language="ar")`` builds one of ``tests/roots`` with the theme of the
    real site, and gives its address
``serve_folder``
    ``serve_folder(path)`` gives the address of files that a test has written
``visit``
    ``visit(real + "people/", width=390, scheme="dark", javascript=False)`` opens a page in a
    context of its own; every other keyword of Playwright's ``Browser.new_context`` works too
``sink``
    the address of a site with everything that Markdown can make
``complaints``
    what the pages have done so far that they must not, to be emptied by a test that wants it
``page``
    an empty page, 1280×900, for tests that go to an address later
``browser``
    Playwright's ``Browser`` itself, which watches over nothing

A test fails if one of its pages writes an error to the console, throws, sends a request to
another host, or does what its Content-Security-Policy forbids: that in its head, or that which
the site's file ``_headers`` asks for.

The browser is Debian's ``chromium``; Playwright downloads none.  Where it is missing, the tests
are skipped; with ``REQUIRE_ORACLES=1`` in the environment, they fail.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, NoReturn, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.chromium import MISSING, find, running
from tests.browser.pages import SINK
from tests.browser.serving import once, serving
from tests.sample import HAS_SAMPLE
from tests.site.building import PUBLISHED, Site, build_repository

QUIET = ("data", "blob", "about")
"""Schemes of addresses that ask nobody."""

REFUSED = """addEventListener("securitypolicyviolation", (it) =>
  policyRefused(`${it.effectiveDirective} ${it.blockedURI} on ${it.documentURI}`), true)"""
"""Tells of whatever a page's policy has refused it."""

OURS = PUBLISHED | {
    "extensions": ["myst_parser", "sphinx_design", "sphinx_research", "research_theme"],
    "html_theme": "research",
}
"""What a root needs to look as the real site does."""


class Visit(Protocol):
    """Opens an address in a new context, and waits until it is loaded."""

    def __call__(
        self,
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        **options: Any,  # noqa: ANN401 - whatever `Browser.new_context` takes
    ) -> Page: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-looks",
        action="store_true",
        help="keep the looks of pages as they are, instead of comparing them",
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser, once for all tests of a process."""
    program = find()
    if program is None:
        missing(MISSING)
    with running(program) as started:
        yield started


def missing(reason: str) -> NoReturn:
    """Skip the test at hand, or fail it where the tools must be there."""
    if os.environ.get("REQUIRE_ORACLES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def complaints() -> list[str]:
    """Gather what pages do that they must not; a test that expects some of it takes it out."""
    return []


@pytest.fixture
def visit(browser: Browser, complaints: list[str]) -> Iterator[Visit]:
    """Open pages, and watch what they do until the test ends."""
    contexts: list[BrowserContext] = []

    def opened(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        **options: Any,  # noqa: ANN401 - whatever `Browser.new_context` takes
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        _watch(context, complaints)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _watch(context: BrowserContext, complaints: list[str]) -> None:
    def heard(message: ConsoleMessage) -> None:
        # Chromium asks for this by itself, where a root names no icon.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            complaints.append(f"console: {message.text}")

    def asked(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in QUIET and parts.hostname != "localhost":
            complaints.append(f"request: {address}")

    def refused(_source: object, what: str) -> None:
        if not what.endswith("/favicon.ico"):
            complaints.append(f"refused: {what}")

    context.expose_binding("policyRefused", refused)
    context.add_init_script(REFUSED)
    context.on("console", heard)
    context.on("weberror", lambda error: complaints.append(f"thrown: {error.error}"))
    context.on("request", lambda request: asked(request.url))


@pytest.fixture
def page(visit: Visit) -> Page:
    """Open an empty page."""
    return visit("about:blank")


# --- sites ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve folders until the last test has ended."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serving(folder))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a folder that all processes of pytest-xdist have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def real_folder(shared: Path) -> Path:
    """Build this repository's site with its sample content, once for all processes."""
    if not HAS_SAMPLE:
        pytest.skip("the sample content is not here")
    once(shared / "browser-real", build_repository)
    return shared / "browser-real" / "out"


@pytest.fixture(scope="session")
def real(real_folder: Path, serve_folder: Callable[[Path], str]) -> str:
    """Serve this repository's site."""
    return serve_folder(real_folder)


@pytest.fixture(scope="session")
def serve_root(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> Callable[..., str]:
    """Build a root with our theme, once for each set of settings, and serve it."""
    done: dict[str, str] = {}

    def served(root: str, **settings: object) -> str:
        key = f"{root} {settings}"
        if key not in done:
            site = Site.copy(root, tmp_path_factory.mktemp(root))
            done[key] = serve_folder(site.build(**OURS | settings).out)
        return done[key]

    return served


@pytest.fixture(scope="session")
def sink(serve_root: Callable[..., str]) -> str:
    """Serve a site with everything that docutils, MyST and sphinx-design make."""
    return serve_root("kitchen-sink", **SINK)
