"""Every builder of Sphinx writes a site that uses everything, without a warning."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import ROOTS, Built, Site, dead_links, links, one, parse, texts, words

OTHER_ROOTS = sorted(
    {path.name.removeprefix("test-") for path in ROOTS.glob("test-*")}
    - {
        "elsewhere",
        "everything",
        "kitchen-sink",
    }  # the last is for the theme, with its own settings
)
TITLES = ["Notes on the Engine", "A Shuttle", "The Printer", "Tables"]
AUTHORS = ["Ada Lovelace", "Charles Babbage", "Luigi Menabrea", "Mary Somerville"]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the root with a builder, once, and give the folder of the output."""
    done: dict[str, Path] = {}

    def build(builder: str) -> Path:
        if builder not in done:
            site = Site.copy("everything", tmp_path_factory.mktemp(builder))
            done[builder] = site.build(builder, linkcheck_ignore=[".*"]).out
        return done[builder]

    return build


@pytest.mark.parametrize(
    ("builder", "output"),
    [
        ("html", "people/ada.html"),
        ("dirhtml", "people/ada/index.html"),
        ("singlehtml", "index.html"),
        ("latex", "engines.tex"),
        ("text", "people/ada.txt"),
        ("man", "engines.1"),
        ("texinfo", "engines.texi"),
        ("epub", "Engines.epub"),
        ("gettext", "index.pot"),
        ("linkcheck", "output.json"),
        ("xml", "people/ada.xml"),
        ("pseudoxml", "people/ada.pseudoxml"),
    ],
)
def test_builder_writes_without_a_warning(
    everything: Callable[[str], Path], builder: str, output: str
) -> None:
    assert (everything(builder) / output).is_file()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_leads_to_a_page_and_a_place_on_it(
    everything: Callable[[str], Path], builder: str
) -> None:
    assert dead_links(everything(builder)) == []


@pytest.mark.parametrize("root", OTHER_ROOTS)
def test_every_link_of_the_other_roots_leads_somewhere(
    built: Callable[[str], Built], root: str
) -> None:
    assert dead_links(built(root).out) == []


# An abstract may still hold HTML of its own, which the hostile root has open.
@pytest.mark.parametrize("root", sorted({*OTHER_ROOTS} - {"hostile"}))
def test_no_page_has_an_empty_paragraph_or_list(built: Callable[[str], Built], root: str) -> None:
    pages = built(root).out.rglob("*.html")
    empty = [
        f"{path.stem}: {tag}"
        for path in pages
        for tag in parse(path).select("[role=main] :is(p, ul, ol, li)")
        if not words(tag) and not tag.select("img, math")
    ]

    assert empty == []


def plain(path: Path) -> str:
    """Read a file of text without its line ends."""
    return " ".join(path.read_text(encoding="utf-8").split())


def test_text_has_the_titles_and_authors_of_lists(everything: Callable[[str], Path]) -> None:
    text = plain(everything("text") / "research/publications.txt")

    assert [title for title in TITLES[:3] if title not in text] == []
    assert [author for author in AUTHORS[:3] if author not in text] == []
    assert "-[ 2024 ]- * Ada Lovelace^*, Charles Babbage^*, Luigi Menabrea. **Notes" in text
    assert "2024. Paper. Printed *twice*." in text


def test_text_has_numbers_and_references(everything: Callable[[str], Path]) -> None:
    text = plain(everything("text") / "people/ada.txt")

    assert "She wrote [1], after [2]." in text
    assert "* [1] **Ada Lovelace**^*, Charles Babbage^*" in text
    assert "* [2] Mary Somerville. **Tables**. *Scientific Memoirs* (SM), 1827." in text


@pytest.mark.parametrize(
    ("builder", "output"), [("latex", "engines.tex"), ("man", "engines.1"), ("epub", None)]
)
def test_printed_formats_have_the_papers(
    everything: Callable[[str], Path], builder: str, output: str | None
) -> None:
    folder = everything(builder)
    files = [folder / output] if output else list(folder.rglob("*.xhtml"))
    text = " ".join(map(plain, files))

    assert [word for word in ("A Shuttle", "The Printer", "Tables") if word not in text] == []


def test_citation_in_latex_leads_to_the_entry(everything: Callable[[str], Path]) -> None:
    tex = (everything("latex") / "engines.tex").read_text(encoding="utf-8")

    assert r"\hyperref[\detokenize{research/index:tables}]" in tex
    assert r"\label{\detokenize{research/index:tables}}" in tex


def test_formula_in_latex_is_a_formula(everything: Callable[[str], Path]) -> None:
    tex = (everything("latex") / "engines.tex").read_text(encoding="utf-8")

    assert r"\(E=mc^2\)" in tex


def test_pages_of_records_are_in_no_toctree(everything: Callable[[str], Path]) -> None:
    page = parse(everything("html") / "index.html")
    listed = {href for _, href in links(page, ".sphinxsidebar a")}

    assert "people/index.html" in listed
    assert not listed & {"people/ada.html", "people/charles.html", "research/engine.html"}


def test_linkcheck_lists_the_links_of_records(everything: Callable[[str], Path]) -> None:
    lines = (everything("linkcheck") / "output.json").read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["uri"] for line in lines}

    assert found >= {
        "https://ada.example/",
        "https://arxiv.org/abs/2312.00001",
        "https://doi.org/10.1000/182",
        "https://loom.example/",
        "https://luigi.example/",
        "https://memoirs.example/",
    }


def messages_of(path: Path) -> list[str]:
    """Read what a template of translations offers for translating."""
    return re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_gettext_offers_prose_and_no_names(everything: Callable[[str], Path]) -> None:
    folder = everything("gettext")
    messages = {message for path in folder.rglob("*.pot") for message in messages_of(path)}

    assert "She wrote {cite}`notes`, after {cite}`tables`." in messages
    assert not messages & {"Luigi Menabrea", "Mary Somerville", "Looking for work.", *TITLES}


def test_page_shows_a_formula_without_a_script(everything: Callable[[str], Path]) -> None:
    page = parse(everything("html") / "research/engine.html")

    assert texts(one(page, ".summary"), "msub") == ["B7"]
    assert not page.select("script[src*=mathjax]")
