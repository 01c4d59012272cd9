"""Tables as CSV files that spreadsheets open without harm.

The form is that of RFC 4180: a comma between cells, every text in quotes, CRLF at the end
of a line.  A byte order mark goes first, for without one Excel takes UTF-8 for the code
page of its country; Python reads such a file as ``utf-8-sig``, R and pandas by themselves.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_research.formats.text import one_line

Cell = str | int
"""A text, or a number, which is written without quotes."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write(table: Table) -> str:
    """Write a table; the text is to be saved as UTF-8, with its line ends as they are."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([table.columns, *(map(_cell, row) for row in table.rows)])
    return text.getvalue()


def listed(words: Iterable[str]) -> str:
    """Put several things into one cell: ``ada; charles``."""
    return "; ".join(words)


_FORMULA = re.compile(r"(?:^|(?<=[;|]))[\s\"]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet would begin to compute: before a sign that opens a formula, at the
beginning of a cell, or after what programs of some countries take for its end.

OWASP, "CSV Injection": https://owasp.org/www-community/attacks/CSV_Injection
"""


def _cell(value: Cell) -> Cell:
    """Make a text one line, and let none be taken for a formula: ``=1`` becomes ``'=1``."""
    if isinstance(value, int):
        return value
    return _FORMULA.sub(r"\g<0>'", one_line(value))
