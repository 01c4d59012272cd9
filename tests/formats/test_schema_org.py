from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_research.formats import schema_org
from sphinx_research.formats.schema_org import Node
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from tests.formats.conftest import works_of
from tests.formats.library import ORCID, TYPES, library
from tests.formats.vocabulary import Vocabulary
from tests.records.conftest import Tree
from tests.sample import needs_sample

HERE = "https://lab.example.org"
PAGE = f"{HERE}/research/publications"

ADA = {
    "@type": "Person",
    "@id": f"{HERE}/people/ada.html",
    "name": "Ada Lovelace",
    "givenName": "Ada",
    "familyName": "Lovelace",
    "url": f"{HERE}/people/ada.html",
    "identifier": {
        "@type": "PropertyValue",
        "propertyID": "ORCID",
        "value": ORCID,
        "url": f"https://orcid.org/{ORCID}",
    },
    "sameAs": f"https://orcid.org/{ORCID}",
}
MARY = {
    "@type": "Person",
    "name": "Mary Somerville",
    "givenName": "Mary",
    "familyName": "Somerville",
    "url": "https://mary.example.org/",
}
COLLEGE = {
    "@type": "Organization",
    "@id": "https://ror.org/03taz7m60",
    "name": "University College",
    "alternateName": ["UC"],
    "identifier": {
        "@type": "PropertyValue",
        "propertyID": "ROR",
        "value": "03taz7m60",
        "url": "https://ror.org/03taz7m60",
    },
    "sameAs": "https://ror.org/03taz7m60",
}


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    return works_of(library(Tree(tmp_path_factory.mktemp("library"))))


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Works:
    """Give the works of a site that has no address."""
    return works_of(library(Tree(tmp_path_factory.mktemp("homeless"))), base="")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary()


def _publication(works: Works, key: str) -> Node:
    return schema_org.publication(works[key], works.site)


def _person(works: Works) -> Node:
    catalogue = works.catalogue
    return schema_org.person(catalogue, catalogue.records.people["ada"], works.site)


def _project(works: Works) -> Node:
    catalogue = works.catalogue
    return schema_org.project(catalogue, catalogue.records.projects["engine"], works.site)


# --- the vocabulary -----------------------------------------------------------------------


@pytest.mark.parametrize("key", TYPES)
def test_a_publication_keeps_to_the_vocabulary(
    works: Works, homeless: Works, vocabulary: Vocabulary, key: str
) -> None:
    assert list(vocabulary.faults(_publication(works, key))) == []
    assert list(vocabulary.faults(_publication(homeless, key))) == []


def test_all_other_nodes_keep_to_the_vocabulary(
    works: Works, homeless: Works, vocabulary: Vocabulary
) -> None:
    site = Site("The lab", f"{HERE}/", license="https://creativecommons.org/licenses/by/4.0/")
    organisations = works.catalogue.records.organisations
    nodes = [
        _person(works),
        _person(homeless),
        _project(works),
        _project(homeless),
        schema_org.website(site, "A lab."),
        schema_org.website(Site("The lab"), ""),
        schema_org.breadcrumbs([("Home", f"{HERE}/"), ("Here", "")]),
        schema_org.item_list("Papers", [("One", f"{HERE}/one.html"), ("Two", "")]),
        schema_org.item_list("Papers", []),
        *map(schema_org.organisation, organisations.values()),
        schema_org.organisation("A club"),
    ]

    assert [fault for node in nodes for fault in vocabulary.faults(node)] == []


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Scientist"}, ": Scientist is no class"),
        (
            {"@type": "Person", "jobTitel": "x"},
            "/Person.jobTitel: there is no such property",
        ),
        (
            {"@type": "ScholarlyArticle", "volumeNumber": "3"},
            "/ScholarlyArticle.volumeNumber: only PublicationVolume have it",
        ),
        (
            {"@type": "ScholarlyArticle", "codeRepository": "https://x.example"},
            "/ScholarlyArticle.codeRepository: only SoftwareSourceCode have it",
        ),
        (
            {"@type": "Thesis", "author": [{"@type": "Book", "name": "x"}]},
            "/Thesis.author: {'@type': 'Book', 'name': 'x'} is none of Organization, Person",
        ),
        (
            {"@type": "Thesis", "author": "Ada"},
            "/Thesis.author: 'Ada' is none of Organization, Person",
        ),
        (
            {"@type": "Thesis", "sameAs": "10.1000/1"},
            "/Thesis.sameAs: '10.1000/1' is none of URL",
        ),
        (
            {"@type": "Thesis", "datePublished": "May 2024"},
            "/Thesis.datePublished: 'May 2024' is none of Date, DateTime",
        ),
        (
            {"@type": "Thesis", "isPartOf": {"@type": "Book", "nmae": "x"}},
            "/Thesis.isPartOf/Book.nmae: there is no such property",
        ),
    ],
)
def test_the_check_finds_what_is_wrong(vocabulary: Vocabulary, node: Node, fault: str) -> None:
    assert list(vocabulary.faults(node)) == [fault]


