from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sphinx_research
from sphinx_research.commands.settings import Content, load_site, tell_problems
from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.words import Words

CODE = Path(sphinx_research.__file__).parents[1]

CONF = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
here = Path("conf.py").read_text()
project = "The lab"
author = "Ada"
language = "fr"
html_baseurl = "https://lab.example.org/pages"
html_title = "Another name"
html_context = {"license_url": "https://creativecommons.org/licenses/by/4.0/"}
research_build_date = "2024-05-03"
research_roles = {"professor": "Professors"}
research_themes = {"seeing": "Seeing"}
research_emphasis = "members"
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a site of one person."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "people").mkdir()
    (tmp_path / "research").mkdir()
    (tmp_path / "people" / "ada.md").write_text("---\nperson: {name: Ada}\n---\n", "utf-8")
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    return tmp_path


def test_conf_py_gives_the_site_and_the_settings(source: Path) -> None:
    works = load_site(source).works

    assert works.site == Site(
        "The lab",
        "https://lab.example.org/pages/",
        author="Ada",
        language="fr",
        license="https://creativecommons.org/licenses/by/4.0/",
        today=date(2024, 5, 3),
    )
    assert works.catalogue.settings == Settings(
        today=date(2024, 5, 3),
        roles={"professor": "Professors"},
        themes={"seeing": "Seeing"},
        emphasis="members",
        words=Words("fr"),
    )
    assert list(works.catalogue.records.people) == ["ada"]


def test_what_conf_py_leaves_out_has_its_usual_value(source: Path) -> None:
    (source / "conf.py").write_text("", "utf-8")

    assert load_site(source).works.site == Site("")


def test_conf_py_sees_its_own_path_as_in_a_build(source: Path) -> None:
    (source / "conf.py").write_text("project = __file__", "utf-8")

    assert load_site(source).works.site.name == str(source / "conf.py")


def test_the_date_of_the_environment_goes_first(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    works = load_site(source).works

    assert works.site.today == works.catalogue.settings.today == date(1970, 1, 2)


def test_problems_of_conf_py_and_of_the_records_come_with_the_works(source: Path) -> None:
    (source / "conf.py").write_text("research_roles = ['professor']", "utf-8")
    (source / "people" / "ada.md").write_text("---\nperson: {nme: Ada}\n---\n", "utf-8")

    first, *others = load_site(source).problems

    assert (str(first.place), str(first)) == (
        "conf.py:1",
        "research_roles is of type `list`, not `dict`",
    )
    assert {problem.place.path for problem in others} == {"people/ada.md"}


def _problem(code: Code, number: int) -> Problem:
    return Problem(code, Place("people/ada.md", number), f"cause {number}", "mend")


def test_the_first_problems_are_told_but_no_advice(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    works = load_site(source).works
    advice, problems = _problem(Code.ORPHAN, 1), [_problem(Code.VALUE, at) for at in range(2, 9)]

    tell_problems(Content(works, (advice,)))
    assert capsys.readouterr() == ("", "")

    tell_problems(Content(works, (advice, *problems[:1])))
    tell_problems(Content(works, tuple(problems)))
    assert capsys.readouterr().err.splitlines() == [
        "1 problem in the sources; what is wrong may be missing:",
        "  people/ada.md:2: cause 2; mend [value]",
        "7 problems in the sources; what is wrong may be missing:",
        *(f"  people/ada.md:{at}: cause {at}; mend [value]" for at in range(2, 7)),
        "  …",
    ]


def test_commands_start_without_sphinx() -> None:
    script = (
        "import sys; import sphinx_research.commands.cv;"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(CODE)},
        capture_output=True,
        check=True,
        text=True,
    )

    assert not set(done.stdout.split()) & {"sphinx", "docutils", "jinja2", "typst"}
