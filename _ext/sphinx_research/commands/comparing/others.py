"""What has become of records without pages: collaborators, organisations, venues and news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_research.commands.comparing.both import Both, fields, item, renamed
from sphinx_research.commands.comparing.statement import Item, Mark, short
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.raw import Kind

_KINDS = (Kind.COLLABORATOR, Kind.ORGANISATION, Kind.VENUE)


def others(both: Both) -> Iterator[Item]:
    """Say what has become of each record that stands in a data file."""
    for kind in _KINDS:
        old, new = both.before.records.of(kind), both.after.records.of(kind)
        for key, record in new.items():
            if key not in old:
                yield item(Mark.ADDED, record, [str(kind)])
            elif said := [*renamed(old[key], record), *fields(old[key], record)]:
                yield item(Mark.CHANGED, record, [str(kind), *said])
        for key, record in old.items():
            if key not in new:
                yield item(Mark.REMOVED, record, [str(kind)])


def news(both: Both) -> Iterator[Item]:
    """Say which items of news of the whole site are new, and which are gone."""
    old, new = _items(both.before), _items(both.after)
    for mark, left in ((Mark.ADDED, new - old), (Mark.REMOVED, old - new)):
        for date, text, path in left.elements():
            yield Item(mark, text, (date,), path)


def _items(catalogue: Catalogue) -> Counter[tuple[str, str, str]]:
    """Count the items by what they say: their ids are places, which new ones push down."""
    items = catalogue.records.news.values()
    return Counter((str(one.date), short(one.text), one.place.path) for one in items)
