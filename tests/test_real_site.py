"""The site of this repository, built as it stands: its content must come out as it went in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.sample import HAS_SAMPLE, needs_sample
from tests.site.building import (
    REPOSITORY,
    Site,
    build_repository,
    dead_links,
    links,
    one,
    parse,
    read_page,
    texts,
    words,
)

NOT_CONTENT = ("_build", ".*", "tests", "__pycache__")

PAPERS_OF_WANRONG = [
    "zheng-interact",
    "zheng2024gaitstr",
    "zhu2024sharc",
    "zhu2023gaitref",
    "zhu2023catnerf",
    "jiang2021ssn3d",
]
PAPERS_OF_ZEQING = [
    "wang2025humancalibrator",
    "wang2025topdown",
    "wang2022college",
    "wang2025timecausality",
    "fu2024mimic",
    "wang2023e3id",
]
PATENTS = ["cn113269129a", "cn112818844a", "cn112232424a"]
OUTSIDE = [
    "zhou2015detectors",
    "bau2017dissection",
    "brock2019biggan",
    "karras2018progressive",
    "karras2019stylegan",
    "creswell2018inverting",
    "chan2019dance",
    "ma2018disentangled",
    "bengio2013representation",
]
PEOPLE = {
    "Wanrong Zheng": "people/wanrong-zheng.html",
    "Wentao Zhu": "people/wentao-zhu.html",
    "Zeqing Wang": "people/zeqing-wang.html",
}


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_repository(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def pages(out: Path) -> dict[str, BeautifulSoup]:
    """Read every page of the site with its sample content."""
    if not HAS_SAMPLE:
        pytest.skip("the sample content is not here")
    names = (path.relative_to(out).with_suffix("") for path in out.rglob("*.html"))
    return {name.as_posix(): read_page(out, name.as_posix()) for name in names}


def keys(section: Tag) -> list[str]:
    return [str(entry["id"]) for entry in section.select("li.publication[id]")]


# --- the page of Wanrong Zheng --------------------------------------------------------------


@pytest.fixture(scope="session")
def wanrong(pages: dict[str, BeautifulSoup]) -> BeautifulSoup:
    return pages["people/wanrong-zheng"]


def test_six_papers_stand_in_their_order(wanrong: BeautifulSoup) -> None:
    publications = one(wanrong, "#publications")

    assert keys(publications) == PAPERS_OF_WANRONG
    assert texts(publications, ".number") == [f"[{number}]" for number in range(1, 7)]


def test_her_name_is_emphasised_in_every_entry(wanrong: BeautifulSoup) -> None:
    entries = wanrong.select("li.publication .authors")

    assert len(entries) == 9
    assert [texts(entry, "strong") for entry in entries] == [["Wanrong Zheng"]] * 9


def test_equal_contribution_is_explained_once(wanrong: BeautifulSoup) -> None:
    assert texts(wanrong, ".marks") == ["* equal contribution"]


@pytest.mark.parametrize(
    ("key", "marked"),
    [
        ("zheng-interact", ["Wanrong Zheng*", "Yunhao Ge*"]),
        ("zheng2024gaitstr", ["Wanrong Zheng*", "Haidong Zhu*"]),
        ("zhu2024sharc", []),
    ],
)
def test_equal_contribution_is_marked(wanrong: BeautifulSoup, key: str, marked: list[str]) -> None:
    authors = words(one(wanrong, f"#{key} .authors")).split(", ")

    assert [author for author in authors if "*" in author] == marked


def test_three_patents(wanrong: BeautifulSoup) -> None:
    assert sorted(keys(one(wanrong, "#patents"))) == sorted(PATENTS)


def test_interests_lead_to_their_papers(wanrong: BeautifulSoup) -> None:
    interests = one(wanrong, "#interests")

    assert texts(interests, ".cite") == ["[1]", "[2–5]"]
    assert links(interests, ".cite a") == [
        ("1", "#zheng-interact"),
        ("2", "#zheng2024gaitstr"),
        ("5", "#zhu2023catnerf"),
    ]


def test_advisors_are_linked(wanrong: BeautifulSoup) -> None:
    assert links(wanrong, ".profile .advisors a") == [
        ("Laurent Itti", "http://ilab.usc.edu/itti/")
    ]
    employment = links(wanrong, "#research-experience .muted a, #employment .muted a")
    assert {"Laurent Itti", "Ram Nevatia", "Yichao Wu"} <= {name for name, _ in employment}


# --- the papers -----------------------------------------------------------------------------


def test_list_of_papers_has_each_of_ours_once(pages: dict[str, BeautifulSoup]) -> None:
    found = keys(one(pages["research/publications"], "main, [role=main]"))

    assert sorted(found) == sorted(PAPERS_OF_WANRONG + PAPERS_OF_ZEQING + PATENTS)


def test_list_of_papers_has_each_title_once(pages: dict[str, BeautifulSoup]) -> None:
    titles = texts(pages["research/publications"], "li.publication .title")

    assert len(set(titles)) == len(titles) == 15


def lists_of_ours(pages: dict[str, BeautifulSoup]) -> Iterator[Tag]:
    for page in pages.values():
        yield from page.select("ol.publications:not(.references)")


def test_outside_works_are_on_no_list_of_ours(pages: dict[str, BeautifulSoup]) -> None:
    cited = one(pages["research/index"], "ol.references")
    titles = set(texts(cited, ".title"))

    assert sorted(keys(cited)) == sorted(OUTSIDE)
    assert len(titles) == 9
    assert [
        title
        for found in lists_of_ours(pages)
        for title in texts(found, ".title")
        if title in titles
    ] == []


def test_papers_of_ours_are_in_no_references(pages: dict[str, BeautifulSoup]) -> None:
    cited = {
        key
        for page in pages.values()
        for found in page.select("ol.references")
        for key in keys(found)
    }

    assert cited == set(OUTSIDE)


def test_author_with_a_page_is_linked_wherever_the_name_stands(
    pages: dict[str, BeautifulSoup],
) -> None:
    stands: dict[str, set[str]] = {name: set() for name in PEOPLE}
    for docname, page in pages.items():
        for authors in page.select(".authors"):
            linked = dict(links(authors))
            own = texts(authors, "strong")
            for name, address in PEOPLE.items():
                if name in words(authors):
                    stands[name].add(docname)
                    assert linked.get(name) == address or (
                        name in own and address == f"{docname}.html"
                    ), (docname, words(authors))

    assert len(stands["Wanrong Zheng"]) > 7
    assert len(stands["Zeqing Wang"]) > 7


def test_no_other_author_leads_to_a_page_of_ours(pages: dict[str, BeautifulSoup]) -> None:
    inside = {
        (name, href)
        for page in pages.values()
        for name, href in links(page, ".authors a")
        if not re.match(r"https?://", href)
    }

    assert inside == {item for item in PEOPLE.items() if item[0] != "Wentao Zhu"}


# --- the whole site -------------------------------------------------------------------------


def test_every_link_leads_to_a_page_and_a_place_on_it(out: Path) -> None:
    assert dead_links(out) == []


LOADED = "[rel=stylesheet], [rel=icon], [rel=preload], [rel=modulepreload]"
"""The links that a browser follows by itself."""


def test_pages_load_nothing_from_elsewhere(out: Path) -> None:
    """Following a link may lead elsewhere; reading a page asks nobody else for anything."""
    loaded = [
        f"{path.relative_to(out)}: {tag[name]}"
        for path in out.rglob("*.html")
        for name in ("src", "srcset", "href", "data", "poster", "action")
        for tag in parse(path).select(f"[{name}]:not(a, link:not({LOADED}))")
        if re.match(r"(?:\w+:)?//", str(tag[name]))
    ]
    styles = [
        path.name
        for path in out.rglob("*.css")
        if re.search(r"(?:url\(|@import)\s*['\"]?(?:\w+:)?//", path.read_text(encoding="utf-8"))
    ]

    assert loaded == []
    assert styles == []


def test_no_e_mail_address_is_there_to_be_harvested(out: Path) -> None:
    found = [
        path.name
        for path in out.rglob("*.html")
        if re.search(r"mailto:|[\w.]+@[\w-]+\.\w", path.read_text(encoding="utf-8"))
    ]

    assert found == []


@needs_sample
def test_new_name_is_read_on_exactly_the_pages_that_show_it(tmp_path: Path) -> None:
    source = shutil.copytree(
        REPOSITORY, tmp_path / "source", ignore=shutil.ignore_patterns(*NOT_CONTENT)
    )
    site = Site(source)
    before = site.build()
    showing = {
        docname
        for docname in before.env.found_docs
        if "Zeqing Wang" in texts(before.page(docname), "a, .authors strong")
    }
    site.edit("people/zeqing-wang.md", "name: Zeqing Wang", "name: Zeqing Q. Wang")
    site.edit("people/zeqing-wang.md", "aliases: [", "aliases: [Zeqing Wang, ")

    after = site.build()

    assert len(showing) > 7
    assert after.read == showing
    for docname in showing:
        assert "Zeqing Q. Wang" in words(after.page(docname))
        assert "Zeqing Wang" not in texts(after.page(docname), "a, .authors strong")
