"""What other sites find in objects.inv, and how their pages use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from tests.site.building import Built, Site, links

HERE = "https://engines.example"


@pytest.fixture(scope="session")
def inventory(built: Callable[[str], Built]) -> Path:
    return built("roles").out / "objects.inv"


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, inventory: Path) -> Built:
    site = Site.copy("elsewhere", tmp_path_factory.mktemp("elsewhere"))
    return site.build(
        warns=True,
        extensions=["myst_parser", "sphinx_research", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"engines": (HERE, str(inventory))},
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("person", {"ada": ("Ada Lovelace", "people/ada.html")}),
        ("project", {"engine": ("The Engine of 106 wheels", "research/engine.html")}),
        (
            "publication",
            {
                "lost": ("A Lost Book", "research/publications/lost.html"),
                "notes": ("Notes on B7", "research/publications/notes.html"),
                "tables": ("Tables", "research/publications/tables.html"),
            },
        ),
        ("entry", {"research/engine#notes": ("Notes on B7", "research/engine.html#notes")}),
    ],
)
def test_inventory_holds_what_has_a_page(
    inventory: Path, kind: str, expected: dict[str, tuple[str, str]]
) -> None:
    found = InventoryFile.loads(inventory.read_bytes(), uri=HERE).data[f"research:{kind}"]

    assert {
        name: (item.display_name, item.uri.removeprefix(f"{HERE}/"))
        for name, item in found.items()
    } == expected


def test_inventory_with_folders_for_pages(site: Callable[[str], Site]) -> None:
    out = site("roles").build("dirhtml").out
    found = InventoryFile.loads((out / "objects.inv").read_bytes(), uri=HERE)

    assert found["research:person", "ada"].uri == f"{HERE}/people/ada/"
    assert found["research:publication", "notes"].uri == f"{HERE}/research/publications/notes/"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            0,
            [
                ("Ada Lovelace", f"{HERE}/people/ada.html"),
                ("that engine", f"{HERE}/research/engine.html"),
                ("Notes on B7", f"{HERE}/research/publications/notes.html"),
            ],
        ),
        (
            1,
            [
                ("Notes on B7", f"{HERE}/research/publications/notes.html"),
                ("she", f"{HERE}/people/ada.html"),
            ],
        ),
    ],
    ids=["plain", "external"],
)
def test_another_site_links_here(
    elsewhere: Built, paragraph: int, expected: list[tuple[str, str]]
) -> None:
    found = elsewhere.page("index").select("[role=main] p")[paragraph]

    assert links(found) == expected


def test_name_that_no_site_has_is_reported(elsewhere: Built) -> None:
    (warning,) = elsewhere.warnings

    assert warning.startswith("index.md:7: WARNING: ")
    assert "nobody" in warning
