"""A web of our own: one server that stands for all services, and answers what it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from sphinx_research.commands.importing.http import Client, Limits, Services


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    """Said in place of the right one."""


Route = Answer | Callable[[int], Answer]
"""An answer, or what gives one by the number of the request to that address (from 1)."""


def as_json(value: object) -> Answer:
    return Answer(json.dumps(value).encode())


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(slots=True)
class Web:
    """The server, by the paths of its addresses, unquoted: ``/crossref/works/10.1000/182``.

    :ivar waits: the seconds for which the client would have slept
    """

    address: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    time: float = 0

    def client(self, limits: Limits | None = None, mailto: str = "") -> Client:
        """Give a client that asks nobody else, and does not really wait."""
        names = ("crossref", "datacite", "arxiv", "openalex", "orcid", "doi", "acl", "dblp")
        services = Services(**{name: f"{self.address}/{name}" for name in names})
        return Client(
            services,
            "https://lab.example.org/",
            mailto,
            limits or Limits(connect=10, silence=10, whole=30, size=200_000),
            sleep=self._sleep,
            clock=lambda: self.time,
        )

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def asked(self) -> list[str]:
        """Name the addresses that were asked for, in order."""
        return [request.path for request in self.requests]

    def answer(self, request: Request) -> Answer:
        number = sum(one.path == request.path for one in self.requests)
        route = self.routes.get(request.path, Answer(b"Resource not found.", 404, "text/plain"))
        return route if isinstance(route, Answer) else route(number)


@contextmanager
def serving() -> Iterator[Web]:
    """Start the server, and stop it afterwards."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            request = Request(unquote(parts.path), query, dict(self.headers))
            web.requests.append(request)
            answer = web.answer(request)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(answer.length or len(answer.body)))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing: clients that hang up are what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
