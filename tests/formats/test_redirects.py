from __future__ import annotations

from pathlib import Path

from sphinx_research.formats import redirects
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from tests.records.conftest import Tree
from tests.sample import needs_sample


def test_old_addresses_lead_to_pages_of_people_projects_and_papers(lab: Tree) -> None:
    lab.edit("people/ada.md", "  role:", "  redirect_from: [/about/, countess.html]\n  role:")
    lab.edit("research/engine.md", "  theme:", "  redirect_from: /projects/engine\n  theme:")
    lab.edit("research/machine.md", ":venue: MRS", ":venue: MRS\n:redirect_from: /pub/machine.htm")

    assert list(redirects.table(lab.catalogue()).items()) == [
        ("about/index.html", "people/ada"),
        ("countess.html", "people/ada"),
        ("projects/engine.html", "research/engine"),
        ("projects/engine/index.html", "research/engine"),
        ("pub/machine.htm", "research/publications/machine"),
    ]


def test_a_page_is_never_hidden_by_an_old_address(lab: Tree) -> None:
    fields = "  redirect_from: [/people/alan/, /research/publications/notes.html, /x/]\n  role:"
    lab.edit("people/ada.md", "  role:", fields)

    assert redirects.table(lab.load().catalogue) == {"x/index.html": "people/ada"}


def test_of_two_claims_on_an_address_the_first_holds(lab: Tree) -> None:
    lab.edit("people/alan.md", "  role:", "  redirect_from: [/x.html]\n  role:")
    lab.edit("research/engine.md", "  theme:", "  redirect_from: [/x]\n  theme:")

    assert redirects.table(lab.load().catalogue) == {
        "x.html": "people/alan",
        "x/index.html": "research/engine",
    }


@needs_sample
def test_the_addresses_of_the_old_page_lead_on() -> None:
    catalogue = load(Path(__file__).parents[2], Settings()).catalogue

    assert redirects.table(catalogue) == {
        "about.html": "people/zeqing-wang",
        "about/index.html": "people/zeqing-wang",
    }


def test_case_makes_no_other_file(lab: Tree) -> None:
    lab.edit("people/alan.md", "  role:", "  redirect_from: [/People/Ada.html, /X.html]\n  role:")
    lab.edit("research/engine.md", "  theme:", "  redirect_from: [/x.html]\n  theme:")

    assert redirects.table(lab.load().catalogue) == {"X.html": "people/alan"}


def test_one_record_may_have_an_address_in_two_cases(lab: Tree) -> None:
    lab.edit("people/alan.md", "  role:", "  redirect_from: [/X.html, /x.html]\n  role:")

    assert redirects.table(lab.catalogue()) == {"X.html": "people/alan", "x.html": "people/alan"}
