"""Files of reference managers: BibTeX, RIS, CSL-JSON and CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sphinx_research.commands.encodings import NotTextError, decoded
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
    try:
        text = decoded(_content(file))
    except NotTextError as error:
        msg = (
            f"{file}:{error.line}: {error}. Nothing of it was read. Save it as UTF-8 in your "
            f"editor, or write iconv -f {error.guess} -t UTF-8 {file} > utf8-{file.name}"
        )
        raise RefusedError(msg) from None
    return READERS[file.suffix.lower()](text, str(file), report)


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


READERS: dict[str, Reader] = {".bib": bibtex, ".ris": read_ris, ".json": _json, ".cff": _cff}
