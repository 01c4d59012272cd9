from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_research.checks.faults import Fault
from sphinx_research.checks.folder import Folder, pages
from sphinx_research.checks.page import Checker

GOOD = '<meta charset="utf-8"><p>x</p>'
BAD = '<meta charset="utf-8"><p onclick="a()">x</p>'
FAULT = Fault("p", "onclick", "a()")


def write(top: Path, **files: str) -> None:
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def check(top: Path, memory: Path | None = None, version: str = "") -> list[tuple[str, Fault]]:
    return list(Folder(top, Checker(), _from_theme, memory).faults(version))


def _from_theme(path: str) -> bool:
    return path.startswith("_static/theme")


def test_every_page_is_checked_and_every_fault_has_its_path(tmp_path: Path) -> None:
    write(tmp_path, **{"b/c.html": BAD, "a.HTM": BAD, "index.html": GOOD})

    assert check(tmp_path) == [("a.HTM", FAULT), ("b/c.html", FAULT)]


def test_drawings_and_feeds_are_checked(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>a()</script></svg>'
    write(tmp_path, **{"_images/x.svg": svg, "news.xml": svg})

    assert check(tmp_path) == [
        ("_images/x.svg", Fault("script", "", "a()")),
        ("news.xml", Fault("script", "", "a()")),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.exe", ".exe"),
        ("b.xhtml", ".xhtml"),
        ("b.xht", ".xht"),
        ("c.html.swf", ".swf"),
        ("d.svgz", ".svgz"),
        ("e.xsl", ".xsl"),
        ("f.mhtml", ".mhtml"),
        ("README", "README"),
        (".htaccess", ".htaccess"),
        ("evil.js", ".js"),
        ("_static/evil.css", ".css"),
        ("_downloads/1/x.mjs", ".mjs"),
    ],
)
def test_a_file_of_no_known_kind_is_a_fault(tmp_path: Path, name: str, kind: str) -> None:
    write(tmp_path, **{name: "x"})

    assert check(tmp_path) == [(name, Fault("#kind", "", kind))]


@pytest.mark.parametrize(
    "name",
    ["a.pdf", "b.JSON", "c.utf8.bib", "_headers", ".nojekyll", "CNAME", "_static/theme.js"],
)
def test_known_kinds_and_the_files_of_the_theme_pass(tmp_path: Path, name: str) -> None:
    write(tmp_path, **{name: "<script>a()</script>"})

    assert check(tmp_path) == []


def test_pages_within_the_static_files_of_a_theme_are_its_own(tmp_path: Path) -> None:
    write(tmp_path, **{"_static/theme/x.html": BAD, "_static/own.html": BAD})

    assert check(tmp_path) == [("_static/own.html", FAULT)]
    assert pages(tmp_path) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(tmp_path, **{"out/a.html": GOOD, "apart/x.html": BAD})
    (out / "l.html").symlink_to(tmp_path / "apart/x.html")
    (out / "m").symlink_to(tmp_path / "apart")

    link = Fault("#kind", "", "link or device")
    assert check(out) == [("l.html", link), ("m", link)]


# --- what is remembered -------------------------------------------------------------------


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    (tmp_path / "trees").mkdir()
    return tmp_path / "trees" / "checked"


def _spoil(page: Path) -> None:
    """Change a page, so that neither its size nor its time tells."""
    stat = page.stat()
    page.write_text(BAD.ljust(stat.st_size), "utf-8")
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, **{"site/a.html": GOOD.ljust(100), "site/b.html": BAD})
    return tmp_path / "site"


def test_a_page_that_was_good_is_not_read_again(site: Path, memory: Path) -> None:
    check(site, memory)
    _spoil(site / "a.html")

    assert check(site, memory) == [("b.html", FAULT)]


def test_a_page_with_a_fault_is_read_at_every_build(site: Path, memory: Path) -> None:
    assert check(site, memory) == check(site, memory) == [("b.html", FAULT)]


def test_a_page_that_has_changed_is_read_again(site: Path, memory: Path) -> None:
    check(site, memory)
    (site / "a.html").write_text(BAD, "utf-8")

    assert check(site, memory) == [("a.html", FAULT), ("b.html", FAULT)]


def test_nothing_is_remembered_of_another_version(site: Path, memory: Path) -> None:
    check(site, memory)
    _spoil(site / "a.html")

    assert ("a.html", FAULT) in check(site, memory, "another")


@pytest.mark.parametrize("cut", [1, 10, 40, 50])
def test_a_memory_that_was_half_written_counts_for_nothing(
    site: Path, memory: Path, cut: int
) -> None:
    check(site, memory)
    memory.write_bytes(memory.read_bytes()[:-cut])
    _spoil(site / "a.html")

    assert ("a.html", FAULT) in check(site, memory)


def test_a_name_cannot_speak_for_another_file(site: Path, memory: Path) -> None:
    stat = (site / "b.html").stat()
    (site / f"x\nb.html\t{stat.st_size}\t{stat.st_mtime_ns}\ny.html").write_text(GOOD, "utf-8")
    check(site, memory)

    assert ("b.html", FAULT) in check(site, memory)


def test_the_folder_of_the_memory_is_no_part_of_the_site(site: Path) -> None:
    write(site, **{".doctrees/x.doctree": "x"})

    assert check(site, site / ".doctrees" / "checked") == [("b.html", FAULT)]
