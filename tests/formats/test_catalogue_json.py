from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from sphinx_research.formats import catalogue_json
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import Publication
from tests.formats.conftest import BASE, works_of
from tests.formats.library import LIBRARY
from tests.formats.making import publications
from tests.records.conftest import Tree
from tests.sample import needs_sample

SCHEMA = Draft202012Validator(catalogue_json.schema())


def _read(text: str) -> dict[str, Any]:
    found = json.loads(text)
    SCHEMA.validate(found)
    assert isinstance(found, dict)
    assert not list(_blanks(found))
    return found


def _blanks(value: object) -> Iterator[object]:
    """Find what should have been left out; whole shelves may be empty."""
    match value:
        case dict():
            yield from (one for each in value.values() for one in _blanks(each))
        case list():
            yield from (one for each in value for one in _blanks(each))
        case None | "" | False:
            yield value
        case _:
            pass


def _one(found: dict[str, Any], shelf: str, identifier: str) -> dict[str, Any]:
    (record,) = [one for one in found[shelf] if one["id"] == identifier]
    assert isinstance(record, dict)
    return record


@pytest.fixture
def library(tree: Tree) -> dict[str, Any]:
    """Give the file of a site with a work of every type."""
    for path, text in LIBRARY.items():
        tree.write(path, text)
    return _read(catalogue_json.dump(works_of(tree)))


# --- what it says ---------------------------------------------------------------------


def test_a_person_is_told_with_all_relations(lab: Tree) -> None:
    found = _read(catalogue_json.dump(works_of(lab)))

    assert _one(found, "people", "ada") == {
        "id": "ada",
        "name": "Ada Lovelace",
        "family": "Lovelace",
        "given": "Ada",
        "address": f"{BASE}people/ada.html",
        "files": {
            "bib": f"{BASE}people/ada.bib",
            "utf8.bib": f"{BASE}people/ada.utf8.bib",
            "ris": f"{BASE}people/ada.ris",
            "json": f"{BASE}people/ada.json",
            "xml": f"{BASE}people/ada.xml",
        },
        "roles": [{"role": "professor"}],
        "affiliations": [{"name": "Engine Laboratory", "id": "engine-lab"}],
        "students": ["alan", "charles"],
        "projects": ["engine"],
        "publications": ["draft", "notes"],
    }
    assert _one(found, "people", "charles")["advisors"] == [{"name": "Ada Lovelace", "id": "ada"}]
    assert _one(found, "people", "alan")["roles"] == [
        {"role": "phd-student", "since": "2019", "until": "2023-09"}
    ]


def test_a_publication_is_told_in_the_words_of_csl(lab: Tree) -> None:
    found = _read(catalogue_json.dump(works_of(lab)))

    page = f"{BASE}research/publications/notes"
    assert _one(found, "publications", "notes") == {
        "id": "notes",
        "title": "Notes on the engine",
        "address": f"{page}.html",
        "files": {
            "bib": f"{page}.bib",
            "utf8.bib": f"{page}.utf8.bib",
            "ris": f"{page}.ris",
            "json": f"{page}.json",
        },
        "kind": "article",
        "ours": True,
        "author": [
            {
                "name": "Ada Lovelace",
                "family": "Lovelace",
                "given": "Ada",
                "id": "ada",
                "equal": True,
            },
            {
                "name": "Charles Babbage",
                "family": "Babbage",
                "given": "Charles",
                "id": "charles",
            },
        ],
        "issued": "2024-05",
        "venue": "memoirs",
        "container-title": "Scientific Memoirs",
        "arxiv": "2404.00001",
        "URL": "https://arxiv.org/abs/2404.00001",
        "projects": ["engine"],
        "tags": ["computing", "music"],
        "abstract": "An abstract.",
    }


def test_an_award_is_told_and_et_al_is_nobody(lab: Tree) -> None:
    lab.write(
        "research/more.bib",
        """
        @incollection{more, title = {More}, year = {1843}, booktitle = {Loom},
          author = {Lovelace, Ada and others}, editor = {Somerville, Mary and others}}
        """,
    )
    found = _read(catalogue_json.dump(works_of(lab)))

    assert _one(found, "publications", "engine")["award"] == "Gold medal"
    more = _one(found, "publications", "more")
    assert [one["name"] for one in more["author"]] == ["Ada Lovelace"]
    assert [one["name"] for one in more["editor"]] == ["Mary Somerville"]


