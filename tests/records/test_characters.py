from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.characters import all_visible, visible


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x07",
        "\x7f",
        "\x9f",
        "\u061c",
        "\u200b",
        "\u202e",
        "\ud800",
        "\ufdd0",
        "\U0001ffff",
    ],
)
def test_what_nobody_can_see_goes(char: str) -> None:
    assert visible(f"a{char}b") == "ab"


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1f", "\x85", "\u2028", "\u2029"])
def test_odd_separators_become_spaces(char: str) -> None:
    assert visible(f"a{char}b") == "a b"


@pytest.mark.parametrize(
    "text",
    ["", "one\ntwo\tthree", "می\u200cخواهم", "👩\u200d👩", "no\u00a0break", "人体", "\ue000"],
)
def test_what_is_meant_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters(categories=None)))
def test_what_is_left_can_stand_in_xml(text: str) -> None:
    bare = visible(text).replace("&", "").replace("<", "").replace("\r", "")

    assert (ET.fromstring(f"<x>{bare}</x>").text or "") == bare  # noqa: S314 - our own


@given(st.text(st.characters(categories=None)))
def test_nothing_is_done_twice(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_texts_anywhere_in_a_value_are_made_visible() -> None:
    value = {"a": ["\x07b", {"c": ("d\u202e", 1, None)}]}

    assert all_visible(value) == {"a": ["b", {"c": ["d", 1, None]}]}
    assert value == {"a": ["\x07b", {"c": ("d\u202e", 1, None)}]}
