from __future__ import annotations

import pytest

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import (
    Ref,
    line,
    lines,
    organisation_refs,
    ref,
    somebody_ref,
)
from tests.records.conftest import Tree


@pytest.fixture
def catalogue(lab: Tree) -> Catalogue:
    lab.edit("research/organisations.yaml", "Park}", "Park, url: 'https://bp.example.org/'}")
    lab.edit("research/venues.yaml", "MRS, ", "MRS, url: 'https://mrs.example.org/', ")
    lab.edit("research/cited.bib", "year =", "doi = {10.1000/182},\n  year =")
    return lab.catalogue()


def _ref(catalogue: Catalogue, kind: Kind, identifier: str) -> Ref:
    found = ref(catalogue, kind, identifier)
    assert found is not None
    return found


def test_a_person_is_named_by_their_page(catalogue: Catalogue) -> None:
    assert _ref(catalogue, Kind.PERSON, "ada") == Ref(
        "Ada Lovelace", "people/ada", kind=Kind.PERSON, id="ada"
    )


def test_a_collaborator_is_named_by_their_own_address(catalogue: Catalogue) -> None:
    assert _ref(catalogue, Kind.PERSON, "mary") == Ref(
        "Mary Somerville",
        url="https://mary.example.org/",
        kind=Kind.COLLABORATOR,
        id="mary",
    )


def test_a_collaborator_without_an_address_is_named_by_their_orcid(lab: Tree) -> None:
    lab.edit(
        "people/collaborators.yaml", "url: https://mary.example.org/", "orcid: 0000-0002-1825-0097"
    )

    found = _ref(lab.catalogue(), Kind.PERSON, "mary")

    assert found.url == "https://orcid.org/0000-0002-1825-0097"


def test_a_project_is_named_by_its_title_and_page(catalogue: Catalogue) -> None:
    found = _ref(catalogue, Kind.PROJECT, "engine")

    assert isinstance(found.text, Markup)
    assert (found.text.plain, found.docname) == ("The analytical engine", "research/engine")


def test_an_organisation_is_named_by_its_own_site(catalogue: Catalogue) -> None:
    found = _ref(catalogue, Kind.ORGANISATION, "bletchley")

    assert (found.text, found.docname, found.url) == (
        "Bletchley Park",
        "",
        "https://bp.example.org/",
    )


def test_a_venue_is_named_by_its_short_name(catalogue: Catalogue) -> None:
    found = _ref(catalogue, Kind.VENUE, "royal")

    assert (found.text, found.url) == ("MRS", "https://mrs.example.org/")


def test_a_paper_is_named_by_its_landing_page(catalogue: Catalogue) -> None:
    found = _ref(catalogue, Kind.PUBLICATION, "notes")

    assert (found.docname, found.anchor) == ("research/publications/notes", "")


def test_a_key_of_any_form_is_the_end_of_an_address(lab: Tree) -> None:
    lab.write("research/more.bib", "@misc{DBLP:conf/x, title={M}, author={Turing, Alan}}\n")

    found = _ref(lab.catalogue(), Kind.PUBLICATION, "DBLP:conf/x")

    assert found.docname == "research/publications/dblp-conf-x"


def test_an_outside_work_has_a_page_here_and_an_address_elsewhere(catalogue: Catalogue) -> None:
    found = _ref(catalogue, Kind.PUBLICATION, "outside")

    assert (found.docname, found.url) == (
        "research/publications/outside",
        "https://doi.org/10.1000/182",
    )


@pytest.mark.parametrize("kind", Kind)
def test_what_does_not_exist_has_no_name(catalogue: Catalogue, kind: Kind) -> None:
    assert ref(catalogue, kind, "nobody") is None


def test_a_name_in_words_stands_for_itself(catalogue: Catalogue) -> None:
    assert somebody_ref(catalogue, "Bob Bee") == Ref("Bob Bee")
    assert organisation_refs(catalogue, "A Club", None, "") == (Ref("A Club"),)


def test_roles_in_a_line_become_names_with_links(catalogue: Catalogue) -> None:
    found = line(catalogue, Markup.parse("*By* {person}`ada` at {org}`the park <bletchley>`."))

    assert found == (
        Span("em", "By"),
        Span("text", " "),
        Ref("Ada Lovelace", "people/ada", kind=Kind.PERSON, id="ada"),
        Span("text", " at "),
        Ref("the park", url="https://bp.example.org/", kind=Kind.ORGANISATION, id="bletchley"),
        Span("text", "."),
    )


def test_a_role_that_names_nobody_leaves_its_text(catalogue: Catalogue) -> None:
    found = line(catalogue, Markup.parse("{person}`nobody` {person}`Bob <nobody>`"))

    assert found == (Span("text", "nobody"), Span("text", " "), Span("text", "Bob"))


def test_no_line_is_empty(catalogue: Catalogue) -> None:
    assert line(catalogue, None) == ()
    assert lines(catalogue, []) == ()
