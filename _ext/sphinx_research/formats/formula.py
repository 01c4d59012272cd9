r"""TeX formulas as trees, for typesetters that do not read TeX.

What titles and abstracts hold: variables, symbols, scripts, fractions, roots, alphabets.
A node is a dictionary that JSON can hold, by its ``kind``:

=============  ==========================================
``symbol``     ``text``: one character
``words``      ``text``: upright letters (``\mathrm``, ``\log``)
``alphabet``   ``style`` (``cal``, ``bb``, ``bold``…), ``body``
``attach``     ``base``, ``above``, ``below``
``frac``       ``above``, ``below``
``root``       ``body``
=============  ==========================================

Bodies are lists of nodes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sphinx_research.records.formulas import symbol

Node = dict[str, Any]

DEEPEST = 12
"""Most levels of a formula: what bounds the work on hostile input."""

_TOKEN = re.compile(
    r"""
    \\(?:mathrm|text|textrm|operatorname|mbox)\s*\{(?:[^{}\\]|\\.)*\}
  | \\sqrt\s*\[ | \\(?:left|right)\s*\.  # another root, a delimiter not seen: both unknown
  | \\[A-Za-z]+ | \\. | \S
    """,
    re.VERBOSE,
)
_WORDS = re.compile(r"\\[a-z]+\s*\{(.*)\}", re.DOTALL)
_IN_WORDS = re.compile(r"(\s+|~|\\[ ,;:])|(\\[A-Za-z]+)\s*|(\\.|.)", re.DOTALL)
"""A space, a symbol, or a character."""
_ALPHABETS = {
    r"\mathcal": "cal",
    r"\mathbb": "bb",
    r"\mathfrak": "frak",
    r"\mathsf": "sans",
    r"\mathtt": "mono",
    r"\mathbf": "bold",
    r"\boldsymbol": "bold",
    r"\bm": "bold",
}
_FUNCTIONS = re.compile(
    r"\\(arg|cos|cot|det|dim|exp|inf|ker|lim|ln|log|max|min|mod|Pr|sin|sup|tan)"
)
_FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac"})
_NOTHING = frozenset(
    {r"\left", r"\right", r"\big", r"\Big", r"\,", r"\;", r"\:", r"\!", r"\ ", r"\limits"}
)
_SIDES = {"^": "above", "_": "below"}
_SPECIAL = frozenset("{}^_&$#~%\\")
_CHARACTERS = {
    "-": "\u2212",
    "*": "\u2217",
    "'": "\u2032",
    r"\|": "\u2016",
    **{f"\\{character}": character for character in "%&#_{}$"},
}


_PLAIN = frozenset("-*'")
"""What formulas write in another way than words do."""


class _UnknownError(ValueError):
    """Something that no node stands for."""


def tree(tex: str) -> list[Node]:
    """Read a formula; nothing if it holds what is not known here."""
    reader = _Reader(_TOKEN.findall(tex))
    try:
        nodes = reader.body(DEEPEST)
    except (_UnknownError, IndexError):
        return []
    return nodes if not reader.tokens else []


@dataclass(slots=True)
class _Reader:
    """The tokens not yet read."""

    tokens: list[str]

    def __post_init__(self) -> None:
        self.tokens.reverse()

    def body(self, depth: int) -> list[Node]:
        """Read up to the end, or to a closing brace, which is left."""
        nodes: list[Node] = []
        while self.tokens and self.tokens[-1] != "}":
            atom = self.tokens.pop()
            if side := _SIDES.get(atom):
                self._attach(nodes, side, depth)
            elif atom not in _NOTHING:
                nodes += self._nodes(atom, depth)
        return nodes

    def _attach(self, nodes: list[Node], side: str, depth: int) -> None:
        """Hang a script on the last node, which may have one on its other side."""
        base = nodes.pop() if nodes else {"kind": "words", "text": ""}
        if base["kind"] != "attach":
            base = {"kind": "attach", "base": [base], "above": [], "below": []}
        if base[side]:
            raise _UnknownError
        nodes.append(base | {side: self._argument(depth)})

    def _argument(self, depth: int) -> list[Node]:
        """Read a group in braces, or one thing."""
        if not depth:
            raise _UnknownError
        return self._nodes(self.tokens.pop(), depth - 1)

    def _nodes(self, atom: str, depth: int) -> list[Node]:
        if atom != "{":
            return [self._node(atom, depth)]
        if not depth:
            raise _UnknownError
        nodes = self.body(depth - 1)
        self.tokens.pop()
        return nodes

    def _node(self, atom: str, depth: int) -> Node:
        if atom in _FRACTIONS:
            above, below = self._argument(depth), self._argument(depth)
            return {"kind": "frac", "above": above, "below": below}
        if atom == r"\sqrt":
            return {"kind": "root", "body": self._argument(depth)}
        if words := _WORDS.fullmatch(atom):
            return {"kind": "words", "text": "".join(map(_in_words, _IN_WORDS.findall(words[1])))}
        if atom in _ALPHABETS:
            return {"kind": "alphabet", "style": _ALPHABETS[atom], "body": self._argument(depth)}
        if function := _FUNCTIONS.fullmatch(atom):
            return {"kind": "words", "text": function[1]}
        return {"kind": "symbol", "text": _character(atom)}


def _in_words(found: tuple[str, str, str]) -> str:
    space, macro, character = found
    if space:
        return " "
    return character if character in _PLAIN else _character(macro or character)


def _character(atom: str) -> str:
    """Give the character that a token stands for: one that is seen, and means itself."""
    if known := _CHARACTERS.get(atom):
        return known
    found = symbol(atom[1:]) if atom.startswith("\\") else atom
    if not found or found in _SPECIAL or unicodedata.category(found)[0] not in "LNPS":
        raise _UnknownError
    return found
