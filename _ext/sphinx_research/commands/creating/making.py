"""Where each kind of record is written, and in which form."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sphinx_research.commands import keys
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.creating import ids
from sphinx_research.commands.creating.forms import FORMS, data_of
from sphinx_research.commands.creating.settling import Settled, settle
from sphinx_research.commands.settings import Content, RefusedError
from sphinx_research.commands.written import block, data_file, entries, to_yaml
from sphinx_research.formats import beginnings
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.folding import fold
from sphinx_research.records.markup import Markup
from sphinx_research.records.matching import Match
from sphinx_research.records.model import Project, is_id, slug
from sphinx_research.records.names import Author, PersonName, parse_name
from sphinx_research.records.problems import Place, Problem, nearest
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.front_matter import without_record
from sphinx_research.records.sources.publications import find_blocks
from sphinx_research.records.tree import walk

NOT_IDS = frozenset({"index", "publications"})
"""What pages of people and projects cannot be called: their addresses are taken."""


@dataclass(frozen=True, slots=True)
class New:
    """Makes records for a site, in changes that are not written yet."""

    content: Content
    changes: Changes
    asked: argparse.Namespace

    def make(self, kind: Kind) -> Settled:
        """Make the record that is asked for.

        :raises RefusedError: if it cannot be made, or is there already
        """
        try:
            data = data_of(kind, self.asked)
            path = _WAYS.get(kind, New._data)(self, kind, data)
        except ValueError as error:
            raise RefusedError(error) from None
        return settle(self.content, self.changes, path, kind)

    # --- pages ----------------------------------------------------------------------------

    def _person(self, kind: Kind, data: dict[str, Any]) -> str:
        name = self._name(data["name"])
        data["name"] = str(name) if parse_name(str(name)) == name else data["name"]
        if not self.asked.namesake:
            match = self.content.works.catalogue.matcher.match(
                Author(name, orcid=data.get("orcid"))
            )
            self._refuse_if_here(data["name"], match)
        self._choice(data, "role", self.content.works.catalogue.settings.roles)
        return self._page(kind, self._id(kind, lambda: ids.id_of_name(name)), data)

    def _name(self, written: str) -> PersonName:
        """Read a name; an id in its place is refused, unless the id is given too."""
        if is_id(written) and not self.asked.id:
            words = written.replace("-", " ").title()
            msg = f'`{written}` is an id; write the name as papers have it, such as "{words}"'
            raise RefusedError(msg)
        return parse_name(written)

    def _refuse_if_here(self, name: str, match: Match) -> None:
        for one in filter(None, (match.id, *match.rivals)):
            known = self.content.works.catalogue.somebody(one)
            if known:
                msg = f"{name} is here already: {known.place}"
                if known.kind is Kind.COLLABORATOR:
                    msg += f"; remove `{known.id}` there, and begin the page with --id {known.id}"
                else:
                    msg += "; for somebody else of that name, add --namesake and --id"
                raise RefusedError(msg)

    def _project(self, kind: Kind, data: dict[str, Any]) -> str:
        title = Markup.parse(data["title"])
        for one in self.content.works.catalogue.records.projects.values():
            if title.key and one.title.key == title.key:
                msg = f"a project of that title is here already: {one.place}"
                raise RefusedError(msg)
        self._choice(data, "theme", self.content.works.catalogue.settings.themes)
        return self._page(kind, self._id(kind, lambda: ids.id_of_title(title.plain)), data)

    def _choice(self, data: dict[str, Any], field: str, known: Mapping[str, str]) -> None:
        """Take the only role or theme that there is, and none that there is not."""
        if field not in data and len(known) == 1:
            data[field] = next(iter(known))
        if field in data and data[field] not in known:
            mend = nearest(data[field], known) or f"conf.py has {', '.join(known) or 'none'}"
            msg = f"there is no {field} `{data[field]}`; {mend}"
            raise RefusedError(msg)

    def _page(self, kind: Kind, identifier: str, data: dict[str, Any]) -> str:
        begun = beginnings.BEGINNINGS[kind]
        settings = self.content.works.catalogue.settings
        choices = settings.roles if kind is Kind.PERSON else settings.themes
        main = str(data[FORMS[kind].main])
        title = Markup.parse(main).plain if kind is Kind.PROJECT else main
        path = f"{begun.folder}/{identifier}.md"
        text = beginnings.page(kind, title, to_yaml(data), choices)
        if identifier in NOT_IDS or self.changes.read(path) is not None:
            msg = f"{path} is there already; give another id, such as --id {identifier}-2"
            raise RefusedError(msg)
        self.changes.create(path, text)
        return path

    # --- papers ---------------------------------------------------------------------------

    def _publication(self, kind: Kind, data: dict[str, Any]) -> str:
        taken = {slug(key) for key in self.content.works.catalogue.records.publications}
        key = self._id(kind, lambda: keys.make(data, taken))
        project = next(map(self._project_of, data.get("projects", ())), None)
        text = self.changes.text(project.place.path) if project else ""
        if project is None or re.search(r"\{(?:research:)?publications\}", text):
            return self._entry(RawRecord(kind, key, data, Place(FORMS[kind].file)))
        path = project.place.path
        written = block(RawRecord(kind, key, data, Place(path)))
        self.changes.replace(path, _with_block(text, written))
        return path

    def _project_of(self, identifier: str) -> Project:
        projects = self.content.works.catalogue.records.projects
        if identifier in projects:
            return projects[identifier]
        mend = nearest(identifier, projects) or "begin it first: nox -s new -- project TITLE"
        msg = f"there is no project `{identifier}`; {mend}"
        raise RefusedError(msg)

    def _entry(self, record: RawRecord) -> str:
        problems: list[Problem] = []
        written = entries([record], self.content.works, problems.append)
        for problem in problems:
            raise RefusedError(str(problem))
        self.changes.append(record.place.path, "\n".join(written.values()))
        return record.place.path

    # --- records without a page -----------------------------------------------------------

    def _data(self, kind: Kind, data: dict[str, Any]) -> str:
        main = str(data[FORMS[kind].main])
        self._refuse_if_named(kind, main)
        if kind is Kind.COLLABORATOR:
            name = self._name(main)
            self._refuse_if_here(main, self.content.works.catalogue.matcher.match(Author(name)))
            identifier = self._id(kind, lambda: ids.id_of_name(name))
        else:
            identifier = self._id(kind, lambda: ids.id_of_title(data.get("short", main)))
        path = self._file(FORMS[kind].file)
        self.changes.append(path, data_file([RawRecord(kind, identifier, data, Place(path))]))
        return path

    def _refuse_if_named(self, kind: Kind, name: str) -> None:
        for one in self.content.works.catalogue.records.of(kind).values():
            names = (getattr(one, "name", ""), getattr(one, "short", ""))
            aliases = getattr(one, "aliases", ())
            if any(fold(str(known)) == fold(name) for known in (*names, *aliases) if known):
                msg = f"{name} is here already: {one.place} (`{one.id}`)"
                raise RefusedError(msg)

    def _news(self, kind: Kind, data: dict[str, Any]) -> str:
        data = {"date": data.pop("date", None) or self.asked.today.isoformat(), **data}
        path = self._file(FORMS[kind].file)
        before = self.changes.text(path)
        written = data_file([RawRecord(kind, "new", data, Place(path))])
        if "\r\n" in before:
            written = written.replace("\n", "\r\n")
        first = re.search(r"^-\s", before, re.MULTILINE)
        at = first.start() if first else len(before)
        self.changes.replace(path, before[:at] + written + before[at:])
        return path

    # --- ids and files --------------------------------------------------------------------

    def _id(self, kind: Kind, usual: Callable[[], str]) -> str:
        """Choose the id: the one given, else one made of the name, if no record has it."""
        given = self.asked.id
        if given and kind is not Kind.PUBLICATION:
            given = ids.checked(given)
        chosen = given or usual()
        shelves = [kind]
        if kind in {Kind.PERSON, Kind.COLLABORATOR}:
            shelves = [Kind.PERSON, Kind.COLLABORATOR]
        records = self.content.works.catalogue.records
        for one in _all(records.of(shelf) for shelf in shelves):
            if slug(one.id) == slug(chosen):
                msg = f"`{one.id}` is there already, {one.place}; give another with --id"
                raise RefusedError(msg)
        return chosen

    def _file(self, usual: str) -> str:
        """Find the file of a kind of records, wherever it stands."""
        name = PurePosixPath(usual).name
        found = [path for path in walk(self.changes.folder).files if path.endswith(f"/{name}")]
        return usual if usual in found or not found else found[0]


def _with_block(text: str, block: str) -> str:
    """Put a paper behind the last one of its page, or at the end, below a heading."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = with_newlines(text).rstrip().split("\n")
    last = [*find_blocks(without_record("\n".join(lines)))][-1:]
    at = last[0].line + last[0].content.count("\n") + 1 if last else len(lines)
    added = [""] + ([] if last else ["## Publications", ""]) + block.rstrip().split("\n")
    return end.join([*lines[:at], *added, *lines[at:], ""])


def _all(shelves: Iterable[Mapping[str, Any]]) -> Iterable[Any]:
    for shelf in shelves:
        yield from shelf.values()


_WAYS: Mapping[Kind, Callable[[New, Kind, dict[str, Any]], str]] = {
    Kind.PERSON: New._person,  # noqa: SLF001 - the table of the class's own ways
    Kind.PROJECT: New._project,  # noqa: SLF001
    Kind.PUBLICATION: New._publication,  # noqa: SLF001
    Kind.NEWS: New._news,  # noqa: SLF001
}
