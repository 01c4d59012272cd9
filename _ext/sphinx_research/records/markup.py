r"""Titles and other single lines that may hold emphasis, math, links and our roles.

One value, whatever the source wrote: ``Tx²Former``, ``Tx<sup>2</sup>Former`` and
``Tx$^2$Former`` are equal.  The notation is what MyST shares with title metadata
elsewhere (CommonMark 0.31 emphasis, Pandoc's ``$``, the face markup of Crossref's
deposits):

=========================================  ===================================
``*x*`` ``<em>x</em>`` ``<i>x</i>``        emphasis
``**x**`` ``<strong>x</strong>`` ``<b>``   strong
``~~x~~`` ``<del>x</del>``                 deleted
```x``` ``<code>x</code>``                 code
``<sup>2</sup>`` ``²``                     superscript (``<sub>``, ``₂`` likewise)
``$x^2$``                                  a formula
``[x](https://…)``                         a link
``{person}`x <id>```                       a role: person, project, org, pub, venue
``\*``                                     the character itself
=========================================  ===================================

Anything else is literal text, so parsing never fails.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Self

from sphinx_research.records import formulas
from sphinx_research.records.characters import visible
from sphinx_research.records.folding import fold

SpanKind = Literal["text", "em", "strong", "del", "code", "sup", "sub", "math", "link", "role"]

_LONGEST = 500
"""Most characters between two marks of a pair: what bounds the work on hostile input."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; pieces do not nest.

    :param text: what is shown; the TeX source of a formula; of a role without a text of
        its own, nothing
    :param target: the address of a link, the id a role points to
    :param role: the role's name
    """

    kind: SpanKind
    text: str
    target: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """A line of text as the pieces it means; equal lines have equal pieces."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def parse(cls, source: str) -> Self:
        """Read a line; line ends and repeated spaces count as one space."""
        line = " ".join(visible(source).split())
        return cls(tuple(_joined(_spans(line))))

    @property
    def plain(self) -> str:
        """The words alone: ``Tx2Former``."""
        return "".join(
            formulas.plain(span.text) if span.kind == "math" else span.text or span.target
            for span in self.spans
        )

    @property
    def unlinked(self) -> Self:
        """The same line with the words alone of links and roles, for what is a link itself."""
        flat = (
            Span("text", span.text or span.target) if span.kind in ("link", "role") else span
            for span in self.spans
        )
        return type(self)(tuple(_joined(flat)))

    @property
    def key(self) -> str:
        """What two writings of one title share: letters and digits, case and accents folded."""
        return fold(self.plain)

    def __str__(self) -> str:
        """Write the line in one canonical way, with tags, that `parse` reads to the same."""
        return "".join(_source(span) for span in self.spans)


def escape(text: str) -> str:
    """Write literal text so that `Markup.parse` finds no markup in it.

    Raised and lowered characters of Unicode need none: they mean the same either way.
    """
    return re.sub(r"[\\*$<`{\[~]", r"\\\g<0>", text)


# --- reading --------------------------------------------------------------------------------

_UNICODE_SUP = "²³¹⁰ⁱ⁴-ⁿ"
_UNICODE_SUB = "₀-₎ₐ-ₜ"
_TAGS: dict[str, SpanKind] = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "del": "del",
    "s": "del",
    "code": "code",
    "sup": "sup",
    "sub": "sub",
}
_ROLES = ("person", "project", "org", "pub", "venue")


def _inside(*, without: str, but: str = "") -> str:
    """Give the pattern of what stands between two marks.

    :param without: characters that must be escaped there, as they might end it
    :param but: a pattern of what may hold them all the same
    """
    return rf"(?:{but}\\.|[^\\{without}]){{1,{_LONGEST}}}?"


_STRONG = _inside(without="*", but="[*](?![*])|")
_EM = _inside(without="*", but=rf"[*][*][^\\*]{{1,{_LONGEST}}}[*][*]|")
_LABEL = _inside(without=r"\]\[")
_SAID = _inside(without="`<")
_ID = r"[^\s<>`\\]+"
_TOKEN = re.compile(
    rf"""
    \\(?P<escaped>[!-/:-@\[-`{{-~])
  | (?P<raised>[{_UNICODE_SUP}]+)
  | (?P<lowered>[{_UNICODE_SUB}]+)
  | <(?P<tag>{"|".join(_TAGS)})>(?P<tagged>{_inside(without="")})</(?P=tag)>
  | (?:(?<!\w)\*\*(?=[^\s*])|\*\*(?=\w)) (?P<strong>{_STRONG})
    (?:(?<=\S)\*\*(?!\w)|(?<=\w)\*\*)
  | (?<!\*)(?:(?<!\w)\*(?=[^\s*])|\*(?=\w)) (?P<em>{_EM})
    (?:(?<=\S)\*(?!\w)|(?<=\w)\*)
  | ~~(?=[^\s~])(?P<deleted>{_inside(without="~")})(?<=\S)~~
  | `(?P<code>[^`]{{1,{_LONGEST}}})`
  | \$(?=[^\s\d]|\d[^$]{{0,{_LONGEST}}}\$(?![0-9]))(?P<math>{_inside(without="$")})(?<=\S)\$
  | \[(?P<label>{_LABEL})\]
    \((?P<url>https?://(?:[^\s()<>\\`"]|\([^\s()<>\\`"]*\))+)\)
  | {{(?P<role>{"|".join(_ROLES)})}}`(?:(?P<said>{_SAID})?<(?P<named>{_ID})>|(?P<bare>{_ID}))`
    """,
    re.VERBOSE,
)


