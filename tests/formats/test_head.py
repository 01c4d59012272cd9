from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_research.formats import head
from sphinx_research.formats.site import Site
from sphinx_research.formats.tags import Tag
from sphinx_research.formats.works import Works
from sphinx_research.records.markup import Markup
from sphinx_research.records.problems import Code
from tests.formats.conftest import works_of
from tests.formats.library import ORCID, TYPES, library
from tests.records.conftest import Tree

PAGE = "https://lab.example.org/research/publications"


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    return works_of(library(Tree(tmp_path_factory.mktemp("library"))))


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Works:
    """Give the works of a site that has no address."""
    return works_of(library(Tree(tmp_path_factory.mktemp("homeless"))), base="")


def _told(tags: tuple[Tag, ...], prefix: str = "") -> list[tuple[str, str]]:
    """Name and content of the tags whose names begin in one way."""
    pairs = [(tag.attributes[0][1], tag.attributes[1][1]) for tag in tags]
    return [pair for pair in pairs if pair[0].startswith(prefix)]


def _publication(works: Works, key: str, prefix: str = "") -> list[tuple[str, str]]:
    return _told(head.publication(works[key], works.site), prefix)


def _paper(tree: Tree, fields: str, *, base: str = "https://lab.example.org/") -> Works:
    """Load a paper of Ada's with further fields."""
    tree.write("people/ada.md", "---\nperson:\n  name: Ada Lovelace\n---\n")
    lines = ["{publication} paper", *fields.strip().splitlines(), ""]
    tree.write("research/papers.md", ":::" + "\n".join(map(str.strip, lines)) + ":::\n")
    return works_of(tree, base=base)


# --- Google Scholar -----------------------------------------------------------------------


def test_an_article_has_all_tags_that_scholar_reads(works: Works) -> None:
    assert _publication(works, "article", "citation_") == [
        ("citation_title", "Notes on H~2~O & the <engine>"),
        ("citation_author", "Lovelace, Ada"),
        ("citation_author_orcid", f"https://orcid.org/{ORCID}"),
        ("citation_author", "van der Berg, Jan"),
        ("citation_author", "The Royal Society"),
        ("citation_author", "Plato"),
        ("citation_publication_date", "1843/07/01"),
        ("citation_journal_title", "Scientific Memoirs"),
        ("citation_volume", "3"),
        ("citation_issue", "4"),
        ("citation_firstpage", "666"),
        ("citation_lastpage", "731"),
        ("citation_doi", "10.1000/notes"),
        ("citation_arxiv_id", "2404.00001"),
        ("citation_issn", "1234-5679"),
        ("citation_language", "en-GB"),
        ("citation_keywords", "computing"),
        ("citation_keywords", "music"),
        ("citation_abstract_html_url", f"{PAGE}/article.html"),
        ("citation_public_url", f"{PAGE}/article.html"),
        ("citation_pdf_url", "https://lab.example.org/files/notes.pdf"),
    ]


@pytest.mark.parametrize(
    ("key", "tag"),
    [
        ("conference", ("citation_conference_title", "Meeting of the Royal Society")),
        ("conference", ("citation_publication_date", "1844/05")),
        ("preprint", ("citation_publication_date", "2024/04")),
        ("thesis", ("citation_publication_date", "1835")),
        ("thesis", ("citation_dissertation_institution", "University College")),
        ("report", ("citation_technical_report_institution", "The Treasury")),
        ("report", ("citation_technical_report_number", "TR-7")),
        ("book", ("citation_publisher", "Taylor")),
        ("book", ("citation_isbn", "978-3-16-148410-0")),
        ("chapter", ("citation_inbook_title", "The book of engines")),
    ],
)
def test_a_work_tells_where_it_appeared_by_the_tag_of_its_kind(
    works: Works, key: str, tag: tuple[str, str]
) -> None:
    assert tag in _publication(works, key, "citation_")


@pytest.mark.parametrize("key", ["undated", "sent"])
def test_a_work_without_a_date_of_publication_has_no_tags_for_scholar(
    works: Works, key: str
) -> None:
    assert _publication(works, key, "citation_") == []


@pytest.mark.parametrize("key", ["patent", "dataset", "software", "talk"])
def test_what_scholar_does_not_index_has_no_tags_for_it(works: Works, key: str) -> None:
    assert _publication(works, key, "citation_") == []


def test_a_work_of_others_is_described_but_not_to_scholar(works: Works) -> None:
    assert _publication(works, "outside", "citation_") == []
    assert _publication(works, "outside", "DC.") == [
        ("DC.title", "Outside"),
        ("DC.creator", "Somerville, Mary"),
        ("DC.type", "Text"),
        ("DC.date", "1834"),
        ("DC.relation.ispartof", "Scientific Memoirs"),
        ("DC.identifier", "https://doi.org/10.1000/outside"),
    ]


