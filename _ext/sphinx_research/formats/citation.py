"""A publication as a reference in a text: the style of the American Psychological Association.

Rules: *Publication Manual of the American Psychological Association*, 7th edition (2020),
chapters 9 and 10.  The words of a title keep their case, for nobody can tell its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_research.formats import facts
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records.folding import is_native
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import PublicationType, Status
from sphinx_research.records.names import Author, PersonName
from sphinx_research.records.names.person import NICKNAME
from sphinx_research.records.values import doi_address

Pieces = tuple[Span, ...]


def apa(work: Work) -> Markup:
    """Give the reference; its last piece is a link, if the work has an address."""
    sentences = (
        _text(authors(work.record.authors)),
        _text(f"({_date(work)})"),
        _title(work),
        *_source(work),
    )
    pieces: list[Span] = []
    for sentence in filter(None, sentences):
        if pieces:
            pieces.append(Span("text", " " if pieces[-1].text.endswith((".", "?", "!")) else ". "))
        pieces.extend(sentence)
    pieces.append(Span("text", "" if pieces[-1].text.endswith((".", "?", "!")) else "."))
    record = work.record
    address = doi_address(record.doi) or work.address or work.page
    if address:
        pieces += (Span("text", " "), Span("link", address, address))
    return Markup(tuple(_joined(pieces)))


# --- names ----------------------------------------------------------------------------------

_MOST = 20
"""Authors that are all named; of more the first nineteen and the last one are (§9.8)."""


def authors(named: Sequence[Author]) -> str:
    """Write authors as ``Lovelace, A., & Babbage, C.``; of more than twenty not all."""
    known = [author.name for author in named if author.name.literal != "et al."]
    names = [_inverted(name) for name in known]
    if len(known) < len(named):
        return f"{', '.join(names)}, et al." if names else "et al."
    if len(names) > _MOST:
        return f"{', '.join(names[: _MOST - 1])}, … {names[-1]}"
    *before, last = names
    return f"{', '.join(before)}, & {last}" if before else last


def _inverted(name: PersonName) -> str:
    if name.literal or is_native(name.family + name.given):
        return one_line(str(name))
    parts = (name.whole_family, initials(name.given), name.suffix)
    return one_line(", ".join(part for part in parts if part))


def initials(given: str) -> str:
    """Shorten given names: ``Jean-Paul Maria`` to ``J.-P. M.``."""
    words = NICKNAME.sub("", given).split()
    return " ".join("-".join(map(_initial, filter(None, word.split("-")))) for word in words)


def _initial(word: str) -> str:
    letter = next(filter(str.isalpha, word), "")
    return f"{letter}." if letter else word


# --- date and title -------------------------------------------------------------------------

_CONFERENCES = frozenset({PublicationType.CONFERENCE, PublicationType.WORKSHOP})
_SERIAL = _CONFERENCES | {PublicationType.ARTICLE}
_DATED = frozenset({PublicationType.TALK, PublicationType.MISC})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def _date(work: Work) -> str:
    """Give the year; of what is presented rather than published, the day as well (§9.14)."""
    date = work.issued
    if date is None:
        return facts.STATES.get(work.record.status, "n.d.") if work.record.status else "n.d."
    presented = work.type in _CONFERENCES and not _is_placed(work)
    if not date.month or not (presented or work.type in _DATED):
        return str(date.year)
    return f"{date.year}, {_MONTHS[date.month - 1]}{f' {date.day}' if date.day else ''}"


def _is_placed(work: Work) -> bool:
    """Whether it is known where in its container a work stands."""
    record = work.record
    return bool(record.volume or record.issue or record.pages or record.number or record.editors)


_DESCRIPTIONS = {
    PublicationType.THESIS: "Thesis",
    PublicationType.DATASET: "Data set",
    PublicationType.SOFTWARE: "Computer software",
    PublicationType.TALK: "Talk",
}


def _title(work: Work) -> Pieces:
    """Give the title, in italics if it is a whole by itself, and what identifies it (§9.19)."""
    is_part = work.type in _SERIAL or work.type is PublicationType.CHAPTER
    spans = work.record.title.spans
    kept = spans if is_part else tuple(_italic(span) for span in spans)
    description = _DESCRIPTIONS.get(work.type, "")
    if work.type is PublicationType.THESIS:
        description = one_line(work.record.genre or "") or description
        description = ", ".join(filter(None, (description, _publisher(work))))
    details = "; ".join(_identifiers(work))
    after = (f" ({details})" if details else "", f" [{description}]" if description else "")
    return (*kept, *_text("".join(after)))


def _italic(span: Span) -> Span:
    return replace(span, kind="em") if span.kind == "text" else span


def _identifiers(work: Work) -> Iterator[str]:
    """Go through the numbers that stand in parentheses after a title."""
    record, kind = work.record, work.type
    number = one_line(record.number or "")
    if kind is PublicationType.PREPRINT and record.arxiv:
        yield f"arXiv:{record.arxiv}"
    elif number and kind is PublicationType.PATENT:
        yield f"Patent No. {number}"
    elif number and kind is PublicationType.REPORT:
        yield f"Report No. {number}"
    elif kind is PublicationType.BOOK:
        yield from filter(None, (_edition(work), _labelled("Vol. ", record.volume)))


_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def _edition(work: Work) -> str:
    text = one_line(work.record.edition or "")
    if re.fullmatch(r"[0-9]{1,3}", text):
        number = int(text)
        teen = 10 < number % 100 < 20  # noqa: PLR2004 - eleventh to nineteenth
        return f"{number}{'th' if teen else _ORDINALS.get(number % 10, 'th')} ed."
    return text


# --- source ---------------------------------------------------------------------------------


def _source(work: Work) -> Iterator[Pieces]:
    """Go through the sentences that tell where a work is found (§9.23)."""
    record, kind = work.record, work.type
    editors = record.editors if record.editors != record.authors else ()
    if kind is PublicationType.CHAPTER or (kind in _CONFERENCES and editors):
        yield _in_book(work, editors)
        yield _text(one_line(record.publisher or ""))
    elif kind in _SERIAL:
        yield _in_serial(work)
        in_press = record.status is Status.ACCEPTED and work.issued and not _is_placed(work)
        yield _text("In press") if in_press else ()
    elif kind is not PublicationType.THESIS:
        yield _text(_publisher(work))


def _publisher(work: Work) -> str:
    return facts.repository(work) or one_line(work.record.publisher or work.container)


def _in_serial(work: Work) -> Pieces:
    """Write ``Journal, 12(3), 4-5``, name and volume in italics."""
    record = work.record
    if not work.container:
        return ()
    volume = one_line(record.volume or "")
    issue = f"({one_line(record.issue)})" if record.issue else ""
    name = f"{one_line(work.container)}, {volume}" if volume else one_line(work.container)
    between = "" if volume or not issue else ", "
    place = _labelled("Article ", record.number) or _range(record.pages or "")
    return (Span("em", name), *_text(f"{between}{issue}{f', {place}' if place else ''}"))


def _in_book(work: Work, editors: Sequence[Author]) -> Pieces:
    """Write ``In A. Editor (Ed.), Book (pp. 4-5)``, the name of the book in italics."""
    if not work.container:
        return ()
    pages = work.record.pages or ""
    several = re.search(r"[-\u2013,]", pages)
    details = ", ".join(
        filter(
            None,
            (
                _edition(work),
                _labelled("Vol. ", work.record.volume),
                _labelled("pp. " if several else "p. ", _range(pages)),
            ),
        )
    )
    return (
        *_text(f"In {_editors(editors)}"),
        Span("em", one_line(work.container)),
        *_text(f" ({details})" if details else ""),
    )


def _editors(editors: Sequence[Author]) -> str:
    known = [editor.name for editor in editors if editor.name.literal != "et al."]
    if not known:
        return ""
    *before, last = map(_upright, known)
    if len(known) < len(editors):
        before, last = [*before, last], "et al."
    comma = "," if len(before) > 1 else ""
    link = " " if last == "et al." else " & "
    names = f"{', '.join(before)}{comma}{link}{last}" if before else last
    return f"{names} ({'Eds.' if before else 'Ed.'}), "


def _upright(name: PersonName) -> str:
    """Write an editor's name in its usual order: ``A. van Editor, Jr.``."""
    if name.literal or is_native(name.family + name.given):
        return one_line(str(name))
    return one_line(str(replace(name, given=initials(name.given))))


def _range(pages: str) -> str:
    return re.sub(r"(?<=\w)-+(?=\w)", "\u2013", one_line(pages))


def _labelled(label: str, text: str | None) -> str:
    return f"{label}{one_line(text)}" if text else ""


# --- pieces ---------------------------------------------------------------------------------


def _text(text: str) -> Pieces:
    return (Span("text", text),) if text else ()


def _joined(pieces: Sequence[Span]) -> Iterator[Span]:
    """Join neighbours of plain text, as `Markup` has them."""
    run = ""
    for piece in pieces:
        if piece.kind == "text":
            run += piece.text
            continue
        if run:
            yield Span("text", run)
        yield piece
        run = ""
    if run:
        yield Span("text", run)
