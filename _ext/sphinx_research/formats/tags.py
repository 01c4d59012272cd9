"""Elements for the head of a page, as values until they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup as Html
from markupsafe import escape


@dataclass(frozen=True, slots=True)
class Tag:
    """An empty element: its name and its attributes, in order."""

    name: str
    attributes: tuple[tuple[str, str], ...]


def meta(name: str, content: str) -> Tag:
    """``<meta name=… content=…>``."""
    return Tag("meta", (("name", name), ("content", content)))


def prop(name: str, content: str) -> Tag:
    """``<meta property=… content=…>``, as RDFa and Open Graph have it."""
    return Tag("meta", (("property", name), ("content", content)))


def link(rel: str, href: str, **more: str) -> Tag:
    """``<link rel=… href=…>``; further attributes such as ``type`` and ``title``."""
    return Tag("link", (("rel", rel), ("href", href), *more.items()))


def write(tags: Iterable[Tag]) -> Html:
    """Write elements as HTML, one to a line, with everything escaped."""
    return Html("").join(
        Html("<{}{}>\n").format(
            Html(tag.name),  # noqa: S704 - `meta` or `link`, never content
            Html("").join(
                Html(' {}="{}"').format(Html(name), escape(value))  # noqa: S704 - likewise
                for name, value in tag.attributes
            ),
        )
        for tag in tags
    )
