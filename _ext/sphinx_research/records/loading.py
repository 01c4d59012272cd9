"""A source tree into a catalogue: find the files, read them, validate, connect.

Reading is cached by a file's content; validation is not, so that every problem is told
at every build.  The cache holds plain values only, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sphinx_research.records.answers import digest_of
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.files import limit
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.integrity import Checker
from sphinx_research.records.model import is_id, slug
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.raw import Kind, RawRecord, Source
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
    problems: list[Problem] = []
    raws: list[RawRecord] = []
    refused: set[str] = set()
    parsed = _Cache(cache)
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
            raws.extend(read.records)
        elif read.records:
            cause = f"the file holds a {read.records[0].kind}, and is not read where it stands"
            mend = "move it to `people/` or `research/`"
            problems.append(Problem(Code.UNKNOWN_FILE, read.records[0].place, cause, mend))
        if not _LOSING.isdisjoint(problem.code for problem in read.problems):
            text = (source / path).read_text("utf-8", errors="replace")
            unread |= {Path(path).stem, *_WORD.findall(text)}
    parsed.tidy()
    records, broken, origins = _collect(raws, problems.append)
    documents = frozenset(path.removesuffix(".md") for path in tree.files if path.endswith(".md"))
    catalogue = Catalogue(records, settings, documents)
    missing = broken | unread
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


class _Cache:
    """Parsed files on disk, by their content; what a load does not use is deleted."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: dict[str, None] = {}

    def read(self, source: Path, path: str) -> Source:
        content = (source / path).read_bytes()
        digest = hashlib.blake2b(path.encode(), digest_size=16, person=package_fingerprint())
        digest.update(b"\0" + content)
        self.used[f"{digest.hexdigest()}.pickle"] = None
        if self.folder is None:
            return _read(content, path)
        file = self.folder / f"{digest.hexdigest()}.pickle"
        with suppress(Exception):  # whatever a damaged file raises, it is written anew
            cached = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
            if isinstance(cached, Source):
                return cached
        read = _read(content, path)
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(read, protocol=pickle.HIGHEST_PROTOCOL))
        return read

    def tidy(self) -> None:
        """Delete what belongs to files that have changed or gone."""
        for file in self.folder.glob("*.pickle") if self.folder else ():
            if file.name not in self.used:
                file.unlink(missing_ok=True)


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return with_prose_only(READERS[Path(path).suffix](text, path))


def _collect(
    raws: list[RawRecord], report: Report
) -> tuple[Records, frozenset[str], dict[tuple[Kind, str], RawRecord]]:
    """Validate raw records and put them by id; the first of two with one id stays."""
    records = Records()
    broken: set[str] = set()
    origins: dict[tuple[Kind, str], RawRecord] = {}
    slugs: dict[tuple[Kind, str], RawRecord] = {}
    for raw in raws:
        if not _has_good_id(raw, report):
            continue
        shelf = Kind.PERSON if raw.kind is Kind.COLLABORATOR else raw.kind
        first = slugs.setdefault((shelf, slug(raw.id)), raw)
        if first is not raw:
            cause = f"{raw.kind} `{raw.id}` stands in {first.place} already"
            mend = "give one of the two another" + (
                " key" if raw.kind is Kind.PUBLICATION else " id"
            )
            report(Problem(Code.DUPLICATE_ID, raw.place, cause, mend))
            continue
        record = validate(raw, report)
        if record is None:
            broken.add(raw.id)
        else:
            records.of(raw.kind)[raw.id] = record
            origins[raw.kind, raw.id] = raw
    return records, frozenset(broken), origins


def _has_good_id(raw: RawRecord, report: Report) -> bool:
    """Ids become addresses: they must be short words that never need escaping."""
    free = raw.kind in (Kind.NEWS, Kind.PUBLICATION)  # made fit by `slug`, if it leaves anything
    if slug(raw.id) if free else is_id(raw.id):
        return True
    page = raw.kind in (Kind.PERSON, Kind.PROJECT)
    cause = f"`{raw.id}` cannot be the id of a {raw.kind}"
    mend = f"{'rename the file' if page else 'write it'} with small letters, digits and hyphens"
    report(Problem(Code.FILE_NAME, raw.place, cause, mend))
    return False
