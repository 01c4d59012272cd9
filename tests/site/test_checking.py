"""What was built is checked before it can be published."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import REPOSITORY, Built, Site


def unsafe(built: Built) -> list[str]:
    return [line for line in built.warnings if "research.unsafe-page" in line]


@pytest.mark.parametrize("root", ["everything", "facets", "kitchen-sink", "landing", "news"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_what_we_build_ourselves_is_safe(
    site: Callable[[str], Site], root: str, builder: str
) -> None:
    extensions = ["myst_parser", "sphinx_design", "sphinx_research"]
    built = site(root).build(builder, extensions=extensions)

    assert built.warnings == ()


@pytest.mark.parametrize("theme", ["alabaster", "basic", "furo", "pydata_sphinx_theme"])
def test_what_themes_put_on_a_page_is_known(site: Callable[[str], Site], theme: str) -> None:
    built = site("everything").build(html_theme=theme, html_baseurl="https://a.example/lab/")

    assert built.warnings == ()


EVIL = """

def setup(app):
    app.connect("html-page-context", add)
    app.connect("build-finished", write)


def add(app, pagename, templatename, context, doctree):
    if pagename == "research/engine":
        context["body"] += '<p onclick="a()">x</p>'


def write(app, exception):
    for name in ("people/ada.html", "research/publications/notes.html"):
        page = app.outdir / name
        text = page.read_text("utf-8")
        image = '<img src="//evil.example/x.gif">'
        page.write_text(text if image in text else text.replace("</main>", image), "utf-8")
    (app.outdir / "people" / "x.exe").write_text("x", "utf-8")
"""
"""What may get past the guards on source and doctree, as from an extension."""


@pytest.fixture
def evil(site: Callable[[str], Site]) -> Site:
    copy = site("everything")
    copy.append("conf.py", EVIL.replace("</main>", "</body>"))
    copy.append("people/ada.md", "\n`onclick` is a word.\n")
    return copy


def test_a_fault_is_told_at_the_source_of_its_page(evil: Site) -> None:
    pages = [line.split(": WARNING: ")[0] for line in unsafe(evil.build(warns=True))]

    assert pages == [
        "people/ada.md:1",
        "people/x.exe:1",
        "research/engine.md:1",
        "research/engine.md:16",
    ]


def test_a_fault_says_what_it_is_and_what_to_do(evil: Site) -> None:
    found = unsafe(evil.build(warns=True))

    assert found[0].endswith(
        ": `<img>` has `src`: `//evil.example/x.gif`; put the picture into the repository, "
        "beside the page [research.unsafe-page]"
    )


def test_a_fault_is_told_at_every_build(evil: Site) -> None:
    first = unsafe(evil.build(warns=True))

    assert unsafe(evil.build(warns=True)) == first


def test_a_fault_fails_a_strict_build(evil: Site, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-qW",
        "-b",
        "html",
        str(evil.source),
        str(tmp_path),
    ]
    done = subprocess.run(  # noqa: S603 - our own Python
        command,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "_ext")},
    )

    assert done.returncode == 1
    assert "[research.unsafe-page]" in done.stderr


def test_code_of_the_site_itself_has_to_be_named_in_its_settings(
    site: Callable[[str], Site],
) -> None:
    copy = site("everything")
    copy.write("_static/own.css", "p {}")
    copy.append(
        "conf.py",
        "\n\ndef setup(app):\n    app.connect('build-finished', write)\n"
        "\n\ndef write(app, exception):\n"
        "    (app.outdir / '_static' / 'own.css').write_text('p {}', 'utf-8')\n",
    )

    (found,) = unsafe(copy.build(warns=True))
    assert found.startswith("_static/own.css:1: WARNING: a file of the kind `.css`")
    named = copy.build(html_css_files=["own.css"], html_static_path=["_static"])
    assert named.warnings == ()


def test_a_script_of_another_extension_can_be_allowed(site: Callable[[str], Site]) -> None:
    copy = site("everything")
    script = "https://cdn.example/x.js"
    body = f"context['body'] += '<script src=\"{script}\"></script>'"
    copy.append(
        "conf.py",
        "\n\ndef setup(app):\n    app.connect('html-page-context', add)\n"
        f"\n\ndef add(app, pagename, templatename, context, doctree):\n"
        f"    if pagename == 'index':\n        {body}\n",
    )

    assert unsafe(copy.build(warns=True))
    assert copy.build(research_allowed=[script]).warnings == ()
