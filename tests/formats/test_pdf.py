from __future__ import annotations

import io
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sphinx_research.formats import pdf
from sphinx_research.formats.pdf import NoTypstError, compile_pdf, count_pages

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "A test", author: "Ada", date: none)
#set text(font: ("XCharter", "Noto Sans SC"), lang: "en")
#set page(width: 100cm, height: auto)
= Heading
#for line in data [#par(line)]
"""


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made), strict=True)


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(made).pages)


def words_of(made: bytes) -> list[str]:
    """Give the lines below the heading."""
    return text_of(made).splitlines()[1:]


# --- data are data --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        '#import "text.typ": *',
        "= no heading",
        "*no* _emphasis_ `or code`",
        "$x^2$ \\ // not a comment [a](b) <label> @reference",
        "https://example.org/ ~ -- --- ...",
        '</script> & "quotes" {braces',
    ],
)
def test_markup_in_data_stands_as_it_is(text: str) -> None:
    assert words_of(compile_pdf(TEMPLATE, [text])) == [text]


def test_a_template_reads_no_file_but_its_neighbours(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    up = "/".join([".."] * 20)

    for path in (secret.as_posix(), f"{up}{secret.as_posix()}", "../pdf.py"):
        with pytest.raises(RuntimeError, match=r"not found|outside|escape"):
            compile_pdf(f'{TEMPLATE}\n#read("{path}")', [])


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_makes_a_file_that_can_be_read(texts: list[str]) -> None:
    assert len(read(compile_pdf(TEMPLATE, texts)).pages) == 1


def test_what_cannot_be_seen_is_dropped() -> None:
    assert words_of(compile_pdf(TEMPLATE, ["A\u202eda\x00", "\ud800Lovelace"])) == [
        "Ada",
        "Lovelace",
    ]


# --- the file -------------------------------------------------------------------------


def test_the_file_says_what_it_is_and_is_tagged() -> None:
    made = read(compile_pdf(TEMPLATE, ["words"]))
    catalogue: Any = made.trailer["/Root"]

    assert made.metadata is not None
    assert (made.metadata.title, made.metadata.author) == ("A test", "Ada")
    assert catalogue["/Lang"] == "en"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert made.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_object().get_data()


def test_a_character_without_a_glyph_costs_the_standard_and_nothing_else() -> None:
    made = read(compile_pdf(TEMPLATE, ["smile 😀"]))
    catalogue: Any = made.trailer["/Root"]

    assert "smile" in made.pages[0].extract_text()
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" not in catalogue["/Metadata"].get_object().get_data()


def test_names_in_chinese_japanese_and_korean_are_drawn() -> None:
    template = TEMPLATE.replace('"Noto Sans SC"', '"Noto Sans SC", "Noto Sans JP", "Noto Sans KR"')

    made = compile_pdf(template, ["王泽卿 やまだ 김철수"])

    assert words_of(made) == ["王泽卿 やまだ 김철수"]
    assert _fonts(made) == {"NotoSansSC", "NotoSansKR", "XCharter"}


def _fonts(made: bytes) -> set[str]:
    """Name the fonts that the file carries, without the marks of subsets and weights."""
    fonts: Any = read(made).pages[0]["/Resources"]
    names = (font.get_object()["/BaseFont"] for font in fonts["/Font"].values())
    return {name.partition("+")[2].partition("-")[0] for name in names}


def test_fonts_of_the_system_are_not_used() -> None:
    families = set(pdf.fonts().families())

    assert families == {
        *("XCharter", "Noto Sans", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR"),
        *("Libertinus Serif", "New Computer Modern", "New Computer Modern Math"),
        "DejaVu Sans Mono",
    }


def test_another_process_makes_the_same_bytes_without_a_date() -> None:
    script = (
        "import sys, zlib; from sphinx_research.formats.pdf import compile_pdf;"
        f"print(zlib.crc32(compile_pdf({TEMPLATE!r}, ['words'])))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(pdf.TEMPLATES.parents[2]), "SOURCE_DATE_EPOCH": "86400"},
        capture_output=True,
        check=True,
        text=True,
    )

    made = compile_pdf(TEMPLATE, ["words"])

    assert int(done.stdout) == zlib.crc32(made)
    metadata = read(made).metadata
    assert metadata is not None
    assert (metadata.creation_date, metadata.modification_date) == (None, None)


def test_pages_are_counted() -> None:
    template = TEMPLATE + "#for _ in range(3) [#pagebreak()more]"

    assert count_pages(template, []) == 4
    assert len(read(compile_pdf(template, [])).pages) == 4


# --- what is missing or wrong ---------------------------------------------------------


def test_a_mistake_in_a_template_is_told() -> None:
    with pytest.raises(RuntimeError, match="unknown variable: nothing"):
        compile_pdf("#nothing", [])


@pytest.mark.parametrize("package", ["typst", "rendercv_fonts"])
def test_without_a_package_it_says_what_to_install(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf.fonts.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(NoTypstError, match="pip install typst rendercv-fonts"):
        compile_pdf(TEMPLATE, [])


def test_the_versions_are_those_of_both_packages() -> None:
    typst, _, fonts = pdf.versions().partition(" rendercv-fonts ")

    assert typst.startswith("typst 0.")
    assert fonts.startswith("0.")
