"""The CV of a person of the site, in full or on two pages, as a PDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, get_args

from sphinx_research.formats.cv.papers import other_works, publications
from sphinx_research.formats.cv.rows import Section, Subject, advised, section
from sphinx_research.formats.cv.sections import (
    awards,
    education,
    employment,
    experience,
    interests,
    projects,
    service,
    students,
)
from sphinx_research.formats.pdf import TEMPLATES, compile_pdf, count_pages, versions
from sphinx_research.formats.pieces import Pieces, clipped, joined, names, pieces, said
from sphinx_research.formats.works import Works
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.model import Person
from sphinx_research.records.query import PAPERS, Marks, Publications
from sphinx_research.records.values import PartialDate
from sphinx_research.records.views import people
from sphinx_research.records.views.refs import page_of

Style = Literal["full", "short"]

STYLES: tuple[Style, ...] = get_args(Style)

PAGES = 2
"""Most pages of a short CV."""

ROWS = 40
"""Most rows of a section that could stand on two pages."""

LINE = 400
"""Most characters of a line in a short CV; no real title is longer."""

LONGEST_ADDRESS = 45
"""Most characters of an address that is printed; a longer one hides behind its label."""


def file_name(page: str, style: Style) -> str:
    """``ada-cv.pdf``, ``ada-cv-short.pdf``: beside the page of the person.

    :param page: the page, or its last part, which is the id of the person
    """
    return f"{page}-cv.pdf" if style == "full" else f"{page}-cv-{style}.pdf"


def pdf_of(works: Works, person_id: str, style: Style) -> bytes:
    """Make the CV.  A short one has as many rows in each section as two pages hold.

    :raises KeyError: if the site has no such person
    :raises NoTypstError: if Typst or its fonts are not installed
    """
    data = cv(works, person_id, style)
    if style == "short" and count_pages(_template(), data) > PAGES:
        fitting, too_many = 0, ROWS
        while too_many - fitting > 1:
            rows = (fitting + too_many) // 2
            if count_pages(_template(), cv(works, person_id, style, rows)) > PAGES:
                too_many = rows
            else:
                fitting = rows
        data = cv(works, person_id, style, fitting)
    return compile_pdf(_template(), data)


def fingerprint(works: Works, person_id: str, style: Style) -> str:
    """Hash all that the bytes of a CV depend on, which takes far less than making it.

    :raises KeyError: if the site has no such person
    :raises NoTypstError: if Typst or its fonts are not installed
    """
    digest = hashlib.blake2b(digest_size=16, person=package_fingerprint())
    digest.update(json.dumps([cv(works, person_id, style), versions()]).encode())
    for template in sorted(TEMPLATES.glob("*.typ")):
        digest.update(template.read_bytes())
    return digest.hexdigest()


def cv(works: Works, person_id: str, style: Style, rows: int = ROWS) -> dict[str, Any]:
    """Give everything that a CV says, as plain data.

    :param rows: most rows of a section; a full CV has all
    :raises KeyError: if the site has no such person
    """
    person = works.catalogue.records.people[person_id]
    if style == "full":
        return _head(works, person) | {"sections": _full(works, person)}
    short: dict[str, Any] = _clipped(
        _head(works, person, rows) | {"sections": _short(works, person, rows)}
    )
    return short


def _head(works: Works, person: Person, most: int | None = None) -> dict[str, Any]:
    """Who it is, where, and how to reach them."""
    site = works.site
    view = people.profile(works.catalogue, person)
    name = str(person.name)
    language, region = site.language_and_region
    today, words = site.today, works.catalogue.settings.words
    return {
        "title": words("{name} – Curriculum vitae", name=name),
        "name": name,
        "native": {"text": view.card.native_name, "language": view.card.language},
        "language": language,
        "region": region,
        "position": joined([said(view.card.role), *names(view.affiliations, site)[:most]]),
        "advisors": advised(works, view.advisors),
        "contact": _contact(works, person, view)[:most],
        "notices": [pieces(notice, site) for notice in view.notices][:most],
        "date": words.date(PartialDate(today.year, today.month, today.day)) if today else "",
    }


def _contact(works: Works, person: Person, view: people.Profile) -> list[Pieces]:
    page = works.site.page(page_of(person))
    links = [(link.label, link.url) for link in view.links]
    return [
        *([said(view.email)] if view.email else []),
        *(said(_printed(url) or label, url=url) for label, url in links),
        *([said(_printed(page) or works.site.name, url=page)] if page else []),
    ]


def _printed(url: str) -> str:
    """The address as it is read aloud, or nothing where that is no use."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")
    return "" if "?" in bare or len(bare) > LONGEST_ADDRESS else bare


def _full(works: Works, person: Person) -> list[Section]:
    """Everything that the records know, in the order of an academic CV."""
    papers = _keys(works, Publications(person=person.id, types=PAPERS))
    subject = Subject(works, person, _numbered(papers))
    everything = _keys(works, Publications(person=person.id))
    others = [key for key in everything if key not in subject.papers]
    words = subject.words
    return [
        *section(words("Education"), education(subject)),
        *section(words("Research interests"), interests(subject)),
        *section(words("Publications"), publications(subject, papers), _legend(works, papers)),
        *section(words("Employment"), employment(subject)),
        *section(words("Awards and honours"), awards(subject)),
        *section(words("Service"), service(subject)),
        *section(words("Students"), students(subject)),
        *section(words("Research experience"), experience(subject)),
        *section(words("Projects"), projects(subject)),
        *other_works(subject, others),
    ]


def _short(works: Works, person: Person, rows: int) -> list[Section]:
    """What fits on two pages: the selected papers, or else the newest."""
    everything = _keys(works, Publications(person=person.id, types=PAPERS))
    selected = _keys(works, Publications(person=person.id, types=PAPERS, selected=True))
    papers = (selected or everything)[:rows]
    subject = Subject(works, person, _numbered(papers))
    words = subject.words
    title, count = words("Publications"), ""
    if len(papers) < len(everything):
        title = words("Selected publications") if selected else words("Recent publications")
        count = words("{shown} of {total}", shown=len(papers), total=len(everything))
    note = joined([said(count), _legend(works, papers)], " · ")
    return [
        *section(words("Research interests"), interests(subject)[:rows]),
        *section(words("Education"), education(subject)[:rows]),
        *section(words("Employment"), employment(subject)[:rows]),
        *section(title, publications(subject, papers), note),
        *section(words("Awards and honours"), awards(subject)[:rows]),
        *section(words("Service"), service(subject)[:rows]),
    ]


def _keys(works: Works, query: Publications) -> tuple[str, ...]:
    return tuple(key for group in works.catalogue.answer(query).view for key in group.ids)


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(keys, 1)}


def _legend(works: Works, keys: tuple[str, ...]) -> Pieces:
    marks = works.catalogue.answer(Marks(keys)).view
    return joined((said(f"{mark} {meaning}") for mark, meaning in marks), " · ")


def _clipped(data: Any) -> Any:  # noqa: ANN401 - as deep as the data are
    """Shorten each line: whatever stands in a record, rows have a greatest height."""
    match data:
        case [{"kind": str()}, *_]:
            return clipped(data, LINE)
        case str():
            return data[:LINE]
        case list():
            return [_clipped(one) for one in data]
        case dict():
            return {name: _clipped(value) for name, value in data.items()}
        case _:
            return data


@cache
def _template() -> str:
    return (TEMPLATES / "cv.typ").read_text("utf-8")
