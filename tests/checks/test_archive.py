from __future__ import annotations

import io
import random
import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.checks.archive import (
    KINDS,
    Limits,
    RefusedArchiveError,
    unpack,
)
from sphinx_research.checks.folder import CODE, INERT, PAGES, XML

SMALL = Limits(packed=100_000, total=200_000, file=100_000, entries=20, ratio=1_000)


def packed(
    *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of two entries of one name
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def typed(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3  # Unix
    info.external_attr = (kind | 0o644) << 16
    return info


def refusal(archive: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(RefusedArchiveError) as refused:
        list(unpack(archive, limits))
    return str(refused.value)


# --- what passes --------------------------------------------------------------------------


def test_the_files_of_a_site_come_out_as_they_went_in() -> None:
    files = [
        ("index.html", b"<!DOCTYPE html>"),
        ("_static/fonts/inter.woff2", b"wOF2\0\0"),
        ("_images/ada-2e60f3.png", b"\x89PNG\r\n\x1a\n\0"),
        ("research/publications/lovelace1843.bib", "@book{löve}".encode()),
        ("_headers", b"/*\n  X-Frame-Options: DENY\n"),
        ("_static/ada.JPG", b"\xff\xd8\xff\xe0"),
    ]

    assert list(unpack(packed(*files), SMALL)) == files


def test_stored_files_are_read_too() -> None:
    assert list(unpack(packed(("a.txt", b"hi"), method=zipfile.ZIP_STORED), SMALL)) == [
        ("a.txt", b"hi")
    ]


def test_folders_are_left_out_for_files_name_theirs() -> None:
    folder = typed("people/", stat.S_IFDIR)

    assert list(unpack(packed((folder, b""), ("people/ada.html", b"x")), SMALL)) == [
        ("people/ada.html", b"x")
    ]


def test_an_empty_archive_has_no_files() -> None:
    assert list(unpack(packed(), SMALL)) == []


# --- names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html",
        "a/../../evil.html",
        "..",
        "/etc/cron.d/evil.txt",
        "//host/share.html",
        "C:/evil.html",
        "C:evil.html",
        "..\\evil.html",
        "a\\b.html",
        "./a.html",
        "a//b.html",
        ".git/config.txt",
        ".nojekyll",
        "a/.htaccess",
        "a.html/.",
        "trailing.html.",
        "a b.html",
        "a\n.html",
        "a%2e.html",
        "~root.html",
        "-\u202efdp.html",
        "con\u0301.html",
        "a?.html",
        "a:stream.html",
        "'\"><script>.html",
        f"{'a' * 300}.html",
        "/".join("a" * 150) + ".html",
        "a./b.html",
    ],
)
def test_a_name_that_is_no_plain_path_is_refused(name: str) -> None:
    assert refusal(packed((name, b""))).endswith("whose name is no path of a site")


def test_a_name_that_ends_for_some_at_a_zero_byte_is_refused() -> None:
    # `zipfile` writes no such name, so it is put in afterwards: twice, here and in the directory.
    archive = packed(("a.html#.png", b"")).replace(b"a.html#.png", b"a.html\0.png")

    assert refusal(archive) == (
        "the archive has an entry 'a.html\\x00.png' whose name is no path of a site"
    )


def test_no_name_at_all_is_refused() -> None:
    archive = bytearray(packed(("a", b"")))
    for start, offset in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        # The one letter becomes an "extra field".
        at = archive.index(start) + offset
        archive[at : at + 4] = struct.pack("<HH", 0, 1)

    assert refusal(bytes(archive)) in (
        "the archive has an entry '' whose name is no path of a site",
        "the archive cannot be read: Corrupt extra field",
    )


@pytest.mark.parametrize(
    "name", ["run.sh", "a.php", "site.zip", "a.html.gz", "CNAME", "a.shtml", "A.HTML"]
)
def test_a_kind_that_no_site_has_is_refused(name: str) -> None:
    assert refusal(packed((name, b""))) == (
        f"the archive has an entry {name!r} of a kind that a site does not have"
    )


def test_what_a_preview_may_have_a_site_may_have() -> None:
    assert KINDS.keys() <= PAGES | XML | CODE | INERT


@pytest.mark.parametrize(
    ("one", "other"), [("a.html", "a.html"), ("a.html", "A.html"), ("P/a.txt", "p/a.txt")]
)
def test_two_files_that_are_one_for_some_system_are_refused(one: str, other: str) -> None:
    assert refusal(packed((one, b"1"), (other, b"2"))) == (
        f"the archive has an entry {other!r} that is there twice"
    )


def test_a_file_that_is_a_folder_as_well_is_refused() -> None:
    assert refusal(packed(("A.html", b""), ("a.html/b.html", b""))) == (
        "the archive has an entry 'A.html' that is a folder as well"
    )


# --- what entries are ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK]
)
def test_links_and_devices_are_refused(kind: int) -> None:
    assert refusal(packed((typed("photo.png", kind), b"/etc/passwd"))) == (
        "the archive has an entry 'photo.png' that is a link or a device"
    )


def test_a_folder_with_content_is_refused() -> None:
    archive = packed(("people/", b""))
    at = archive.index(b"PK\x01\x02") + 24  # APPNOTE 4.3.12: the size when unpacked

    assert refusal(archive[:at] + struct.pack("<L", 9) + archive[at + 4 :]) == (
        "the archive has an entry 'people/' of 9 bytes"
    )


