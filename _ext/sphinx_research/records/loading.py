"""A source tree into a catalogue: find the files, read them, validate, connect.

What one file says is cached by its content: the records in it, and every problem of reading and
of validation, so that all are told at every build.  What depends on more than one file is not.
The cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pydantic

from sphinx_research.records import bulk
from sphinx_research.records.answers import digest_of
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.files import limit
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.integrity import Checker
from sphinx_research.records.model import Record, is_id, slug
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord, Source, Use
from sphinx_research.records.schema import validate
from sphinx_research.records.sources import allowed
from sphinx_research.records.sources.abstracts import with_prose_only
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.data_files import read_data_file
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.records.tree import Tree, holds_records, walk

READERS: dict[str, Callable[[str, str], Source]] = {
    ".md": read_markdown,
    ".bib": read_bibtex,
    ".yaml": read_data_file,
    ".yml": read_data_file,
}
_LOSING = frozenset({Code.UNREADABLE, Code.TOO_LARGE, Code.YAML, Code.BLOCK, Code.BIBTEX})
"""Problems of reading after which a record may be missing: any word of the file may be its id."""

_WORD = re.compile(r"[\w./+-]+(?::[\w./+-]+)*")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a source tree says, and what is wrong with it."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """Words that may be ids of records that could not be read; that has been reported."""
    fingerprint: str = ""
    """Stands for the content of all files, the settings and this code."""
    refused: frozenset[str] = frozenset()
    """The paths of pages that hold what no page may hold: they are not to be shown."""


def load(
    source: Path, settings: Settings, cache: Path | None = None, tree: Tree | None = None
) -> Loaded:
    """Read the whole site.

    :param source: the source directory, holding ``people/`` and ``research/``
    :param cache: a directory for parsed files; without it all are parsed anew
    :param tree: the files, where they are known already
    :return: the catalogue, and every problem in the order of files and lines
    """
    with bulk.without_collection():
        return _load(source, settings, _Cache(cache), tree)


def _load(source: Path, settings: Settings, parsed: _Cache, tree: Tree | None) -> Loaded:
    problems: list[Problem] = []
    entries: list[_Entry] = []
    refused: set[str] = set()
    tree = tree or walk(source)
    problems.extend(tree.problems)
    unread = _lost(source, tree)
    for path in tree.files:
        read = parsed.read(source, path)
        problems.extend(read.problems)
        foreign = [use for use in read.foreign if use.name not in settings.allowed]
        problems.extend(map(allowed.refusal, foreign))
        if foreign or read.refused:
            refused.add(path)
        if holds_records(path):
            entries.extend(read.entries)
        elif read.entries:
            cause = f"the file holds a {read.entries[0].kind}, and is not read where it stands"
            mend = "move it to `people/` or `research/`"
            problems.append(Problem(Code.UNKNOWN_FILE, read.entries[0].place, cause, mend))
        if not _LOSING.isdisjoint(problem.code for problem in read.problems):
            text = (source / path).read_text("utf-8", errors="replace")
            unread |= {Path(path).stem, *_WORD.findall(text)}
    parsed.tidy()
    records, broken, found = _collect(entries, problems.append)
    documents = frozenset(path.removesuffix(".md") for path in tree.files if path.endswith(".md"))
    catalogue = Catalogue(records, settings, documents)
    missing = broken | unread
    origins = _Origins(found, parsed)
    Checker(catalogue, origins, missing, source, problems.append).check()
    in_order = tuple(sorted(problems, key=lambda problem: problem.place))
    fingerprint = digest_of(repr((list(parsed.used), settings)))
    return Loaded(catalogue, in_order, missing, fingerprint, frozenset(refused))


def _lost(source: Path, tree: Tree) -> set[str]:
    """Give the words that stand for what is refused, and for records in it."""
    words = {*tree.refused, *(Path(path).stem for path in (*tree.refused, *tree.lost))}
    for path in tree.lost:
        with suppress(OSError), (source / path).open("rb") as file:
            words.update(_WORD.findall(file.read(limit(path)).decode("utf-8", "replace")))
    return words


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record of a file, validated.

    :param number: its place among those of the file
    :param record: `None` if it cannot stand
    :param problems: those of validation
    """

    kind: Kind
    id: str
    place: Place
    number: int
    record: Record | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """What one file says; the fields are those of `Source`.

    :param raws: the records as written, pickled: they are asked for where there are problems
    """

    entries: tuple[_Entry, ...]
    problems: tuple[Problem, ...]
    foreign: tuple[Use, ...]
    refused: bool
    raws: bytes


