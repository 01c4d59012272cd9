"""What has become of people and projects."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_research.commands.comparing.both import (
    Both,
    fields,
    item,
    moved,
    renamed,
    somebody,
)
from sphinx_research.commands.comparing.statement import Item, Mark, names, verb
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person, Project
from sphinx_research.records.views.people import is_alumni

_ALUMNI = "with `until` in the record, the page would stay, among those of the alumni"


def people(both: Both) -> Iterator[Item]:
    """Say what has become of each person."""
    for old, new in both.people:
        papers = [*_papers_of_person(both, old, new)] if new else []
        if old and new:
            if said := [*person_changes(both, old, new), *papers]:
                yield item(Mark.CHANGED, new, said)
        elif new:
            role = _role(both.after, new)
            yield item(Mark.ADDED, new, [f"joins as {role}" if role else "joins", *papers])
        elif old:
            yield item(Mark.REMOVED, old, ["leaves: there is no page any more", _ALUMNI])


def person_changes(both: Both, old: Person, new: Person) -> Iterator[str]:
    """Say what is new in the record of a person."""
    yield from renamed(old, new)
    left, leaves = is_alumni(both.before, old), is_alumni(both.after, new)
    if left is not leaves:
        yield "is one of the alumni now" if leaves else "is one of the alumni no more"
    before, after = _role(both.before, old), _role(both.after, new)
    if before != after:
        yield f"has {_named(after)}, and had {_named(before)}"
    if _dates(old) != _dates(new):
        yield "has other dates here"
    yield from fields(old, new, told=("since", "until"))


def _dates(person: Person) -> list[tuple[object, object]]:
    return [(stay.since, stay.until) for stay in person.stays]


def _role(catalogue: Catalogue, person: Person) -> str:
    role = person.role_on(catalogue.settings.today)
    return catalogue.settings.roles.get(role, role)


def _named(role: str) -> str:
    return f"the role {role}" if role else "no role"


def _papers_of_person(both: Both, old: Person | None, new: Person) -> Iterator[str]:
    return both.papers_moved(
        both.before.by_person.get(old.id, ()) if old else (),
        both.after.by_person.get(new.id, ()),
        "that stood here without a link to this person {are} linked now",
        "{are} no longer linked to this person",
    )


def projects(both: Both) -> Iterator[Item]:
    """Say what has become of each project."""
    for old, new in both.projects:
        if new:
            said = [*(project_changes(old, new) if old else ()), *_of_project(both, old, new)]
            if said or not old:
                yield item(Mark.CHANGED if old else Mark.ADDED, new, said)
        elif old:
            yield item(Mark.REMOVED, old, ["there is no page any more"])


def project_changes(old: Project, new: Project) -> Iterator[str]:
    """Say what is new in the record of a project."""
    yield from renamed(old, new)
    yield from fields(old, new)


def _of_project(both: Both, old: Project | None, new: Project) -> Iterator[str]:
    """Say which papers and people have come to a project, and which have gone."""
    yield from both.papers_moved(
        both.before.by_project.get(old.id, ()) if old else (),
        both.after.by_project.get(new.id, ()),
        "that stood here without it {are} part of it now",
        "{are} no longer part of it",
    )
    ids = {one.id: two.id for one, two in both.people if one and two}
    were = {ids.get(who, who): who for who in (both.before.people_of[old.id] if old else ())}
    left, came = moved(were, both.after.people_of[new.id])
    if came:
        who = names(somebody(both.after, came))
        yield f"{who} {verb(came, 'belongs', 'belong')} to it now"
    if left:
        who = names(somebody(both.before, map(were.__getitem__, left)))
        yield f"{who} {verb(left, 'belongs', 'belong')} to it no more"
