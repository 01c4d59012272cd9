"""Questions for what is shown of one record, and for the news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_research.records.answers import Query
from sphinx_research.records.model import Person
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views import people, projects
from sphinx_research.records.views.entry import Entry, entry, explained
from sphinx_research.records.views.refs import Ref, ref

if TYPE_CHECKING:
    from sphinx_research.records.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Named(Query[Ref | None]):
    """A record's name and link, for a role."""

    kind: Kind
    id: str

    def view(self, catalogue: Catalogue) -> Ref | None:
        return ref(catalogue, self.kind, self.id)


@dataclass(frozen=True, slots=True)
class EntryOf(Query[Entry | None]):
    """A publication as lists show it."""

    key: str

    def view(self, catalogue: Catalogue) -> Entry | None:
        return entry(catalogue, self.key) if self.key in catalogue.records.publications else None


@dataclass(frozen=True, slots=True)
class Abstract(Query[str]):
    """A publication's abstract: Markdown, or nothing."""

    key: str

    def view(self, catalogue: Catalogue) -> str:
        paper = catalogue.records.publications.get(self.key)
        return (paper.abstract if paper else None) or ""


@dataclass(frozen=True, slots=True)
class CardOf(Query[people.Card | None]):
    """A person as lists of people show them: today, or as of a date."""

    id: str
    as_of: PartialDate | None = None

    def view(self, catalogue: Catalogue) -> people.Card | None:
        person = catalogue.records.people.get(self.id)
        return people.card(catalogue, person, self.as_of) if person else None


@dataclass(frozen=True, slots=True)
class ProjectOf(Query[projects.ProjectView | None]):
    """A project as its head and lists of projects show it."""

    id: str

    def view(self, catalogue: Catalogue) -> projects.ProjectView | None:
        project = catalogue.records.projects.get(self.id)
        return projects.project_view(catalogue, project) if project else None


@dataclass(frozen=True, slots=True)
class PapersOf(Query[tuple[Ref, ...]]):
    """The papers of a project by name, as the overview shows them."""

    id: str

    def view(self, catalogue: Catalogue) -> tuple[Ref, ...]:
        project = catalogue.records.projects.get(self.id)
        return projects.papers_of(catalogue, project) if project else ()


_PERSON_PARTS: dict[str, Callable[[Catalogue, Person], Any]] = {
    "profile": people.profile,
    "education": people.education,
    "employment": people.employment,
    "experience": people.experience,
    "awards": people.awards,
    "service": people.service,
    "interests": people.interests,
}


@dataclass(frozen=True, slots=True)
class PersonPart(Query[Any]):
    """The head of a person's page, or a section of their CV."""

    id: str
    part: str

    def view(self, catalogue: Catalogue) -> Any:  # noqa: ANN401 - as many kinds as there are parts
        person = catalogue.records.people.get(self.id)
        return _PERSON_PARTS[self.part](catalogue, person) if person else None


@dataclass(frozen=True, slots=True)
class AllNews(Query[tuple[projects.NewsView, ...]]):
    """Everything that happened, newest first."""

    def view(self, catalogue: Catalogue) -> tuple[projects.NewsView, ...]:
        return projects.all_news(catalogue)


@dataclass(frozen=True, slots=True)
class NewsByOwner(Query[dict[str, tuple[projects.NewsView, ...]]]):
    """The news by the page of the person or project whose record holds them."""

    def view(self, catalogue: Catalogue) -> dict[str, tuple[projects.NewsView, ...]]:
        owners: dict[str, list[projects.NewsView]] = {}
        for item in catalogue.answer(AllNews()).view:
            if item.about:
                owners.setdefault(item.about.docname, []).append(item)
        return {owner: tuple(items) for owner, items in owners.items()}


@dataclass(frozen=True, slots=True)
class News(Query[tuple[projects.NewsView, ...]]):
    """The news of the site, or of the person or project whose page is named."""

    about: str = ""
    limit: int = 0

    def view(self, catalogue: Catalogue) -> tuple[projects.NewsView, ...]:
        if self.about:
            items = catalogue.answer(NewsByOwner()).view.get(self.about, ())
        else:
            items = catalogue.answer(AllNews()).view
        return items[: self.limit or None]


@dataclass(frozen=True, slots=True)
class Marks(Query[tuple[tuple[str, str], ...]]):
    """The marks on authors that a list must explain: ``*`` equal contribution."""

    keys: tuple[str, ...]

    def view(self, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
        entries = (catalogue.answer(EntryOf(key)).view for key in self.keys)
        return explained((one for one in entries if one), catalogue.settings.words)
