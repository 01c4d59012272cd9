from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from pypdf import PdfReader

from sphinx_research.commands.report import main
from tests.records.conftest import LAB, Tree
from tests.sample import needs_sample

REPOSITORY = Path(__file__).parent.parent.parent

CONF = """\
project = "The lab"
html_baseurl = "https://lab.example.org"
research_roles = {"professor": "Professors", "phd-student": "PhD students"}
research_themes = {"seeing": "Seeing", "reasoning": "Reasoning"}
research_build_date = "2024-07-01"
"""


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def lab(tmp_path: Path) -> Tree:
    """Give the source directory of a small lab, with its conf.py."""
    tree = Tree(tmp_path / "site")
    for path, text in {**LAB, "conf.py": CONF}.items():
        tree.write(path, text)
    return tree


def _run(lab: Tree, *argv: str) -> int:
    return main([*argv, f"--source={lab.root}", f"--out={lab.root / 'out'}"])


def _files(lab: Tree) -> list[str]:
    return sorted(file.name for file in (lab.root / "out").glob("*"))


def _rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


# --- what is written ------------------------------------------------------------------


def test_the_annual_report_is_written_twice(lab: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(lab, "annual", "2023") == 0

    assert _files(lab) == ["annual-2023.md", "annual-2023.pdf"]
    text = (lab.root / "out/annual-2023.md").read_text("utf-8")
    assert text.startswith("# Annual report 2023, The lab\n\n3 people, ")
    assert text.endswith("\nMade from the records as of 2024-07-01.\n")
    reader = PdfReader(lab.root / "out/annual-2023.pdf", strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Annual report 2023"
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        str(lab.root / "out/annual-2023.md"),
        str(lab.root / "out/annual-2023.pdf"),
    ]


def test_the_papers_are_written_as_tables(lab: Tree) -> None:
    assert _run(lab, "csv") == 0

    assert _files(lab) == [
        "papers-per-person.csv",
        "papers-per-project.csv",
        "papers-per-year.csv",
        "papers.csv",
    ]
    keys = [row[0] for row in _rows(lab.root / "out/papers.csv")]
    assert keys == ["key", "draft", "notes", "engine", "machine", "patent"]


def test_co_authors_are_written_up_to_the_date_of_the_build(lab: Tree) -> None:
    assert _run(lab, "coi", "charles") == 0

    assert _files(lab) == ["coauthors-charles.csv", "coauthors-charles.md"]
    names = [row[1] for row in _rows(lab.root / "out/coauthors-charles.csv")]
    assert names == ["name", "Lovelace, Ada", "Somerville, Mary"]
    assert "2020-07-02 to 2024-07-01" in (lab.root / "out/coauthors-charles.md").read_text("utf-8")


def test_the_time_of_co_authors_may_be_chosen(lab: Tree) -> None:
    assert _run(lab, "coi", "charles", "--months=12", "--until=2023-12") == 0

    rows = _rows(lab.root / "out/coauthors-charles.csv")
    assert [(row[1], row[5]) for row in rows[1:]] == [
        ("Lovelace, Ada", "0"),  # the advisor
        ("Somerville, Mary", "1"),
    ]


@pytest.mark.parametrize("argv", [("annual", "2023"), ("csv",), ("coi", "charles")])
def test_a_report_is_the_same_bytes_again(lab: Tree, argv: tuple[str, ...]) -> None:
    _run(lab, *argv)
    first = {name: (lab.root / "out" / name).read_bytes() for name in _files(lab)}
    _run(lab, *argv)

    assert {name: (lab.root / "out" / name).read_bytes() for name in _files(lab)} == first


# --- what cannot be made --------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            ("coi", "charless"),
            "there is no person `charless`; did you mean `charles`?",
        ),
        (("coi", "zzz"), "there is no person `zzz`; there are: ada, alan, charles"),
        (
            ("annual", "2025"),
            "the records know nothing of the year 2025; they tell of 2019 to 2024",
        ),
        (
            ("coi", "ada", "--months=-1"),
            "-1 months cannot be counted back from 2024-07-01",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason(
    lab: Tree, argv: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(lab, *argv) == 2

    assert capsys.readouterr().err == f"{message}\n"
    assert _files(lab) == []


def test_without_any_date_co_authors_are_refused(
    lab: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("conf.py", 'research_build_date = "2024-07-01"\n', "")

    assert _run(lab, "coi", "ada") == 2
    assert "--until YYYY-MM" in capsys.readouterr().err
    assert _run(lab, "coi", "ada", "--until=2024-06") == 0


def test_records_without_dates_have_no_annual_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = Tree(tmp_path)
    tree.write("conf.py", CONF)

    assert _run(tree, "annual", "2023") == 2
    assert capsys.readouterr().err == (
        "the records know nothing of the year 2023; they have no dates\n"
    )


@pytest.mark.parametrize(
    "argv", [(), ("annual",), ("annual", "last"), ("coi",), ("coi", "ada", "--until=May"), ("x",)]
)
def test_a_wrong_call_shows_how_it_is_done(
    argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: nox -s report")


def test_a_folder_that_is_no_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["csv", f"--source={tmp_path}"]) == 2
    assert "conf.py" in capsys.readouterr().err


# --- what is wrong in the records -------------------------------------------------------


def test_problems_are_shown_and_stop_nothing(
    lab: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("people/ada.md", "role: professor", "role: professor\n  rôle: x")

    assert _run(lab, "csv") == 0

    assert capsys.readouterr().err.splitlines() == [
        "1 problem in the sources; what is wrong may be missing:",
        (
            "  people/ada.md:5: person `ada`: there is no field `rôle`; "
            "did you mean `role`? [unknown-field]"
        ),
    ]


def test_a_wrong_date_of_the_build_is_shown_before_what_cannot_be_made_without(
    lab: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    lab.edit("conf.py", "2024-07-01", "July")

    assert _run(lab, "coi", "charles") == 2

    _, problem, refusal = capsys.readouterr().err.splitlines()
    assert problem == (
        "  conf.py:1: research_build_date is not a date like 2025-10-16: 'July' [value]"
    )
    assert refusal.startswith("which months? Give --until YYYY-MM")


def test_of_many_problems_the_first_are_shown(
    lab: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = "".join(f"\n  field{number}: x" for number in range(7))
    lab.edit("people/ada.md", "role: professor", f"role: professor{fields}")

    assert _run(lab, "csv") == 0

    first, *shown, last = capsys.readouterr().err.splitlines()
    assert first.startswith("7 problems in the sources;")
    assert [line.partition(": ")[0] for line in shown] == [
        f"  people/ada.md:{number}" for number in range(5, 10)
    ]
    assert last == "  …"


# --- odd content ------------------------------------------------------------------------

HOSTILE = """
    ---
    person:
      name: "=Ada, +Charles"
      native_name: "=cmd|' /C calc'!A1"
      role: phd-student
      since: 2023
      affiliations: ["-org; =1", "| </td>"]
      awards: [{title: "</script>[x](y) `#read(1)`", date: 2023, by: "@by"}]
      news: [{date: 2023-02, text: '# \u202ebidi 👩\u200d🔬 العربية'}]
    ---

    :::{publication} formula
    :title: '=HYPERLINK("https://evil.example") $\\frac{a'
    :authors: ODD
    :year: 2023
    :venue: "+venue; =2"
    :award: "@award"
    :::

    :::{publication} long
    :title: LONG
    :authors: MANY
    :year: 2023
    :::

    :::{publication} bare
    :title: "-"
    :authors: ODD
    :::
    """


@pytest.fixture
def hostile(lab: Tree) -> Tree:
    """Add a person of odd words, with papers of one, of 300 and of one author."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [f"Ada {one}{two}son".title() for one in letters for two in letters][:299]
    text = HOSTILE.replace("LONG", "A title, " * 1100)
    text = text.replace("MANY", "; ".join([*many, "=Ada, +Charles <odd>"]))
    lab.write("people/odd.md", text.replace("ODD", "=Ada, +Charles <odd>; {The =Team}"))
    return lab


@pytest.mark.parametrize("argv", [("annual", "2023"), ("csv",), ("coi", "odd")])
def test_hostile_content_leaves_all_files_valid(hostile: Tree, argv: tuple[str, ...]) -> None:
    assert _run(hostile, *argv) == 0

    for file in (hostile.root / "out").iterdir():
        _VALID[file.suffix](file)


def _check_csv(file: Path) -> None:
    head, *rows = _rows(file)
    assert {len(row) for row in rows} == {len(head)}
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def _check_markdown(file: Path) -> None:
    page = BeautifulSoup(
        MarkdownIt("gfm-like", {"linkify": False}).render(file.read_text("utf-8")), "html.parser"
    )
    assert {tag.name for tag in page.find_all()} <= {
        *("h1", "h2", "h3", "p", "ol", "ul", "li", "em", "code", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    for row in page("tr"):
        assert len(row(["th", "td"])) == 7
    for link in page("a"):
        assert str(link["href"]).startswith("https://lab.example.org/")


def _check_pdf(file: Path) -> None:
    reader = PdfReader(file, strict=True)
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert "=HYPERLINK(" in text
    assert "</script>" in text
    assert "Atitle,Atitle,Atitle," in text


_VALID = {".csv": _check_csv, ".md": _check_markdown, ".pdf": _check_pdf}


# --- the site of this repository --------------------------------------------------------


@needs_sample
def test_reports_of_the_real_site_are_made_without_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [f"--source={REPOSITORY}", f"--out={tmp_path}"]

    assert main(["annual", "2024", *where]) == 0
    assert main(["csv", *where]) == 0
    assert main(["coi", "wanrong-zheng", *where]) == 0

    assert capsys.readouterr().err == ""
    assert len(_rows(tmp_path / "papers.csv")) == 16
    people = {row[1]: row for row in _rows(tmp_path / "coauthors-wanrong-zheng.csv")}
    assert people["Itti, Laurent"][0] == "A; G"
    assert people["Nevatia, Ram"][3:6] == ["2024", "co-author; advisor", "4"]
    assert "Zhu, H., Zheng, W., Zheng, Z., & Nevatia, R. (2024)." in (
        tmp_path / "annual-2024.md"
    ).read_text("utf-8")
