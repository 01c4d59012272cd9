"""XML 1.0 as text, element by element."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from sphinx_research.formats.text import one_line

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def element(name: str, text: str = "", **attributes: str) -> str:
    """Write an element that holds text, or is empty; all that XML forbids goes."""
    words = escape(one_line(text))
    return (
        f"<{name}{_written(attributes)}>{words}</{name}>\n" if words else _empty(name, attributes)
    )


def parent(name: str, children: Iterable[str], **attributes: str) -> str:
    """Write an element around others that are written already."""
    return f"<{name}{_written(attributes)}>\n{''.join(children)}</{name}>\n"


def _empty(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}{_written(attributes)}/>\n"


def _written(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name}="{escape(one_line(value))}"' for name, value in attributes.items() if value
    )
