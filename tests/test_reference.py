"""The reference in docs/: its tables are those of the code, and its examples are tests."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_research.commands.checking.verdict import judge
from sphinx_research.commands.reference import changed
from sphinx_research.commands.referring import directives as referring
from sphinx_research.formats.configuration import MEANINGS, VALUES, configuration
from sphinx_research.records import limits, model
from sphinx_research.records.loading import load
from sphinx_research.records.model import Part
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.schema import field_names
from sphinx_research.site.directives import DIRECTIVES
from sphinx_research.site.domain import ResearchDomain
from tests.documents import (
    OUTPUT,
    SETTINGS,
    TOP,
    examples,
    read,
    sections,
    write_pages,
)
from tests.site.building import parse

FIELDS = read("docs/reference/fields.md")
DIRECTIVES_PAGE = read("docs/reference/directives.md")
PROBLEMS = sections(read("docs/reference/problems.md"))
PICTURE = TOP / "tests/roots/test-profile/_static/ada.png"


def test_all_tables_are_as_the_code_is() -> None:
    changes = changed(TOP)

    assert list(changes) == [], "run `nox -s reference`"


# --- fields ---------------------------------------------------------------------------------

RECORDS = {
    "Person": model.Person,
    "Project": model.Project,
    "Publication": model.Publication,
    "Collaborator": model.Collaborator,
    "Organisation": model.Organisation,
    "Venue": model.Venue,
    "News": model.News,
}
PARTS: dict[str, type[Part]] = {
    **{name: getattr(model, name) for name in ("Stay", "Notice", "Interest", "Education")},
    **{name: getattr(model, name) for name in ("Employment", "Stint", "Award", "Service")},
    "News item": model.NewsItem,
}


def _example_text(text: str) -> str:
    return "\n".join(example.text for example in examples(text))


@pytest.mark.parametrize(("heading", "cls"), RECORDS.items())
def test_every_field_is_in_the_example_of_its_record(heading: str, cls: type[Part]) -> None:
    shown = _example_text(sections(FIELDS)[heading])

    assert [
        name for name in field_names(cls) if not re.search(rf"^[ :-]*{name}:", shown, re.MULTILINE)
    ] == []


@pytest.mark.parametrize(("heading", "cls"), PARTS.items())
def test_every_field_of_a_part_has_an_example(heading: str, cls: type[Part]) -> None:
    assert f"### {heading}\n" in FIELDS
    shown = _example_text(sections(FIELDS)["Person"])

    assert [name for name in field_names(cls) if f"{name}:" not in shown] == []


def write_fields(site: Path) -> None:
    """Write the site of the examples of all fields."""
    write_pages(site)
    (site / "_static").mkdir()
    shutil.copy(PICTURE, site / "_static")
    for example in examples(FIELDS):
        example.write(site)


def test_the_examples_of_fields_have_no_problem(tmp_path: Path) -> None:
    write_fields(tmp_path)
    loaded = load(tmp_path, SETTINGS)

    assert {one.code for one in loaded.problems} <= {Code.ORPHAN, Code.BUILD_DATE}


# --- directives and roles -------------------------------------------------------------------


def test_directives_are_read_as_they_run() -> None:
    assert list(referring.names()) == list(DIRECTIVES)
    for name, cls in DIRECTIVES.items():
        assert list(referring.options(name)) == list(cls.option_spec or ()), name


def test_every_option_says_what_it_means() -> None:
    for name in DIRECTIVES:
        written = referring.directive(name)

        assert all(f"| `{option}` |" in written for option in referring.options(name)), name


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_and_option_has_an_example(name: str) -> None:
    shown = _example_text(sections(DIRECTIVES_PAGE)[name])
    used = set(re.findall(r"^:([a-z-]+):", shown, re.MULTILINE))

    assert f":::{{{name}}}" in shown
    assert set(referring.options(name)) <= used


def test_every_role_is_listed_with_an_example() -> None:
    text = sections(DIRECTIVES_PAGE)["Roles"]
    listed = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    assert set(listed) == set(ResearchDomain.roles)
    assert set(re.findall(r"\{(\w+)\}`", _example_text(text))) == set(listed)


@dataclass(frozen=True)
class Built:
    """The site of all examples.

    :ivar pages: the examples of directives by their pages
    """

    out: Path
    warnings: str
    pages: Mapping[str, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = tmp_path_factory.mktemp("site")
    write_fields(site)
    pages = {}
    for number, example in enumerate(examples(DIRECTIVES_PAGE)):
        if example.path:
            example.write(site)
            continue
        page = f"research/example-{number}"
        text = f"---\norphan: true\n---\n# Example {number}\n\n{example.text}"
        (site / f"{page}.md").write_text(text, encoding="utf-8")
        pages[page] = example.text
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        app = SphinxTestApp("html", srcdir=site, builddir=site / "_build")
        try:
            app.build()
            return Built(Path(app.outdir), app.warning.getvalue(), pages)
        finally:
            app.cleanup()


def test_the_examples_are_built_without_a_warning(built: Built) -> None:
    assert built.warnings == ""


def test_the_examples_of_directives_show_something(built: Built) -> None:
    for page, text in built.pages.items():
        section = parse(built.out / f"{page}.html").select_one("section")
        assert section
        shown = section.get_text(" ", strip=True)
        assert len(shown) > len("Example 99 ¶") + 4, text


def test_the_schemas_are_published_with_the_roles_of_the_site(built: Built) -> None:
    made = json.loads((built.out / "schema/person.json").read_text("utf-8"))
    role = made["properties"]["person"]["properties"]["role"]

    assert role["enum"] == ["phd-student", "mphil-student", "", None]
    assert len(list((built.out / "schema").iterdir())) == 7


# --- messages -------------------------------------------------------------------------------


def _unreadable(site: Path) -> None:
    (site / "people/ada-lovelace.md").write_bytes(
        b"---\nperson:\n  name: Ren\xe9 Descartes\n---\n"
    )


def _link(site: Path) -> None:
    (site / "people/ada-lovelace.md").symlink_to("/etc/hostname")


def _large(site: Path) -> None:
    (site / "people/ada-lovelace.md").write_text("a" * (limits.PAGE + 1), "utf-8")


MADE: dict[str, Callable[[Path], None]] = {
    "unreadable": _unreadable,
    "symbolic-link": _link,
    "too-large": _large,
}
"""Files that no block of a document can hold."""
BUILT = {"formula", "pdf-elsewhere", "picture"}
"""Found when pages are made."""
CHECKED = {"broken-link", "unlisted-page", "check-digit", "no-orcid", "no-alt", "no-link"}
"""Found by `nox -s check` alone; all others when records are read."""


@pytest.mark.parametrize("code", [code.label for code in Code])
def test_every_code_has_a_section_with_its_message(code: str) -> None:
    if code == "unsafe-page":  # whatever content causes it is refused before
        return
    (said,) = OUTPUT.findall(PROBLEMS[code])

    assert re.findall(r"\[research\.([\w-]+)\]", said) == [code]


def _told(problem: Problem) -> str:
    return f"{problem.place}: {problem} [research.{problem.code.label}]\n"


@pytest.mark.parametrize(
    "code", [code.label for code in Code if code.label not in BUILT | CHECKED | {"unsafe-page"}]
)
def test_an_example_causes_its_message_and_no_other(code: str, tmp_path: Path) -> None:
    for folder in ("people", "research"):
        (tmp_path / folder).mkdir()
    if code in MADE:
        MADE[code](tmp_path)
    for example in examples(PROBLEMS[code]):
        example.write(tmp_path)

    told = "".join(_told(problem) for problem in load(tmp_path, SETTINGS).problems)

    assert told == OUTPUT.findall(PROBLEMS[code])[0]


def built_messages(site: Path) -> str:
    """Build a site in which a picture is none, and give its warnings."""
    (site / "_static").mkdir()
    (site / "_static/ada.png").write_text("no picture", "utf-8")
    settings = {"research_advice": True, "html_baseurl": "https://lab.example.org/"}
    app = SphinxTestApp("html", srcdir=site, builddir=site / "_build", confoverrides=settings)
    try:
        app.build()
        said = app.warning.getvalue() + app.status.getvalue()
    finally:
        app.cleanup()
    told = re.sub(r"\x1b\[[\d;]*m", "", said).replace(f"{site}/", "").replace("WARNING: ", "")
    told = told.replace("updating environment: ", "")
    told = re.sub(r"advice: (.*) \[([\w-]+)\]$", r"\1 [research.\2]", told, flags=re.MULTILINE)
    return "".join(line for line in told.splitlines(keepends=True) if "[research." in line)


def checked_messages(site: Path) -> str:
    """Check a site as `nox -s check` does."""
    (site / "_static").mkdir()
    shutil.copy(PICTURE, site / "_static")
    return "".join(map(_told, judge(site).problems))


@pytest.mark.parametrize("code", sorted(CHECKED))
def test_an_example_causes_its_message_when_it_is_checked(code: str, tmp_path: Path) -> None:
    write_pages(tmp_path)
    for example in examples(PROBLEMS[code]):
        example.write(tmp_path)

    assert checked_messages(tmp_path) == OUTPUT.findall(PROBLEMS[code])[0]


@pytest.mark.parametrize("code", sorted(BUILT))
def test_an_example_causes_its_message_when_it_is_built(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    write_pages(tmp_path)
    for example in examples(PROBLEMS[code]):
        example.write(tmp_path)

    assert built_messages(tmp_path) == OUTPUT.findall(PROBLEMS[code])[0]


# --- settings -------------------------------------------------------------------------------


def test_every_setting_has_a_meaning_and_an_example() -> None:
    (block, _) = re.findall(
        r"^```python\n(.*?)^```", read("docs/reference/settings.md"), re.MULTILINE | re.DOTALL
    )
    said: dict[str, object] = {}
    exec(block, said)  # noqa: S102 - it is conf.py
    problems: list[Problem] = []
    configuration(said, problems.append)

    assert MEANINGS.keys() == VALUES.keys()
    assert VALUES.keys() <= said.keys()
    assert problems == []


def test_every_option_of_the_theme_has_an_example() -> None:
    text = read("docs/reference/settings.md")
    listed = set(re.findall(r"^\| `(\w+)` \|", sections(text)["The theme"], re.MULTILINE))
    (_, block) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    said: dict[str, dict[str, object]] = {}
    exec(block, said)  # noqa: S102 - likewise

    assert said["html_theme_options"].keys() == listed
