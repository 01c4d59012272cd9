"""Drives Chromium through its DevTools protocol, over a pair of pipes.

https://chromedevtools.github.io/devtools-protocol/.  Messages are JSON with a null byte after
each; ``--remote-debugging-pipe`` has the browser read them from file descriptor 3 and write
them to 4.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

OPTIONS = [
    "--headless",
    "--no-sandbox",  # it needs rights that containers do not give; the pages are our own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--remote-debugging-pipe",
]


class Page:
    """A tab of the browser."""

    def __init__(self, commands: IO[bytes], answers: IO[bytes]) -> None:
        self._commands, self._answers = commands, answers
        self._numbers = count(1)
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.send("Page.enable")

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Give a command, and wait for its result."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._commands.write(json.dumps(message).encode() + b"\0")
        self._commands.flush()
        answer = next(one for one in self._messages() if one.get("id") == number)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> None:
        """Go to a page, and wait until it is loaded with its deferred scripts."""
        self.send("Page.navigate", url=address)
        next(one for one in self._messages() if one.get("method") == "Page.loadEventFired")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Ask JavaScript for a value, or for what a promise gives."""
        found = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait_for(self, condition: str, seconds: float = 5) -> None:
        """Wait until something holds on the page."""
        assert self.evaluate(
            f"new Promise(done => {{ const end = Date.now() + {seconds * 1000};"
            f"const look = () => ({condition}) ? done(true)"
            ": Date.now() < end ? setTimeout(look, 20) : done(false); look(); })"
        ), condition

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element, as a visitor would."""
        x, y = self.evaluate(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({block: 'center'}); const box = one.getBoundingClientRect();"
            "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def _messages(self) -> Iterator[dict[str, Any]]:
        text = bytearray()
        while byte := self._answers.read(1):
            if byte == b"\0":
                yield json.loads(text)
                text.clear()
            else:
                text += byte
        message = "the browser has closed"
        raise EOFError(message)


@contextmanager
def browser(program: str, folder: Path) -> Iterator[Page]:
    """Start the browser with an empty profile, and give a tab of it."""
    start = 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
    process = subprocess.Popen(  # noqa: S603 - the program that the machine calls Chromium
        ["/bin/sh", "-c", start, "sh", program, *OPTIONS, f"--user-data-dir={folder}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdin
        assert process.stdout
        yield Page(process.stdin, process.stdout)
    finally:
        process.terminate()
        process.communicate(timeout=20)
