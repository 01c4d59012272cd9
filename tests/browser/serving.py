"""Serves folders of files on this machine as a public host does: compressed, and guarded."""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a careful host sends as ``Content-Security-Policy``; pages must work under it.

Chromium writes to the console what it has refused, and the fixtures fail a test for that.
"""

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".bib", ".ris")


class Handler(SimpleHTTPRequestHandler):
    """Sends texts compressed, and the site's 404 page for what is missing."""

    # Else a machine's own table decides, and says text/plain of modules where it is poor.
    extensions_map = {  # noqa: RUF012 - the base has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix not in TEXT or not path.is_file():
            return super().send_head()
        # Level 9 without a time: what is weighed is the same on every machine.
        body = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - the base's signature
        """Keep the tests' output free of requests."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:  # noqa: ANN401 - the base's signature
        """Say nothing of browsers that go away before they have read all."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address of its home page, which ends in a slash."""
    with Server(("localhost", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def once(folder: Path, make: Callable[[Path], object], seconds: float = 120) -> None:
    """Make what a folder holds in the first process that asks; let the others wait for it.

    :param folder: does not exist before the first call
    :raises RuntimeError: if the process that makes it has failed, or takes too long
    """
    done, failed = folder / ".done", folder / ".failed"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + seconds
        while not done.exists():
            if failed.exists() or time.monotonic() > end:
                message = f"another process has not made {folder}"
                raise RuntimeError(message) from None
            time.sleep(0.1)
        return
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
