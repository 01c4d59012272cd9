"""What all charts are drawn with: shapes, and labels that fit where they stand.

SVG 2, https://www.w3.org/TR/SVG2/, as it stands within HTML; SVG Accessibility API Mappings,
https://www.w3.org/TR/svg-aam-1.0/, for `title` and `desc`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup as Html

from sphinx_research.formats.text import one_line
from sphinx_research.formats.xml_text import element, parent
from sphinx_research.records.views.refs import Ref

WIDE, NARROW = 44.0, 22.0
"""The least widths for which labels are made, in `em`: of a page, and of a small phone.

The stylesheet shows those of class ``wide`` from the first on, and below it those of class
``narrow``; all others are shown at either width.
"""

Address = Callable[[Ref], str]
"""Tells where a name leads from the page at hand; nothing for plain text."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same as a picture shows: cells are text, or names with links."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | Ref, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its words.

    :param kind: its class in the stylesheet
    :param key: what the colours mean: a sample and its meaning, each
    :param caption: what is shown
    :param reading: how to read the picture
    """

    kind: str
    title: str
    picture: Html
    key: tuple[tuple[Html, str], ...]
    caption: str
    reading: str
    table: Table


def picture(  # noqa: PLR0913 - each is a fact of the picture
    content: Iterable[str], title: str, words: str, *, role: str, height: float, width: float = 0
) -> Html:
    """Put shapes into a picture that says what it is.

    :param words: what it shows, for those who do not see it
    :param role: ``img``, or ``group`` if there are links in it
    :param height: in `em`; `width` likewise, or all there is
    """
    about = (element("title", title), element("desc", words))
    return Html(  # noqa: S704 - `element` escapes all texts and values
        parent(
            "svg",
            (*about, *content),
            role=role,
            width=em(width) if width else "100%",
            height=em(height),
            direction="ltr",
            fill="currentColor",
            **{"font-size": "13"},
        )
    )


def em(length: float) -> str:
    """Write a length that grows with the text: ``1.25em``."""
    return f"{number(length)}em"


def percent(part: float) -> str:
    """Write a share of the width: 0.125 as ``12.5%``."""
    return f"{number(100 * part)}%"


def number(value: float) -> str:
    """Write a number with two decimals at most."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of text stands, and how.

    :param x: a part of the width, and `shift` how many `em` beside it
    :param y: of its base, in `em`
    :param anchor: which part of the text stands there: ``start``, ``middle`` or ``end``
    :param css: its classes
    """

    x: float
    y: float
    anchor: str = "start"
    css: str = ""
    shift: float = 0


def text(words: str, place: Place) -> str:
    """Write a line of text, if there is any."""
    if not words:
        return ""
    given = {
        "class": place.css,
        "dx": em(place.shift) if place.shift else "",
        "text-anchor": "" if place.anchor == "start" else place.anchor,
    }
    return element("text", words, x=percent(place.x), y=em(place.y), **given)


def linked(content: str, href: str) -> str:
    """Let shapes lead somewhere, if there is somewhere to go."""
    return parent("a", [content], href=href) if href and content else content


# --- labels -------------------------------------------------------------------------------

_WIDE_SIGNS = frozenset("WF")
"""Those of East Asia that are as wide as they are high: Unicode Standard Annex #11."""
_NARROW_LETTERS = frozenset("fijlrtI.,:;'|!()[] ")


def width_of(words: str) -> float:
    """Estimate the width of a text in `em`, rather too wide than too narrow."""
    return sum(map(_width, words))


def _width(sign: str) -> float:
    if sign in _NARROW_LETTERS:
        return 0.33
    if unicodedata.east_asian_width(sign) in _WIDE_SIGNS:
        return 1.0
    if unicodedata.combining(sign):
        return 0.0
    return 0.72 if sign.isupper() else 0.58


def cut(words: str, room: float) -> str:
    """Cut a text that is wider than there is room for, in `em`."""
    words = one_line(words[:_MOST_SIGNS])
    if width_of(words) <= room:
        return words
    while words and width_of(words) > room - 1:
        words = words[:-1]
    return f"{words.rstrip(' ,;:·–-')}…"


_MOST_SIGNS = 300
"""More than any label has room for: what is longer need not be looked through."""


def at_both(label: Callable[[float], tuple[str, Place]]) -> str:
    """Write a text for both widths: once if it is the same, or else once for each.

    :param label: gives the text and its place for a width in `em`
    """
    (wide, there), (narrow, here) = label(WIDE), label(NARROW)
    if (wide, there) == (narrow, here):
        return text(wide, there)
    return text(wide, _only(there, "wide")) + text(narrow, _only(here, "narrow"))


def _only(place: Place, css: str) -> Place:
    return replace(place, css=f"{place.css} {css}")


def fitting(forms: Sequence[str], room: float) -> str:
    """Choose the first form of a text that fits, or cut the last."""
    plain = [one_line(form[:_MOST_SIGNS]) for form in forms]
    return next((form for form in plain if width_of(form) <= room), cut(plain[-1], room))


# --- axes ---------------------------------------------------------------------------------


def span(first: int, last: int) -> str:
    """Name the years from one to another: ``2021–2023``, or one alone."""
    return str(first) if first == last else f"{first}–{last}"


def shown_year(year: int, slots: int, room: float, most: float = WIDE) -> str | None:
    """Say at which width the label of a year is shown: ``""`` for both, `None` for neither.

    As room is given, every year has one, or every second, every fifth …

    :param slots: how many years share the width
    :param room: how wide a label is
    :param most: how wide the picture is at most
    """
    wide, narrow = (not year % _step(slots, room, min(width, most)) for width in (WIDE, NARROW))
    if wide and narrow:
        return ""
    return "wide" if wide else "narrow" if narrow else None


def _step(slots: int, room: float, width: float) -> int:
    return next((one for one in _STEPS if one * width >= room * slots), 1000)


_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
