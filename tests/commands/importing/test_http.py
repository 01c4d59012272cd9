from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinx_research.commands.importing.http import (
    Client,
    Limits,
    NotThereError,
    ServiceError,
    Services,
)
from tests.commands.importing.web import Answer, Web, as_json

WORK = "/crossref/works/1"


def ask(web: Web, limits: Limits | None = None, mailto: str = "") -> object:
    return web.client(limits, mailto).json(f"{web.address}{WORK}", {"rows": "1"})


def said(web: Web, limits: Limits | None = None) -> str:
    with pytest.raises(ServiceError) as refused:
        ask(web, limits)
    return str(refused.value)


def test_json_is_read(web: Web) -> None:
    web.routes[WORK] = as_json({"a": [1]})

    assert ask(web) == {"a": [1]}
    assert web.requests[0].query == {"rows": "1"}


def test_services_learn_who_asks_and_where_to_write(web: Web) -> None:
    web.routes[WORK] = as_json({})

    ask(web, mailto="ada@example.org")

    agent = web.requests[0].headers["User-Agent"]
    assert agent == "sphinx-research/1 (https://lab.example.org/; mailto:ada@example.org)"


def test_no_password_of_this_computer_is_sent(
    web: Web, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="utf-8") as file:  # noqa: PTH123 - a name is enough
        file.write("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", netrc)
    web.routes[WORK] = as_json({})

    ask(web)

    assert "Authorization" not in web.requests[0].headers


def test_all_services_are_asked_by_https() -> None:
    assert {origin.partition(":")[0] for origin in Services().origins} == {"https"}


def test_what_is_not_there_is_told_apart(web: Web) -> None:
    with pytest.raises(NotThereError, match="Crossref does not have it"):
        ask(web)
    assert len(web.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(web: Web, status: int) -> None:
    web.routes[WORK] = lambda number: Answer(status=status) if number < 3 else as_json([1])

    assert ask(web) == [1]
    assert web.waits == [1, 2]


def test_it_gives_up_after_three_times(web: Web) -> None:
    web.routes[WORK] = Answer(status=503)

    assert said(web) == "Crossref has a fault of its own, 503 (asked 3 times); try again later"
    assert len(web.requests) == 3


def test_a_service_may_say_how_long_to_wait(web: Web) -> None:
    busy = Answer(status=429, headers=(("Retry-After", "7"),))
    web.routes[WORK] = lambda number: busy if number == 1 else as_json([1])

    ask(web)

    assert web.waits == [7]


@pytest.mark.parametrize("wait", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_nobody_waits_for_an_hour(web: Web, wait: str) -> None:
    web.routes[WORK] = Answer(status=429, headers=(("Retry-After", wait),))

    assert said(web).startswith("Crossref asks us to wait for ")
    assert web.waits == []


@pytest.mark.parametrize(
    "wait",
    [
        *("", "soon", "-5", "٣", "Fri, 31 Dec 1999 23:59:59 GMT"),
        f"Fri, 31 Dec {'9' * 20} 23:59:59 GMT",
    ],
)
def test_a_wait_that_is_none_is_a_second(web: Web, wait: str) -> None:
    busy = Answer(status=503, headers=(("Retry-After", wait.encode().decode("latin-1")),))
    web.routes[WORK] = lambda number: busy if number == 1 else as_json([1])

    ask(web)

    assert web.waits == [1]


def test_a_server_that_is_not_there_is_told() -> None:
    client = Client(Services(crossref="http://127.0.0.1:9"), sleep=lambda _: None)

    with pytest.raises(
        ServiceError, match=r"Crossref cannot be reached from here \(asked 3 times\)"
    ):
        client.json("http://127.0.0.1:9/works/1")


def test_a_silent_server_is_left(web: Web) -> None:
    web.routes[WORK] = lambda _: _late()
    limits = Limits(silence=0.05, attempts=1)

    assert said(web, limits) == "Crossref does not answer in time (asked 1 times); try again later"


def test_an_answer_that_takes_too_long_as_a_whole_is_left(web: Web) -> None:
    web.routes[WORK] = lambda _: _after(web, 61)
    limits = Limits(attempts=1)

    assert said(web, limits) == "Crossref answers too slowly (asked 1 times); try again later"


def _late() -> Answer:
    time.sleep(0.2)
    return as_json([])


def _after(web: Web, seconds: float) -> Answer:
    web.time += seconds
    return as_json([])


def test_an_answer_of_any_size_costs_no_more_than_the_limit(web: Web) -> None:
    web.routes[WORK] = Answer(b'"' + b"a" * 10_000_000 + b'"')

    assert said(web) == "Crossref answers more than 200,000 bytes, which are not read"


def test_an_answer_that_breaks_off_is_asked_for_again(web: Web) -> None:
    web.routes[WORK] = lambda number: (
        Answer(b'{"a": ', length=100) if number == 1 else as_json([1])
    )

    assert ask(web) == [1]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<!DOCTYPE html><title>Log in</title>"),
        Answer(b"Please log in", type="text/html; charset=utf-8"),
        Answer(b"\n <html lang=en>", type="text/plain"),
    ],
)
def test_a_web_page_is_no_answer(web: Web, answer: Answer) -> None:
    web.routes[WORK] = answer

    assert said(web).startswith("Crossref gave a web page instead of data; ")
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1, 2", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"1" * 5000 + b"}"]
)
def test_what_is_no_json_is_told(web: Web, body: bytes) -> None:
    web.routes[WORK] = Answer(body)

    assert said(web) == "Crossref gave an answer that is no JSON; try again later"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_within_a_service_are_followed(web: Web, status: int) -> None:
    web.routes[WORK] = Answer(status=status, headers=(("Location", "/crossref/works/2"),))
    web.routes["/crossref/works/2"] = as_json([2])

    assert ask(web) == [2]


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example.org/", "http://127.0.0.1:1/", "file:///etc/passwd"),
        *("//evil.example/x", "//[", "https://[x"),
    ],
)
def test_nobody_is_sent_elsewhere(web: Web, address: str) -> None:
    web.routes[WORK] = Answer(status=302, headers=(("Location", address),))

    assert said(web).startswith("Crossref leads on to ")
    assert len(web.requests) == 1


def test_a_circle_ends(web: Web) -> None:
    web.routes[WORK] = Answer(status=302, headers=(("Location", WORK),))

    assert said(web) == "Crossref leads from one address to the next without end"


@pytest.mark.parametrize("status", [400, 401, 403, 418])
def test_a_refusal_is_told_with_its_number(web: Web, status: int) -> None:
    web.routes[WORK] = Answer(status=status)

    assert said(web) == f"Crossref refuses to answer ({status})"


def test_arxiv_is_asked_every_three_seconds(web: Web) -> None:
    web.routes["/arxiv/api/query"] = Answer(b"<feed/>", type="application/atom+xml")
    client = web.client()
    ask: Callable[[], bytes] = lambda: client.content(f"{web.address}/arxiv/api/query", "*/*")  # noqa: E731 - three times the same

    ask()
    web.time += 1
    ask()
    web.time += 5
    ask()

    assert web.waits == [2]
