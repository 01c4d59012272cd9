"""Shows pages in Chromium.

Where it is missing, the tests are skipped; with ``REQUIRE_ORACLES=1`` in the environment, they
fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.browser.chromium import Page, browser
from tests.site.building import PUBLISHED, Site


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Open a tab of a new browser."""
    program = shutil.which("chromium")
    if program is None:
        reason = "chromium is missing: on Debian `apt-get install chromium`"
        if os.environ.get("REQUIRE_ORACLES") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with browser(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the base's signature
        """Keep the tests' output free of requests."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the root ``landing`` on this machine; give the address of its home page."""
    out = Site.copy("landing", tmp_path_factory.mktemp("landing")).build(**PUBLISHED).out
    with ThreadingHTTPServer(("localhost", 0), partial(_Silent, directory=str(out))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
