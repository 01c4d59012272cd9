"""The documents against the code: links lead somewhere, commands exist, examples work."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_research.records.loading import load
from tests.documents import (
    DOCUMENTS,
    FENCE,
    SETTINGS,
    TOP,
    anchors,
    codes,
    examples,
    read,
    sections,
    without_fences,
    write_pages,
)
from tests.test_architecture import MAY_IMPORT

PACKAGE = TOP / "_ext/sphinx_research"
GUIDE = read("CONTRIBUTING.md")

# --- links, paths and commands --------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_repository_leads_somewhere(document: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", without_fences(read(document)))
    for target in re.findall(r"\[[^\]]*\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        file = ((TOP / document).parent / path).resolve() if path else TOP / document

        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_named_exists(document: str) -> None:
    named = [
        code
        for code in codes(without_fences(read(document)))
        if re.fullmatch(r"[\w/]+/[\w.]+\.\w+", code)
    ]
    own = ("_ext/", "checks/", "commands/", "formats/", "records/", "site/", "sources/", "tests/")
    for path in (path for path in named if path.startswith(own)):
        assert (TOP / path).is_file() or (PACKAGE / path).is_file(), path


def _sessions() -> set[str]:
    """Find the sessions of the noxfile without nox, which the tests do without."""
    return {
        step.name
        for step in ast.parse(read("noxfile.py")).body
        if isinstance(step, ast.FunctionDef)
        and any(
            mark in ast.unparse(one)
            for one in step.decorator_list
            for mark in ("nox.session", "in_site")
        )
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_session_that_is_named_exists(document: str) -> None:
    assert set(re.findall(r"nox(?:file\.py)? -s (\w+)", read(document))) <= _sessions()


def test_the_picture_of_imports_is_that_of_the_code() -> None:
    arrows = re.findall(r"^ +(\w+) --> (\w+)$", read("docs/developing.md"), re.MULTILINE)

    assert sorted(arrows) == sorted(
        (one, other) for one in MAY_IMPORT for other in MAY_IMPORT[one]
    )


def test_settings_of_an_editor_are_json() -> None:
    (block,) = re.findall(
        r"^```json\n(.*?)^```", read("docs/editors.md"), re.MULTILINE | re.DOTALL
    )
    named = json.loads(block)["yaml.schemas"]

    assert {Path(path).stem: name for path, name in named.items()} == {
        stem: f"{stem}.yaml" for stem in ("organisations", "venues", "collaborators", "news")
    }


def test_the_index_of_the_documents_names_them_all() -> None:
    index = read("docs/README.md")
    pages = [path.removeprefix("docs/") for path in DOCUMENTS if path.startswith("docs/")]

    assert [path for path in pages if path != "README.md" and f"({path})" not in index] == []


# --- the examples of CONTRIBUTING -------------------------------------------------------------

EXAMPLES = examples(GUIDE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_pages(tmp_path)
    return tmp_path


def test_every_example_says_which_file_it_belongs_to() -> None:
    assert len(EXAMPLES) == len(FENCE.findall(GUIDE))
    assert all(example.path for example in EXAMPLES)


def test_no_example_needs_one_that_follows_it(site: Path) -> None:
    for example in EXAMPLES:
        example.write(site)

        assert [str(one.place) for one in load(site, SETTINGS).problems] == []


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


def test_the_message_that_is_explained_is_told(tmp_path: Path) -> None:
    (line,) = re.findall(r"^```text\n(.*)\n```", GUIDE, re.MULTILINE)
    path, said = re.fullmatch(r"(\S+):7: WARNING: (.*) \[research\.unknown-field\]", line).groups()  # type: ignore[union-attr]  # it fails then
    file = tmp_path / path
    file.parent.mkdir()
    file.write_text("---\nperson:\n  name: Ada\n\n\n\n  affilations: London\n---\n", "utf-8")

    assert [(one.place.line, str(one)) for one in load(tmp_path, SETTINGS).problems] == [(7, said)]


# --- the card -------------------------------------------------------------------------------


def test_the_card_works(site: Path) -> None:
    person, project = (example.text for example in examples(read("docs/card.md")))
    (site / "people/ada-lovelace.md").write_text(person, "utf-8")
    (site / "research/analytical-engine.md").write_text(project, "utf-8")
    (site / "research/organisations.yaml").write_text("london: {name: London}\n", "utf-8")

    assert [str(one) for one in load(site, SETTINGS).problems] == []


def test_the_card_is_one_screen() -> None:
    assert read("docs/card.md").count("\n") < 90
    assert "All of it" in sections(read("docs/card.md"), 1)["The card"]
