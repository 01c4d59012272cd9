"""What an abstract may hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.problems import Code, Place
from sphinx_research.records.raw import Source
from sphinx_research.records.sources.abstracts import not_prose, with_prose_only
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.markdown import read_markdown


def _page(abstract: str) -> Source:
    text = f"::::::{{publication}} key\n:title: A\n\n{abstract}\n::::::\n"
    return with_prose_only(read_markdown(text, "research/page.md"))


@pytest.mark.parametrize(
    "abstract",
    [
        "Plain text, *emphasis*, **strong**, `code`, ~~gone~~ and $x_{i} < y$.",
        "Ours: {person}`ada`, {cite}`a, b`, {sub}`2` and {math}`x`.",
        "- one\n- two\n\n1. one\n\n> a quotation",
        "[A link](https://e.org), [a letter](mailto:a@e.org), <https://e.org>.",
        "A [reference].\n\n[reference]: https://e.org",
        "| a | b |\n|---|---|\n| c | d |",
        "```python\nprint('<b>')\n```",
        "No. # 3 - and p<0.05, a < b > c; 3:::4",
        "Line\\\nbreak",
    ],
)
def test_prose_stays_as_it_is(abstract: str) -> None:
    source = _page(abstract)

    assert source.problems == ()
    assert [record.data["abstract"] for record in source.records] == [abstract]


@pytest.mark.parametrize(
    ("abstract", "line", "cause"),
    [
        ("a\n\n```{include} x\n```", 6, "the directive `{include}`"),
        ("a\n\n:::{note}\nx\n:::", 6, "the directive `{note}`"),
        ("> ~~~{note}\n> x\n> ~~~", 4, "the directive `{note}`"),
        ("a `:::{note} x` b", 4, "the directive `{note}`"),
        ("a\n:::box\nx\n:::", 5, "a box `:::`"),
        ("a\n{raw}`x`", 5, "`{raw}`, which is no role that it may have"),
        ("a\n\n# b", 6, "a heading"),
        ("a\n\nb\n===", 6, "a heading"),
        ("a\nb ![c](/_static/d.png)", 5, "a picture"),
        ("a\n\n<b>c</b>", 6, "HTML: `<b>`"),
        ("a <!-- b -->", 4, "a comment of HTML"),
        ("a\n[b](../c.md)", 5, "a link to `../c.md`, which does not begin with https://"),
        ("[b](ftp://c.org)", 4, "a link to `ftp://c.org`, which does not begin with https://"),
        ("[b][c]\n\n[c]: /d", 4, "a link to `/d`, which does not begin with https://"),
        ("<tel:123>", 4, "a link to `tel:123`, which does not begin with https://"),
    ],
)
def test_an_abstract_of_more_than_prose_is_told_and_left_out(
    abstract: str, line: int, cause: str
) -> None:
    source = _page(abstract)

    (problem, *_) = [one for one in source.problems if "abstract" in one.cause]
    assert (problem.code, problem.place) == (Code.REFUSED, Place("research/page.md", line))
    assert problem.cause == f"the abstract of `key` holds {cause}"
    assert problem.mend
    assert [dict(record.data) for record in source.records] == [{"title": "A"}]


@pytest.mark.parametrize(
    ("abstract", "cause"),
    [
        ("See ```{include} /etc/passwd```", "the directive `{include}`"),
        ("``\u200b`{include} /etc/passwd", "the directive `{include}`"),
        ("<img src=x>", "HTML: `<img>`"),
        ("# A heading", "a heading"),
    ],
)
def test_an_option_of_a_block_is_looked_at_as_it_is_decoded(abstract: str, cause: str) -> None:
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in abstract)
    text = f':::{{publication}} key\n:title: A\n:abstract: "{escaped}"\n:::\n'

    source = with_prose_only(read_markdown(text, "research/page.md"))

    assert [(one.place.line, one.cause) for one in source.problems] == [
        (3, f"the abstract of `key` holds {cause}")
    ]
    assert "abstract" not in source.records[0].data


def _bibtex(field: str) -> Source:
    text = f"@misc{{key,\n  title = {{A}},\n  author = {{B C}},\n  {field},\n}}\n"
    return with_prose_only(read_bibtex(text, "research/a.bib"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{```\\{include\\} /etc/passwd```}}", "“\\`\\{include\\} /etc/passwd“\\`"),
        ("{\\`}{\\`}{\\`}\\{raw\\} x", "\\`\\`\\`\\{raw\\} x"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("\\href{javascript:alert(1)}{x}", "x"),
        ("# No heading", "\\# No heading"),
    ],
)
def test_what_stands_in_bibtex_is_text(written: str, read: str) -> None:
    source = _bibtex(f"abstract = {{{written}}}")

    assert [record.data["abstract"] for record in source.records] == [read]
    assert source.problems == ()


@pytest.mark.parametrize(
    "abstract",
    [
        "```{include} /etc/passwd",
        "a {raw}`x`",
        "<script>alert(1)</script>",
        "![x](https://e.org/x.png)",
    ],
)
def test_what_bibtex_hands_on_as_it_was_recorded_is_looked_at_too(abstract: str) -> None:
    recorded = json.dumps({"abstract": abstract})

    source = _bibtex(f"as-recorded = {recorded}")

    assert [(one.code, one.place) for one in source.problems] == [
        (Code.REFUSED, Place("research/a.bib", 4))
    ]
    assert "abstract" not in source.records[0].data


@given(st.text(alphabet="ab \n`:~{}[]()!<>#=-|\\*&;/.", max_size=80))
def test_every_line_lies_within_the_abstract(text: str) -> None:
    assert all(0 <= line <= text.count("\n") for line, _, _ in not_prose(text))


@pytest.mark.parametrize("piece", ["{a}`", "\n", "[", "](", "<b>", ":::{a}\n", "> ", "![", "]: "])
def test_hostile_input_takes_no_time_worth_naming(piece: str) -> None:
    assert len(not_prose(piece * (10_000 // len(piece)))) <= 10_000
