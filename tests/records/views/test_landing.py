"""A publication as its landing page shows it."""

from __future__ import annotations

import pytest

from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import entry
from sphinx_research.records.views.landing import MOST_RELATED, Landing, landing
from sphinx_research.records.views.refs import Ref
from tests.records.conftest import Tree

VENUES = """
    memoirs: {name: Scientific Memoirs, short: Memoirs, type: journal}
    royal: {name: Meeting of the Royal Society, type: conference}
    fair: {name: Fair of Engines, type: workshop}
    server: {name: Preprint Server, type: repository}
    club: {name: A Club}
    """


def _paper(key: str, fields: str) -> str:
    return f":::{{publication}} {key}\n:title: Title of {key}\n{fields}:::\n\n"


def _site(tree: Tree, **papers: str) -> None:
    """Write two people of the site and their papers: the fields of each, by key."""
    for name in ("Ada Lovelace", "Charles Babbage"):
        page = f"people/{name.partition(' ')[0].lower()}.md"
        tree.write(page, f"---\nperson:\n  name: {name}\n---\n")
    for name in ("engine", "loom"):
        tree.write(f"research/{name}.md", f"---\nproject:\n  title: The {name}\n---\n")
    tree.write("research/venues.yaml", VENUES)
    tree.write("research/papers.md", "".join(_paper(*one) for one in papers.items()))


def _landing(tree: Tree, key: str) -> Landing:
    catalogue = tree.catalogue()
    return landing(catalogue, entry(catalogue, key))


def _keys(refs: tuple[Ref, ...]) -> list[str]:
    return [one.id for one in refs]


def _related(tree: Tree, key: str) -> list[str]:
    return [one.id for one, _ in _landing(tree, key).related]


# --- what it is -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (":venue: memoirs\n", "Journal article"),
        (":venue: royal\n", "Conference paper"),
        (":venue: fair\n", "Workshop paper"),
        (":venue: server\n:arxiv: 2401.00001\n", "Preprint"),
        (":arxiv: 2401.00001\n", "Preprint"),
        (":type: thesis\n", "Thesis"),
        (":type: thesis\n:genre: PhD thesis\n", "PhD thesis"),
        (":type: book\n", "Book"),
        (":type: chapter\n", "Book chapter"),
        (":type: report\n", "Report"),
        (":type: patent\n", "Patent"),
        (":type: dataset\n", "Dataset"),
        (":type: software\n", "Software"),
        (":type: talk\n", "Talk"),
        (":type: thesis\n:venue: memoirs\n", "Thesis"),
        (":venue: A place nobody knows\n", ""),
        (":venue: club\n", ""),
        (":status: under-review\n", "Manuscript"),
        ("", ""),
    ],
)
def test_a_work_is_called_what_it_is_where_that_is_known(
    tree: Tree, fields: str, expected: str
) -> None:
    _site(tree, key=f":authors: Ada Lovelace\n{fields}")

    assert _landing(tree, "key").kind == expected


def test_facts_are_what_entries_leave_out(tree: Tree) -> None:
    _site(
        tree,
        key=":authors: Ada Lovelace\n:editors: Mary Somerville, Bob Bee\n:publisher: Taylor\n"
        ":edition: 2\n:isbn: 978-0-306-40615-7\n:tags: computing, music\n:license: cc-by-4.0\n",
        bare=":authors: Ada Lovelace\n",
    )

    found, bare = _landing(tree, "key"), _landing(tree, "bare")

    assert found.facts == (
        ("Editors", "Mary Somerville, Bob Bee"),
        ("Publisher", "Taylor"),
        ("Edition", "2"),
        ("ISBN", "978-0-306-40615-7"),
    )
    assert found.tags == ("computing", "music")
    assert found.license == "https://creativecommons.org/licenses/by/4.0/"
    assert (bare.facts, bare.tags, bare.license) == ((), (), "")


def test_people_and_projects_of_the_site_are_named_once(tree: Tree) -> None:
    _site(
        tree,
        key=":authors: Charles Babbage, Mary Somerville, Ada Lovelace\n:projects: loom, engine\n",
    )

    found = _landing(tree, "key")

    assert [one.ref.id for one in found.people] == ["charles", "ada"]
    assert _keys(found.projects) == ["loom", "engine"]
    assert [one.docname for one in found.projects] == ["research/loom", "research/engine"]


# --- people ---------------------------------------------------------------------------


def test_people_are_shown_as_they_are_now(tree: Tree) -> None:
    tree.write(
        "people/ada.md",
        "---\nperson:\n  name: Ada Lovelace\n  role: phd-student\n"
        "  affiliations: [lab, ucl]\n---\n",
    )
    tree.write("research/organisations.yaml", "lab: {name: Laboratory}\nucl: {name: UC}\n")
    tree.write("research/papers.md", _paper("key", ":authors: Ada Lovelace, Nobody Known\n"))

    (ada,) = _landing(tree, "key").people

    assert (ada.ref.docname, ada.role) == ("people/ada", "PhD students")
    assert ada.affiliation == Ref("Laboratory", kind=Kind.ORGANISATION, id="lab")


