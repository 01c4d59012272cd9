"""From an old site to this one: read, plan, ask, write, and tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_research.commands.asking import agreed
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.migrating.base import Carried, Format
from sphinx_research.commands.migrating.fields import Left
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.migrating.reporting import Story, full, short
from sphinx_research.commands.migrating.writing import plan
from sphinx_research.commands.running import saved
from sphinx_research.commands.settings import RefusedError, load_site
from sphinx_research.formats.text import counted
from sphinx_research.records.characters import printable

REPORT = Path("_build/migration.md")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be carried, and how.

    :param name: the format's
    :param path: the old site
    :param source: the folder that holds conf.py
    :param dry: to tell what would be done, and write no more than the report
    :param agreed: to write without asking
    """

    name: str
    path: Path
    source: Path
    dry: bool = False
    agreed: bool = False


def migrate(carry: Format, asked: Asked) -> int:
    """Carry an old site over.

    :return: the exit code: 1 if something was in the way, or keeps the site from building
    :raises RefusedError: if nothing can be carried
    """
    content = load_site(asked.source)
    old = OldSite(asked.path)
    _not_here(old.folder, asked.source)
    catalogue = content.works.catalogue
    into = Carried(old, catalogue.settings, content.works.site, documents=catalogue.documents)
    _carry(carry, old, into)
    changes = Changes(asked.source)
    outcome = plan(into, content.works, changes)
    changed = frozenset(changes)
    left = tuple(sorted({*into.left, *old.overlooked()}))
    review = tuple(sorted(set(into.review)))
    story = Story(asked.name, str(asked.path), outcome, left, review, (), dict(old.watch.theme))
    if asked.dry or not changed:
        _tell(story, asked.source)
        print(
            "\nNothing was written." if asked.dry else "\nNothing is new, so nothing was written."
        )
        return int(outcome.blocked)
    many = f"{counted(len(changed), 'file')} will be written, and none is overwritten."
    if not agreed(f"{many} Go on?", yes=asked.agreed):
        return 2
    changes.write()
    problems = _problems(asked.source, changed)
    _tell(replace(story, problems=problems), asked.source)
    done = (
        "mend what is named above, then run `nox -s build`" if problems else "run `nox -s build`"
    )
    print(f"\n{counted(len(changed), 'file')} written. Now read {REPORT}, and {done}.")
    return int(outcome.blocked or bool(problems))


def _carry(carry: Format, old: OldSite, into: Carried) -> None:
    """Read the old site; if nothing comes of it, say also what could not be read."""
    try:
        carry(old, into)
    except RefusedError as error:
        unread = [printable(f"{one.place}: {one.what}") for one in old.watch.left]
        raise RefusedError("\n  ".join([str(error), *unread])) from error


def _not_here(old: Path, source: Path) -> None:
    if old.resolve() == source.resolve():
        msg = f"{old} is this site itself; name the folder or file of the old one"
        raise RefusedError(msg)


def _problems(source: Path, changed: frozenset[str]) -> tuple[Left, ...]:
    """Look at the site as it is now, and name what is wrong where something was written."""
    found = load_site(source).problems
    return tuple(
        Left(one.place, one.cause, one.mend)
        for one in found
        if one.place.path in changed and not one.is_advice
    )


def _tell(story: Story, source: Path) -> None:
    for line in short(story):
        print(line)
    saved(source / REPORT, full(story).encode("utf-8", "backslashreplace"))
