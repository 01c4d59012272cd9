r"""Formulas of MathJax as formulas here: single dollars within a line, and no numbers.

A site with MathJax knows more commands than the reader of this site (docutils' ``latex2mathml``):
labels, references and AMS environments are written without, for they would keep a page from
being built.
"""

from __future__ import annotations

import re
from html import unescape

from sphinx_research.commands.migrating.text import PARAGRAPH, Text

_BARE = re.compile(
    r"(?<![$\\])\\begin\{(align|equation|gather|eqnarray|multline)(\*?)\}(.{0,2000}?)\\end\{\1\2\}",
    re.DOTALL,
)
_DISPLAY = re.compile(r"(?<!\\)\$\$(.*?)(?<!\\)\$\$", re.DOTALL)
_TEX = re.compile(r"\\\\?\((.{1,2000}?)\\\\?\)|\\\\\[(.{1,2000}?)\\\\\]", re.DOTALL)
_IN_LINE = re.compile(r"(?<![\\$\w])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\d$])")
_REFERENCE = re.compile(r"\(?\\(?:eq)?ref\{([^{}]*)\}\)?")
_LABEL = re.compile(r"\\label\{([^{}]*)\}")
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
_ROWS = re.compile(r"\\(begin|end)\{(?:align|gather|eqnarray|multline|split)\*?\}")
_ONE = re.compile(r"\\(?:begin|end)\{equation\*?\}")
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z]) ?")
_SAME = (
    (re.compile(r"\\bm(?![A-Za-z])"), r"\\boldsymbol"),
    (re.compile(r"\\textbf\{"), r"\\mathbf{"),
    (re.compile(r"\\arg(max|min)(?![A-Za-z])"), r"\\operatorname{arg\1}"),
)


def with_formulas(text: Text) -> None:
    """Write formulas as this site reads them, and put them away."""
    if "$" not in text.source and "\\" not in text.source:
        return
    tags = {
        label: tag[1]
        for formula in _DISPLAY.findall(text.source)
        for label in _LABEL.findall(formula)
        if (tag := _TAG.search(formula))
    }
    text.sub(_BARE, lambda match: f"{PARAGRAPH}{_display(text, match[0])}{PARAGRAPH}")
    text.sub(_DISPLAY, lambda match: _dollars(text, match))
    text.sub(_TEX, lambda match: _tex(text, match))
    text.sub(_IN_LINE, lambda match: text.hide(f"${readable(match[1])}$"))
    text.sub(_REFERENCE, lambda match: _referred(text, match, tags))


def readable(tex: str) -> str:
    """Write a formula without what only numbers it, and with commands that are known here."""
    tex = _ROWS.sub(r"\\\1{aligned}", _ONE.sub("", _LABEL.sub("", unescape(tex))))
    tex = _TAG.sub(r"\\qquad\\text{(\1)}", _UNNUMBERED.sub("", tex))
    for pattern, command in _SAME:
        tex = pattern.sub(command, tex)
    return re.sub(r"[ \t]+(?=\n|\Z)", "", tex)


def _dollars(text: Text, match: re.Match[str]) -> str:
    """Keep a formula on lines of its own as it is; within a line it gets single dollars."""
    source, start, end = text.source, match.start(), match.end()
    before = source[source.rfind("\n", 0, start) + 1 : start]
    after = source[end:].partition("\n")[0]
    if "\n" in match[1] or not (before.strip() or after.strip()):
        return text.hide(f"$${readable(match[1])}$$")
    return text.hide(f"${readable(match[1]).strip()}$")


def _tex(text: Text, match: re.Match[str]) -> str:
    if match[1]:
        return text.hide(f"${' '.join(readable(match[1]).split())}$")
    return f"{PARAGRAPH}{_display(text, match[2])}{PARAGRAPH}"


def _display(text: Text, tex: str) -> str:
    whole = f"$$\n{readable(tex).strip()}\n$$"
    return text.hide(whole)


def _referred(text: Text, match: re.Match[str], tags: dict[str, str]) -> str:
    """Write the number of a formula, if it has one; MathJax had counted the others."""
    if number := tags.get(match[1]):
        return f"({number})"
    what = f"the reference to the formula `{match[1]}` is taken out"
    text.say(text.at(match.start()), what, "write in words which one is meant")
    return ""
