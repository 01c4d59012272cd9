"""What is not wrong, and could be better; and numbers whose check digit says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Code, Place, Problem

_ADDRESSES = ("doi", "arxiv", "paper", "pdf", "code", "data", "website", "slides", "poster")
_MORE = ("video", "supplement", "blog")


def advice(works: Works) -> Iterator[Problem]:
    """Look at every record."""
    catalogue = works.catalogue
    yield from _people(catalogue)
    for project in catalogue.records.projects.values():
        if project.image and not project.image_alt:
            cause = (
                f"the picture of project `{project.id}` has no words for those who do not see it"
            )
            yield Problem(Code.NO_ALT, project.place, cause, "add `image_alt:` with what it shows")
    for paper in catalogue.records.publications.values():
        yield from _paper(paper, ours=catalogue.is_ours(paper.id))
    for venue in catalogue.records.venues.values():
        if venue.issn and not is_issn(venue.issn):
            yield _digits(f"the ISSN `{venue.issn}` of `{venue.id}`", venue.place)


def _people(catalogue: Catalogue) -> Iterator[Problem]:
    today = catalogue.settings.today
    for person in catalogue.records.people.values():
        left = person.stays and all(stay.period.ended(today) for stay in person.stays)
        if not (person.orcid or "orcid" in person.links or left):
            cause = f"`{person.id}` has no ORCID iD, by which papers are found and told apart"
            mend = "add `orcid:`; https://orcid.org/register gives one"
            yield Problem(Code.NO_ORCID, person.place, cause, mend)


def _paper(paper: Publication, *, ours: bool) -> Iterator[Problem]:
    linked = any(getattr(paper, name) for name in (*_ADDRESSES, *_MORE))
    if ours and not linked:
        cause = f"publication `{paper.id}` has no link: readers cannot get to it"
        mend = "add `doi`, `arxiv` or `paper`"
        yield Problem(Code.NO_LINK, paper.place, cause, mend)
    if paper.isbn and not all(map(is_isbn, re.split(r"[,;]", paper.isbn))):
        yield _digits(f"the ISBN `{paper.isbn}` of `{paper.id}`", paper.place)


def _digits(subject: str, place: Place) -> Problem:
    cause = f"{subject} cannot be right: its check digit is another"
    return Problem(Code.CHECK_DIGIT, place, cause, "copy it again")


def is_isbn(text: str) -> bool:
    """Whether the check digit of an ISBN is right (ISO 2108, of 10 or 13 digits)."""
    bare = re.sub(r"^isbn(?:-1[03])?:?", "", text.strip().lower())
    bare = re.sub(r"[\s\u2010-\u2015-]", "", bare).upper()
    if re.fullmatch(r"\d{13}", bare):
        return sum(int(sign) * (3 if n % 2 else 1) for n, sign in enumerate(bare)) % 10 == 0
    return _is_modulo_11(bare) if re.fullmatch(r"\d{9}[\dX]", bare) else False


def is_issn(text: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297)."""
    bare = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    return _is_modulo_11(bare) if re.fullmatch(r"\d{7}[\dX]", bare) else False


def _is_modulo_11(digits: str) -> bool:
    weights = range(len(digits), 0, -1)
    values = (10 if sign == "X" else int(sign) for sign in digits)
    return sum(w * v for w, v in zip(weights, values, strict=True)) % 11 == 0
