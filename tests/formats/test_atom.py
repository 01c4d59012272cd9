from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats import atom
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import News, NewsItem, Person, Publication
from sphinx_research.records.problems import Place
from tests.formats.conftest import BASE, works_of
from tests.formats.feed_rules import ATOM, Element, link, read, text, titles
from tests.formats.making import TEXTS, publications
from tests.records.conftest import Tree
from tests.sample import needs_sample

REPOSITORY = Path(__file__).parents[2]
ADA = "people/ada.html"


def _entry(root: Element, number: int = 0) -> Element:
    return root.findall(f"{ATOM}entry")[number]


def _authors(element: Element) -> list[tuple[str, str | None]]:
    return [
        (text(author, "name"), author.findtext(f"{ATOM}uri"))
        for author in element.findall(f"{ATOM}author")
    ]


def _content(entry: Element) -> BeautifulSoup:
    return BeautifulSoup(text(entry, "content"), "html.parser")


# --- what is in a feed ----------------------------------------------------------------


def test_the_feed_of_the_site_has_all_news_and_papers_newest_first(lab: Tree) -> None:
    lab.write("research/news.yaml", "- {date: 2024-05-02, text: The site opens}\n")

    root = read(atom.site_feed(works_of(lab)))

    assert titles(root) == [
        "Ada Lovelace: A prize",
        "The site opens",
        "Notes on the engine",
        "The engine",
        "The machine",
        "A patent",
    ]
    assert (text(root, "id"), text(root, "title")) == (f"{BASE}news.xml", "The lab")
    assert (link(root, "self"), link(root, "alternate")) == (f"{BASE}news.xml", BASE)
    assert text(root, "updated") == "2024-06-01T00:00:00Z"


def test_the_feed_of_a_person_has_their_news_and_papers(lab: Tree) -> None:
    root = read(atom.person_feed(works_of(lab), "ada"))

    assert titles(root) == ["Ada Lovelace: A prize", "Notes on the engine"]
    assert text(root, "title") == "Ada Lovelace"
    assert link(root, "self") == f"{BASE}people/ada.xml"
    assert link(root, "alternate") == f"{BASE}{ADA}"
    assert _authors(root) == [("Ada Lovelace", f"{BASE}{ADA}")]


def test_the_feed_of_a_project_has_its_news_and_those_of_its_papers_that_are_ours(
    lab: Tree,
) -> None:
    news = "  theme: seeing\n  news: [{date: 2023-02, text: A grant}]"
    lab.edit("research/engine.md", "  theme: seeing", news)

    root = read(atom.project_feed(works_of(lab), "engine"))

    assert titles(root) == ["Notes on the engine", "The analytical engine: A grant", "The engine"]
    assert link(root, "self") == f"{BASE}research/engine.xml"
    assert _authors(root) == [
        ("Ada Lovelace", f"{BASE}{ADA}"),
        ("Charles Babbage", f"{BASE}people/charles.html"),
    ]


def test_a_project_of_nobody_is_answered_for_by_the_site(tree: Tree) -> None:
    news = "news: [{date: 2023, text: A grant}]"
    tree.write("research/engine.md", f"---\nproject: {{title: The engine, {news}}}\n---\n")

    assert _authors(read(atom.project_feed(works_of(tree), "engine"))) == [("The lab", BASE)]


def test_a_paper_tells_its_authors_tags_and_abstract(lab: Tree) -> None:
    abstract = "An *abstract* by {person}`mary`,\nin $x^2$ lines.\n\nAnd more."
    lab.edit("research/engine.md", "An abstract.", abstract)

    entry = _entry(read(atom.person_feed(works_of(lab), "ada")), 1)

    assert text(entry, "id") == f"{BASE}research/publications/notes"
    assert link(entry, "alternate") == f"{BASE}research/publications/notes.html"
    assert text(entry, "updated") == "2024-05-01T00:00:00Z"
    assert _authors(entry) == [
        ("Ada Lovelace", f"{BASE}{ADA}"),
        ("Charles Babbage", f"{BASE}people/charles.html"),
    ]
    terms = [tag.get("term") for tag in entry.findall(f"{ATOM}category")]
    assert terms == ["computing", "music"]
    assert text(entry, "summary") == "An abstract by Mary Somerville, in x2 lines."


