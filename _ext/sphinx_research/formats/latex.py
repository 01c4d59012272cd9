r"""Text and titles as LaTeX for bibliographies, which BibTeX and biblatex typeset alike.

A brace counts for BibTeX even after a backslash (Patashnik, *BibTeXing* (1988), §2), so
none is written that the text itself holds; all that are written come in pairs.  Needed is
nothing beyond LaTeX's kernel of 2020 and, for a few letters such as ``\k{a}``, the font
encoding T1.

What is written is UTF-8; `to_ascii` turns it into LaTeX of the time before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sphinx_research.formats.text import one_line
from sphinx_research.records.markup import Markup, Span

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/*+=@\"]*(?:-[A-Za-z0-9 .,:;()/*+=@\"]+)*")
_SPECIAL = re.compile(r"[\\{}$&#%_~^<>|]|[-–—](?=[-–—])|[`'“”](?=[`'“”])|[?!](?=[`“])")
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
_FORMULA_OR_NOT_ASCII = re.compile(r"\{\$(?:[^\\$]|\\.)*+\$\}|[^\x00-\x7f]")
_PUNCTUATION = {"\u2013": "--", "\u2014": "---", "\u201c": "``", "\u201d": "''"}


def escape(text: str) -> str:
    """Write plain text as LaTeX on one line."""
    return _escaped(one_line(text))


def to_ascii(latex: str) -> str:
    """Write accents and symbols as commands, but for those of formulas.

    What LaTeX has no command for, such as Han characters and emoji, stays as it is.
    """
    if latex.isascii():
        return latex
    composed = unicodedata.normalize("NFC", latex)
    return _FORMULA_OR_NOT_ASCII.sub(lambda match: _command(match[0]), composed)


@lru_cache(maxsize=1 << 14)  # a landing page and files have the same title
def from_markup(title: Markup) -> str:
    r"""Write a title as LaTeX, with braces around what must keep its capitals.

    Many styles of BibTeX set titles in small letters.  Kept is every part of a word with a
    capital after its first letter or figure (``{GaitSTR}``, ``{3D}``, ``{CNNs}``), a
    capital alone (``Vitamin {C}``), and what touches a formula or a raised or lowered
    sign.  In a title that is itself written like a sentence any further capital begins a
    name, and is kept too.  In one with Capitals Everywhere nobody can tell names from other
    words; braces around them all would only take the choice away from the style.

    Links give their words.  So does deleted text, for which LaTeX has no command of its own.
    """
    names = _is_sentence(title)
    last = len(title.spans) - 1
    return "".join(
        _words(span.text, names=names, after=bool(place), before=place < last)
        if span.kind == "text"
        else _piece(span)
        for place, span in enumerate(title.spans)
    )


def from_line(line: Markup, *, links: bool = False) -> str:
    r"""Write a note or a paragraph as LaTeX, which no style sets in small letters.

    :param links: write links with ``\href``, which is not in LaTeX's kernel, and not only
        their words
    """
    return "".join(
        _escaped(span.text) if span.kind == "text" else _piece(span, links=links)
        for span in line.spans
    )


def verbatim(address: str) -> str:
    """Write an address or DOI, in which LaTeX's commands mean nothing."""
    return _MEANING.sub(lambda match: f"%{ord(match[0]):02X}", one_line(address))


_MEANING = re.compile(r"[{}\\]")


# --- characters -----------------------------------------------------------------------------


def _escaped(line: str) -> str:
    if _PLAIN.fullmatch(line):
        return line
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"{match[0]}{{}}"), line)


@lru_cache(maxsize=1 << 12)
def _command(character: str) -> str:
    """Find the command for a character beyond ASCII, if LaTeX has one; a formula has none.

    In braces of its own it is one letter to BibTeX, which sorts and sets it rightly.  A
    lone accent stays, for its command would take whatever comes next for its letter.
    """
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if len(character) > 1 or unicodedata.category(character).startswith("M"):
        return character
    # Imported late: its tables are large, and most titles are plain.
    from pylatexenc.latexencode import UnicodeToLatexEncoder  # noqa: PLC0415

    encoder = UnicodeToLatexEncoder(
        non_ascii_only=True,
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="none",
    )
    written: str = encoder.unicode_to_latex(character)
    return f"{{{written}}}" if written.startswith("\\") else written


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


def _words(text: str, *, names: bool, after: bool, before: bool) -> str:
    """Write plain text with its capitals kept.

    :param names: whether a capital at the head of a word makes it a name
    :param after: whether it follows another piece directly
    :param before: whether another one follows it
    """
    written, end = [], 0
    for number, match in enumerate(_WORD.finditer(text)):
        word, lower = match[0], match[0].lower()
        if word == lower:
            continue
        start, stop = match.span()
        touching = (after and not start) or (before and stop == len(text))
        alone = len(word) == 1 and word != "A"
        if alone or touching or word[1:] != lower[1:] or (names and (after or number)):
            written += [_escaped(text[end:start]), f"{{{_escaped(word)}}}"]
            end = stop
    return "".join((*written, _escaped(text[end:])))


def _piece(span: Span, *, links: bool = False) -> str:
    """Write what is no plain text."""
    text = span.text or span.target
    if span.kind == "math" and _is_formula(text):
        return f"{{${text}$}}"
    command = _COMMANDS.get(span.kind, "")
    if links and span.kind == "link":
        command = rf"\href{{{verbatim(span.target)}}}"
    return f"{command}{{{_escaped(text)}}}"


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
