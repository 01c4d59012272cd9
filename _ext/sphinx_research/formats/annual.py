"""The annual report: who was here in a calendar year, and what they did.

What has no date is in no year's report.  People are the exception: who has no `since` has
been here from the beginning, as far as the records know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sphinx_research.formats.citation import apa
from sphinx_research.formats.pieces import Pieces, joined, named, names, phrase, pieces, said
from sphinx_research.formats.report import Group, Item, Report, Section
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.model import Award, Person, Project
from sphinx_research.records.query import PAPERS
from sphinx_research.records.query.lists import TYPE_HEADINGS
from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.views.people import standing
from sphinx_research.records.views.projects import all_news
from sphinx_research.records.views.refs import (
    line,
    organisation_refs,
    person_ref,
    project_ref,
    publication_ref,
    somebody_ref,
)
from sphinx_research.records.words import Words, noted

APART = " · "
"""What stands between facts that are told in a row."""


def years(works: Works) -> range:
    """The years that the records tell of, up to that of the build; empty without any date."""
    records = works.catalogue.records
    dates = [work.issued for work in _ours(works)]
    dates += [item.date for item in all_news(works.catalogue)]
    for person in records.people.values():
        dates += [day for stay in person.stays for day in (stay.since, stay.until)]
        dates += [day for award in person.awards for day in award.date]
        dates += [day for duty in person.service for day in duty.date]
    for project in records.projects.values():
        dates += [project.since, project.until]
    known = [day.year for day in dates if day]
    if not known:
        return range(0)
    today = works.site.today
    return range(min(known), (today.year if today else max(known)) + 1)


def annual(works: Works, year: int) -> Report:
    """Make the report of a year; what there is nothing of has no section."""
    site, words = works.site, works.catalogue.settings.words
    language, region = site.language_and_region
    when = PartialDate(year)
    people = _here(works, when)
    papers = [work for work in _ours(works) if work.issued and work.issued.year == year]
    sections = (
        Section(words("People"), tuple(_people(works, people, when)), brief=True),
        Section(words("Publications"), tuple(_publications(works, papers)), numbered=True),
        Section(words("Awards"), _together(_awards(works, papers, year))),
        Section(words("Projects"), _together(_projects(works, papers, when))),
        Section(words("Service"), _together(_service(works, year))),
        Section(words("News"), _together(_news(works, year))),
    )
    return Report(
        title=words("Annual report {year}", year=year),
        site=site.name,
        figures=tuple(_figures(people, papers, sections, year, words)),
        sections=tuple(section for section in sections if section.groups),
        note=words("Made from the records as of {date}.", date=site.today) if site.today else "",
        language=language,
        region=region,
    )


def _ours(works: Works) -> tuple[Work, ...]:
    return works.of(works.catalogue.ours)


def _together(items: Iterable[Item]) -> tuple[Group, ...]:
    group = Group("", tuple(items))
    return (group,) if group.items else ()


def _figures(
    people: list[Person],
    papers: list[Work],
    sections: Iterable[Section],
    year: int,
    words: Words,
) -> Iterator[tuple[int, str]]:
    """Count what the report tells of; what there is none of is not named."""
    size = {
        section.heading: sum(len(group.items) for group in section.groups) for section in sections
    }
    proper = sum(work.type in PAPERS for work in papers)
    others = len(papers) - proper
    came = sum(_came(person, year) for person in people)
    left = sum(_left(person, year) for person in people)
    awards, projects = size[words("Awards")], size[words("Projects")]
    counts = (
        (len(people), words.several("person", "people", len(people))),
        (came, words("of them new")),
        (left, words("who left")),
        (proper, words.several("paper", "papers", proper)),
        (others, words.several("other work", "other works", others)),
        (awards, words.several("award", "awards", awards)),
        (projects, words.several("project", "projects", projects)),
    )
    return ((number, what) for number, what in counts if number)


# --- people -------------------------------------------------------------------------------


def _here(works: Works, when: PartialDate) -> list[Person]:
    """Everybody who was here, by role, in the order of the site's roles, then by name."""
    rank = {role: number for number, role in enumerate(works.catalogue.settings.roles)}
    everybody = works.catalogue.records.people.values()
    here = [person for person in everybody if person.stay_in(when)]
    return sorted(
        here,
        key=lambda person: (rank.get(_role(person, when), len(rank)), person.name.sort_key),
    )


def _role(person: Person, when: PartialDate) -> str:
    """The role somebody had then: the last, if they had several."""
    stay = person.stay_in(when)
    return stay.role if stay else ""


def _people(works: Works, people: Iterable[Person], when: PartialDate) -> Iterator[Group]:
    headings, words = works.catalogue.settings.roles, works.catalogue.settings.words
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for person in people:
        time_here = joined(_time_here(works, person, when.year), APART)
        item = Item(named(person_ref(person), works.site), time_here)
        groups[headings.get(_role(person, when), words("Others"))].append(item)
    return (Group(heading, tuple(items)) for heading, items in groups.items())


