"""BibTeX's syntax: text into entries, with the place of each field.

pybtex reads values; where entries begin is found here, so that a mistake costs a field
or an entry and never the rest of the file.  A line that begins with ``@word{`` always
begins an entry, even where a brace before it is still open.  ``@comment{…}`` and lines
that begin with ``%`` are skipped.

Grammar: https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem, Report
from sphinx_research.records.sources.bibtex_scanner import Scanner


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds, still LaTeX, and where the field begins."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as written.

    :param type: in lower case
    :param fields: by their names in lower case
    :param whole: whether every field could be read
    """

    type: str
    key: str
    fields: dict[str, Value]
    place: Place
    whole: bool = True


def read_entries(text: str, path: str, report: Report) -> Iterator[Entry]:
    """Read the entries of a file one by one, and report what cannot be read.

    :param text: with any line ends and with or without a byte order mark
    """
    lines = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    for sign, name in (("\n", "lines"), ("{", "braces")):
        number = lines.count(sign)
        if number > limits.BRACES:
            cause = f"the file has {number:,} {name}, and may have {limits.BRACES:,}"
            report(Problem(Code.TOO_LARGE, Place(path), cause, "make several files of it"))
            return iter(())
    return _Reader(lines, path, report).entries()


_START = re.compile(r"(?<!\w)@[ \t]*([A-Za-z]+)\s*([{(])")
_REMARK = re.compile(r"[ \t]*%")
_START_OF_LINE = re.compile(r"^[ \t]*(?=@[ \t]*[A-Za-z]+\s*[{(])", re.MULTILINE)
_FIELD = re.compile(r"[ \t]*(?=[A-Za-z][\w:+-]*\s*=)")
_STRAY = re.compile(
    r"^[ \t]*(?P<stray>[A-Za-z][\w:+-]*)\s*(?:=\s*[{\"\d]|\{[^\s,{}]+,)", re.MULTILINE
)
_AFTER_KEY = re.compile(r"[,})]|[A-Za-z][\w:+-]*\s*=|\Z")
_RUNAWAY = re.compile(r"\n[ \t]*[A-Za-z][\w:+-]*[ \t]*=[ \t]*[{\"]")


