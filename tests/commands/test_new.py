"""A new record loads without problems, or is refused with a reason; nothing is overwritten."""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinx_research.commands.creating.forms import FORMS
from sphinx_research.commands.new import main
from sphinx_research.commands.settings import load_site
from sphinx_research.formats import beginnings
from sphinx_research.records.catalogue import Records
from sphinx_research.records.model import Collaborator, Person
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.raw import Kind
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.markdown import read_markdown
from tests.commands.small_site import FILES, problems, write_site

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


def records(folder: Path) -> Records:
    return load_site(folder).works.catalogue.records


def run(folder: Path, *argv: str) -> int:
    return main([*argv, "--source", str(folder)])


def refusal(folder: Path, capsys: Capture, *argv: str) -> str:
    """Try what is refused, and give the reason; no file may have changed."""
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}

    assert run(folder, *argv) == 2

    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before
    return capsys.readouterr().err.strip()


# --- every kind -----------------------------------------------------------------------------

NEW = {
    Kind.PERSON: (
        *("Charles Babbage", "--role", "professor", "--since", "2024-09", "--github", "charles"),
        *("--affiliations", "University of London, Engine Lab", "--orcid", "0000-0002-1825-0097"),
    ),
    Kind.PROJECT: ("The Loom: cloth by cards", "--theme", "looms", "--people", "ada"),
    Kind.PUBLICATION: ("Notes: on the engine", "--authors", "Ada Lovelace*, Luigi Menabrea"),
    Kind.NEWS: ("The *engine*: it works", "--publication", "lovelace2023cards"),
    Kind.VENUE: ("Bibliothèque Universelle", "--short", "BU", "--type", "journal"),
    Kind.ORGANISATION: ("University of London", "--url", "https://www.london.ac.uk/"),
    Kind.COLLABORATOR: ("Luigi Menabrea", "--url", "https://example.org/luigi"),
}


@pytest.mark.parametrize("kind", Kind)
def test_a_new_record_is_there_and_nothing_is_wrong(site: Path, kind: Kind) -> None:
    before = set(records(site).of(kind))

    assert run(site, kind.value, *NEW[kind]) == 0

    assert len(set(records(site).of(kind)) - before) == 1
    assert problems(site) == []


def test_what_is_given_is_in_the_record(site: Path) -> None:
    run(site, "person", *NEW[Kind.PERSON])

    person = records(site).people["charles-babbage"]
    assert str(person.name) == "Charles Babbage"
    assert (person.role, str(person.since)) == ("professor", "2024-09")
    assert person.affiliations == ("University of London", "Engine Lab")
    assert person.links == {"github": "https://github.com/charles"}
    assert person.orcid == "0000-0002-1825-0097"


def test_a_page_tells_what_else_it_may_hold(site: Path) -> None:
    run(site, "person", "Charles Babbage", "--since", "2024")

    assert (
        (site / "people/charles-babbage.md").read_text("utf-8")
        == """\
---
person:
  name: Charles Babbage
  since: 2024
  # To use one of the lines below, take its # away and write what is true of you.
  # role: professor  # or phd-student
  # affiliations: [University of London]
  # advisors: [Mary Somerville]
  # links:
  #   homepage: https://example.org/ada
  #   github: ada-lovelace
  # orcid: 0000-0002-1825-0097
  # email: ada [at] example.org
  # photo: _static/ada-lovelace.jpg  # a file that you add there
  # interests: [Computing machines, Poetical science]
---
# Charles Babbage

:::{profile}
:::

% Two or three sentences: what do you work on, and why?

## Publications

:::{publications}
:::
"""
    )


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.PROJECT])
def test_all_hints_can_be_used_as_they_stand(site: Path, kind: Kind) -> None:
    run(site, kind.value, "Something New")
    for picture in ("_static/ada-lovelace.jpg", "research/pictures/engine.png"):
        (site / picture).parent.mkdir(exist_ok=True)
        (site / picture).touch()
    file = next(site.rglob("something-new.md"))
    text = file.read_text("utf-8").replace("[ada-lovelace]", "[ada]")
    text, count = re.subn(r"^  # (?!To use)", "  ", text, flags=re.MULTILINE)
    file.write_text(text, "utf-8")

    assert count > 5
    assert problems(site) == []