def test_relations_hold_both_ways(lab: Tree) -> None:
    found = _read(catalogue_json.dump(works_of(lab)))

    assert _one(found, "organisations", "ucl") == {
        "id": "ucl",
        "name": "University College",
        "parent": "london",
        "parts": ["engine-lab"],
        "people": ["charles"],
    }
    assert _one(found, "venues", "memoirs") == {
        "id": "memoirs",
        "name": "Scientific Memoirs",
        "short": "Memoirs",
        "kind": "journal",
        "publications": ["notes", "outside"],
    }
    assert _one(found, "projects", "engine")["publications"] == ["notes", "engine", "outside"]
    assert _one(found, "collaborators", "mary") == {
        "id": "mary",
        "name": "Mary Somerville",
        "family": "Somerville",
        "given": "Mary",
        "URL": "https://mary.example.org/",
        "publications": ["engine", "outside"],
    }


def test_a_project_is_told_with_its_people_who_may_have_no_record(library: dict[str, Any]) -> None:
    project = _one(library, "projects", "engine")

    assert project["people"] == [{"name": "Ada Lovelace", "id": "ada"}, {"name": "Joseph Clement"}]
    assert project["advisors"] == [{"name": "Mary Somerville", "id": "mary"}]
    assert project["summary"] == "A machine of Mary Somerville & others"
    assert (project["since"], project["until"]) == ("1840", "1850-06")
    assert project["links"] == {"github": "https://github.com/engine"}


def test_names_are_told_in_their_parts(library: dict[str, Any]) -> None:
    authors = _one(library, "publications", "article")["author"]

    assert authors[1] == {
        "name": "Jan van der Berg",
        "family": "Berg",
        "given": "Jan",
        "non-dropping-particle": "van der",
    }
    assert authors[2] == {"name": "The Royal Society"}


def test_whoever_nobody_has_named_is_no_author(library: dict[str, Any]) -> None:
    authors = _one(library, "publications", "outside")["author"]

    assert [author["name"] for author in authors] == ["Mary Somerville"]


def test_works_of_others_are_told_apart(library: dict[str, Any]) -> None:
    others = [paper["id"] for paper in library["publications"] if "ours" not in paper]

    assert others == ["outside"]


def test_every_id_that_is_named_has_a_record(library: dict[str, Any]) -> None:
    known = {
        record["id"] for shelf in library.values() if isinstance(shelf, list) for record in shelf
    }
    named = {
        one
        for shelf in library.values()
        if isinstance(shelf, list)
        for record in shelf
        for relation in ("publications", "projects", "students", "people", "parts", "author")
        for each in record.get(relation, [])
        if (one := each if isinstance(each, str) else each.get("id"))
    }

    assert named <= known


def test_there_is_no_email_address_in_it(library: dict[str, Any]) -> None:
    text = json.dumps(library)

    assert "lab.example.org" in text
    assert "ada@" not in text
    assert "[at]" not in text


def test_a_site_without_an_address_has_none(lab: Tree) -> None:
    assert catalogue_json.dump(works_of(lab, base="")) == ""


def test_the_same_records_give_the_same_bytes(lab: Tree) -> None:
    assert catalogue_json.dump(works_of(lab)) == catalogue_json.dump(works_of(lab))


@given(publications())
def test_whatever_records_hold_the_file_is_valid(paper: Publication) -> None:
    works = Works(Catalogue(Records(publications={paper.id: paper}), Settings()), Site("A", BASE))

    found = _read(catalogue_json.dump(works))

    assert found["publications"][0]["id"] == paper.id


# --- the schema -----------------------------------------------------------------------


def test_the_schema_is_one_and_describes_every_name() -> None:
    schema = catalogue_json.schema()
    Draft202012Validator.check_schema(schema)

    forms = [schema, *(form for form in schema["$defs"].values() if "properties" in form)]
    undescribed = [
        name
        for form in forms
        for name, value in form["properties"].items()
        if not value.get("description")
    ]
    assert undescribed == []
    assert all(form.get("description") for form in forms)
    assert json.loads(catalogue_json.schema_text()) == schema


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"version":1', '"version":2'),
        ('"issued":"2024-05"', '"issued":"May 2024"'),
        ('"kind":"article"', '"kind":"paper"'),
        ('"equal":true', '"equal":"yes"'),
        ('"title":"A patent",', ""),
    ],
)
def test_the_schema_refuses_what_is_wrong(lab: Tree, right: str, wrong: str) -> None:
    text = catalogue_json.dump(works_of(lab))
    assert right in text

    with pytest.raises(ValidationError):
        SCHEMA.validate(json.loads(text.replace(right, wrong)))


@needs_sample
def test_the_file_of_this_site_is_valid() -> None:
    catalogue = load(Path(__file__).parents[2], Settings()).catalogue
    text = catalogue_json.dump(Works(catalogue, Site("This site", BASE)))

    found = _read(text)

    assert len(found["people"]) == 3
    assert re.findall(r"[\w.]+@[\w-]+\.\w+", text) == []
