"""A text that is being made fit: every step keeps its lines, so that each can be reported.

What must not be touched by later steps (code, roles of ours) is put away, and a sign for private
use (Unicode, §23.5) with a number stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sphinx_research.records.problems import Place

HIDDEN = re.compile("\ue000([0-9]+)\ue001")
BREAK = "\ue002"
"""A line that ends where the old text had none."""
PARAGRAPH = "\ue003"
"""A paragraph that ends there."""
_OURS = re.compile("[\ue000-\ue00f]")
_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<sign>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)\n(?P<code>.*?)"
    r"(?:^[ \t]*(?P=sign)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_LANGUAGE = re.compile(r"[{.\s]*([A-Za-z][\w+-]*)")

COLOURED = frozenset(
    {
        *("bash", "bibtex", "c", "console", "cpp", "css", "cuda", "diff", "docker", "fortran"),
        *("go", "haskell", "html", "ini", "java", "javascript", "js", "json", "julia", "kotlin"),
        *("latex", "lua", "make", "markdown", "matlab", "md", "nix", "perl", "php", "powershell"),
        *("py", "python", "r", "rb", "ruby", "rust", "scala", "sh", "shell", "sql", "swift"),
        *("tex", "text", "toml", "ts", "typescript", "xml", "yaml", "yml", "zsh"),
    }
)
"""Languages that have colours here; Pygments warns of names that it does not know."""

_DRAWN = frozenset(
    {
        *("mermaid", "plotly", "chart", "chartjs", "echarts", "vega_lite", "markmap", "geojson"),
        *("diff2html", "tikz", "tikzjax", "typograms", "pseudocode", "dot", "plantuml"),
    }
)
"""Languages of which other systems make drawings."""

Say = Callable[[Place, str, str], None]
"""Reports what is taken out: where it stood, what it is, and what to do."""


@dataclass(slots=True)
class Text:
    """A text on its way, and what is put away of it."""

    source: str
    place: Place
    say: Say
    note_theme: Callable[[str], None]
    _hidden: list[str] = field(default_factory=list)

    def hide(self, text: str) -> str:
        """Put something away until the end."""
        self._hidden.append(text)
        return f"\ue000{len(self._hidden) - 1}\ue001"

    def hide_code(self) -> None:
        """Put code away, which no other step may take for something else."""
        self.source = _OURS.sub("", self.source)
        self.source = _FENCE.sub(self._fence, self.source)
        self.source = _CODE.sub(lambda match: self._kept_lines(match[0], match[0]), self.source)

    def _fence(self, match: re.Match[str]) -> str:
        if (drawn := _LANGUAGE.match(match["info"])) and drawn[1].lower() in _DRAWN:
            what = f"a drawing of `{drawn[1]}` is shown as its source"
            self.say(self.at(match.start()), what, "save it as a picture, and show that")
        fence = self.fence(match["code"], match["info"], match["indent"])
        return match["indent"] + self._kept_lines(fence.lstrip(), match[0].removesuffix("\n"))

    def fence(self, code: str, info: str, indent: str = "") -> str:
        """Write code between fences, with its language if that has colours here."""
        longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
        sign = "`" * max(3, longest + 1)
        end = "" if code.endswith("\n") or not code else "\n"
        return f"{indent}{sign}{language(info)}\n{code}{end}{indent}{sign}"

    def _kept_lines(self, hidden: str, before: str) -> str:
        """Put a text away, and go on with as many lines."""
        return self.hide(hidden) + BREAK_KEPT * before.count("\n")

    def shown(self, text: str) -> str:
        """Give back what was put away."""
        for _ in range(9):  # what is put away may hold some that was before
            if not HIDDEN.search(text):
                break
            text = HIDDEN.sub(lambda match: self._hidden[int(match[1])], text)
        return text

    def at(self, position: int, text: str | None = None) -> Place:
        """Tell the place in the old file of something in the text."""
        before = (self.source if text is None else text)[:position]
        return replace(self.place, line=self.place.line + _lines(before))

    def sub(self, pattern: re.Pattern[str], step: Callable[[re.Match[str]], str]) -> None:
        """Replace what a pattern finds, with as many line ends as before."""
        self.source = pattern.sub(lambda match: same_lines(step(match), match[0]), self.source)

    def done(self) -> str:
        """Give the text, with what was put away, and no more empty lines than it needs."""
        text = self.source.replace(BREAK_KEPT, "")
        # What looks behind takes no square of the time for a run of spaces.
        text = re.sub(rf"(?<![ \t])[ \t]*{BREAK}[ \t]*", "\n", text).replace(BREAK, "\n")
        text = re.sub(rf"(?<!\s)\s*{PARAGRAPH}[\s{PARAGRAPH}]*", "\n\n", text)
        text = re.sub(r"(?<![ \t])[ \t]+$", "", text, flags=re.MULTILINE)
        text = self.shown(re.sub(r"\n{3,}", "\n\n", text))
        return text.strip("\n") + "\n" if text.strip() else ""


BREAK_KEPT = "\ue004"
"""A line of the old text that is no line any more; it is counted, and left out."""


def _lines(text: str) -> int:
    return text.count("\n") + text.count(BREAK_KEPT)


def same_lines(new: str, old: str) -> str:
    """Give a text with signs for the lines that it has lost."""
    return new + BREAK_KEPT * max(0, _lines(old) - _lines(new))


def language(info: str) -> str:
    """Give the language of a block of code, if it is known to those who colour it."""
    match = _LANGUAGE.match(info)
    name = match[1].lower() if match else ""
    return name if name in COLOURED else ""