class _Reader(Scanner):
    """A file being read."""

    def __init__(self, text: str, path: str, report: Report) -> None:
        super().__init__(text, path, report)
        self._starts = [match.end() for match in _START_OF_LINE.finditer(text)]
        self._named = 0
        self._large = False

    def entries(self) -> Iterator[Entry]:
        """Read the whole file."""
        sound = True
        read = 0
        while match := _START.search(self.text, self.pos):
            start = match.start()
            if read == limits.ENTRIES:
                cause = f"the file has more than {read:,} entries; those from here on are not read"
                self.problem(start, cause, "make several files of it", Code.TOO_LARGE)
                return
            if _REMARK.match(self.text, self.lines[bisect_right(self.lines, start) - 1]):
                self.pos = match.end()
                continue
            if sound:
                self._check_between(self.pos, start)
            following = bisect_right(self._starts, start)
            self.pos = match.end()
            self.end_pos = (*self._starts[following : following + 1], len(self.text))[0]
            read += 1
            entry = self._command(match)
            sound = entry is None or entry.whole
            if entry is not None and entry.key:
                yield entry
        if sound:
            self._check_between(self.pos, len(self.text))

    # --- one command ------------------------------------------------------------------------

    def _command(self, match: re.Match[str]) -> Entry | None:
        name = match[1].lower()
        end = self.RBRACE if match[2] == "{" else self.RPAREN
        if name in {"comment", "preamble"}:
            self.pos = self.closing_braces.get(match.end() - 1, match.end())
            return None
        after = min(self.closing_braces.get(match.end() - 1, self.end_pos), self.end_pos)
        if after - match.start() > limits.ENTRY:
            self._report_size(match.start(), f"this @{name}", after - match.start(), limits.ENTRY)
            self.pos = after
            return Entry(name, "", {}, self.place(match.start()), whole=False)
        if name != "string":
            return self._entry(name, match.start(), end)
        try:
            self.parse_string_body(end)
            self.required([end])
        except PybtexSyntaxError as error:
            cause = f"this @string cannot be read: {_reason(error)}"
            self.problem(match.start(), cause, "write @string{name = {text}}")
        return None

    def _entry(self, name: str, start: int, end: object) -> Entry:
        key = self._key(end)
        place = self.place(start)
        fields: dict[str, Value] = {}
        if not key:
            cause = f"this @{name} has no citation key"
            self.problem(start, cause, f"write @{name}{{key, …}}")
            return Entry(name, "", fields, place, whole=False)
        self._check_key_ends(key)
        whole = self._fields(key, fields)
        try:
            self.required([end])
        except PrematureEOF:
            if whole:
                cause = f"the entry `{key}` has no end"
                self.problem(start, cause, "add `}` after its last field")
            whole = False
        except PybtexSyntaxError:
            if whole:
                found = self.text[self.pos : self.pos + 20].partition("\n")[0]
                cause = f"the entry `{key}` goes on with `{found}`"
                mend = "write each field as `name = {value},`"
                self.problem(self.pos, cause, mend)
            whole = False
        return Entry(name, key, fields, place, whole)

    def _key(self, end: object) -> str:
        """Read the citation key; where there is none, what stands there is a field."""
        try:
            token = self.optional([self.KEY_BRACE if end is self.RBRACE else self.KEY_PAREN])
            self.eat_whitespace()
        except PrematureEOF:
            return ""
        key: str = token.value if token else ""
        is_field = re.search(r"[={}\"]", key) or self.text.startswith("=", self.pos)
        return "" if is_field else key

    def _check_key_ends(self, key: str) -> None:
        """Go on after the key, even if it goes on itself."""
        if not _AFTER_KEY.match(self.text, self.pos):
            cause = f"the citation key `{key}` goes on after a space"
            self.problem(self.pos, cause, "keys have no spaces; a comma ends them")
            comma = self.text.find(",", self.pos, min(self.pos + 200, self.end_pos))
            self.pos = comma if comma >= 0 else self.pos

    def _fields(self, key: str, fields: dict[str, Value]) -> bool:
        """Read all fields; after a mistake go on with the next line that begins one.

        :return: whether there was no mistake
        """
        whole = going = True
        resumed = self._large = False
        while going:
            self.current_field_name = None
            try:
                going = self._field(key, fields, resumed=resumed)
                resumed = False
            except PybtexSyntaxError as error:
                if self.current_field_name is None:
                    break
                self._report_field(key, error)
                if isinstance(error, PrematureEOF):
                    self.pos = self._named  # it may have swallowed the fields after it
                whole, resumed, going = False, True, self._to_next_field()
        return whole and not self._large

    def _to_next_field(self) -> bool:
        """Go to the next line that begins a field, if one is near."""
        line = bisect_right(self.lines, self.pos)
        for start in self.lines[line : line + 500]:
            if start >= self.end_pos:
                break
            if match := _FIELD.match(self.text, start):
                self.pos = match.end()
                return True
        return False

    def _field(self, key: str, fields: dict[str, Value], *, resumed: bool) -> bool:
        """Read one field with the comma before it.

        :return: whether there was anything to read
        """
        comma = self.optional([self.COMMA])
        self.eat_whitespace()
        start = self.pos
        name = self.optional([self.NAME])
        if name is None:
            return comma is not None
        self.current_field_name = name.value
        self._named = self.pos
        self.required([self.EQUALS])
        if comma is None and not resumed:
            cause = f"the entry `{key}` has no comma before `{name.value}`"
            self.problem(start, cause, "add `,` at the end of the line before")
        self.parse_value()
        value = Value("".join(self.current_value), self.place(start))
        if _RUNAWAY.search(value.text):
            raise PrematureEOF(self)
        if len(value.text) > limits.TEXT:
            subject = f"the field `{name.value}` of the entry `{key}`"
            self._report_size(start, subject, len(value.text), limits.TEXT)
            self._large = True
            return True
        first = fields.setdefault(name.value.lower(), value)
        if first is not value:
            cause = f"the entry `{key}` has `{name.value}` already in line {first.place.line}"
            self.problem(start, cause, "keep one of the two; the first one counts")
        return True

    def _report_field(self, key: str, error: PybtexSyntaxError) -> None:
        field = f"the field `{self.current_field_name}` of the entry `{key}`"
        if isinstance(error, PrematureEOF):
            mend = "add the missing `}` or quotation mark"
            self.problem(self._named - 1, f"{field} has no end", mend)
        else:
            cause = f"{field} cannot be read: {_reason(error)}"
            mend = f"write `{self.current_field_name} = {{value}},`"
            self.problem(self.pos, cause, mend)

    def _report_size(self, position: int, subject: str, size: int, limit: int) -> None:
        cause = f"{subject} has {size:,} characters, and may have {limit:,}"
        self.problem(position, cause, "shorten it", Code.TOO_LARGE)

    def _check_between(self, start: int, end: int) -> None:
        """Report what stands between entries and yet looks as if it were meant."""
        if match := _STRAY.search(self.text, start, end):
            cause = f"`{match['stray']}` stands outside of any entry"
            mend = "check the braces above it; an entry begins with @"
            self.problem(match.start("stray"), cause, mend)


def _reason(error: PybtexSyntaxError) -> str:
    return str(error).partition(": ")[2]
