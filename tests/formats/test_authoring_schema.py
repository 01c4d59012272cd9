"""The schemas of what contributors write, against the reader itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from sphinx_research.formats.authoring_schema import DATA, NAMES, PAGES, files, schema
from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.model import (
    Collaborator,
    Organisation,
    Person,
    Project,
    Publication,
    Record,
    Venue,
)
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import RawRecord
from sphinx_research.records.schema import field_names, validate
from sphinx_research.records.sources.publications import find_blocks, split_options
from sphinx_research.records.sources.yaml_text import read_yaml
from tests.documents import SETTINGS, examples

TOP = Path(__file__).parent.parent.parent
DRAFT_7 = "http://json-schema.org/draft-07/schema#"
MISTAKEN = {"test-hostile", "test-mistakes"}
"""Sites that are wrong on purpose."""
RECORDS: dict[str, type[Record]] = {
    "person": Person,
    "project": Project,
    "publication": Publication,
    "collaborators": Collaborator,
    "organisations": Organisation,
    "venues": Venue,
}


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, and editors with it (its core schema, §10.3)."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's way


for tag, pattern, signs in (
    ("null", r"(?:~|null|Null|NULL|)", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^{pattern}$"), signs
    )


def as_editor(text: str) -> Any:  # noqa: ANN401 - whatever the file says
    return yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader


def as_reader(text: str) -> Any:  # noqa: ANN401 - likewise
    problems: list[Problem] = []
    data, _ = read_yaml(text, Place("x.yaml"), problems.append)
    assert problems == []
    return data


def validator(name: str, settings: Settings | None = None) -> Draft202012Validator:
    return Draft202012Validator(schema(name, settings))


def wrong(name: str, data: object, settings: Settings | None = None) -> list[str]:
    return [error.message for error in validator(name, settings).iter_errors(data)]


def told(name: str, text: str) -> set[Code]:
    """What the reader says of one record."""
    cls = RECORDS[name]
    problems: list[Problem] = []
    validate(RawRecord(cls.kind, "x", as_reader(text) or {}, Place("x.yaml")), problems.append)
    return {problem.code for problem in problems}


def one_record(name: str, text: str) -> object:
    """Put a record where the schema expects it."""
    data = as_editor(text)
    return {name: data} if name in PAGES else {"x": data} if name in DATA else data


# --- the schemas themselves -----------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_also_to_editors_that_know_draft_7(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    Draft7Validator.check_schema({**schema(name), "$schema": DRAFT_7})


@pytest.mark.parametrize("name", RECORDS)
def test_a_schema_has_every_field_with_what_it_means(name: str) -> None:
    made = schema(name)
    if name in PAGES:
        made = made["properties"][name]
    elif name in DATA:
        made = made["additionalProperties"]

    assert set(made["properties"]) == set(field_names(RECORDS[name]))
    assert all(one["description"].endswith(".") for one in made["properties"].values())


def test_roles_and_themes_of_the_site_are_the_only_ones() -> None:
    settings = Settings(roles={"phd-student": "PhD student"}, themes={"reasoning": "Reasoning"})

    assert wrong("person", {"person": {"name": "Ada", "role": "phd-student"}}, settings) == []
    assert wrong("person", {"person": {"name": "Ada", "role": "phd"}}, settings) != []
    assert wrong("person", {"person": {"name": "Ada", "roles": [{"role": "phd"}]}}, settings) != []
    assert wrong("project", {"project": {"title": "X", "theme": "other"}}, settings) != []
    assert wrong("person", {"person": {"name": "Ada", "role": "phd"}}) == []


def test_the_files_are_named_by_what_they_describe() -> None:
    written = dict(files(Site("Lab", "https://lab.example.org/"), Settings()))

    assert sorted(written) == [
        "schema/collaborators.json",
        "schema/news.json",
        "schema/organisations.json",
        "schema/person.json",
        "schema/project.json",
        "schema/publication.json",
        "schema/venues.json",
    ]
    assert '"$id": "https://lab.example.org/schema/person.json"' in written["schema/person.json"]
    assert '"$id"' not in dict(files(Site("Lab", ""), Settings()))["schema/person.json"]


# --- what is written in this repository -----------------------------------------------------


def _content() -> list[Path]:
    return [
        path
        for folder in (TOP / "people", TOP / "research", TOP / "tests/roots")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".md", ".yaml"} and not {*path.parts} & MISTAKEN
    ]


@pytest.mark.parametrize("path", _content(), ids=lambda path: str(path.relative_to(TOP)))
def test_content_of_this_repository_fits(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".yaml":
        assert path.stem not in NAMES or wrong(path.stem, as_editor(text)) == []
        return
    data = _front_matter(text)
    for name in PAGES.keys() & data.keys():
        assert wrong(name, data) == []
    for block in find_blocks(text):
        options, body, _ = split_options(block)
        if options:
            assert wrong("publication", {**options, **({"abstract": body} if body else {})}) == []


def _front_matter(text: str) -> Any:  # noqa: ANN401 - whatever it says
    matter = re.match(r"---\n(.*?)^---$", text, re.MULTILINE | re.DOTALL)
    return as_editor(matter[1]) if matter else {}


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/reference/fields.md"])
def test_examples_of_the_documents_fit(document: str) -> None:
    for example in examples((TOP / document).read_text("utf-8")):
        stem = Path(example.path).stem
        if example.path.endswith(".yaml"):
            assert wrong(stem, as_editor(example.text), SETTINGS) == []
        data = _front_matter(example.text)
        for name in PAGES.keys() & data.keys():
            assert wrong(name, data, SETTINGS) == []
        for block in find_blocks(example.text):
            options, _, _ = split_options(block)
            assert not options or wrong("publication", options) == []


# --- what the reader takes and refuses ------------------------------------------------------

TAKEN = [
    ("person", "name: Ada Lovelace\nsince: 2023\nuntil: present"),
    ("person", "name: {given: Ada, family: Lovelace}"),
    ("person", "name: 王泽庆\nsince: 2023-9\naliases: Ada, Augusta"),
    ("person", "name: 1\nnative_name: true\naliases: 3"),
    ("person", "name: Ada\nrole:\nsince: ''\neducation:\nlinks:\nnews: null"),
    ("person", "name: Ada\neducation: [{org: A, degree: B, badge: yes, since: 2020-01-02}]"),
    ("person", "name: Ada\neducation: [{org: A, degree: B, badge: }]"),
    ("person", "name: Ada\ninterests: [Engines, {text: Cards, publications: a2024b}]"),
    ("person", "name: Ada\nservice: [{role: Reviewer, for: A, date: 2020}]"),
    ("person", "name: Ada\nawards: [{title: A, rank: 1, of: 136, date: [2023, 2024-05]}]"),
    ("person", "name: Ada\nemployment: [{org: A, groups: [{unit: B}]}]"),
    ("person", "name: Ada\nlinks: {github: ada, dblp: 65/3144, blog: https://a.example/}"),
    ("person", "name: Ada\norcid: https://orcid.org/0000-0002-1825-0097"),
    ("person", "name: Ada\nemail: ada [at] example.org\nredirect_from: [/about/, old.html]"),
    ("person", "name: Ada\nroles: [{role: a, since: 2020, until: 2021}, {role: b}]"),
    ("project", "title: Engines\nfeatured: true\nresults: [One, 2]\ntags: [a, 1]"),
    ("publication", "title: A\nauthors: Ada\nyear: 2024\narxiv: 2404.02345"),
    ("publication", "title: A\ninventors: Ada\ndoi: https://doi.org/10.1000/182\nselected:"),
    ("publication", "title: A\nauthor: Ada\ntype: talk\nlicense: CC-BY-4.0\nvolume: 3"),
    ("organisations", "name: London\nror: https://ror.org/03taz7m60"),
    ("venues", "name: SM\ntype: journal\nissn: 1234-5679"),
    ("collaborators", "name: Mary Somerville\nurl: http://example.org/"),
]
REFUSED = [
    ("person", "role: a", Code.MISSING),
    ("person", "name: ''", Code.MISSING),
    ("person", "name: Ada\nnme: Ada", Code.UNKNOWN_FIELD),
    ("person", "name: Ada\nid: ada", Code.UNKNOWN_FIELD),
    ("person", "name: Ada\nsince: soon", Code.VALUE),
    ("person", "name: Ada\nsince: 2023-13", Code.VALUE),
    ("person", "name: Ada\neducation: London", Code.VALUE),
    ("person", "name: Ada\neducation: [{org: London}]", Code.MISSING),
    ("person", "name: Ada\neducation: [{org: A, degree: B, badge: maybe}]", Code.VALUE),
    ("person", "name: Ada\naliases: {a: b}", Code.VALUE),
    ("person", "name: Ada\nlinks: [a]", Code.VALUE),
    ("person", "name: Ada\nlinks: {blog: ada}", Code.VALUE),
    ("person", "name: Ada\nemail: ada", Code.VALUE),
    ("person", "name: Ada\norcid: 0000", Code.VALUE),
    ("person", "name: {first: Ada, family: Lovelace}", Code.VALUE),
    ("person", "name: Ada\nawards: [{title: A, rank: 0}]", Code.VALUE),
    ("project", "title: [A]", Code.VALUE),
    ("publication", "title: A", Code.MISSING),
    ("publication", "title: A\nauthors: Ada\nauthor: Ada", Code.UNKNOWN_FIELD),
    ("publication", "title: A\nauthors: Ada\nyear: 2024\ndate: 2024", Code.UNKNOWN_FIELD),
    ("publication", "title: A\nauthors: Ada\ntype: paper", Code.VALUE),
    ("publication", "title: A\nauthors: Ada\nstatus: done", Code.VALUE),
    ("publication", "title: A\nauthors: Ada\ndoi: 182", Code.VALUE),
    ("publication", "title: A\nauthors: Ada\narxiv: x", Code.VALUE),
    ("publication", "title: A\nauthors: Ada\ncode: github.com/a", Code.VALUE),
    ("venues", "name: SM\ntype: magazine", Code.VALUE),
    ("organisations", "name: London\nror: abc", Code.VALUE),
]


@pytest.mark.parametrize(("name", "text"), TAKEN)
def test_what_the_reader_takes_fits(name: str, text: str) -> None:
    assert told(name, text) == set()
    assert wrong(name, one_record(name, text)) == []


@pytest.mark.parametrize(("name", "text", "code"), REFUSED)
def test_what_the_reader_refuses_does_not_fit(name: str, text: str, code: Code) -> None:
    assert told(name, text) == {code}
    assert wrong(name, one_record(name, text)) != []


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        ("person", "person: {name: Ada}\norphan: true\ntocdepth: 2\nnosearch:", True),
        ("person", "orphan: true", False),
        ("person", "person: {name: Ada}\ntitle: x", False),
        ("person", "person: Ada", False),
        ("venues", "", True),
        ("venues", "SM: {name: A}", False),
        ("venues", "sm:", False),
        ("news", "- date: 2024-05\n  text: Something.\n  publication: a", True),
        ("news", "- date: 2024-05", False),
        ("news", "- text: Something.\n  date: 2024\n  about: a", False),
    ],
)
def test_a_whole_file_fits_or_not(name: str, text: str, *, fits: bool) -> None:
    assert (wrong(name, as_editor(text)) == []) is fits


VALUES = ["", "2023", "Ada", "true", "1.10", "[]", "[a, 2]", "{}", "{a: b}", "~", "'  '"]


@given(st.data())
def test_a_record_that_fits_has_every_field_it_needs_and_no_unknown_one(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(RECORDS)))
    known = st.sampled_from([*field_names(RECORDS[name]), "nme", "id"])
    fields = data.draw(st.dictionaries(known, st.sampled_from(VALUES), max_size=5))
    text = "\n".join(f"{field}: {value}" for field, value in fields.items()) or "{}"

    if not wrong(name, one_record(name, text)):
        assert not told(name, text) & {Code.MISSING, Code.UNKNOWN_FIELD}


@given(st.data())
def test_names_of_fields_are_refused_by_both_or_by_none(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(RECORDS)))
    known = st.sampled_from([*field_names(RECORDS[name]), "nme", "id", "Name"])
    names = data.draw(st.lists(known, unique=True, min_size=1, max_size=8))
    text = "\n".join(f"{one}: Ada" for one in names)
    codes = told(name, text)
    kinds = {
        error.validator
        for error in validator(name).iter_errors(one_record(name, text))
        if error.validator in {"additionalProperties", "required", "oneOf", "not"}
    }

    assert bool(kinds) is bool(codes & {Code.MISSING, Code.UNKNOWN_FIELD})
