"""The files that a build writes beside its pages: which, when, and when no longer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
import yaml

from sphinx_research.formats import pdf
from tests.site.building import (
    BASE,
    PUBLISHED,
    Built,
    Site,
    contents,
    dead_links,
    links,
    one,
    parse,
)

FOLDER = "research/publications"
KEYS = ["cards", "draft", "notes", "shuttle", "tables", "zuse-über2020"]
OURS = ["cards", "draft", "notes", "shuttle"]


def files(out: Path) -> set[str]:
    """Name all files of a site, but for Sphinx's and the theme's own."""
    return {path for path in contents(out) if not path.startswith(("_static/", "."))}


def exports(page: str) -> set[str]:
    return {f"{page}{ending}" for ending in (".bib", ".json", ".ris", ".utf8.bib")}


# --- what there is --------------------------------------------------------------------------


def ids(out: Path, page: str) -> list[str]:
    """Read which publications the CSL-JSON of a page holds."""
    return [item["id"] for item in json.loads((out / f"{page}.json").read_text("utf-8"))]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("people/ada", ["draft", "notes", "cards"]),
        ("people/charles", ["notes", "shuttle"]),
        ("research/engine", ["notes", "cards"]),
        ("research/loom", ["notes"]),
        ("publications", ["draft", "notes", "cards", "shuttle"]),
        (f"{FOLDER}/tables", ["tables"]),
    ],
)
def test_exports_hold_the_papers_of_their_page(
    published: Callable[[str], Built], builder: str, page: str, keys: list[str]
) -> None:
    out = published(builder).out
    ris = (out / f"{page}.ris").read_text("utf-8")

    assert ids(out, page) == keys
    assert re.findall(r"^ID  - (.*)$", ris, re.MULTILINE) == keys
    for ending in (".bib", ".utf8.bib"):
        bibtex = (out / f"{page}{ending}").read_text("utf-8")
        assert re.findall(r"^@\w+\{([^,]+),$", bibtex, re.MULTILINE) == keys


def test_home_page_offers_the_feed_of_the_site(published: Callable[[str], Built]) -> None:
    built = published("html")

    assert links(built.page("index"), ".downloads a") == [("News feed", "news.xml")]
    assert (built.out / "news.xml").is_file()


def test_whoever_has_no_papers_has_no_files(published: Callable[[str], Built]) -> None:
    built = published("html")

    assert {path for path in files(built.out) if path.startswith("people/mary")} == {
        "people/mary.html"
    }
    assert not built.page("people/mary").select("nav.downloads, link[href*=mary][rel=alternate]")


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("index", ["news.xml"]),
        ("essay", ["news.xml"]),
        ("people/mary", ["news.xml"]),
        ("people/ada", ["news.xml", "people/ada.xml"]),
        ("people/charles", ["news.xml", "people/charles.xml"]),
        ("research/engine", ["news.xml", "research/engine.xml"]),
        ("research/loom", ["news.xml", "research/loom.xml"]),
    ],
)
def test_feeds_that_heads_name_are_there(
    published: Callable[[str], Built], page: str, feeds: list[str]
) -> None:
    built = published("html")
    found = built.page(page).select("link[rel=alternate][type='application/atom+xml']")

    assert [str(link["href"]).removeprefix(BASE) for link in found] == feeds
    for feed in feeds:
        root = ET.parse(built.out / feed).getroot()  # noqa: S314 - our own
        assert root.tag == "{http://www.w3.org/2005/Atom}feed"


def test_pages_name_their_files(published: Callable[[str], Built]) -> None:
    built = published("html")
    labels = ["BibTeX", "BibTeX (UTF-8)", "RIS", "CSL-JSON"]
    endings = [".bib", ".utf8.bib", ".ris", ".json"]

    assert links(built.page("people/ada"), "nav.downloads a") == [
        *((label, f"people/ada{end}") for label, end in zip(labels, endings, strict=True)),
        ("Feed", "people/ada.xml"),
    ]
    assert links(built.page(FOLDER), "nav.downloads a") == [
        (label, f"publications{end}") for label, end in zip(labels, endings, strict=True)
    ]
    assert not built.page("essay").select("nav.downloads")


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_sitemap_names_every_page_and_every_landing_page_of_ours(
    published: Callable[[str], Built], builder: str
) -> None:
    built = published(builder)
    root = ET.parse(built.out / "sitemap.xml").getroot()  # noqa: S314 - our own
    addresses = [str(found.text) for found in root.iter(f"{SITEMAP}loc")]
    pages = [*sorted(built.env.all_docs), *(f"{FOLDER}/{key}" for key in OURS)]
    name = (lambda page: f"{page}.html") if builder == "html" else directory

    assert sorted(addresses) == sorted(f"{BASE}{name(page)}" for page in pages)
    for address in addresses:
        path = built.out / address.removeprefix(BASE)
        page = parse(path / "index.html" if address.endswith("/") else path)
        assert one(page, "link[rel=canonical]")["href"] == address


def directory(page: str) -> str:
    """The address of a page that is a folder."""
    return f"{page}/".removesuffix("index/")


def test_files_for_machines_are_there(published: Callable[[str], Built]) -> None:
    out = published("html").out

    catalogue = json.loads((out / "catalogue.json").read_text("utf-8"))
    assert json.loads((out / "catalogue.schema.json").read_text("utf-8"))["type"] == "object"
    assert len(catalogue["publications"]) == len(KEYS)
    assert yaml.safe_load((out / "CITATION.cff").read_text("utf-8"))["url"] == BASE
    assert f"Sitemap: {BASE}sitemap.xml" in (out / "robots.txt").read_text("utf-8").splitlines()
    assert (out / "llms.txt").read_text("utf-8").startswith("# Engines\n")


# --- the page for what is not there ---------------------------------------------------------


@pytest.mark.parametrize("base", [BASE, "https://engines.example/lab/", ""])
@pytest.mark.parametrize("theme", ["basic", "research", "furo", "pydata_sphinx_theme"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_page_not_found_leads_on_from_any_address(
    site: Callable[[str], Site], builder: str, theme: str, base: str
) -> None:
    extensions = ["myst_parser", "sphinx_research", "research_theme"]
    landing = site("landing")
    out = landing.build(builder, extensions=extensions, html_theme=theme, html_baseurl=base).out
    top = urlsplit(base).path or "/"
    page = parse(out / "404.html")
    own = [
        str(tag[name])
        for name in ("href", "src", "action", "data-content_root")
        for tag in page.select(f"[{name}]")
        if not urlsplit(str(tag[name])).scheme and not str(tag[name]).startswith("#")
    ]

    assert len(own) > 5
    assert [address for address in own if not address.startswith(top)] == []
    assert [address for address in own if not _is_there(out, address.removeprefix(top))] == []


def test_page_not_found_names_pages_that_lead_on(site: Callable[[str], Site]) -> None:
    out = site("landing").build(html_baseurl="https://engines.example/lab/").out

    assert links(parse(out / "404.html"), "h1 ~ p a") == [
        ("Home page", "/lab/index.html"),
        ("People", "/lab/people/index.html"),
        ("Research", "/lab/research/index.html"),
        ("Publications", "/lab/research/publications.html"),
        ("Search", "/lab/search.html"),
    ]


def _is_there(out: Path, address: str) -> bool:
    path = out / urlsplit(address).path
    return (path / "index.html" if path.is_dir() else path).is_file()


# --- old addresses --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("builder", "file", "target", "canonical"),
    [
        ("html", "about.html", "people/ada.html", "people/ada.html"),
        ("html", "about/index.html", "../people/ada.html", "people/ada.html"),
        ("html", "old.html", "people/ada.html", "people/ada.html"),
        ("html", "notes.html", f"{FOLDER}/notes.html", f"{FOLDER}/notes.html"),
        ("dirhtml", "about/index.html", "../people/ada/", "people/ada/"),
        ("dirhtml", "about.html", "people/ada/", "people/ada/"),
        ("dirhtml", "notes.html", f"{FOLDER}/notes/", f"{FOLDER}/notes/"),
    ],
)
def test_old_address_leads_to_the_page(
    published: Callable[[str], Built], builder: str, file: str, target: str, canonical: str
) -> None:
    page = parse(published(builder).out / file)

    assert one(page, "meta[http-equiv=refresh]")["content"] == f"0; url={target}"
    assert links(page)[0][1] == target
    assert one(page, "link[rel=canonical]")["href"] == f"{BASE}{canonical}"


def test_old_address_goes_with_its_record(site: Callable[[str], Site]) -> None:
    moved = site("landing")
    assert (moved.build(**PUBLISHED).out / "about/index.html").is_file()
    moved.edit("people/ada.md", "[/about/, /about.html, /old]", "[/old]")

    out = moved.build(**PUBLISHED).out

    assert not (out / "about").exists()
    assert not (out / "about.html").exists()
    assert (out / "old.html").is_file()


def test_old_address_never_takes_the_place_of_a_page(site: Callable[[str], Site]) -> None:
    moved = site("landing")
    moved.edit("people/ada.md", "/old]", "/essay.html]")

    (warning,) = (built := moved.build(warns=True, **PUBLISHED)).warnings

    assert "people/ada.md:8: " in warning
    assert "`/essay.html` is that of the page `essay` today" in warning
    assert one(built.page("essay"), "h1").get_text() == "An essay"


def test_page_that_comes_takes_the_place_of_an_old_address(site: Callable[[str], Site]) -> None:
    moved = site("landing")
    moved.build(**PUBLISHED)
    moved.write("old.md", "---\norphan: true\n---\n# Old things\n")

    built = moved.build(warns=True, **PUBLISHED)
    again = moved.build(warns=True, **PUBLISHED)

    for each in (built, again):
        assert one(each.page("old"), "h1").get_text() == "Old things"
        assert not (each.out / "old/index.html").exists()


# --- when -----------------------------------------------------------------------------------


def stamps(out: Path) -> dict[str, int]:
    """Tell when each file was written last, but for those that Sphinx always writes."""
    always = re.compile(r"_static/(?!research-)|(search/)?\.|genindex[./]|objects\.inv")
    return {
        path: (out / path).stat().st_mtime_ns for path in contents(out) if not always.match(path)
    }


def rewritten(site: Site, builder: str = "html", **settings: object) -> set[str]:
    """Build again, and name the files that came, changed or went."""
    before = stamps(site.build_folder / builder)
    after = stamps(site.build(builder, **PUBLISHED | settings).out)
    return {path for path in before | after if before.get(path) != after.get(path)}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_second_build_writes_nothing(site: Callable[[str], Site], builder: str) -> None:
    same = site("landing")
    same.build(builder, **PUBLISHED)

    assert rewritten(same, builder) == set()


def test_edit_of_a_work_of_others_writes_only_what_shows_it(site: Callable[[str], Site]) -> None:
    """It is cited on one page, and in an abstract, which lists, feeds and exports have too."""
    edited = site("landing")
    edited.build(**PUBLISHED)
    edited.edit("research/papers.bib", "title = {Tables}", "title = {Logarithms}")

    lists = ("people/ada", "people/charles", "publications", "research/engine", "research/loom")

    assert rewritten(edited) == {
        "catalogue.json",
        "essay.html",
        "index.html",  # its toctree has the essay
        "news.xml",
        "people/ada.html",
        "people/ada.xml",
        "people/charles.xml",
        "research/engine.html",
        "research/engine.xml",
        "research/loom.html",
        "research/loom.xml",
        "research/publications.html",
        f"{FOLDER}/notes.html",
        f"{FOLDER}/tables.html",
        *exports(f"{FOLDER}/tables"),
        *(f"{one}{end}" for one in (*lists, f"{FOLDER}/notes") for end in (".json", ".ris")),
        "search/papers.json",
        "search/words/0.json",
    }


def test_edit_of_a_paper_of_ours_writes_only_what_shows_it(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    edited.build(**PUBLISHED)
    edited.edit("research/patents.bib", "title = {A Shuttle}", "title = {The Shuttle}")

    assert rewritten(edited) == {
        "catalogue.json",
        "llms.txt",
        "news.xml",
        "people/charles.xml",
        *exports("people/charles"),
        *exports("publications"),
        "research/publications.html",
        f"{FOLDER}/notes.html",  # a related paper
        f"{FOLDER}/cards.html",  # the one before
        f"{FOLDER}/shuttle.html",
        *exports(f"{FOLDER}/shuttle"),
        "index.html",  # its toctree has the list of all papers
        "search/papers.json",
    }


def test_edit_that_nothing_shows_writes_no_page(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    edited.build(**PUBLISHED)
    edited.append("research/papers.bib", "% a comment\n")
    edited.edit("research/venues.yaml", "short: SM", "short: SM, aliases: [Memoirs]")

    assert rewritten(edited) == {"search/site.json"}  # which knows venues by all their names


@pytest.mark.parametrize(("builder", "ending"), [("html", ".html"), ("dirhtml", "/index.html")])
def test_files_of_a_paper_go_with_it(
    site: Callable[[str], Site], builder: str, ending: str
) -> None:
    edited = site("landing")
    before = files(edited.build(builder, **PUBLISHED).out)
    (edited.source / "research/patents.bib").unlink()
    edited.edit("research/engine.md", "Charles Babbage*", "Charles Babbage* <none>")

    out = edited.build(builder, **PUBLISHED).out

    assert before - files(out) == {
        f"{FOLDER}/shuttle{ending}",
        f"{FOLDER}/shuttle.linkset.json",
        *exports(f"{FOLDER}/shuttle"),
        *exports("people/charles"),
    }
    assert dead_links(out) == []


def test_file_that_is_missing_is_written_again(site: Callable[[str], Site]) -> None:
    damaged = site("landing")
    out = damaged.build(**PUBLISHED).out
    text = (out / f"{FOLDER}/notes.html").read_text("utf-8")
    (out / f"{FOLDER}/notes.html").unlink()

    assert rewritten(damaged) == {f"{FOLDER}/notes.html"}
    assert (out / f"{FOLDER}/notes.html").read_text("utf-8") == text


def test_new_address_of_the_site_reaches_every_file(site: Callable[[str], Site]) -> None:
    moved = site("landing")
    moved.build(**PUBLISHED)

    out = moved.build(html_baseurl="https://new.example/lab").out

    for path, data in contents(out).items():
        assert b"engines.example" not in data, path


# --- CVs ------------------------------------------------------------------------------------

CVS = {
    f"people/{name}{ending}"
    for name in ("ada", "charles", "mary")
    for ending in ("-cv.pdf", "-cv-short.pdf")
}


def test_cvs_are_written_and_linked_while_they_are_wanted(site: Callable[[str], Site]) -> None:
    with_cvs = site("landing")
    built = with_cvs.build(research_cv=True, **PUBLISHED)

    assert {path for path in files(built.out) if path.endswith(".pdf")} == CVS
    for path in CVS:
        assert (built.out / path).read_bytes().startswith(b"%PDF-")
    assert links(built.page("people/mary"), "nav.downloads a") == [  # it has no `profile`
        ("CV (PDF)", "people/mary-cv.pdf"),
        ("Short CV (PDF)", "people/mary-cv-short.pdf"),
    ]
    assert dead_links(built.out) == []

    without = with_cvs.build(**PUBLISHED)

    assert not {path for path in files(without.out) if path.endswith(".pdf")}
    assert not without.page("people/mary").select("nav.downloads")


def test_cvs_that_say_the_same_are_not_made_again(site: Callable[[str], Site]) -> None:
    """A file that stays, whatever somebody has put there, was not made again."""
    with_cvs = site("landing")
    out = with_cvs.build(research_cv=True, **PUBLISHED).out
    for path in CVS:
        (out / path).write_bytes(b"kept")
    with_cvs.edit("people/mary.md", "Mary Anning", "Mary Ann Evans")

    with_cvs.build(research_cv=True, **PUBLISHED)

    made = {path for path in CVS if (out / path).read_bytes() != b"kept"}
    assert made == {"people/mary-cv.pdf", "people/mary-cv-short.pdf"}
    assert rewritten(with_cvs, research_cv=True) == set()


def _not_installed(package: str) -> NoReturn:
    raise PackageNotFoundError(package)


def test_without_typst_the_build_warns_once_and_goes_on(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_cvs = site("landing")
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "version", _not_installed)
        pdf.versions.cache_clear()
        without = with_cvs.build(warns=True, research_cv=True, **PUBLISHED)

    (warning,) = without.warnings
    assert warning == (
        "WARNING: research_cv has no effect; PDF files are made by two packages: "
        "pip install typst rendercv-fonts [research.value]"
    )
    assert not without.page("people/mary").select("nav.downloads")
    assert (without.out / f"{FOLDER}/notes.html").is_file()

    built = with_cvs.build(research_cv=True, **PUBLISHED)

    assert {path for path in files(built.out) if path.endswith(".pdf")} == CVS
    assert len(built.page("people/mary").select("nav.downloads a")) == 2


# --- other builders -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "builder", ["latex", "text", "epub", "singlehtml", "man", "linkcheck", "xml"]
)
def test_other_builders_write_nothing_beside(site: Callable[[str], Site], builder: str) -> None:
    built = site("landing").build(builder, linkcheck_ignore=[".*"], research_cv=True, **PUBLISHED)
    found = files(built.out)

    assert found
    assert not [path for path in found if path.startswith((f"{FOLDER}/", "404", "about"))]
    assert not [path for path in found if path.endswith((".bib", ".ris", ".pdf", ".cff"))]
    assert not found & {"sitemap.xml", "catalogue.json", "news.xml"}


def test_one_page_and_a_book_have_no_dead_links(site: Callable[[str], Site]) -> None:
    both = site("landing")

    page = both.build("singlehtml", **PUBLISHED).out
    assert dead_links(page) == ["index.html: genindex.html", "index.html: search.html"]  # Sphinx's

    book = both.build("epub", **PUBLISHED).out
    pages = {path: parse(path) for path in book.rglob("*.xhtml")}
    hrefs = [
        (path.parent / urlsplit(str(link["href"])).path)
        for path, page in pages.items()
        for link in page.select("a[href]")
        if not urlsplit(str(link["href"])).scheme
    ]
    assert len(hrefs) > 10
    assert [href for href in hrefs if not href.exists()] == []
