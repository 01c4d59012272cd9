"""The forms for issues keep to GitHub's rules for forms.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

TOP = Path(__file__).parent.parent
FOLDER = TOP / ".github/ISSUE_TEMPLATE"
FORMS = sorted(path.name for path in FOLDER.iterdir() if path.name != "config.yml")

WORDS = {"type": "string", "pattern": r"\S"}


def _element(kind: str, attributes: Mapping[str, Any], *, required: list[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "type": {"const": kind},
        "attributes": {
            "type": "object",
            "properties": attributes,
            "required": required,
            "additionalProperties": False,
        },
    }
    if kind != "markdown":
        properties["id"] = {"type": "string", "pattern": r"^[A-Za-z0-9_-]+$"}
        properties["validations"] = {
            "type": "object",
            "properties": {"required": {"type": "boolean"}},
            "additionalProperties": False,
        }
    return {
        "type": "object",
        "properties": properties,
        "required": ["type", "attributes"],
        "additionalProperties": False,
    }


LABELLED = {"label": WORDS, "description": WORDS}
FIELD = LABELLED | {"placeholder": WORDS, "value": WORDS}
BOX = {
    "type": "object",
    "properties": {"label": WORDS, "required": {"type": "boolean"}},
    "required": ["label"],
    "additionalProperties": False,
}
CHOICES = {"type": "array", "items": WORDS, "minItems": 1, "uniqueItems": True}
SCHEMA = {
    "type": "object",
    "properties": {
        "name": {**WORDS, "minLength": 3},
        "description": {**WORDS, "maxLength": 200},
        "title": WORDS,
        "body": {
            "type": "array",
            "items": {
                "oneOf": [
                    _element("markdown", {"value": WORDS}, required=["value"]),
                    _element("input", FIELD, required=["label"]),
                    _element("textarea", FIELD | {"render": WORDS}, required=["label"]),
                    _element(
                        "dropdown",
                        LABELLED
                        | {
                            "options": CHOICES,
                            "multiple": {"type": "boolean"},
                            "default": {"type": "integer"},
                        },
                        required=["label", "options"],
                    ),
                    _element(
                        "checkboxes",
                        LABELLED | {"options": {"type": "array", "items": BOX, "minItems": 1}},
                        required=["label", "options"],
                    ),
                ]
            },
            "contains": {"not": {"properties": {"type": {"const": "markdown"}}}},
        },
        "labels": {"type": "array", "items": WORDS},
    },
    "required": ["name", "description", "body"],
    "additionalProperties": False,
}


def form(name: str) -> Any:  # noqa: ANN401 - YAML holds anything
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def test_there_is_a_form_for_each_wish() -> None:
    assert FORMS == ["1-person.yml", "2-paper.yml", "3-correction.yml"]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_keeps_to_the_rules(name: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(form(name))


@pytest.mark.parametrize("name", FORMS)
def test_ids_and_labels_are_told_apart(name: str) -> None:
    fields = [one for one in form(name)["body"] if one["type"] != "markdown"]
    ids = [one["id"] for one in fields]
    labels = [one["attributes"]["label"].casefold() for one in fields]

    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(not re.fullmatch(r"none", label) for label in labels)


def test_the_names_of_forms_differ() -> None:
    assert len({form(name)["name"] for name in FORMS}) == len(FORMS)


def test_the_chooser_has_links_that_say_what_they_are() -> None:
    config = form("config.yml")

    assert set(config) == {"blank_issues_enabled", "contact_links"}
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"}
        assert link["url"].startswith("https://")


@pytest.mark.parametrize("name", [*FORMS, "../PULL_REQUEST_TEMPLATE.md"])
def test_files_that_are_named_exist(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")

    for path in re.findall(r"\.\./blob/HEAD/([\w./-]+)", text):
        assert (TOP / path).is_file(), path
