"""What the program ``new`` takes for each kind of record: options are fields."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sphinx_research.records.raw import Kind

LISTS = frozenset({"affiliations", "advisors", "aliases", "people", "projects"})
"""Fields that take several things, separated by commas."""

LINKS = frozenset({"homepage", "github", "scholar", "code"})
"""Of people and projects, the options that stand below ``links``."""


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of record.

    :param main: the field that is given first, without the name of an option
    :param options: other fields, and what to write there
    :param needed: of them, those that cannot be left out
    :param file: where records without a page are written, if there is no such file yet
    """

    main: str
    meaning: str
    options: Mapping[str, str]
    needed: frozenset[str] = field(default_factory=frozenset)
    file: str = ""


FORMS: Mapping[Kind, Form] = {
    Kind.PERSON: Form(
        "name",
        "a page in people/",
        {
            "role": "one of those that conf.py has",
            "since": "2025, 2025-09 or 2025-09-01",
            "native_name": "the name in its own script",
            "affiliations": "ids or names of organisations, separated by commas",
            "advisors": "ids or names of people, separated by commas",
            "orcid": "an ORCID iD",
            "email": "an address, such as ada [at] example.org",
            "homepage": "a web address",
            "github": "the name of the account",
            "scholar": "the id at Google Scholar",
        },
    ),
    Kind.PROJECT: Form(
        "title",
        "a page in research/",
        {
            "summary": "one sentence",
            "theme": "one of those that conf.py has",
            "people": "ids of people, separated by commas",
            "since": "2025, 2025-09 or 2025-09-01",
            "code": "a web address",
        },
    ),
    Kind.PUBLICATION: Form(
        "title",
        "a paper, on the page of its project or in research/papers.bib",
        {
            "authors": "all names in their order, separated by commas",
            "date": "2025, 2025-09 or 2025-09-01",
            "venue": "the id or name of a journal or conference",
            "type": "article, conference, preprint, thesis and so on",
            "doi": "the DOI",
            "arxiv": "the arXiv id",
            "paper": "a web address, where there is neither",
            "code": "a web address",
            "projects": "ids of projects, separated by commas",
        },
        frozenset({"authors"}),
        "research/papers.bib",
    ),
    Kind.NEWS: Form(
        "text",
        "an item of news of the whole site",
        {
            "date": "the day, or month; today if it is left out",
            "publication": "the key of a paper",
        },
        file="research/news.yaml",
    ),
    Kind.VENUE: Form(
        "name",
        "a journal, conference or preprint server",
        {
            "short": "its short name",
            "type": "journal, conference, workshop or repository",
            "aliases": "other ways to write it, separated by commas",
            "url": "a web address",
        },
        file="research/venues.yaml",
    ),
    Kind.ORGANISATION: Form(
        "name",
        "a university, company or laboratory",
        {
            "short": "its short name",
            "native_name": "the name in its own script",
            "parent": "the id of what it is part of",
            "url": "a web address",
            "ror": "its id in the Research Organization Registry",
        },
        file="research/organisations.yaml",
    ),
    Kind.COLLABORATOR: Form(
        "name",
        "somebody who is named here and has no page",
        {
            "native_name": "the name in its own script",
            "url": "a web address",
            "orcid": "an ORCID iD",
        },
        file="people/collaborators.yaml",
    ),
}


def data_of(kind: Kind, asked: argparse.Namespace) -> dict[str, Any]:
    """Put what is given into fields."""
    form = FORMS[kind]
    data: dict[str, Any] = {form.main: " ".join(getattr(asked, form.main).split())}
    links: dict[str, str] = {}
    for name in form.options:
        value = " ".join((getattr(asked, name) or "").split())
        if not value:
            continue
        if name in LINKS and kind is not Kind.PUBLICATION:
            links[name] = value
        elif name in LISTS:
            data[name] = [one for one in map(str.strip, value.split(",")) if one]
        else:
            data[name] = value
    return data | ({"links": links} if links else {})
