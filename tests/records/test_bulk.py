from __future__ import annotations

import gc
import pickle

import pytest

from sphinx_research.records import bulk
from sphinx_research.records.markup import Markup
from sphinx_research.records.names import parse_authors
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.values import PartialDate


@pytest.mark.parametrize(
    "value",
    [
        Problem(Code.VALUE, Place("a.md", 3, 4), "it is wrong"),
        Markup.parse("H₂O and *two* words, {person}`ada`"),
        parse_authors("Ada Lovelace*, Charles Babbage <none>"),
        [PartialDate(2024, 5), PartialDate(2024), Code.VALUE, PartialDate, {"a": (1, None)}],
    ],
)
def test_values_are_read_back(value: object) -> None:
    assert pickle.loads(bulk.dumps(value)) == value  # noqa: S301 - our own bytes


def test_the_collection_of_cycles_goes_on_afterwards() -> None:
    with bulk.without_collection():
        meanwhile = gc.isenabled()

    assert (meanwhile, gc.isenabled()) == (False, True)


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with bulk.without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
