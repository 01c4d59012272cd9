from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.importing import prose
from sphinx_research.records.characters import visible
from sphinx_research.records.markup import Markup
from sphinx_research.records.sources.abstracts import not_prose


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Plain words", "Plain words"),
        ("A <i>new</i> engine", "A <em>new</em> engine"),
        ("CO<sub>2</sub> &amp; H<sup>+</sup>", "CO<sub>2</sub> & H<sup>+</sup>"),
        ("Two\n   lines", "Two lines"),
        ("p < 0.05 and x<y", "p \\< 0.05 and x\\<y"),
        ("The $\\alpha$-engine costs $5", "The α-engine costs \\$5"),
        ("At $$\\sqrt{s}=13$$ TeV", "At $\\sqrt{s}=13$ TeV"),
        ("*Stars* and [links](https://x.org)", "\\*Stars\\* and \\[links](https://x.org)"),
        ("<script>alert(1)</script>Engines", "Engines"),
        ("Engines</script><img src=x onerror=alert(1)>", "Engines"),
        ("{person}`ada`", "\\{person}\\`ada\\`"),
        ("<scp>DNA</scp> <b>now</b>", "DNA <strong>now</strong>"),
        (
            "Fields <mml:math><mml:mi>Q</mml:mi><mml:mo>/</mml:mo></mml:math> here",
            "Fields Q/ here",
        ),
        ("\u202eevil\u0007", "evil"),
        ("", ""),
    ],
)
def test_titles_become_our_notation(written: str, title: str) -> None:
    assert prose.title(written) == title


@pytest.mark.parametrize(
    ("written", "abstract"),
    [
        ("Just text.", "Just text."),
        ("<jats:p>One.</jats:p>\n<jats:p>Two.</jats:p>", "One.\n\nTwo."),
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."),
        (
            "<jats:sec><jats:title>Methods</jats:title><jats:p>We count.</jats:p></jats:sec>",
            "**Methods.** We count.",
        ),
        ("<p>x<sup>2</sup>, H<sub>2</sub>O</p>", "x$^{\\mathrm{2}}$, H$_{\\mathrm{2}}$O"),
        (
            "<jats:list><jats:list-item><jats:p>a</jats:p></jats:list-item></jats:list>",
            "- a",
        ),
        ("<p># no heading</p>", "\\# no heading"),
        ("<p>- no list</p>", "\\- no list"),
        ("<p>1. no list</p>", "1\\. no list"),
        ("<p>:::{note}</p>", "\\:::\\{note\\}"),
        ("<p>![x](https://x.org/a.png)</p>", "!\\[x\\](https://x.org/a.png)"),
        ("<p><img src=x onerror=alert(1)>Words</p>", "Words"),
        ("<p>{include}`conf.py`</p>", "\\{include\\}\\`conf.py\\`"),
        (
            (
                "<p>Of <inline-formula><alternatives><tex-math>$$x_1$$</tex-math>"
                "<mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula>.</p>"
            ),
            "Of $x_1$.",
        ),
        ("<p>Of <mml:math><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:math>.</p>", "Of x1."),
        ("x <y and others", "x \\<y and others"),
        ("<p>  </p>", ""),
    ],
)
def test_abstracts_become_prose(written: str, abstract: str) -> None:
    assert prose.abstract(written) == abstract


PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            *(
                "<jats:p>",
                "</jats:p>",
                "<i>",
                "</i>",
                "<sup>",
                "</sup>",
                "<b>",
                "</b>",
                "<script>",
            ),
            *("<mml:math>", "</mml:math>", "<tex-math>", "</tex-math>", "<title>", "</title>"),
            *("<li>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#0;", "<x y='", "$", "\\", "`"),
            *(
                "*",
                "_",
                "#",
                ":::",
                "```",
                "{note}",
                "[a]: https://x.org",
                "](javascript:x)",
                "\n\n",
            ),
            *("---", "===", "\n    ", "<div", "{role}`x`", "![", "|", "\ud800", "\u202e", "<?php"),
        ]
    ),
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_whatever_comes_an_abstract_is_prose_and_a_title_one_line(written: str) -> None:
    assert not_prose(visible(prose.abstract(written))) == []
    title = prose.title(written)
    assert "\n" not in title
    assert str(Markup.parse(title)) == title
    assert not any(span.kind in {"role", "link"} for span in Markup.parse(title).spans)
