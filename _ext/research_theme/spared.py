"""What a page need not load: the files of sphinx-design, where it shows nothing of that."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

FILES = {"_static/sphinx-design.min.css", "_static/design-tabs.js"}
"""They weigh 11 kB compressed, and sphinx-design has every page load them."""

MARK = "sd-"
"""With this all its classes begin."""


def spare(
    _app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Take the files out of a page that needs none (html-page-context).

    Sphinx fills both lists anew for each page.
    """
    if MARK in context.get("body", ""):
        return
    for name in ("css_files", "script_files"):
        context[name][:] = [
            one for one in context[name] if str(getattr(one, "filename", "")) not in FILES
        ]
