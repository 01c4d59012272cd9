"""What is kept between builds: keys and digests, never records."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable, Iterator
from enum import Enum
from typing import BinaryIO

import pytest

from sphinx_research.formats.site import Site as Addresses
from sphinx_research.records.answers import Query
from tests.site.building import Built, Site


@pytest.fixture(scope="session")
def everything(built: Callable[[str], Built]) -> Built:
    return built("everything")


def test_front_matter_is_not_kept_as_metadata(everything: Built) -> None:
    kept = {key for metadata in everything.env.metadata.values() for key in metadata}

    assert kept <= {"orphan", "wordcount"}


def test_pages_of_records_need_no_toctree(everything: Built) -> None:
    orphans = {
        docname for docname, metadata in everything.env.metadata.items() if "orphan" in metadata
    }

    assert orphans == {"people/ada", "people/charles", "research/engine"}


def leaves(value: object) -> Iterator[object]:
    """Walk through containers, and through the fields of queries, down to single values."""
    if isinstance(value, dict):
        for item in value.items():
            yield from leaves(item)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, (Query, Addresses)) and dataclasses.is_dataclass(value):
        assert getattr(value, "__dataclass_params__").frozen  # noqa: B009 - no stub knows it
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    else:
        yield value


def test_domain_data_holds_builtins_and_frozen_queries(everything: Built) -> None:
    found = list(leaves(everything.domain.data))
    plain = (str, int, bool, Enum, type(None))
    strange = {type(leaf) for leaf in found if not isinstance(leaf, plain)}

    assert found
    assert strange == set()


def tables_of(built: Built) -> dict[str, dict[str, object]]:
    """Read the domain's data, which is kept in tables by page; two things are of all pages."""
    whole = ("version", "fingerprint")
    return {name: table for name, table in built.domain.data.items() if name not in whole}


def test_domain_data_is_kept_by_page(everything: Built) -> None:
    tables = tables_of(everything)

    assert set(tables) == {
        "seen",
        "mentions",
        "listed",
        "discussed",
        "anchors",
        "pictures",
        "texts",
    }
    assert {docname for table in tables.values() for docname in table} <= everything.env.found_docs


def test_domain_data_of_a_page_goes_with_it(site: Callable[[str], Site]) -> None:
    shrinking = site("incremental")
    shrinking.build()
    (shrinking.source / "research/loom.md").unlink()

    tables = tables_of(shrinking.build())

    assert [name for name, table in tables.items() if "research/loom" in table] == []


def size_of_environment(site: Site) -> int:
    site.build()
    return (site.build_folder / "doctrees/environment.pickle").stat().st_size


def test_environment_does_not_grow_with_abstracts(site: Callable[[str], Site]) -> None:
    short, long = site("incremental"), site("incremental")
    long.edit("research/engine.md", "The abstract.", "The abstract. " * 5_000)

    assert abs(size_of_environment(long) - size_of_environment(short)) < 100


class Recorder(pickle.Unpickler):
    """Notes the classes that a pickle is made of."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.found: set[str] = set()

    def find_class(self, module: str, name: str) -> object:
        self.found.add(f"{module}.{name}")
        return super().find_class(module, name)


def test_environment_is_pickled_without_records(site: Callable[[str], Site]) -> None:
    kept = site("everything")
    kept.build()
    with (kept.build_folder / "doctrees/environment.pickle").open("rb") as file:
        recorder = Recorder(file)
        recorder.load()

    ours = {name for name in recorder.found if name.startswith("sphinx_research")}

    questions = {name for name in ours if ".query." in name} | {
        "sphinx_research.site.details.DetailsOfAll",
        "sphinx_research.site.head.HeadOf",
    }
    assert ours > questions
    assert ours - questions <= {
        "sphinx_research.records.raw.Kind",
        "sphinx_research.formats.site.Site",
    }
