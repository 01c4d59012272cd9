"""The documents of the repository: their sections, tables and examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sphinx_research.records.catalogue import Settings

TOP = Path(__file__).parent.parent
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"),
    *("_ext/sphinx_research/README.md", "_ext/research_theme/README.md"),
    *(str(path.relative_to(TOP)) for path in sorted((TOP / "docs").rglob("*.md"))),
]

ROLES = {"phd-student": "PhD student", "mphil-student": "MPhil student"}
THEMES = {"reasoning": "Reasoning"}
SETTINGS = Settings(roles=ROLES, themes=THEMES)
CONF = f"""\
extensions = ["myst_parser", "sphinx_research"]
primary_domain = "research"
myst_enable_extensions = ["colon_fence", "dollarmath", "strikethrough"]
research_roles = {ROLES!r}
research_themes = {THEMES!r}
html_math_renderer = "research_mathml"
"""
INDEX = """\
# Home

```{toctree}
people/index
research/index
research/publications
```
"""
PAGES = {
    "conf.py": CONF,
    "index.md": INDEX,
    "people/index.md": "# People\n\n:::{people}\n:::\n",
    "research/index.md": "# Research\n\n:::{projects}\n:group: theme\n:::\n\n:::{news}\n:::\n",
    "research/publications.md": "# Publications\n\n:::{publications}\n:group: year\n:::\n",
}
"""A small site around examples."""


def read(path: str) -> str:
    return (TOP / path).read_text(encoding="utf-8")


def without_fences(text: str) -> str:
    """Leave out all blocks of code; what is indented in a list, too."""
    return re.sub(r"^ *(`{3,}).*?^ *\1$", "", text, flags=re.MULTILINE | re.DOTALL)


def sections(text: str, level: int = 2) -> dict[str, str]:
    """Cut a document at its headings of a level; what is in blocks of code is no heading."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if not fenced and line.startswith(f"{'#' * level} "):
            heading = line.lstrip("# ").strip()
        found[heading] = found.get(heading, "") + line
    return found


def codes(text: str) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def anchors(text: str) -> set[str]:
    """Name the headings as GitHub does."""
    headings = re.findall(r"^#+ (.+)$", without_fences(text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- examples -------------------------------------------------------------------------------

FENCE = re.compile(r"^```(markdown|yaml|bibtex)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACED = re.compile(
    r"^(?:(?P<verb>Create|Add to) `(?P<path>[\w./-]+)`:\n\n)?```(?:markdown|yaml|bibtex)\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
OUTPUT = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A block of a document.

    :ivar path: the file that it belongs to; empty for a piece of any page
    """

    verb: str
    path: str
    text: str

    def write(self, site: Path) -> None:
        file = site / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if self.verb == "Add to" else ""
        file.write_text(before + self.text, encoding="utf-8")


def examples(text: str) -> list[Example]:
    return [
        Example(found["verb"] or "", found["path"] or "", found["text"])
        for found in PLACED.finditer(text)
    ]


def write_pages(site: Path) -> None:
    """Write the small site around examples."""
    for path, text in PAGES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
