"""Files that hold no records: what is said of them, and who has to review them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.comparing.files import code, files, is_content, texts
from sphinx_research.commands.comparing.git import Changed
from sphinx_research.commands.comparing.statement import Item, Mark
from tests.records.conftest import Tree

TOP = Path(__file__).parents[3]


def test_content_is_what_codeowners_leaves_to_all() -> None:
    lines = (TOP / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    free = [line for line in lines if line.startswith("/")]

    assert free == [
        "/people/",
        "/research/",
        "/index.md",
        *(f"/_static/**/*.{kind}" for kind in ("gif", "jpeg", "jpg", "png", "webp")),
    ]


@pytest.mark.parametrize(
    "path",
    ["people/a.md", "research/x/y.bib", "index.md", "_static/a.jpg", "_static/b/c.webp"],
)
def test_content(path: str) -> None:
    assert is_content(path)


@pytest.mark.parametrize(
    "path",
    [
        *("conf.py", "_ext/a.py", ".github/workflows/ci.yml", "noxfile.py", "README.md"),
        *("_static/a.svg", "_static/a.js", "peoples/a.md", "../people/a.md", "docs/index.md"),
        *("people/.gitattributes", "research/.a/b.md", "_static/.a.jpg", "people/a/.b.yaml"),
    ],
)
def test_no_content(path: str) -> None:
    assert not is_content(path)
    assert list(code([Changed(path, "M")])) == [Item(Mark.CHANGED, path)]


def test_pictures_and_downloads_are_named() -> None:
    changed = [
        Changed("_static/cv.pdf", "A"),
        Changed("_static/old.pdf", "D"),
        Changed("people/ada.JPG", "M"),
        Changed("people/ada.md", "M"),
        Changed("tests/a.png", "A"),
        Changed("research/_drafts/run.py", "A"),
        Changed("research/.gitattributes", "A"),
    ]

    assert list(files(changed)) == [
        Item(
            Mark.ADDED,
            "_static/cv.pdf",
            ("file to download", "open it before you merge: it goes out as it is"),
        ),
        Item(Mark.REMOVED, "_static/old.pdf", ("file to download",)),
        Item(Mark.CHANGED, "people/ada.JPG", ("picture",)),
        Item(Mark.ADDED, "research/_drafts/run.py", ("of a kind that no page shows",)),
    ]


PAGE = "---\nperson: {name: Ada}\n---\n# Ada\n\nWords.\n"
PAPER = "\n:::{publication} x\n:title: X\n:authors: Ada\n\nAn abstract.\n:::\n"


@pytest.mark.parametrize(
    ("after", "is_another"),
    [
        (PAGE.replace("Words", "Others"), True),
        (PAGE.replace("Ada}", "Ada, role: x}"), False),  # which the record tells
        (PAGE + PAPER, False),  # likewise
        (PAGE.replace("\n", "\r\n"), False),
        (PAGE.replace("Words.", "Words.\n\n"), False),
        (PAGE + "a" * 10_000_000, True),
        (PAGE.encode() + b"\xff", True),
    ],
    ids=["words", "record", "paper", "line ends", "blank lines", "too large", "no UTF-8"],
)
def test_a_page_has_another_text(tmp_path: Path, after: str | bytes, *, is_another: bool) -> None:
    Tree(tmp_path / "before").write("people/ada.md", PAGE)
    Tree(tmp_path / "after").write("people/ada.md", after)
    changed = [Changed("people/ada.md", "M"), Changed("README.md", "M")]

    found = texts(tmp_path / "before", tmp_path / "after", changed, frozenset())

    expected = [Item(Mark.CHANGED, "people/ada.md", ("has another text",))]
    assert list(found) == (expected if is_another else [])


def test_a_page_that_is_no_record_is_new_or_gone(tmp_path: Path) -> None:
    changed = [
        Changed("people/ada.md", "A"),
        Changed("research/new.md", "A"),
        Changed("research/old.md", "D"),
    ]

    assert list(texts(tmp_path, tmp_path, changed, {"people/ada.md"})) == [
        Item(Mark.ADDED, "research/new.md", ("new page",)),
        Item(Mark.REMOVED, "research/old.md", ("the page is gone",)),
    ]


def test_a_link_in_place_of_a_page_is_not_followed(tmp_path: Path) -> None:
    Tree(tmp_path / "before").write("people/ada.md", "")
    Tree(tmp_path / "after").link("people/ada.md", Path(__file__))
    changed = [Changed("people/ada.md", "T")]

    assert list(texts(tmp_path / "before", tmp_path / "after", changed, frozenset())) == []
