"""The tokens of a page, in the ways in which MyST may read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

OURS = frozenset({"attrs", "colon_fence", "dollarmath"})
WAYS = (frozenset({"colon_fence"}), OURS, OURS | {"amsmath", "deflist", "fieldlist"})
"""Which of MyST's extensions conf.py may have enabled: those we need, ours, and all."""

_DIRECTIVE = re.compile(r"\{(\S*)\}(?:\s+(.*)|$)")
FENCES = frozenset({"fence", "colon_fence"})
"""Tokens of directives, code and boxes."""
_OPTION = re.compile(r"\s*:(?!::)|\s*$")


def directive_of(token: Token) -> tuple[str, str] | None:
    """Give name and argument of the directive that a fence is, or `None` if it is none."""
    match = _DIRECTIVE.match(token.info.strip()) if token.type in FENCES else None
    return (match[1], match[2] or "") if match else None


def options_of(token: Token) -> int:
    """Count the lines in which a directive may have its options, or more of them."""
    lines = token.content.split("\n")
    if lines[0].startswith("---"):
        return next((n + 1 for n, line in enumerate(lines) if n and line[:3] == "---"), len(lines))
    return next((n for n, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def flat(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give tokens with those inside them, in the order of the text."""
    for token in tokens:
        yield token
        yield from flat(token.children or ())


@cache
def tokenizer(
    extensions: frozenset[str] = OURS, *, html: bool = False, inline: bool = True
) -> MarkdownIt:
    """Make a tokenizer as MyST does (its ``parsers.mdit``).

    :param html: whether HTML has tokens of its own; on pages it is text
    :param inline: whether the text within blocks is tokenized, too
    """
    made = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        .enable("strikethrough")
    )
    if not html:
        made.disable(["html_block", "html_inline"])
    if "dollarmath" in extensions:
        made.use(dollarmath_plugin)
    if "colon_fence" in extensions:
        made.block.ruler.before(
            "fence",
            "colon_fence",
            make_fence_rule(markers=(":",), token_type="colon_fence"),  # noqa: S106 - no secret
            {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
        )
    if "amsmath" in extensions:
        made.use(amsmath_plugin)
    if "deflist" in extensions:
        made.use(deflist_plugin)
    if "fieldlist" in extensions:
        made.use(fieldlist_plugin)
    if "attrs" in extensions:
        made.use(
            attrs_plugin,
            after=("image", "code_inline", "link_close", "span_close"),
            spans=True,
            span_after="footnote_ref",
        ).use(attrs_block_plugin)
    if not inline:
        made.core.ruler.enableOnly(["normalize", "block"])
    return made
