"""Links to the host's editor of files: to begin a page, and to where a record is written.

Where that is says conf.py in ``html_context``: ``new_page_url`` and ``edit_url``.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from sphinx.config import Config

from sphinx_research.formats.beginnings import BEGINNINGS, unnamed
from sphinx_research.records.folding import fold
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind
from sphinx_research.records.words import noted
from sphinx_research.site.fragments import Fragments

_BEGUN_ON: Mapping[str, tuple[Kind, str]] = {
    "people/index": (Kind.PERSON, noted("Add your page")),
    "research/index": (Kind.PROJECT, noted("Add a project")),
}
"""The pages that list all records of a kind, and the words of the link."""


def invitation(fragments: Fragments, docname: str) -> str:
    """Write the link that begins a page, for the index of its kind; else nothing."""
    pattern = _set(fragments.builder.config, "new_page_url")
    if not pattern or docname not in _BEGUN_ON:
        return ""
    kind, label = _BEGUN_ON[docname]
    begun = BEGINNINGS[kind]
    settings = fragments.catalogue.settings
    choices = settings.roles if kind is Kind.PERSON else settings.themes
    name = "-".join(map(fold, begun.placeholder.split()))
    address = _filled(
        pattern, folder=begun.folder, name=f"{name}.md", content=unnamed(kind, choices)
    )
    return fragments.template("editor.html").render(address=address, label=fragments.words(label))


def source(config: Config, place: Place) -> str:
    """Tell the address where a record can be edited; nothing if conf.py names none."""
    return _filled(edit_url(config), path=place.path, line=str(place.line))


def edit_url(config: Config) -> str:
    """Tell the form of addresses of editors."""
    return _set(config, "edit_url")


def _set(config: Config, name: str) -> str:
    return str(config.html_context.get(name) or "")


def _filled(pattern: str, **values: str) -> str:
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", quote(value, safe="/" if name == "path" else ""))
    return pattern
