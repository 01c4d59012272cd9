from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_research.formats.tables import Table, listed, write

OPENING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What OWASP names as the beginning of a formula."""


def _read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), ""), delimiter=delimiter))


def _cell(value: str) -> str:
    (_, (cell,)) = _read(write(Table(("column",), ((value,),))))
    return cell


def test_a_table_has_a_byte_order_mark_quotes_and_the_line_ends_of_rfc_4180() -> None:
    table = Table(("title", "papers"), (("Notes, with a comma", 2), ('Said "so"', 0)))

    assert write(table).encode() == (
        b'\xef\xbb\xbf"title","papers"\r\n"Notes, with a comma",2\r\n"Said ""so""",0\r\n'
    )


def test_a_table_without_rows_has_its_columns() -> None:
    assert _read(write(Table(("title", "year"), ()))) == [["title", "year"]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\u200b=1", "'=1"),
        ('  "=1', "\"'=1"),
        ("＝1", "'＝1"),
        ("A title; =1", "A title; '=1"),
        ("a|=1", "a|'=1"),
        ("State-of-the-art = new", "State-of-the-art = new"),
        ("A\r\nB\tC\x00", "A B C"),
        ("\ud800é", "é"),
        ("", ""),
    ],
)
def test_no_text_is_taken_for_a_formula(value: str, cell: str) -> None:
    assert _cell(value) == cell


@given(st.text())
@example("\";=cmd|' /C calc'!A1;\"")
@example('\r\n"=1')
def test_whatever_a_cell_holds_is_one_cell_and_no_formula(value: str) -> None:
    text = write(Table(("a", "b", "c"), ((value, 1, "end"),)))

    rows = _read(text)

    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][1:] == ["1", "end"]
    assert not rows[1][0].startswith(OPENING)
    assert text.encode().decode("utf-8-sig").count("\r\n") == 2


@given(st.text(alphabet="=+-@;\"\t 'ab"))
def test_nor_is_it_where_cells_end_with_a_semicolon(value: str) -> None:
    text = write(Table(("a",), ((value,),)))

    assert all(
        not cell.strip(' "').startswith(OPENING)
        for row in _read(text, delimiter=";")
        for cell in row
    )


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1)))
def test_plain_words_are_left_alone(words: list[str]) -> None:
    assert _cell(listed(words)) == "; ".join(words)
