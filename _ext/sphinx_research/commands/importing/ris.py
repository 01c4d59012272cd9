"""RIS, the tagged format of reference managers and publishers.

*Reference Manager: RIS Format Specifications* (Research Information Systems, 2001), with the
tags of its revision of 2011 and those that publishers use for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.importing.found import (
    Draft,
    Found,
    author,
    author_of,
    day,
    pages,
)
from sphinx_research.commands.importing.prose import plain_abstract
from sphinx_research.records.markup import escape
from sphinx_research.records.names import parse_name
from sphinx_research.records.problems import Code, Place, Problem, Report

TYPES = {
    "JOUR": "article",
    "JFULL": "article",
    "EJOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "INPR": "article",
    "ABST": "article",
    "CPAPER": "conference",
    "CONF": "conference",
    "UNPB": "preprint",
    "THES": "thesis",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "ENCYC": "chapter",
    "RPRT": "report",
    "STAND": "report",
    "PAT": "patent",
    "DATA": "dataset",
    "DBASE": "dataset",
    "COMP": "software",
    "SLIDE": "talk",
}
"""Our types by those of RIS; others are ``misc``."""
_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_JOINED = frozenset({"AB", "N2", "TI", "T1"})
"""Tags whose text may go on on lines without a tag."""

Tags = dict[str, list[str]]


def read_ris(text: str, path: str, report: Report) -> list[Found]:
    """Read a file; what is broken is reported, and everything else is read."""
    found: list[Found] = []
    for line, tags in _references(text, path, report):
        one = _read(tags, f"{path}:{line}")
        if one.data.get("title") and one.data.get("authors"):
            found.append(one)
            continue
        missing = "title" if not one.data.get("title") else "author"
        cause = f"the reference has no {missing}"
        report(
            Problem(Code.MISSING, Place(path, line), cause, f"add it, as `{_TAG[missing]}  - …`")
        )
    return found


_TAG = {"title": "TI", "author": "AU"}


def _references(text: str, path: str, report: Report) -> Iterator[tuple[int, Tags]]:
    """Cut a file into references, each with its line and the values of its tags."""
    begun = 0
    tags: Tags = {}
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip().removeprefix("\ufeff"))
        tag, value = (match[1], match[2].strip()) if match else ("", line.strip())
        if tag == "TY":
            if begun:
                cause = "this reference ends nowhere, and another one begins below"
                report(Problem(Code.VALUE, Place(path, begun), cause, "end it with `ER  -`"))
                yield begun, tags
            begun, tags, last = number, {"TY": [value]}, tag
        elif tag == "ER" and begun:
            yield begun, tags
            begun, tags, last = 0, {}, ""
        elif not begun:
            if value:
                cause = "this line stands in no reference"
                report(
                    Problem(Code.VALUE, Place(path, number), cause, "begin one with `TY  - JOUR`")
                )
        elif tag:
            tags.setdefault(tag, []).append(value)
            last = tag
        elif last in _JOINED:
            tags[last][-1] += f"\n{value}"
    if begun:
        cause = "the file breaks off in this reference"
        report(Problem(Code.VALUE, Place(path, begun), cause, "export the file again"))


def _read(tags: Tags, source: str) -> Found:
    draft = Draft()
    kind = TYPES.get(tags["TY"][0].upper(), "misc")

    def first(*names: str) -> str:
        return next((v for name in names for v in tags.get(name, []) if v), "")

    draft.put("title", escape(" ".join(first("TI", "T1", "CT").split())))
    writers = _names(tags, "AU", "A1")
    editors = _names(tags, "ED", *(("A2",) if kind in {"chapter", "conference"} else ()))
    draft.put("authors", writers or editors)
    draft.put("editors", editors if writers else [])
    date = day(first("DA", "Y1").strip("/").replace("//", ""))
    year = day(first("PY", "Y1"))
    draft.put("date", date if date[:4] == year[:4] else year or date)
    draft.put("genre", first("M3") if kind in {"thesis", "report"} else "")
    draft.put("venue", first("T2", "JO", "JF", "BT", "JA", "J2") if kind != "book" else "")
    draft.put("volume", first("VL"))
    draft.put("issue", first("IS") if kind in {"article", "conference", "chapter"} else "")
    draft.put("pages", _pages(first("SP"), first("EP")))
    draft.put("number", first("C7", *(("SN", "M1") if kind in {"report", "patent"} else ())))
    draft.put("publisher", first("PB"))
    draft.put("edition", first("ET"))
    draft.put("isbn", first("SN") if kind in {"book", "chapter"} else "")
    draft.put("language", first("LA"))
    draft.put("arxiv", arxiv_in(first("AN")))
    draft.identify(first("DO"))
    for address in (value for tag in ("UR", "L2", "LK") for value in tags.get(tag, [])):
        _link(draft, kind, address)
    draft.link("pdf", first("L1"))
    draft.put("abstract", plain_abstract(first("AB", "N2").split("\n\n")))
    keywords = (part for value in tags.get("KW", []) for part in re.split(r"[;\n]", value))
    draft.put("tags", [word for word in map(str.strip, keywords) if word])
    on_arxiv = "arxiv" in draft.data and not draft.data.get("venue")
    draft.put("venue", "arXiv" if on_arxiv else "")
    draft.put("type", kind)
    return Found(draft.data, source, first("ID"))


def _names(tags: Tags, *names: str) -> list[dict[str, str]]:
    values = [value for name in names for value in tags.get(name, []) if value]
    return [one for one in map(_name, values) if one]


def _name(value: str) -> dict[str, str]:
    """Read ``Family, Given, Suffix``; what has no comma stands as it is."""
    family, *rest = (part.strip() for part in value.split(","))
    if not rest:
        return author_of(family)
    particle, _, bare = family.rpartition(" ")
    name = {"family": family, "particle": ""}
    if particle.islower() and particle:
        name = {"family": bare, "particle": particle}
    made = author(given=rest[0], suffix=" ".join(rest[1:]), **name)
    try:
        parse_name(made)
    except ValueError:
        return author_of(value, group=True)
    return made


def _pages(first: str, last: str) -> str:
    """Write the pages; some put the whole range into ``SP``."""
    return pages(first, "" if re.search(r"\d\s*[-–]+\s*\d", first) else last)


def _link(draft: Draft, kind: str, address: str) -> None:
    if "doi.org/" in address:
        draft.identify(address)
    elif "arxiv.org/" in address and arxiv_in(address):
        draft.put("arxiv", arxiv_in(address))
    elif not doi_in(address):
        draft.link({"software": "code", "dataset": "data"}.get(kind, "paper"), address)