@pytest.mark.parametrize(
    ("license", "name"),
    [
        ("CC-BY-NC-4.0", "CC BY-NC 4.0"),
        ("MIT", "MIT"),
        ("https://example.org/terms", "https://example.org/terms"),
    ],
)
def test_licence_is_called_by_its_name(tree: Tree, license: str, name: str) -> None:  # noqa: A002 - the field's name
    _site(tree, key=f"{BY_ADA}:license: {license}\n")

    assert _landing(tree, "key").license_name == name


# --- neighbours -----------------------------------------------------------------------

BY_ADA = ":authors: Ada Lovelace\n"


def _dated(*years: int) -> dict[str, str]:
    return {f"in{year}": f"{BY_ADA}:year: {year}\n" for year in years}


def test_neighbours_follow_the_order_of_lists(tree: Tree) -> None:
    outside = {"outside": ":authors: Mary Somerville\n:year: 2022\n"}
    _site(tree, undated=BY_ADA, **outside, **_dated(2021, 2024, 2022))
    catalogue = tree.catalogue()
    order = ["undated", "in2024", "in2022", "in2021"]

    assert list(catalogue.ours) == order
    views = [landing(catalogue, entry(catalogue, key)) for key in order]
    assert [one.newer.id if one.newer else "" for one in views] == ["", *order[:-1]]
    assert [one.older.id if one.older else "" for one in views] == [*order[1:], ""]


def test_an_only_paper_has_no_neighbours(tree: Tree) -> None:
    _site(tree, only=BY_ADA)

    found = _landing(tree, "only")

    assert (found.newer, found.older, found.related) == (None, None, ())


# --- related papers -------------------------------------------------------------------


def test_a_shared_project_counts_more_than_a_shared_author(tree: Tree) -> None:
    _site(
        tree,
        key=f"{BY_ADA}:projects: engine\n:year: 2020\n",
        author=f"{BY_ADA}:year: 2020\n",
        project=":authors: Charles Babbage\n:projects: engine\n:year: 2010\n",
        both=f"{BY_ADA}:projects: engine\n:year: 2000\n",
        neither=":authors: Charles Babbage\n:projects: loom\n:year: 2020\n",
    )

    assert _related(tree, "key") == ["both", "project", "author"]


def test_of_equally_related_papers_the_nearest_in_time_come_first(tree: Tree) -> None:
    _site(tree, **_dated(2000, 2004, 2005, 2006, 2009, 2010, 2011, 2020))

    # Nearest among all papers; of two as near, the newer one.
    assert _related(tree, "in2006") == [
        "in2009",
        "in2005",
        "in2010",
        "in2004",
        "in2011",
    ]


def test_related_papers_say_where_and_when_they_appeared(tree: Tree) -> None:
    _site(
        tree,
        key=f"{BY_ADA}:year: 2006\n",
        short=f"{BY_ADA}:venue: memoirs\n:year: 2006\n",
        full=f"{BY_ADA}:venue: royal\n:year: 2005\n",
        written=f"{BY_ADA}:venue: A place nobody knows\n:year: 2004\n",
        dated=f"{BY_ADA}:year: 2003\n",
        bare=BY_ADA,
    )

    where = {ref.id: where for ref, where in _landing(tree, "key").related}

    assert where == {
        "short": "Memoirs · 2006",
        "full": "Meeting of the Royal Society · 2005",
        "written": "A place nobody knows · 2004",
        "dated": "2003",
        "bare": "",
    }


def test_works_of_others_are_never_related(tree: Tree) -> None:
    _site(
        tree,
        key=f"{BY_ADA}:projects: engine\n",
        outside=":authors: Mary Somerville\n:projects: engine\n",
        ours=f"{BY_ADA}:projects: engine\n",
    )

    assert _related(tree, "key") == ["ours"]


def test_a_work_of_others_has_neither_neighbours_nor_related_papers(tree: Tree) -> None:
    _site(
        tree,
        outside=":authors: Mary Somerville\n:projects: engine\n:year: 2020\n",
        **_dated(2019, 2021),
        ours=f"{BY_ADA}:projects: engine\n",
    )

    found = _landing(tree, "outside")

    assert (found.ours, found.people, found.related, found.newer, found.older) == (
        False,
        (),
        (),
        None,
        None,
    )
    assert _keys(found.projects) == ["engine"]


def test_of_a_thousand_papers_only_the_nearest_are_looked_at(tree: Tree) -> None:
    """Those that share two authors are too far away in the list of either."""
    both = ":authors: Ada Lovelace, Charles Babbage\n"
    early, late = range(1000, 1450), range(1450, 2000)
    _site(
        tree,
        **{f"in{year}": f"{both}:year: {year}\n" for year in early},
        **_dated(*late),
        key=f"{both}:year: 1500\n",
    )

    assert len(tree.catalogue().by_person["ada"]) == 1001
    assert _related(tree, "key") == [
        "in1500",
        "in1499",
        "in1501",
        "in1498",
        "in1502",
    ]


@pytest.mark.parametrize("key", ["in2000", "in2005", "in2010"])
def test_no_paper_is_related_to_itself(tree: Tree, key: str) -> None:
    _site(tree, **_dated(*range(2000, 2011)))

    related = _related(tree, key)

    assert key not in related
    assert len(set(related)) == MOST_RELATED
