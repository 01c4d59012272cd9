"""A small site on disk, as programs find it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from sphinx_research.commands.settings import load_site
from sphinx_research.records.problems import Severity

NOBODY = "nothing was written, as nobody is there to ask; add --yes to write it"
"""What programs say that would have asked."""

CONF = """\
project = "Engines"
extensions = ["myst_parser", "sphinx_research"]
primary_domain = "research"
myst_enable_extensions = ["colon_fence"]
research_roles = {"professor": "Professor", "phd-student": "PhD student"}
research_themes = {"engines": "Engines", "looms": "Looms"}
"""

FILES = {
    "conf.py": CONF,
    "index.md": "# Engines\n\n```{toctree}\npeople/index\nresearch/index\n```\n",
    "people/index.md": "# People\n\n:::{people}\n:::\n",
    "people/ada.md": """\
        ---
        person:
          name: Ada Lovelace
          aliases: [Augusta King]
        ---
        # Ada
        """,
    "people/collaborators.yaml": "mary:\n  name: Mary Somerville\n",
    "research/index.md": "# Research\n\n:::{projects}\n:::\n",
    "research/engine.md": """\
        ---
        project:
          title: The Engine
          people: [ada]
        ---
        # Engine

        :::{publication} lovelace2023cards
        :title: Cards
        :authors: Ada Lovelace

        Cards instruct.
        :::

        ## Related
        """,
    "research/venues.yaml": "sm:\n  name: Scientific Memoirs\n  short: SM\n",
}


def write_site(folder: Path, **files: str) -> Path:
    """Write the files, and others besides or in their place."""
    for path, text in {**FILES, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(dedent(text), "utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    """Say what is wrong with a site, as the build would; advice apart."""
    found = load_site(folder).problems
    return [f"{one.place}: {one}" for one in found if one.code.severity is not Severity.ADVICE]
