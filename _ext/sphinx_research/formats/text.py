"""Plain text as outputs can take it."""

from __future__ import annotations

from sphinx_research.records.characters import visible


def one_line(text: str) -> str:
    """Drop what no reader can see, and make line ends and repeated spaces one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(visible(text).split())
