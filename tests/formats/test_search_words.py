from __future__ import annotations

import gzip
import json
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats.search_words import LONGEST, MANY, PIECE, index, words


def read(texts: list[str]) -> dict[str, list[int]]:
    """Read an index back: the texts that hold each word; of a common word, none."""
    found: dict[str, list[int]] = {}
    for piece in index(texts):
        for word, distances in json.loads(piece.text).items():
            assert word not in found
            found[word] = list(accumulate(distances or ()))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gait, and GAIT again.", {"gait", "and", "again"}),
        ("GaitSTR: two-stream (2024)", {"gaitstr", "two", "stream", "2024"}),
        ("a 3D x", {"3d"}),
        ("Zoë Müller, Łódź", {"zoe", "muller", "lodz"}),
        ("Straße", {"strasse"}),
        ("ΟΔΟΣ", {"οδοσ"}),
        ("naïve\u00a0method", {"naive", "method"}),
        ("王泽卿", {"王泽", "泽卿"}),
        ("gait识别 王", {"gait", "识别", "王"}),
        ("नमस्ते", {"नमस्ते"}),
        ("", set()),
        ("—…<>&", set()),
    ],
    ids=[
        "cases",
        "signs",
        "single letters",
        "accents",
        "sharp s",
        "sigma",
        "no-break space",
        "Han",
        "mixed",
        "vowel signs",
        "empty",
        "signs only",
    ],
)
def test_words_of_a_text(text: str, expected: set[str]) -> None:
    assert words(text) == expected


def test_only_the_beginning_of_a_long_word_counts() -> None:
    assert words("x" * 10_000) == {"x" * LONGEST}


def test_index_names_the_texts_of_each_word() -> None:
    assert read(["gait model", "", "a model", "gait 识别"]) == {
        "gait": [0, 3],
        "model": [0, 2],
        "识别": [3],
    }


def test_no_texts_need_no_index() -> None:
    assert list(index([])) == []
    assert list(index(["", "?"])) == []


def test_pieces_are_in_order_and_small_and_know_their_first_word() -> None:
    texts = [
        " ".join(f"word{(7 * text + number) % 9_973}" for number in range(90))
        for text in range(2_000)
    ]

    pieces = list(index(texts))

    assert len(pieces) > 3
    all_words = [list(json.loads(piece.text)) for piece in pieces]
    assert [piece.first for piece in pieces] == [own[0] for own in all_words]
    in_order = [word for own in all_words for word in own]
    assert in_order == sorted(in_order)
    assert max(len(piece.text) for piece in pieces) < 1.02 * PIECE
    assert max(len(gzip.compress(piece.text.encode())) for piece in pieces) < 30_000


def test_common_word_of_many_texts_is_only_named() -> None:
    texts = [f"the rare{number % 3}x" for number in range(MANY + 1)]

    found = read(texts)

    assert found["the"] == []
    assert json.loads(next(iter(index(texts))).text)["the"] == 0
    assert read(texts[:MANY])["the"] == [*range(MANY)]


def test_words_are_in_the_order_of_javascript() -> None:
    """It compares units of UTF-16, in which what is beyond U+FFFF begins with U+D800 or more."""
    (piece,) = index(["ｱｲ \U00020000\U00020001 \ufa0e\ufa0f zz"])

    assert list(json.loads(piece.text)) == ["zz", "アイ", "\U00020000\U00020001", "\ufa0e\ufa0f"]


@given(st.lists(st.text(), max_size=5))
def test_index_of_any_text_is_json_that_holds_its_words(texts: list[str]) -> None:
    found = read(texts)

    assert {word for word, numbers in found.items() if 0 in numbers} == (
        words(texts[0]) if texts else set()
    )
    assert all(word.isprintable() for word in found)
