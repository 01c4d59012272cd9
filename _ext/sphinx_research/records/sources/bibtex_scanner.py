"""BibTeX's values: texts, numbers and ``@string`` macros, by pybtex."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token
from pybtex.utils import CaseInsensitiveDict

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Nearest, Place, Problem, Report

_BRACE = re.compile(r"[{}]")
_QUOTE_OR_BRACE = re.compile(r'[{}"]')


class Scanner(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """A position in a file, from which pybtex's methods read values.

    pybtex counts lines and looks for the end of a text as it goes, so that an open brace
    costs the rest of the file; here both are looked up.
    """

    NAME = Pattern(r"[A-Za-z_][\w:+./-]*", "a name")

    text: str
    pos: int
    end_pos: int
    """Where the entry at hand must have ended."""
    current_field_name: str | None
    current_value: list[str]

    def __init__(self, text: str, path: str, report: Report) -> None:
        """Stand at the beginning of a text with line ends of one character."""
        super().__init__(text, macros=CaseInsensitiveDict(month_names))
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        """Where each line begins."""
        self._path = path
        self._report = report
        self._expanded = 0
        self._nearest = Nearest()

    def place(self, position: int) -> Place:
        """Give the line and column of a position."""
        line = bisect_right(self.lines, position)
        return Place(self._path, line, position - self.lines[line - 1] + 1)

    def problem(self, position: int, cause: str, mend: str, code: Code = Code.BIBTEX) -> None:
        """Report what is wrong at a position."""
        self._report(Problem(code, self.place(position), cause, mend))

    @cached_property
    def closing_braces(self) -> dict[int, int]:
        """Where each brace is closed: the position of ``{`` → that after its ``}``."""
        pairs: dict[int, int] = {}
        open_braces: list[int] = []
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                open_braces.append(match.start())
            elif open_braces:
                pairs[open_braces.pop()] = match.end()
        return pairs

    # --- what pybtex calls --------------------------------------------------------------------

    def eof(self) -> bool:
        """Whether the entry must have ended."""
        return bool(self.pos >= self.end_pos)

    def update_lineno(self, value: str) -> None:
        """Count no lines: places are found by position."""

    def parse_string(self, string_end: object) -> Iterator[Token]:
        """Read to the end of a value in braces or quotation marks."""
        end = self._after_quote() if string_end is self.QUOTE else self._after_brace(self.pos - 1)
        yield Token(self.text[self.pos : end], string_end)
        self.pos = end

    def _after_brace(self, position: int) -> int:
        end = self.closing_braces.get(position, self.end_pos + 1)
        if end > self.end_pos:
            raise PrematureEOF(self)
        return end

    def _after_quote(self) -> int:
        position = self.pos
        while match := _QUOTE_OR_BRACE.search(self.text, position, self.end_pos):
            if match[0] == '"':
                return match.end()
            if match[0] == "}":
                msg = "a } comes before its closing quotation mark"
                raise PybtexSyntaxError(msg, self)
            position = self._after_brace(match.start())
        raise PrematureEOF(self)

    def substitute_macro(self, name: str) -> str:
        """Give the text of an ``@string``; an unknown name stands for itself."""
        if name not in self.macros:
            cause = f"`{name}` is no text and no @string defines it"
            mend = self._nearest(name, self.macros) or f"write {{{name}}} if the word is meant"
            self.problem(self.pos - len(name), cause, mend)
            return name
        text = str(self.macros[name])
        self._expanded += len(text)
        if self._expanded > limits.EXPANDED:
            msg = "the file's @string give more text than any bibliography needs"
            raise PybtexSyntaxError(msg, self)
        return text
