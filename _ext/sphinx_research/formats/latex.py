r"""Text and titles as LaTeX for bibliographies, which BibTeX and biblatex typeset alike.

A brace counts for BibTeX even after a backslash (Patashnik, *BibTeXing* (1988), §2), so
none is written that the text itself holds; all that are written come in pairs.  Needed is
nothing beyond LaTeX's kernel of 2020 and, for a few letters such as ``\k{a}``, the font
encoding T1.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sphinx_research.formats.text import one_line
from sphinx_research.records.markup import Markup, Span

_SPECIAL = re.compile(r"[\\{}$&#%_~^<>|]|-(?=-)|[`'](?=[`'])|[?!](?=`)|(?<=[?!])`")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "&": r"\&{}",  # without the braces, "&amp;" would be read as one character
    "$": r"\$",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = {"\u2013": "--", "\u2014": "---", "\u201c": "``", "\u201d": "''", "\xa0": "~"}


def escape(text: str, *, ascii_only: bool) -> str:
    """Write plain text as LaTeX on one line.

    :param ascii_only: write accents and symbols as commands; what LaTeX has no command for,
        such as Han characters and emoji, stays as it is, in UTF-8
    """
    text = one_line(text)
    written = _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"{match[0]}{{}}"), text)
    if ascii_only and not written.isascii():
        composed = unicodedata.normalize("NFC", written)
        return _NOT_ASCII.sub(lambda match: _command(match[0]), composed)
    return written


@lru_cache(maxsize=1 << 15)  # an entry is written for several files
def from_markup(title: Markup, *, ascii_only: bool) -> str:
    r"""Write a title as LaTeX, with braces around what must keep its capitals.

    Many styles of BibTeX set titles in small letters.  Kept is every part of a word with a
    capital after its first letter or figure (``{GaitSTR}``, ``{3D}``, ``{CNNs}``), a
    capital alone (``Vitamin {C}``), and what touches a formula or a raised or lowered
    sign.  In a title that is itself written like a sentence any further capital begins a
    name, and is kept too.  In one with Capitals Everywhere nobody can tell names from other
    words; braces around them all would only take the choice away from the style.

    Links give their words.  So does deleted text, for which LaTeX has no command of its own.
    """
    writer = _Writer(names=_is_sentence(title), ascii_only=ascii_only)
    last = len(title.spans) - 1
    return "".join(
        writer.words(span.text, bool(place), place < last)
        if span.kind == "text"
        else writer.piece(span)
        for place, span in enumerate(title.spans)
    )


def from_line(line: Markup, *, ascii_only: bool) -> str:
    """Write a note or a paragraph as LaTeX, which no style sets in small letters."""
    writer = _Writer(names=False, ascii_only=ascii_only)
    return "".join(
        writer.stretch(span.text) if span.kind == "text" else writer.piece(span)
        for span in line.spans
    )


# --- characters -----------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def _command(character: str) -> str:
    """Find the command for a character beyond ASCII, if LaTeX has one.

    In braces of its own it is one letter to BibTeX, which sorts and sets it rightly.
    """
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    # Imported late: its tables are large, and most titles are plain.
    from pylatexenc.latexencode import UnicodeToLatexEncoder  # noqa: PLC0415

    encoder = UnicodeToLatexEncoder(
        non_ascii_only=True,
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="none",
    )
    written: str = encoder.unicode_to_latex(character)
    # An accent without a letter below it would take the brace after it for one.
    lone = unicodedata.category(character).startswith("M")
    return written if lone or not written.startswith("\\") else f"{{{written}}}"


# --- titles ---------------------------------------------------------------------------------

_WORD = re.compile(r"\w+(?:[.'’&+]\w+)*")
_LONG = 5
"""Letters of a word that headings set small only if it is one of the following."""
_SMALL = frozenset(
    {"about", "across", "after", "against", "among", "before", "between", "beyond", "during"}
    | {"through", "toward", "towards", "under", "using", "versus", "within", "without"}
)
_COMMANDS = {
    "em": r"\emph",
    "strong": r"\textbf",
    "code": r"\texttt",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
}
_TEX = re.compile(r"(?:[^\\$%&#]|\\[^\x00-\x1f])+")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the pieces of one title.

    :param names: whether a capital at the head of a word makes it a name
    """

    names: bool
    ascii_only: bool

    def words(self, text: str, after: bool, before: bool) -> str:  # noqa: FBT001 - a place has two sides
        """Write plain text with its capitals kept.

        :param after: whether it follows another piece directly
        :param before: whether another one follows it
        """
        written, end = [], 0
        for number, match in enumerate(_WORD.finditer(text)):
            start, stop = match.span()
            touching = (after and not start) or (before and stop == len(text))
            if self._keeps(match[0], first=not after and not number, touching=touching):
                written += [self.stretch(text[end:start]), f"{{{self.stretch(match[0])}}}"]
                end = stop
        return "".join((*written, self.stretch(text[end:])))

    def piece(self, span: Span) -> str:
        """Write what is no plain text."""
        text = span.text or span.target
        if span.kind == "math" and _is_formula(text):
            return f"{{${one_line(text)}$}}"
        inner = escape(text, ascii_only=self.ascii_only)
        written = f"{_COMMANDS.get(span.kind, '')}{{{inner}}}" if inner else ""
        return _spaced(text, written)

    def _keeps(self, word: str, *, first: bool, touching: bool) -> bool:
        if word.islower() or not any(map(str.isupper, word)):
            return False
        if touching or any(map(str.isupper, word[1:])) or (len(word) == 1 and word != "A"):
            return True
        return self.names and not first

    def stretch(self, text: str) -> str:
        """Write plain text as it is, with the spaces around it."""
        return _spaced(text, escape(text, ascii_only=self.ascii_only))


def _spaced(text: str, written: str) -> str:
    """Put back the spaces around a stretch of text."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and written else ""
    return f"{before}{written}{after}"


def _is_sentence(title: Markup) -> bool:
    """Whether a third of a title's long words begin small, the first one apart."""
    words = [word for span in title.spans if span.kind == "text" for word in span.text.split()]
    long = [word[0] for word in words[1:] if len(word) >= _LONG and word not in _SMALL]
    small = sum(map(str.islower, long))
    return 0 < len(long) <= 3 * small


def _is_formula(tex: str) -> bool:
    """Whether a formula can stand between dollars, its braces paired as BibTeX counts them."""
    depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth and _TEX.fullmatch(tex) is not None
