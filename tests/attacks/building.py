"""Lays an attack out as a site of its own, and builds it: as a plain site, and as one of ours."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import resource
import shutil
import signal
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from sphinx.testing.util import SphinxTestApp

from tests.attacks.attack import OUTSIDE, SECRET, Attack

REPOSITORY = Path(__file__).parent.parent.parent

SECONDS = 6
"""Most time of the processor that a build may take; that of an empty site takes 0.3 s."""
STILL = 5
"""Seconds by the clock, after which a build that does nothing waits for what never comes."""
MEMORY = 1 << 30
"""Most bytes that a build may take besides those its process has."""
FILE = 1 << 26
"""Most bytes that one file may have."""

PLAIN_CONF = """
project = "Attacked"
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "dollarmath", "strikethrough",
]
html_theme = "alabaster"
html_static_path = ["_static"]
"""

BASIS: Mapping[str, str] = {
    "index.md": "# Site\n\nWords.\n",
    "_static/favicon.svg": (REPOSITORY / "_static/favicon.svg").read_text("utf-8"),
}
"""What every site has before an attack."""

QUICK: dict[str, object] = {"research_cv": False, "research_cards": False}
"""Nothing is drawn for an attack that is not after it."""


@dataclass(frozen=True)
class Result:
    """What a build has left.

    :ivar folder: holds the site's source, its output, and the files outside both
    :ivar log: all that the build has said, as it was said
    :ivar crashed: the exception that has ended the build, or nothing
    """

    folder: Path
    log: str
    crashed: str

    @property
    def out(self) -> Path:
        return self.folder / "build/html"

    @cached_property
    def messages(self) -> tuple[str, ...]:
        """The lines of the log, without colours and the way to the source."""
        bare = _COLOUR.sub("", self.log).replace(f"{self.folder / 'source'}/", "")
        return tuple(bare.splitlines())


_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def build_plain(attack: Attack, folder: Path) -> Result:
    """Build the site of an attack with MyST, sphinx-design and a theme of Sphinx's own."""
    conf = f"{PLAIN_CONF}\nmyst_enable_extensions += {list(attack.needs)}\n"
    return _build(attack, folder, conf, {})


def build_ours(attack: Attack, folder: Path) -> Result:
    """Build the site of an attack with this repository's conf.py."""
    conf = (REPOSITORY / "conf.py").read_text("utf-8")
    return _build(attack, folder, conf, {**QUICK, **attack.settings})


def _build(attack: Attack, folder: Path, conf: str, settings: Mapping[str, object]) -> Result:
    source = folder / "source"
    lay_out(attack, folder)
    (source / "conf.py").write_text(conf, encoding="utf-8")
    said = io.StringIO()
    crashed = ""
    with contextlib.ExitStack() as around:
        around.enter_context(_environment())
        around.enter_context(contextlib.redirect_stdout(said))
        around.enter_context(contextlib.redirect_stderr(said))
        around.enter_context(warnings.catch_warnings(action="ignore"))
        try:
            with bounded():
                _run(source, folder / "build", dict(settings), said)
        except (Exception, TooLongError) as error:  # noqa: BLE001 - the site is not built
            crashed = f"{type(error).__name__}: {error}"
        gc.collect()  # what was stopped has left files open: here nobody is warned of it
    return Result(folder, said.getvalue(), crashed)


def _run(source: Path, target: Path, settings: dict[str, object], said: io.StringIO) -> None:
    app = SphinxTestApp(
        "html", srcdir=source, builddir=target, confoverrides=settings, status=said, warning=said
    )
    try:
        app.build()
    finally:
        app.cleanup()


# --- laying out -----------------------------------------------------------------------------


def lay_out(attack: Attack, folder: Path) -> None:
    """Write the source of an attack's site, without conf.py, into a folder; around it, secrets."""
    words = {"@outside@": str(folder), "@ran@": str(folder / "ran")}
    source = folder / "source"
    for path, text in OUTSIDE.items():
        _write(folder / path, text.encode())
    for path, content in {**BASIS, **attack.files}.items():
        raw = content if isinstance(content, bytes) else _filled(content, words).encode()
        _write(source / path, raw)
    for path, target in attack.links.items():
        link = source / path
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.is_dir():
            shutil.rmtree(link)
        link.unlink(missing_ok=True)
        link.symlink_to(_filled(target, words))
    for path in attack.pipes:
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(source / path)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _write(file: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


# --- bounds -----------------------------------------------------------------------------------


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """Let the secret stand in the environment, as a token does in many a workflow.

    Sphinx is to use no codes for terminals, which pass for an attacker's.
    """
    kept = dict(os.environ)
    os.environ["ATTACK_SECRET"] = SECRET
    os.environ["NO_COLOR"] = "1"
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """End what takes too long or too much; needs the main thread of a process."""
    limits = {
        kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)
    }
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    handlers = {
        signal.SIGALRM: signal.signal(signal.SIGALRM, _Watch()),
        signal.SIGPROF: signal.signal(signal.SIGPROF, _too_long),
    }
    _set_soft(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY)
    _set_soft(resource.RLIMIT_FSIZE, FILE)
    signal.setitimer(signal.ITIMER_REAL, STILL, STILL)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for kind, limit in limits.items():
            resource.setrlimit(kind, limit)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _set_soft(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


class TooLongError(BaseException):
    """A build has taken too long; nothing that it calls may catch this."""


class _Watch:
    """Ends a build that has done nothing since it was last looked at.

    Another process may have had the processor, so no time by the clock says that much.
    """

    def __init__(self) -> None:
        self._used = time.process_time()

    def __call__(self, signum: int, frame: object) -> None:
        used = time.process_time()
        if used - self._used < STILL / 100:
            _too_long(signum, frame)
        self._used = used


def _too_long(signum: int, frame: object) -> NoReturn:  # noqa: ARG001 - what `signal` calls
    raise TooLongError
