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


@pytest.mark.parametrize("name", PAGES)
def test_page_states_language_and_viewport_once(site: Path, name: str) -> None:
    page = read(site / f"{name}.html")

    assert one(page, "html")["lang"] == "en"
    assert one(page, "meta[name=viewport]")["content"] == "width=device-width, initial-scale=1.0"


@pytest.mark.parametrize(
    ("language", "lang", "direction"),
    [("en", "en", None), ("ar", "ar", "rtl"), ("he", "he", "rtl"), ("zh_CN", "zh-CN", None)],
)
def test_page_states_the_direction_of_its_language(
    source: Path, language: str, lang: str, direction: str | None
) -> None:
    html = one(read(build(source, language=language) / "index.html"), "html")

    assert (html["lang"], html.get("dir")) == (lang, direction)


def test_head_names_no_neighbours_whose_titles_may_be_old(site: Path) -> None:
    assert not read(site / "research/index.html").select("[rel=next], [rel=prev]")


def test_page_title_names_page_then_site(site: Path) -> None:
    assert one(read(site / "people/ada.html"), "title").text == "Ada — Seeing & Reasoning"


def test_home_title_names_the_site_once(site: Path) -> None:
    assert one(read(site / "index.html"), "title").text == "Seeing & Reasoning"


def test_home_heading_that_repeats_the_site_name_is_marked(site: Path) -> None:
    assert one(read(site / "index.html"), "body.names-site")


def test_home_heading_of_its_own_is_not_marked(source: Path) -> None:
    home = build(source, html_title="Another name") / "index.html"

    assert not read(home).select("body.names-site")


def test_search_is_linked_and_tells_its_keys(site: Path) -> None:
    link = one(read(site / "people/ada.html"), "header a.to-search")

    assert link["href"] == "../search.html"
    assert link["aria-keyshortcuts"] == "/ Control+K Meta+K"
    assert "aria-current" not in link.attrs
    assert one(read(site / "search.html"), "a.to-search")["aria-current"] == "page"


def test_scheme_switch_is_a_button_that_says_what_it_is(site: Path) -> None:
    button = one(read(site / "people/ada.html"), "header button.scheme-switch")

    assert button["type"] == "button"
    assert button["aria-label"] == button["data-auto"] == "Colours: as the system"
    assert (button["data-light"], button["data-dark"]) == ("Colours: light", "Colours: dark")
    assert button.select("svg")[0]["aria-hidden"] == "true"


# The sections of a page


def page_with(source: Path, headings: list[str], name: str = "people/ada") -> BeautifulSoup:
    text = "".join(f"\n{heading}\n{'-' * 40}\n\nText.\n" for heading in headings)
    file = source / f"{name}.rst"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    return read(build(source) / f"{name}.html")


def test_long_page_lists_its_sections(source: Path) -> None:
    page = page_with(source, ["News", "Papers & *talks*", "<b>", "More"])
    lists = [
        [(a.text, str(a["href"])) for a in part.select("a")]
        for part in page.select("main > nav.on-page ul")
    ]

    expected = [
        ("News", "#news"),
        ("Papers & talks", "#papers-talks"),
        ("<b>", "#b"),
        ("More", "#more"),
    ]
    assert lists == [expected, expected]
    assert all(page.select(f"[id='{href[1:]}']") for _, href in expected)


def test_short_page_does_not_list_its_sections(source: Path) -> None:
    assert not page_with(source, ["One", "Two", "Three"]).select(".on-page")


@pytest.mark.parametrize("name", ["index", "people/index"])
def test_home_and_head_of_a_folder_do_not_list_their_sections(source: Path, name: str) -> None:
    assert not page_with(source, ["One", "Two", "Three", "Four"], name).select(".on-page")


def test_page_of_several_titles_does_not_list_them(source: Path) -> None:
    titles = "".join(f"{title}\n=====\n\n" for title in ("One", "Two", "Three", "Four"))
    (source / "people/ada.rst").write_text(f":orphan:\n\n{titles}", encoding="utf-8")

    assert not read(build(source) / "people/ada.html").select(".on-page")


def test_table_stands_in_a_box_that_scrolls(source: Path) -> None:
    table = (
        ":orphan:\n\nAda\n===\n\n.. table::\n   :name: two\n\n   === ===\n   one two\n   === ===\n"
    )
    (source / "people/ada.rst").write_text(table, encoding="utf-8")
    page = read(build(source) / "people/ada.html")

    assert one(page, "table").parent is one(page, "div.scroll-area")
    assert [tag.name for tag in page.select("#two")] == ["table"]


# Navigation


