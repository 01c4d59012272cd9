"""Papers per year as bars, stacked by type.

Each bar bears its sum, so that no axis is needed; types differ by texture too, for those who
see no colours and for paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from markupsafe import Markup as Html

from sphinx_research.formats.charts.drawing import (
    Chart,
    Place,
    Table,
    em,
    percent,
    picture,
    shown_year,
    span,
    text,
    width_of,
)
from sphinx_research.formats.xml_text import element, parent
from sphinx_research.records.query.lists import TYPE_HEADINGS
from sphinx_research.records.views.charts import PapersByYear
from sphinx_research.records.words import Words

_SERIES = 5
"""How many types are told apart; what is left is one more, the last."""
_TOP, _HEIGHT, _BOTTOM = 1.5, 9.0, 1.6
"""In `em`: the sums, the highest bar, the years."""
_SLOT, _BAR = 3.4, 0.68
"""How wide a year is at most, in `em`, and which part of it is the bar."""
_GAP = 0.1
"""Between two types, in `em`."""


def chart(view: PapersByYear, name: str, words: Words) -> Chart:
    """Draw the papers of each year."""
    title = words("Papers per year")
    series = _series(view, words)
    years = _merged(view, len(series))
    first, last = years[0][0], years[-1][0]
    most = max(sum(counts) for _, counts in years)
    total = sum(sum(counts) for _, counts in years)
    papers = words.several(
        "{number} paper, {years}", "{number} papers, {years}", total, years=span(first, last)
    )
    caption = words("{papers}.", papers=papers)
    if view.undated:
        undated = view.undated
        caption = words("{papers}; {number} more without a year.", papers=papers, number=undated)
    return Chart(
        "papers-per-year",
        title,
        picture(
            (_patterns(name, len(series)), *_bars(years, name, most)),
            title,
            words("{papers}; the most in one year: {most}.", papers=papers, most=most),
            role="img",
            height=_TOP + _HEIGHT + _BOTTOM,
            width=_SLOT * len(years),
        ),
        _key(series, name),
        caption,
        "",
        _table(view, words),
    )


def _series(view: PapersByYear, words: Words) -> tuple[str, ...]:
    names = tuple(words(TYPE_HEADINGS[kind]) for kind in view.types)
    return names if len(names) <= _SERIES else (*names[: _SERIES - 1], words("Other types"))


def _merged(view: PapersByYear, series: int) -> list[tuple[int, tuple[int, ...]]]:
    """Add up the types that share the last texture."""
    return [
        (year, (*counts[: series - 1], sum(counts[series - 1 :]))) for year, counts in view.years
    ]


def _bars(years: list[tuple[int, tuple[int, ...]]], name: str, most: int) -> Iterator[str]:
    slot = 1 / len(years)
    width = _SLOT * len(years)
    base = _TOP + _HEIGHT
    room = width_of(str(most)) + 0.4
    for place, (year, counts) in enumerate(years):
        middle = (place + 0.5) * slot
        yield from _bar(counts, name, most, (place + (1 - _BAR) / 2) * slot, _BAR * slot)
        total = sum(counts)
        css = shown_year(year, len(years), room, width)
        css = "wide" if css is None and total == most else css
        if total and css is not None:
            top = base - total / most * _HEIGHT
            yield text(str(total), Place(middle, top - 0.4, "middle", f"count {css}"))
        css = shown_year(year, len(years), 2.9, width)
        if css is not None:
            yield text(str(year), Place(middle, base + 1.3, "middle", f"axis {css}"))
    line = {"class": "rule", "stroke": "currentColor"}
    yield element("line", x1="0%", x2="100%", y1=em(base), y2=em(base), **line)


def _bar(counts: tuple[int, ...], name: str, most: int, x: float, width: float) -> Iterator[str]:
    tops = [total / most * _HEIGHT for total in accumulate(counts)]
    for place, (count, top) in enumerate(zip(counts, tops, strict=True)):
        height = count / most * _HEIGHT
        if count:
            yield element(
                "rect",
                x=percent(x),
                width=percent(width),
                y=em(_TOP + _HEIGHT - top),
                height=em(height - _GAP if height > 2 * _GAP else height),
                **_filled(name, place),
            )


# --- textures -----------------------------------------------------------------------------


def _filled(name: str, place: int) -> dict[str, str]:
    """Fill a shape as the type at that place is filled."""
    css = {"class": f"series-{place + 1}"}
    return css | ({"fill": f"url(#{name}-{place + 1})"} if place in _TEXTURES else {})


_TEXTURES = {
    2: ('<path d="M0 0V5" stroke="currentColor" stroke-width="4.4"/>', "rotate(45)"),
    3: ('<circle cx="2.5" cy="2.5" r="1.5"/>', "rotate(45)"),
    4: ('<path d="M0 0H5" stroke="currentColor" stroke-width="2.6"/>', ""),
}
"""Hatched, dotted and ruled; the first two types are even."""


def _patterns(name: str, series: int) -> str:
    found = [
        parent(
            "pattern",
            [shape],
            id=f"{name}-{place + 1}",
            width="5",
            height="5",
            patternUnits="userSpaceOnUse",
            patternTransform=turn,
            **{"class": f"texture series-{place + 1}"},
        )
        for place, (shape, turn) in _TEXTURES.items()
        if place < series
    ]
    return parent("defs", found) if found else ""


def _key(series: tuple[str, ...], name: str) -> tuple[tuple[Html, str], ...]:
    """Explain the textures; one alone needs no word."""
    if len(series) == 1:
        return ()
    samples = (
        parent(
            "svg",
            [element("rect", width="100%", height="100%", **_filled(name, place))],
            width="0.8em",
            height="0.8em",
            fill="currentColor",
            **{"aria-hidden": "true"},
        )
        for place in range(len(series))
    )
    return tuple(
        (Html(sample), meaning)  # noqa: S704 - made of nothing that anybody wrote
        for sample, meaning in zip(samples, series, strict=True)
    )


def _table(view: PapersByYear, words: Words) -> Table:
    several = len(view.types) > 1
    names = tuple(words(TYPE_HEADINGS[kind]) for kind in view.types)
    columns = (words("Year"), words("Papers"), *(names if several else ()))
    rows = tuple(
        (str(year), str(sum(counts)), *(map(_number, counts) if several else ()))
        for year, counts in reversed(view.years)
        if any(counts)
    )
    return Table(columns, rows)


def _number(count: int) -> str:
    return str(count) if count else "–"