_SIGN = re.compile(rf"[\\{_UNICODE_SUP}{_UNICODE_SUB}<*~`$\[{{]")
"""What a token begins with: to look for it alone is ten times faster."""


def _spans(line: str) -> Iterator[Span]:
    """Cut a line into pieces, not yet joined."""
    end = place = 0
    while sign := _SIGN.search(line, place):
        place = sign.end()
        if match := _TOKEN.match(line, sign.start()):
            yield Span("text", line[end : match.start()])
            yield from _MEANINGS[str(match.lastgroup)](match)
            end = place = match.end()
    yield Span("text", line[end:])


def _tagged(kind: SpanKind, inner: str) -> list[Span]:
    """Read what a pair of marks encloses.

    Emphasis takes up plain text only, because pieces do not nest; a formula or a
    superscript within it stays what it is.
    """
    if kind in {"code", "sup", "sub"}:
        return [Span(kind, _unescaped(inner))]
    return [Span(kind, span.text) if span.kind == "text" else span for span in _spans(inner)]


def _formula(match: re.Match[str]) -> list[Span]:
    tex = match["math"].removeprefix("{}")
    return [Span(*piece) for piece in formulas.simple(tex)] or [Span("math", tex)]


def _role(match: re.Match[str]) -> list[Span]:
    text = _unescaped((match["said"] or "").strip())
    return [Span("role", text, match["named"] or match["bare"], match["role"])]


_MEANINGS: dict[str, Callable[[re.Match[str]], list[Span]]] = {
    "escaped": lambda match: [Span("text", match["escaped"])],
    "raised": lambda match: [Span("sup", unicodedata.normalize("NFKC", match["raised"]))],
    "lowered": lambda match: [Span("sub", unicodedata.normalize("NFKC", match["lowered"]))],
    "tagged": lambda match: _tagged(_TAGS[match["tag"]], match["tagged"]),
    "strong": lambda match: _tagged("strong", match["strong"]),
    "em": lambda match: _tagged("em", match["em"]),
    "deleted": lambda match: _tagged("del", match["deleted"]),
    "code": lambda match: [Span("code", match["code"])],
    "math": _formula,
    "url": lambda match: [Span("link", _unescaped(match["label"]), match["url"])],
    "named": _role,
    "bare": _role,
}
"""What a token means, by the last group of `_TOKEN` that it fills."""


def _unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join neighbours of one kind, so that one look has one value; drop empty pieces."""
    last = Span("text", "")
    for span in spans:
        if span.kind == last.kind and span.kind not in {"math", "link", "role"}:
            last = Span(last.kind, last.text + span.text)
        elif span.text or span.target:
            if last.text or last.target:
                yield _normal(last)
            last = span
    if last.text or last.target:
        yield _normal(last)


def _normal(span: Span) -> Span:
    text = span.text
    if not text.isascii() or not text.isprintable() or "  " in text:
        text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    if span.kind in {"sup", "sub"}:
        text = re.sub(r"^-(?=\d)", "\u2212", text)
    return span if text == span.text else Span(span.kind, text, span.target, span.role)


# --- writing --------------------------------------------------------------------------------


def _source(span: Span) -> str:
    match span.kind:
        case "text":
            return escape(span.text)
        case "math":
            # What begins with a figure must not look like money before another one.
            return f"${{}}{span.text}$" if span.text[0].isdigit() else f"${span.text}$"
        case "link":
            return f"[{_escaped_inside(span.text)}]({span.target})"
        case "role":
            target = f"{_escaped_inside(span.text)} <{span.target}>" if span.text else span.target
            return f"{{{span.role}}}`{target}`"
        case kind:
            return f"<{kind}>{escape(span.text)}</{kind}>"


def _escaped_inside(text: str) -> str:
    return re.sub(r"[\\\[\]`<]", r"\\\g<0>", text)
