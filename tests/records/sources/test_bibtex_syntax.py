from __future__ import annotations

import re
import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records import limits
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.sources.bibtex_syntax import Entry, read_entries


def _read(text: str) -> tuple[list[Entry], list[Problem]]:
    problems: list[Problem] = []
    entries = list(read_entries(dedent(text).removeprefix("\n"), "a.bib", problems.append))
    return entries, problems


def _entry(text: str) -> Entry:
    """Read a text that holds one entry and no mistake."""
    (entry,), problems = _read(text)
    assert problems == []
    return entry


def _values(text: str) -> dict[str, str]:
    return {name: value.text for name, value in _entry(text).fields.items()}


def _told(text: str) -> list[tuple[int, int, str]]:
    return [(one.place.line, one.place.column, str(one)) for one in _read(text)[1]]


# --- values ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title = {A {B} c}", "A {B} c"),
        ('title = "A {"}B{"} c"', 'A {"}B{"} c'),
        ("title = 2024", "2024"),
        ("title = jan", "January"),
        ("title = {A} # { and } # 3", "A and 3"),
        ('title = jun # "~18"', "June~18"),
        ("title\n=\n{A}", "A"),
        ("TITLE={A},", "A"),
        ("title = {A},,", "A"),
        (r"title = {A \% B @ C}", r"A \% B @ C"),
        ("title = {}", ""),
    ],
)
def test_a_value_may_be_written_in_many_ways(field: str, value: str) -> None:
    assert _values(f"@article{{key, {field}}}") == {"title": value}


def test_a_string_stands_for_its_text_in_any_case() -> None:
    text = "@STRING{Tp = {Trans. } # {PAMI}}\n@article{key, journal = tP # {, Part B}}"

    assert _values(text) == {"journal": "Trans. PAMI, Part B"}


@pytest.mark.parametrize(
    "text",
    ["@article(key, title = {A})", "@ article { key , title={A} }", "@ARTICLE{key,title={A}}"],
)
def test_an_entry_may_be_written_in_many_ways(text: str) -> None:
    entry = _entry(text)

    assert (entry.type, entry.key, entry.fields["title"].text) == ("article", "key", "A")


def test_fields_know_their_lines_and_columns() -> None:
    entry = _entry("""
        % a remark
        @article{key,
          title = {A
            long one},  year = 2024
        }
    """)

    assert entry.place == Place("a.bib", 2, 1)
    assert entry.fields["title"].place == Place("a.bib", 3, 3)
    assert entry.fields["year"].place == Place("a.bib", 4, 17)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "bom"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(end: str, mark: str) -> None:
    text = mark + end.join(["A remark", "@article{key,", "\ttitle = {A},", "\tyear = 2024", "}"])

    entry = _entry(text)

    assert entry.place.line == 2
    assert entry.fields["year"].place == Place("a.bib", 4, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Only words, me@lab.org{so}, @ and 50%.",
        "@comment{jabref-meta: databaseType:biblatex;}",
        "@comment{\n@article{key, title = {A}}\n}",
        "% @article{key, title = {A}}",
        '@preamble{"\\newcommand{\\noopsort}[1]{}"}',
        "@string{ijcb = {Joint Conference}}",
        "---\n---\n",
    ],
)
def test_what_is_no_entry_is_passed_over(text: str) -> None:
    assert _read(text) == ([], [])


# --- mistakes -------------------------------------------------------------------------------


def test_a_missing_comma_costs_nothing() -> None:
    text = "@article{key,\n  title = {A}\n  year = 2024\n}"

    (entry,), problems = _read(text)

    assert [str(one) for one in problems] == [
        "the entry `key` has no comma before `year`; add `,` at the end of the line before"
    ]
    assert problems[0].place == Place("a.bib", 3, 3)
    assert (list(entry.fields), entry.whole) == (["title", "year"], True)


def test_of_two_fields_of_one_name_the_first_counts() -> None:
    (entry,), problems = _read("@article{key,\n title = {A},\n Title = {B}\n}")

    assert entry.fields["title"].text == "A"
    assert [(one.place.line, one.cause) for one in problems] == [
        (3, "the entry `key` has `Title` already in line 2")
    ]


def test_an_unknown_string_stands_for_itself() -> None:
    (entry,), problems = _read("@string{tpami = {T}}\n@article{key, journal = tpam}")

    assert entry.fields["journal"].text == "tpam"
    assert [str(one) for one in problems] == [
        "`tpam` is no text and no @string defines it; did you mean `tpami`?"
    ]


