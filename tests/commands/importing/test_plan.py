"""Whatever a service says of a paper, it is added whole or not at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.importing import crossref
from sphinx_research.commands.importing.found import FILE, Found
from sphinx_research.commands.importing.here import Here
from sphinx_research.commands.importing.plan import Plan, Wishes
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Problem
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.abstracts import with_prose_only
from sphinx_research.records.sources.bibtex import read_bibtex

ODD = st.lists(
    st.text(max_size=6)
    | st.sampled_from(
        [
            *("{", "}", "\\", "%", "$", "$x_1$", "@misc{a,", "\n", "\n\n", " and ", "others", ","),
            *("<i>a</i>", "<b", "&amp;", "<script>", ":::", "```", "{raw}`x`", "# a", "#", '"'),
            *("Ada", "Lovelace", "van", "Jr.", "~", "``", "--", "https://x.org/", "\u202e", "é"),
            *("\ud800", "\0", "\x1b[31m", "王", "$$", "\\input{x}", "x = {y},", "]]>"),
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)
PERSON = st.fixed_dictionaries(
    {"family": ODD}, optional={"given": ODD, "suffix": ODD, "name": ODD}
)
WORK = st.fixed_dictionaries(
    {
        "title": ODD.map(lambda text: [f"Engines {text}"]),
        "author": st.lists(PERSON, min_size=1, max_size=3),
        "type": st.sampled_from(sorted(crossref.TYPES)),
    },
    optional={
        "container-title": ODD.map(lambda text: [text]),
        "abstract": ODD,
        "volume": ODD,
        "page": ODD,
        "publisher": ODD,
        "DOI": ODD.map(lambda text: f"10.1000/{text}"),
        "issued": st.just({"date-parts": [[2024, 5]]}),
    },
)


def works() -> Works:
    return Works(Catalogue(Records(), Settings()), Site("", "https://lab.example.org/"))


def planned(found: list[Found]) -> tuple[Plan, list[Publication], list[Problem]]:
    """Plan to add papers, and read the file as it would be."""
    with TemporaryDirectory() as folder:
        changes = Changes(Path(folder))
        plan = Plan(Here(works()), changes, Wishes())
        for one in found:
            plan.consider(one)
        plan.finish()
        source = with_prose_only(read_bibtex(changes.text(FILE), FILE))
    problems = list(source.problems)
    read = [validate(record, problems.append) for record in source.records]
    return plan, [one for one in read if isinstance(one, Publication)], problems


@settings(deadline=None)
@given(st.lists(WORK, min_size=1, max_size=3))
def test_what_is_written_reads_back_without_problems(messages: list[dict[str, Any]]) -> None:
    plan, papers, problems = planned([crossref.read(one) for one in messages])

    new = [told.line.split(", ")[0] for told in plan.told if told.line.startswith("new: ")]
    assert [f"new: {paper.id}" for paper in papers] == new
    assert problems == []


def test_of_1000_papers_each_is_added_once() -> None:
    found = [
        Found({"title": f"Engine number {n % 500}", "authors": "Ada Lovelace"}, "x")
        for n in range(1000)
    ]

    plan, papers, problems = planned(found)

    assert len(papers) == 500
    assert len({paper.id for paper in papers}) == 500
    assert problems == []
    assert not plan.failed
