"""Who writes with whom: names around an ellipse, and lines between those who share papers.

Names stand in two columns, so that no two can meet. Who shares papers stands near together:
the order makes the lines short.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from sphinx_research.formats.charts.drawing import (
    Address,
    Chart,
    Place,
    Table,
    at_both,
    em,
    fitting,
    linked,
    number,
    percent,
    picture,
)
from sphinx_research.formats.xml_text import element, parent
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.charts import Coauthor, Network
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words

_PITCH = 2.0
"""From one name to the next, in `em`: enough for a finger (WCAG 2.2, 2.5.8: 24 px)."""
_LEAST = 13.0
"""How high the ellipse is at least, in `em`."""
_HALF = 0.165
"""Half of its width, as a part of that of the picture."""
_BETWEEN = 0.9
"""From a dot's middle to its name, in `em`."""

Weights = dict[int, dict[int, int]]
"""How many papers two share, by their places."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place on the ellipse, and the side on which the name stands.

    :param x: from -1 to 1, from the left end of the ellipse to its right end
    :param y: in `em`
    """

    x: float
    y: float
    right: bool

    @property
    def across(self) -> float:
        """Where it is, as a part of the picture's width."""
        return 0.5 + _HALF * self.x


def chart(view: Network, address: Address, words: Words) -> Chart:
    """Draw people and what they share."""
    title = words("Co-authors")
    order = arranged(view)
    height, spots = _ellipse(len(order))
    at = dict(zip(order, spots, strict=True))
    largest = max(who.papers for who in view.people)
    content = (
        _lines(view, at, height),
        *_middle(view, height),
        *(_person(view.people[one], spot, largest, address, words) for one, spot in at.items()),
    )
    caption = _caption(view, words)
    reading = words("The larger a dot, the more papers; lines join those who share papers.")
    return Chart(
        "coauthors",
        title,
        picture(content, title, f"{caption} {reading}", role="group", height=height),
        (),
        caption,
        reading,
        _table(view, words),
    )


def _caption(view: Network, words: Words) -> str:
    shown, total = len(view.people), len(view.people) + view.others
    if not view.centre:
        if not view.others:
            return words.several("{number} author.", "{number} authors.", shown)
        return words(
            "The {number} authors who share the most papers, of {total}.",
            number=shown,
            total=total,
        )
    name = view.centre.ref.text
    if not view.others:
        return words.several(
            "{number} co-author of {name}.", "{number} co-authors of {name}.", shown, name=name
        )
    return words(
        "The {number} co-authors of {name} with the most papers, of {total}.",
        number=shown,
        name=name,
        total=total,
    )


# --- an order in which lines are short ------------------------------------------------------


def arranged(view: Network) -> list[int]:
    """Order people around the ellipse: whoever shares the most with the last comes next.

    Then neighbours change places as long as that makes the lines shorter.
    """
    weights: Weights = defaultdict(dict)
    for one, other, papers in view.pairs:
        weights[one][other] = weights[other][one] = papers
    order: list[int] = []
    waiting = dict.fromkeys(range(len(view.people)))
    while waiting:
        following = max(waiting, key=lambda one: (_near(weights[one], order), -one))
        del waiting[following]
        order.append(following)
    return _shortened(order, weights)


def _near(shared: dict[int, int], order: list[int]) -> float:
    """How much somebody shares with those who have a place: most counts the last."""
    return sum(
        shared.get(other, 0) / (distance + 1)
        for distance, other in enumerate(reversed(order[-_REACH:]))
    )


_REACH = 6
_PASSES = 12


def _shortened(order: list[int], weights: Weights) -> list[int]:
    size = len(order)
    place = {one: spot for spot, one in enumerate(order)}
    for _ in range(_PASSES):
        moved = False
        for left in range(size - 1):
            one, other = order[left], order[left + 1]
            before = _length(one, left, place, weights) + _length(other, left + 1, place, weights)
            place[one], place[other] = left + 1, left
            after = _length(one, left + 1, place, weights) + _length(other, left, place, weights)
            if after < before:
                order[left], order[left + 1] = other, one
                moved = True
            else:
                place[one], place[other] = left, left + 1
        if not moved:
            break
    return order


def _length(one: int, spot: int, place: dict[int, int], weights: Weights) -> int:
    size = len(place)
    total = 0
    for other, papers in weights[one].items():
        apart = abs(spot - place[other])
        total += papers * min(apart, size - apart)
    return total


# --- shapes ---------------------------------------------------------------------------------


