r"""One pass over LaTeX, as BibTeX fields hold it.

Understood are accents, symbols, fonts, quotes, dashes, links, lists and formulas.  The
rest stays as text, so nothing raises and nothing is lost.  A full parser (pylatexenc)
took 3.6 ms for an abstract of 1 kB, half a minute for a large bibliography; its tables
of symbols serve here, behind one regular expression.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import ClassVar, NamedTuple

from sphinx_research.records import formulas
from sphinx_research.records.markup import Markup, Span, SpanKind


def read(text: str, *, keep_braces: bool = False) -> Markup:
    """Read LaTeX; blank lines in the text of the pieces part paragraphs.

    :param keep_braces: keep those that hold the words of a name together
    """
    spans: list[Span] = []
    reader = _Reader(text, keep_braces=keep_braces)
    for kind, run in groupby(reader.spans, lambda span: span.kind):
        if kind in {"math", "link", "role"}:
            spans.extend(run)
        else:
            spans.append(Span(kind, "".join(span.text for span in run)))
    return Markup(tuple(spans))


def to_address(text: str) -> str:
    r"""Free an address, DOI or file name of LaTeX: braces, ``\_``, ``\url`` and the like."""
    bare = re.sub(r"^\s*\\(?:url|path|nolinkurl)\b", "", text)
    bare = re.sub(r"\$\\sim\$|\\(?:textasciitilde|sim)(?![A-Za-z])", "~", bare)
    return re.sub(r"[{}\s]", "", re.sub(r"\\([_&%#~^-])", r"\1", bare))


_TOKEN = re.compile(
    r"""
    (?=[\\{}$~<&`'-]|http)(?:
    (?P<ours>\{(?:person|project|org|pub|venue)\}`[^`\n]+`
      | <(?P<tag>sup|sub|em|i|strong|b)>[^<>\\{}$]{1,200}</(?P=tag)>)
  | (?P<bare>https?://(?:\\[_&%\#~]|[^\s{}\\<>"$~])+)
  | \\(?:url|nolinkurl|path)\s*\{(?P<address>(?:[^{}]|\{[^{}]*\})*)\}
  | \\href\s*\{(?P<target>(?:[^{}]|\{[^{}]*\})*)\}\s*\{(?P<label>(?:[^{}]|\{[^{}]*\})*)\}
  | (?P<money>\$(?=\s?[\d.,]+[kMB]?(?:\s[^$\\^_{}=+<>]*|--?)\$))
  | \$\$?(?P<dollars>(?:[^$\\]|\\.)+)\$\$?
  | \\\((?P<round>.{1,500}?)\\\) | \\\[(?P<square>.{1,500}?)\\\]
  | \\ensuremath\s*\{(?P<ensured>(?:[^{}]|\{[^{}]*\})*)\}
  | \\?(?P<entity>&(?:[a-z]{2,8}|\#\d{1,6});)
  | \\(?P<accent>["'`^~=.]|[uvHcdbkrt](?![A-Za-z]))\s*
  | \\(?:begin|end)\s*\{(?P<environment>[^{}]*)\}
  | \\(?P<macro>[A-Za-z]+)\*?(?P<gap>\s*)(?P<argument>\{?)
  | \\(?P<escaped>.)
  | (?P<opened>\{)
  | (?P<closed>\})
  | (?P<mark>---?|``|''|~)
    )""",
    re.VERBOSE | re.DOTALL,
)

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
_ALONE = {_ACCENTS[sign]: sign for sign in "`'^~=.\""}
_DOTLESS = str.maketrans("\u0131\u0237", "ij")
_FONTS: dict[str, SpanKind] = {
    "emph": "em",
    "textit": "em",
    "textsl": "em",
    "mkbibemph": "em",
    "textbf": "strong",
    "mkbibbold": "strong",
    "texttt": "code",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
_SWITCHES: dict[str, SpanKind] = {
    "em": "em",
    "it": "em",
    "itshape": "em",
    "sl": "em",
    "bf": "strong",
    "bfseries": "strong",
    "tt": "code",
    "rm": "text",
    "normalfont": "text",
}
_WORDS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "par": "\n\n",
    "newline": "\n",
    "item": "\n\n• ",
    "slash": "/",
    "hyphen": "-",
    "relax": "",
    "protect": "",
    "noindent": "",
}
_MARKS = {"--": "\u2013", "---": "—", "``": "“", "''": "”", "~": " "}
_ESCAPES = {"\\": "\n", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "!": "", "@": ""}
_QUOTES = frozenset({"enquote", "mkbibquote"})
_UNSHOWN = frozenset({"noopsort", "SortNoop", "thanks", "label"})


class _Group(NamedTuple):
    """An open brace: the font that holds again after it, and what to write at its end."""

    kind: SpanKind
    shown: bool
    end: str


class _Reader:
    """One pass over a text: the pieces so far, the open braces, the accents to come."""

    def __init__(self, text: str, *, keep_braces: bool) -> None:
        self.spans: list[Span] = []
        self._keep_braces = keep_braces
        self._kind: SpanKind = "text"
        self._shown = True
        self._groups: list[_Group] = []
        self._accents = ""
        end = 0
        for match in _TOKEN.finditer(text):
            self._write(text[end : match.start()])
            self._STEPS[str(match.lastgroup)](self, match)
            end = match.end()
        self._write(text[end:])
        self._write_accents()

    def _write(self, text: str) -> None:
        if not text or not self._shown:
            return
        if self._accents:
            text = text[0].translate(_DOTLESS) + self._accents + text[1:]
            text, self._accents = unicodedata.normalize("NFC", text), ""
        self.spans.append(Span(self._kind, text))

    def _write_accents(self) -> None:
        r"""Write an accent over nothing: ``\~{}`` is a tilde."""
        alone, self._accents = self._accents, ""
        for accent in alone:
            self._write(_ALONE.get(accent, ""))

    def _add(self, span: Span) -> None:
        if self._shown:
            self.spans.append(span)

    def _open(self, kind: SpanKind, *, shown: bool = True, end: str = "") -> None:
        self._groups.append(_Group(self._kind, self._shown, end))
        self._kind = kind
        self._shown = self._shown and shown

    def _close(self, _match: re.Match[str]) -> None:
        self._write_accents()
        if self._groups:
            group = self._groups.pop()
            self._write(group.end)
            self._kind, self._shown = group.kind, group.shown

    def _brace(self, match: re.Match[str]) -> None:
        following = match.string[match.end() : match.end() + 2]
        special = following.startswith(("\\", "}")) or following.endswith("}")
        if self._keep_braces and not self._accents and not special:
            self._write("{")
            self._open(self._kind, end="}")
        else:
            self._open(self._kind)

    def _accent(self, match: re.Match[str]) -> None:
        # Of two accents the inner, later one stands nearer to the letter.
        self._accents = _ACCENTS[match["accent"]] + self._accents

    def _macro(self, match: re.Match[str]) -> None:
        name, argument = match["macro"], bool(match["argument"])
        if name in _SWITCHES:
            self._kind = _SWITCHES[name]
        symbol = _WORDS.get(name, formulas.symbol(name))
        if symbol is not None:
            self._write(symbol)
        if argument and name in _QUOTES:
            self._write("“")
            self._open(self._kind, end="”")
        elif argument:
            self._open(_FONTS.get(name, self._kind), shown=name not in _UNSHOWN)
        elif symbol is None and name not in _SWITCHES:
            self._write(f"\\{name}{match['gap']}")

    def _escaped(self, match: re.Match[str]) -> None:
        self._write(_ESCAPES.get(match["escaped"], match["escaped"]))

    def _formula(self, match: re.Match[str]) -> None:
        tex = str(match[str(match.lastgroup)]).strip()
        if re.search(r"(?<!\\)\$", tex):
            self._write(match[0])
        elif tex:
            self._add(Span("math", tex))

    def _link(self, match: re.Match[str]) -> None:
        """Write an address, with its label if it has one."""
        written = match["bare"] or match["address"] or match["target"] or ""
        address = to_address(written)
        bare = address.rstrip(".,;:!?'\")") if match["bare"] else address
        target = bare.replace("(", "%28").replace(")", "%29")
        label = " ".join(read(match["label"] or "").plain.split()) or bare
        if re.fullmatch(r"https?://[^\s<>\\`\"]+", target):
            self._add(Span("link", label, target))
        else:
            self._write(label)
        self._write(address[len(bare) :])

    def _ours(self, match: re.Match[str]) -> None:
        for span in Markup.parse(match["ours"]).spans:
            self._add(span)

    def _mark(self, match: re.Match[str]) -> None:
        self._write(_MARKS.get(match[0], match[0]))

    def _entity(self, match: re.Match[str]) -> None:
        self._write(html.unescape(match["entity"]))

    def _environment(self, _match: re.Match[str]) -> None:
        self._write("\n\n")

    _STEPS: ClassVar[dict[str, Callable[[_Reader, re.Match[str]], None]]] = {
        "ours": _ours,
        "bare": _link,
        "address": _link,
        "label": _link,
        "dollars": _formula,
        "round": _formula,
        "square": _formula,
        "ensured": _formula,
        "accent": _accent,
        "environment": _environment,
        "argument": _macro,
        "escaped": _escaped,
        "opened": _brace,
        "closed": _close,
        "entity": _entity,
        "money": _mark,
        "mark": _mark,
    }
