"""What is said of problems: words only, whatever the content they quote."""

from __future__ import annotations

import logging

import pytest

from sphinx_research.site.reporting import WithoutCommands


def said(message: str, *values: str) -> str:
    record = logging.LogRecord("sphinx.x", logging.WARNING, "x.py", 1, message, values, None)
    assert WithoutCommands().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a word", "a word"),
        ("100 % and 100 %s", "100 % and 100 %s"),
        ("C++::vector", "C++::vector"),
        ("## heading", "## heading"),
        ("王泽卿 – “x”", "王泽卿 – “x”"),
        ("two\nlines", "two\nlines"),
        ("x ##[error]y", "x ## [error]y"),
        ("::error::y", ": :error::y"),
        ("x\n  ::error::y", "x\n  : :error::y"),
        ("x\r::error::y", "x\\r::error::y"),
        ("x\u2028::error::y", "x\\u2028::error::y"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\u202eback", "\\u202eback"),
    ],
)
def test_no_message_gives_commands(value: str, expected: str) -> None:
    assert said("%s", value) == expected
    assert said(value) == expected