def _ellipse(people: int) -> tuple[float, list[_Spot]]:
    """Give the height, and places from the top down on the right and up again on the left."""
    rows = (people + 1) // 2
    pitch = max(_PITCH, _LEAST / rows)
    height = pitch * rows
    right = [_spot(row, pitch, height, right=True) for row in range(rows)]
    left = [_spot(row, pitch, height, right=False) for row in reversed(range(people - rows))]
    return height, right + left


def _spot(row: int, pitch: float, height: float, *, right: bool) -> _Spot:
    y = (row + 0.5) * pitch
    away = (y - height / 2) / (height / 2)
    x = sqrt(max(0.0, 1 - away * away))
    return _Spot(x if right else -x, y, right)


def _lines(view: Network, at: dict[int, _Spot], height: float) -> str:
    """Draw the lines in a field that stretches with the picture, and they keep their width."""
    most = max((papers for *_, papers in view.pairs), default=1)
    paths = [
        element("path", d=_bow(at[one], at[other], height), **_stroke("tie", papers, most))
        for one, other, papers in view.pairs
    ]
    if view.centre:
        largest = max(who.papers for who in view.people)
        paths = [
            element(
                "path",
                d=f"M0 0L{_point(spot, height)}",
                **_stroke("spoke", view.people[one].papers, largest),
            )
            for one, spot in at.items()
        ] + paths
    return parent(
        "svg",
        paths,
        x=percent(0.5 - _HALF),
        y="0",
        width=percent(2 * _HALF),
        height=em(height),
        viewBox="-100 -100 200 200",
        preserveAspectRatio="none",
        overflow="visible",
        fill="none",
        stroke="currentColor",
    )


def _bow(one: _Spot, other: _Spot, height: float) -> str:
    """Bend a line towards the middle."""
    middle = 50 * (one.x + other.x), 100 * (one.y + other.y) / height - 100
    bend = f"{number(middle[0] * 0.5)} {number(middle[1] * 0.5)}"
    return f"M{_point(one, height)}Q{bend} {_point(other, height)}"


def _point(spot: _Spot, height: float) -> str:
    return f"{number(100 * spot.x)} {number(200 * spot.y / height - 100)}"


def _stroke(css: str, papers: int, most: int) -> dict[str, str]:
    return {
        "class": css,
        "stroke-width": number(0.6 + 2.2 * (papers - 1) / max(most - 1, 1)),
        "vector-effect": "non-scaling-stroke",
    }


def _middle(view: Network, height: float) -> Iterator[str]:
    if view.centre:
        yield element("circle", cx="50%", cy=em(height / 2), r=em(0.5), **{"class": "centre"})
        forms = (str(view.centre.ref.text), view.centre.short)
        place = Place(0.5, height / 2 + 1.6, "middle", "centre")
        yield at_both(lambda width: (fitting(forms, 2 * _HALF * width - 1.2), place))


def _person(who: Coauthor, spot: _Spot, largest: int, address: Address, words: Words) -> str:
    """Draw a dot whose area tells of papers, and write the name beside it."""
    size = 0.18 + 0.32 * sqrt(who.papers / largest)
    css = {"class": "member" if who.ref.kind == Kind.PERSON else "other"}
    dot = element("circle", cx=percent(spot.across), cy=em(spot.y), r=em(size), **css)
    room = 1 - spot.across if spot.right else spot.across
    anchor, shift = ("start", _BETWEEN) if spot.right else ("end", -_BETWEEN)
    place = Place(spot.across, spot.y + 0.35, anchor, css["class"], shift)
    forms = (str(who.ref.text), who.short)
    name = at_both(lambda width: (fitting(forms, room * width - _BETWEEN), place))
    papers = words.several("{number} paper", "{number} papers", who.papers)
    tip = element("title", f"{who.ref.text}: {papers}")
    return parent("g", [tip, dot, linked(name, address(who.ref))])


# --- the table ------------------------------------------------------------------------------


def _table(view: Network, words: Words) -> Table:
    shared: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other, papers in view.pairs:
        shared[one].append((other, papers))
        shared[other].append((one, papers))
    rows: list[tuple[str | Ref, ...]] = []
    for place, who in enumerate(view.people):
        others = sorted(shared[place], key=lambda pair: (-pair[1], pair[0]))
        names = "; ".join(f"{view.people[other].ref.text} ({count})" for other, count in others)
        rows.append((who.ref, str(who.papers), names))
    counted_are = words("Papers together") if view.centre else words("Papers")
    return Table((words("Name"), counted_are, words("Shares papers with")), tuple(rows))
