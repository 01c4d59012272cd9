from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.sources.latex import (
    to_address,
    to_markdown,
    to_markup_source,
    to_name,
    to_text,
)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("plain  words\n  here", "plain words here"),
        ("{G}ait in {3D}", "Gait in 3D"),
        (r"M{\"u}ller, J{\"{o}}rg", "Müller, Jörg"),
        (r"Obl\'oj \'{e} \`e {\'\i}", "Oblój é è í"),
        (r"\v{s} \v s {\v S}", "š š Š"),
        (r"{\L}ukasz Stra\ss e {\ss} \o{} {\AA}ngstr\"om", "Łukasz Straße ß ø Ångström"),
        (r"{\c{C}}elik \c ca \H{o} \k{a} \u{g} \d{a}", "Çelik ça ő ą ğ ạ"),
        (r"Nguy{\~{\^e}}n and Nguy{\~\^e}n", "Nguyễn and Nguyễn"),
        (r"Ak\i n", "Akın"),
        ("1--2 and --- so", "1–2 and — so"),
        ("``so'' it's", "“so” it's"),
        (r"\enquote{so} \mkbibquote{it} \enquote*{is}", "“so” “it” “is”"),
        (r"R\&D, 50\% of A\_B \#1 \$5 \{x\}", "R&D, 50% of A_B #1 $5 {x}"),
        ("50% of R&D", "50% of R&D"),
        (r"R\&amp;D", "R&D"),
        ("J.~Amer.", "J. Amer."),
        (r"\emph{in} \textbf{vivo} {\em so} x", "in vivo so x"),
        (r"\LaTeX{} and \TeX\ are", "LaTeX and TeX are"),
        (r"Tx$^2$Former, H\textsubscript{2}O", "Tx2Former, H2O"),
        (r"{\noopsort{1973a}}1973", "1973"),
        (r"\unknown{kept} and \unknown kept", r"kept and \unknown kept"),
        (r"co\-op \"{} \~{}", 'coop " ~'),
        (r"a \textasciitilde b \ldots", "a ~b …"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "spans"),
    [
        ("Tx$^2$Former", (Span("text", "Tx"), Span("sup", "2"), Span("text", "Former"))),
        ("Tx<sup>2</sup>", (Span("text", "Tx"), Span("sup", "2"))),
        (r"\emph{in {V}ivo}", (Span("em", "in Vivo"),)),
        (r"{\bf so} it", (Span("strong", "so"), Span("text", " it"))),
        (r"a $k$ b", (Span("text", "a "), Span("math", "k"), Span("text", " b"))),
        (r"a \(k\)", (Span("text", "a "), Span("math", "k"))),
        (r"\ensuremath{\alpha}-GAN", (Span("text", "α-GAN"),)),
        (r"A* search *here*", (Span("text", "A* search *here*"),)),
        ("costs $5 and $6", (Span("text", "costs $5 and $6"),)),
        ("$5 while $x$", (Span("text", "$5 while "), Span("math", "x"))),
        (r"\href{https://x.org/a\_b}{so}", (Span("link", "so", "https://x.org/a_b"),)),
        (r"\url{https://x.org/50%}", (Span("link", "https://x.org/50%", "https://x.org/50%"),)),
        (
            "see https://x.org/a--b.",
            (
                Span("text", "see "),
                Span("link", "https://x.org/a--b", "https://x.org/a--b"),
                Span("text", "."),
            ),
        ),
        (r"\href{javascript:x}{so}", (Span("text", "so"),)),
        ("{project}`gan <gan-inversion>`", (Span("role", "gan", "gan-inversion", "project"),)),
    ],
)
def test_latex_becomes_markup(latex: str, spans: tuple[Span, ...]) -> None:
    assert Markup.parse(to_markup_source(latex)).spans == spans


@pytest.mark.parametrize(
    ("latex", "name"),
    [
        (r"Garc{\'\i}a, Jos{\'e}", "García, José"),
        ("{van der} Waals", "{van der} Waals"),
        ("{ATLAS Collaboration}", "{ATLAS Collaboration}"),
        (r"{Barnes \& Noble}", "{Barnes & Noble}"),
        (r"{\'E}cole", "École"),
        ("Zheng$^*$, Wanrong", "Zheng*, Wanrong"),
        (r"Zheng\textsuperscript{$\dagger$}", "Zheng†"),
    ],
)
def test_names_keep_the_braces_that_hold_words_together(latex: str, name: str) -> None:
    assert to_name(latex) == name


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        (r"https://x.org/a\_b\%20c\&d\#e", "https://x.org/a_b%20c&d#e"),
        (r"\url{https://x.org/~me}", "https://x.org/~me"),
        (r"https://x.org/$\sim$me", "https://x.org/~me"),
        (r"https://x.org/\~{}me", "https://x.org/~me"),
        (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"),
        ("https://x.org/a--b''c", "https://x.org/a--b''c"),
        (
            "10.1002/(SICI)1096<377::AID-JCC1>3.0.CO;2-P",
            "10.1002/(SICI)1096<377::AID-JCC1>3.0.CO;2-P",
        ),
    ],
)
def test_addresses_are_hardly_touched(latex: str, address: str) -> None:
    assert to_address(latex) == address


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        ("One\nparagraph.\n\nAnother one.", "One paragraph.\n\nAnother one."),
        (r"One \par Another", "One\n\nAnother"),
        (r"\emph{so} \textbf{it} \texttt{is}", "*so* **it** `is`"),
        (r"\emph{so} it", "*so* it"),
        (r"in $O(n^2)$ time", "in $O(n^2)$ time"),
        (r"CO\textsubscript{2}", r"CO$_{\mathrm{2}}$"),
        (r"see \href{https://x.org/a_b}{here}", "see [here](https://x.org/a_b)"),
        ("with {person}`zeqing-wang`", "with {person}`zeqing-wang`"),
        (r"a_b_c *x* [y] <b> `z` {\{}n\}", r"a\_b\_c \*x\* \[y\] \<b\> \`z\` \{n\}"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no item\n\n+ nor this", "\\- no item\n\n\\+ nor this"),
        ("::: no fence", r"\::: no fence"),
        (
            r"Two: \begin{itemize}\item one \item two\end{itemize} done",
            "Two:\n\n- one\n\n- two\n\ndone",
        ),
        ("", ""),
    ],
)
def test_abstracts_become_markdown(latex: str, markdown: str) -> None:
    assert to_markdown(latex) == markdown


_PIECES = [
    *"\\{}$~<>&'`-_*#% aé\n",
    *(r"\'", r"\emph{", r"\url{", r"\href{a}{", r"\(", r"\)", "https://x", "--", r"\ss", r"\v "),
    *(r"\begin{x}", r"\enquote{", r"\thanks{", "$5 ", "{pub}`", "<sup>", "</sup>", "&amp;"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=16).map("".join))
def test_no_latex_is_too_broken(latex: str) -> None:
    assert "\n" not in to_text(latex) + to_markup_source(latex) + to_name(latex)
    to_markdown(latex)
    to_address(latex)


@given(st.text(alphabet=st.characters(categories=["L", "N"], include_characters=" .,;:!?()")))
def test_text_without_latex_stays(text: str) -> None:
    assert to_text(text) == " ".join(text.split())
