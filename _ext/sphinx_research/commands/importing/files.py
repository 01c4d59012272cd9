"""Files of reference managers: BibTeX, RIS, CSL-JSON and CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from sphinx_research.commands.importing import csl, loose
from sphinx_research.commands.importing.citation_cff import read_cff
from sphinx_research.commands.importing.found import Found
from sphinx_research.commands.importing.ris import read_ris
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.sources.abstracts import with_prose_only
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.yaml_text import read_yaml

Reader = Callable[[str, str, Report], list[Found]]
"""Reads the text of a file, named by its path; what is wrong is reported."""


def read_file(file: Path, report: Report) -> list[Found]:
    """Read a file by its suffix; what is broken in it is reported, and the rest is read.

    :raises RefusedError: if it is not there, too large, or not in UTF-8
    """
    return READERS[file.suffix.lower()](decoded(_content(file), str(file)), str(file), report)


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > limits.BIBLIOGRAPHY:
            msg = f"{file} has {size:,} bytes, and may have {limits.BIBLIOGRAPHY:,}; divide it"
            raise RefusedError(msg)
        return file.read_bytes()
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise RefusedError(msg) from error


def decoded(content: bytes, name: str) -> str:
    """Give the text of a file with one kind of line ends.

    :raises RefusedError: if it is not UTF-8; the text guesses what it is
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = encoding_of(content)
        line = content.count(b"\n", 0, error.start) + 1
        msg = (
            f"{name}:{line} is not UTF-8 text; it looks like {guess}. Nothing of it was read. "
            f"Save it as UTF-8 in your editor, or write "
            f"iconv -f {guess} -t UTF-8 {name} > utf8-{Path(name).name}"
        )
        raise RefusedError(msg) from None
    if "\0" in text:
        msg = (
            f"{name} holds null characters, as no text does; it looks like {encoding_of(content)}"
        )
        raise RefusedError(msg)
    return text.replace("\r\n", "\n").replace("\r", "\n")


_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_COMMON = (0x4E00, 0x9FFF)
_MOSTLY = 0.6
"""The share of Han in what is not ASCII; the rest is punctuation."""


def encoding_of(content: bytes) -> str:
    """Guess the encoding of a text that is not UTF-8: of those that people still use."""
    if content[:2] in _MARKS:
        return _MARKS[content[:2]]
    if b"\0" in content[:200]:
        return "UTF-16LE" if content[1:2] == b"\0" else "UTF-16BE"
    for encoding, name in (("gbk", "GBK"), ("shift_jis", "SHIFT_JIS"), ("big5", "BIG5")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = [sign for sign in text if not sign.isascii()]
        han = sum(_COMMON[0] <= ord(sign) <= _COMMON[1] for sign in odd)
        # Of Latin-1, single letters among others become rare signs: é and a space none at all.
        pairs = any(one > "\x7f" < two for one, two in pairwise(text))
        if pairs and han > _MOSTLY * len(odd):
            return name
    return "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in content) else "ISO-8859-1"  # noqa: PLR2004 - Latin-1 has controls there


def _bibtex(text: str, path: str, report: Report) -> list[Found]:
    return bibtex(text, path, report)


def bibtex(text: str, path: str, report: Report, source: str = "") -> list[Found]:
    """Read BibTeX.

    :param source: who it is from, if not a file
    """
    read = with_prose_only(read_bibtex(text, path))
    for problem in read.problems:
        report(problem)
    return [
        Found(dict(record.data), source or str(record.place), record.id) for record in read.records
    ]


def _json(text: str, path: str, report: Report) -> list[Found]:
    """Read CSL-JSON: a list of items, one, or what some programs wrap around them."""
    try:
        data: object = json.loads(text)
    except json.JSONDecodeError as error:
        cause = f"the JSON cannot be read: {error.msg}"
        place = Place(path, error.lineno, error.colno)
        report(Problem(Code.UNREADABLE, place, cause, "export it again as CSL-JSON"))
        return []
    except (RecursionError, ValueError):
        cause = "the JSON cannot be read: it is not of any reference manager"
        report(Problem(Code.UNREADABLE, Place(path), cause, "export it again as CSL-JSON"))
        return []
    wrapped = loose.mapping(data).get("items")
    items = loose.mappings(wrapped if isinstance(wrapped, list) else data)
    found: list[Found] = []
    for number, item in enumerate(items, 1):
        one = csl.read(item, f"{path}, item {number}")
        missing = [name for name in ("title", "authors") if not one.data.get(name)]
        if missing:
            cause = f"item {number} has no {' and no '.join(missing)}"
            report(
                Problem(
                    Code.MISSING, Place(path), cause, "add it there, or write the paper by hand"
                )
            )
        else:
            found.append(one)
    if not items:
        cause = "there are no items of CSL-JSON in the file"
        report(Problem(Code.UNREADABLE, Place(path), cause, "export it as CSL-JSON"))
    return found


def _cff(text: str, path: str, report: Report) -> list[Found]:
    data, _ = read_yaml(text, Place(path), report)
    found = [
        one for one in read_cff(data, path) if one.data.get("title") and one.data.get("authors")
    ]
    if not found:
        cause = "there is no title, or no author"
        report(
            Problem(
                Code.MISSING, Place(path), cause, "see https://citation-file-format.github.io/"
            )
        )
    return found


READERS: dict[str, Reader] = {".bib": _bibtex, ".ris": read_ris, ".json": _json, ".cff": _cff}
