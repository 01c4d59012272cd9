"""What can be wrong in the content, and where.

A `Problem` is a value like any other: every reader and check returns problems
instead of raising or logging, so that one build shows all of them and no module
below the Sphinx half needs a logger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, StrEnum


class Severity(StrEnum):
    """How much a problem matters to a build."""

    ERROR = "error"
    """The record, or a part of it, is left out; a strict build fails."""
    WARNING = "warning"
    """Everything is shown, but probably not as meant; a strict build fails."""
    ADVICE = "advice"
    """Nothing is wrong; the page could be better.  Never fails a build."""


class Code(Enum):
    """Every kind of problem: its name in messages, its severity and its meaning."""

    UNREADABLE = ("unreadable", Severity.ERROR, "The file is not UTF-8 text.")
    FILE_NAME = ("file-name", Severity.ERROR, "A file's name is no valid id ([a-z0-9-]).")
    UNKNOWN_FILE = ("unknown-file", Severity.ERROR, "A file of no kind that is known there.")
    SYMBOLIC_LINK = (
        "symbolic-link",
        Severity.ERROR,
        "A symbolic link, which may lead out of the repository.",
    )
    TOO_LARGE = ("too-large", Severity.ERROR, "A file, or something in it, is larger than may be.")
    REFUSED = (
        "refused",
        Severity.ERROR,
        "What pages may not hold: a directive, a role, HTML, an address, a file.",
    )
    UNSAFE_PAGE = ("unsafe-page", Severity.ERROR, "A page holds, as built, what none may hold.")
    YAML = ("yaml", Severity.ERROR, "The YAML cannot be read.")
    BIBTEX = ("bibtex", Severity.ERROR, "The BibTeX cannot be read.")
    BLOCK = ("block", Severity.ERROR, "The options of a publication block cannot be read.")
    FRONT_MATTER = ("front-matter", Severity.ERROR, "A key that pages may not set.")
    MISSING = ("missing", Severity.ERROR, "A required field is absent.")
    UNKNOWN_FIELD = ("unknown-field", Severity.ERROR, "A field that does not exist.")
    VALUE = ("value", Severity.ERROR, "A field's value is not of the right form.")
    DUPLICATE_ID = ("duplicate-id", Severity.ERROR, "Two records have the same id or key.")
    UNKNOWN_ID = ("unknown-id", Severity.ERROR, "A record that does not exist is named.")
    MISSING_FILE = ("missing-file", Severity.ERROR, "A file is named that is not there.")
    PICTURE = ("picture", Severity.ERROR, "A picture that cannot be read.")
    AMBIGUOUS_AUTHOR = (
        "ambiguous-author",
        Severity.ERROR,
        "An author's name fits two people; the text stays unlinked.",
    )
    NEAR_AUTHOR = (
        "near-author",
        Severity.WARNING,
        "An author's name nearly fits one person; the text stays unlinked.",
    )
    FORMULA = ("formula", Severity.WARNING, "A formula that cannot be read; it stands as TeX.")
    SAME_WORK = (
        "same-work",
        Severity.WARNING,
        "Two records seem to describe one work (DOI, arXiv id or title).",
    )
    PDF_ELSEWHERE = (
        "pdf-elsewhere",
        Severity.ADVICE,
        "A PDF on another host, of which search engines are not told.",
    )
    ORPHAN = ("orphan", Severity.ADVICE, "A record that no other record points to.")
    BUILD_DATE = ("build-date", Severity.ADVICE, "A dated notice, but no date of the build.")
    BROKEN_LINK = (
        "broken-link",
        Severity.WARNING,
        "A link to a page, heading or file of this site that is not there.",
    )
    UNLISTED_PAGE = (
        "unlisted-page",
        Severity.WARNING,
        "A page that no toctree names, and that is no person's or project's.",
    )
    CHECK_DIGIT = ("check-digit", Severity.WARNING, "An ISBN or ISSN that cannot be right.")
    NO_ORCID = ("no-orcid", Severity.ADVICE, "A person without an ORCID iD.")
    NO_ALT = ("no-alt", Severity.ADVICE, "A picture without words for those who do not see it.")
    NO_LINK = ("no-link", Severity.ADVICE, "A paper without any link.")

    def __init__(self, label: str, severity: Severity, meaning: str) -> None:
        self.label = label
        self.severity = severity
        self.meaning = meaning


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a source file.

    :param path: relative to the site's source directory, with forward slashes
    :param line: 1-based
    :param column: 1-based; 0 where only the line is known
    """

    path: str
    line: int = 1
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a person can mend.

    :param cause: what is wrong, as a sentence without its full stop
    :param mend: what to do about it, likewise; may be empty
    """

    code: Code
    place: Place
    cause: str
    mend: str = ""

    @property
    def is_advice(self) -> bool:
        """Whether nothing is wrong, and something could be better."""
        return self.code.severity is Severity.ADVICE

    def __str__(self) -> str:
        return f"{self.cause}; {self.mend}" if self.mend else self.cause


Report = Callable[[Problem], None]
"""Where problems go: a list's ``append``, mostly."""


class Nearest:
    """`nearest` for the first problems of many: to compare thousands of words takes long."""

    def __init__(self, most: int = 50) -> None:
        self._left = most

    def __call__(self, word: str, known: Iterable[str]) -> str:
        """Say what `nearest` says, or nothing if it was asked too often."""
        self._left -= 1
        return nearest(word, known) if self._left >= 0 else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Say ``did you mean `x`?`` for the known word closest to `word`, or nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
