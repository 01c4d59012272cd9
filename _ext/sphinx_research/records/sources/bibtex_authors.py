"""Authors in BibTeX: the list of names, and what biblatex's annotations say of them.

Annotations: biblatex manual, §3.7 "Data Annotations":
``author+an = {1=equal; 2=equal,corresponding}``, ``author+an:orcid = {1="0000-…"}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pybtex.bibtex.utils import split_name_list

from sphinx_research.records.names.person import SUFFIX
from sphinx_research.records.problems import Code, Problem, Report
from sphinx_research.records.sources.bibtex_syntax import Value
from sphinx_research.records.sources.latex import to_name, to_text

_EQUAL = {"equal", "equalcontrib", "equalcontribution", "equalcontributor", "cofirst", "joint"}
_CORRESPONDING = {"corresponding", "correspondingauthor", "corresp", "correspondence"}
_NAMED = {"orcid": "orcid", "person": "person", "id": "person", "mark": "marks", "marks": "marks"}
_EXTENDED = re.compile(r"(?:^|,)\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)
_ITEM = re.compile(r'\s*(\d+)(?::[\w:]+)?\s*=((?:[^;"]|"[^"]*")*)(?:;|$)')


def read_names(fields: Mapping[str, Value], role: str, report: Report) -> list[object]:
    """Read the names in a field, for `records.names.parse_authors`.

    :param role: the field: ``author`` or ``editor``
    """
    if role not in fields:
        return []
    written = split_name_list(" ".join(fields[role].text.split()))
    names: list[object] = [_name(name) for name in written if name]
    for name in written:
        parts = [part.strip() for part in name.split(",")]
        plain = "{" not in name and not _EXTENDED.match(name)
        if len(parts) > 2 and plain and not SUFFIX.fullmatch(parts[1]):  # noqa: PLR2004
            cause = f"`{name}` is one name for BibTeX, which separates authors by ` and `"
            mend = "write ` and ` between authors, not commas"
            report(Problem(Code.BIBTEX, fields[role].place, cause, mend))
    for number, said in _annotations(fields, role):
        if number <= len(names):
            name = names[number - 1]
            names[number - 1] = (name if isinstance(name, dict) else {"name": name}) | said
        else:
            cause = f"`{role}+an` speaks of name {number}, but there are {len(names)}"
            place = fields[role].place
            report(Problem(Code.BIBTEX, place, cause, "count the names from 1"))
    return names


def _name(written: str) -> str | dict[str, Any]:
    """Read one name: as text, or in parts where it is written or meant so."""
    if written.lower() in {"others", "et al.", "et al"}:
        return {"literal": "et al."}
    if _EXTENDED.match(written):
        # biblatex's extended format: ``family=Gogh, given=Vincent, prefix=van``.
        _, *pieces = _EXTENDED.split(written)
        parts = dict(zip(pieces[::2], map(to_text, pieces[1::2]), strict=True))
        parts = {name.lower(): text for name, text in parts.items()}
        particle = parts.pop("prefix", "")
        return parts | ({"particle": particle} if particle else {})
    return to_name(written)


def _annotations(fields: Mapping[str, Value], role: str) -> list[tuple[int, dict[str, Any]]]:
    """Collect what annotations say, by the number of the name."""
    said: list[tuple[int, dict[str, Any]]] = []
    for field, value in fields.items():
        base, plus, name = field.partition("+an")
        if base != role or not plus:
            continue
        for number, text in _ITEM.findall(value.text):
            words = [to_text(word.strip().strip('"')) for word in text.split(",")]
            said.append((int(number), _meaning(name.removeprefix(":"), words)))
    return [(number, meaning) for number, meaning in said if meaning]


def _meaning(annotation: str, words: list[str]) -> dict[str, Any]:
    if annotation:
        key = _NAMED.get(annotation)
        if key is None:
            return {}
        return {key: words if key == "marks" else words[0]}
    plain = {re.sub(r"[^a-z]", "", word.lower()) for word in words}
    said = {"equal": plain & _EQUAL, "corresponding": plain & _CORRESPONDING}
    return {key: True for key, found in said.items() if found}
