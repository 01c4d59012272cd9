"""What to write where a name is nobody's, or may be that of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sphinx_research.records.names import NOBODY, PersonName
from sphinx_research.records.problems import Place, nearest
from sphinx_research.records.raw import Kind

Near = Callable[[str, Iterable[str]], str]
"""Says which known name may be meant, as `nearest`."""

_WHERE: Mapping[str, str] = {
    Kind.PERSON: "a person is a page in `people/`; others stand in `people/collaborators.yaml`",
    Kind.PROJECT: "a project is a page in `research/`; its id is the name of that file",
    Kind.ORGANISATION: "write its name, or add it to `research/organisations.yaml`",
    "org": "add it to `research/organisations.yaml`",
    Kind.VENUE: "write its name, or add it to `research/venues.yaml`",
    Kind.PUBLICATION: "write the key of a paper that has a record here",
}
"""What to do where no known id is near."""
NAMED = 9
"""Most names that are listed."""


def remedy(what: str, name: str, known: Iterable[str], near: Near = nearest) -> str:
    """Say what to do about a name that nothing has.

    :param what: the kind of record, or the option of a directive
    """
    return near(name, known) or _WHERE.get(what) or there_are(known)


def there_are(known: Iterable[str]) -> str:
    """Name what there is, as far as that is short."""
    some = ", ".join(sorted(known)[:NAMED])
    return f"there are: {some}" if some else "there is none yet"


def decide(name: PersonName, who: str, place: Place) -> str:
    """Say what to write for an author whose name is that of several.

    :param who: the id of the first of them
    """
    written = _written(name, place)
    return f"write `{written} <{who}>`, or `{written} <{NOBODY}>` for somebody else"


def decide_nearly(name: PersonName, who: str, place: Place) -> str:
    """Say what to write for an author whose name is nearly that of somebody."""
    nobody = f"`{_written(name, place)} <{NOBODY}>`"
    return (
        f"correct the name, add it to the aliases of {who}, "
        f"or write {nobody} if it is somebody else"
    )


def _written(name: PersonName, place: Place) -> str:
    """Give a name as it mostly stands there: in BibTeX, the family name leads."""
    if name.literal or not place.path.endswith(".bib"):
        return str(name)
    return ", ".join(filter(None, (name.whole_family, name.suffix, name.given)))
