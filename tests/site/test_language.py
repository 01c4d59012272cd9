"""The site in another language: no English word of the interface is left.

Sphinx adds up the translations of all languages that one process has used.  So these sites
are built in processes of their own.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from tests.site.building import BASE, REPOSITORY, Site, one, parse, texts, words

LANGUAGES = pytest.mark.parametrize("language", ["de", "zh_CN"])
CATALOGUES = (
    "sphinx_research/locale/{}/LC_MESSAGES/sphinx_research.po",
    "research_theme/locale/{}/LC_MESSAGES/sphinx.po",
)
SAID = ("alt", "aria-label", "placeholder", "title")
FOR_SCRIPTS = ("all", "award", "done", "failed", "filter", "filters", "label", "none", "one")
MANY = "".join(
    f"@article{{m{number}, title={{{number}}}, author={{Lovelace, Ada and {number}, A.}},"
    f" journal={{卯}}, year={{{2020 + number // 50}}}}}\n"
    for number in range(160)
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the root in a language, once."""
    done: dict[str, Path] = {}

    def build(language: str) -> Path:
        if language not in done:
            site = Site.copy("language", tmp_path_factory.mktemp(language))
            site.write("research/many.bib", MANY)
            values = {
                "language": language,
                "html_theme": "research",
                "html_baseurl": BASE,
                "research_cv": "1",
                "research_roles.professor": "卫",
                "research_roles.phd-student": "生",
                "research_themes.engines": "酉",
                "extensions": "myst_parser,sphinx_research,research_theme",
            }
            options = [f"-D{name}={value}" for name, value in values.items()]
            done[language] = site.source.parent / "out"
            subprocess.run(  # noqa: S603 - our own Python
                [sys.executable, "-m", "sphinx", "-qW", *options, site.source, done[language]],
                check=True,
                env={**os.environ, "PYTHONPATH": str(REPOSITORY / "_ext")},
            )
        return done[language]

    return build


def _english(language: str) -> set[str]:
    """The messages of which the translation says something else."""
    found: set[str] = set()
    for path in CATALOGUES:
        with (REPOSITORY / "_ext" / path.format(language)).open("rb") as file:
            for message in read_po(file):
                found.update({*_forms(message.id)} - {*_forms(message.string), ""})
    return found


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _strings(page: BeautifulSoup) -> Iterator[str]:
    """Everything that a page says, to eyes, ears and scripts."""
    for text in page.find_all(string=True):
        if text.parent and text.parent.name not in {"script", "style"}:
            yield " ".join(text.split())
    for tag in page.find_all(name=True):
        assert isinstance(tag, Tag)
        names = (*SAID, *(f"data-{name}" for name in FOR_SCRIPTS))
        yield from (" ".join(str(tag[name]).split()) for name in names if name in tag.attrs)


@LANGUAGES
def test_no_english_word_is_left(spoken: Callable[[str], Path], language: str) -> None:
    english = _english(language)
    left = {
        (path.name, said)
        for path in spoken(language).rglob("*.html")
        if path.name != "genindex.html"
        for said in _strings(parse(path))
        if said in english
    }

    assert left == set()


@LANGUAGES
def test_every_page_states_the_language(spoken: Callable[[str], Path], language: str) -> None:
    pages = [*spoken(language).rglob("*.html")]

    assert len(pages) > 160
    assert {one(parse(path), "html")["lang"] for path in pages} == {language.replace("_", "-")}


def test_a_german_person_page(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("de") / "people" / "ada.html")

    assert texts(page, ".profile .advisors") == ["betreut von Mary Somerville"]
    assert texts(page, ".profile .students") == ["betreut Bob Bee"]
    assert texts(page, ".profile .degrees") == ["丙, UCL (2019–2021)"]
    assert texts(page, ".education .when") == ["Sept. 2019 – Aug. 2021", "seit Okt. 2023"]
    assert texts(page, ".education .muted") == ["UCL · betreut von Mary Somerville", "UCL"]
    assert texts(page, ".awards .when") == ["3. Jan. 2020"]
    assert texts(page, ".awards .what > p:first-child") == ["1. Platz von 136: 己"]
    assert texts(page, ".chart.timeline > figcaption > p") == ["Stand: Jan. 2025."]


def test_a_chinese_person_page(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("zh_CN") / "people" / "ada.html")

    assert texts(page, ".profile .advisors") == ["导师：Mary Somerville"]
    assert texts(page, ".education .when") == ["2019年9月 – 2021年8月", "2023年10月至今"]
    assert texts(page, ".employment .when") == ["2021年9月至今", "至2018年"]
    assert texts(page, ".awards .what > p:first-child") == ["第1名（共136）: 己"]
    assert "简历（PDF）" in texts(page, ".links a")


def test_a_chinese_landing_page(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("zh_CN") / "research" / "publications" / "notes.html")

    assert words(one(page, ".kind")) == "期刊论文"
    assert words(one(page, ".trail")) == "预印本 2023年12月 · 录用 2024年5月 · 发表 2024年9月"
    assert words(one(page, ".marks")) == "* 同等贡献; ✉ 通讯作者"
    assert texts(page, ".landing h2") == ["摘要", "引用本文", "相关论文"]
    assert words(one(page, ".landing button[data-copy=bibtex]")) == "复制 BibTeX"


def test_a_german_project_page(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("de") / "research" / "engine.html")

    labels = texts(page, ".profile dt")
    assert labels == ["Personen", "Betreut von", "Einrichtung", "Zeitraum", "Gefördert von"]
    assert texts(page, ".profile dd.meta") == ["Feb. 2022 – März 2024 · abgeschlossen"]


def test_those_who_have_left_are_told_in_chinese(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("zh_CN") / "people" / "index.html")

    assert texts(page, ".group") == ["卫", "往届成员"]
    assert texts(page, "li.person .now") == ["现就职于 KIT"]


def test_years_of_long_lists_have_german_pages(spoken: Callable[[str], Path]) -> None:
    page = parse(spoken("de") / "research" / "publications" / "years" / "2021.html")

    assert words(one(page, "h1")) == "Publikationen 2021"
    assert (
        one(page, "meta[name=description]")["content"] == "Publikationen 2021: 50 Publikationen."
    )


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("de", {"Ausbildung", "Publikationen", "Beruflicher Werdegang"}),
        ("zh_CN", {"教育经历", "论文", "工作经历"}),
    ],
)
def test_a_cv_has_the_language_of_the_site(
    spoken: Callable[[str], Path], language: str, headings: set[str]
) -> None:
    written = (spoken(language) / "people" / "ada-cv.pdf").read_bytes()
    reader = PdfReader(io.BytesIO(written))
    lines = {line for page in reader.pages for line in page.extract_text().splitlines()}

    assert {heading.casefold() for heading in headings} <= {line.casefold() for line in lines}
