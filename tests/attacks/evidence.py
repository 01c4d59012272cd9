"""Looks for harm in what a build has left; it knows the guard's code in nothing.

What an innocent site has too is no evidence: a theme's scripts, say.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
from lxml import etree
from PIL import ExifTags, Image

from tests.attacks.attack import HOST, MARK, SECRET, Harm
from tests.attacks.building import Result
from tests.attacks.pages import Sign, signs_of_drawing, signs_of_page

CODE = {
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".htm",
    ".xhtml",
    ".xht",
    ".shtml",
    ".php",
    ".swf",
    ".wasm",
}
"""What a browser or a host may run; every such file must be known."""
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".jfif"}


@dataclass(frozen=True, order=True)
class Evidence:
    """Harm, the file of the output where it shows, or ``log``, and what it is."""

    harm: Harm
    where: str
    what: str

    @property
    def marked(self) -> bool:
        """Whether it is an attack's own doing, and not a theme's."""
        return MARK in self.what or HOST in self.what or SECRET in self.what


@dataclass(frozen=True)
class Known:
    """What an innocent site shows: its signs, and the names of its files."""

    signs: frozenset[Sign] = frozenset()
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, result: Result) -> Known:
        """Look at the build of an innocent site."""
        signs = {sign for _, sign in _signs(result, frozenset())}
        return cls(frozenset(signs), frozenset(name for name, _ in _files(result.out)))


def find(result: Result, known: Known) -> list[Evidence]:
    """Look for harm."""
    found = {*_of_commands(result), *_of_secrets(result), *_of_bounds(result), *_in_log(result)}
    for where, sign in _signs(result, known.files):
        if sign not in known.signs:
            found.add(Evidence(sign.harm, where, sign.what))
    for name, raw in _files(result.out):
        if name not in known.files:
            found |= {Evidence(harm, name, what) for harm, what in _of_file(name, raw)}
    return sorted(found)


def _files(out: Path) -> Iterator[tuple[str, bytes]]:
    """Read all files of an output, by their paths."""
    for path in sorted(out.rglob("*")) if out.is_dir() else ():
        if path.is_file():
            yield path.relative_to(out).as_posix(), path.read_bytes()


def _signs(result: Result, files: frozenset[str]) -> Iterator[tuple[str, Sign]]:
    """Look at all files that a browser shows as a page or a drawing."""
    for name, raw in _files(result.out):
        suffix = Path(name).suffix.lower()
        if suffix in {".html", ".htm", ".xhtml", ".xht", ".shtml"}:
            for sign in signs_of_page(raw, name, files):
                yield name, sign
        elif suffix in {".svg", ".xml"}:
            for sign in signs_of_drawing(raw):
                yield name, sign


# --- commands, secrets, bounds ----------------------------------------------------------------


def _of_commands(result: Result) -> Iterator[Evidence]:
    if (result.folder / "ran").exists():
        yield Evidence(Harm.COMMAND, "ran", f"a command has made the file ({MARK})")


def _of_bounds(result: Result) -> Iterator[Evidence]:
    if "TooLongError" in result.crashed:
        yield Evidence(Harm.EXHAUSTION, "log", f"it takes too long ({MARK})")
    if "File too large" in result.crashed + result.log:
        yield Evidence(Harm.EXHAUSTION, "log", f"a file grows without end ({MARK})")
    if re.search(r"MemoryError|RecursionError", result.crashed + result.log):
        yield Evidence(Harm.EXHAUSTION, "log", f"no memory is left ({MARK})")


def _encoded(word: bytes) -> Iterator[bytes]:
    """Write a word as base64 does, which depends on how many bytes stand before it."""
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + word + b"\0" * (-(before + len(word)) % 3))
        yield whole[-(-before * 4 // 3) + (before > 0) :][: len(word) * 4 // 3 - 4]


def _needles() -> tuple[bytes, ...]:
    """List what nothing may hold: the secret, and the first variable of the environment.

    The system gives that from the start of the process (``/proc/self/environ``), so that it is
    no use to hide it now.
    """
    environ = Path("/proc/self/environ").read_bytes().split(b"\0")
    longest = max((value for value in environ if b"<" not in value), key=len, default=b"")
    secret = SECRET.encode()
    needles = (secret, secret.upper(), secret[::-1], *_encoded(secret))
    return (*needles, longest) if len(longest) > 20 else needles


def _of_secrets(result: Result) -> Iterator[Evidence]:
    needles = _needles()
    said = [("log", result.log.encode(errors="replace"))]
    for name, raw in (*said, *_files(result.out)):
        if any(needle in form for form in _readable(name, raw) for needle in needles):
            yield Evidence(Harm.DISCLOSURE, name, SECRET)


def _readable(name: str, raw: bytes) -> Iterator[bytes]:
    """Give a file as it is, and what can be read in it."""
    yield raw
    if raw.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(raw))
        text = "".join(page.extract_text() for page in reader.pages)
        yield re.sub(r"\s", "", text).encode()
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield from map(archive.read, archive.namelist())
    elif name == "objects.inv":
        yield zlib.decompress(raw.split(b"\n", 4)[-1])


# --- files ------------------------------------------------------------------------------------


def _of_file(name: str, raw: bytes) -> Iterator[tuple[Harm, str]]:
    """Look at a file that an innocent site has not."""
    suffix = Path(name).suffix.lower()
    if suffix in CODE and MARK.encode() in raw and not name.endswith(".html"):
        yield Harm.SCRIPT, f"code of the attacker: {MARK}"
    if suffix in PICTURES:
        yield from _of_picture(raw)
    if suffix == ".xml":
        yield from ((Harm.FORGERY, what) for what in _of_xml(raw))
    elif suffix == ".bib":
        if keys := re.findall(rb"^\s*@\w+\s*\{\s*(pwned)", raw, re.MULTILINE):
            yield Harm.FORGERY, f"an entry {keys[0].decode()}"
    elif suffix == ".ris":
        if re.search(rb"^(TY|ER|ID)  - ?pwned", raw, re.MULTILINE):
            yield Harm.FORGERY, f"a record of the attacker: {MARK}"
    elif suffix == ".csv" and re.search(rb"(?:^|,)\"?[=+\-@\t\r]\S*pwned", raw, re.MULTILINE):
        yield Harm.FORGERY, f"a formula in a table: {MARK}"


def _of_picture(raw: bytes) -> Iterator[tuple[Harm, str]]:
    try:
        with Image.open(io.BytesIO(raw)) as picture:
            if picture.getexif().get_ifd(ExifTags.IFD.GPSInfo):
                yield Harm.DISCLOSURE, f"the place where a photo was taken ({MARK})"
    except Image.DecompressionBombError as error:
        yield Harm.EXHAUSTION, f"{error} ({MARK})"
    except (OSError, ValueError):
        return  # no picture at all


def _of_xml(raw: bytes) -> Iterator[str]:
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error} ({MARK})"
        return
    if any(etree.QName(one).localname == MARK for one in root.iter(etree.Element)):
        yield f"an element {MARK}"


# --- the log ----------------------------------------------------------------------------------

# What GitHub's runner takes for a command: `::name::` where a line begins, `##[name]` anywhere
# (src/Runner.Common/ActionCommand.cs of actions/runner).
_COMMAND = re.compile(
    r"^\s*::[a-z-]+[^:]*::.*pwned|##\[[a-z-]+[^\]]*\].*pwned", re.MULTILINE | re.IGNORECASE
)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _in_log(result: Result) -> Iterator[Evidence]:
    log = _COLOUR.sub("", result.log)
    if _COMMAND.search(log.replace("\r\n", "\n").replace("\r", "\n")):
        yield Evidence(Harm.FORGERY, "log", f"a command to the workflow: {MARK}")
    # Sphinx goes back to the beginning of the line to say how far it is.
    if stray := _CONTROL.search(log):
        yield Evidence(Harm.FORGERY, "log", f"a control character, {stray[0]!r} ({MARK})")