class _Cache:
    """Parsed files on disk, by their content; what a load does not use is deleted."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: dict[str, None] = {}
        self._raws: dict[str, bytes | tuple[RawRecord, ...]] = {}

    def read(self, source: Path, path: str) -> _File:
        read = self._kept(source, path)
        self._raws[path] = read.raws
        return read

    def raw(self, path: str, number: int) -> RawRecord:
        """Give a record of a file that was read, as it was written."""
        raws = self._raws[path]
        if isinstance(raws, bytes):
            raws = self._raws[path] = pickle.loads(raws)  # noqa: S301 - our own bytes
        return raws[number]

    def _kept(self, source: Path, path: str) -> _File:
        content = (source / path).read_bytes()
        digest = hashlib.blake2b(path.encode(), digest_size=16, person=package_fingerprint())
        digest.update(b"\0" + pydantic.VERSION.encode())  # records are its objects
        digest.update(b"\0" + content)
        self.used[f"{digest.hexdigest()}.pickle"] = None
        if self.folder is None:
            return _checked(_read(content, path))
        file = self.folder / f"{digest.hexdigest()}.pickle"
        with suppress(Exception):  # whatever a damaged file raises, it is written anew
            cached = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
            if isinstance(cached, _File):
                return cached
        read = _checked(_read(content, path))
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bulk.dumps(read))
        return read

    def tidy(self) -> None:
        """Delete what belongs to files that have changed or gone."""
        for file in self.folder.glob("*.pickle") if self.folder else ():
            if file.name not in self.used:
                file.unlink(missing_ok=True)


class _Origins(Mapping[tuple[Kind, str], RawRecord]):
    """What each record was made from; of most nobody asks."""

    def __init__(self, found: Mapping[tuple[Kind, str], _Entry], parsed: _Cache) -> None:
        self._found = found
        self._parsed = parsed

    def __getitem__(self, key: tuple[Kind, str]) -> RawRecord:
        entry = self._found[key]
        return self._parsed.raw(entry.place.path, entry.number)

    def __iter__(self) -> Iterator[tuple[Kind, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _read(content: bytes, path: str) -> Source:
    try:
        text = content.decode("utf-8-sig")
        cause, start = "the file holds a null character, as no text does", content.find(b"\0")
    except UnicodeDecodeError as error:
        cause, start = "the file is not UTF-8 text", error.start
    if start >= 0:
        place = Place(path, content.count(b"\n", 0, start) + 1)
        problem = Problem(Code.UNREADABLE, place, cause, "save it as UTF-8")
        return Source(problems=(problem,))
    text = with_newlines(text)
    return with_prose_only(READERS[Path(path).suffix](text, path))


def _checked(read: Source) -> _File:
    """Validate all records of a file: what is wrong in one depends on no other."""
    raws = bulk.dumps(read.records)
    entries = tuple(_entry(number, raw) for number, raw in enumerate(read.records))
    return _File(entries, read.problems, read.foreign, read.refused, raws)


def _entry(number: int, raw: RawRecord) -> _Entry:
    problems: list[Problem] = []
    record = validate(raw, problems.append)
    return _Entry(raw.kind, raw.id, raw.place, number, record, tuple(problems))


def _collect(
    entries: Iterable[_Entry], report: Report
) -> tuple[Records, frozenset[str], dict[tuple[Kind, str], _Entry]]:
    """Put records by id; the first of two with one id stays."""
    records = Records()
    broken: set[str] = set()
    found: dict[tuple[Kind, str], _Entry] = {}
    slugs: dict[tuple[Kind, str], _Entry] = {}
    for one in entries:
        if not _has_good_id(one, report):
            broken.add(one.id)
            for problem in one.problems:
                report(problem)
            continue
        shelf = Kind.PERSON if one.kind is Kind.COLLABORATOR else one.kind
        first = slugs.setdefault((shelf, slug(one.id)), one)
        if first is not one:
            cause = f"{one.kind} `{one.id}` stands in {first.place} already"
            mend = "give one of the two another" + (
                " key" if one.kind is Kind.PUBLICATION else " id"
            )
            report(Problem(Code.DUPLICATE_ID, one.place, cause, mend))
            continue
        for problem in one.problems:
            report(problem)
        if one.record is None:
            broken.add(one.id)
        else:
            records.of(one.kind)[one.id] = one.record
            found[one.kind, one.id] = one
    return records, frozenset(broken), found


UNNAMED = {
    (Kind.PERSON, "your-name"): "ada-lovelace.md",
    (Kind.PROJECT, "your-project"): "analytical-engine.md",
}
"""What pages are called that nobody has given a name, and what they may be called instead."""


def _has_good_id(raw: _Entry, report: Report) -> bool:
    """Ids become addresses: they must be short words that never need escaping."""
    if example := UNNAMED.get((raw.kind, raw.id)):
        cause = f"the file is still called `{raw.id}.md`, which would be the page's address"
        mend = f"rename it after the {raw.kind}, such as `{example}`"
        report(Problem(Code.FILE_NAME, raw.place, cause, mend))
        return False
    free = raw.kind in (Kind.NEWS, Kind.PUBLICATION)  # made fit by `slug`, if it leaves anything
    if slug(raw.id) if free else is_id(raw.id):
        return True
    page = raw.kind in (Kind.PERSON, Kind.PROJECT)
    cause = f"`{raw.id}` cannot be the id of a {raw.kind}"
    mend = f"{'rename the file' if page else 'write it'} with small letters, digits and hyphens"
    report(Problem(Code.FILE_NAME, raw.place, cause, mend))
    return False
