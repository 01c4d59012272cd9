from __future__ import annotations

import pytest
from hypothesis import given

from sphinx_research.formats.latex import escape, from_line, from_markup, to_ascii
from sphinx_research.records.markup import Markup
from sphinx_research.records.sources.latex import to_markup_source, to_text
from tests.formats.making import TEXTS


def _title(source: str) -> str:
    return to_ascii(from_markup(Markup.parse(source)))


def _depth(latex: str) -> int:
    """Count open braces as BibTeX does; fail where one is closed that was never opened."""
    depth = 0
    for character in latex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    return depth


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("plain words, and more", "plain words, and more"),
        ("R&D costs $5, 50% of #1_a", r"R\&{}D costs \$5, 50\% of \#1\_a"),
        (r"{a} \ ~", r"\textbraceleft{}a\textbraceright{} \textbackslash{} \textasciitilde{}"),
        ("x^y", r"x\textasciicircum{}y"),
        ("a < b > c | d", r"a \textless{} b \textgreater{} c \textbar{} d"),
        ("a--b ``c''", "a-{}-b `{}`c'{}'"),
        ("&amp;", r"\&{}amp;"),
        ("two\r\n lines \x00", "two lines"),
    ],
)
def test_signs_that_latex_takes_for_its_own_are_escaped(text: str, latex: str) -> None:
    assert escape(text) == latex
    assert to_ascii(latex) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Gödel", r"G{\"o}del"),
        ("Łódź", r"{\L}{\'o}d{\'z}"),
        ("e\u0301", r"{\'e}"),
        ("straße", r"stra{\ss}e"),
        ("“a”–b—c", "``a''--b---c"),
        ("α-decay", r"{\ensuremath{\alpha}}-decay"),
        ("解锁 😀", "解锁 😀"),
        ("x\u0301", "x\u0301"),
        ("3–-4", "3--{}-4"),
        ("`“a”'", "`{}``a''{}'"),
        ("?“a”", "?{}``a''"),
    ],
)
def test_letters_beyond_ascii_become_commands_where_there_are_any(text: str, latex: str) -> None:
    assert to_ascii(escape(text)) == latex
    assert escape(text).replace("{}", "") == text


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        (
            "GaitSTR: Gait Recognition with Two-stream Refinement",
            "{GaitSTR}: Gait Recognition with Two-stream Refinement",
        ),
        ("Notes on the Engine", "Notes on the Engine"),
        ("Vitamin C and 3D CNNs", "Vitamin {C} and {3D} {CNNs}"),
        ("Deep learning for Chinese text in Paris", "Deep learning for {Chinese} text in {Paris}"),
        ("A Study", "A Study"),
        ("Training Networks without Data", "Training Networks without Data"),
        ("The Éa of ÉA", r"The {\'E}a of {{\'E}A}"),
    ],
)
def test_capitals_that_a_style_must_not_lower_stand_in_braces(title: str, latex: str) -> None:
    assert _title(title) == latex


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Tx²Former and H₂O", r"{Tx}\textsuperscript{2}{Former} and {H}\textsubscript{2}{O}"),
        ("*In vivo* and **b** `c_d`", r"\emph{In vivo} and \textbf{b} \texttt{c\_d}"),
        ("Sorting in $O(n \\log n)$ time", r"Sorting in {$O(n \log n)$} time"),
        ("Of $x}{$", r"Of {x\textbraceright{}\textbraceleft{}}"),
        ("~~Old~~ New", "{Old} New"),
    ],
)
def test_what_a_title_sets_apart_has_its_command(title: str, latex: str) -> None:
    assert _title(title) == latex


def test_a_note_needs_no_braces_for_its_capitals_and_gives_the_words_of_links() -> None:
    note = Markup.parse("By GaitSTR, see [the page](https://example.org/) and {pub}`key`")

    assert from_line(note) == "By GaitSTR, see {the page} and {key}"


def test_links_may_be_kept() -> None:
    line = Markup.parse("See [the page](https://example.org/a_b?c=d%20e#f) and $é$")

    written = from_line(line, links=True)

    assert written == r"See \href{https://example.org/a_b?c=d%20e#f}{the page} and {$é$}"
    assert to_ascii(written) == written


@given(text=TEXTS)
def test_braces_pair_whatever_the_text(text: str) -> None:
    title = Markup.parse(text)

    lines = (escape(text), from_markup(title), from_line(title), from_line(title, links=True))
    for latex in (*lines, *map(to_ascii, lines)):
        assert _depth(latex) == 0
        assert "\n" not in latex


@given(text=TEXTS)
def test_utf8_is_read_back_to_the_same_words(text: str) -> None:
    line = Markup.parse(text)
    words = "".join(span.text for span in line.spans if span.kind == "text")

    assert to_text(escape(words)) == " ".join(words.split())


def test_a_title_is_read_back_with_its_pieces() -> None:
    title = Markup.parse("Tx²Former: *in vivo* $O(n^k)$ for R&D of {x} in Gödel's 中文")

    latex = from_markup(title)

    for one in (latex, to_ascii(latex)):
        assert Markup.parse(to_markup_source(one)) == title
