"""A report as values, and the two forms in which it is written: Markdown and a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from sphinx_research.formats import markdown
from sphinx_research.formats.pdf import TEMPLATES, compile_pdf
from sphinx_research.formats.pieces import Pieces, said


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a report, what is added to it, and a few words beside it (a date, say)."""

    text: Pieces
    detail: Pieces = field(default_factory=list)
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading, which may be empty."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    :param numbered: whether the items are counted, through all groups
    :param brief: whether details are a few words, which stand beside the text
    """

    heading: str
    groups: tuple[Group, ...]
    numbered: bool = False
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the site.

    :param figures: how many there are of what: ``(12, "papers")``
    :param note: on what the report rests, in a sentence
    :param language: of the text, and the country whose form of it is meant, if any
    """

    title: str
    site: str
    figures: tuple[tuple[int, str], ...]
    sections: tuple[Section, ...]
    note: str = ""
    language: str = "en"
    region: str = ""


def as_markdown(report: Report) -> str:
    """Write a report in CommonMark."""
    parts = [
        markdown.heading(1, f"{report.title}, {report.site}" if report.site else report.title)
    ]
    parts.append(", ".join(f"{number} {what}" for number, what in report.figures))
    for section in report.sections:
        parts.append(markdown.heading(2, section.heading))
        number = 1
        for group in section.groups:
            if group.heading:
                parts.append(markdown.heading(3, group.heading))
            parts.append("\n".join(_items(group, number if section.numbered else 0)))
            number += len(group.items)
    parts.append(markdown.inline(said(report.note)))
    return "\n\n".join(filter(None, parts)) + "\n"


def _items(group: Group, first: int) -> Iterator[str]:
    """Write the items of a list; without a first number it has bullets."""
    for number, item in enumerate(group.items, first):
        bullet = f"{number}." if first else "-"
        mark = f"{markdown.inline(said(item.mark))}: " if item.mark else ""
        detail = markdown.inline(item.detail)
        yield f"{bullet} {mark}{markdown.inline(item.text)}" + (f" – {detail}" if detail else "")


def as_pdf(report: Report) -> bytes:
    """Set a report as a PDF; the same report gives the same bytes.

    :raises NoTypstError: if what PDF files are made with is not installed
    """
    return compile_pdf((TEMPLATES / "report.typ").read_text("utf-8"), asdict(report))
