"""Lists with facets: the form, the data behind it, and the pages of years."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from tests.site.building import BASE, PUBLISHED, Built, Site, contents, dead_links, one, texts
from tests.site.many import bibtex

LIST = "research/publications"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
MANY = {2018: 60, 2017: 90, 2016: 3}
"""With the root's own papers the list has 158: those until 2018 are near enough to 100."""


@pytest.fixture(scope="session")
def faceted(built: Callable[[str], Built]) -> Built:
    return built("facets")


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site.copy("facets", tmp_path_factory.mktemp("long"))
    site.write("research/many.bib", bibtex(MANY))
    return site.build(**PUBLISHED)


def titles(page: Tag) -> list[str]:
    return texts(page, "li.publication .title")


def named(form: Tag, field: Tag) -> bool:
    """Whether a field has a label, or a name for those who cannot see where it stands."""
    if field.find_parent("label") or field.get("aria-label"):
        return True
    return len(form.select(f"label[for={field['id']}]")) == 1


def choices(form: Tag, name: str) -> list[tuple[str, str]]:
    """Read the values of a select, and what they are called."""
    return [(str(one["value"]), one.get_text()) for one in form.select(f"[name={name}] option")]


# --- the form -------------------------------------------------------------------------------


def test_a_form_offers_what_its_list_has(faceted: Built) -> None:
    form = one(faceted.page(LIST), "form.facets")

    assert form.has_attr("hidden")
    assert {
        name: choices(form, name)
        for name in ("from", "type", "venue", "topic", "person", "project")
    } == {
        "from": [
            ("", "Any year"),
            ("2024", "2024 (1)"),
            ("2023", "2023 (2)"),
            ("2019", "2019 (1)"),
        ],
        "type": [
            ("", "Any"),
            ("Journal article", "Journal article (1)"),
            ("Conference paper", "Conference paper (2)"),
            ("Preprint", "Preprint (1)"),
            ("Patent", "Patent (1)"),
        ],
        "venue": [("", "Any"), ("Memoirs", "Memoirs (1)"), ("MRS", "MRS (2)")],
        "topic": [("", "Any"), ("gait", "gait (1)"), ("looms", "looms (2)")],
        "person": [("", "Any"), ("zoe", "Zoë Ångström (3)"), ("lei", "Lei Wang (3)")],
        "project": [("", "Any"), ("engine", "The engine (2)"), ("loom", "The loom (2)")],
    }
    assert choices(form, "to") == choices(form, "from")
    assert texts(form, ".tick") == ["Award (1)", "Has code (1)"]
    assert texts(form, "[role=status]") == ["5 papers"]


def test_every_field_of_a_form_has_a_name_to_read_out(faceted: Built) -> None:
    form = one(faceted.page(LIST), "form.facets")
    fields = form.select("input, select")

    assert len(fields) == 10
    assert all(named(form, field) for field in fields)


@pytest.mark.parametrize(
    ("builder", "file", "root", "landing"),
    [
        ("html", f"{LIST}.html", "../", "../research/publications/*.html"),
        ("dirhtml", f"{LIST}/index.html", "../../", "../../research/publications/*/"),
    ],
)
def test_a_form_says_where_the_data_and_landing_pages_are(
    site: Callable[[str], Site], builder: str, file: str, root: str, landing: str
) -> None:
    out = site("facets").build(builder).out
    form = one(BeautifulSoup((out / file).read_text("utf-8"), "html.parser"), "form.facets")

    assert (form["data-root"], form["data-landing"]) == (root, landing)
    assert (out / file).parent.joinpath(root, "search/papers.json").is_file()


def test_only_pages_with_a_form_ask_for_its_script(faceted: Built) -> None:
    pages = [
        page
        for page in sorted(faceted.env.all_docs)
        if faceted.page(page).select("script[type=module][src*='research-facets.js']")
    ]

    assert pages == ["people/zoe", LIST]


def test_a_list_of_one_person_says_which_papers_it_has(faceted: Built) -> None:
    """Of draft, hostile, walk, shadow and old, in this order, she has written three."""
    (bits,) = b64decode(str(one(faceted.page("people/zoe"), "form.facets")["data-within"]))

    assert f"{bits:08b}" == "11010000"


def test_the_data_name_the_papers_of_the_list_in_its_order(faceted: Built) -> None:
    data = json.loads((faceted.out / "search/papers.json").read_text("utf-8"))
    ours = [title for _, title, *_, flags in data["papers"] if not flags & 8]

    assert ours == titles(faceted.page(LIST))
    assert [paper[0] for paper in data["papers"] if paper[-1] & 8] == ["theirs"]


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex"])
def test_other_builders_have_no_form(site: Callable[[str], Site], builder: str) -> None:
    out = site("facets").build(builder).out
    written = "".join(
        path.read_text("utf-8")
        for path in out.rglob("*.*")
        if path.suffix in {".html", ".txt", ".tex"}
    )

    assert "Old engines" in written
    assert "Has code" not in written


def test_other_builders_show_long_lists_in_whole(site: Callable[[str], Site]) -> None:
    source = site("facets")
    source.write("research/many.bib", bibtex(MANY))
    text = (source.build("text").out / f"{LIST}.txt").read_text("utf-8")

    assert text.count("*Scientific Memoirs*") == 154


def test_a_second_list_with_facets_on_a_page_is_reported_and_stays_plain(
    site: Callable[[str], Site],
) -> None:
    source = site("facets")
    source.append(f"{LIST}.md", "\n:::{publications}\n:facets:\n:award:\n:::\n")
    built = source.build(warns=True)

    (warning,) = built.warnings
    assert warning == (
        f"{LIST}.md:8: WARNING: another list of this page has facets already; "
        "remove `facets` from one of them [research.value]"
    )
    assert len(built.page(LIST).select("form.facets")) == 1
    assert titles(built.page(LIST)).count('A <script>alert(1)</script> & "quoted" title') == 2


