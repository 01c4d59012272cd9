"""What the heads of pages say of them to machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.site.building import BASE, PUBLISHED, Built, Site, one, parse

DOCUMENTS = [
    "index",
    "essay",
    "people/index",
    "people/ada",
    "people/charles",
    "people/mary",
    "research/index",
    "research/publications",
    "research/engine",
    "research/loom",
]
LANDING = [f"research/publications/{key}" for key in ("notes", "draft", "tables", "shuttle")]
TYPES = {
    "index": ["WebSite"],
    "essay": ["ItemList", "BreadcrumbList"],
    "people/index": ["ItemList", "BreadcrumbList"],
    "people/ada": ["ProfilePage", "BreadcrumbList"],
    "people/charles": ["ProfilePage", "BreadcrumbList"],
    "people/mary": ["ProfilePage", "BreadcrumbList"],
    "research/index": ["ItemList", "BreadcrumbList"],
    "research/publications": ["ItemList", "BreadcrumbList"],
    "research/engine": ["ResearchProject", "BreadcrumbList"],
    "research/loom": ["ResearchProject", "BreadcrumbList"],
    "research/publications/notes": ["ScholarlyArticle", "BreadcrumbList"],
}


def meta(page: BeautifulSoup, name: str) -> str:
    """Read the only tag of a name, in either of HTML's attributes for it."""
    return str(one(page, f'meta[name="{name}"], meta[property="{name}"]')["content"])


def data(page: BeautifulSoup) -> list[dict[str, Any]]:
    """Read what a page says in JSON-LD."""
    found: list[dict[str, Any]] = []
    for script in page.select('head script[type="application/ld+json"]'):
        told = json.loads(script.get_text())
        assert told["@context"] == "https://schema.org"
        found += told.get("@graph", [told])
    return found


def node(page: BeautifulSoup, kind: str) -> dict[str, Any]:
    (found,) = (one for one in data(page) if one["@type"] == kind)
    return found