def test_encrypted_files_are_refused() -> None:
    archive = bytearray(packed(("a.html", b"x")))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(archive)) == "the archive has an entry 'a.html' that is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert refusal(packed(("a.html", b"x"), method=method)) == (
        f"the archive has an entry 'a.html' packed by method {method}; deflate is read"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", b"\xff\xd8\xff a JPEG"),
        ("photo.jpg", b"<html><script>"),
        ("inner.pdf", b"PK\x03\x04"),
        ("font.woff2", b""),
        ("page.html", b"\xff\xfe<\0s\0"),
        ("page.html", b"<p>\0</p>"),
        ("papers.bib", b"PK\x03\x04\xff"),
        ("_headers", b"\x80"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    assert refusal(packed((name, content))) == (
        f"the archive has an entry {name!r} that is not what its name says"
    )


# --- how much -----------------------------------------------------------------------------


def test_an_archive_over_the_limit_is_refused_unread() -> None:
    assert refusal(b"no archive at all", Limits(packed=10)) == (
        "the archive has 17 bytes; 10 are allowed"
    )


def test_a_million_entries_are_refused_before_they_are_read() -> None:
    one = packed(("a.html", b""))
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    archive = one[:start] + one[start:end] * 1_000_000 + one[end:]

    tracemalloc.start()
    why = refusal(archive, Limits())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert why == "the archive has more than 60,000 entries"
    assert peak < 1_000_000


def test_a_file_over_the_limit_is_refused() -> None:
    assert refusal(packed(("a.txt", b"x" * 100_001))) == (
        "the archive has an entry 'a.txt' of 100,001 bytes"
    )


def test_files_over_the_limit_together_are_refused() -> None:
    noise = random.Random(1).randbytes(30_000).hex().encode()  # noqa: S311 - no secret
    files = [(f"{number}.txt", noise) for number in range(4)]

    assert refusal(packed(*files), Limits(packed=1_000_000, total=200_000)) == (
        "the archive would have 240,000 bytes when unpacked; that is too much"
    )


def test_a_bomb_is_refused_by_its_ratio() -> None:
    archive = packed(*((f"{number}.html", b" " * 10_000_000) for number in range(3)))

    assert len(archive) < 35_000
    assert refusal(archive, Limits()) == (
        "the archive would have 30,000,000 bytes when unpacked; that is too much"
    )


def test_a_bomb_that_hides_its_size_does_not_go_off() -> None:
    honest = packed(("a.html", b" " * 50_000_000))
    at = honest.index(b"PK\x01\x02")
    # The directory says 10 bytes, with the right checksum of those.
    lying = honest[: at + 16] + struct.pack("<L", zlib.crc32(b" " * 10)) + honest[at + 20 :]
    lying = lying[: at + 24] + struct.pack("<L", 10) + lying[at + 28 :]

    tracemalloc.start()
    files = list(unpack(lying, Limits()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert files == [("a.html", b" " * 10)]
    assert peak < 1_000_000


def test_a_file_shorter_than_it_says_is_refused() -> None:
    archive = packed(("a.html", b"short"))
    at = archive.index(b"PK\x01\x02") + 24

    why = refusal(archive[:at] + struct.pack("<L", 500) + archive[at + 4 :])

    assert why in (
        "the archive has an entry 'a.html' that is shorter than it says",
        "the archive cannot be read: Bad CRC-32 for file 'a.html'",
    )


# --- broken archives ----------------------------------------------------------------------


def test_a_wrong_checksum_is_refused() -> None:
    archive = packed(("a.html", b"correct"), method=zipfile.ZIP_STORED)

    assert refusal(archive.replace(b"correct", b"corrupt")) == (
        "the archive cannot be read: Bad CRC-32 for file 'a.html'"
    )


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused(share: float) -> None:
    archive = packed(("a.html", b"<p>one</p>"), ("b.html", b"<p>two</p>"))

    assert refusal(archive[: int(len(archive) * share)]).startswith("the archive cannot be read: ")


def test_a_name_of_the_directory_that_is_not_that_of_the_file_is_refused() -> None:
    archive = packed(("a.html", b"x"))

    assert refusal(archive.replace(b"a.html", b"b.html", 1)).startswith(
        "the archive cannot be read: File name in directory 'a.html'"
    )


# --- anything -----------------------------------------------------------------------------


def judged(archive: bytes) -> Iterable[tuple[str, bytes]] | None:
    try:
        return list(unpack(archive, SMALL))
    except RefusedArchiveError:
        return None


WHOLE = packed(("index.html", b"<p>home</p>"), ("people/ada.txt", b"Ada " * 50))


@given(st.data())
def test_damage_anywhere_is_refused_or_changes_no_more_than_a_file(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    for name, content in judged(bytes(damaged)) or ():
        assert not name.startswith(("/", "."))
        assert ".." not in PurePosixPath(name).parts
        assert len(content) <= SMALL.file


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(noise: bytes) -> None:
    assert not judged(noise)


# What `zipfile` writes of a name ends at the first zero byte.
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_whatever_a_file_is_called_it_stays_in_its_folder(name: str) -> None:
    for path, _ in judged(packed((name, b""))) or ():
        parts = PurePosixPath(path).parts
        assert path.isascii()
        assert not PurePosixPath(path).is_absolute()
        assert not any(part.startswith(".") for part in parts)
        assert path == "_headers" or PurePosixPath(path).suffix.lower() in KINDS
