from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp

import research_theme

THEME = Path(research_theme.__file__).parent

SOURCES = {
    "conf.py": """\
project = "Seeing & Reasoning"
html_title = project
html_theme = "research"
html_copy_source = False
copyright = "2025, the authors"
extensions = ["research_theme"]
""",
    "index.rst": """\
Seeing & Reasoning
==================

.. toctree::
   :hidden:

   people/index
   research/index
   Papers <research/papers>
   Elsewhere <https://example.org/?a=1&b=2>
""",
    # As on the real site, no toctree holds a person, a project or a paper.
    "people/index.rst": "People\n======\n",
    "people/ada.rst": ":orphan:\n\nAda\n===\n\nShe wrote the first program.\n",
    "research/index.rst": "Research\n========\n",
    "research/gait.rst": ":orphan:\n\nGait\n====\n",
    "research/papers.rst": "Publications\n============\n",
    "research/papers/one.rst": ":orphan:\n\nOne paper\n=========\n",
}
DOCUMENTS = [name.removesuffix(".rst") for name in SOURCES if name.endswith(".rst")]
PAGES = [*DOCUMENTS, "search"]

TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#\w+), (#\w+)\);",
        (THEME / "static/research.css").read_text(encoding="utf-8"),
    )
}


def write_sources(folder: Path) -> Path:
    for name, text in SOURCES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(source: Path, builder: str = "html", **overrides: object) -> Path:
    """Build a site without a warning and return the folder it is in."""
    app = SphinxTestApp(builder, srcdir=source, confoverrides=overrides)
    try:
        app.build()
        assert app.warning.getvalue() == ""
        return Path(app.outdir)
    finally:
        app.cleanup()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_sources(tmp_path / "source")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once, for the tests that only look at it."""
    return build(write_sources(tmp_path_factory.mktemp("theme") / "source"))


def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def menu(path: Path) -> list[tuple[str, str]]:
    """Read the navigation: each link's text and address."""
    return [(a.text, str(a["href"])) for a in read(path).select("header nav a")]


def current(path: Path) -> dict[str, str]:
    """Read the links marked as current: their text and the mark."""
    links = read(path).select("header nav a[aria-current]")
    return {a.text: str(a["aria-current"]) for a in links}


# The frame of a page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "landmark", ["body > header", "header > nav[aria-label]", "body > main", "body > footer"]
)
def test_page_has_each_landmark_once(site: Path, name: str, landmark: str) -> None:
    page = read(site / f"{name}.html")

    assert len(page.select(landmark)) == 1


@pytest.mark.parametrize("name", PAGES)
def test_page_has_one_h1_and_it_is_in_main(site: Path, name: str) -> None:
    page = read(site / f"{name}.html")

    assert page.select("h1") == page.select("main h1")
    assert len(page.select("h1")) == 1


def test_first_link_skips_to_main(site: Path) -> None:
    page = read(site / "people/ada.html")
    first = page.select("body a")[0]

    assert "skip-link" in first["class"]
    assert first["href"] == f"#{one(page, 'main')['id']}"


def test_page_states_language_and_viewport(site: Path) -> None:
    page = read(site / "people/ada.html")

    assert one(page, "html")["lang"] == "en"
    assert page.select("meta[name=viewport]")


def test_page_title_names_page_then_site(site: Path) -> None:
    assert one(read(site / "people/ada.html"), "title").text == "Ada — Seeing & Reasoning"


def test_home_title_names_the_site_once(site: Path) -> None:
    assert one(read(site / "index.html"), "title").text == "Seeing & Reasoning"


def test_home_heading_that_repeats_the_site_name_is_marked(site: Path) -> None:
    assert one(read(site / "index.html"), "body.names-site")


def test_home_heading_of_its_own_is_not_marked(source: Path) -> None:
    home = build(source, html_title="Another name") / "index.html"

    assert not read(home).select("body.names-site")


# Navigation


def test_navigation_follows_the_hidden_toctree(site: Path) -> None:
    assert menu(site / "index.html") == [
        ("People", "people/index.html"),
        ("Research", "research/index.html"),
        ("Papers", "research/papers.html"),
        ("Elsewhere", "https://example.org/?a=1&b=2"),
        ("Search", "search.html"),
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_navigation_leads_to_pages_that_exist(source: Path, builder: str) -> None:
    folder = build(source, builder)
    here = "research/papers/one.html" if builder == "html" else "research/papers/one/"
    file = here if builder == "html" else f"{here}index.html"

    for text, href in menu(folder / file):
        if text != "Elsewhere":
            target = folder / urljoin(here, href)
            assert (target / "index.html" if target.is_dir() else target).is_file()


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("index", {}),
        ("people/index", {"People": "page"}),
        ("people/ada", {"People": "true"}),
        ("research/index", {"Research": "page"}),
        ("research/gait", {"Research": "true"}),
        ("research/papers", {"Papers": "page"}),
        ("research/papers/one", {"Papers": "true"}),
        ("search", {"Search": "page"}),
    ],
)
def test_navigation_marks_the_page_or_its_innermost_section(
    site: Path, name: str, marked: dict[str, str]
) -> None:
    assert current(site / f"{name}.html") == marked


def test_navigation_escapes_titles(source: Path) -> None:
    (source / "people/index.rst").write_text("A <b> & c\n=========\n", encoding="utf-8")

    assert menu(build(source) / "index.html")[0] == ("A <b> & c", "people/index.html")


