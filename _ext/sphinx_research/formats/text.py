"""Plain text as outputs can take it."""

from __future__ import annotations

from sphinx_research.records.characters import visible


def one_line(text: str) -> str:
    """Drop what no reader can see, and make line ends and repeated spaces one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(visible(text).split())


def counted(number: int, one: str, several: str = "") -> str:
    """Say how many there are: ``1 paper``, ``2 papers``; a noun may have another plural."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"
