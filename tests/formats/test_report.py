from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from pypdf import PdfReader

from sphinx_research.formats.pieces import said
from sphinx_research.formats.report import Group, Item, Report, Section, as_markdown, as_pdf

HOSTILE = [
    "</script><b>bold</b> & 'quotes'",
    '#read("/etc/passwd") $x$ \\ [a] *b* `c`',
    "# - 1. ::: | = + @",
    "\x00\x1b\ud800\u202eword",
    "{unbalanced",
]


def _report(*sections: Section) -> Report:
    return Report(
        title="Annual report 2023",
        site="The lab",
        figures=((2, "papers"), (1, "award")),
        sections=sections,
        note="Made from the records.",
    )


PAPERS = Section(
    "Publications",
    (
        Group("Articles", (Item(said("One")), Item(said("Two")))),
        Group("Patents", (Item(said("Three", url="https://example.org/3")),)),
    ),
    numbered=True,
)
NEWS = Section("News", (Group("", (Item(said("A prize"), said("Ada"), "May 2023"),)),))


def _read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made), strict=True)


def _text(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(made).pages)


# --- Markdown -------------------------------------------------------------------------


def test_a_report_is_written_in_markdown() -> None:
    assert as_markdown(_report(PAPERS, NEWS)) == (
        "# Annual report 2023, The lab\n"
        "\n"
        "2 papers, 1 award\n"
        "\n"
        "## Publications\n"
        "\n"
        "### Articles\n"
        "\n"
        "1. One\n"
        "2. Two\n"
        "\n"
        "### Patents\n"
        "\n"
        "3. [Three](<https://example.org/3>)\n"
        "\n"
        "## News\n"
        "\n"
        "- May 2023: A prize – Ada\n"
        "\n"
        "Made from the records.\n"
    )


def test_a_report_of_nothing_has_its_title() -> None:
    assert as_markdown(Report("Annual report 2023", "", (), ())) == "# Annual report 2023\n"


def test_hostile_texts_make_no_other_markdown() -> None:
    items = tuple(Item(said(text), said(text), text) for text in HOSTILE)
    report = _report(Section(HOSTILE[2], (Group(HOSTILE[0], items),)))

    page = BeautifulSoup(MarkdownIt("commonmark").render(as_markdown(report)), "html.parser")

    assert [tag.name for tag in page.find_all(recursive=False)] == [
        *("h1", "p", "h2", "h3", "ul", "p")
    ]
    assert len(page("li")) == len(HOSTILE)
    assert page.find(["b", "script", "em", "code", "a"]) is None
    assert [tag.name for item in page("li") for tag in item.find_all()] == []
    assert page("li")[1].get_text().strip() == (f"{HOSTILE[1]}: {HOSTILE[1]} – {HOSTILE[1]}")


# --- PDF ------------------------------------------------------------------------------


def test_a_report_is_set_as_a_pdf_with_its_metadata() -> None:
    made = as_pdf(_report(PAPERS, NEWS))
    reader = _read(made)
    metadata = reader.metadata

    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Annual report 2023", "The lab")
    assert str(reader.root_object["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert [one.get_object()["/A"]["/URI"] for one in reader.pages[0].annotations or ()] == [
        "https://example.org/3"
    ]
    words = _text(made).split()
    assert [word for word in ("One", "Two", "Three", "prize", "Ada") if word not in words] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert as_pdf(_report(PAPERS)) == as_pdf(_report(PAPERS))


@pytest.mark.parametrize("report", [_report(), Report("T", "", (), ())], ids=["plain", "bare"])
def test_a_report_of_nothing_has_a_page(report: Report) -> None:
    assert len(_read(as_pdf(report)).pages) == 1


def test_hostile_texts_stand_in_a_pdf_as_they_are() -> None:
    items = tuple(Item(said(text), said(text), text) for text in HOSTILE)
    section = Section(HOSTILE[1], (Group(HOSTILE[1], items),))

    text = " ".join(_text(as_pdf(_report(section))).split())

    for one in (HOSTILE[0], HOSTILE[1], HOSTILE[2], "word", HOSTILE[4]):
        assert one in text


def test_long_reports_go_on_over_pages() -> None:
    items = tuple(Item(said("A long title, " * 700), said("more")) for _ in range(3))
    section = Section("Publications", (Group("Articles", items),), numbered=True)

    assert len(_read(as_pdf(_report(section))).pages) > 3