def test_a_preprint_under_review_is_told_as_a_preprint(tree: Tree) -> None:
    works = _paper(
        tree,
        """
        :title: A paper
        :authors: Ada Lovelace
        :venue: Some journal
        :type: article
        :status: under-review
        :arxiv: 2404.00003
        :year: 2024
        """,
    )

    assert _publication(works, "paper", "citation_") == [
        ("citation_title", "A paper"),
        ("citation_author", "Lovelace, Ada"),
        ("citation_publication_date", "2024"),
        ("citation_arxiv_id", "2404.00003"),
        ("citation_public_url", f"{PAGE}/paper.html"),
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jan van der Berg", "van der Berg, Jan"),
        ("King, Jr., Martin Luther", "King, Martin Luther, Jr."),
        ("{Google DeepMind}", "Google DeepMind"),
        ("王泽卿", "王泽卿"),
        ("O'Neill, Cathy", "O'Neill, Cathy"),
    ],
)
def test_names_begin_with_the_family_name(tree: Tree, name: str, written: str) -> None:
    works = _paper(tree, f":title: A\n:authors: Ada Lovelace; {name}; {name} X\n:year: 2024")

    authors = [value for key, value in _publication(works, "paper") if key == "citation_author"]
    assert authors[1] == written


def test_all_of_three_hundred_authors_are_named_in_order(tree: Tree) -> None:
    names = [f"Person{chr(97 + one // 26)}{chr(97 + one % 26)}" for one in range(300)]
    listed = "; ".join(f"Anne {name}" for name in names)
    works = _paper(tree, f":title: A\n:authors: Ada Lovelace; {listed}\n:year: 2024")

    authors = [value for key, value in _publication(works, "paper") if key == "citation_author"]
    assert authors == ["Lovelace, Ada", *(f"{name}, Anne" for name in names)]


def test_a_pdf_elsewhere_is_told_and_that_of_another_host_has_no_tag(works: Works) -> None:
    far, beside = sorted(head.pdfs_elsewhere(works), key=lambda problem: -problem.place.line)

    assert (beside.code, far.code) == (Code.PDF_ELSEWHERE, Code.PDF_ELSEWHERE)
    assert beside.place == works["article"].record.place
    assert beside.cause == "the PDF of `article` is not in the folder of the landing pages"
    assert "https://lab.example.org/research/publications/" in beside.mend
    assert far.place == works["conference"].record.place
    assert far.cause.startswith("the PDF of `conference` is on another host")
    assert "citation_pdf_url" in dict(_publication(works, "article"))
    assert "citation_pdf_url" not in dict(_publication(works, "conference"))


@pytest.mark.parametrize("folders", [False, True])
def test_a_pdf_beside_the_landing_pages_is_not_elsewhere(tree: Tree, *, folders: bool) -> None:
    tree.write("people/ada.md", "---\nperson: {name: Ada Lovelace}\n---\n")
    tree.write(
        "research/papers.md",
        """
        :::{publication} paper
        :title: A paper
        :authors: Ada Lovelace
        :type: article
        :pdf: https://lab.example.org/research/publications/paper.pdf
        :::
        """,
    )
    works = works_of(tree)
    works = Works(works.catalogue, replace(works.site, folders=folders))

    assert list(head.pdfs_elsewhere(works)) == []


def test_without_an_address_no_pdf_is_elsewhere(homeless: Works) -> None:
    assert list(head.pdfs_elsewhere(homeless)) == []


# --- Dublin Core --------------------------------------------------------------------------


def test_an_article_is_told_in_dublin_core(works: Works) -> None:
    assert _publication(works, "article", "DC.") == [
        ("DC.title", "Notes on H~2~O & the <engine>"),
        ("DC.creator", "Lovelace, Ada"),
        ("DC.creator", "van der Berg, Jan"),
        ("DC.creator", "The Royal Society"),
        ("DC.creator", "Plato"),
        ("DC.type", "Text"),
        ("DC.date", "1843-07-01"),
        ("DC.relation.ispartof", "Scientific Memoirs"),
        ("DC.identifier", "https://doi.org/10.1000/notes"),
        ("DC.identifier", "https://arxiv.org/abs/2404.00001"),
        ("DC.language", "en-GB"),
        ("DC.rights", "https://creativecommons.org/licenses/by/4.0/"),
    ]


@pytest.mark.parametrize(
    ("key", "kind"), [("dataset", "Dataset"), ("software", "Software"), ("patent", "Text")]
)
def test_dublin_core_has_a_type_for_data_and_software(works: Works, key: str, kind: str) -> None:
    assert dict(_publication(works, key))["DC.type"] == kind


def test_editors_contribute_and_et_al_is_nobody(tree: Tree) -> None:
    tree.write(
        "research/more.bib",
        """
        @incollection{more, title = {More}, year = {1843}, booktitle = {Loom},
          author = {Lovelace, Ada and others},
          editor = {van der Berg, Jan and others}}
        """,
    )

    described = _publication(works_of(tree), "more", "DC.")

    assert [one for one in described if one[0] in ("DC.creator", "DC.contributor")] == [
        ("DC.creator", "Lovelace, Ada"),
        ("DC.contributor", "van der Berg, Jan"),
    ]


