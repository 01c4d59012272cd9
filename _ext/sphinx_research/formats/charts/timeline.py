"""The stations of a person on an axis of years, a line for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sphinx_research.formats.charts.drawing import (
    NARROW,
    WIDE,
    Chart,
    Place,
    Table,
    at_both,
    em,
    fitting,
    percent,
    picture,
    shown_year,
    span,
    text,
    width_of,
)
from sphinx_research.formats.xml_text import element, parent
from sphinx_research.records.values import PartialDate, Period
from sphinx_research.records.views.charts import Stop, Timeline
from sphinx_research.records.words import Words

_HEADING, _STOP, _BOTTOM = 2.4, 2.6, 1.9
"""The heights, in `em`, of a heading, of a station and of the years below all."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """From the first day of a year to the last of what is shown.

    :param now: the month of the build, if it is known
    """

    first: date
    last: date
    now: PartialDate | None

    def place(self, day: date) -> float:
        """Where a day lies, as a part of the width."""
        return (day - self.first).days / ((self.last - self.first).days + 1)

    def ends(self, period: Period) -> tuple[float, float]:
        """Where a time begins and ends; it is a point if nobody knows when it began."""
        if period.since is None:
            end = self.place(period.until.last) if period.until else 0.0
            return end, end
        still = self.now.last if self.now else self.last
        last = period.until.last if period.until else max(still, period.since.first)
        return self.place(period.since.first), self.place(min(last, self.last))

    @property
    def years(self) -> range:
        """The years that begin on the axis."""
        return range(self.first.year, self.last.year + 1)


def chart(view: Timeline, words: Words) -> Chart:
    """Draw the stations, lane by lane."""
    title = words("Timeline")
    stops = [stop for _, lane in view.lanes for stop in lane]
    axis = _axis(stops, view.today)
    height = sum(_HEADING + _STOP * len(lane) for _, lane in view.lanes)
    said = words.several(
        "{number} station, {years}.",
        "{number} stations, {years}.",
        len(stops),
        years=span(axis.first.year, axis.last.year),
    )
    content = (*_years(axis, height), *_lanes(view, axis, words), *_now(axis, height, words))
    return Chart(
        "timeline",
        title,
        picture(content, title, said, role="img", height=height + _BOTTOM),
        (),
        words("As of {date}.", date=words.date(view.today)) if view.today else "",
        "",
        _table(view, words),
    )


def _axis(stops: list[Stop], now: PartialDate | None) -> _Axis:
    begun = [(stop.period.since or stop.period.until) for stop in stops]
    ended = [stop.period.until for stop in stops if stop.period.until]
    first = min(day.first for day in begun if day)
    days = [day.last for day in (*begun, *ended, now) if day]
    return _Axis(date(first.year, 1, 1), max(days), now)


def _years(axis: _Axis, height: float) -> Iterator[str]:
    """Rule a line for each year that has room for its number."""
    for year in axis.years:
        x = axis.place(date(year, 1, 1))
        css = shown_year(year, len(axis.years), 3.4)
        if css is None:
            continue
        yield _line(x, height, f"rule {css}")
        place = Place(x, height + 1.5, css=f"axis {css}")
        if (1 - x) * NARROW > _YEAR:
            yield text(str(year), place)
        elif (1 - x) * WIDE > _YEAR and css != "narrow":
            yield text(str(year), replace(place, css="axis wide"))


_YEAR = 2.4
"""How wide the number of a year is, in `em`."""


def _line(x: float, height: float, css: str, **more: str) -> str:
    given = {"class": css, "stroke": "currentColor", **more}
    place = percent(x)
    return element("line", x1=place, x2=place, y1=em(0.4), y2=em(height + 0.3), **given)


def _now(axis: _Axis, height: float, words: Words) -> Iterator[str]:
    if axis.now:
        x = axis.place(axis.now.last)
        yield _line(x, height, "now", **{"stroke-dasharray": "2 3"})
        yield text(words("now"), Place(x, 1.5, "end", "axis", -0.4))


def _lanes(view: Timeline, axis: _Axis, words: Words) -> Iterator[str]:
    y = 0.0
    for heading, stops in view.lanes:
        yield text(heading, Place(0, y + 1.5, css="lane"))
        y += _HEADING
        for stop in stops:
            yield _stop(stop, axis, y, words)
            y += _STOP


def _stop(stop: Stop, axis: _Axis, y: float, words: Words) -> str:
    start, end = axis.ends(stop.period)
    bar = element(
        "rect",
        x=percent(start),
        y=em(y + 1.45),
        width=percent(end - start) if end > start else em(0.4),
        height=em(0.4),
        **{"class": "stay"},
    )
    said = ": ".join(part for part in (str(stop.where.text), stop.what) if part)
    tip = element("title", f"{said}, {words.period(stop.period)}")
    return parent("g", [tip, bar, at_both(lambda width: _label(said, start, end, y + 1, width))])


def _label(said: str, start: float, end: float, y: float, width: float) -> tuple[str, Place]:
    """Put a label where its bar begins, or else where it ends, or wherever most has room.

    At one of the three there are two thirds of the width at least.
    """
    middle = (start + end) / 2
    spots = (
        (start, "start", 1 - start),
        (end, "end", end),
        (middle, "middle", 2 * min(middle, 1 - middle)),
    )
    need = width_of(said)
    fits = (spot for spot in spots if spot[2] * width >= need)
    x, anchor, room = next(fits, max(spots, key=lambda spot: round(spot[2], 6)))
    return fitting([said], room * width), Place(x, y, anchor)


def _table(view: Timeline, words: Words) -> Table:
    rows = tuple(
        (words.period(stop.period), stop.where, stop.what, heading)
        for heading, stops in view.lanes
        for stop in stops
    )
    columns = (words("When"), words("Where"), words("What"), words("Kind"))
    return Table(columns, rows)
