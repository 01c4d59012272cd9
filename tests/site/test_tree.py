"""Files that are refused are neither read nor published, whether or not warnings fail a build."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from tests.site.building import Built, Site, contents

MARK = "correct-horse-battery-staple"
"""What stands in no output unless a file goes out that is refused."""
STATIC: dict[str, Any] = {"html_static_path": ["_static"]}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.copy("profile", tmp_path)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a folder that does not belong to the site."""
    folder = tmp_path / "outside"
    (folder / "sub").mkdir(parents=True)
    for name in ("secret.md", "secret.txt", "secret.png", "sub/secret.md", "sub/secret.css"):
        (folder / name).write_text(f"# {MARK}\n", encoding="utf-8")
    return folder


def _link(site: Site, path: str, target: Path | str) -> None:
    link = site.source / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


def _told(built: Built, code: str) -> set[str]:
    """Name the files of which a build has said something."""
    return {one.split(":")[0] for one in built.warnings if f"[research.{code}]" in one}


def _marked(built: Built) -> list[str]:
    """Name the files of the output, and of what is kept, that hold the mark."""
    kept = contents(built.out.parent)
    return sorted(name for name, data in kept.items() if MARK.encode() in data)


LINKS = {
    "people/page.md": "secret.md",
    "people/folder": "sub",
    "people/photo.png": "secret.png",
    "research/page.md": "secret.md",
    "research/papers.bib": "secret.txt",
    "top.md": "secret.md",
    "docs": "sub",
    "_static/file.txt": "secret.txt",
    "_static/folder": "sub",
    "_static/sub/file.txt": "secret.txt",
    "_static/sub/deep/folder": "sub",
    "_extra/file.txt": "secret.txt",
    "_extra/sub/folder": "sub",
}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_nothing_goes_out_that_a_link_leads_to(site: Site, outside: Path, builder: str) -> None:
    for path, target in LINKS.items():
        _link(site, path, outside / target)
    site.write("_static/sub/deep/kept.txt", "kept")
    site.write("_extra/.well-known/kept.txt", "kept")

    built = site.build(builder, warns=True, **STATIC, html_extra_path=["_extra"])

    assert _told(built, "symbolic-link") == {*LINKS}
    assert _marked(built) == []
    if builder != "text":
        assert (built.out / "_static/sub/deep/kept.txt").is_file()
        assert (built.out / ".well-known/kept.txt").is_file()
    assert "people/ada" in built.env.all_docs
    wrong = {"top", "people/page", "people/folder/secret", "docs/secret"}
    assert wrong.isdisjoint(built.env.all_docs)


@pytest.mark.parametrize("target", ["/", ".", "..", "/etc/passwd", "nowhere"])
def test_a_link_that_leads_in_a_circle_or_nowhere_ends_no_build(site: Site, target: str) -> None:
    paths = {"people/x", "people/x.md", "research/x", "x", "_static/x", "_static/sub/x"}
    for path in paths:
        _link(site, path, target)

    built = site.build(warns=True, **STATIC)

    assert _told(built, "symbolic-link") == paths
    assert not list(built.out.rglob("x"))
    assert b"root:x:0" not in b"".join(contents(built.out).values())


def test_a_static_folder_that_is_a_link_is_not_copied(site: Site, outside: Path) -> None:
    _link(site, "assets", outside)

    built = site.build(warns=True, html_static_path=["assets"], html_extra_path=["assets/sub"])

    assert _told(built, "symbolic-link") == {"assets", "assets/sub"}
    assert _marked(built) == []


@pytest.mark.parametrize("name", ["html_logo", "html_favicon"])
def test_a_link_is_no_logo(site: Site, outside: Path, name: str) -> None:
    _link(site, "_static/logo.png", outside / "secret.png")

    built = site.build(warns=True, html_theme="alabaster", **STATIC, **{name: "_static/logo.png"})

    assert _told(built, "symbolic-link") == {"_static/logo.png"}
    assert _marked(built) == []
    assert not built.page("index").select("[src*=logo], link[rel=icon]")


def test_pipes_hold_no_build_up(site: Site) -> None:
    paths = {"people/x.md", "x.md", "_static/x.png", "research/x.bib"}
    for path in paths:
        os.mkfifo(site.source / path)

    built = site.build(warns=True, **STATIC)

    assert _told(built, "unknown-file") == paths


FOREIGN = {
    "people/evil.html": "unknown-file",
    "people/evil.rst": "unknown-file",
    "people/x';alert(1);'.md": "file-name",
    "people/[*].md": "file-name",
    "people/Old team/bob.md": "file-name",
    "evil.rst": "unknown-file",
    "_static/evil.html": "unknown-file",
    "_static/sub/evil.js": "unknown-file",
    "_static/evil.txt.jinja": "unknown-file",
    "_static/theme.css": "unknown-file",
    "_static/evil.css_t": "unknown-file",
    "_static/photo.heic": "unknown-file",
    "_static/e v i l.txt": "file-name",
}


