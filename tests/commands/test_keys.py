from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands import keys
from sphinx_research.records.model.fields import slug


@pytest.mark.parametrize(
    ("author", "date", "title", "key"),
    [
        ("Ada Lovelace", "1843-09", "Notes on the engine", "lovelace1843notes"),
        ("Jürgen Größe", "2024", "Über die <em>Maschine</em>", "grosse2024uber"),
        ("Ludwig van Beethoven", "2024", "The 3 engines", "beethoven2024engines"),
        ("{Engine Collaboration}", "2024", "A <sup>2</sup>H engine", "engine20242h"),
        ("{The Weavers}", "1804", "Looms", "weavers1804looms"),
        ("王泽卿", "2024", "Vision", "paper2024vision"),
        ("Ada Lovelace", "", "引擎", "lovelace"),
    ],
)
def test_a_key_is_made_of_author_year_and_word(
    author: str, date: str, title: str, key: str
) -> None:
    assert keys.make({"authors": [{"name": author}], "date": date, "title": title}, ()) == key


def test_a_key_that_is_taken_gets_a_letter() -> None:
    assert keys.unique("a2024b", {"a2024b", "a2024bb"}) == "a2024bc"


def test_after_the_letters_come_numbers() -> None:
    taken = {"a", *(f"a{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")}

    assert keys.unique("a", taken) == "a-2"


@pytest.mark.parametrize("key", ["DBLP:conf/cvpr/HeZRS16", "he_2016", "Lovelace.1843"])
def test_keys_that_people_use_may_stay(key: str) -> None:
    assert keys.usable(key)


@pytest.mark.parametrize("key", ["", "a b", "../x", "a{b", "é2024", "..", "a" * 200, "a\\b"])
def test_keys_that_do_harm_may_not(key: str) -> None:
    assert not keys.usable(key)


@given(st.text(), st.text(), st.text(max_size=5))
def test_whatever_a_paper_is_called_its_key_is_usable(name: str, title: str, year: str) -> None:
    key = keys.make({"authors": [{"literal": name}], "title": title, "date": year}, ())

    assert slug(key)