def test_the_check_finds_empty_values(vocabulary: Vocabulary) -> None:
    for value in ("", [], ["Ada", ""]):
        assert list(vocabulary.faults({"@type": "Person", "name": value})) == [
            "/Person.name: empty"
        ]


@needs_sample
def test_the_records_of_this_repository_keep_to_the_vocabulary(vocabulary: Vocabulary) -> None:
    catalogue = load(Path(__file__).parents[2], Settings()).catalogue
    site = Site("The site", f"{HERE}/")
    works, records = Works(catalogue, site), catalogue.records
    nodes = [
        *(schema_org.publication(works[key], site) for key in records.publications),
        *(schema_org.person(catalogue, one, site) for one in records.people.values()),
        *(schema_org.project(catalogue, one, site) for one in records.projects.values()),
        *map(schema_org.organisation, records.organisations.values()),
    ]

    assert "zheng2024gaitstr" in records.publications
    assert [fault for node in nodes for fault in vocabulary.faults(node)] == []


# --- publications -------------------------------------------------------------------------


def test_a_name_has_its_suffix_apart(tree: Tree) -> None:
    tree.write(
        "research/more.bib",
        "@misc{more, title = {More}, author = {von King, Jr., Martin}, year = {1843}}\n",
    )
    works = works_of(tree)

    node = schema_org.publication(works["more"], works.site)

    assert node["author"] == [
        {
            "@type": "Person",
            "name": "Martin von King, Jr.",
            "givenName": "Martin",
            "familyName": "von King",
            "honorificSuffix": "Jr.",
        }
    ]


