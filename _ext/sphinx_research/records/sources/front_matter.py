"""The YAML between two lines ``---`` at the beginning of a page.

MyST looks for it twice, each time with other rules: to configure itself (its ``read_topmatter``)
and as a token of Markdown.  What one of them takes for the end is text to the other.  So no page
comes to MyST with front matter that somebody wrote: `without_record` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from sphinx_research.records.characters import visible, with_newlines
from sphinx_research.records.model import Person, Project
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.yaml_text import Marks, read_yaml

PAGE_KINDS = {"person": Kind.PERSON, "project": Kind.PROJECT}
_FIELDS = {"person": Person.model_fields.keys(), "project": Project.model_fields.keys()}
_FLAGS = ("nosearch", "orphan")
_SETTINGS = frozenset({*_FLAGS, "tocdepth"})
_ALLOWED_KEYS = _SETTINGS | PAGE_KINDS.keys()

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.).*\n)*)---[ \t]*(?:\n|\Z)")
"""It ends at the first line that any reader could take for its end."""
_NO_END = re.compile(r"---[ \t]*\n(?:person|project):")
_KEY = re.compile(r"""(\w+)[ \t]*:(?:[ \t]+(["']?)(.*?)\2)?[ \t]*(?:#.*)?""")
_YES = frozenset({"", "true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})


def begins_oddly(text: str) -> bool:
    """Whether a page begins like front matter of which nobody can say where it ends."""
    return text.startswith("---") and _FRONT_MATTER.match(text) is None


def page_record(text: str, path: str, report: Report) -> RawRecord | None:
    """Read the record of a page's front matter, if it has one."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        if text.startswith("---"):
            report(_odd_beginning(text, path))
        return None
    data, marks = read_yaml(match[1], Place(path, 2), report)
    if not isinstance(data, dict):
        return None
    for problem in _odd_keys(data, match[1].split("\n"), Place(path), marks):
        report(problem)
    if PAGE_KINDS.keys() <= data.keys():
        place = Place(path, *max(marks[key,] for key in PAGE_KINDS))
        cause = "a page cannot be both a person's and a project's"
        report(Problem(Code.FRONT_MATTER, place, cause, "make two pages"))
    for key, kind in PAGE_KINDS.items():
        if isinstance(data.get(key), dict):
            inner = {way[1:]: mark for way, mark in marks.items() if way[:1] == (key,)}
            place = Place(path, *inner[()])
            return RawRecord(kind, PurePosixPath(path).stem, data[key], place, inner)
        if key in data:
            cause = f"`{key}:` must hold fields such as `name:` or `title:`"
            place = Place(path, *marks[key,])
            report(Problem(Code.FRONT_MATTER, place, cause, "indent them below it"))
    return None


def _odd_keys(
    keys: Collection[str], lines: list[str], page: Place, marks: Marks
) -> Iterator[Problem]:
    kind = next(filter(PAGE_KINDS.__contains__, keys), None)
    odd = [key for key in keys if key not in _ALLOWED_KEYS]
    if odd:
        named = ", ".join(f"`{key}`" for key in odd)
        what = f"a key {named}" if len(odd) == 1 else f"keys {named}"
        cause = f"the front matter has {what}, which pages may not set"
        place = Place(page.path, *marks[odd[0],])
        yield Problem(Code.FRONT_MATTER, place, cause, _mend_of(odd, kind, page))
    for key in (key for key in keys if key in _SETTINGS):
        place = Place(page.path, *marks[key,])
        if _setting(lines[place.line - 2])[1] is None:
            mend = f"write `{key}: {'2' if key == 'tocdepth' else 'true'}` on a line of its own"
            yield Problem(Code.FRONT_MATTER, place, f"`{key}` cannot be read", mend)


def _mend_of(odd: list[str], kind: str | None, page: Place) -> str:
    """Say what to do with keys: generators of other sites have there what records hold."""
    if kind and all(key.replace("-", "_") in _FIELDS[kind] for key in odd):
        return f"indent {'it' if len(odd) == 1 else 'them'} below `{kind}:`"
    mend = f"allowed are {', '.join(sorted(_ALLOWED_KEYS))}"
    if kind:
        return f"{mend}; remove {'it' if len(odd) == 1 else 'them'}"
    record = "person:` and `name:" if page.path.startswith("people/") else "project:` and `title:"
    return f"{mend}; a page of its own begins with `{record}` below it"


def _odd_beginning(text: str, path: str) -> Problem:
    if _NO_END.match(text):
        cause = "the front matter has no end"
        return Problem(Code.YAML, Place(path), cause, "write `---` below it")
    cause = "the page begins with `---`, and nobody can say where its front matter ends"
    mend = "write `---` alone on a line above and below it; or `***` for a line across the page"
    return Problem(Code.FRONT_MATTER, Place(path), cause, mend)


def _setting(line: str) -> tuple[str, str | None]:
    """Read a line such as ``tocdepth: 2``.

    :return: the key and the value as it goes to MyST: empty to leave the key out, `None` for
        what it cannot be
    """
    match = _KEY.fullmatch(line)
    key, value = (match[1], (match[3] or "").lower()) if match else ("", "")
    if key in _FLAGS:
        return key, "true" if value in _YES else "" if value in _NO else None
    if key == "tocdepth":
        return key, value if re.fullmatch(r"[0-9]", value) else None
    return key, None


def without_record(text: str) -> str:
    """Give a page as MyST is to read it: with front matter of our own writing, or none.

    Every other line stays where it is.  The page of a record is called an orphan, which
    Sphinx takes as a word that no toctree needs to name it.
    """
    text = visible(with_newlines(text))
    if not text.startswith("---"):
        return text
    match = _FRONT_MATTER.match(text)
    if match is None:
        return "".join(text.partition("\n")[1:])
    settings: dict[str, str] = {}
    for line in match[1].split("\n"):
        key, value = _setting(line)
        if key in PAGE_KINDS:
            settings["orphan"] = "true"
        elif value:
            settings[key] = value
    below = text[match.end() :]
    if not settings:
        return "\n" * match[0].count("\n") + below
    ours = ", ".join(f"{key}: {value}" for key, value in sorted(settings.items()))
    empty = "\n" * match[1].count("\n")
    return f"---\n{{{ours}}}{empty}---\n{below}"