def test_no_file_of_an_unknown_kind_or_name_goes_out(site: Site) -> None:
    for path in FOREIGN:
        site.write(path, f"{MARK} {{{{ 6 * 7 }}}}\n")
    site.write("_static/kept.css", "p { color: red }\n")
    site.write("_static/sub/kept.txt", "kept")

    built = site.build(warns=True, **STATIC, html_css_files=["kept.css"])

    folder = {path if "/Old team/" not in path else "people/Old team" for path in FOREIGN}
    assert _told(built, "unknown-file") | _told(built, "file-name") == folder
    assert _marked(built) == []
    assert (built.out / "_static/kept.css").is_file()
    assert (built.out / "_static/sub/kept.txt").is_file()
    assert not list(built.out.rglob("*evil*"))


def test_odd_names_exclude_no_page_beside_them(site: Site) -> None:
    site.write("people/**.md", MARK)
    site.write("_static/people/ada.md", MARK)

    built = site.build(warns=True, **STATIC)

    assert {"people/ada", "people/charles"} <= {*built.env.all_docs}
    assert _marked(built) == []


def test_drafts_are_no_pages(site: Site) -> None:
    site.write("people/_drafts/eve.md", MARK)
    site.write("people/.eve.md", MARK)
    site.write("research/old/_eve.md", MARK)

    built = site.build()

    assert _marked(built) == []


def test_what_is_mended_is_published(site: Site) -> None:
    site.write("people/Eve.md", "---\nperson:\n  name: Eve Elm\n---\n")
    site.write("_static/Eve Elm.txt", "kept")
    assert not (site.build(warns=True, **STATIC).out / "people/eve.html").exists()

    (site.source / "people/Eve.md").rename(site.source / "people/eve.md")
    (site.source / "_static/Eve Elm.txt").rename(site.source / "_static/eve.txt")
    built = site.build(**STATIC)

    assert built.page("people/eve").title
    assert (built.out / "_static/eve.txt").is_file()


# --- drawings -------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
HOSTILE = {
    "script": SVG.format("<script>alert(1)</script>"),
    "handler": SVG.format('<g onload="alert(1)"/>'),
    "link": SVG.format('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
    "font": SVG.format("<style>@import url(https://evil.example/x)</style>"),
    "entity": '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<title>&a;</title>"),
    "page": "<!doctype html><script>alert(1)</script>",
}


@pytest.mark.parametrize("as_logo", [False, True])
def test_a_drawing_with_more_than_shapes_does_not_go_out(site: Site, *, as_logo: bool) -> None:
    for name, drawing in HOSTILE.items():
        site.write(f"_static/sub/{name}.svg", drawing)
    site.write("logos/logo.svg", HOSTILE["script"])
    logo = {"html_theme": "alabaster", "html_logo": "logos/logo.svg"} if as_logo else {}
    told = {f"_static/sub/{name}.svg" for name in HOSTILE}

    built = site.build(warns=True, **STATIC, **logo)

    assert _told(built, "picture") == told | ({"_static/logo.svg"} if as_logo else set())
    assert not list(built.out.glob("_static/sub/*.svg"))
    assert not (built.out / "_static/logo.svg").exists()


def test_a_drawing_goes_out_without_what_is_no_shape(site: Site) -> None:
    style = "<style>.a {fill: red} @media (prefers-color-scheme: dark) {.a {fill: #000}}</style>"
    head = '<?xml-stylesheet href="https://evil.example/x.xsl"?><!-- by Ada -->'
    site.write("_static/sub/lab.svg", head + SVG.format(f'{style}<path class="a" d="M0 0"/>'))

    out = site.build(**STATIC).out / "_static/sub/lab.svg"

    top = etree.parse(out).getroot()
    assert [etree.QName(one).localname for one in top.iter()] == ["svg", "style", "path"]
    assert top.getprevious() is None


def test_a_second_build_of_the_same_drawings_is_the_same(site: Site) -> None:
    site.write("_static/bad.svg", HOSTILE["script"])
    site.write("_static/good.svg", SVG.format('<!-- x --><path d="M0 0"/>'))

    first = contents(site.build(warns=True, **STATIC).out / "_static")
    second = contents(site.build(warns=True, **STATIC).out / "_static")

    assert first["good.svg"] == second["good.svg"]
    assert "bad.svg" not in first.keys() | second.keys()


def test_a_photo_below_a_link_is_not_shown(site: Site, outside: Path) -> None:
    Image.new("RGB", (9, 9)).save(outside / "ada.png")
    _link(site, "photos", outside)
    site.edit("people/ada.md", "photo: _static/ada.png", "photo: photos/ada.png")

    built = site.build(warns=True)

    assert _told(built, "symbolic-link") == {"photos"}
    assert not list(built.out.glob("_images/ada*"))


def test_a_font_goes_out_where_conf_py_allows_it(site: Site) -> None:
    """It may show other letters than stand there, or take the place of the theme's own."""
    site.write("_static/own.woff2", "wOF2")

    without = site.build(warns=True, **STATIC)
    assert not (without.out / "_static/own.woff2").exists()
    with_it = site.build(**STATIC, research_allowed=["_static/own.woff2"])

    assert without.warnings == (
        (
            "_static/own.woff2:1: WARNING: files that end in `.woff2` cannot be part of a site; "
            "remove it, or give its path in research_allowed of conf.py [research.unknown-file]"
        ),
    )
    assert (with_it.out / "_static/own.woff2").is_file()
