"""What records say of each other: names that nobody has, works that stand here twice.

Every problem points at the line of the field that causes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from pathlib import Path as FilePath

from pydantic import BaseModel

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.files import PICTURES
from sphinx_research.records.identities import identities
from sphinx_research.records.markup import Markup
from sphinx_research.records.matching import Match
from sphinx_research.records.model import (
    Person,
    Project,
    Publication,
    PublicationType,
    Record,
    is_id,
)
from sphinx_research.records.names import NOBODY, Author
from sphinx_research.records.problems import Code, Nearest, Place, Problem, Report, nearest
from sphinx_research.records.raw import Kind, Path, RawRecord
from sphinx_research.records.remedies import decide, decide_nearly, remedy
from sphinx_research.records.tree import find
from sphinx_research.records.views.redirects import OldAddress, old_addresses, page_files
from sphinx_research.records.views.refs import ROLES, landing_page

Origins = Mapping[tuple[Kind, str], RawRecord]
"""What each record was made from, for the lines of its fields."""


_ROLE_SLIP = re.compile(r"\{([a-z]+)\}$|\{(person|project|org|pub|venue|cite)\}")
"""What is left as text of a role that is misspelt, unknown or without its closing mark."""


class Checker:
    """Looks at every record in the light of all others.

    :param source: the source directory, for the files that records name
    :param broken: ids of records that exist but were left out, with problems of their own
    """

    def __init__(
        self,
        catalogue: Catalogue,
        origins: Origins,
        broken: frozenset[str],
        source: FilePath,
        report: Report,
    ) -> None:
        self.catalogue = catalogue
        self.records = catalogue.records
        self.origins = origins
        self.broken = broken
        self.source = source
        self._nearest = Nearest()
        self.report = report

    def check(self) -> None:
        """Report everything."""
        for person in self.records.people.values():
            self._person(person)
        for project in self.records.projects.values():
            self._project(project)
        for paper in self.records.publications.values():
            self._publication(paper)
        for organisation in self.records.organisations.values():
            parent = filter(None, [organisation.parent])
            self._known(Kind.ORGANISATION, organisation, "parent", parent)
        for item in self.records.news.values():
            about = filter(None, [item.publication])
            self._known(Kind.PUBLICATION, item, "publication", about)
        for kind in Kind:
            for record in self.records.of(kind).values():
                for way, markup in markups(record):
                    self._roles(record, way, markup)
        self._same_works()
        self._old_addresses()

    # --- by kind --------------------------------------------------------------------------

    def _person(self, person: Person) -> None:
        self._file(person, "photo", person.photo)
        self._stays(person)
        self._people(person, ("advisors",), person.advisors)
        self._organisations(person, ("affiliations",), person.affiliations)
        for number, education in enumerate(person.education):
            way = ("education", number)
            self._organisations(person, (*way, "org"), [education.org])
            self._organisations(person, (*way, "unit"), filter(None, [education.unit]))
            self._people(person, (*way, "advisors"), education.advisors)
        for number, employment in enumerate(person.employment):
            way = ("employment", number)
            self._organisations(person, (*way, "org"), [employment.org])
            for stint, below in (
                (employment, way),
                *((group, (*way, "groups", n)) for n, group in enumerate(employment.groups)),
            ):
                self._organisations(person, (*below, "unit"), filter(None, [stint.unit]))
                self._people(person, (*below, "advisors"), stint.advisors)
                self._known(Kind.PROJECT, person, (*below, "projects"), stint.projects)
        for number, interest in enumerate(person.interests):
            shown = ("interests", number, "publications")
            self._known(Kind.PUBLICATION, person, shown, interest.publications)
        for number, award in enumerate(person.awards):
            self._organisations(person, ("awards", number, "by"), filter(None, [award.by]))
        self._news(person)
        dated = any(notice.until for notice in person.notices)
        if dated and self.catalogue.settings.today is None:
            cause = f"a notice of `{person.id}` has an end, but the build has no date"
            mend = "set SOURCE_DATE_EPOCH, or research_build_date in conf.py"
            self._say(Code.BUILD_DATE, person, ("notices",), cause, mend)

    def _stays(self, person: Person) -> None:
        """Look at the roles of a person, and at their order in time."""
        roles = self.catalogue.settings.roles
        if not person.roles:
            self._choice(person, ("role",), person.role, roles)
            return
        for number, stay in enumerate(person.roles):
            self._choice(person, ("roles", number, "role"), stay.role, roles)
        for field in ("role", "since", "until"):
            if field in person.model_fields_set:
                cause = f"`{person.id}` has `{field}` beside `roles`, which says it already"
                self._say(Code.VALUE, person, (field,), cause, f"remove `{field}`")
        for stay, later in pairwise(person.stays):
            way = ("roles", person.roles.index(stay))
            if later.since is None:
                cause = f"it is not said whether `{stay.role}` or `{later.role}` came first"
                self._say(Code.VALUE, person, way, cause, "give the later one a `since`")
            elif stay.until is None:
                cause = f"`{stay.role}` goes on when `{later.role}` begins ({later.since})"
                self._say(Code.VALUE, person, way, cause, "give it an `until`")
            elif later.since.last < stay.until.first:
                cause = f"`{stay.role}` ends ({stay.until}) after `{later.role}` begins"
                mend = f"let it end by {later.since}, or the other begin later"
                self._say(Code.VALUE, person, (*way, "until"), cause, mend)

    def _project(self, project: Project) -> None:
        self._file(project, "image", project.image)
        self._choice(project, ("theme",), project.theme, self.catalogue.settings.themes)
        self._people(project, ("people",), project.people)
        self._people(project, ("advisors",), project.advisors)
        self._organisations(project, ("orgs",), project.orgs)
        for number, funding in enumerate(project.funding):
            self._organisations(project, ("funding", number, "funder"), [funding.funder])
        self._news(project)
        if not self.catalogue.people_of[project.id]:
            cause = f"project `{project.id}` has no people"
            self._say(Code.ORPHAN, project, (), cause, "name them under `people:`")

    def _news(self, owner: Person | Project) -> None:
        for number, item in enumerate(owner.news):
            about = filter(None, [item.publication])
            self._known(Kind.PUBLICATION, owner, ("news", number, "publication"), about)

    def _publication(self, paper: Publication) -> None:
        self._file(paper, "image", paper.image)
        matches = self.catalogue.matches[paper.id]
        present = {match.id for match in matches}  # nobody is an author twice
        for author, match in zip(paper.authors, matches, strict=True):
            self._author(paper, author, match, present)
        self._known(Kind.PROJECT, paper, "projects", paper.projects)
        from_bibtex = paper.place.path.endswith(".bib")  # where a journal is a name, never an id
        written = paper.venue and is_id(paper.venue) and not from_bibtex
        if paper.venue and written and paper.id not in self.catalogue.venue_of:
            self._known(Kind.VENUE, paper, "venue", [paper.venue])
        page = landing_page(paper.id)
        if page in self.catalogue.documents or page.endswith("/index"):
            cause = f"the page of publication `{paper.id}` has the place of another, `{page}`"
            self._say(Code.DUPLICATE_ID, paper, (), cause, "give the publication another key")
        patent = paper.type is PublicationType.PATENT
        if not (paper.projects or patent) and self.catalogue.is_ours(paper.id):
            cause = f"publication `{paper.id}` belongs to no project"
            self._say(Code.ORPHAN, paper, (), cause, "name one with `projects`")

    def _author(
        self, paper: Publication, author: Author, match: Match, present: set[str | None]
    ) -> None:
        if author.person and author.person != NOBODY:
            self._somebody(paper, ("authors",), author.person)
        elif match.rivals:
            first = match.rivals[0]
            cause = f"the author `{author.name}` may be any of {', '.join(match.rivals)}"
            mend = decide(author.name, first, paper.place)
            self._say(Code.AMBIGUOUS_AUTHOR, paper, ("authors",), cause, mend)
        near = [who for who in match.near if who in self.records.people and who not in present]
        if near:
            name = self.records.people[near[0]].name
            cause = f"the author `{author.name}` is nearly {name} ({near[0]})"
            mend = decide_nearly(author.name, near[0], paper.place)
            self._say(Code.NEAR_AUTHOR, paper, ("authors",), cause, mend)

    def _same_works(self) -> None:
        seen: dict[tuple[str, str], Publication] = {}
        told: set[tuple[str, str]] = set()
        for paper in self.records.publications.values():
            for what, value in identities(paper.doi, paper.arxiv, paper.title):
                other = seen.setdefault((what, value), paper)
                if other is paper or (other.id, paper.id) in told:
                    continue
                told.add((other.id, paper.id))
                cause = f"`{paper.id}` and `{other.id}` ({other.place}) have the same {what}"
                mend = "keep one record, with the identifiers of the preprint and of the paper"
                self._say(Code.SAME_WORK, paper, (), cause, mend)

    def _old_addresses(self) -> None:
        claimed: dict[str, OldAddress] = {}
        old_ones = list(old_addresses(self.catalogue))
        pages = page_files(self.catalogue) if old_ones else {}
        for old in old_ones:
            way = ("redirect_from", old.number)
            for file in old.files:
                folded = file.casefold()
                first = claimed.setdefault(folded, old)
                if page := pages.get(folded):
                    cause = f"the old address `{old.path}` is that of the page `{page}` today"
                    self._say(Code.DUPLICATE_ID, old.record, way, cause, "leave it out")
                elif first.record is not old.record:
                    cause = (
                        f"the old address `{old.path}` leads to `{first.record.id}` "
                        f"({first.record.place}) already"
                    )
                    self._say(Code.DUPLICATE_ID, old.record, way, cause, "keep it in one record")
                else:
                    continue
                break

    def _roles(self, record: Record, way: Path, markup: Markup) -> None:
        for span in markup.spans:
            if span.kind != "role":
                if span.kind == "text" and (slip := _ROLE_SLIP.search(span.text)):
                    cause = f"`{slip[0]}` is no role as it stands here"
                    name = slip[1] or slip[2]
                    known = f"roles of a line are {', '.join(ROLES)}"
                    closed = f"write {slip[0]}`id`, with both marks"
                    mend = closed if name in ROLES else nearest(name, ROLES) or known
                    self._say(Code.VALUE, record, way, cause, mend)
                continue
            kind = ROLES[span.role]
            if kind is Kind.PERSON:
                self._somebody(record, way, span.target)
            else:
                self._known(kind, record, way, [span.target])

    # --- references -----------------------------------------------------------------------

    def _known(self, kind: Kind, record: Record, way: str | Path, ids: Iterable[str]) -> None:
        known = self.records.of(kind)
        for identifier in ids:
            if identifier not in known and identifier not in self.broken:
                self._unknown(kind, record, way, identifier, known)

    def _people(self, record: Record, way: Path, ids: Iterable[str]) -> None:
        for identifier in filter(is_id, ids):
            self._somebody(record, way, identifier)

    def _somebody(self, record: Record, way: Path, identifier: str) -> None:
        if self.catalogue.somebody(identifier) is None and identifier not in self.broken:
            known = chain(self.records.people, self.records.collaborators)
            self._unknown(Kind.PERSON, record, way, identifier, known)

    def _organisations(self, record: Record, way: Path, ids: Iterable[str]) -> None:
        self._known(Kind.ORGANISATION, record, way, filter(is_id, ids))

    def _file(self, record: Record, field: str, path: str | None) -> None:
        if not path or path.removeprefix("/") in self.broken:  # which was reported
            return
        if find(self.source, path, PICTURES) is None:
            cause = f"there is no picture `{path}` in this repository"
            mend = "give its path from the top of the repository, such as `_static/ada.jpg`"
            self._say(Code.MISSING_FILE, record, (field,), cause, mend)

    def _choice(
        self, record: Record, way: Path, value: str | None, known: Mapping[str, str]
    ) -> None:
        if value and value not in known:
            cause = f"there is no {way[-1]} `{value}`"
            mend = nearest(value, known) or f"conf.py has {', '.join(known) or 'none'}"
            self._say(Code.UNKNOWN_ID, record, way, cause, mend)

    def _unknown(
        self, kind: Kind, record: Record, way: str | Path, identifier: str, known: Iterable[str]
    ) -> None:
        cause = f"there is no {kind} `{identifier}`"
        mend = remedy(kind, identifier, known, self._nearest)
        self._say(Code.UNKNOWN_ID, record, way, cause, mend)

    def _say(self, code: Code, record: Record, way: str | Path, cause: str, mend: str) -> None:
        self.report(Problem(code, self._place(record, way), cause, mend))

    def _place(self, record: Record, way: str | Path) -> Place:
        origin = self.origins.get((record.kind, record.id))
        return origin.place_of((way,) if isinstance(way, str) else way) if origin else record.place


def markups(part: BaseModel, way: Path = ()) -> Iterator[tuple[Path, Markup]]:
    """Walk through a record's lines of text, with the path to each."""
    for name, value in part:
        if value is None or isinstance(value, str):  # most are
            continue
        values = value if isinstance(value, tuple) else (value,)
        for number, item in enumerate(values):
            below = (*way, name, number) if isinstance(value, tuple) else (*way, name)
            if isinstance(item, Markup):
                yield below, item
            elif isinstance(item, BaseModel):
                yield from markups(item, below)
