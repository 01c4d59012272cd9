"""Files beside Sphinx's own: written only where they differ, deleted when they are over."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from sphinx_research.site.outputs import MANIFEST, Outputs
from tests.site.building import contents


def _write(folder: Path, files: dict[str, str], fingerprint: str = "one") -> None:
    outputs = Outputs(folder)
    for path, text in files.items():
        outputs.write(path, text)
    outputs.finish(fingerprint)


def _files(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in contents(folder).items() if path != MANIFEST}


def _age(file: Path) -> None:
    os.utime(file, (1, 1))


def test_a_file_of_the_same_content_is_left_alone(tmp_path: Path) -> None:
    _write(tmp_path, {"a/b.txt": "same", "c.txt": "old"})
    for name in ("a/b.txt", "c.txt"):
        _age(tmp_path / name)

    _write(tmp_path, {"a/b.txt": "same", "c.txt": "new"})

    assert (tmp_path / "a/b.txt").stat().st_mtime == 1
    assert (tmp_path / "c.txt").stat().st_mtime > 1
    assert _files(tmp_path) == {"a/b.txt": "same", "c.txt": "new"}


def test_what_is_no_longer_written_is_deleted_and_its_empty_folder_too(tmp_path: Path) -> None:
    _write(tmp_path, {"a/b.txt": "", "c/d.txt": "", "e.txt": ""})
    (tmp_path / "c/foreign.txt").touch()

    _write(tmp_path, {"e.txt": ""})

    assert set(_files(tmp_path)) == {"c/foreign.txt", "e.txt"}
    assert not (tmp_path / "a").exists()


def test_a_page_of_sphinx_is_neither_written_nor_deleted(tmp_path: Path) -> None:
    _write(tmp_path, {"about.html": "redirect"})
    (tmp_path / "about.html").write_text("page", encoding="utf-8")
    outputs = Outputs(tmp_path, frozenset({"about.html", "other.html"}))

    outputs.write("other.html", "redirect")
    outputs.finish("two")

    assert _files(tmp_path) == {"about.html": "page"}


def test_everything_stands_until_something_changes_or_goes(tmp_path: Path) -> None:
    _write(tmp_path, {"a/b.txt": "", "c.txt": ""})

    assert Outputs(tmp_path).stands("one")
    assert not Outputs(tmp_path).stands("two")

    (tmp_path / "a/b.txt").unlink()

    assert not Outputs(tmp_path).stands("one")


def test_nothing_stands_in_an_empty_folder(tmp_path: Path) -> None:
    assert not Outputs(tmp_path).stands("one")


def test_a_file_is_kept_by_its_mark(tmp_path: Path) -> None:
    first = Outputs(tmp_path)
    first.write("cv.pdf", b"%PDF", "v1")
    first.finish("one")

    second = Outputs(tmp_path)

    assert not second.keeps("cv.pdf", "v2")
    assert second.keeps("cv.pdf", "v1")

    second.finish("two")

    assert _files(tmp_path) == {"cv.pdf": "%PDF"}
    (tmp_path / "cv.pdf").unlink()
    assert not Outputs(tmp_path).keeps("cv.pdf", "v1")


@pytest.mark.parametrize("damage", [b"", b"\xff", b"one\na/b.txt", b"one\nx\ty\tz\n"])
def test_a_damaged_note_of_the_last_build_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    _write(tmp_path, {"a.txt": ""})
    (tmp_path / MANIFEST).write_bytes(damage)

    assert not Outputs(tmp_path).stands("one")

    _write(tmp_path, {"a.txt": ""})

    assert Outputs(tmp_path).stands("one")


def test_what_a_failed_build_wrote_is_deleted_by_the_next(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": ""})
    failing = Outputs(tmp_path)
    with suppress(ZeroDivisionError), failing:
        failing.write("b.txt", "")
        raise ZeroDivisionError

    assert not Outputs(tmp_path).stands("one")

    _write(tmp_path, {})

    assert _files(tmp_path) == {}


def test_the_page_of_a_document_that_is_gone_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "ada.html").touch()
    Outputs(tmp_path, frozenset({"ada.html"})).finish("one")

    Outputs(tmp_path).finish("two")

    assert _files(tmp_path) == {}
