"""What is carried, as files of this site: pages, data files, BibTeX, and copies.

What is here already stays as it is.  If it is the same, nothing is said; if not, that is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from sphinx_research.commands import written
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.importing.here import Here
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fitting import fitting, with_names
from sphinx_research.commands.settings import RefusedError
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.model import News, Person, Project, Publication, Record, slug
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.data_files import read_data_file

PAPERS = "research/papers.bib"
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_FOLDERS = {Kind.PERSON: "people", Kind.PROJECT: "research"}
_DATA_FILES = {
    Kind.ORGANISATION: "research/organisations.yaml",
    Kind.VENUE: "research/venues.yaml",
    Kind.COLLABORATOR: "people/collaborators.yaml",
}
_NEWS = "research/news.yaml"
_SECTIONS = (
    ("News", "news"),
    ("Education", "education"),
    ("Employment", "employment"),
    ("Awards", "awards"),
    ("Service", "service"),
)
"""What a person's page shows of the record, if there is any: heading, and field and directive."""


@dataclass(slots=True)
class Outcome:
    """What becomes of what was carried.

    :ivar new: how many records of each kind, and files, will be added
    :ivar there: how many are here already, just so
    :ivar blocked: whether something else is in the way of any
    """

    new: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    blocked: bool = False


def plan(into: Carried, here: Works, changes: Changes) -> Outcome:
    """Put all that is carried into `changes`.

    :param here: the works of this site, as they are
    """
    return _Writer(into, here, changes).run()


