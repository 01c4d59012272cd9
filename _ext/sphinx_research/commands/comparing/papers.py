"""What has become of papers."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_research.commands.comparing.both import (
    Both,
    fields,
    item,
    members,
    moved,
    name_of,
    renamed,
    somebody,
)
from sphinx_research.commands.comparing.statement import Item, Mark, names
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Publication


def papers(both: Both) -> Iterator[Item]:
    """Say what has become of each paper."""
    for old, new in both.papers:
        if old and new:
            if said := [*_paper(both, old, new)]:
                yield item(Mark.CHANGED, new, said)
        elif new:
            yield item(Mark.ADDED, new, _whose(both.after, new.id))
        elif old:
            yield item(Mark.REMOVED, old, _whose(both.before, old.id))


def _whose(catalogue: Catalogue, key: str) -> Iterator[str]:
    if people := members(catalogue, key):
        yield f"of {names(somebody(catalogue, people))}"
    else:
        yield "a work of others, which lists of papers leave out"
    projects = catalogue.records.projects
    known = [one for one in catalogue.records.publications[key].projects if one in projects]
    if known:
        yield f"in {names(name_of(projects[one]) for one in known)}"


def _paper(both: Both, old: Publication, new: Publication) -> Iterator[str]:
    yield from renamed(old, new)
    if old.authors != new.authors:
        yield "has other authors, or other signs behind them"
    who = {one.id: two.id for one, two in both.people if one and two}
    were = {who.get(one, one): one for one in members(both.before, old.id)}
    lost, won = moved(were, members(both.after, new.id))
    if won:
        yield f"is linked to {names(somebody(both.after, won))} now"
    if lost:
        yield f"is no longer linked to {names(somebody(both.before, map(were.__getitem__, lost)))}"
    was, is_now = both.before.is_ours(old.id), both.after.is_ours(new.id)
    if is_now and not was:
        yield "stands in lists of papers now, since it has an author here"
    if was and not is_now:
        yield "leaves the lists of papers, since none of its authors has a page here"
    yield from fields(old, new)