def test_navigation_follows_the_hidden_toctree(site: Path) -> None:
    assert menu(site / "index.html") == [
        ("People", "people/index.html"),
        ("Research", "research/index.html"),
        ("Papers", "research/papers.html"),
        ("Elsewhere", "https://example.org/?a=1&b=2"),
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
        ("search", {}),
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


def test_documents_run_the_scripts_of_the_theme_alone(site: Path) -> None:
    scripts = read(site / "people/ada.html").select("script")

    assert [re.sub(r".*/|\?.*", "", str(tag["src"])) for tag in scripts] == [
        "research-theme.js",
        "research-page.js",
    ]
    # The first decides the colours, and so has to run before anything is painted.
    assert [tag.has_attr("defer") for tag in scripts] == [False, True]


def test_search_page_runs_sphinx_search(site: Path) -> None:
    sources = [str(tag["src"]) for tag in read(site / "search.html").select("script")]
    names = [re.sub(r".*/|\?.*", "", source) for source in sources]

    assert {"documentation_options.js", "doctools.js", "searchtools.js"} <= set(names)
    assert "searchindex.js" in names


def test_search_finds_the_text_of_a_page_by_role(site: Path) -> None:
    main = one(read(site / "people/ada.html"), "main[role=main]")

    assert "She wrote the first program." in main.text


def test_stylesheets_load_nothing_but_the_fonts_beside_them(site: Path) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (site / "_static").glob("*.css")]
    loaded = {address for css in sheets for address in re.findall(r"url\((.*?)\)", css)}

    assert not [css for css in sheets if "@import" in css]
    assert loaded == {f'"fonts/{file.name}"' for file in (site / "_static/fonts").glob("*.woff2")}


def test_scripts_of_other_extensions_are_kept(source: Path) -> None:
    (source / "_static").mkdir()
    (source / "_static/mine.js").touch()
    folder = build(source, html_static_path=["_static"], html_js_files=["mine.js"])

    assert read(folder / "index.html").select("script[src^='_static/mine.js']")


def test_files_of_sphinx_design_are_loaded_where_something_is_made_of_it(source: Path) -> None:
    with (source / "index.rst").open("a", encoding="utf-8") as home:
        home.write("\n.. card:: A card\n\n   Text.\n")
    folder = build(source, extensions=["sphinx_design", "research_theme"])
    files = "[href*='sphinx-design.min.css'], [src*='design-tabs.js']"

    assert len(read(folder / "index.html").select(files)) == 2
    for name in ("people/ada", "search"):
        page = read(folder / f"{name}.html")
        assert page.select(files) == []
        assert page.select("[href*='research.css']")


def test_other_theme_gets_nothing_of_this(source: Path) -> None:
    home = read(build(source, html_theme="basic") / "index.html")

    assert not home.select("[src*=research-], [href*=research-]")


# Options


def options(source: Path, **given: str) -> BeautifulSoup:
    return read(build(source, html_theme_options=given) / "people/ada.html")


def test_analytics_script_is_deferred(source: Path) -> None:
    page = options(source, analytics="https://count.example/it.js")

    assert one(page, "script[src*=count]").attrs == {
        "defer": "",
        "src": "https://count.example/it.js",
    }


def test_tagline_stands_in_the_header(source: Path) -> None:
    assert one(options(source, tagline="A & b"), "header .tagline").text == "A & b"


def with_context(source: Path, **given: str) -> BeautifulSoup:
    return read(build(source, html_context=given) / "people/ada.html")


def test_licence_is_linked(source: Path) -> None:
    page = with_context(source, license="CC BY 4.0", license_url="https://example.org/by")
    link = one(page, "footer a[rel=license]")

    assert (link.text, link["href"]) == ("CC BY 4.0", "https://example.org/by")


def test_licence_without_an_address_is_plain_text(source: Path) -> None:
    page = with_context(source, license="All rights reserved")

    assert "All rights reserved" in one(page, "footer").text
    assert not page.select("footer a[rel=license]")


def test_edit_link_names_the_source_file(source: Path) -> None:
    page = with_context(source, edit_url="https://example.org/edit/{path}#L{line}")

    assert one(page, "footer .edit a")["href"] == "https://example.org/edit/people/ada.rst#L1"


def test_generated_page_has_no_edit_link(source: Path) -> None:
    folder = build(source, html_context={"edit_url": "https://example.org/{path}"})

    assert not read(folder / "search.html").select("footer .edit")


def test_tagline_cannot_break_out_of_its_place(source: Path) -> None:
    assert not options(source, tagline='"></script><img src=x>').select("img")


@pytest.mark.parametrize("name", ["license", "license_url", "edit_url"])
def test_context_cannot_break_out_of_its_place(source: Path, name: str) -> None:
    given = {"license": "CC BY"} | {name: '"></script><img src=x>'}

    assert not with_context(source, **given).select("img")


def test_footer_tells_the_day_the_environment_names(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    day = one(read(build(source) / "index.html"), "footer time")

    assert (day.text, day["datetime"]) == ("November 14, 2023", "2023-11-14")


def test_footer_tells_the_day_of_the_records(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    conf = (source / "conf.py").read_text(encoding="utf-8")
    added = """
research_build_date = "2025-10-16"
def setup(app):
    app.add_config_value("research_build_date", "", "html")
"""
    (source / "conf.py").write_text(conf + added, encoding="utf-8")
    day = one(read(build(source) / "index.html"), "footer time")

    assert (day.text, day["datetime"]) == ("October 16, 2025", "2025-10-16")


def test_new_day_reaches_pages_that_did_not_change(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = []
    for epoch in ("1700000000", "1700086400"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        days.append(one(read(build(source) / "people/ada.html"), "footer time")["datetime"])

    assert days == ["2023-11-14", "2023-11-15"]


def test_footer_without_a_day_has_none(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert not read(build(source) / "index.html").select("footer time")


def test_footer_does_not_tell_the_time_of_the_build(source: Path) -> None:
    folder = build(source, html_last_updated_fmt="built in %Y")

    assert "built in" not in (folder / "index.html").read_text(encoding="utf-8")
