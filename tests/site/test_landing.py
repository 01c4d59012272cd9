"""The landing pages of publications, by what a visitor and a browser find on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from string import ascii_lowercase
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup as Html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp

from sphinx_research.records.views.refs import landing_page
from sphinx_research.site.domain import ResearchDomain
from sphinx_research.site.head import above
from sphinx_research.site.landing import LandingPages
from sphinx_research.site.shell import Shell, rendered
from tests.site.building import (
    BASE,
    PUBLISHED,
    Built,
    Site,
    dead_links,
    links,
    one,
    parse,
    texts,
    words,
)

FOLDER = "research/publications"
KEYS = ["cards", "draft", "notes", "shuttle", "tables", "zuse-über2020"]
EXTENSIONS = ["myst_parser", "sphinx_research"]
ENDINGS = [".bib", ".json", ".ris", ".utf8.bib"]


@pytest.fixture(scope="module")
def notes(published: Callable[[str], Built]) -> BeautifulSoup:
    """A page with everything."""
    return published("html").page(f"{FOLDER}/notes")


@pytest.fixture(scope="module")
def tables(published: Callable[[str], Built]) -> BeautifulSoup:
    """The page of a work by others."""
    return published("html").page(f"{FOLDER}/tables")


@pytest.fixture(scope="module")
def draft(published: Callable[[str], Built]) -> BeautifulSoup:
    """The page of a work of which next to nothing is known."""
    return published("html").page(f"{FOLDER}/draft")


def facts(page: BeautifulSoup) -> dict[str, str]:
    """Read the list of facts."""
    found: dict[str, str] = {}
    for value in page.select("dl.facts > dd"):
        label = value.find_previous_sibling("dt")
        assert label
        before = found.get(words(label))
        found[words(label)] = f"{before}; {words(value)}" if before else words(value)
    return found


# --- a paper of ours ------------------------------------------------------------------------


def test_page_is_called_what_the_paper_is(notes: BeautifulSoup) -> None:
    assert words(one(notes, "title")).startswith("Notes on the Engine: E=mc2 — Engines")
    assert words(one(notes, "h1")) == "Notes on the Engine: E=mc2"
    assert len(notes.select("h1 math")) == 1
    assert texts(notes, ".kind") == ["Journal article"]


def test_authors_are_linked_with_their_marks(notes: BeautifulSoup) -> None:
    authors = one(notes, ".authors")

    assert words(authors) == "Ada Lovelace*, Charles Babbage*, Luigi Menabrea, Nobody Known"
    assert texts(authors, "sup") == ["*", "*"]
    assert links(authors) == [
        ("Ada Lovelace", "people/ada.html"),
        ("Charles Babbage", "people/charles.html"),
        ("Luigi Menabrea", "https://luigi.example/"),
    ]
    assert texts(notes, ".marks") == ["* equal contribution"]


def test_venue_trail_award_and_note_are_told(notes: BeautifulSoup) -> None:
    assert texts(notes, ".venue") == ["SM Scientific Memoirs, 2024, 3(2), 10–20 CCF-A Gold medal"]
    assert texts(notes, ".venue > *") == [
        *("SM", "Scientific Memoirs, 2024, 3(2), 10–20", "CCF-A", "Gold medal")
    ]
    assert texts(notes, ".trail") == ["Preprint Dec 2023 · Accepted Feb 2024 · Published 2024"]
    assert texts(notes, ".note") == ["Printed twice, says Luigi Menabrea."]
    assert texts(notes, ".note em") == ["twice"]
    assert links(notes, ".note a") == [("Luigi Menabrea", "https://luigi.example/")]


def test_preprint_is_called_one_once(site: Callable[[str], Site]) -> None:
    made = site("landing")
    made.append(
        "research/papers.bib",
        "@misc{early, title = {Early}, author = {Lovelace, Ada}, year = {2024},\n"
        "  eprint = {2401.00001}, archiveprefix = {arXiv}}\n",
    )
    page = parse(made.build().out / f"{FOLDER}/early.html")

    assert texts(page, ".kind") == ["Preprint"]
    assert texts(page, ".venue") == ["2024"]
    assert not page.select(".status, .trail")


def test_links_lead_to_the_paper_and_its_code(notes: BeautifulSoup) -> None:
    assert links(notes, ".authors ~ .links a") == [
        ("Paper", "https://arxiv.org/abs/2312.00001"),
        ("Code", "https://code.example/"),
    ]


def test_abstract_has_its_roles_formulas_and_lists(notes: BeautifulSoup) -> None:
    abstract = one(notes, ".abstract")

    assert texts(abstract, "p") == ["The abstract of her on The Engine and x2, after Tables."]
    assert texts(abstract, "li") == ["one", "two"]
    assert texts(abstract, "p > em, a > em") == ["abstract", "Engine"]
    assert texts(abstract, "math") == ["x2"]
    assert links(abstract) == [
        ("her", "people/ada.html"),
        ("The Engine", "research/engine.html"),
        ("Tables", "research/publications/tables.html"),
    ]


def test_facts_name_projects_people_and_pages_by_their_titles(notes: BeautifulSoup) -> None:
    assert facts(notes) == {
        "Projects": "The Engine, The Loom",
        "People": "Ada Lovelace, PhD student, Engine Laboratory; "
        "Charles Babbage, Professor, University College",
        "Discussed in": "An essay",
        "Keywords": "computing, music",
        "Licence": "CC BY 4.0",
    }
    assert links(notes, "dl.facts a") == [
        ("The Engine", "research/engine.html"),
        ("The Loom", "research/loom.html"),
        ("Ada Lovelace", "people/ada.html"),
        ("Engine Laboratory", "https://lab.example/"),
        ("Charles Babbage", "people/charles.html"),
        ("An essay", "essay.html"),
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ]


def test_citation_is_given_as_text_and_as_bibtex(notes: BeautifulSoup) -> None:
    assert words(one(notes, "#citation")) == (
        "Lovelace, A., Babbage, C., Menabrea, L., & Known, N. (2024). "
        "Notes on the Engine: E=mc2. Scientific Memoirs, 3(2), 10–20. "
        "https://arxiv.org/abs/2312.00001"
    )
    assert one(notes, "#bibtex").get_text() == (
        "@article{notes,\n"
        "  author = {Lovelace, Ada and Babbage, Charles and Menabrea, Luigi and Known, Nobody},\n"
        "  title = {Notes on the Engine: {$E=mc^2$}},\n"
        "  journal = {Scientific Memoirs},\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {10--20},\n"
        "  year = {2024},\n"
        "  eprint = {2312.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "}"
    )


def test_without_a_script_the_citation_stands_there_and_no_button(notes: BeautifulSoup) -> None:
    buttons = notes.select("button[data-copy]")

    assert [button["data-copy"] for button in buttons] == ["citation", "bibtex"]
    assert [one(notes, f"#{button['data-copy']}").name for button in buttons] == ["p", "pre"]
    assert all(button.has_attr("hidden") for button in buttons)
    assert not any(
        tag.has_attr("hidden")
        for text in notes.select("#citation, #bibtex")
        for tag in text.parents
    )
    scripts = [str(script["src"]) for script in notes.select("script[defer]")]
    assert [name.partition("?")[0] for name in scripts] == ["../../_static/research-copy.js"]


def test_files_lie_beside_the_page(notes: BeautifulSoup) -> None:
    assert links(notes, ".how-to-cite .links a") == [
        ("BibTeX", f"{FOLDER}/notes.bib"),
        ("BibTeX (UTF-8)", f"{FOLDER}/notes.utf8.bib"),
        ("RIS", f"{FOLDER}/notes.ris"),
        ("CSL-JSON", f"{FOLDER}/notes.json"),
    ]


def test_related_papers_and_neighbours_are_linked(notes: BeautifulSoup) -> None:
    cards, shuttle = ("Cards", f"{FOLDER}/cards.html"), ("A Shuttle", f"{FOLDER}/shuttle.html")
    draft = ('A "Draft" <b> & more', f"{FOLDER}/draft.html")

    assert links(notes, "section.related li a") == [cards, draft, shuttle]
    assert texts(notes, "section.related .where") == ["SM · 2022", "2021"]
    assert links(notes, ".pager .newer a") == [draft]
    assert links(notes, ".pager .older a") == [cards]


# --- works of which less is known -----------------------------------------------------------


def test_work_of_others_is_marked_as_such(tables: BeautifulSoup) -> None:
    assert texts(tables, ".kind") == ["Journal article · by others, cited on this site"]
    assert links(one(tables, ".authors")) == [("Luigi Menabrea", "https://luigi.example/")]
    assert facts(tables) == {"Discussed in": "An essay, The Engine"}
    assert not tables.select("section.related, .pager, .abstract, .note")
    assert words(one(tables, "#citation")) == (
        "Somerville, M., & Menabrea, L. (1827). Tables. Scientific Memoirs. "
        "https://doi.org/10.1000/182"
    )


def test_work_without_year_and_venue_has_a_page_of_what_is_known(draft: BeautifulSoup) -> None:
    title = 'A "Draft" <b> & more'

    assert words(one(draft, "h1")) == title
    assert words(one(draft, "title")).startswith(f"{title} — Engines")
    assert texts(draft, ".venue") == ["under review"]
    assert not draft.select(".trail, .note, .abstract, .authors ~ p.links, .newer")
    assert facts(draft) == {"People": "Ada Lovelace, PhD student, Engine Laboratory"}
    assert len(texts(draft, "#citation, #bibtex")) == 2
    assert not draft.select("[role=main] b")


def test_work_whose_authors_nobody_knows_has_no_link_to_them(
    published: Callable[[str], Built],
) -> None:
    page = published("html").page(f"{FOLDER}/zuse-über2020")

    assert words(one(page, "h1")) == "Über"
    assert texts(page, ".authors") == ["Zoe Zuse"]
    assert not page.select(".authors a, .marks, dl.facts")


def test_work_of_three_hundred_authors_names_them_all(site: Callable[[str], Site]) -> None:
    crowd = site("landing")
    names = [f"Zoe N{one}{other}" for one in ascii_lowercase for other in ascii_lowercase[:23]][
        :299
    ]
    authors = " and ".join([*names, "Ada Lovelace"])
    crowd.write(
        "research/crowd.bib",
        f"@misc{{crowd, title={{Crowd}}, author={{{authors}}}, year={{2020}}}}\n",
    )

    built = crowd.build(**PUBLISHED)

    page = built.page(f"{FOLDER}/crowd")
    assert words(one(page, ".authors")) == f"{', '.join(names)}, Ada Lovelace"
    assert links(one(page, ".authors")) == [("Ada Lovelace", "people/ada.html")]


# --- where pages and files lie --------------------------------------------------------------


@pytest.mark.parametrize(("builder", "ending"), [("html", ".html"), ("dirhtml", "/index.html")])
def test_every_publication_has_a_page_with_files_beside_it(
    published: Callable[[str], Built], builder: str, ending: str
) -> None:
    folder = published(builder).out / FOLDER
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert found - {"index.html"} == {
        f"{key}{one}" for key in KEYS for one in (ending, *ENDINGS, ".linkset.json")
    }


@pytest.mark.parametrize(
    ("builder", "path", "address"),
    [
        ("html", "notes.html", "notes.html"),
        ("html", "zuse-über2020.html", "zuse-%C3%BCber2020.html"),
        ("dirhtml", "notes/index.html", "notes/"),
        ("dirhtml", "zuse-über2020/index.html", "zuse-%C3%BCber2020/"),
    ],
)
def test_canonical_address_is_that_of_the_page(
    published: Callable[[str], Built], builder: str, path: str, address: str
) -> None:
    page = parse(published(builder).out / FOLDER / path)

    assert one(page, "link[rel=canonical]")["href"] == f"{BASE}{FOLDER}/{address}"
    assert one(page, "meta[property='og:url']")["content"] == f"{BASE}{FOLDER}/{address}"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("settings", [PUBLISHED, {}], ids=["published", "without address"])
def test_links_are_relative_and_alive(
    site: Callable[[str], Site], builder: str, settings: dict[str, Any]
) -> None:
    out = site("landing").build(builder, **settings).out
    pages = [parse(path) for path in (out / FOLDER).rglob("*.html")]
    hrefs = [
        str(tag["href"]) for page in pages for tag in page.select("body [href]:not(#citation a)")
    ]

    assert dead_links(out) == []
    assert len(pages) == len(KEYS) + (builder == "dirhtml")
    assert not [href for href in hrefs if href.startswith(("/", BASE))]


def test_without_an_address_pages_have_what_needs_none(
    site: Callable[[str], Site], published: Callable[[str], Built]
) -> None:
    out = site("landing").build().out
    page = parse(out / FOLDER / "notes.html")

    assert not page.select(
        "link[rel=canonical], meta[property='og:url'], link[rel~=alternate], link[rel=linkset]"
    )
    assert len(page.select("meta[name=citation_author]")) == 4
    with_address, without = (
        {path.relative_to(one).as_posix() for path in one.rglob("*")}
        for one in (published("html").out, out)
    )
    assert without <= with_address
    assert with_address - without == {
        "CITATION.cff",
        "_static/opensearch.xml",
        "catalogue.json",
        "catalogue.schema.json",
        "llms.txt",
        "news.xml",
        "people/ada.xml",
        "people/charles.xml",
        "research/engine.xml",
        "research/loom.xml",
        "robots.txt",
        "sitemap.xml",
        *(f"{FOLDER}/{key}.linkset.json" for key in KEYS),
    }


# --- the shell ------------------------------------------------------------------------------


class SlowShell(Shell):
    """Has Sphinx render each page, as it does those of documents."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self.builder = builder

    def fill(self, *, name: str, title: str, head: str, body: str) -> str:
        context = {"title": str(Html.escape(title)), "metatags": f"\n{head}", "body": body}
        return rendered(self.builder, f"{FOLDER}/{unquote(name)}", context)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    "theme", ["alabaster", "basic", "furo", "pydata_sphinx_theme", "research"]
)
def test_page_is_what_the_theme_would_have_written(
    site: Callable[[str], Site], builder: str, theme: str
) -> None:
    source = site("landing").source
    settings = {"html_theme": theme, "extensions": [*EXTENSIONS, "research_theme"], **PUBLISHED}
    app = SphinxTestApp(builder, srcdir=source, confoverrides=settings)
    try:
        app.build()
        made = app.builder
        assert isinstance(made, StandaloneHTMLBuilder)
        domain = app.env.domains["research"]
        assert isinstance(domain, ResearchDomain)
        trail = above(domain.works.site, app.env, f"{FOLDER}/x")
        pages = LandingPages(domain.works, domain.fragments, SlowShell(made), trail)
        add = partial(made.add_js_file, "research-copy.js", defer="defer")
        app.connect("html-page-context", lambda *_: add(), priority=400)  # before the theme's

        # Sphinx quotes other letters in some addresses only, and we do in all.
        for key in filter(str.isascii, domain.catalogue.records.publications):
            written = made.get_output_path(landing_page(key)).read_text("utf-8")
            assert written == pages.page(key)
    finally:
        app.cleanup()
