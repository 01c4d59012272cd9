"""What programs are told: GitHub, JSON, SARIF."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.checking.reports import as_json, github, sarif
from sphinx_research.commands.checking.verdict import Verdict
from sphinx_research.records.problems import Code, Place, Problem

ONE = Problem(Code.VALUE, Place("people/ada, b.md", 3, 5), "50% is: wrong", "mend it")
TWO = Problem(Code.NO_ALT, Place("index.md", 7), "no words")
HOSTILE = Problem(
    Code.UNKNOWN_FILE,
    Place("a\n::error::forged\r\x1b[31m,line=9::x%0A.md"),
    "it\n::set-output name=a::b\x1b]0;title\x07 ##[command]x",
)


def test_annotations_are_commands_of_github() -> None:
    assert list(github([ONE, TWO])) == [
        "::error file=people/ada%2C b.md,line=3,col=5,title=value::50%25 is: wrong; mend it",
        "::notice file=index.md,line=7,col=1,title=no-alt::no words",
    ]


def test_hostile_names_forge_no_commands() -> None:
    (line,) = github([HOSTILE])

    assert line.isprintable()
    command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]  # else the test fails
    assert command == "error"
    assert dict(one.split("=", 1) for one in properties.split(",")).keys() == {
        *("file", "line", "col", "title"),
    }
    assert "##[" not in message


@given(st.text(), st.text())
def test_an_annotation_is_always_one_command(path: str, cause: str) -> None:
    (line,) = github([Problem(Code.VALUE, Place(path), cause)])

    assert len(line.splitlines()) == 1
    properties = line.removeprefix("::error ").partition("::")[0]
    assert properties.count(",") == 3


def test_json_tells_all() -> None:
    told = json.loads(as_json(Verdict((), {"page": 3}), [ONE, TWO]))

    assert told["counts"] == {"page": 3}
    assert told["problems"][0] == {
        "file": "people/ada, b.md",
        "line": 3,
        "column": 5,
        "severity": "error",
        "code": "value",
        "cause": "50% is: wrong",
        "mend": "mend it",
    }
    assert told["problems"][1]["column"] is None


MESSAGE = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": MESSAGE,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
    },
}
REGION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
    },
}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "pattern": r"^(?:[\w./~-]|%[0-9A-F]{2})+$"},
        "uriBaseId": {"type": "string"},
    },
}
PHYSICAL = {
    "type": "object",
    "required": ["artifactLocation"],
    "properties": {"artifactLocation": ARTIFACT, "region": REGION},
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {
            "type": "array",
            "items": {"type": "object", "properties": {"physicalLocation": PHYSICAL}},
        },
    },
}
SARIF: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""What OASIS's standard says of the properties that we write (SARIF 2.1.0, §3.13 to §3.30)."""


@pytest.mark.parametrize("problems", [[], [ONE], [ONE, TWO, ONE, HOSTILE]])
def test_sarif_is_as_the_standard_has_it(problems: list[Problem]) -> None:
    log = json.loads(sarif(problems))

    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for problem, result in zip(problems, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code.label
        where = result["locations"][0]["physicalLocation"]
        assert unquote(where["artifactLocation"]["uri"]) == problem.place.path
        assert where["region"]["startLine"] == problem.place.line


@given(st.text(), st.text(min_size=1))
def test_any_text_gives_valid_json(path: str, cause: str) -> None:
    problems = [Problem(Code.VALUE, Place(path or "a"), cause)]

    for text in (sarif(problems), as_json(Verdict((), {}), problems)):
        assert text.isascii()
        json.loads(text)
