"""Serves folders of files on this machine as a public host does: compressed, and guarded.

What is guarded is the site's own word: the policy in the head of its pages, and the headers that
its file ``_headers`` asks for, which the server reads as Cloudflare Pages and Netlify do.
"""

from __future__ import annotations

import gzip
import io
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".bib", ".ris")


@dataclass(frozen=True)
class Rule:
    """What a host sends with every file whose address fits."""

    path: str
    headers: tuple[tuple[str, str], ...]

    def fits(self, address: str) -> bool:
        return re.fullmatch(re.escape(self.path).replace(r"\*", ".*"), address) is not None


def read_rules(text: str) -> list[Rule]:
    """Read a file ``_headers``; what no host would understand is a failure."""
    rules: list[Rule] = []
    for line in filter(None, text.splitlines()):
        assert len(line) <= 2000
        if line.startswith("/"):
            assert line.count("*") <= 1
            rules.append(Rule(line, ()))
        else:
            pair = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line)
            assert pair, line
            rules[-1] = Rule(rules[-1].path, (*rules[-1].headers, (pair[1], pair[2])))
    assert len(rules) <= 100
    return rules


def headers_for(rules: Iterable[Rule], address: str) -> dict[str, str]:
    """Join the headers of all rules that fit an address."""
    sent: dict[str, str] = {}
    for name, value in (pair for rule in rules if rule.fits(address) for pair in rule.headers):
        sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


class Handler(SimpleHTTPRequestHandler):
    """Sends texts compressed, and what the site asks to be sent with them."""

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

    def _asked_for(self) -> dict[str, str]:
        file = Path(self.directory, "_headers")
        rules = read_rules(file.read_text("utf-8")) if file.is_file() else ()
        return headers_for(rules, self.path.partition("?")[0])

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Type":
            value = self._asked_for().get(keyword, value)
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in self._asked_for().items():
            if name != "Content-Type":  # it has been sent
                self.send_header(name, value)
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