def _came(person: Person, year: int) -> bool:
    since = person.period.since
    return since is not None and since.year == year


def _left(person: Person, year: int) -> bool:
    until = person.period.until
    return until is not None and until.year == year


def _time_here(works: Works, person: Person, year: int) -> Iterator[Pieces]:
    """Tell since when somebody has been here, and what changed in the year."""
    period, words = person.period, works.catalogue.settings.words
    if period.since and _came(person, year):
        yield said(words(_CAME[bool(period.since.day)], date=words.date(period.since)))
    elif period.since and period.since.year < year:
        yield said(words("since {date}", date=words.date(period.since)))
    headings = works.catalogue.settings.roles
    for before, after in pairwise(person.stays):
        if after.since and after.since.year == year and after.role != before.role:
            role = headings.get(before.role, before.role)
            when = words.date(after.since)
            yield said(words(_MOVED[bool(after.since.day)], role=role, date=when))
    if period.until and _left(person, year):
        yield said(words(_LEFT[bool(period.until.day)], date=words.date(period.until)))


_CAME = (noted("came in {date}"), noted("came on {date}"))
_LEFT = (noted("left in {date}"), noted("left on {date}"))
_MOVED = (noted("moved from {role} in {date}"), noted("moved from {role} on {date}"))
"""What is said with a month or year, and what with a day."""


# --- what they did ------------------------------------------------------------------------


def _publications(works: Works, papers: Iterable[Work]) -> Iterator[Group]:
    words = works.catalogue.settings.words
    for kind, heading in TYPE_HEADINGS.items():
        items = tuple(
            Item(pieces(apa(work).spans, works.site)) for work in papers if work.type is kind
        )
        if items:
            yield Group(words(heading), items)


def _awards(works: Works, papers: Iterable[Work], year: int) -> Iterator[Item]:
    """The awards to people, then those to the papers of the year."""
    date = works.catalogue.settings.words.date
    for person in _by_name(works):
        for award in person.awards:
            days = [day for day in award.date if day.year == year]
            if days:
                yield Item(
                    pieces(line(works.catalogue, award.title), works.site, award.url or ""),
                    joined(_honoured(works, person, award), APART),
                    ", ".join(date(day) for day in days if day.month),
                )
    for work in papers:
        if work.record.award:
            paper = named(publication_ref(work.record), works.site)
            yield Item(said(work.record.award), joined([paper, said(work.container)], APART))


def _honoured(works: Works, person: Person, award: Award) -> Iterator[Pieces]:
    yield named(person_ref(person), works.site)
    yield joined(names(organisation_refs(works.catalogue, award.by), works.site))
    yield said(standing(award, works.catalogue.settings.words))


def _projects(works: Works, papers: Iterable[Work], when: PartialDate) -> Iterator[Item]:
    catalogue, site = works.catalogue, works.site
    words = catalogue.settings.words
    papers_of = Counter(project.id for work in papers for project in work.projects)
    projects = catalogue.records.projects.values()
    for project in sorted(projects, key=lambda project: (project.title.key, project.id)):
        own = papers_of[project.id]
        if own or _was_running(works, project, when):
            people = (somebody_ref(catalogue, who) for who in catalogue.people_of[project.id])
            funders = (organisation_refs(catalogue, item.funder)[0] for item in project.funding)
            paid = joined(names(funders, site))
            count = words.several("{number} publication", "{number} publications", own)
            facts = [
                joined(names(people, site)),
                phrase(words("funded by {who}"), who=paid) if paid else [],
                said(count if own else ""),
            ]
            yield Item(named(project_ref(project), site), joined(facts, APART))


def _was_running(works: Works, project: Project, when: PartialDate) -> bool:
    """Whether a project's time covers the year: as written, or that of its papers."""
    if project.since or project.until:
        return project.period.meets(when)
    papers = works.of(works.catalogue.by_project.get(project.id, ()))
    dates = [work.issued for work in papers if work.ours and work.issued]
    return bool(dates) and Period(min(dates), max(dates)).meets(when)


def _service(works: Works, year: int) -> Iterator[Item]:
    for person in _by_name(works):
        for duty in person.service:
            if any(day.year == year for day in duty.date):
                text = f"{duty.role}: {', '.join(duty.bodies)}" if duty.bodies else duty.role
                yield Item(said(text), named(person_ref(person), works.site))


def _by_name(works: Works) -> list[Person]:
    return sorted(works.catalogue.records.people.values(), key=lambda who: who.name.sort_key)


def _news(works: Works, year: int) -> Iterator[Item]:
    """The news in the order in which they happened."""
    site = works.site
    for item in reversed(all_news(works.catalogue)):
        if item.date.year == year:
            facts = [named(ref, site) for ref in (item.publication, item.about) if ref]
            yield Item(pieces(item.text, site), joined(facts, APART), item.when)
