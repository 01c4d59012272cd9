"""What MyST and docutils may do when they read a page: no HTML, no files, no code."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.directives.code import CodeBlock
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import OptionSpec

from sphinx_research.records import limits
from sphinx_research.records.problems import Code
from sphinx_research.records.sources.page_limits import are_lines
from sphinx_research.site.reporting import report
from sphinx_research.site.scope import guards_all, is_guarded

_RUNS_CODE = "substitution"
"""MyST's extension that fills in templates with Jinja: a page that has one can run anything."""

_PLAIN = re.compile(r"[^\w-]+")


def refuse_templates(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - the event's signature
    """Report MyST's extension for templates, where it has no effect."""
    if guards_all(config) and _RUNS_CODE in getattr(config, "myst_enable_extensions", ()):
        cause = f"myst_enable_extensions has `{_RUNS_CODE}`, with which any page can run code"
        report(Code.REFUSED, cause, "leave it out; it has no effect here", "conf.py:1")


def switch_off_html(app: Sphinx) -> None:
    """Have MyST take HTML for text, and fill in no templates, on all pages that are guarded.

    Its parser for Sphinx does not look at docutils' ``raw_enabled``.
    """
    if "myst_disable_syntax" not in app.config:  # no page is Markdown
        return
    config = app.env.myst_config  # type: ignore[attr-defined]  # MyST puts it there
    own = config.disable_syntax, config.enable_extensions
    strict = sorted({*own[0], "html_block", "html_inline"}), own[1] - {_RUNS_CODE}

    def choose(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001 - likewise
        guarded = is_guarded(app.config, docname)
        config.disable_syntax, config.enable_extensions = strict if guarded else own

    app.connect("source-read", choose)


def switch_off_files(app: Sphinx) -> None:
    """Have docutils' directives take neither text of other formats nor files.

    Its own settings go before these ones, if a ``docutils.conf`` has some: so none is read.
    """
    if guards_all(app.config):
        app.env.settings.update(
            _disable_config=True, raw_enabled=False, file_insertion_enabled=False
        )


class BoundedCode(CodeBlock):
    """A block of code that marks no line which there cannot be; see `are_lines`."""

    option_spec: ClassVar[OptionSpec] = {
        **CodeBlock.option_spec,
        "emphasize-lines": lambda value: _lines(value or ""),
    }


def _lines(value: str) -> str:
    """Take an option as it is.

    :raises ValueError: if it names lines beyond those of a page
    """
    if not are_lines(value):
        msg = f"it names lines beyond the {limits.LINES:,} of a page"
        raise ValueError(msg)
    return value


class PlainLongCode(SphinxTransform):
    """Leaves long code without colours.

    Many of Pygments' lexers need the square of a text's length, and some its cube: 4,000
    spaces take AutoIt's two seconds, and a page of them would take days.
    """

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Take the language off what is too long, and off all after too much of it."""
        coloured = 0
        if not is_guarded(self.config, self.env.current_document.docname):
            return
        for node in self.document.findall(nodes.literal_block):
            length = len(node.astext())
            if length > limits.CODE or coloured + length > limits.COLOURED:
                node["language"] = "none"  # Sphinx asks no further
            else:
                coloured += length


def bound_code(app: Sphinx) -> None:
    """Have code take no more than a few seconds, whoever has written it."""
    for name in ("code-block", "sourcecode"):
        app.add_directive(name, BoundedCode, override=True)
    app.add_transform(PlainLongCode)


def notice(docname: str) -> str:
    """Write what stands on a page that is not to be read; nothing in it can do anything."""
    name = _PLAIN.sub(" ", docname.rpartition("/")[2])
    words = "This page is left out until the problem that the build reports is mended."
    return f"---\norphan: true\n---\n# {name}\n\n{words}\n"