def test_new_section_title_reaches_pages_that_did_not_change(source: Path) -> None:
    build(source)
    (source / "people/index.rst").write_text("Team\n====\n", encoding="utf-8")

    assert menu(build(source) / "research/gait.html")[0][0] == "Team"


def test_other_changes_leave_other_pages_alone(source: Path) -> None:
    page = build(source) / "research/gait.html"
    before = page.stat().st_mtime_ns
    (source / "people/ada.rst").write_text(":orphan:\n\nLovelace\n========\n", encoding="utf-8")
    build(source)

    assert page.stat().st_mtime_ns == before


def test_parallel_build_writes_the_same_pages(source: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "sphinx", "-qWEj", jobs, source, tmp_path / jobs],
            check=True,
            env={**os.environ, "PYTHONPATH": str(THEME.parent)},
        )

    for name in DOCUMENTS:
        serial, parallel = (tmp_path / jobs / f"{name}.html" for jobs in ("1", "2"))
        assert parallel.read_bytes() == serial.read_bytes()


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_other_html_builders_still_work(source: Path, builder: str) -> None:
    folder = build(source, builder, version="1", epub_show_urls="no")

    assert list(folder.glob("index.*html"))


# What a page loads and runs


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_nobody_else_for_anything(site: Path, name: str) -> None:
    page = read(site / f"{name}.html")
    loaded = [tag["src"] for tag in page.select("[src]")]
    loaded += [tag["href"] for tag in page.select("link[href]")]

    assert not [uri for uri in loaded if re.match(r"(\w+:)?//", str(uri))]


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_inline_script_or_style(site: Path, name: str) -> None:
    page = read(site / f"{name}.html")

    assert not page.select("script:not([src]), style, [style]")
    assert not [tag for tag in page.find_all() if any(key.startswith("on") for key in tag.attrs)]


def test_documents_run_no_script(site: Path) -> None:
    assert not read(site / "people/ada.html").select("script")


def test_search_page_runs_sphinx_search(site: Path) -> None:
    sources = [str(tag["src"]) for tag in read(site / "search.html").select("script")]
    names = [re.sub(r".*/|\?.*", "", source) for source in sources]

    assert {"documentation_options.js", "doctools.js", "searchtools.js"} <= set(names)
    assert "searchindex.js" in names


def test_search_finds_the_text_of_a_page_by_role(site: Path) -> None:
    main = one(read(site / "people/ada.html"), "main[role=main]")

    assert "She wrote the first program." in main.text


def test_stylesheet_loads_nothing() -> None:
    css = (THEME / "static/research.css").read_text(encoding="utf-8")

    assert not re.search(r"url\(|@import|@font-face", css)


def test_scripts_of_other_extensions_are_kept(source: Path) -> None:
    (source / "_static").mkdir()
    (source / "_static/mine.js").touch()
    folder = build(source, html_static_path=["_static"], html_js_files=["mine.js"])

    assert read(folder / "index.html").select("script[src^='_static/mine.js']")


# Options


def options(source: Path, **given: str) -> BeautifulSoup:
    return read(build(source, html_theme_options=given) / "people/ada.html")


def test_analytics_script_is_deferred(source: Path) -> None:
    page = options(source, analytics="https://count.example/it.js")

    assert one(page, "script").attrs == {"defer": "", "src": "https://count.example/it.js"}


def test_tagline_stands_in_the_header(source: Path) -> None:
    assert one(options(source, tagline="A & b"), "header .tagline").text == "A & b"


def test_licence_is_linked(source: Path) -> None:
    page = options(source, license="CC BY 4.0", license_url="https://example.org/by")
    link = one(page, "footer a[rel=license]")

    assert (link.text, link["href"]) == ("CC BY 4.0", "https://example.org/by")


def test_licence_without_an_address_is_plain_text(source: Path) -> None:
    page = options(source, license="All rights reserved")

    assert "All rights reserved" in one(page, "footer").text
    assert not page.select("footer a[rel=license]")


def test_edit_link_names_the_source_file(source: Path) -> None:
    page = options(source, edit_url="https://example.org/edit/{path}")

    assert one(page, "footer .edit a")["href"] == "https://example.org/edit/people/ada.rst"


def test_generated_page_has_no_edit_link(source: Path) -> None:
    folder = build(source, html_theme_options={"edit_url": "https://example.org/{path}"})

    assert not read(folder / "search.html").select("footer .edit")


@pytest.mark.parametrize("option", ["tagline", "license", "license_url", "edit_url", "analytics"])
def test_option_cannot_break_out_of_its_place(source: Path, option: str) -> None:
    given = {"license": "CC BY"} | {option: '"></script><img src=x>'}

    assert not options(source, **given).select("img")


def test_footer_does_not_tell_the_time_of_the_build(source: Path) -> None:
    folder = build(source, html_last_updated_fmt="built in %Y")

    assert "built in" not in (folder / "index.html").read_text(encoding="utf-8")


# Colours


def luminance(colour: str) -> float:
    """Compute the relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "ink-2", "accent", "mark"])
@pytest.mark.parametrize("ground", ["paper", "wash", "accent-wash"])
def test_text_has_contrast_aa(text: str, ground: str, scheme: str) -> None:
    darker, lighter = sorted(luminance(TOKENS[name][scheme]) for name in (text, ground))

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
