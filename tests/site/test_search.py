"""The search: its page, the files that it reads, and when they are written."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.site.building import PUBLISHED, Built, Site, contents, one, parse, words

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])
DATA = "search"


def data(out: Path, path: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    return json.loads((out / DATA / path).read_text("utf-8"))


def found(out: Path, word: str) -> list[str]:
    """Name what holds a word in its text: papers by their slugs, all else by address."""
    site = data(out, "site.json")
    papers = [paper[0] for paper in data(out, "papers.json")["papers"]]
    named = [*papers, *(it[0] for kind in ("people", "projects", "pages") for it in site[kind])]
    pieces = (data(out, f"words/{number}.json") for number in range(len(site["words"])))
    return [named[place] for piece in pieces for place in accumulate(piece.get(word, ()))]


# --- the page -------------------------------------------------------------------------------


@BUILDERS
def test_page_asks_for_words_and_has_room_for_each_kind(
    published: Callable[[str], Built], builder: str
) -> None:
    folder = builder == "dirhtml"
    page = parse(published(builder).out / ("search/index.html" if folder else "search.html"))
    form = one(page, "form[role=search]")
    field = one(form, "input[type=search][name=q]")

    assert words(one(page, f"#{field['aria-labelledby']}")) == "Search"
    assert form["data-root"] == ("../" if folder else "")
    assert form["data-landing"] == (
        "../research/publications/*/" if folder else "research/publications/*.html"
    )
    assert [section["data-kind"] for section in page.select("section[hidden]")] == [
        *("people", "papers", "projects", "pages")
    ]
    assert one(page, "meta[name=robots]")["content"] == "noindex"
    assert [tag["type"] for tag in page.select("script[src*=research-search]")] == ["module"]


@BUILDERS
def test_page_leads_on_without_javascript(published: Callable[[str], Built], builder: str) -> None:
    folder = builder == "dirhtml"
    page = parse(published(builder).out / ("search/index.html" if folder else "search.html"))

    ways = {words(link): link["href"] for link in page.select(".unscripted a")}

    assert ways == (
        {
            "People": "../people/",
            "Research": "../research/",
            "Publications": "../research/publications/",
        }
        if folder
        else {
            "People": "people/index.html",
            "Research": "research/index.html",
            "Publications": "research/publications.html",
        }
    )


def test_only_the_search_page_has_its_script(published: Callable[[str], Built]) -> None:
    out = published("html").out

    pages = [path for path in out.rglob("*.html") if parse(path).select("[src*=research-search]")]

    assert pages == [out / "search.html"]


def test_pages_lead_to_the_search(published: Callable[[str], Built]) -> None:
    """Themes ask Sphinx whether there is one, and Sphinx's own is off."""
    page = published("html").page("people/ada")

    assert [link["href"] for link in page.select('link[rel="search"]:not([type])')] == [
        "../search.html"
    ]


@BUILDERS
def test_browsers_are_told_how_to_search(published: Callable[[str], Built], builder: str) -> None:
    out = published(builder).out
    page = parse(out / "index.html")
    link = one(page, 'link[type="application/opensearchdescription+xml"]')

    description = etree.parse(out / str(link["href"]))

    ending = "search/" if builder == "dirhtml" else "search.html"
    address = f"https://engines.example/{ending}?q={{searchTerms}}"
    assert description.xpath("//@template") == [address]


def test_site_without_an_address_does_not_describe_its_search(site: Callable[[str], Site]) -> None:
    built = site("everything").build()

    assert not built.page("index").select('link[type="application/opensearchdescription+xml"]')
    assert not (built.out / "_static/opensearch.xml").exists()


# --- Sphinx's own ---------------------------------------------------------------------------


@BUILDERS
def test_nothing_is_left_of_sphinx_search(published: Callable[[str], Built], builder: str) -> None:
    names = {path.rpartition("/")[2] for path in contents(published(builder).out)}

    assert not names & {"searchindex.js", "searchtools.js", "language_data.js"}


def test_what_a_theme_asks_for_on_every_page_is_there_and_empty(
    site: Callable[[str], Site],
) -> None:
    built = site("everything").build(html_theme="pydata_sphinx_theme")
    scripts = built.page("index").select("script[src]")
    asked = {str(script["src"]).partition("?")[0] for script in scripts}
    of_search = {"searchindex.js", "_static/searchtools.js", "_static/language_data.js"}

    assert [name for name in asked if not (built.out / name).is_file()] == []
    # Which of them the theme asks for depends on its version.
    sizes = {(built.out / name).stat().st_size for name in asked & of_search}
    assert sizes <= {0}


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_search_boxes_of_other_themes_lead_to_the_page(
    site: Callable[[str], Site], theme: str
) -> None:
    built = site("everything").build(html_theme=theme)
    boxes = [form for form in built.page("people/ada").select("form") if form.select("[name=q]")]

    assert {(str(form["action"]), str(form["method"])) for form in boxes} == {
        ("../search.html", "get")
    }
    assert one(built.page("search"), "form.finder")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_other_builders_have_no_search(site: Callable[[str], Site], builder: str) -> None:
    out = site("landing").build(builder, **PUBLISHED).out

    assert not (out / DATA).exists()


# --- the texts ------------------------------------------------------------------------------


