"""The pictures that social networks show of a page: 1,200 × 630 pixels, as Open Graph has them.

- The Open Graph protocol: https://ogp.me/#structured
- X, "Summary card with large image"
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from sphinx_research.formats import facts
from sphinx_research.formats.html_text import shortened
from sphinx_research.formats.pdf import TEMPLATES, compile_images, versions
from sphinx_research.formats.tags import Tag, meta, prop
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.model import Person, Project
from sphinx_research.records.views.people import card as card_of_person
from sphinx_research.records.views.projects import project_view
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE, landing_page, page_of
from sphinx_research.records.words import Words

WIDTH, HEIGHT = 1200, 630

MOST_PAPERS = 300
"""With more papers, each has the card of its project, or else of its year."""

MOST_NAMES = 4
MOST_CHARACTERS = 220
"""Of a title: what fits in the smallest size."""

AT_ONCE = 50
"""How many cards are drawn in one go, so that memory stays small."""

SITE_CARD = "card.png"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, from top to bottom; what is empty is left out.

    :param native: a name in its own script, and `language` that of the script
    """

    site: str
    title: str
    native: str = ""
    language: str = ""
    people: str = ""
    where: str = ""

    @property
    def words(self) -> str:
        """What the picture says, for those who do not see it."""
        return ". ".join(filter(None, (self.title, self.people, self.where, self.site)))


class Cards:
    """The cards of a site."""

    def __init__(self, works: Works) -> None:
        self.works = works
        self._site = one_line(works.site.name)
        self._words = works.catalogue.settings.words
        papers = works.catalogue.records.publications
        self._shared = len(papers) > MOST_PAPERS
        self._all: dict[str, Card] | None = None

    @property
    def all(self) -> dict[str, Card]:
        """All cards, by the path of their files from the top of the site."""
        if self._all is None:
            self._all = dict(self._every())
        return self._all

    def path(self, record: Person | Project | None = None) -> str:
        """The file of the card of a person or project; of any other page the site's."""
        return f"{page_of(record)}-card.png" if record else SITE_CARD

    def path_of_paper(self, key: str) -> str:
        """The file of the card for a landing page."""
        if not self._shared:
            return f"{landing_page(key)}-card.png"
        work = self.works[key]
        if work.projects:
            return self.path(work.projects[0])
        return _path_of_year(work.issued.year) if work.issued else SITE_CARD

    def _every(self) -> Iterator[tuple[str, Card]]:
        records = self.works.catalogue.records
        yield SITE_CARD, Card("", self._site, people=one_line(self.works.site.author))
        for person in records.people.values():
            yield self.path(person), self._person(person)
        for project in records.projects.values():
            yield self.path(project), self._project(project)
        if not self._shared:
            for key in records.publications:
                yield self.path_of_paper(key), self._paper(self.works[key])
            return
        works = map(self.works.__getitem__, records.publications)
        alone = {work.issued.year for work in works if work.issued and not work.projects}
        for year in sorted(alone):
            yield (
                _path_of_year(year),
                Card(self._site, self._words("Publications of {year}", year=year)),
            )

    def _person(self, person: Person) -> Card:
        shown = card_of_person(self.works.catalogue, person)
        interests = ", ".join(one.text.plain for one in person.interests[:3])
        where = str(shown.affiliation.text) if shown.affiliation else ""
        return Card(
            self._site,
            _title(str(person.name)),
            one_line(shown.native_name),
            shown.language,
            _line(" · ".join(filter(None, (shown.role, where)))),
            _line(interests),
        )

    def _project(self, project: Project) -> Card:
        shown = project_view(self.works.catalogue, project)
        names = [one.text if isinstance(one.text, str) else one.text.plain for one in shown.people]
        papers = len(self.works.catalogue.by_project.get(project.id, ()))
        count = self._words.several("{number} paper", "{number} papers", papers)
        said = (shown.years, count if papers else "")
        return Card(
            self._site,
            _title(project.title.plain),
            people=_line(_named(names, self._words)),
            where=_line(" · ".join(filter(None, said))),
        )

    def _paper(self, work: Work) -> Card:
        venue = work.venue
        container = facts.container(work)
        named = one_line(venue.short or venue.name) if venue and container else container
        year = str(work.issued.year) if work.issued else ""
        names = [one_line(str(author.name)) for author in facts.authors(work)]
        return Card(
            self._site,
            _title(work.record.title.plain),
            people=_line(_named(names, self._words)),
            where=_line(" · ".join(filter(None, (named, year)))),
        )


def _path_of_year(year: int) -> str:
    return f"{PUBLICATIONS_PAGE}-{year}-card.png"


def _title(text: str) -> str:
    return shortened(one_line(text), MOST_CHARACTERS)


def _line(text: str) -> str:
    return shortened(one_line(text), 160)


def _named(names: Sequence[str], words: Words) -> str:
    """``A, B, C and 297 others``."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    shown = MOST_NAMES - 1
    others = len(names) - shown
    told = ", ".join(names[:shown])
    return words.several(
        "{names} and {number} other", "{names} and {number} others", others, names=told
    )


# --- drawing ------------------------------------------------------------------------------


def draw(cards: Iterable[Card]) -> Iterator[bytes]:
    """Draw cards, each as a PNG.

    :raises NoTypstError: if Typst or its fonts are not installed
    """
    waiting = [asdict(card) for card in cards]
    for start in range(0, len(waiting), AT_ONCE):
        yield from compile_images(_template(), waiting[start : start + AT_ONCE], ppi=144)


def fingerprint(card: Card) -> str:
    """Hash all that the bytes of a card depend on.

    :raises NoTypstError: if Typst or its fonts are not installed
    """
    digest = hashlib.blake2b(digest_size=16, person=package_fingerprint())
    digest.update(json.dumps([asdict(card), versions(), _templates()]).encode())
    return digest.hexdigest()


@cache
def _template() -> str:
    return (TEMPLATES / "card.typ").read_text("utf-8")


@cache
def _templates() -> str:
    """All that the template may import, too."""
    return "".join(file.read_text("utf-8") for file in sorted(TEMPLATES.glob("*.typ")))


# --- the head of a page -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Image:
    """The picture that stands for a page.

    :param url: the whole address
    :param alt: what it shows
    """

    url: str
    width: int
    height: int
    alt: str


def tags(image: Image | None) -> tuple[Tag, ...]:
    """Name the picture of a page to social networks."""
    if image is None or not image.url:
        return (meta("twitter:card", "summary"),)  # X takes the rest from Open Graph
    large = image.width >= WIDTH // 2
    return (
        prop("og:image", image.url),
        prop("og:image:width", str(image.width)),
        prop("og:image:height", str(image.height)),
        *((prop("og:image:alt", one_line(image.alt)),) if one_line(image.alt) else ()),
        meta("twitter:card", "summary_large_image" if large else "summary"),
    )
