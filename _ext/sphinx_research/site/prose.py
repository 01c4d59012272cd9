"""Abstracts as HTML, for pages that are no documents.

An abstract is a record's only piece of Markdown: paragraphs, lists, emphasis, links,
formulas and our roles.  On a page of its own Sphinx never sees it, so markdown-it, which
MyST stands on, reads it here by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup as Html
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.views.refs import Ref
from sphinx_research.site.math import to_mathml

MARKED = re.compile(r"[*_`\[\]<>&\\$~{}|\t]|^\s*(?:[-+=#>:]|\d+[.)])|^ {4}| {2,}$", re.MULTILINE)
"""What may be anything but plain text to Markdown."""

_TAGS = {
    "sub": Html("<sub>%s</sub>"),
    "subscript": Html("<sub>%s</sub>"),
    "sup": Html("<sup>%s</sup>"),
    "superscript": Html("<sup>%s</sup>"),
}
_TITLED = re.compile(r"(.*?)\s*<([^<>]+)>", re.DOTALL)


def names_records(text: str) -> bool:
    """Whether a text may hold a role, which is rendered otherwise at another depth."""
    return "}`" in text


def _rule(render: Callable[[Token], str]) -> Callable[..., str]:
    """Make a rule of markdown-it's renderer, which hands over all tokens and a place.

    It adds what it gets to plain text, which markup would escape.
    """
    return lambda _renderer, tokens, index, _options, _env: str(render(tokens[index]))


class _Markdown(MarkdownIt):
    """Makes links of whole addresses only; on a page of its own others lead somewhere else."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return is_absolute(url)


def _cell(token: Token) -> str:
    """Begin a cell; where its text stands a class says, since pages have no styles in them."""
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="text-{side}">' if side else f"<{token.tag}>"


class Prose:
    """Renders abstracts.

    :param resolve: names the record that a role and an id stand for, if there is one
    :param write: writes a name as a link, its own words or the given ones
    """

    def __init__(
        self,
        resolve: Callable[[str, str], Ref | None],
        write: Callable[[Ref, str], Html],
    ) -> None:
        self.resolve = resolve
        self.write = write
        self._markdown = (
            _Markdown("commonmark", {"html": False})
            .enable(["strikethrough", "table"])
            # A heading would stand above those of the page, and a picture has no file here.
            .disable(["heading", "lheading", "image", "html_block", "html_inline", "reference"])
            .use(dollarmath_plugin, allow_space=False, double_inline=True)
            .use(myst_role_plugin)
        )
        for kind, render in (
            ("math_inline", self._math),
            ("math_inline_double", self._math_block),
            ("math_block", self._math_block),
            ("myst_role", self._role),
            ("th_open", _cell),
            ("td_open", _cell),
        ):
            self._markdown.add_render_rule(kind, _rule(render))

    def render(self, text: str) -> Html:
        """Render a text; the plainest, which most are, without a parser."""
        if MARKED.search(text):
            return Html(self._markdown.render(text))  # noqa: S704 - it escapes, and passes no HTML on
        paragraphs = re.split(r"\n\s*\n", text.strip())
        lines = ("\n".join(map(str.strip, one.split("\n"))) for one in paragraphs)
        return Html().join(Html("<p>%s</p>\n") % one for one in lines if one)

    @staticmethod
    def _math(token: Token) -> str:
        return to_mathml(token.content)

    @staticmethod
    def _math_block(token: Token) -> str:
        shown = to_mathml(token.content, block=True)
        return f'<div class="math">{shown}</div>\n' if token.type == "math_block" else shown

    def _role(self, token: Token) -> str:
        name, content = str(token.meta["name"]), token.content
        if name in _TAGS:
            return _TAGS[name] % content
        if name == "math":
            return to_mathml(content)
        if name == "cite":  # the numbers of a list; here there is none, so titles stand for them
            names = (self._named("pub", key.strip(), "") for key in content.split(","))
            return Html(", ").join(names)
        titled = _TITLED.fullmatch(content)
        said, target = titled.groups() if titled else ("", content)
        return self._named(name, target.strip(), said)

    def _named(self, role: str, target: str, said: str) -> Html:
        found = self.resolve(role, target)
        return self.write(found, said) if found else Html.escape(said or target)