def test_a_paper_is_a_publication(site: Path) -> None:
    assert run(site, "paper", *NEW[Kind.PUBLICATION]) == 0

    assert "lovelacenotes" in records(site).publications


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.COLLABORATOR])
def test_an_id_is_no_name_unless_it_is_given_as_both(
    site: Path, capsys: Capture, kind: Kind
) -> None:
    assert refusal(site, capsys, kind.value, "grace-hopper") == (
        '`grace-hopper` is an id; write the name as papers have it, such as "Grace Hopper"'
    )

    assert run(site, kind.value, "prince", "--id", "prince") == 0
    (prince,) = (one for one in records(site).of(kind).values() if one.id == "prince")
    assert isinstance(prince, (Person, Collaborator))
    assert str(prince.name) == "prince"


def test_who_an_author_is_can_be_decided_when_the_paper_is_written(
    site: Path, capsys: Capture
) -> None:
    assert run(site, "paper", "Looms", "--authors", "A. Lovelace, Luigi Menabrea") == 1

    assert (
        "There is something to decide now:\n"
        "  research/papers.bib:1: the author `A. Lovelace` is nearly Ada Lovelace (ada); correct "
        "the name, add it to the aliases of ada, or write `Lovelace, A. <none>` if it is somebody "
        "else [near-author]\n"
    ) in capsys.readouterr().out
    file = site / "research/papers.bib"
    file.write_text(
        file.read_text("utf-8").replace("Lovelace, A.", "Lovelace, A. <none>"), "utf-8"
    )
    assert problems(site) == []


def test_the_only_role_is_taken(site: Path) -> None:
    (site / "conf.py").write_text('research_roles = {"student": "Student"}\n', "utf-8")

    run(site, "person", "Charles Babbage")

    assert records(site).people["charles-babbage"].role == "student"


def test_a_role_is_asked_for_on_a_terminal(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("student\nphd-student\n"))

    assert run(site, "person", "Charles Babbage") == 0
    assert records(site).people["charles-babbage"].role == "phd-student"


def test_a_page_begun_in_the_editor_is_no_record_without_a_name() -> None:
    for kind, begun in beginnings.BEGINNINGS.items():
        text = beginnings.unnamed(kind, ["a", "b"])
        (record,) = read_markdown(text, f"{begun.folder}/x.md").records
        found: list[Problem] = []

        assert validate(record, found.append) is None
        assert [one.code for one in found] == [Code.MISSING]
        assert found[0].mend == f"write it after `{begun.required[0]}:`"
        assert len(quote(text)) < 4000  # GitHub takes addresses of 8 kB


def test_the_guide_has_every_kind_and_option() -> None:
    guide = (Path(__file__).parents[2] / "docs/starting.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+) [A-Z]+` \| [^|]+ \| (.+) \|$", guide, re.MULTILINE)
    listed = {kind: set(re.findall(r"`--([\w-]+)`", options)) for kind, options in rows}

    assert listed == {
        kind.value: {option.replace("_", "-") for option in form.options}
        for kind, form in FORMS.items()
    }


# --- papers ---------------------------------------------------------------------------------


def test_a_paper_of_a_project_stands_behind_the_last_one_of_its_page(site: Path) -> None:
    run(site, "publication", "Notes", "--authors", "Ada Lovelace", "--projects", "engine")

    text = (site / "research/engine.md").read_text("utf-8")
    assert text.endswith("""\
Cards instruct.
:::

:::{publication} lovelacenotes
:title: Notes
:authors: Ada Lovelace
:projects: engine
:::

## Related
""")


def test_the_first_paper_of_a_page_gets_a_heading_and_keeps_the_line_ends(site: Path) -> None:
    page = b"---\r\nproject:\r\n  title: Loom\r\n  people: [ada]\r\n---\r\n# Loom\r\n"
    (site / "research/loom.md").write_bytes(page)

    run(site, "publication", "Notes", "--authors", "Ada Lovelace", "--projects", "loom")

    written = (site / "research/loom.md").read_bytes()
    assert written.startswith(
        page + b"\r\n## Publications\r\n\r\n:::{publication} lovelacenotes\r\n"
    )
    assert written.count(b"\n") == written.count(b"\r\n")


