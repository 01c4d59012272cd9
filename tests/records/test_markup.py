from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_research.records.markup import Markup, Span, SpanKind, escape


def _only(source: str) -> Span:
    (span,) = Markup.parse(source).spans
    return span


# --- what is read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("Plain words", "text", "Plain words"),
        ("*in vivo*", "em", "in vivo"),
        ("<i>in vivo</i>", "em", "in vivo"),
        ("<em>in vivo</em>", "em", "in vivo"),
        ("**bold**", "strong", "bold"),
        ("<b>bold</b>", "strong", "bold"),
        ("~~gone~~", "del", "gone"),
        ("`a_*b`", "code", "a_*b"),
        ("<code>a</code>", "code", "a"),
        ("<sup>th</sup>", "sup", "th"),
        ("<sub>i</sub>", "sub", "i"),
        ("²³", "sup", "23"),
        ("₂", "sub", "2"),
        ("$x^2 + y$", "math", "x^2 + y"),
        (r"$\alpha$", "text", "α"),
        (r"\*not em\*", "text", "*not em*"),
    ],
)
def test_a_mark_gives_its_kind(source: str, kind: SpanKind, text: str) -> None:
    assert _only(source) == Span(kind, text)


@pytest.mark.parametrize(
    "source",
    [
        "A* search and D*",
        "a * b * c",
        "2 ** 3 ** 4",
        "$5 and $6",
        "costs $5,$6",
        "US$5 and US$6",
        "snake_case_name and _this_",
        "p < 0.05 > q",
        "<script>x</script>",
        "<sup></sup>",
        "[x](javascript:alert)",
        "[x](/relative)",
        "{download}`conf.py`".replace("`", ""),
        "a ~ b",
        "**",
        "é ü 王泽卿 😀",
    ],
)
def test_anything_else_is_literal(source: str) -> None:
    assert _only(source) == Span("text", source)


def test_a_link_leads_to_a_web_address() -> None:
    source = "[the code](https://example.org/a_(b)?c=d#e)"

    assert _only(source) == Span("link", "the code", "https://example.org/a_(b)?c=d#e")


@pytest.mark.parametrize("role", ["person", "project", "org", "pub", "venue"])
def test_a_role_without_a_text_has_its_target_only(role: str) -> None:
    assert _only(f"{{{role}}}`gan-inversion`") == Span("role", "", "gan-inversion", role)


def test_a_role_may_have_its_own_text() -> None:
    span = _only("{pub}`the paper of 2025 <wang2025humancalibrator>`")

    assert span == Span("role", "the paper of 2025", "wang2025humancalibrator", "pub")


def test_a_role_of_somebody_else_is_text() -> None:
    assert [span.kind for span in Markup.parse("{raw}`x`").spans] == ["text", "code"]


def test_emphasis_takes_up_the_text_around_other_marks() -> None:
    assert Markup.parse("**new *and* H<sub>2</sub>O**").spans == (
        Span("strong", "new "),
        Span("em", "and"),
        Span("strong", " H"),
        Span("sub", "2"),
        Span("strong", "O"),
    )


def test_a_formula_before_a_figure_is_no_money() -> None:
    assert Markup.parse(r"3$\times$3").plain == "3×3"


def test_spaces_and_line_ends_count_as_one_space() -> None:
    assert Markup.parse("  Two\n  lines\u00a0here ") == Markup.parse("Two lines here")


@pytest.mark.parametrize(
    "char", ["\x00", "\x0b", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800"]
)
def test_what_hides_or_reorders_text_is_dropped(char: str) -> None:
    assert Markup.parse(f"a{char}b").plain.replace(" ", "") == "ab"


# --- values ---------------------------------------------------------------------------------

TX2FORMER = Markup((Span("text", "Tx"), Span("sup", "2"), Span("text", "Former")))


@pytest.mark.parametrize(
    "source", ["Tx²Former", "Tx<sup>2</sup>Former", "Tx$^2$Former", "Tx$^{2}$Former"]
)
def test_one_title_has_one_value_however_it_is_written(source: str) -> None:
    assert Markup.parse(source) == TX2FORMER


def test_composed_and_decomposed_letters_are_equal() -> None:
    assert Markup.parse("E\u0301tude") == Markup.parse("Étude")


def test_a_minus_is_a_minus_in_every_notation() -> None:
    variants = {Markup.parse(text) for text in ("10⁻³", "10$^{-3}$", "10<sup>-3</sup>")}

    assert len(variants) == 1


def test_plain_text_has_no_marks() -> None:
    source = "*On* Tx²Former, $L_2$ and {person}`Zeqing <zeqing-wang>` at [home](https://x.org)"

    assert Markup.parse(source).plain == "On Tx2Former, L2 and Zeqing at home"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GaitSTR: Gait Recognition", "gaitstr – GAIT recognition"),
        ("Tx²Former", "Tx2Former"),
        ("Étude naïve", "Etude naive"),
        ("Straße", "STRASSE"),
        (r"$\alpha$-GAN", "α-GAN"),
        ("Cross-View", "CrossView"),
    ],
)
def test_the_key_of_one_title_is_one(one: str, other: str) -> None:
    assert Markup.parse(one).key == Markup.parse(other).key


def test_the_keys_of_two_titles_differ() -> None:
    assert Markup.parse("GaitRef").key != Markup.parse("GaitSTR").key


# --- writing and reading again --------------------------------------------------------------

_PIECES = [
    *"\\*$<`{}[]()~ ab2²₂^_-\u0338e\u0301\n|&",
    *("<em>", "</em>", "<sup>", "</sup>", "<code>", "</code>", "**", "~~", "{person}`", "{pub}`"),
    *("](https://x.org", r"\alpha", "$^2$", "^{", r"\circ", "$5", "5$", "\u1fef", "\u212a"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example("<em>a</em>b")
@example("$5x$$5$")
@example("$^$2")
def test_the_canonical_source_reads_to_the_same_value(source: str) -> None:
    markup = Markup.parse(source)

    assert Markup.parse(str(markup)) == markup


@given(st.text())
def test_any_text_can_be_read(source: str) -> None:
    markup = Markup.parse(source)

    assert Markup.parse(str(markup)) == markup


@given(st.text(alphabet=st.sampled_from("".join(_PIECES[:20]))))
def test_escaped_text_holds_no_marks(text: str) -> None:
    kinds = {span.kind for span in Markup.parse(escape(text)).spans}

    assert kinds <= {"text", "sup", "sub"}


@pytest.mark.parametrize(
    "piece", ["*a ", "**a ", "<em>", "[a](https://a(", "$a ", "<em><strong>", "*a **b", "\\"]
)
def test_hostile_input_takes_no_time_worth_naming(piece: str) -> None:
    """A quadratic reader takes minutes for this."""
    began = time.perf_counter()

    Markup.parse(piece * (100_000 // len(piece)))

    assert time.perf_counter() - began < 10