def test_an_article_is_told_whole(works: Works) -> None:
    assert _publication(works, "article") == {
        "@type": "ScholarlyArticle",
        "@id": f"{PAGE}/article.html",
        "name": "Notes on H~2~O & the <engine>",
        "url": f"{PAGE}/article.html",
        "author": [
            ADA,
            {
                "@type": "Person",
                "name": "Jan van der Berg",
                "givenName": "Jan",
                "familyName": "van der Berg",
            },
            {"@type": "Organization", "name": "The Royal Society"},
            {"@type": "Person", "name": "Plato"},
        ],
        "datePublished": "1843-07-01",
        "creativeWorkStatus": "Published",
        "identifier": [
            {
                "@type": "PropertyValue",
                "propertyID": "DOI",
                "value": "10.1000/notes",
                "url": "https://doi.org/10.1000/notes",
            },
            {
                "@type": "PropertyValue",
                "propertyID": "arXiv",
                "value": "2404.00001",
                "url": "https://arxiv.org/abs/2404.00001",
            },
        ],
        "sameAs": [
            "https://doi.org/10.1000/notes",
            "https://arxiv.org/abs/2404.00001",
            "https://publisher.example.com/notes",
        ],
        "abstract": "An abstract of two paragraphs by Mary Somerville.",
        "keywords": ["computing", "music"],
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "award": "Best paper",
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": f"{HERE}/files/notes.pdf",
            "encodingFormat": "application/pdf",
        },
        "sourceOrganization": [
            {
                "@type": "ResearchProject",
                "@id": f"{HERE}/research/engine.html",
                "name": "The analytical engine",
                "url": f"{HERE}/research/engine.html",
            }
        ],
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "4",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "3",
                "isPartOf": {
                    "@type": "Periodical",
                    "name": "Scientific Memoirs",
                    "alternateName": "Memoirs",
                    "issn": "1234-5679",
                },
            },
        },
        "pageStart": "666",
        "pageEnd": "731",
        "isBasedOn": [
            {
                "@type": "SoftwareSourceCode",
                "codeRepository": "https://github.com/engine/notes",
            },
            "https://data.example.com/notes",
        ],
    }


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        (
            "conference",
            {
                "@type": "ScholarlyArticle",
                "pageStart": "12:1",
                "isPartOf": {
                    "@type": "CreativeWorkSeries",
                    "name": "Meeting of the Royal Society",
                    "alternateName": "MRS",
                },
            },
        ),
        ("preprint", {"creativeWorkStatus": "Preprint", "datePublished": "2024-04"}),
        ("sent", {"@type": "ScholarlyArticle", "creativeWorkStatus": "Under review"}),
        (
            "thesis",
            {
                "@type": "Thesis",
                "publisher": {"@type": "Organization", "name": "University College"},
            },
        ),
        ("report", {"@type": "Report", "reportNumber": "TR-7"}),
        (
            "book",
            {
                "@type": "Book",
                "isbn": "978-3-16-148410-0",
                "bookEdition": "second",
                "editor": [{k: v for k, v in MARY.items() if k != "url"}],
            },
        ),
        (
            "chapter",
            {
                "@type": "Chapter",
                "pageStart": "7",
                "isPartOf": {
                    "@type": "Book",
                    "name": "The book of engines",
                    "isbn": "978-3-16-148410-0",
                    "editor": [{k: v for k, v in MARY.items() if k != "url"}],
                },
            },
        ),
        (
            "patent",
            {
                "@type": "CreativeWork",
                "additionalType": "http://purl.org/ontology/bibo/Patent",
                "identifier": [
                    {
                        "@type": "PropertyValue",
                        "propertyID": "patent number",
                        "value": "GB 1234",
                    }
                ],
            },
        ),
        (
            "dataset",
            {"@type": "Dataset", "sameAs": ["https://data.example.com/numbers.csv"]},
        ),
        (
            "software",
            {
                "@type": "SoftwareSourceCode",
                "codeRepository": "https://github.com/engine/program",
            },
        ),
        ("talk", {"@type": "PresentationDigitalDocument"}),
        ("misc", {"@type": "CreativeWork"}),
    ],
)
def test_a_work_is_told_by_the_class_of_its_kind(works: Works, key: str, facts: Node) -> None:
    told = _publication(works, key)

    assert {name: told.get(name) for name in facts} == facts


def test_a_work_under_review_has_not_appeared(works: Works) -> None:
    assert not {"datePublished", "isPartOf"} & _publication(works, "sent").keys()


def test_et_al_is_no_author(works: Works) -> None:
    assert _publication(works, "outside")["author"] == [MARY]


def test_without_an_address_nothing_is_named_by_one(homeless: Works) -> None:
    told = _publication(homeless, "article")
    authors = told["author"]

    assert not {"@id", "url"} & told.keys()
    assert isinstance(authors, list)
    assert authors[0]["@id"] == f"https://orcid.org/{ORCID}"
    assert "url" not in authors[0]


# --- people, projects, lists --------------------------------------------------------------


