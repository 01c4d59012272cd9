r"""TeX formulas in titles: what plain text can say of them.

Many "formulas" only raise a figure or name a symbol (``Tx$^2$Former``, ``$\alpha$``);
those are no formulas to a reader, and titles that differ in nothing else are equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

Piece = tuple[Literal["text", "sup", "sub"], str]

_ATOM = re.compile(
    r"""
    (?P<degree>\^\s*(?:\\circ|\{\s*\\circ\s*\})\s*)
  | (?P<script>[\^_])\s*(?:\{(?P<group>[^{}$^_]+)\}|(?P<one>\\[A-Za-z]+|[\w+*\u2032-]))\s*
  | \\(?P<symbol>[A-Za-z]+)\s*
  | \\(?P<escaped>[%&#_])
  | (?P<literal>[\d.,+%…]+|[^\x00-\x7f\w]+)\s*
    """,
    re.VERBOSE,
)
_FONT = re.compile(r"\\(?:mathrm|mathbf|mathit|textrm|text|mbox|rm)\{([^{}]*)\}")


def simple(tex: str) -> list[Piece]:
    r"""Read a formula that only raises, lowers or names symbols and figures.

    :return: its pieces, or nothing if it is a real one, with variables or structure
    """
    tex = _FONT.sub(r"{\1}", unicodedata.normalize("NFC", tex))
    tex = tex.replace("{}", "").replace("{{", "{").replace("}}", "}").strip()
    pieces: list[Piece] = []
    end = 0
    while match := _ATOM.match(tex, end):
        piece = _piece(match)
        if piece is None:
            return []
        pieces.append(piece)
        end = match.end()
    return pieces if end == len(tex) else []


def plain(tex: str) -> str:
    """Write any formula as plain text, for comparing and where no math can be shown."""
    text = re.sub(r"\\([A-Za-z]+)(\{?)", _symbol_or_word, tex)
    return re.sub(r"[\\{}$^_]", "", text)


def _piece(match: re.Match[str]) -> Piece | None:
    if match["degree"]:
        return "text", "°"
    if match["script"]:
        text = re.sub(r"\\([A-Za-z]+)\s*", _symbol_or_tex, match["group"] or match["one"])
        kind: Literal["sup", "sub"] = "sup" if match["script"] == "^" else "sub"
        return None if "\\" in text or not text.strip() else (kind, text.strip())
    if match["symbol"]:
        char = symbol(match["symbol"])
        return ("text", char) if char else None
    return "text", match["escaped"] or match["literal"].strip()


def _symbol_or_tex(match: re.Match[str]) -> str:
    return symbol(match[1]) or match[0]


def _symbol_or_word(match: re.Match[str]) -> str:
    r"""Keep the names of functions (``\log``), drop those of fonts (``\mathcal{O}``)."""
    return symbol(match[1]) or ("" if match[2] else match[1])


@cache
def symbol(name: str) -> str | None:
    """Find the one character that a macro stands for."""
    # Imported late: few sites have formulas in titles, and the tables are large.
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and len(text) == 1 else None
