"""What MyST and docutils may do when they read a page: no HTML, no files, no code."""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_research.records.problems import Code
from sphinx_research.site.reporting import report

_RUNS_CODE = "substitution"
"""MyST's extension that fills in templates with Jinja: a page that has one can run anything."""

_PLAIN = re.compile(r"[^\w-]+")


def switch_off_html(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - the event's signature
    """Have MyST take HTML for text, and fill in no templates.

    Its parser for Sphinx does not look at docutils' ``raw_enabled``.
    """
    if "myst_disable_syntax" not in config:  # then no page is Markdown
        return
    without = {*config.myst_disable_syntax, "html_block", "html_inline"}
    config.myst_disable_syntax = sorted(without)
    if _RUNS_CODE in config.myst_enable_extensions:
        cause = f"myst_enable_extensions has `{_RUNS_CODE}`, with which any page can run code"
        report(Code.REFUSED, cause, "leave it out; it has no effect here", "conf.py:1")
        config.myst_enable_extensions = sorted({*config.myst_enable_extensions} - {_RUNS_CODE})


def switch_off_files(app: Sphinx) -> None:
    """Have docutils' directives take neither text of other formats nor files.

    Its own settings go before these ones, if a ``docutils.conf`` has some: so none is read.
    """
    app.env.settings.update(_disable_config=True, raw_enabled=False, file_insertion_enabled=False)


def notice(docname: str) -> str:
    """Write what stands on a page that is not to be read; nothing in it can do anything."""
    name = _PLAIN.sub(" ", docname.rpartition("/")[2])
    words = "This page is left out until the problem that the build reports is mended."
    return f"---\norphan: true\n---\n# {name}\n\n{words}\n"