def test_texts_of_papers_and_pages_are_found(published: Callable[[str], Built]) -> None:
    out = published("html").out

    assert found(out, "abstract") == ["notes", "research/engine.html"]  # which shows it
    assert found(out, "done") == ["research/index.html"]


def test_headings_are_known_with_their_anchors(site: Callable[[str], Site]) -> None:
    headed = site("landing")
    headed.append("essay.md", "\n## On *wheels*\n\nRound.\n")

    pages = {page[0]: page[2] for page in data(headed.build().out, "site.json")["pages"]}

    assert ["On wheels", "on-wheels"] in pages["essay.html"]


def test_hostile_text_stays_text(site: Callable[[str], Site]) -> None:
    hostile = site("landing")
    hostile.write("odd.md", '---\norphan: true\n---\n# </script> `"` \\ &amp; 🎉\n\nOdd.\n')

    titles = [page[1] for page in data(hostile.build().out, "site.json")["pages"]]

    assert '</script> " \\ & 🎉' in titles


def test_page_may_ask_not_to_be_found(site: Callable[[str], Site]) -> None:
    quiet = site("landing")
    quiet.write("quiet.md", "---\norphan: true\nnosearch: true\n---\n# Quiet\n\nWhispers.\n")

    out = quiet.build().out

    assert found(out, "whispers") == []
    assert "quiet.html" not in [page[0] for page in data(out, "site.json")["pages"]]


def test_formulas_and_comments_are_no_text(site: Callable[[str], Site]) -> None:
    formal = site("landing")
    formal.append("essay.md", "\n% Unfinished.\n\nWe see $\\zeta(x)$.\n")

    out = formal.build().out

    assert found(out, "zeta") == found(out, "unfinished") == []
    assert found(out, "see") == ["essay.html"]


# --- when -----------------------------------------------------------------------------------


def stamps(out: Path) -> dict[str, int]:
    return {
        path: (out / path).stat().st_mtime_ns for path in contents(out) if path.startswith(DATA)
    }


def test_second_build_writes_nothing(site: Callable[[str], Site]) -> None:
    same = site("landing")
    before = stamps(same.build(**PUBLISHED).out)

    assert stamps(same.build(**PUBLISHED).out) == before
    assert {"search.html", "search/site.json", "search/words/0.json"} <= before.keys()


def test_words_follow_an_edit_of_one_page(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    edited.append("essay.md", "\nWheels of brass.\n")
    assert found(edited.build().out, "brass") == ["essay.html"]
    edited.edit("essay.md", "Wheels of brass.", "Wheels of steel.")

    built = edited.build()

    assert built.read == {"essay"}
    assert found(built.out, "brass") == []
    assert found(built.out, "steel") == ["essay.html"]


def test_edit_of_a_text_leaves_all_but_the_words(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    edited.build(**PUBLISHED)
    edited.append("essay.md", "\nWheels of brass.\n")
    before = stamps(edited.build_folder / "html")

    after = stamps(edited.build(**PUBLISHED).out)

    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"search/words/0.json", "search/.research-outputs"}


def test_words_follow_an_edit_of_an_abstract(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    edited.build()
    edited.edit("research/engine.md", "- one", "- zygomorphic")

    assert found(edited.build().out, "zygomorphic") == ["notes", "research/engine.html"]


def test_page_that_is_gone_is_found_no_more(site: Callable[[str], Site]) -> None:
    shrunk = site("landing")
    shrunk.write("extra.md", "---\norphan: true\n---\n# Extra\n\nUnique.\n")
    assert found(shrunk.build().out, "unique") == ["extra.html"]
    (shrunk.source / "extra.md").unlink()

    out = shrunk.build().out

    assert found(out, "unique") == []
    assert "extra.html" not in [page[0] for page in data(out, "site.json")["pages"]]


def test_renamed_page_is_found_under_its_new_address(site: Callable[[str], Site]) -> None:
    moved = site("landing")
    moved.write("extra.md", "---\norphan: true\n---\n# Extra\n\nUnique.\n")
    moved.build()
    (moved.source / "extra.md").rename(moved.source / "other.md")

    assert found(moved.build().out, "unique") == ["other.html"]


def test_texts_kept_are_those_of_the_pages_there_are(site: Callable[[str], Site]) -> None:
    edited = site("landing")
    pages = len(edited.build().env.all_docs)
    kept = edited.build_folder / "doctrees/research-texts"
    assert len(list(kept.iterdir())) == pages
    edited.append("essay.md", "\nMore.\n")

    edited.build()

    assert len(list(kept.iterdir())) == pages


def test_text_that_was_lost_is_read_anew(site: Callable[[str], Site]) -> None:
    damaged = site("landing")
    before = contents(damaged.build().out / DATA)
    for file in (damaged.build_folder / "doctrees/research-texts").iterdir():
        file.unlink()
    damaged.append("essay.md", "\nUnique.\n")
    damaged.build()
    damaged.edit("essay.md", "\nUnique.\n", "")

    assert contents(damaged.build().out / DATA) == before


def test_environment_does_not_grow_with_texts(site: Callable[[str], Site]) -> None:
    def size(text: str) -> int:
        grown = site("landing")
        grown.append("essay.md", text)
        grown.build()
        return (grown.build_folder / "doctrees/environment.pickle").stat().st_size

    assert abs(size("\n" + "More words. " * 5_000) - size("\nMore words.")) < 100