def test_a_paper_of_a_page_that_lists_its_papers_goes_into_the_bibliography(site: Path) -> None:
    run(site, "project", "Loom", "--people", "ada")
    page = (site / "research/loom.md").read_bytes()

    run(site, "publication", "Notes", "--authors", "Ada Lovelace", "--projects", "loom")

    paper = records(site).publications["lovelacenotes"]
    assert (site / "research/loom.md").read_bytes() == page
    assert (paper.place.path, paper.projects) == ("research/papers.bib", ("loom",))


def test_a_key_that_is_taken_gets_a_letter(site: Path) -> None:
    run(site, "publication", "The cards of looms", "--authors", "Ada Lovelace", "--date", "2023")

    assert "lovelace2023cardsb" in records(site).publications


def test_a_new_page_may_ask_for_a_decision_elsewhere(site: Path, capsys: Capture) -> None:
    run(site, "publication", "Notes", "--authors", "Ada Lovelace, C. Babbage")

    code = run(site, "person", "Charles Babbage")

    assert code == 1
    assert (
        "There is something to decide now:\n  research/papers.bib:1: " in capsys.readouterr().out
    )
    assert len(problems(site)) == 1


# --- news -----------------------------------------------------------------------------------


def test_new_news_stand_above_old_ones_and_below_comments(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521600")  # 1 May 2024
    (site / "research/news.yaml").write_text("# News\n\n- date: 2023\n  text: Old\n", "utf-8")

    run(site, "news", "New: things")

    assert (site / "research/news.yaml").read_text("utf-8") == (
        "# News\n\n- date: 2024-05-01\n  text: 'New: things'\n- date: 2023\n  text: Old\n"
    )


def test_news_keep_the_line_ends_of_their_file(site: Path) -> None:
    (site / "research/news.yaml").write_bytes(b"- date: 2023\r\n  text: Old\r\n")

    run(site, "news", "New", "--date", "2024")

    assert (site / "research/news.yaml").read_bytes() == (
        b"- date: 2024\r\n  text: New\r\n- date: 2023\r\n  text: Old\r\n"
    )


def test_a_file_that_stands_elsewhere_is_added_to(site: Path) -> None:
    (site / "research/more").mkdir()
    (site / "research/more/organisations.yaml").write_text("lab:\n  name: Lab\n", "utf-8")

    run(site, "organisation", "University of London")

    assert not (site / "research/organisations.yaml").exists()
    assert set(records(site).organisations) == {"lab", "university-of-london"}


# --- ids ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Jürgen Müller", "jurgen-muller"),
        ("Babbage, Charles", "charles-babbage"),
        ("Søren Ægir Þórsson", "soren-aegir-thorsson"),
        ("Conan O’Brien", "conan-obrien"),
        ("Jean-Pierre Serre", "jean-pierre-serre"),
        ("Wei (Vivian) Chen", "wei-chen"),
        ("Jan van der Berg", "jan-van-der-berg"),
        ("../x Y", "x-y"),
        ("Grace 🚀 Hopper", "grace-hopper"),
        ("Grace: \"Hopper\" # 'x'", "grace-hopper-x"),
        ("\u202eGrace Hopper", "grace-hopper"),
    ],
)
def test_the_id_is_made_of_the_name(site: Path, name: str, identifier: str) -> None:
    assert run(site, "person", name) == 0
    assert identifier in records(site).people
    assert problems(site) == []


@pytest.mark.parametrize(
    "name", ["王小明", "Анна Каренина", "🚀", "...", "", "A" * 200, "a\x00b c;d"]
)
def test_a_name_without_latin_letters_asks_for_an_id(
    site: Path, capsys: Capture, name: str
) -> None:
    said = refusal(site, capsys, "person", name)

    assert "--id" in said or "name" in said


def test_a_name_of_any_script_goes_with_an_id(site: Path) -> None:
    assert run(site, "person", "王小明", "--id", "xiaoming-wang") == 0
    assert str(records(site).people["xiaoming-wang"].name) == "王小明"


