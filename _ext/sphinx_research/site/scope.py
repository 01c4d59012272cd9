"""For which pages the rules hold of what a page may hold.

They hold for all, as strangers may propose any.  A project whose other pages are written by those
who write its code has them hold for people and research alone (``research_guarded``).
"""

from __future__ import annotations

from sphinx.config import Config

from sphinx_research.records.tree import FOLDERS

_FOLDERS = tuple(f"{folder}/" for folder in FOLDERS)


def guards_all(config: Config) -> bool:
    """Whether the rules hold for all pages; whatever is no known value says so."""
    return bool(config.research_guarded != "records")


def is_guarded(config: Config, path: str) -> bool:
    """Whether the rules hold for a page.

    :param path: its path or name, from the source directory
    """
    return guards_all(config) or path.startswith(_FOLDERS)
