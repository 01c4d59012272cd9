"""CONTRIBUTING.md against the code: its tables are complete, and its examples work."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_research.formats.configuration import VALUES
from sphinx_research.records import model
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.files import DOWNLOADS, PICTURES, RECORDS
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Code
from sphinx_research.records.schema import field_names
from sphinx_research.site.directives import DIRECTIVES
from sphinx_research.site.domain import ResearchDomain

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "_ext/sphinx_research"
DOCUMENTS = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"),
    "_ext/sphinx_research/README.md",
]


def _read(path: str) -> str:
    return (TOP / path).read_text(encoding="utf-8")


GUIDE = _read("CONTRIBUTING.md")


def _without_fences(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def _section(heading: str) -> str:
    """Cut out what stands below a heading, up to the next one."""
    (text,) = re.findall(rf"^#+ {heading}$(.*?)(?=^#|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return str(text)


def _codes(text: str) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def _rows(text: str) -> list[list[str]]:
    """Read the cells of all tables, without their heads."""
    lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    rules = [number for number, row in enumerate(rows) if set("".join(row)) == {"-"}]
    heads = {*rules, *(number - 1 for number in rules)}
    return [row for number, row in enumerate(rows) if number not in heads]


def _first_codes(text: str) -> list[str]:
    return [code for row in _rows(text) for code in _codes(row[0])]


# --- tables -------------------------------------------------------------------------------


def test_every_directive_is_listed_with_its_options() -> None:
    listed = {
        _codes(name)[0]: set(_codes(options)) for name, _, options in _rows(_section("Directives"))
    }

    assert listed == {name: set(cls.option_spec or ()) for name, cls in DIRECTIVES.items()}


def test_every_type_of_publication_is_listed() -> None:
    (said,) = re.findall(
        r"^- `type`:.*?\n(?=- )", _section("Directives"), re.MULTILINE | re.DOTALL
    )

    assert set(_codes(said)) == {"type", "papers", *model.PublicationType}


def test_every_role_is_listed() -> None:
    assert set(_first_codes(_section("Roles"))) == set(ResearchDomain.roles)


@pytest.mark.parametrize(
    ("heading", "record"),
    [
        ("Person", model.Person),
        ("Project", model.Project),
        ("Publication", model.Publication),
        ("Collaborator", model.Collaborator),
        ("Organisation", model.Organisation),
        ("Venue", model.Venue),
        ("News", model.News),
    ],
)
def test_every_field_of_a_record_is_listed(heading: str, record: type[model.Record]) -> None:
    assert sorted(_first_codes(_section(heading))) == sorted(field_names(record))


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("roles", field_names(model.Stay)),
        ("interests", field_names(model.Interest)),
        ("education", field_names(model.Education)),
        ("employment", field_names(model.Employment)),
        ("awards", field_names(model.Award)),
        ("service", field_names(model.Service)),
        ("notices", field_names(model.Notice)),
        ("news", field_names(model.NewsItem)),
        ("funding", field_names(model.Funding)),
    ],
)
def test_every_field_of_a_part_is_listed(part: str, fields: list[str]) -> None:
    (listed,) = (said for name, said in _rows(_section("Parts")) if name == f"`{part}`")

    assert sorted(_codes(listed.partition(";")[0])) == sorted(fields)


def test_every_kind_of_link_that_is_listed_has_a_label() -> None:
    (listed,) = (said for name, said in _rows(_section("Person")) if name == "`links`")

    assert set(_codes(listed)) <= set(model.PROFILE_LINKS)


def test_every_code_is_listed_with_its_severity() -> None:
    listed = [(_codes(name)[0], how) for name, how, *_ in _rows(_section("Codes of messages"))]

    assert listed == [(code.label, code.severity.value) for code in Code]


def test_every_setting_is_listed() -> None:
    options = tomllib.loads(_read("_ext/research_theme/theme.toml"))["options"]

    assert set(_first_codes(_section("Settings"))) == {*VALUES, *options}


def _sessions() -> set[str]:
    """Find the sessions of the noxfile without nox, which the tests do without."""
    return {
        step.name
        for step in ast.parse(_read("noxfile.py")).body
        if isinstance(step, ast.FunctionDef)
        and any("nox.session" in ast.unparse(mark) for mark in step.decorator_list)
    }


def test_every_session_is_listed() -> None:
    rows = _rows(_section("Working on the code"))
    listed = [name for row in rows for name in re.findall(r"`nox -s (\w+)`", row[0])]

    assert sorted(listed) == sorted(_sessions())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_session_that_is_named_exists(document: str) -> None:
    assert set(re.findall(r"nox(?:file\.py)? -s (\w+)", _read(document))) <= _sessions()


# --- links and paths ----------------------------------------------------------------------


def _anchors(text: str) -> set[str]:
    """Name the headings as GitHub does."""
    headings = re.findall(r"^#+ (.+)$", _without_fences(text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_repository_leads_somewhere(document: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", _without_fences(_read(document)))
    for target in re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        file = ((TOP / document).parent / path).resolve() if path else TOP / document

        assert file.exists(), target
        assert not anchor or anchor in _anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_named_exists(document: str) -> None:
    named = [
        code
        for code in _codes(_without_fences(_read(document)))
        if re.fullmatch(r"[\w/]+/[\w.]+\.\w+", code)
    ]
    own = ("_ext/", "checks/", "commands/", "formats/", "records/", "site/", "sources/", "tests/")
    for path in (path for path in named if path.startswith(own)):
        assert (TOP / path).is_file() or (PACKAGE / path).is_file(), path


# --- examples -----------------------------------------------------------------------------

FENCE = re.compile(r"^```(markdown|yaml|bibtex)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(
    r"^(Create|Add to) `([\w./-]+)`:\n\n" + FENCE.pattern.removeprefix("^"),
    re.MULTILINE | re.DOTALL,
)
CONF = """\
extensions = ["myst_parser", "sphinx_research"]
primary_domain = "research"
myst_enable_extensions = ["colon_fence", "dollarmath", "strikethrough"]
research_roles = {"phd-student": "PhD student", "mphil-student": "MPhil student"}
research_themes = {"reasoning": "Reasoning"}
html_math_renderer = "research_mathml"
"""
INDEX = """\
# Home

