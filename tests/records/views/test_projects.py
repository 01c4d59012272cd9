from __future__ import annotations

from sphinx_research.records.query import News, PapersOf, ProjectOf
from sphinx_research.records.views.entry import Link
from sphinx_research.records.views.projects import ProjectView
from sphinx_research.records.views.refs import Ref
from tests.records.conftest import Tree


def _project(lab: Tree, which: str = "engine") -> ProjectView:
    found = lab.catalogue().answer(ProjectOf(which)).view
    assert found is not None
    return found


def _add(lab: Tree, fields: str) -> None:
    """Give the engine, whose record has few fields, some more."""
    inner = "".join(f"\n  {line}" for line in fields.splitlines())
    lab.edit("research/engine.md", "  theme: seeing", f"  theme: seeing{inner}")


def _texts(refs: tuple[Ref, ...]) -> list[str]:
    return [one.text if isinstance(one.text, str) else one.text.plain for one in refs]


def test_a_project_shows_who_and_what_belongs_to_it(lab: Tree) -> None:
    _add(lab, "short: Engine\nsummary: It *computes*.\nadvisors: [mary]\norgs: [ucl, A Club]")

    found = _project(lab)

    assert (found.ref.docname, found.ref.id) == ("research/engine", "engine")
    assert [span.text for span in found.summary] == ["It ", "computes", "."]
    assert _texts(found.people) == ["Ada Lovelace", "Charles Babbage"]
    assert _texts(found.advisors) == ["Mary Somerville"]
    assert _texts(found.orgs) == ["University College", "A Club"]


def test_a_project_shows_its_papers_newest_first(lab: Tree) -> None:
    found = lab.catalogue().answer(PapersOf("engine")).view

    assert _texts(found) == ["Notes on the engine", "The engine", "Outside"]


def test_a_project_names_its_people_though_they_have_no_page(lab: Tree) -> None:
    _add(lab, "people: [mary, Bob Bee]")

    assert _texts(_project(lab).people)[:2] == ["Mary Somerville", "Bob Bee"]


def test_the_years_of_a_project_are_its_own_or_those_of_its_papers(lab: Tree) -> None:
    assert _project(lab).years == "2020–2024"
    assert _project(lab, "machine").years == "2023"

    _add(lab, "since: 2019\nuntil: 2021-05")

    assert _project(lab).years == "2019 – May 2021"


def test_a_project_without_dates_and_papers_has_no_years(lab: Tree) -> None:
    lab.write("research/new.md", "---\nproject: {title: New, people: [ada]}\n---\n")

    assert _project(lab, "new").years == ""


def test_funding_and_links_are_shown_as_written(lab: Tree) -> None:
    _add(lab, "funding: [{funder: ucl, award: No. 1}, {funder: A Fund}]")
    _add(lab, "links: {github: engine/code, demo: https://demo.example.org/}")

    found = _project(lab)

    assert [(_texts((funder,)), award) for funder, award, _ in found.funding] == [
        (["University College"], "No. 1"),
        (["A Fund"], ""),
    ]
    assert found.links == (
        Link("GitHub", "https://github.com/engine/code", "github"),
        Link("Demo", "https://demo.example.org/", "demo"),
    )


def test_news_tell_their_day_their_owner_and_their_paper(lab: Tree) -> None:
    note = "{date: 2024-07-01, text: 'By {person}`ada`', publication: notes}"
    _add(lab, f"news: [{note}]")

    (found,) = lab.catalogue().answer(News(about="research/engine")).view

    assert (found.when, found.about and found.about.id) == ("1 Jul 2024", "engine")
    assert found.publication is not None
    assert _texts((found.publication,)) == ["Notes on the engine"]
    assert isinstance(found.text[1], Ref)


def test_news_of_the_site_belong_to_nobody(lab: Tree) -> None:
    lab.write("research/news.yaml", "- {date: 2030, text: A site}\n")

    newest = lab.catalogue().answer(News()).view[0]

    assert (newest.when, newest.about, newest.publication) == ("2030", None, None)
