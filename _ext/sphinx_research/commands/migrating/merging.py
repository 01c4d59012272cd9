"""A CV beside the pages of an old site, of which is taken what the pages do not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.records.folding import fold
from sphinx_research.records.raw import Kind, RawRecord


def merge_cv(read: Callable[[Carried], None], into: Carried, owner: str) -> None:
    """Add a CV to a person, unless it is of somebody else, such as of a theme's demonstration.

    :param read: carries the CV alone
    :param owner: the id of the person
    """
    cv = replace(into, records=[], bodies={}, ids={}, review=[])
    read(cv)
    person = next((one for one in cv.records if one.kind is Kind.PERSON), None)
    if person is None or not _is_theirs(person, into.ids[Kind.PERSON, owner], into):
        return
    titles = {fold(str(one.data["title"])) for one in into.records if _is_paper(one)}
    for record in cv.records:
        if record is person:
            more = {name: value for name, value in record.data.items() if name != "name"}
            into.change(Kind.PERSON, owner, more)
            for body in cv.bodies.get((record.kind, record.id), []):
                text = body.text if body.text.startswith("#") else f"## Summary\n\n{body.text}"
                into.append_body(Kind.PERSON, owner, text, body.place)
        elif _is_paper(record):
            if fold(str(record.data.get("title", ""))) not in titles:
                into.add(record)
                into.review += [one for one in cv.review if one.place == record.place]
        elif not into.has(record.kind, record.id):
            into.add(record)


def _is_paper(record: RawRecord) -> bool:
    return record.kind is Kind.PUBLICATION


def _is_theirs(person: RawRecord, owner: RawRecord, into: Carried) -> bool:
    """Whether two names share a word of more than a letter."""
    words = _words(person)
    if words & _words(owner):
        return True
    what = f"the CV is of `{person.data['name']}`, not of the person of the site"
    into.leave(person.place, f"{what}, and is not carried", "carry by hand what you need of it")
    return False


def _words(person: RawRecord) -> set[str]:
    name = person.data["name"]
    written = " ".join(name.values()) if isinstance(name, dict) else str(name)
    return {fold(word) for word in written.split() if len(word.strip(".")) > 1}
