"""BibTeX and biblatex files, such as a reference manager or an old site has them.

What this site reads of an entry is carried, and every other field is reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.folding import fold
from sphinx_research.records.model import slug
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.abstracts import not_prose
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.bibtex_fields import to_record
from sphinx_research.records.sources.bibtex_syntax import Entry, Value, read_entries
from sphinx_research.records.sources.bibtex_types import CONTAINERS
from sphinx_research.records.sources.latex import to_address, to_markup_source, to_text

_ALWAYS = frozenset(
    {"title", "author", "year", "date", "doi", "abstract", "volume", "pages", "crossref", "xdata"}
)
"""Fields that are carried whenever they are there: to try them out takes time."""
THEME = frozenset(
    {
        *("bibtex_show", "altmetric", "dimensions", "google_scholar_id", "inspirehep_id"),
        *("bibsource", "biburl", "timestamp", "citation_key", "numpages", "file", "selected"),
        *("archiveprefix", "primaryclass", "eprinttype", "eprintclass", "date-added"),
        *("date-modified", "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "owner", "rating"),
        *("mendeley-groups", "mendeley-tags", "urldate", "date_added", "added-at", "interhash"),
        *("intrahash", "groups", "month_numeric"),
    }
)
"""Fields for programs and badges, of which a reader sees nothing."""
_MEND = "add it to the `note`, if readers need it"
_MENDS = {"issn": "write it as `issn` of the venue"}
_MARKS = "*∗†‡§¶‖&^"
_RESOLVER = re.compile(r"https?://(?:www\.)?(?:(?:dx\.)?doi\.org|arxiv\.org/(?:abs|pdf))/")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:---[ \t]*(?:\n|\Z))?")
_TAGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"<(?:b|strong)>([^<>]*)</(?:b|strong)>", re.IGNORECASE), r"\\textbf{\1}"),
    (re.compile(r"<(?:i|em)>([^<>]*)</(?:i|em)>", re.IGNORECASE), r"\\emph{\1}"),
    (re.compile(r"<sup>([^<>]*)</sup>", re.IGNORECASE), r"\\textsuperscript{\1}"),
    (re.compile(r"<sub>([^<>]*)</sub>", re.IGNORECASE), r"\\textsubscript{\1}"),
    (re.compile(r"</?(?:a|b|i|u|em|p|span|font|div|strong|small)\b[^<>]*>", re.IGNORECASE), ""),
)
_MARKDOWN = re.compile(r"^[ \t]*(?:award|additional_info)[ \t]*=.*$", re.MULTILINE | re.IGNORECASE)
"""Fields that al-folio reads as Markdown."""
_SPANS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\[([^\[\]{}]+)\]\((https?://[^\s(){}]+)\)"), r"\\href{\2}{\1}"),
    (re.compile(r"\*\*([^*{}]+)\*\*"), r"\\textbf{\1}"),
    (re.compile(r"(?<![\w*])[*_]([^*_{}]+)[*_](?![\w*])"), r"\\emph{\1}"),
)


def _in_latex(match: re.Match[str]) -> str:
    line = match[0]
    for pattern, command in _SPANS:
        line = pattern.sub(command, line)
    return line


@dataclass(frozen=True, slots=True)
class Folders:
    """Where fields that name a file have it, and which field of ours links to it.

    :param downloads: a field of BibTeX, its folder, and our field
    :param pictures: the fields of a small picture, and their folder
    """

    downloads: Mapping[str, tuple[str, str]]
    pictures: Mapping[str, str]


BESIDE = Folders(
    {
        "pdf": ("", "pdf"),
        "poster": ("", "poster"),
        "slides": ("", "slides"),
        "supp": ("", "supplement"),
        "supplement": ("", "supplement"),
    },
    {},
)
"""Files that lie beside the ``.bib`` file."""


def carry(old: OldSite, into: Carried) -> None:
    """Carry one ``.bib`` file, or all those of a folder."""
    paths = old.matching("*.bib", "*.bibtex")
    if not paths:
        msg = f"there is no .bib file in {old.folder}"
        raise RefusedError(msg)
    for path in paths:
        text = old.text(path)
        for record in entries_of(text or "", path, into):
            into.add(record)


def entries_of(text: str, path: str, into: Carried, folders: Folders = BESIDE) -> list[RawRecord]:
    """Read the entries of a file; what cannot be carried is reported.

    :param folders: where files are that fields name
    """
    plain = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)
    plain = _MARKDOWN.sub(_in_latex, plain)
    for pattern, command in _TAGS:
        plain = pattern.sub(command, plain)
    entries = {entry.key: entry for entry in read_entries(plain, path, _unsaid)}
    read = read_bibtex(plain, path)
    files = {
        (value.place.line, name): value
        for entry in entries.values()
        for name, value in entry.fields.items()
        if name in folders.downloads and not _is_address(value)
    }
    lines = {line for line, _ in files}
    for problem in read.problems:
        if not (problem.place.line in lines and "is no web address" in problem.cause):
            into.leave(problem.place, problem.cause, problem.mend)
    found = [_Reader(record, entries, into, folders).read() for record in read.records]
    _report_unread(entries, {record.id for record in found}, into)
    return found


def _is_address(value: Value) -> bool:
    return re.match(r"https?://", to_address(value.text)) is not None


def _report_unread(entries: Mapping[str, Entry], read: set[str], into: Carried) -> None:
    """Name entries that are no record: containers are only inherited from."""
    for entry in entries.values():
        if entry.key not in read and entry.type in CONTAINERS:
            into.note_theme("entries that others inherit from")


class _Reader:
    """One entry, as it is carried."""

    def __init__(
        self, record: RawRecord, entries: Mapping[str, Entry], into: Carried, folders: Folders
    ) -> None:
        self.record = record
        self.entry = entries.get(record.id)
        self.into = into
        self.folders = folders
        self.data: dict[str, Any] = dict(record.data)

    def read(self) -> RawRecord:
        if note := str(self.data.get("note", "")):  # al-folio's begin where the entry ends
            self.data["note"] = note.lstrip(".,; ")
        self.data["authors"] = [_marked(one) for one in self.data.get("authors", [])]
        self._abstract()
        if self.entry and self.entry.place == self.record.place:
            taken = {
                *self._files(self.entry),
                *self._pictures(self.entry),
                *self._award(self.entry),
            }
            self._uncarried(self.entry, taken)
        kept = {name: value for name, value in self.data.items() if value}
        return replace(self.record, data=kept)

    def _abstract(self) -> None:
        """Leave out an abstract that holds more than prose."""
        found = not_prose(str(self.data.get("abstract", "")))
        if found:
            _, cause, mend = found[0]
            place = self.record.place_of(("abstract",))
            what = f"the abstract of `{self.record.id}` holds {cause}, and is left out"
            self.into.leave(place, what, mend)
            del self.data["abstract"]

    def _files(self, entry: Entry) -> Iterator[str]:
        """Carry files that fields name, as links to where they are now."""
        for name, (folder, target) in self.folders.downloads.items():
            value = entry.fields.get(name)
            if value is None or _is_address(value):
                continue
            yield name
            written = to_address(value.text)
            path = written.lstrip("/") if "/" in written else f"{folder}{written}"
            if written and (address := self.into.download(path, value.place)):
                self.data.setdefault(target, address)

    def _award(self, entry: Entry) -> Iterator[str]:
        """Carry what al-folio says of an award, beside its name."""
        if "award" in entry.fields and "award_name" in entry.fields:
            yield "award"
            said = to_markup_source(entry.fields["award"].text)
            notes = [one for one in (said, str(self.data.get("note", ""))) if one]
            self.data["note"] = "; ".join(one.lstrip(".,; ") for one in notes)

    def _pictures(self, entry: Entry) -> Iterator[str]:
        for name, folder in self.folders.pictures.items():
            value = entry.fields.get(name)
            if value is None:
                continue
            yield name
            written = to_address(value.text)
            if _is_address(value):
                what = f"the picture `{written}` is on another host"
                self.into.leave(value.place, what, "put it into `_static/`, if you may")
            elif written and (here := self.into.file(f"{folder}{written}", value.place)):
                self.data.setdefault("image", here)

    def _uncarried(self, entry: Entry, taken: set[str]) -> None:
        """Report fields without which the record is the same, and which it does not say."""
        whole = to_record(entry, entry.fields, _unsaid).data
        said = fold(" ".join(_texts(whole))) + slug(" ".join(_texts(whole)))
        for name, value in entry.fields.items():
            text = to_text(value.text)
            if (
                name in _ALWAYS
                or name in taken
                or not text
                or name.startswith(("author+", "editor+"))
            ):
                continue
            others = {one: it for one, it in entry.fields.items() if one != name}
            if to_record(entry, others, _unsaid).data != whole:
                continue
            if name in THEME or name == "abbr":
                self.into.note_theme("fields of BibTeX for programs and badges")
            elif not _is_said(value, said):
                what = f"the field `{name}` has no place here"
                self.into.leave(value.place, what, _MENDS.get(name, _MEND))


def _is_said(value: Value, said: str) -> bool:
    """Whether a record says what a field does, as its DOI says an address at doi.org."""
    address = _RESOLVER.sub("", to_address(value.text))
    words = fold(to_text(value.text))
    return bool(words and words in said) or slug(address) in said


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    else:
        yield str(value)


def _marked(author: object) -> object:
    """Move marks that stand before a name behind it, where this site has them."""
    if not isinstance(author, str) or author[:1] not in _MARKS:
        return author.replace("∗", "*") if isinstance(author, str) else author
    name = author.lstrip(_MARKS + " ")
    marks = author[: len(author) - len(name)].replace(" ", "").replace("∗", "*")
    return f"{name}{marks}"


def _unsaid(problem: Problem) -> None:
    """Say nothing: `read_bibtex` says it."""
    del problem


# --- venues ---------------------------------------------------------------------------------

_TYPES = {"article": "journal", "inproceedings": "conference", "conference": "conference"}
_YEAR = re.compile(r"[\s'’]*(?:(?:19|20)\d\d|[\'’]\d\d)$")


def venues_of(
    text: str, path: str, known: Mapping[str, str], into: Carried, place: Mapping[str, Place]
) -> None:
    """Make venues of al-folio's short names (``abbr``), with the names that entries give them.

    :param known: the addresses of venues by short name, in small letters
    :param place: where each stands
    """
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    types: defaultdict[str, set[str]] = defaultdict(set)
    shorts: dict[str, tuple[str, Place]] = {}
    for entry in read_entries(text, path, _unsaid):
        if "abbr" not in entry.fields:
            continue
        short = to_text(entry.fields["abbr"].text)
        short = _YEAR.sub("", short) or short
        venue = str(to_record(entry, entry.fields, _unsaid).data.get("venue", ""))
        key = into.id_of(short)
        if key and venue and venue != "arXiv":
            names[key].setdefault(venue)
            types[key].add(_TYPES.get(entry.type, ""))
            shorts.setdefault(key, (short, entry.fields["abbr"].place))
    for key, found in names.items():
        short, at = shorts[key]
        name, *others = found
        data: dict[str, Any] = {"name": name}
        if fold(short) != fold(name):
            data["short"] = short
        if others:
            data["aliases"] = others
        if len(types[key]) == 1 and (only := next(iter(types[key]))):
            data["type"] = only
        if address := known.get(short.casefold()):
            data["url"] = address
        if len(data) > 1:
            into.add(RawRecord(Kind.VENUE, key, data, place.get(short.casefold(), at)))
