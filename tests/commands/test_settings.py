from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sphinx_research
from sphinx_research.commands.settings import build_date, load_site
from sphinx_research.formats.site import Site

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
html_theme_options = {"license_url": "https://creativecommons.org/licenses/by/4.0/"}
research_build_date = "2024-05-03"
research_roles = {"professor": "Professors"}
research_themes = {"seeing": "Seeing"}
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
    assert works.catalogue.settings.today == date(2024, 5, 3)
    assert works.catalogue.settings.roles == {"professor": "Professors"}
    assert works.catalogue.settings.themes == {"seeing": "Seeing"}
    assert list(works.catalogue.records.people) == ["ada"]


def test_what_conf_py_leaves_out_has_its_usual_value(source: Path) -> None:
    (source / "conf.py").write_text("", "utf-8")

    assert load_site(source).works.site == Site("")


def test_the_date_of_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert build_date("2024-05-03") == date(1970, 1, 2)


def test_a_wrong_date_is_an_error(source: Path) -> None:
    (source / "conf.py").write_text("research_build_date = 'May'", "utf-8")

    with pytest.raises(ValueError, match="May"):
        load_site(source)


def test_problems_come_with_the_works(source: Path) -> None:
    (source / "people" / "ada.md").write_text("---\nperson: {nme: Ada}\n---\n", "utf-8")

    (problem, *_) = load_site(source).problems

    assert problem.place.path == "people/ada.md"


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