def test_the_page_of_a_person_tells_of_them_and_hides_their_address(works: Works) -> None:
    told = _person(works)

    assert told == {
        "@type": "ProfilePage",
        "name": "Ada Lovelace",
        "url": f"{HERE}/people/ada.html",
        "inLanguage": "en",
        "mainEntity": {
            **ADA,
            "affiliation": [
                {
                    "@type": "Organization",
                    "name": "Engine Laboratory",
                    "url": "https://engine.example.org/",
                },
                {"@type": "Organization", "name": "A club"},
            ],
            "alternateName": ["愛達", "Countess of Lovelace"],
            "jobTitle": "Professors",
            "memberOf": [
                {
                    "@type": "ResearchProject",
                    "@id": f"{HERE}/research/engine.html",
                    "name": "The analytical engine",
                    "url": f"{HERE}/research/engine.html",
                }
            ],
            "alumniOf": [COLLEGE],
            "knowsAbout": ["Machines that compose", "Work with Mary Somerville"],
            "award": ["Gold medal"],
            "sameAs": [
                f"https://orcid.org/{ORCID}",
                "https://ada.example.org/",
                "https://github.com/ada",
            ],
        },
    }
    assert "ada@" not in json.dumps(told)


def test_alumni_have_no_role_any_more(tree: Tree) -> None:
    tree.write(
        "people/alan.md",
        """
        ---
        person:
          name: Alan Turing
          role: phd-student
          since: 2019
          until: 2023
        ---
        """,
    )
    catalogue = works_of(tree).catalogue
    told = schema_org.person(catalogue, catalogue.records.people["alan"], Site("The lab"))

    assert told["mainEntity"] == {
        "@type": "Person",
        "name": "Alan Turing",
        "givenName": "Alan",
        "familyName": "Turing",
    }


def test_a_project_is_told_with_its_members_and_grants(works: Works) -> None:
    assert _project(works) == {
        "@type": "ResearchProject",
        "@id": f"{HERE}/research/engine.html",
        "name": "The analytical engine",
        "url": f"{HERE}/research/engine.html",
        "alternateName": "Engine",
        "description": "A machine of Mary Somerville & others",
        "sameAs": ["https://github.com/engine"],
        "keywords": ["computing"],
        "foundingDate": "1840",
        "dissolutionDate": "1850-06",
        "member": [MARY, ADA, {"@type": "Person", "name": "Joseph Clement"}],
        "parentOrganization": [COLLEGE],
        "funding": [
            {
                "@type": "Grant",
                "identifier": "T-17",
                "funder": {"@type": "Organization", "name": "The Treasury"},
            },
            {"@type": "Grant", "funder": COLLEGE},
        ],
    }


def test_a_list_tells_how_many_it_has_even_where_it_names_only_some() -> None:
    assert schema_org.item_list("Papers", [("One", f"{HERE}/one.html"), ("Two", "")], 7) == {
        "@type": "ItemList",
        "name": "Papers",
        "numberOfItems": 7,
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "One", "url": f"{HERE}/one.html"},
            {"@type": "ListItem", "position": 2, "name": "Two"},
        ],
    }
    assert schema_org.item_list("Papers", [])["numberOfItems"] == 0


def test_breadcrumbs_go_down_to_the_page() -> None:
    assert schema_org.breadcrumbs([("Home", f"{HERE}/"), ("Here", "")]) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": {"@id": f"{HERE}/"}},
            {"@type": "ListItem", "position": 2, "name": "Here"},
        ],
    }


def test_odd_records_give_nodes_that_keep_to_the_vocabulary(
    works: Works, vocabulary: Vocabulary
) -> None:
    work = works["article"]
    odd = {
        "volume": "\0",
        "pages": "\ud800",
        "tags": ("\x1b", "one\r\ntwo"),
        "award": "</script>",
        "language": "\u202e",
    }
    work = replace(work, record=work.record.model_copy(update=odd), container="\u200b")

    node = schema_org.publication(work, works.site)

    assert list(vocabulary.faults(node)) == []
    assert node["keywords"] == ["one two"]