def test_news_lead_to_their_owner_and_to_what_they_name(lab: Tree) -> None:
    news = "{date: 2024-07-01, text: 'With *joy*, by {person}`mary`', publication: notes}"
    lab.edit("people/ada.md", "{date: 2024-06, text: A prize}", news)

    entry = _entry(read(atom.site_feed(works_of(lab))))

    assert text(entry, "title") == "Ada Lovelace: With joy, by Mary Somerville"
    assert link(entry, "alternate") == f"{BASE}{ADA}"
    assert _authors(entry) == [("Ada Lovelace", f"{BASE}{ADA}")]
    content = _content(entry)
    assert content.get_text() == (
        "Ada Lovelace: With joy, by Mary Somerville – Notes on the engine"
    )
    assert [one["href"] for one in content.find_all("a")] == [
        f"{BASE}{ADA}",
        "https://mary.example.org/",
        f"{BASE}research/publications/notes.html",
    ]


def test_a_paper_that_news_name_already_is_not_named_again(lab: Tree) -> None:
    news = "{date: 2024-07-01, text: 'See {pub}`the notes <notes>`', publication: notes}"
    lab.edit("people/ada.md", "{date: 2024-06, text: A prize}", news)

    content = _content(_entry(read(atom.site_feed(works_of(lab)))))

    assert content.get_text() == "Ada Lovelace: See the notes"


def test_long_news_have_a_title_that_ends_at_a_word(lab: Tree) -> None:
    lab.edit("people/ada.md", "text: A prize", f"text: {'prize ' * 30}")

    (title, *_) = titles(read(atom.site_feed(works_of(lab))))

    assert title == f"Ada Lovelace:{' prize' * 11}…"


def test_works_of_others_and_works_without_a_date_are_in_no_feed(lab: Tree) -> None:
    works = works_of(lab)

    feeds = [atom.site_feed(works), atom.person_feed(works, "ada")]
    feeds += [atom.project_feed(works, "engine")]

    assert not {"A draft", "Outside"} & {title for feed in feeds for title in titles(read(feed))}


def test_a_feed_has_the_fifty_newest(tree: Tree) -> None:
    items = [f"- {{date: 20{year}, text: Year {year}}}" for year in range(10, 80)]
    tree.write("research/news.yaml", "\n".join(reversed(items)) + "\n")

    found = titles(read(atom.site_feed(works_of(tree))))

    assert found == [f"Year {year}" for year in range(79, 29, -1)]


# --- where there is none --------------------------------------------------------------


def test_without_entries_there_is_no_feed(tree: Tree) -> None:
    tree.write("people/ada.md", "---\nperson: {name: Ada Lovelace}\n---\n")
    works = works_of(tree)

    assert atom.site_feed(works) == atom.person_feed(works, "ada") == ""
    assert not atom.has_feed(works, works.catalogue.records.people["ada"])


def test_without_an_address_of_the_site_there_is_no_feed(lab: Tree) -> None:
    works = works_of(lab, base="")

    assert atom.site_feed(works) == atom.person_feed(works, "ada") == ""
    assert not atom.has_feed(works, works.catalogue.records.people["ada"])


def test_it_is_told_who_has_a_feed_without_writing_it(lab: Tree) -> None:
    works = works_of(lab)
    records = works.catalogue.records

    assert all(atom.has_feed(works, person) for person in records.people.values())
    assert all(atom.has_feed(works, project) for project in records.projects.values())


# --- what stays -----------------------------------------------------------------------

NEWS = "- {date: 2024-05, text: Second}\n- {date: 2024-05, text: First}\n"


def _ids(tree: Tree) -> dict[str, str]:
    root = read(atom.site_feed(works_of(tree)))
    return {text(entry, "title"): text(entry, "id") for entry in root.findall(f"{ATOM}entry")}


def test_news_keep_their_ids_when_others_are_added_above_them(tree: Tree) -> None:
    tree.write("research/news.yaml", NEWS)
    before = _ids(tree)
    added = "- {date: 2025, text: New}\n- {date: 2024-05, text: Third}\n"
    tree.write("research/news.yaml", added + NEWS)

    after = _ids(tree)

    assert before == {"Second": f"{BASE}#news-2024-05-2", "First": f"{BASE}#news-2024-05-1"}
    assert after == before | {
        "New": f"{BASE}#news-2025-1",
        "Third": f"{BASE}#news-2024-05-3",
    }


def test_news_keep_their_ids_when_they_are_reworded(tree: Tree) -> None:
    tree.write("research/news.yaml", NEWS)
    before = _ids(tree)
    tree.edit("research/news.yaml", "Second", "Reworded")

    assert _ids(tree)["Reworded"] == before["Second"]


def test_news_of_one_day_on_two_pages_have_two_ids(lab: Tree) -> None:
    news = "name: Charles Babbage\n  news: [{date: 2024-06, text: A prize}]"
    lab.edit("people/charles.md", "name: Charles Babbage", news)

    ids = _ids(lab)

    assert ids["Ada Lovelace: A prize"] == f"{BASE}people/ada#news-2024-06-1"
    assert ids["Charles Babbage: A prize"] == f"{BASE}people/charles#news-2024-06-1"


