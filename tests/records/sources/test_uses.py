"""Which directives and roles a page uses, besides the built-in ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import dedent
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles
from docutils.statemachine import StringList
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from sphinx_research.records.sources.uses import foreign_uses


def _uses(text: str) -> list[tuple[str, str, int]]:
    found = foreign_uses(dedent(text).removeprefix("\n"), "research/page.md")
    assert all(use.place.path == "research/page.md" for use in found)
    return [(use.kind, use.name, use.place.line) for use in found]


# --- what is a use ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fence", "end"),
    [
        ("```{include} x", "```"),
        ("~~~{include} x", "~~~"),
        (":::{include} x", ":::"),
        ("`````` {include} x", "``````"),
        ("~~~~\t{include} x", "~~~~"),
        (":::: \u00a0{include} x", "::::"),
        ("   ```{include} x", "   ```"),
        ("> ```{include} x", "> ```"),
        ("- ```{include} x", "  ```"),
        ("1. > - :::{include} x", "   >   :::"),
        ("[^1]: ```{include} x", "      ```"),
        (": ```{include} x", "  ```"),
        ("% no use\n```{include} x", "```"),
        ("```{include}", ""),
    ],
)
def test_a_directive_is_found_behind_every_fence(fence: str, end: str) -> None:
    text = f"Term\n{fence}\n{end}\n\n[^1]\n"

    assert _uses(text) == [("directive", "include", 2 + fence.count("\n"))]


@pytest.mark.parametrize(
    "text",
    [
        "{raw}`x`",
        "*{raw}`x`*",
        "[{raw}`x`](https://e.org)",
        "![{raw}`x`](a.png)",
        "# {raw}`x`",
        "| a |\n|---|\n| {raw}`x` |",
        "> - 1. {raw}`x`",
        "$a`$ {raw}`x`",
        "a``b{raw}`x`",
        "\\`{raw}`x`",
        "See :::{raw}`x`",
        "Term\n: {raw}`x`",
        "[^1]: {raw}`x`",
    ],
)
def test_a_role_is_found_wherever_it_stands(text: str) -> None:
    assert [use[:2] for use in _uses(f"{text}\n\n[^1]\n")] == [("role", "raw")]


@pytest.mark.parametrize(
    "inside",
    [
        "{raw}`x`",
        "```{raw} html\n```",
        "    :::{raw} html\n",
        "``{raw}`x` ``",
        "- a\n\n  {raw}`x`",
        "```\n{raw}`x`\n```",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        ":::::{{note}}\n{}\n:::::",
        "````{{card}} Title\n:link: x\n\n{}\n````",
        "::::::{{grid}} 2\n:::::{{grid-item-card}}\n{}\n:::::\n::::::",
        ":::::{{list-table}}\n* - {}\n:::::",
        ":::::box\n{}\n:::::",
        "::::::{{tab-set}}\n:::::{{tab-item}} A\n---\nname: |\n  ```\n---\n{}\n:::::\n::::::",
    ],
)
def test_within_a_directive_every_mention_is_a_use(around: str, inside: str) -> None:
    assert {use[1] for use in _uses(around.format(inside))} == {"raw"}


@pytest.mark.parametrize(
    "text",
    [
        ":::{note} ```{include} x\n```\n:::",
        ":::{dropdown} {include}`x`\n:::",
        ":::{code-block} python\n:caption: '{include}`x`'\nx\n:::",
        ":::{code-block} python\n---\ncaption: |\n  ```{include} x\n---\nx\n:::",
        ':::{code-block} python\n:caption: "{incl\\x75de}\\x60x\\u0060"\nx\n:::',
        ':::{code-block} python\n:caption: "{incl\\\n:ude}\\U00000060x`"\nx\n:::',
        ':::{code-block} python\n:caption: "```\\t{include} x"\nx\n:::',
        ':::{article-info}\n:author: "\\x7binclude\\x7d`x`"\n:::',
    ],
)
def test_titles_and_options_are_looked_at_too(text: str) -> None:
    assert [use[1] for use in _uses(f"{text}\n")] == ["include"]


def test_every_use_has_its_line() -> None:
    text = """
        # A page

        Some {raw}`x`
        and {raw}`y`, {eval}`z`.

        - one
        - ```{include} a
          ```

        :::{note}

        {raw}`z`
        :::
    """

    assert _uses(text) == [
        ("role", "raw", 3),
        ("role", "eval", 4),
        ("role", "raw", 4),
        ("directive", "include", 7),
        ("role", "raw", 12),
    ]


def test_front_matter_of_our_own_moves_no_line() -> None:
    assert _uses("---\n{orphan: true}\n\n---\n{raw}`x`\n") == [("role", "raw", 5)]


# --- what is none -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ":::{publications}\n:::\n:::{research:people}\n:::\n{pub}`x` {research:person}`x`",
        "{external+engines:research:person}`x` {external:ref}`x` {bdg-link-primary-line}`x`",
        ":::{figure} /_static/a.png\nA caption with {math}`x^2`.\n:::",
        "```{code-block} md\n:caption: Including\n:::{include} x\n{raw}`x`\n:::\n```",
        "```md\n:::{include} x\n:::\n```",
        "~~~\n```{include} x\n```\n~~~",
        "> - ```md\n>   :::{include} x\n>   ```",
        "Text\n\n    :::{include} x\n    :::",
        "Write `:::{include} x` or ``{raw}`x` ``.",
        "% :::{include} x\n% {raw}`x`",
        "\\{raw}`x`",
        "::{include} x",
        "a {raw} `x`",
        "$\\frac{a}{b}$ {a, b} {raw}",
        "",
    ],
)
def test_what_is_allowed_or_only_an_example_is_no_use(text: str) -> None:
    assert _uses(text) == []


@pytest.mark.parametrize(
    "text",
    [
        ":::{note} About `{raw}`\n:::",
        ":::{figure} /a.png\n:alt: a\n\nThe `word` and `{raw}`, {sub}`2` `{raw}`.\n:::",
        "````{dropdown} Title\nA prompt with `{raw}`.\n````",
        "::::{grid} 2\n:::{grid-item-card} `a`\n`{raw}`\n:::\n::::",
        ":::{list-table}\n* - `{raw}`\n  - `{include}`\n:::",
        "> :::{note}\n> `{raw}`\n> :::",
    ],
)
def test_a_name_alone_in_code_is_no_use_within_directives_either(text: str) -> None:
    assert _uses(text) == []


@pytest.mark.parametrize(
    "before",
    ["`", "`` ", "\\`", "`a ` ", "`a", "$`$ ", "[a](b`) ", "`a|b` ", "```\n", "`{raw}`x` "],
)
def test_an_odd_backtick_above_makes_a_use_of_it(before: str) -> None:
    assert [use[1] for use in _uses(f":::{{note}}\n{before}`{{raw}}`\n:::")] == ["raw"]


def test_options_of_publications_are_lines_of_their_own() -> None:
    """They are read by `records.markup`, which knows no other roles."""
    assert _uses(":::{publication} key\n:note: See {persn}`ada`\n:::\n") == []


@pytest.mark.parametrize(
    "piece", ["{raw}`x` ", "```{include}\n", ":::{note}\n", "{", "`", "\\x7b"]
)
def test_hostile_input_takes_no_time_worth_naming(piece: str) -> None:
    text = piece * (20_000 // len(piece))

    assert {use[1] for use in _uses(text)} <= {"raw", "include"}


# --- against MyST itself ----------------------------------------------------------------------


@contextmanager
def _probes(ran: list[str]) -> Iterator[None]:
    """Have a directive and a role `probe` note that they ran."""

    class Probe(Directive):
        optional_arguments = 9
        has_content = True

        def run(self) -> list[nodes.Node]:
            ran.append("directive")
            return []

    class Box(Directive):
        """As boxes of sphinx-design are: a title, options and Markdown."""

        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True
        option_spec = {"class": directives.unchanged, "caption": directives.unchanged}  # noqa: RUF012

        def run(self) -> list[nodes.Node]:
            box = nodes.container()
            for text in (*self.arguments, self.options.get("caption")):
                if text:
                    box += self.state.inline_text(text, self.lineno)[0]
                    self.state.nested_parse(
                        StringList([text], source=""), self.content_offset, box
                    )
            self.state.nested_parse(self.content, self.content_offset, box)
            return [box]

    def role(*_: Any, **__: Any) -> tuple[list[nodes.reference], list[nodes.reference]]:  # noqa: ANN401
        ran.append("role")
        return [], []

    names = ("probe", "card")
    registry = directives._directives  # type: ignore[attr-defined]  # noqa: SLF001
    before = {name: registry.get(name) for name in names}
    directives.register_directive("probe", Probe)
    directives.register_directive("card", Box)
    roles.register_local_role("probe", role)
    try:
        yield
    finally:
        registry.update({name: old for name, old in before.items() if old})
        for name in names:
            if before[name] is None:
                del registry[name]
        del roles._roles["probe"]  # type: ignore[attr-defined]  # noqa: SLF001


SETS = (
    ["colon_fence"],
    ["colon_fence", "dollarmath", "attrs_inline", "attrs_block", "strikethrough"],
    ["colon_fence", "dollarmath", "amsmath", "deflist", "fieldlist", "attrs_inline"],
)
_PIECES = st.sampled_from(
    [
        *("```", "````", "~~~", ":::", "::::", "`", "``", "$", "$$", "\n", "\n\n", "\n", "\n"),
        *(" ", "    ", "> ", "- ", "1. ", ": ", "| ", "|---|\n", "[^1]: ", "% ", "\\", '"', "'"),
        *("{probe}", "{probe}", "{probe}`x`", "```{probe}", ":::{probe} x", "{card}", "{note}"),
        *("`{probe}`", "`{probe}`", "`a`", "{sub}`a`", "|", "(", ")", "<", ">"),
        *("{code-block}", ":::{card} a\n", ":class: x\n", ':caption: "', "---\n", "caption: |\n"),
        *(
            "Term",
            "a",
            "# ",
            "+++",
            "\\x7bprobe}`x`",
            "\\\n",
            "{.c}",
            "[a](b)",
            "\\begin{align}\n",
        ),
        *("\\end{align}\n", "![", "](a)", "<div>\n", "<!--", "*", "(x)=\n", "\t", "\u00a0"),
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(SETS))
@example(":::{card} ```{probe}\n```\n:::", SETS[0])
@example(':::{card}\n:caption: "\\x7bprobe}`x`"\n:::', SETS[1])
@example("Term\n: ```{probe}\n  ```\n", SETS[2])
@example(":::{card}\n---\ncaption: |\n  ```\n---\n{probe}`x`\n:::", SETS[1])
@settings(max_examples=300, deadline=None)
def test_nothing_runs_that_was_not_found(text: str, extensions: list[str]) -> None:
    ran: list[str] = []
    with _probes(ran):
        publish_doctree(
            text,
            parser=Parser(),
            settings_overrides={
                "myst_enable_extensions": extensions,
                "myst_disable_syntax": ["html_block", "html_inline"],
                "report_level": 5,
                "halt_level": 5,
                "myst_suppress_warnings": ["myst"],
            },
        )

    found = {use.kind for use in foreign_uses(text, "x.md") if use.name == "probe"}
    assert set(ran) <= found


def test_a_fence_and_a_name_that_an_option_folds_into_one_line_are_a_use() -> None:
    page = ':::{card} Title\n:footer: "```\n  {include} x.md\n  ```"\n:::\n'

    assert [(one.name, one.place.line) for one in foreign_uses(page, "a.md")] == [("include", 3)]
