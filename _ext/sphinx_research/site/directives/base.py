"""What the directives share: the catalogue, the page's own record, and option forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar, cast

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_research.records.catalogue import Records
from sphinx_research.records.model import Person, Project, PublicationType
from sphinx_research.records.problems import Code, nearest
from sphinx_research.records.query import PAPERS, Named
from sphinx_research.records.raw import Kind
from sphinx_research.records.remedies import remedy
from sphinx_research.records.values import PartialDate
from sphinx_research.records.words import Words
from sphinx_research.site.nodes import DOMAIN
from sphinx_research.site.reporting import report

if TYPE_CHECKING:
    from sphinx_research.records.answers import Query
    from sphinx_research.site.domain import ResearchDomain

OPTION_KINDS = {
    "person": Kind.PERSON,
    "project": Kind.PROJECT,
    "org": Kind.ORGANISATION,
    "venue": Kind.VENUE,
}

T = TypeVar("T")


class ResearchDirective(SphinxDirective):
    """A directive that asks the catalogue on behalf of its page."""

    @property
    def domain(self) -> ResearchDomain:
        """The domain, which holds the catalogue."""
        return cast("ResearchDomain", self.env.domains[DOMAIN])

    @property
    def records(self) -> Records:
        """All records by id."""
        return self.domain.catalogue.records

    @property
    def words(self) -> Words:
        """Writes in the language of the site."""
        return self.domain.catalogue.settings.words

    @property
    def docname(self) -> str:
        """The page being read."""
        return self.env.current_document.docname

    def observe(self, query: Query[T]) -> T:
        """Ask, and remember that this page has asked."""
        return self.domain.observe(query)

    def page_record(self) -> Person | Project | None:
        """The person or project whose page this is."""
        return self.domain.catalogue.pages.get(self.docname)

    def subject(self, kind: Kind) -> str:
        """The id that an option names, or that of the page's own record, or nothing."""
        if kind.value in self.options:
            return self.known(kind.value, self.records.of(kind))
        record = self.page_record()
        return record.id if record is not None and record.kind is kind else ""

    def known(self, option: str, known: Collection[str]) -> str:
        """What an option names, or nothing; a name that nothing has is reported."""
        named = str(self.options.get(option, ""))
        if named and option in OPTION_KINDS:
            self.observe(Named(OPTION_KINDS[option], named))  # it may come, or go
        if named and named not in known:
            cause = f"there is no {option} `{named}`"
            self.warn(Code.UNKNOWN_ID, cause, remedy(option, named, known))
        return named

    def warn(self, code: Code, cause: str, mend: str = "") -> None:
        """Report a problem at the line of the directive."""
        report(code, cause, mend, (self.docname, self.lineno))


# --- the forms of options -----------------------------------------------------------------


def word(argument: str | None) -> str:
    """Accept an id or another single word."""
    return directives.unchanged_required(argument).strip()  # type: ignore[arg-type]  # docutils is untyped here


def types(argument: str | None) -> frozenset[PublicationType]:
    """Accept types of publications, or ``papers`` for all that are written works.

    :raises ValueError: if one is no type
    """
    found: set[PublicationType] = set()
    for name in (part.strip() for part in word(argument).split(",")):
        if name == "papers":
            found |= PAPERS
        elif name in set(PublicationType):
            found.add(PublicationType(name))
        else:
            known = ["papers", *PublicationType]
            msg = nearest(name, known) or f"types are {', '.join(known)}"
            raise ValueError(msg)
    return frozenset(found)


def years(argument: str | None) -> tuple[int, int]:
    """Accept ``2021``, ``2021-2024``, ``2021-`` or ``-2024``.

    :raises ValueError: if it is none of these
    """
    match = re.fullmatch(r"(\d{4})?\s*([-–])?\s*(\d{4})?", word(argument))
    wrong = match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2])
    if match is None or wrong:
        msg = "write a year, or years like 2021-2024 or 2021-"
        raise ValueError(msg)
    since = int(match[1] or 0)
    until = int(match[3] or (9999 if match[2] else since))
    if until < since:
        msg = "the first year comes first, as in 2021-2024"
        raise ValueError(msg)
    return since, until


def partial_date(argument: str | None) -> PartialDate:
    """Accept ``2023``, ``2023-05`` or ``2023-05-03``.

    :raises ValueError: if it is none of these
    """
    return PartialDate.parse(word(argument))


def one_of(*choices: str) -> Callable[[str], str]:
    """Accept one of a few words."""

    def choice(argument: str) -> str:
        return str(directives.choice(argument, choices))

    return choice
