"""BibTeX's fields as those of a publication.

The fields are those of BibTeX, biblatex (manual, §2.2), Google Scholar's and DBLP's
exports, al-folio (its ``_layouts/bib.liquid``), and our own names.  Fields that say
nothing to a page are left out silently, as every BibTeX style does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from sphinx_research.records import values
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Code, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.raw import Path as Way
from sphinx_research.records.record_limits import is_deep
from sphinx_research.records.sources.bibtex_authors import read_names
from sphinx_research.records.sources.bibtex_dates import is_to_appear, read_date
from sphinx_research.records.sources.bibtex_syntax import Entry, Value
from sphinx_research.records.sources.bibtex_types import refined, type_of
from sphinx_research.records.sources.latex import (
    to_address,
    to_markdown,
    to_markup_source,
    to_text,
)


def to_record(entry: Entry, fields: Mapping[str, Value], report: Report) -> RawRecord:
    """Turn an entry into a raw publication.

    :param fields: the entry's own and those it inherits
    """
    draft = _Draft(entry, fields, report)
    draft.fill()
    return RawRecord(Kind.PUBLICATION, entry.key, draft.data, entry.place, draft.marks)


_STATUS = {
    "inpress": "accepted",
    "forthcoming": "accepted",
    "toappear": "accepted",
    "prepublished": "preprint",
    "submitted": "under-review",
    "inreview": "under-review",
    "underreview": "under-review",
    "inpreparation": "",
}
_LINKS = {
    "pdf": ("pdf",),
    "code": ("code",),
    "data": ("data", "dataset"),
    "website": ("website", "project_page"),
    "slides": ("slides",),
    "poster": ("poster",),
    "video": ("video",),
    "supplement": ("supplement", "supp"),
    "blog": ("blog",),
}
_URL_OF = {"software": "code", "dataset": "data", "online": "website", "talk": "website"}
"""What ``url`` means for works that are no papers."""
_NUMBERED = frozenset({"report", "patent", "dataset", "software", "misc"})
_NOTES = ("note", "addendum", "additional_info")
_MARK = re.compile(r"[*†‡§¶‖#^]|\\(?:dag|ddag|S|P)\b|\\textsuperscript")
_ARXIV_VENUE = re.compile(
    r"arxiv\b(?:.*?arxiv[:.]\s*(?P<id>[^\s,\]]+))?.*|corr\b,?(?:\s+abs/\S+)?", re.IGNORECASE
)


def _listed(text: str) -> list[str]:
    return [part for part in map(str.strip, re.split(r"[,;]", to_text(text))) if part]


def _pages(text: str) -> str:
    return re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", to_text(text))


def _truth(text: str) -> bool:
    return text.strip().lower() in {"true", "yes", "1"}


def _class_of(annotation: Any) -> Any:  # noqa: ANN401 - what a type may be written as
    """Give the class in a type: text in ``Annotated[str, …] | None``."""
    origin, inner = get_origin(annotation), get_args(annotation)
    return origin if origin is tuple else _class_of(inner[0]) if inner else annotation


def _plain(text: str) -> str:
    return to_address(text) if re.match(r"\s*https?:", text) else to_text(text)


_BY_CLASS: dict[Any, Callable[[str], object]] = {
    bool: _truth,
    tuple: _listed,
    Markup: to_markup_source,
}
_Reading = tuple[Callable[[str], object], tuple[str, ...]]
_NAMED_OTHERWISE: dict[str, _Reading] = {
    "original_title": (to_markup_source, ("original_title", "origtitle")),
    "pages": (_pages, ("pages",)),
    "publisher": (to_text, ("publisher", "institution", "school")),
    "image": (to_address, ("image",)),
    "doi": (to_address, ("doi",)),
    "arxiv": (to_address, ("arxiv",)),
    "venue": (to_text, ("journaltitle", "journal", "booktitle", "eventtitle", "venue", "abbr")),
    "abstract": (to_markdown, ("abstract",)),
    "projects": (_listed, ("projects", "project")),
    "tags": (_listed, ("tags", "keywords")),
}
"""Our field → how to read it, and the fields to read it from, best first."""
_READ_APART = frozenset(
    {
        *("id", "place", "title", "authors", "editors", "date", "type", "issue", "number"),
        *("status", "award", "note", "paper", *_LINKS),
    }
)
_FIELDS: dict[str, _Reading] = {
    name: (_BY_CLASS.get(_class_of(field.annotation), _plain), (name,))
    for name, field in Publication.model_fields.items()
    if name not in _READ_APART
} | _NAMED_OTHERWISE
"""All that are read without regard to others: by their own names, if no more are known."""
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_GENRES = {
    **_THESES,
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "thesis": "",
    "report": "",
}
"""The words that biblatex puts for some values of ``type`` (manual, §4.9.2.13), and none where
they say no more than the type of the entry."""


class _Draft:
    """A record in the making; of two sources for one field the first counts."""

    def __init__(self, entry: Entry, fields: Mapping[str, Value], report: Report) -> None:
        self.data: dict[str, Any] = {}
        self.marks: dict[Way, tuple[int, int]] = {}
        self._entry = entry
        self._fields = fields
        self._report = report

    def fill(self) -> None:
        """Read every field."""
        kind = type_of(self._entry, self._report)
        self._title()
        self._names()
        if date := read_date(self._fields, self._report):
            self._set("date", *date)
        for target, (read, names) in _FIELDS.items():
            for value in self._found(names):
                self._set(target, read(value.text), value)
        self._numbers(kind)
        self._genre(kind)
        self._arxiv()
        for target, names in _LINKS.items():
            for value in self._found(names):
                self._link(target, to_address(value.text), value)
        self._url()
        self._distinction()
        self._notes()
        self._status()
        venue = self.data.get("venue", "")
        self._set("type", refined(kind, venue, arxiv="arxiv" in self.data))
        self._as_recorded()

    def _found(self, names: Iterable[str]) -> Iterator[Value]:
        return (self._fields[name] for name in names if name in self._fields)

    def _set(self, target: str, data: object, value: Value | None = None) -> None:
        if data and target not in self.data:
            self.data[target] = data
            place = value.place if value else self._entry.place
            self.marks[target,] = (place.line, place.column)

    def _derive(self, target: str, data: object, source: str) -> None:
        """Set a field by what another one holds."""
        if data and target not in self.data:
            self.data[target] = data
            self.marks[target,] = self.marks[source,]

    # --- single fields ----------------------------------------------------------------------

    def _title(self) -> None:
        for value in self._found(("title",)):
            title = to_markup_source(value.text)
            for subtitle in self._found(("subtitle",)):
                title += (" " if title.endswith(("?", "!", ":")) else ": ") + to_markup_source(
                    subtitle.text
                )
            self._set("title", title, value)

    def _names(self) -> None:
        """Read authors and editors; who edits stands for who writes where nobody does."""
        for target, role in (("authors", "author"), ("editors", "editor"), ("authors", "editor")):
            for value in self._found((role,)):
                self._set(target, read_names(self._fields, role, self._report), value)
        for value in self._found(("organization",)):
            self._set("authors", [{"literal": to_text(value.text)}], value)

    def _numbers(self, kind: str) -> None:
        """Read ``number``, which is a journal's issue, but a report's or patent's own."""
        issue = ["number", "issue"] if kind == "article" else ["issue"]
        number = ["number"] if kind in _NUMBERED else []
        if "pages" not in self.data:
            number += ["eid", "articleno", "article-number"]
        for target, names in (("issue", issue), ("number", number)):
            for value in self._found(names):
                self._set(target, to_text(value.text), value)

    def _genre(self, kind: str) -> None:
        """Read ``type``, in which other kinds of works have all sorts of things."""
        for value in self._found(("type",) if kind in {"thesis", "report"} else ()):
            text = to_text(value.text)
            self._set("genre", _GENRES.get(text.lower(), text), value)
        if "type" not in self._fields:
            self._set("genre", _THESES.get(self._entry.type, ""))

    def _arxiv(self) -> None:
        """Find the arXiv identifier where exports hide it."""
        source = self._text("archiveprefix") or self._text("eprinttype")
        for value in self._found(("eprint",)):
            written = to_address(value.text)
            if source.lower() == "arxiv" or (not source and _is_arxiv(written)):
                self._set("arxiv", written, value)
        for value in self._found(("note",)):
            if _is_arxiv(written := to_text(value.text)):
                self._set("arxiv", written, value)
        doi = self.data.get("doi", "").lower()
        self._derive("arxiv", doi.partition("10.48550/arxiv.")[2], "doi")
        match = _ARXIV_VENUE.fullmatch(self.data.get("venue", ""))
        if match is None:
            return
        self.data["venue"] = "arXiv"
        volume = self.data.get("volume", "")
        for written in (match["id"] or "", volume.removeprefix("abs/")):
            if _is_arxiv(written):
                self._derive("arxiv", written, "venue")
        if volume.startswith("abs/"):
            del self.data["volume"]

    def _url(self) -> None:
        target = _URL_OF.get(self._entry.type, "paper")
        for value in self._found(("paper", "url", "html", "howpublished")):
            address = to_address(value.text)
            if re.match(r"https?://(?:www\.)?arxiv\.org/", address) and _is_arxiv(address):
                self._set("arxiv", address, value)
            elif re.match(r"https?://(?:dx\.)?doi\.org/10\.", address):
                self._set("doi", address, value)
            elif value is not self._fields.get("howpublished") or address.startswith("http"):
                self._link(target, address, value)

    def _link(self, target: str, address: str, value: Value) -> None:
        """Take a web address; al-folio's bare names of files are none."""
        if not address or re.match(r"https?://", address):
            self._set(target, address, value)
            return
        cause = f"`{address}` in the entry `{self._entry.key}` is no web address"
        if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", address):
            mend = f"write https://{address}"
        else:
            mend = "put the file under `_static/` and give the address it has on the web"
        self._report(Problem(Code.VALUE, value.place, cause, mend))

    def _distinction(self) -> None:
        """Read al-folio's ``award``, a description that ``award_name`` may give a name."""
        for value in self._found(("award_name", "award")):
            text = to_text(value.text)
            self._set("award", "Awarded" if _truth(text) else text, value)

    def _notes(self) -> None:
        found = [value for value in self._found(_NOTES) if not _is_arxiv(to_text(value.text))]
        # al-folio explains authors' marks there; biblatex keeps private remarks.
        found += [value for value in self._found(("annotation",)) if _MARK.search(value.text)]
        texts = [to_markup_source(value.text) for value in found]
        for value in found[:1]:
            self._set("note", "; ".join(dict.fromkeys(filter(None, texts))), value)

    def _status(self) -> None:
        for value in self._found(("status", "pubstate")):
            text = to_text(value.text)
            self._set("status", _STATUS.get(re.sub(r"[^a-z]", "", text.lower()), text), value)
        if is_to_appear(self._fields):
            self._set("status", "accepted", self._fields["year"])
        if self._entry.type == "unpublished":
            self._set("status", "under-review")

    def _as_recorded(self) -> None:
        """Take what our own exports add: fields as a record has them, in JSON (RFC 8259)."""
        for value in self._found(("as-recorded",)):
            try:
                said = json.loads(f"{{{value.text}}}")
                if is_deep(said):
                    raise RecursionError(_TOO_DEEP)  # noqa: TRY301 - as where there is more of it
            except (ValueError, RecursionError) as error:
                cause = f"`as-recorded` in the entry `{self._entry.key}` is no JSON: {error}"
                mend = "remove the field; it only repeats what others cannot say exactly"
                self._report(Problem(Code.VALUE, value.place, cause, mend))
                continue
            for target, data in said.items():
                self.data.pop(target, None)
                self._set(target, data, value)

    def _text(self, name: str) -> str:
        return to_text(self._fields[name].text) if name in self._fields else ""


_TOO_DEEP = "it has too many levels"


def _is_arxiv(text: str) -> bool:
    try:
        values.arxiv_id(text)
    except ValueError:
        return False
    return True