@pytest.mark.parametrize("identifier", ["../x", "Ada", "a/b", "index", "ada", "mary", "-"])
def test_an_id_that_cannot_be_is_refused(site: Path, capsys: Capture, identifier: str) -> None:
    said = refusal(site, capsys, "person", "Grace Hopper", f"--id={identifier}")

    assert "id" in said


def test_a_long_title_gives_a_short_id(site: Path) -> None:
    run(site, "project", "word " * 30)

    (identifier,) = records(site).projects.keys() - {"engine"}
    assert len(identifier) <= 60


# --- what is here already -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "place"),
    [
        (["person", "LOVELACE, Ada"], "people/ada.md:2"),
        (["person", "Augusta King"], "people/ada.md:2"),
        (["person", "Mary Somerville"], "people/collaborators.yaml:1"),
        (["project", "the engine"], "research/engine.md:2"),
        (["publication", "CARDS!", "--authors", "A B"], "research/engine.md:8"),
        (["venue", "SCIENTIFIC memoirs"], "research/venues.yaml:1"),
        (["venue", "sm"], "research/venues.yaml:1"),
        (["collaborator", "Ada Lovelace"], "people/ada.md:2"),
    ],
)
def test_what_is_here_is_named_with_its_place(
    site: Path, capsys: Capture, argv: list[str], place: str
) -> None:
    assert place in refusal(site, capsys, *argv)


def test_somebody_else_of_that_name_can_come(site: Path) -> None:
    code = run(site, "person", "Ada Lovelace", "--namesake", "--id", "ada-2")

    assert code == 1  # her papers are of one or the other now
    assert {"ada", "ada-2"} == set(records(site).people)


def test_a_file_that_is_no_record_is_not_overwritten(site: Path, capsys: Capture) -> None:
    (site / "people/grace-hopper.md").write_text("Notes\n", "utf-8")

    assert "people/grace-hopper.md is there" in refusal(site, capsys, "person", "Grace Hopper")


# --- what is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["person", "Grace Hopper", "--role", "phd-studnt"], "did you mean `phd-student`"),
        (["person", "Grace Hopper", "--since", "May"], "`May` is not a date"),
        (["person", "Grace Hopper", "--homepage", "javascript:x"], "is not a web address"),
        (["person", "Grace Hopper", "--affiliations", "mit"], "there is no organisation `mit`"),
        (["person", "Grace Hopper", "--orcid", "1"], "`orcid`"),
        (["project", "Loom", "--theme", "loom"], "there is no theme `loom`; did you mean `looms`"),
        (["project", "Loom", "--people", "adda"], "there is no person `adda`; did you mean `ada`"),
        (["publication", "X", "--authors", "A B", "--projects", "x"], "there is no project `x`"),
        (["publication", "X", "--authors", "A B", "--doi", "x"], "doi"),
        (["news", "X", "--date", "soon"], "`soon` is not a date"),
        (["venue", "X", "--type", "circus"], "`type`"),
    ],
)
def test_a_wrong_option_is_refused(
    site: Path, capsys: Capture, argv: list[str], said: str
) -> None:
    assert said in refusal(site, capsys, *argv)


@pytest.mark.parametrize("broken", ["- date: [\n", "a: {b: c\n"])
def test_a_file_that_cannot_be_read_is_not_added_to(
    site: Path, capsys: Capture, broken: str
) -> None:
    (site / "research/news.yaml").write_text(broken, "utf-8")

    assert "research/news.yaml" in refusal(site, capsys, "news", "New")


def test_a_folder_without_a_site_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert "conf.py" in refusal(tmp_path, capsys, "person", "Ada")


# --- anything -------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["person", "project", "venue", "news"]), st.text(min_size=1, max_size=60))
@example("project", "# A: `x` {include}`y` <b> [a](b) $x$ | *s* ---")
@example("project", "a\n---\nb")
@example("news", "- {person}`ada` <script>")
@example("venue", "'\"\\: - # @ %")
@example("person", "&amp; Ampersand")
def test_any_name_gives_a_record_without_problems_or_a_refusal(kind: str, name: str) -> None:
    with TemporaryDirectory() as folder:
        site = write_site(Path(folder))

        code = main([kind, "--source", folder, "--", name])

        assert code in (0, 2)
        assert problems(site) == []
        assert len([*site.rglob("*.*")]) <= len(FILES) + 3
