"""Entry types of BibTeX and biblatex as types of publications.

Types: Patashnik, *BibTeXing* (1988), §3.1; biblatex manual, §2.1.
"""

from __future__ import annotations

import re

from sphinx_research.records.problems import Code, Problem, Report, nearest
from sphinx_research.records.sources.bibtex_syntax import Entry

CONTAINERS = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "xdata"})
"""What stands in a file for others to inherit from: no work of its own if one does."""

TYPES = {
    "article": "article",
    "suppperiodical": "article",
    "review": "article",
    "inproceedings": "conference",
    "conference": "conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "booklet": "book",
    "periodical": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "standard": "report",
    "manual": "report",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "talk": "talk",
    "presentation": "talk",
    "preprint": "preprint",
    "unpublished": "",
    "misc": "misc",
    "online": "misc",
    "electronic": "misc",
    "www": "misc",
    "audio": "misc",
    "video": "misc",
}
"""Publication types by entry types; an unpublished work is of none before it appears."""


def type_of(entry: Entry, report: Report) -> str:
    """Find the publication type by the entry's type; nothing for an unpublished work."""
    if entry.type in TYPES:
        return TYPES[entry.type]
    cause = f"there is no entry type `@{entry.type}`"
    mend = nearest(entry.type, TYPES) or "write @misc if no other type fits"
    report(Problem(Code.BIBTEX, entry.place, cause, mend))
    return "misc"


def refined(kind: str, venue: str, *, arxiv: bool) -> str:
    """Tell preprints and workshop papers from what their entry types say."""
    if kind == "conference" and re.search(r"\bworkshops?\b", venue, re.IGNORECASE):
        return "workshop"
    unpublished = venue == "arXiv" or not venue
    return "preprint" if arxiv and unpublished and kind in {"article", "misc", ""} else kind
