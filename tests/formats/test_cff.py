from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError

from sphinx_research.formats import cff
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import Person
from sphinx_research.records.problems import Place
from tests.formats.conftest import BASE, works_of
from tests.formats.making import TEXTS
from tests.records.conftest import Tree
from tests.sample import needs_sample

SCHEMA = Draft7Validator(
    json.loads((Path(__file__).parent / "data" / "cff.schema.json").read_text("utf-8")),
    format_checker=Draft7Validator.FORMAT_CHECKER,
)


def _read(text: str) -> dict[str, Any]:
    found = yaml.safe_load(text)
    SCHEMA.validate(found)
    assert isinstance(found, dict)
    return found


def test_the_site_is_cited_as_a_data_set_by_its_people(lab: Tree) -> None:
    lab.edit("people/ada.md", "role: professor", "role: professor\n  orcid: 0000-0002-1825-0097")
    works = works_of(lab, today=date(2025, 10, 16))
    site = replace(works.site, license="https://creativecommons.org/licenses/by/4.0/")

    assert _read(cff.citation(Works(works.catalogue, site))) == {
        "cff-version": "1.2.0",
        "message": "If you use this site, please cite it as below.",
        "type": "dataset",
        "title": "The lab",
        "authors": [
            {
                "family-names": "Babbage",
                "given-names": "Charles",
                "affiliation": "University College",
                "website": f"{BASE}people/charles.html",
            },
            {
                "family-names": "Lovelace",
                "given-names": "Ada",
                "affiliation": "Engine Laboratory",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
                "website": f"{BASE}people/ada.html",
            },
            {
                "family-names": "Turing",
                "given-names": "Alan",
                "affiliation": "Bletchley Park",
                "website": f"{BASE}people/alan.html",
            },
        ],
        "url": BASE,
        "date-released": "2025-10-16",
        "license": "CC-BY-4.0",
    }


def test_a_site_of_nobody_is_by_who_answers_for_it(tree: Tree) -> None:
    works = works_of(tree)

    found = _read(cff.citation(works))

    assert found["authors"] == [{"name": "The lab"}]
    assert "date-released" not in found


def test_a_site_without_an_address_has_none(lab: Tree) -> None:
    assert cff.citation(works_of(lab, base="")) == ""


def _license(tree: Tree, address: str) -> tuple[str | None, str | None]:
    works = works_of(tree)
    found = _read(cff.citation(Works(works.catalogue, replace(works.site, license=address))))
    return found.get("license"), found.get("license-url")


@pytest.mark.parametrize("terms", ["BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND"])
@pytest.mark.parametrize("version", ["1.0", "2.0", "2.5", "3.0", "4.0"])
def test_a_licence_of_creative_commons_is_named(tree: Tree, terms: str, version: str) -> None:
    address = f"https://creativecommons.org/licenses/{terms.lower()}/{version}/"

    assert _license(tree, address) == (f"CC-{terms}-{version}", None)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", ("CC0-1.0", None)),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", ("CC-BY-4.0", None)),
        ("https://example.org/terms", (None, "https://example.org/terms")),
        ("All rights reserved", (None, None)),
        ("", (None, None)),
    ],
)
def test_other_licences_are_told_by_their_address(
    tree: Tree, address: str, named: tuple[str | None, str | None]
) -> None:
    assert _license(tree, address) == named


NAMES = st.fixed_dictionaries(
    {"family": TEXTS.map(lambda text: f"{text}B"), "given": TEXTS.map(lambda text: f"A{text}")},
    optional={"particle": TEXTS, "suffix": TEXTS},
) | TEXTS.map(lambda text: {"literal": f"{text}C"})


@given(NAMES, TEXTS, TEXTS)
def test_whatever_records_hold_the_citation_is_valid(
    name: dict[str, str], affiliation: str, title: str
) -> None:
    person = Person.model_validate(
        {
            "id": "ada",
            "place": Place("people/ada.md"),
            "name": name,
            "affiliations": [text for text in [affiliation] if text.strip()],
        }
    )
    catalogue = Catalogue(Records(people={"ada": person}), Settings())

    _read(cff.citation(Works(catalogue, Site(title, BASE))))


@needs_sample
def test_the_citation_of_this_site_is_valid() -> None:
    catalogue = load(Path(__file__).parents[2], Settings()).catalogue

    assert len(_read(cff.citation(Works(catalogue, Site("This site", BASE))))["authors"]) == 3


def test_a_wrong_citation_is_refused() -> None:
    with pytest.raises(ValidationError):
        _read("{cff-version: 1.2.0, message: m, title: t, authors: []}")


def test_a_name_has_its_particle_and_suffix(tree: Tree) -> None:
    tree.write("people/jan.md", '---\nperson: {name: "van der Berg, Jr., Jan"}\n---\n')

    (author,) = _read(cff.citation(works_of(tree)))["authors"]

    assert author == {
        "family-names": "Berg",
        "given-names": "Jan",
        "name-particle": "van der",
        "name-suffix": "Jr.",
        "website": f"{BASE}people/jan.html",
    }
