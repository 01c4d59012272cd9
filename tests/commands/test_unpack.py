from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_research.commands.unpack import main

PAGE = b'<!DOCTYPE html>\n\n<html lang="en">\n  <head>\n<title>Ada</title></head></html>\n'
SCRIPT = b"console.log('ours')\n"


@pytest.fixture
def like(tmp_path: Path) -> Path:
    """Give a site that was built here, which has one script."""
    folder = tmp_path / "html"
    (folder / "_static").mkdir(parents=True)
    (folder / "_static/research.js").write_bytes(SCRIPT)
    return folder


def pack(target: Path, files: Mapping[str, bytes]) -> str:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return str(target)


def run(tmp_path: Path, files: Mapping[str, bytes]) -> int:
    archive = pack(tmp_path / "site.zip", files)
    out, like = tmp_path / "out", tmp_path / "html"
    return main([archive, f"--out={out}", f"--like={like}"])


@pytest.mark.usefixtures("like")
def test_a_site_is_unpacked_and_its_files_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"people/ada.bib": b"@book{ada}", "_static/research.js": SCRIPT}

    assert run(tmp_path, files) == 0

    out = tmp_path / "out"
    assert {name: (out / name).read_bytes() for name in files} == files
    assert capsys.readouterr().out == f"{out}: 2 files\n"


def test_what_was_in_the_folder_is_gone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/old.html").write_bytes(PAGE)

    assert run(tmp_path, {"a.txt": b""}) == 0

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["a.txt"]


def test_search_engines_are_told_to_leave_each_page_alone(tmp_path: Path) -> None:
    assert run(tmp_path, {"index.html": PAGE, "people/ada.html": PAGE}) == 0

    for name in ("index.html", "people/ada.html"):
        page = BeautifulSoup((tmp_path / "out" / name).read_bytes(), "lxml")
        assert [dict(tag.attrs) for tag in page.select("html > head > meta")] == [
            {"name": "robots", "content": "noindex"}
        ]


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<p>a page without a head</p>",
        b"<!-- <head> -->" + PAGE,
        b"<!DOCTYPE html><html data-x='<head>'><script>1</script>",
    ],
)
def test_a_page_that_begins_otherwise_is_refused(
    tmp_path: Path, page: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, {"a.txt": b"", "index.html": page}) == 2

    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err == (
        "`index.html` does not begin as the pages of this site do\n"
    )


@pytest.mark.usefixtures("like")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_static/research.js", SCRIPT + b"steal()"),
        ("_static/other.js", SCRIPT),
        ("research.js", SCRIPT),
        ("_static/other.css", b"@import url(https://example.org/)"),
        ("_headers", b"/*\n  Content-Security-Policy: default-src *\n"),
    ],
)
def test_a_script_or_style_that_is_not_ours_is_refused(
    tmp_path: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, {"index.html": PAGE, name: content}) == 2

    assert not (tmp_path / "out").exists()
    assert capsys.readouterr().err == (
        f"`{name}` is not the site's own; "
        "a pull request that changes scripts or styles has no preview\n"
    )


def test_nothing_is_left_of_an_archive_that_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, {"a.txt": b"", "../evil.txt": b""}) == 2

    assert sorted(file.name for file in tmp_path.iterdir()) == ["site.zip"]
    assert capsys.readouterr().err == (
        "the archive has an entry '../evil.txt' whose name is no path of a site\n"
    )


def test_nothing_is_left_of_an_archive_whose_last_file_is_broken(tmp_path: Path) -> None:
    archive = Path(pack(tmp_path / "site.zip", {"a.txt": b"", "b.png": b"no picture"}))

    assert main([str(archive), f"--out={tmp_path / 'out'}"]) == 2

    assert not (tmp_path / "out").exists()


def test_an_archive_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "site.zip"

    assert main([str(archive), f"--out={tmp_path / 'out'}"]) == 2

    assert capsys.readouterr().err == f"{archive} cannot be read: No such file or directory\n"
