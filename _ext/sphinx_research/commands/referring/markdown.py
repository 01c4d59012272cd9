"""Tables in Markdown, and the places in documents that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

REGION = re.compile(
    r"(?P<begin>^<!-- (?P<what>[a-z]+)(?: (?P<of>[\w-]+))?: made by nox -s reference -->\n)"
    r"(?P<made>.*?)(?P<end>^<!-- end -->$)",
    re.MULTILINE | re.DOTALL,
)
"""What a document leaves to this program: ``<!-- fields Person: made by nox -s reference -->``."""


def filled(text: str, make: Callable[[str, str], str]) -> str:
    """Make all regions of a document anew.

    :param make: gives what a region holds, by its two words; the second may be empty
    """

    def fill(found: re.Match[str]) -> str:
        return f"{found['begin']}\n{make(found['what'], found['of'] or '')}\n{found['end']}"

    return REGION.sub(fill, text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a sign that would end a cell is written so that it does not."""
    lines = [head, ["---"] * len(head), *rows]
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in line] for line in lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells).replace("|  |", "| |")


def codes(words: Iterable[str]) -> str:
    """Write words as code, with commas between."""
    return ", ".join(f"`{word}`" for word in words)


def sentence(text: str) -> str:
    """Begin with a capital, unless with code, and end with a full stop."""
    text = " ".join(text.split())
    text = text if text.startswith("`") else text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