class _Writer:
    def __init__(self, into: Carried, here: Works, changes: Changes) -> None:
        self.into = into
        self.here = here.catalogue.records
        self.works_here = Here(here)
        self.ids = {
            (kind, slug(known)): record
            for kind in (*_FOLDERS, *_DATA_FILES)
            for known, record in self.here.of(kind).items()
        }
        self.changes = changes
        self.outcome = Outcome()
        named = [with_names(raw, self._is_there) for raw in into.records]
        found = [one for raw in named if (one := fitting(raw, into))]
        self.good: list[tuple[RawRecord, Record]] = found
        self.works = _together(here, [made for _, made in found])

    def run(self) -> Outcome:
        for kind in _DATA_FILES:
            self._data_file(kind)
        self._papers()
        for raw, made in self.good:
            if isinstance(made, Person | Project):
                self._page(raw, made)
        self._news()
        self._copies()
        return self.outcome

    def _is_there(self, kind: Kind, identifier: str) -> bool:
        return self.into.has(kind, identifier) or (kind, slug(identifier)) in self.ids

    def _of(self, kind: Kind) -> list[tuple[RawRecord, Record]]:
        return [one for one in self.good if one[0].kind is kind]

    def _in_the_way(self, raw: RawRecord, place: str) -> None:
        self.outcome.blocked = True
        cause = f"the {raw.kind} `{raw.id}` stands in {place} already, with something else"
        self.into.leave(raw.place, cause, "compare the two, and add by hand what is missing")

    def _is_known(self, raw: RawRecord, made: Record) -> bool:
        """Whether this site has a record of that id; if it is not the same, that is reported."""
        other = self._same_id(raw.kind, raw.id)
        if other is None:
            return False
        if other.kind is raw.kind and _bare(other) == _bare(made):
            self.outcome.there[raw.kind] += 1
        else:
            self._in_the_way(raw, str(other.place))
        return True

    def _same_id(self, kind: Kind, identifier: str) -> Record | None:
        people = (Kind.PERSON, Kind.COLLABORATOR)
        for one in people if kind in people else (kind,):
            if found := self.ids.get((one, slug(identifier))):
                return found
        return None

    # --- data files -------------------------------------------------------------------------

    def _data_file(self, kind: Kind) -> None:
        new = [raw for raw, made in self._of(kind) if not self._is_known(raw, made)]
        if not new:
            return
        self._add_to(_DATA_FILES[kind], written.data_file(new), len(new), kind)

    def _add_to(
        self, path: str, text: str, number: int, kind: Kind, *, above: bool = False
    ) -> None:
        """Add records to a data file, unless nobody could read it afterwards."""
        before = self.changes.text(path)
        count = len(read_data_file(with_newlines(before), path).records)
        if before and above:
            end = "\r\n" if "\r\n" in before else "\n"
            self.changes.replace(path, text.replace("\n", end) + before)
        else:
            self.changes.append(path, text)
        after = read_data_file(with_newlines(self.changes.text(path)), path)
        if len(after.records) == count + number and not after.problems:
            self.outcome.new[kind] += number
            return
        self.changes.replace(path, before)
        self.outcome.blocked = True
        cause = f"{path} has a form to which nothing can be added"
        self.into.leave(
            Place(path), cause, "write each record on lines of its own, and run this again"
        )

    def _news(self) -> None:
        known = {_bare(one) for one in self.here.news.values()}
        new: dict[str, tuple[str, RawRecord]] = {}
        for raw, made in self._of(Kind.NEWS):
            if not isinstance(made, News):
                continue
            if _bare(made) in known:
                self.outcome.there[Kind.NEWS] += 1
            else:
                new.setdefault(_bare(made), (str(made.date), raw))
        if new:
            newest_first = sorted(new.values(), key=lambda one: one[0], reverse=True)
            text = written.data_file(raw for _, raw in newest_first)
            self._add_to(_NEWS, text, len(new), Kind.NEWS, above=True)

    # --- papers -----------------------------------------------------------------------------

    def _papers(self) -> None:
        papers = {
            raw.id: (raw, made)
            for raw, made in self._of(Kind.PUBLICATION)
            if isinstance(made, Publication)
        }
        for raw, _ in papers.values():
            if not self.works.catalogue.is_ours(raw.id):
                cause = "no author of this work has a page here, so no list shows it"
                mend = "begin the page of one, or cite the work on a page"
                self.into.ask(raw.place, cause, mend)
        text = with_newlines(self.changes.text(PAPERS))
        there = {entry.strip() for entry in re.split(r"\n(?=@)", text)}
        known = {slug(key): paper for key, paper in self.here.publications.items()}
        new: list[str] = []
        raws = [raw for raw, _ in papers.values()]
        for key, entry in written.entries(raws, self.works, _unsaid).items():
            raw, made = papers[key]
            if entry.strip() in there:
                self.outcome.there[Kind.PUBLICATION] += 1
            elif other := known.get(slug(key)) or self._same_work(made):
                self._in_the_way(raw, f"{other.place} as `{other.id}`")
            else:
                new.append(entry)
        if not new:
            return
        count = len(read_bibtex(text, PAPERS).records)
        self.changes.append(PAPERS, "\n".join(new))
        after = read_bibtex(self.changes.text(PAPERS), PAPERS)
        if len(after.records) < count + len(new):
            msg = f"{PAPERS} cannot be added to; mend what `nox -s check` says of it first"
            raise RefusedError(msg)
        self.outcome.new[Kind.PUBLICATION] += len(new)

    def _same_work(self, paper: Publication) -> Publication | None:
        same = self.works_here.same(paper)
        return same and same[0]

    # --- pages ------------------------------------------------------------------------------

    def _page(self, raw: RawRecord, made: Person | Project) -> None:
        path = f"{_FOLDERS[raw.kind]}/{raw.id}.md"
        bodies = self.into.bodies.get((raw.kind, raw.id), [])
        parts = [self.into.prose(body.text, body.place).strip() for body in bodies]
        text = written.page(raw, "\n\n".join([*filter(None, parts), *self._sections(made, parts)]))
        other = self._same_id(raw.kind, raw.id)
        before = self.changes.read(path)
        if before is not None and with_newlines(before.decode("utf-8", "replace")) == text:
            self.outcome.there[raw.kind] += 1
        elif before is not None or other:
            self._in_the_way(raw, str(other.place) if other else path)
        else:
            self.changes.create(path, text)
            self.outcome.new[raw.kind] += 1

    def _sections(self, made: Person | Project, parts: list[str]) -> list[str]:
        """Show at the end of a page what the record holds, unless its text has such a heading."""
        catalogue = self.works.catalogue
        titles = {title.strip().casefold() for title in _HEADING.findall("\n".join(parts))}
        sections: list[str] = []
        if isinstance(made, Person):
            wanted = [(title, name) for title, name in _SECTIONS if getattr(made, name)]
            if made.interests:
                wanted.insert(0, ("Interests", "interests"))
            has_papers = bool(catalogue.by_person.get(made.id))
        else:
            wanted = [("News", "news")] if made.news else []
            has_papers = bool(catalogue.by_project.get(made.id))
        if has_papers:
            wanted.append(("Publications", "publications"))
        for title, name in wanted:
            if title.casefold() in titles:
                continue
            option = "\n:style: numbered" if name == "publications" else ""
            sections.append(f"## {title}\n\n:::{{{name}}}{option}\n:::")
        return sections

    # --- files ------------------------------------------------------------------------------

    def _copies(self) -> None:
        for here, old in sorted(self.into.files.items()):
            content = self.into.old.content(old)
            before = self.changes.read(here)
            if before == content:
                self.outcome.there["file"] += 1
            elif before is None:
                self.changes.create(here, content)
                self.outcome.new["file"] += 1
            else:
                self.outcome.blocked = True
                cause = f"{here} is there already, and is another file"
                self.into.leave(Place(old), cause, "copy it under another name, and name that")


def _together(here: Works, made: list[Record]) -> Works:
    """Give the works of this site with what is new, so that papers find people and venues."""
    known = here.catalogue.records
    records = Records(**{name: dict(getattr(known, name)) for name in known.__slots__})
    for one in made:
        records.of(one.kind).setdefault(one.id, one)
    catalogue = Catalogue(records, here.catalogue.settings, here.catalogue.documents)
    return Works(catalogue, here.site)


def _bare(record: Record) -> str:
    """Write what a record says, without where it stands."""
    place = Place("")
    identifier = "" if isinstance(record, News) else record.id
    return repr(record.model_copy(update={"place": place, "id": identifier}))


def _unsaid(problem: Problem) -> None:
    """Say nothing: the record was validated before, and its problems were told then."""
    del problem