def way(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Read the way from the home page to a page: names, and addresses from the top."""
    return [
        (step["name"], step["item"]["@id"].removeprefix(BASE))
        for step in node(page, "BreadcrumbList")["itemListElement"]
    ]


# --- every page -----------------------------------------------------------------------------


@pytest.mark.parametrize("docname", [*DOCUMENTS, *LANDING])
def test_every_page_says_what_and_where_it_is(
    published: Callable[[str], Built], docname: str
) -> None:
    page = published("html").page(docname)
    address = f"{BASE}{docname}.html"

    assert meta(page, "description") == meta(page, "og:description") != ""
    assert meta(page, "og:title") == meta(page, "DC.title") != ""
    assert meta(page, "og:site_name") == "Engines"
    assert meta(page, "og:url") == one(page, "link[rel=canonical]")["href"] == address
    assert one(page, 'link[rel="schema.DC"]')["href"] == "http://purl.org/dc/elements/1.1/"


@pytest.mark.parametrize(("docname", "types"), TYPES.items(), ids=TYPES)
def test_every_page_is_of_its_type(
    published: Callable[[str], Built], docname: str, types: list[str]
) -> None:
    assert [one["@type"] for one in data(published("html").page(docname))] == types


@pytest.mark.parametrize(
    ("docname", "kind", "description"),
    [
        ("index", "website", "A site about engines."),
        ("essay", "website", "It starts with Notes on the Engine: E=mc^2, and rests on."),
        ("people/index", "website", "Who is here."),
        ("research/publications", "website", "Publications"),
        ("people/ada", "profile", "PhD student – Engine Laboratory – Engines; Music"),
        ("people/mary", "profile", "Mary Anning"),
        ("research/engine", "article", "It computes B7 & more."),
        ("research/loom", "article", "The Loom"),
        (LANDING[1], "article", "Ada Lovelace"),
        (LANDING[2], "article", "Mary Somerville, Luigi Menabrea. Scientific Memoirs, 1827"),
    ],
)
def test_description_is_of_the_record_or_else_of_the_page(
    published: Callable[[str], Built], docname: str, kind: str, description: str
) -> None:
    page = published("html").page(docname)

    assert meta(page, "og:type") == kind
    assert meta(page, "description") == description


@pytest.mark.parametrize(
    ("docname", "expected"),
    [
        ("essay", [("Engines", "index.html"), ("An essay", "essay.html")]),
        ("people/index", [("Engines", "index.html"), ("People", "people/index.html")]),
        (
            "people/ada",
            [
                ("Engines", "index.html"),
                ("People", "people/index.html"),
                ("Ada Lovelace", "people/ada.html"),
            ],
        ),
        (
            "research/publications",
            [
                ("Engines", "index.html"),
                ("Research", "research/index.html"),
                ("Publications", "research/publications.html"),
            ],
        ),
        (
            LANDING[3],
            [
                ("Engines", "index.html"),
                ("Research", "research/index.html"),
                ("Publications", "research/publications.html"),
                ("A Shuttle", f"{LANDING[3]}.html"),
            ],
        ),
    ],
)
def test_breadcrumbs_lead_from_the_home_page(
    published: Callable[[str], Built], docname: str, expected: list[tuple[str, str]]
) -> None:
    assert way(published("html").page(docname)) == expected


def test_addresses_of_pages_that_are_folders_end_so(published: Callable[[str], Built]) -> None:
    page = parse(published("dirhtml").out / "people/ada/index.html")

    assert way(page) == [
        ("Engines", ""),
        ("People", "people/"),
        ("Ada Lovelace", "people/ada/"),
    ]
    assert meta(page, "og:url") == f"{BASE}people/ada/"


# --- the kinds of pages ---------------------------------------------------------------------


def test_home_page_is_the_site(published: Callable[[str], Built]) -> None:
    site = node(published("html").page("index"), "WebSite")

    assert (site["name"], site["url"], site["description"]) == (
        "Engines",
        BASE,
        "A site about engines.",
    )


def test_page_of_a_person_is_a_profile(published: Callable[[str], Built]) -> None:
    person = node(published("html").page("people/ada"), "ProfilePage")["mainEntity"]

    assert person["@type"] == "Person"
    assert person["name"] == "Ada Lovelace"
    assert person["jobTitle"] == "PhD student"
    assert [org["name"] for org in person["affiliation"]] == [
        "Engine Laboratory",
        "University College",
    ]
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]


def test_page_of_a_project_has_its_members(published: Callable[[str], Built]) -> None:
    project = node(published("html").page("research/engine"), "ResearchProject")

    assert project["name"] == "The Engine"
    assert [member["name"] for member in project["member"]] == ["Ada Lovelace", "Charles Babbage"]


@pytest.mark.parametrize(
    ("docname", "total", "entries"),
    [
        ("people/index", 3, ["people/charles", "people/ada", "people/mary"]),
        ("research/index", 2, ["research/engine", "research/loom"]),
        (
            "research/publications",
            4,
            [f"research/publications/{key}" for key in ("draft", "notes", "cards", "shuttle")],
        ),
        ("essay", 1, ["research/publications/tables"]),
    ],
)
def test_lists_are_counted_and_named(
    published: Callable[[str], Built], docname: str, total: int, entries: list[str]
) -> None:
    listed = node(published("html").page(docname), "ItemList")

    assert listed["numberOfItems"] == total
    assert [entry["url"] for entry in listed["itemListElement"]] == [
        f"{BASE}{entry}.html" for entry in entries
    ]


def test_long_list_names_its_first_entries_only(site: Callable[[str], Site]) -> None:
    long = site("landing")
    entry = "@misc{{long{0}, title={{Long {0}}}, author={{Lovelace, Ada}}, year={{{0}}}}}\n"
    long.write("research/long.bib", "".join(map(entry.format, range(1500, 1650))))

    listed = node(long.build(**PUBLISHED).page("research/publications"), "ItemList")

    assert listed["numberOfItems"] == 154
    assert len(listed["itemListElement"]) == 100


def test_pages_that_are_no_documents_are_not_described(
    published: Callable[[str], Built],
) -> None:
    for name in ("search", "genindex", "404"):
        page = published("html").page(name)
        assert data(page) == []
        assert not page.select("meta[property], meta[name=description]")


# --- what has a head written anew -----------------------------------------------------------

CHANGES = {
    # The head of a project names its members by their ORCID iDs, and not where they are.
    "affiliation of a person": (
        "people/ada.md",
        "[engine-lab, ucl]",
        "[ucl]",
        {"people/ada", "people/index"},
    ),
    "name of an organisation": (
        "research/organisations.yaml",
        "Engine Laboratory",
        "Engine Lab",
        {"people/ada", "people/index"},
    ),
    "ORCID iD": (
        "people/ada.md",
        "0000-0002-1825-0097",
        "0000-0001-5109-3700",
        {"people/ada", "research/engine", "research/loom"},
    ),
    "interest": (
        "people/ada.md",
        "[Engines, Music]",
        "[Engines]",
        {"people/ada", "people/index"},
    ),
    "old address": ("people/ada.md", ", /old]", "]", set()),
    "licence of a paper": ("research/engine.md", "licenses/by/4.0", "licenses/by-sa/4.0", set()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_head_says_has_its_page_read_anew(site: Callable[[str], Site], name: str) -> None:
    path, old, new, expected = CHANGES[name]
    edited = site("landing")
    edited.build(**PUBLISHED)
    edited.edit(path, old, new)

    built = edited.build(**PUBLISHED)

    assert built.read == expected | ({path.removesuffix(".md")} if path.endswith(".md") else set())