```{toctree}
people/index
research/index
research/publications
```
"""
PAGES = {
    "conf.py": CONF,
    "index.md": INDEX,
    "people/index.md": "# People\n\n:::{people}\n:::\n",
    "research/index.md": "# Research\n\n:::{projects}\n:group: theme\n:::\n\n:::{news}\n:::\n",
    "research/publications.md": "# Publications\n\n:::{publications}\n:group: year\n:::\n",
}


@dataclass(frozen=True)
class Example:
    verb: str
    path: str
    text: str

    def write(self, site: Path) -> None:
        file = site / self.path
        before = "" if self.verb == "Create" else file.read_text(encoding="utf-8")
        file.write_text(before + self.text, encoding="utf-8")


EXAMPLES = [Example(verb, path, text) for verb, path, _, text in EXAMPLE.findall(GUIDE)]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in PAGES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_example_says_which_file_it_belongs_to() -> None:
    assert len(EXAMPLES) == len(FENCE.findall(GUIDE))


def test_no_example_needs_one_that_follows_it(site: Path) -> None:
    roles = {"phd-student": "", "mphil-student": ""}
    settings = Settings(roles=roles, themes={"reasoning": ""})
    for example in EXAMPLES:
        example.write(site)

        assert [str(one.place) for one in load(site, settings).problems] == []


def test_the_examples_together_make_a_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for example in EXAMPLES:
        example.write(site)
    app = SphinxTestApp("html", srcdir=site, builddir=site / "_build")
    try:
        app.build()

        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()


def test_every_kind_of_file_is_named() -> None:
    named = [code for code in _codes(_section("Files")) if re.fullmatch(r"\.[a-z0-9]+", code)]

    assert {*named} == RECORDS | PICTURES | DOWNLOADS