@pytest.mark.parametrize(
    ("title", "line", "cause"),
    [
        ("{A", 2, "the field `title` of the entry `one` has no end"),
        ('"A', 2, "the field `title` of the entry `one` cannot be read: a } comes before"),
        ('"A } B"', 2, "the field `title` of the entry `one` cannot be read"),
        ("", 2, "the field `title` of the entry `one` cannot be read"),
    ],
    ids=["brace", "quote", "surplus", "nothing"],
)
def test_a_broken_field_costs_that_field_only(title: str, line: int, cause: str) -> None:
    text = (
        f"@article{{one,\n  title = {title},\n  year = {{2024}},\n}}\n@misc{{two, title = {{B}}}}"
    )

    (one, two), problems = _read(text)

    assert (one.key, list(one.fields), one.whole) == ("one", ["year"], False)
    assert (two.key, list(two.fields), two.whole) == ("two", ["title"], True)
    assert [problem.place.line for problem in problems] == [line]
    assert problems[0].cause.startswith(cause)


def test_an_open_entry_ends_where_the_next_begins() -> None:
    entries, problems = _read("@article{one,\n title = {A},\n\n@article{two, title = {B}}\n")

    assert [entry.key for entry in entries] == ["one", "two"]
    assert [(one.place.line, str(one)) for one in problems] == [
        (1, "the entry `one` has no end; add `}` after its last field")
    ]


def test_an_open_string_costs_no_entry() -> None:
    entries, problems = _read("@string{a = {x}\n@article{two, title = {B}}\n")

    assert [entry.key for entry in entries] == ["two"]
    assert [one.place.line for one in problems] == [1]


@pytest.mark.parametrize(
    "text",
    ["@article{title = {A}}", "@article{, title = {A}}", "@article{}", "@article{title={A}}"],
)
def test_an_entry_needs_a_key(text: str) -> None:
    assert _told(text) == [(1, 1, "this @article has no citation key; write @article{key, …}")]


def test_a_key_has_no_spaces() -> None:
    (entry,), problems = _read("@article{my key, title = {A}}")

    assert (entry.key, list(entry.fields)) == ("my", ["title"])
    assert [(one.place.column, str(one)) for one in problems] == [
        (13, "the citation key `my` goes on after a space; keys have no spaces; a comma ends them")
    ]


@pytest.mark.parametrize(
    ("after", "column", "stray"),
    [("\n  year = {2024},\n}", 3, "year"), ("\narticle{two,\n}", 1, "article")],
    ids=["field", "no sign"],
)
def test_fields_outside_of_entries_are_not_lost_silently(
    after: str, column: int, stray: str
) -> None:
    told = _told(f"@article{{key, title = {{A}}}}{after}\n@misc{{two, title = {{B}}}}")

    mend = "check the braces above it; an entry begins with @"
    assert told == [(2, column, f"`{stray}` stands outside of any entry; {mend}")]


def test_two_entries_may_share_a_line() -> None:
    entries, problems = _read("@misc{one, title = {A}} @misc{two, title = {B}}")

    assert [entry.key for entry in entries] == ["one", "two"]
    assert problems == []


# --- what no input may do -------------------------------------------------------------------


def test_strings_cannot_fill_the_memory() -> None:
    bomb = "@string{a0 = {0123456789}}\n" + "".join(
        f"@string{{a{level} = {' # '.join([f'a{level - 1}'] * 10)}}}\n" for level in range(1, 12)
    )

    entries, problems = _read(f"{bomb}@misc{{key, title = a6, note = a11}}")

    assert sum(len(value.text) for entry in entries for value in entry.fields.values()) <= (
        limits.EXPANDED
    )
    assert any("more text than any bibliography needs" in str(one) for one in problems)


@pytest.mark.parametrize(
    "piece",
    ["@a{b ", "@a{b, c={", '@a{b, c="', "@a{b,\nc={x\n", "@comment{", "{", "@", ", title={x}"],
)
def test_hostile_input_takes_no_time_worth_naming(piece: str) -> None:
    """A quadratic reader takes minutes for this."""
    began = time.perf_counter()

    _read("@article{key, " + piece * (100_000 // len(piece)))

    assert time.perf_counter() - began < 10


_PIECES = [
    *'{}",=#%@() \n\\',
    *("title", "author", "year", "tpami", "12", "A", "{A}", '"B"', " = {x},\n", "},\n", "\n}\n"),
    *("@string{a = {b}}\n", "% x\n"),
]
_BROKEN = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(st.lists(_BROKEN, min_size=1, max_size=4))
def test_every_entry_is_told_of(bodies: list[str]) -> None:
    """Whatever is broken, an entry gives at least a problem on its first line or a record."""
    text = "".join(f"@misc{{key{number}, {body}\n" for number, body in enumerate(bodies))
    lines = [text.count("\n", 0, match.start()) + 1 for match in re.finditer("@misc", text)]

    entries, problems = _read(text)

    assert [entry.place.line for entry in entries if re.fullmatch(r"key\d", entry.key)] == lines
    assert all(entry.whole for entry in entries) or problems


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    entries, problems = _read(text)

    assert all(entry.whole for entry in entries) or problems