# --- long lists -----------------------------------------------------------------------------


def test_a_short_list_needs_no_pages_of_years(faceted: Built) -> None:
    assert not (faceted.out / LIST / "years").exists()
    assert not faceted.page(LIST).select(".earlier")


def test_a_long_list_leads_to_the_years_that_it_leaves_out(long: Built) -> None:
    page = long.page(LIST)

    assert len(titles(page)) == 65
    assert texts(page, ".earlier p") == ["Earlier: 2017 (90) · 2016 (3)"]
    assert [link["href"] for link in page.select(".earlier a")] == [
        f"{LIST}/years/2017.html",
        f"{LIST}/years/2016.html",
    ]


def test_every_year_has_a_page_with_its_neighbours(long: Built) -> None:
    years = ["2016", "2017", "2018", "2019", "2023", "2024"]
    page = long.page(f"{LIST}/years/2018")

    assert sorted(path.stem for path in (long.out / LIST / "years").iterdir()) == years
    assert texts(page, "h1") == ["Publications of 2018"]
    assert len(titles(page)) == 60
    assert texts(page, ".pager p") == ["Newer 2019", "Older 2017"]
    assert [link["href"] for link in page.select(".pager a")] == [
        f"{LIST}/years/2019.html",
        f"{LIST}/years/2017.html",
    ]
    assert titles(long.page(f"{LIST}/years/2023")) == ["Über den Gang", "影子的形状"]


def test_no_link_of_a_long_list_or_its_years_is_dead(long: Built) -> None:
    assert dead_links(long.out) == []


def test_the_inventory_names_no_place_that_the_list_has_not(long: Built) -> None:
    entries = {name for name, _, kind, *_ in long.domain.get_objects() if kind == "entry"}

    assert f"{LIST}#p2018n1" in entries
    assert f"{LIST}#p2016n1" not in entries


def test_pages_of_years_are_in_the_sitemap_and_know_their_address(long: Built) -> None:
    root = ET.parse(long.out / "sitemap.xml").getroot()  # noqa: S314 - our own
    page = long.page(f"{LIST}/years/2016")
    address = f"{BASE}{LIST}/years/2016.html"

    assert address in {found.text for found in root.iter(LOCATION)}
    assert [link["href"] for link in page.select("link[rel=canonical]")] == [address]
    assert [one["content"] for one in page.select("meta[name=description]")] == [
        "Publications of 2016: 3 papers."
    ]


def test_pages_of_years_show_the_pictures_of_papers_that_no_document_lists(
    site: Callable[[str], Site],
) -> None:
    source = site("facets")
    source.write("research/many.bib", bibtex(MANY))
    source.edit(
        "research/many.bib",
        "title = {Paper 2 of 2016}",
        "title = {Paper 2 of 2016}, image = {_static/old.png}",
    )
    (source.source / "_static").mkdir()
    Image.new("RGB", (300, 200), "red").save(source.source / "_static/old.png")
    built = source.build()
    picture = one(built.page(f"{LIST}/years/2016"), ".thumbnail img")

    assert not built.page(LIST).select(".thumbnail")
    assert (built.out / LIST / "years" / str(picture["src"])).is_file()


# --- builds after the first -----------------------------------------------------------------


def test_a_change_of_an_older_paper_changes_its_year_and_not_the_list(
    site: Callable[[str], Site],
) -> None:
    source = site("facets")
    source.write("research/many.bib", bibtex(MANY))
    source.build()
    source.edit("research/many.bib", "{Paper 2 of 2016}", "{Another of 2016}")
    again = source.build()

    assert again.read == frozenset()
    assert titles(again.page(f"{LIST}/years/2016")) == [
        "Another of 2016",
        "Paper 1 of 2016",
        "Paper 3 of 2016",
    ]
    assert "Another of 2016" in (again.out / "search/papers.json").read_text("utf-8")


def test_pages_of_years_go_when_no_list_needs_them(site: Callable[[str], Site]) -> None:
    source = site("facets")
    source.write("research/many.bib", bibtex(MANY))
    before = source.build().out
    assert (before / LIST / "years/2016.html").is_file()
    source.edit(f"{LIST}.md", ":facets:\n", "")
    again = source.build()

    assert not (again.out / LIST / "years").exists()
    assert len(titles(again.page(LIST))) == 158


def test_a_site_built_twice_is_the_site_built_once(
    site: Callable[[str], Site], tmp_path: Path
) -> None:
    source = site("facets")
    source.build()
    source.write("research/many.bib", bibtex(MANY))
    grown = contents(source.build().out)
    other = Site.copy("facets", tmp_path)
    other.write("research/many.bib", bibtex(MANY))
    fresh = contents(other.build().out)

    ours = [path for path in fresh if path.startswith(("research/", "search/", "people/"))]
    assert [path for path in ours if grown.get(path) != fresh[path]] == []


def test_a_build_without_news_writes_nothing(site: Callable[[str], Site]) -> None:
    source = site("facets")
    source.write("research/many.bib", bibtex(MANY))
    out = source.build().out
    times = {path: path.stat().st_mtime_ns for path in (out / LIST).rglob("*")}
    again = source.build()

    assert (again.read, again.written) == (frozenset(), frozenset())
    assert {path: path.stat().st_mtime_ns for path in (out / LIST).rglob("*")} == times
