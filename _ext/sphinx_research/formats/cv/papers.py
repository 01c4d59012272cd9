"""The publications of a CV: rows with authors, venue and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_research.formats.cv.rows import Row, Section, Subject, anchor_of, row, section
from sphinx_research.formats.pieces import Pieces, joined, pieces, said
from sphinx_research.records.query.lists import TYPE_HEADINGS
from sphinx_research.records.values import arxiv_address, doi_address
from sphinx_research.records.views.entry import EQUAL, Entry
from sphinx_research.records.words import noted

MOST_AUTHORS = 20
"""Most authors of a paper who are all named."""


def publications(subject: Subject, keys: Sequence[str]) -> list[Row]:
    """Papers, numbered."""
    return [
        _publication(subject, subject.entry(key), number) for number, key in enumerate(keys, 1)
    ]


def other_works(subject: Subject, keys: Iterable[str]) -> list[Section]:
    """Patents, datasets, software and talks, each under its own heading."""
    kinds: dict[str, list[str]] = {}
    for key in keys:
        kinds.setdefault(subject.words(TYPE_HEADINGS[subject.works[key].type]), []).append(key)
    return [
        one
        for title in map(subject.words, TYPE_HEADINGS.values())
        for one in section(title, publications(subject, kinds.get(title, ())))
    ]


def _publication(subject: Subject, entry: Entry, number: int) -> Row:
    site = subject.works.site
    work = subject.works[entry.key]
    title = pieces(entry.title.spans, site, work.page or work.address)
    original = entry.original.spans if entry.original else ()
    return row(
        title,
        pieces(original, site),
        _authors(subject, entry),
        _venue(entry),
        joined(_links(subject, entry), " · "),
        pieces(entry.note, site),
        when=entry.year,
        number=str(number),
        anchor=anchor_of(number) if entry.key in subject.papers else "",
    )


def _authors(subject: Subject, entry: Entry) -> Pieces:
    """All names, or of very many the first, the last and the person's own: APA 7, §9.8."""
    count = len(entry.authors)
    own = {at for at, author in enumerate(entry.authors) if author.ref.id == subject.person.id}
    shown = (
        {*range(MOST_AUTHORS - 1), count - 1, *own} if count > MOST_AUTHORS else {*range(count)}
    )
    parts: list[Pieces] = []
    for at, author in enumerate(entry.authors):
        if at in shown:
            parts.append(
                said(f"{author.ref.text}{author.marks}", "strong" if at in own else "text")
            )
        elif at - 1 in shown:
            parts.append(said("…"))
    total = subject.words("({number} authors)", number=count) if count > len(shown) else ""
    return [*joined(parts), *said(f" {total}" if total else "")]


def _venue(entry: Entry) -> Pieces:
    """``IEEE Transactions on Biometrics (TBIOM), 6(4), 1–13, Oral, under review``."""
    short = f" ({entry.short})" if entry.short and entry.short != entry.venue else ""
    return joined(
        [
            [*said(entry.venue, "em"), *said(short)],
            *map(said, (entry.details, entry.rank, entry.award, entry.status)),
        ]
    )


def _links(subject: Subject, entry: Entry) -> list[Pieces]:
    """Identifiers in full, since paper cannot be clicked; other addresses by their label."""
    paper = subject.works[entry.key].record
    doi, arxiv = doi_address(paper.doi), arxiv_address(paper.arxiv)
    return [
        *([said(f"doi:{paper.doi}", "link", doi)] if doi else []),
        *([said(f"arXiv:{paper.arxiv}", "link", arxiv)] if arxiv else []),
        *(
            said(link.label, "link", link.url)
            for link in entry.links
            if link.url not in (doi, arxiv)
        ),
    ]


def appeared(subject: Subject, key: str) -> Pieces:
    """``Published as joint first author: TBIOM 2024 [2]``."""
    entry, words = subject.entry(key), subject.words
    state = entry.status or (words("published") if entry.venue else words("written"))
    venue = " ".join(filter(None, (entry.short or entry.venue, entry.year)))
    where = said(f"{venue} ({entry.award})" if venue and entry.award else venue)
    role = words(authorship(entry, subject.person.id))
    what = said(words("{state} as {role}", state=state[:1].upper() + state[1:], role=role))
    return joined([joined([what, where], ": "), subject.cited([key])], " ")


def authorship(entry: Entry, person: str) -> str:
    """Say what kind of author somebody is, by the order of names and the marks on them.

    ``joint first author`` is who shares the mark of equal contribution with the first.
    """
    own = next((at for at, author in enumerate(entry.authors) if author.ref.id == person), None)
    if own is None:
        return noted("co-author")
    if len(entry.authors) == 1:
        return noted("sole author")
    if own and not all(EQUAL in author.marks for author in entry.authors[: own + 1]):
        return noted("co-author")
    joint = all(EQUAL in author.marks for author in entry.authors[:2])
    return noted("joint first author") if joint else noted("first author")