def test_feeds_do_not_depend_on_the_day_of_the_build(lab: Tree) -> None:
    early, late = works_of(lab), works_of(lab, today=date(2030, 1, 1))

    assert atom.site_feed(early) == atom.site_feed(late)
    assert atom.person_feed(early, "ada") == atom.person_feed(late, "ada")


# --- odd content ----------------------------------------------------------------------


def test_pages_in_folders_have_addresses_without_names_of_files(lab: Tree) -> None:
    works = works_of(lab)
    folders = Works(works.catalogue, replace(works.site, folders=True))

    root = read(atom.person_feed(folders, "ada"))

    assert link(root, "alternate") == f"{BASE}people/ada/"
    assert link(_entry(root, 1), "alternate") == f"{BASE}research/publications/notes/"
    assert link(root, "self") == f"{BASE}people/ada.xml"


def test_ids_do_not_hang_on_the_builder(lab: Tree) -> None:
    works = works_of(lab)
    folders = Works(works.catalogue, replace(works.site, folders=True))

    ids = [
        [text(one, "id") for one in (root, *root.iter(f"{ATOM}entry"))]
        for root in (read(atom.person_feed(of, "ada")) for of in (works, folders))
    ]

    assert (
        ids[0]
        == ids[1]
        == [
            f"{BASE}people/ada.xml",
            f"{BASE}people/ada#news-2024-06-1",
            f"{BASE}research/publications/notes",
        ]
    )


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-CN", "zh-CN"), ("", None)])
def test_a_feed_tells_its_language(lab: Tree, language: str, tag: str | None) -> None:
    works = works_of(lab)

    root = read(atom.site_feed(Works(works.catalogue, replace(works.site, language=language))))

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == tag


def test_three_hundred_authors_are_all_named_and_those_without_a_name_are_not(lab: Tree) -> None:
    many = "; ".join(f"Person{chr(97 + n // 26)}{chr(97 + n % 26)}, Bob" for n in range(300))
    lab.edit("research/machine.md", ":authors: Alan Turing", f":authors: Turing, Alan; {many}")
    bib = "@misc{etal, title = {Et al}, author = {Turing, Alan and others}, year = {2025}}\n"
    lab.write("research/etal.bib", bib)

    root = read(atom.person_feed(works_of(lab), "alan"))

    assert titles(root) == ["Et al", "The machine"]
    assert len(_authors(_entry(root, 1))) == 301
    assert _authors(_entry(root)) == [("Alan Turing", f"{BASE}people/alan.html")]


def _site_of(person: Person, papers: list[Publication], news: list[News]) -> Works:
    records = Records(
        people={person.id: person},
        publications={paper.id: paper for paper in papers},
        news={item.id: item for item in news},
    )
    return Works(Catalogue(records, Settings()), Site("The <lab> & all", BASE))


@given(
    publications().map(lambda paper: paper.model_copy(update={"id": "key"})),
    st.lists(TEXTS.filter(str.strip), max_size=3),
    TEXTS,
)
def test_whatever_records_hold_feeds_are_valid(
    paper: Publication, told: list[str], tag: str
) -> None:
    place = Place("people/ada.md")
    items = tuple(NewsItem.model_validate({"date": "2024", "text": one}) for one in told)
    person = Person.model_validate(
        {"id": "ada", "place": place, "name": "Ada Lovelace", "news": items}
    )
    of_site = [
        News.model_validate({"id": f"n{n}", "place": place, "date": "2023-05", "text": one})
        for n, one in enumerate(told)
    ]
    authors = Publication.model_validate(
        {"id": "x", "place": place, "title": "x", "authors": "Ada Lovelace <ada>"}
    ).authors
    update = {"authors": (*authors, *paper.authors), "tags": (*paper.tags, tag)}
    works = _site_of(person, [paper.model_copy(update=update)], of_site)

    for feed in (atom.site_feed(works), atom.person_feed(works, "ada")):
        if feed:
            read(feed)


@needs_sample
def test_the_feeds_of_this_site_are_valid() -> None:
    catalogue = load(REPOSITORY, Settings()).catalogue
    works = Works(catalogue, Site("This site", BASE))

    read(atom.site_feed(works))
    for identifier, person in catalogue.records.people.items():
        if atom.has_feed(works, person):
            read(atom.person_feed(works, identifier))
    for identifier, project in catalogue.records.projects.items():
        if atom.has_feed(works, project):
            read(atom.project_feed(works, identifier))
