"""Two sites that name each other as partners: their authors, and what they cite."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.building import ROOTS, Built, Site, links, one

ENGINES, LOOMS = "https://engines.example", "https://looms.example/lab"
WITH_INTERSPHINX = ["myst_parser", "sphinx_research", "sphinx.ext.intersphinx"]

INDEX = "# {title}\n\n{{person}}`{person}` wrote {{pub}}`{paper}`.\n"
PERSON = "---\nperson:\n  name: {name}\n---\n# {name}\n\n:::{{publications}}\n:::\n"
PAPER = (
    "---\nproject: {{title: About {key}}}\n---\n# {key}\n\n"
    ":::{{publication}} {key}\n:title: {title}\n:authors: {authors}\n:::\n"
)

ENGINES_FILES = {
    "index.md": INDEX.format(title="Engines", person="zoe", paper="cards"),
    "people/ada.md": PERSON.format(name="Ada Lovelace"),
    "research/engine.md": PAPER.format(
        key="notes", title="Notes", authors="Ada Lovelace*, ZUSE Zoe*, Bob Bee"
    ),
}
LOOMS_FILES = {
    "index.md": INDEX.format(title="Looms", person="ada", paper="notes"),
    "about.md": "---\norphan: true\n---\n# About\n\n:::{publications}\n:person: max\n:::\n",
    "people/zoe.md": PERSON.format(name="Zoe Zuse"),
    "people/max.md": PERSON.format(name="Max Maxwell"),
    "research/loom.md": PAPER.format(
        key="cards", title="Cards", authors="Zoe Zuse, Ada Lovelace, A. Lovelace"
    ),
    "research/shuttle.md": PAPER.format(
        key="shuttle", title="Shuttle", authors="Max Maxwell, Bob Bee, Ada Lovelace <none>"
    ),
}


@dataclass(frozen=True)
class Pair:
    """Two sites; each is built with the inventory that the other has left."""

    engines: Site
    looms: Site

    def build_engines(self, *, partner: bool = True, warns: bool = False) -> Built:
        inventory = str(self.looms.build_folder / "html/objects.inv")
        mapping = {"looms": (LOOMS, inventory)} if partner else {}
        return self.engines.build(
            warns=warns,
            extensions=WITH_INTERSPHINX,
            intersphinx_mapping=mapping,
            research_partners=list(mapping),
        )

    def build_looms(
        self,
        builder: str = "html",
        *,
        partners: tuple[str, ...] = ("engines",),
        warns: bool = False,
    ) -> Built:
        inventory = str(self.engines.build_folder / "html/objects.inv")
        return self.looms.build(
            builder,
            warns=warns,
            extensions=WITH_INTERSPHINX,
            intersphinx_mapping={"engines": (ENGINES, inventory)},
            research_partners=list(partners),
        )


def _site(folder: Path, files: dict[str, str]) -> Site:
    site = Site(folder / "source")
    for path, text in files.items():
        site.write(path, text)
    shutil.copy(ROOTS / "conf.py", site.source)
    return site


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """Give two sites, of which the first has been built while the other was not there yet."""
    both = Pair(_site(tmp_path / "engines", ENGINES_FILES), _site(tmp_path / "looms", LOOMS_FILES))
    both.build_engines(partner=False, warns=True)
    return both


def test_two_sites_link_to_each_others_authors_and_cite_each_other(pair: Pair) -> None:
    looms = pair.build_looms()
    engines = pair.build_engines()

    cards = one(looms.page("research/loom"), ".authors")
    assert [link for link in links(cards) if link[1].startswith("https:")] == [
        ("Ada Lovelace", f"{ENGINES}/people/ada.html")
    ]
    notes = one(engines.page("research/engine"), ".authors")
    assert links(notes) == [
        ("Ada Lovelace", "people/ada.html"),
        ("ZUSE Zoe", f"{LOOMS}/people/zoe.html"),
    ]
    ada, paper = links(looms.page("index"), "[role=main] p a")
    assert ada == ("Ada Lovelace", f"{ENGINES}/people/ada.html")
    assert paper[1].startswith(f"{ENGINES}/research/")
    zoe, paper = links(engines.page("index"), "[role=main] p a")
    assert zoe == ("Zoe Zuse", f"{LOOMS}/people/zoe.html")
    assert paper[1].startswith(f"{LOOMS}/research/")


def test_an_author_who_is_declared_to_be_somebody_else_is_not_linked(pair: Pair) -> None:
    shuttle = one(pair.build_looms().page("research/shuttle"), ".authors")

    assert links(shuttle) == [("Max Maxwell", "people/max.html")]


def test_a_second_build_reads_and_writes_nothing(pair: Pair) -> None:
    pair.build_looms()

    again = pair.build_looms()

    assert again.read == again.written == frozenset()


def test_somebody_new_at_the_partners_reads_the_pages_that_show_them(pair: Pair) -> None:
    pair.build_looms()
    pair.engines.write("people/bob.md", PERSON.format(name="Bob Bee"))
    pair.build_engines()

    looms = pair.build_looms()

    assert looms.read == {"research/shuttle", "people/max", "about"}
    assert links(one(looms.page("research/shuttle"), ".authors")) == [
        ("Max Maxwell", "people/max.html"),
        ("Bob Bee", f"{ENGINES}/people/bob.html"),
    ]


def test_a_page_that_the_partners_move_is_followed(pair: Pair) -> None:
    pair.build_looms()
    people = pair.engines.source / "people"
    (people / "ada.md").rename(people / "ada-lovelace.md")
    pair.build_engines()

    looms = pair.build_looms()

    assert looms.read == {"research/loom", "people/zoe"}
    for page in ("people/zoe", "research/loom", "research/publications/cards"):
        found = dict(links(one(looms.page(page), ".authors")))
        assert found["Ada Lovelace"] == f"{ENGINES}/people/ada-lovelace.html"


def test_without_partners_nobody_is_looked_for_elsewhere(pair: Pair) -> None:
    looms = pair.build_looms(partners=())

    assert links(one(looms.page("research/loom"), ".authors")) == [("Zoe Zuse", "people/zoe.html")]


def test_other_builders_link_to_partners_too(pair: Pair) -> None:
    built = pair.build_looms("xml")
    written = (built.out / "research/loom.xml").read_text(encoding="utf-8")

    assert f'refuri="{ENGINES}/people/ada.html"' in written


def test_a_partner_that_intersphinx_does_not_know_is_reported(pair: Pair) -> None:
    (warning,) = pair.build_looms(partners=("engine",), warns=True).warnings

    assert warning == (
        "conf.py:1: WARNING: research_partners names `engine`, which intersphinx_mapping has not; "
        "did you mean `engines`? [research.unknown-id]"
    )


def test_a_partner_without_intersphinx_is_reported(tmp_path: Path) -> None:
    site = _site(tmp_path, {"index.md": "# Home\n"})

    (warning,) = site.build("dummy", warns=True, research_partners=["engines"]).warnings

    assert "add it there, and sphinx.ext.intersphinx to the extensions" in warning