def test_a_draft_has_no_date_and_no_journal(works: Works) -> None:
    assert _publication(works, "sent", "DC.") == [
        ("DC.title", "Sent to a journal"),
        ("DC.creator", "Lovelace, Ada"),
        ("DC.type", "Text"),
    ]


# --- Open Graph ---------------------------------------------------------------------------


def test_a_publication_is_shown_with_its_abstract(works: Works) -> None:
    abstract = "An abstract of two paragraphs by Mary Somerville."

    assert _publication(works, "article", "og:") == [
        ("og:type", "article"),
        ("og:title", "Notes on H~2~O & the <engine>"),
        ("og:description", abstract),
        ("og:url", f"{PAGE}/article.html"),
        ("og:site_name", "The lab"),
    ]
    assert _publication(works, "article", "description") == [("description", abstract)]


def test_a_publication_without_an_abstract_is_shown_with_its_reference(works: Works) -> None:
    assert dict(_publication(works, "conference"))["description"] == (
        "Ada Lovelace. Meeting of the Royal Society, 1844"
    )
    assert dict(_publication(works, "sent"))["description"] == "Ada Lovelace. 1845"


def test_a_page_is_described() -> None:
    site = Site("The lab", "https://lab.example.org/", author="The people", language="en-GB")

    tags = head.page(
        site,
        title="Ada\nLovelace",
        description="She  wrote notes.",
        url="https://lab.example.org/people/ada.html",
        kind="profile",
    )

    assert _told(tags) == [
        ("description", "She wrote notes."),
        ("og:type", "profile"),
        ("og:title", "Ada Lovelace"),
        ("og:description", "She wrote notes."),
        ("og:url", "https://lab.example.org/people/ada.html"),
        ("og:site_name", "The lab"),
        ("og:locale", "en_GB"),
        ("schema.DC", "http://purl.org/dc/elements/1.1/"),
        ("DC.title", "Ada Lovelace"),
        ("DC.language", "en-GB"),
        ("DC.publisher", "The people"),
    ]


@pytest.mark.parametrize(
    ("language", "locale"), [("zh-Hans-CN", "zh_CN"), ("pt-BR", "pt_BR"), ("en", None), ("", None)]
)
def test_only_a_language_of_a_country_is_a_locale(language: str, locale: str | None) -> None:
    site = Site("The lab", language=language)

    tags = head.page(site, title="A", description="", url="", kind="website")

    assert dict(_told(tags)).get("og:locale") == locale


def test_a_long_description_is_cut_at_a_word(tree: Tree) -> None:
    works = _paper(tree, f":title: A\n:authors: Ada Lovelace\n\n{'word ' * 100}")

    assert dict(_publication(works, "paper"))["description"] == f"{'word ' * 39}word…"


@pytest.mark.parametrize("name", ["description", "og:description"])
def test_of_any_page_two_hundred_characters_are_told(name: str) -> None:
    def told(description: str) -> str:
        site = Site("The lab")
        tags = head.page(site, title="A", description=description, url="", kind="website")
        return dict(_told(tags))[name]

    assert told("x" * 200) == "x" * 200
    assert told("x" * 201) == f"{'x' * 199}…"
    assert told(f"{'x' * 150}  \n{'y' * 49}") == f"{'x' * 150} {'y' * 49}"


# --- all of them --------------------------------------------------------------------------


@pytest.mark.parametrize("key", TYPES)
def test_no_tag_is_empty(works: Works, homeless: Works, key: str) -> None:
    for site in (works, homeless):
        told = _publication(site, key)

        assert dict(told)["og:title"]
        assert [pair for pair in told if not pair[1].strip()] == []


def test_without_an_address_a_work_names_no_page(homeless: Works) -> None:
    told = dict(_publication(homeless, "article"))

    assert told["citation_title"] == "Notes on H~2~O & the <engine>"
    assert not {"og:url", "citation_public_url", "citation_abstract_html_url"} & told.keys()


def test_odd_characters_make_no_second_line(works: Works) -> None:
    odd = {
        "title": Markup.parse("A\u2028title\tof </script> \u202eparts"),
        "volume": "3\r\n\x854\0",
        "tags": ("one\ntwo", "\ud800"),
    }
    work = works["article"]
    work = replace(
        work,
        record=work.record.model_copy(update=odd),
        container="Journal\r\nof\x1b nothing",
    )

    told = _told(head.publication(work, works.site), "citation_")

    assert ("citation_title", "A title of </script> parts") in told
    assert ("citation_journal_title", "Journal of nothing") in told
    assert ("citation_volume", "3 4") in told
    assert [value for name, value in told if name == "citation_keywords"] == ["one two"]
