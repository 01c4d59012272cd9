"""What the frame shows of a document besides its text: its sections and the date."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from babel.core import UnknownLocaleError
from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from research_theme.options import NAME

LEAST = 4
"""A page of fewer sections needs no table of them."""


class Section(NamedTuple):
    """A section of a page: its heading as plain text, and its anchor with the ``#``."""

    title: str
    anchor: str


def sections(env: BuildEnvironment, pagename: str) -> list[Section]:
    """List the sections below the heading of a long document; of any other page none.

    The home page and the heads of folders are lists of their own, and need none.
    """
    if pagename == env.config.root_doc or pagename.endswith("/index") or pagename not in env.tocs:
        return []
    tops = [item for item in env.tocs[pagename] if isinstance(item, nodes.list_item)]
    below = [part for part in tops[0] if isinstance(part, nodes.bullet_list)] if tops else []
    if len(tops) != 1 or not below:
        return []
    heads = [next(item.findall(nodes.reference), None) for item in below[0]]
    found = [Section(head.astext(), head["anchorname"]) for head in heads if head is not None]
    return found if len(found) >= LEAST else []


def date_of_facts(app: Sphinx) -> date | None:
    """Read the day of which the site's facts are: never that of the clock.

    It is ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) or
    else ``research_build_date`` of the extension ``sphinx_research``.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    try:
        return date.fromisoformat(str(getattr(app.config, "research_build_date", "")))
    except ValueError:
        return None


def show(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give the template ``contents`` (html-page-context)."""
    context["contents"] = sections(app.env, pagename)


def note_day(app: Sphinx, config: Config) -> None:
    """Give the template ``facts_day``, and ``facts_date`` as it is read (config-inited).

    It stands on every page.  In ``html_context``, a new one has Sphinx write all pages anew.
    """
    day = date_of_facts(app)
    if day and config.html_theme == NAME:
        said = {"facts_day": day.isoformat(), "facts_date": _in_words(day, config.language)}
        config.html_context = {**config.html_context, **said}


def _in_words(day: date, language: str) -> str:
    try:
        return format_date(day, "long", locale=language)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
