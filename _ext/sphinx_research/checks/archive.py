"""Opens a ZIP archive that a stranger has made: the built site of a pull request.

The names in such an archive may lead out of the folder that it is unpacked into, its links to
files of the machine, and its 40 kB may become 4 GB. Here it is read as data: the directory of the
archive is judged before anything is unpacked, and whatever is not plainly a file of a site is
refused, with no attempt to mend it.

The format: PKWARE's APPNOTE.TXT 6.3.10. What can be done with it: "A better zip bomb"
(D. Fifield, WOOT '19) and "Zip Slip" (Snyk, 2018).
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

KINDS = {
    # text, which has to be UTF-8
    **dict.fromkeys((".html", ".css", ".js", ".svg", ".xml", ".json"), b""),
    **dict.fromkeys((".bib", ".ris", ".csv", ".tsv", ".txt", ".cff"), b""),
    # anything else, with the bytes that such a file begins with
    ".avif": b"\0\0\0",
    ".gif": b"GIF8",
    ".ico": b"\0\0\1\0",
    ".inv": b"# Sphinx inventory",
    ".jpeg": b"\xff\xd8\xff",
    ".jpg": b"\xff\xd8\xff",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".ttf": b"\0\1\0\0",
    ".webp": b"RIFF",
    ".woff": b"wOFF",
    ".woff2": b"wOF2",
}
"""The kinds of files that a site is made of, by the end of their names. Archives and office files
are none of them, for a preview is there to be looked at."""

_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.)"
NAME = re.compile(rf"{_PART}(?:/{_PART})*")
"""A relative path whose parts every system and every host takes as they stand: no part begins
or ends with a dot, so that none is hidden and none is ``..``."""

PLAIN = frozenset({"_headers"})
"""Files at the top that have no kind, and are text."""

_DIRECTORY_ENTRY = b"PK\x01\x02"  # APPNOTE 4.3.12: every entry of the directory begins so
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1  # APPNOTE 4.4.4
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What `zipfile` raises for bytes that are no archive that it can read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold."""

    packed: int = 300_000_000
    """Bytes of the archive itself, which is read into memory."""
    total: int = 1_000_000_000
    """Bytes of all files; GitHub Pages publishes no more."""
    file: int = 50_000_000
    """Bytes of one file."""
    entries: int = 60_000
    """Files and folders; each paper has four files."""
    ratio: int = 60
    """How many times as large as the archive its files may be; pages shrink to a fifth or so."""
    name: int = 200
    """Characters of a path."""


SITE = Limits()
"""The limits of a site."""


class RefusedArchiveError(ValueError):
    """An archive that is not unpacked; its text says why, and of which entry."""


def unpack(packed: bytes, limits: Limits = SITE) -> Iterator[tuple[str, bytes]]:
    """Give the files of an archive, with their paths, in the order of the archive.

    Everything that the directory of the archive says is judged before the first file is given;
    a broken file is found only when its turn comes. So write into a folder that can be thrown
    away.

    :raises RefusedArchiveError: if it holds anything that a site does not, or cannot be read
    """
    if len(packed) > limits.packed:
        _refuse(f"has {len(packed):,} bytes; {limits.packed:,} are allowed")
    # Before `zipfile` makes an object of 500 bytes of each 46.
    if packed.count(_DIRECTORY_ENTRY) > limits.entries:
        _refuse(f"has more than {limits.entries:,} entries")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            files = _files(archive.infolist(), len(packed), limits)
            for info in files:
                yield info.orig_filename, _content(archive, info)
    except RefusedArchiveError:
        raise
    except _BROKEN as error:
        _refuse(f"cannot be read: {str(error) or type(error).__name__}", error)


def _refuse(why: str, cause: BaseException | None = None) -> None:
    msg = f"the archive {why}"
    raise RefusedArchiveError(msg) from cause


def _refuse_entry(info: zipfile.ZipInfo, why: str) -> None:
    _refuse(f"has an entry {info.orig_filename[: SITE.name]!a} {why}")


# --- the directory --------------------------------------------------------------------------


def _files(infos: Sequence[zipfile.ZipInfo], packed: int, limits: Limits) -> list[zipfile.ZipInfo]:
    """Judge all entries, and leave out the folders, which hold nothing."""
    for info in infos:
        _judge(info, limits)
    total = sum(info.file_size for info in infos)
    if total > min(limits.total, limits.ratio * packed):
        _refuse(f"would have {total:,} bytes when unpacked; that is too much")
    files = [info for info in infos if not info.is_dir()]
    _judge_together(files)
    return files


def _judge(info: zipfile.ZipInfo, limits: Limits) -> None:
    # `filename` is what `zipfile` has made of it: it ends at the first zero byte.
    name = info.orig_filename
    if len(name) > limits.name or not NAME.fullmatch(name.removesuffix("/")):
        _refuse_entry(info, "whose name is no path of a site")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        _refuse_entry(info, "that is a link or a device")
    if info.flag_bits & _ENCRYPTED:
        _refuse_entry(info, "that is encrypted")
    if info.compress_type not in _METHODS:
        _refuse_entry(info, f"packed by method {info.compress_type}; deflate is read")
    if info.file_size > (0 if info.is_dir() else limits.file):
        _refuse_entry(info, f"of {info.file_size:,} bytes")
    if not info.is_dir() and _start(name) is None:
        _refuse_entry(info, "of a kind that a site does not have")


def _judge_together(files: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse two entries that are one file for some systems, or a file that is a folder."""
    seen: set[str] = set()
    for info in files:
        name = info.orig_filename.lower()
        if name in seen:
            _refuse_entry(info, "that is there twice")
        seen.add(name)
    folders = {str(above) for name in seen for above in PurePosixPath(name).parents}
    for info in files:
        if info.orig_filename.lower() in folders:
            _refuse_entry(info, "that is a folder as well")


# --- the files ------------------------------------------------------------------------------


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        # With no number, or a larger one, `zipfile` unpacks up to 2 GB and then cuts.
        content = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        _refuse_entry(info, "that is shorter than it says")
    if not _is_what_it_says(info.orig_filename, content):
        _refuse_entry(info, "that is not what its name says")
    return content


def _start(name: str) -> bytes | None:
    """Tell how a file begins: text with nothing certain, and what no site has with nothing."""
    if name in PLAIN:
        return b""
    kind = PurePosixPath(name).suffix
    # Cameras write `.JPG`; but no page of ours is called `.HTML`.
    return KINDS.get(kind, KINDS.get(kind.lower()) or None)


def _is_what_it_says(name: str, content: bytes) -> bool:
    start = _start(name)
    if start:
        return content.startswith(start)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content
