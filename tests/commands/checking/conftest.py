"""A small site in which nothing is wrong, and what can be done to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sphinx_research.commands.checking.verdict import Verdict, judge
from sphinx_research.records.problems import Problem, Severity

CONF = """\
project = "Engines"
primary_domain = "research"
html_baseurl = "https://engines.example/"
research_roles = {"professor": "Professors", "phd-student": "PhD students"}
research_themes = {"engines": "Engines", "looms": "Looms"}
research_build_date = "2025-01-15"
exclude_patterns = ["_build", ".*", "README.md"]
html_static_path = ["_static"]
extensions = ["myst_parser", "sphinx_research"]
myst_enable_extensions = ["colon_fence", "dollarmath", "attrs_inline", "attrs_block"]
"""
INDEX = """\
# Engines

We build {project}`engine`, and {person}`ada-lovelace` writes for it {cite}`menabrea1842sketch`.
See [her page](people/ada-lovelace.md), [the papers](research/engine.md#papers) and
[Ada](#ada-lovelace).

![A wheel](/_static/ada.png)

```{toctree}
people/index
research/notes
```

:::{references}
:::
"""
PEOPLE = """\
# People

:::{people}
:group: role
:::
"""
ADA = """\
---
person:
  name: Ada Lovelace
  role: professor
  orcid: 0000-0002-1825-0097
  photo: _static/ada.png
  affiliations: [london]
  links:
    github: ada
---
# Ada Lovelace

:::{profile}
:::

:::{publications}
:style: numbered
:::

She wrote {cite}`lovelace2024notes` with {person}`Charles <charles-babbage>`.
"""
CHARLES = """\
---
person:
  name: Charles Babbage
  role: phd-student
  since: 2023-09
  orcid: 0000-0001-5109-3700
---
# Charles Babbage
"""
ENGINE = """\
---
project:
  title: The engine
  theme: engines
  people: [ada-lovelace]
---
# The engine

:::{profile}
:::

(papers)=
## Papers

:::{publication} lovelace2024notes
:title: Notes
:authors: Ada Lovelace, Charles Babbage
:venue: memoirs
:year: 2024
:doi: 10.1000/182
:projects: engine

The abstract names {person}`ada-lovelace`.
:::
"""
NOTES = """\
# Notes

Back to [the engine](engine.md) and {doc}`../index`.
"""
PAPERS = """\
@inproceedings{lovelace2023cards,
  title = {Cards as Instructions},
  author = {Lovelace, Ada and Babbage, Charles},
  booktitle = {Looms},
  year = {2023},
  doi = {10.1000/183},
  projects = {engine},
}

@article{menabrea1842sketch,
  title = {Sketch of the engine},
  author = {Menabrea, Luigi},
  journal = {Library},
  year = {1842},
}
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
FILES: dict[str, str | bytes] = {
    "conf.py": CONF,
    "index.md": INDEX,
    "people/index.md": PEOPLE,
    "people/ada-lovelace.md": ADA,
    "people/charles-babbage.md": CHARLES,
    "research/engine.md": ENGINE,
    "research/notes.md": NOTES,
    "research/papers.bib": PAPERS,
    "research/venues.yaml": "memoirs:\n  name: Scientific Memoirs\n  type: journal\n",
    "research/organisations.yaml": "london:\n  name: University of London\n",
    "_static/ada.png": PICTURE,
}


@dataclass(frozen=True, slots=True)
class Lab:
    """A site on the disk."""

    root: Path

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands exactly once in a file."""
        before = self.read(path)
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        self.write(path, before.replace(old, new))

    def judge(self, cache: Path | None = None) -> Verdict:
        return judge(self.root, cache)

    def wrong(self, cache: Path | None = None) -> list[Problem]:
        """Give what is wrong; advice apart."""
        found = self.judge(cache).problems
        return [one for one in found if one.code.severity is not Severity.ADVICE]

    def told(self, cache: Path | None = None) -> list[str]:
        return [f"{one.place}: {one}" for one in self.wrong(cache)]


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """Give a site in which nothing is wrong."""
    made = Lab(tmp_path / "site")
    for path, content in FILES.items():
        made.write(path, content)
    return made
