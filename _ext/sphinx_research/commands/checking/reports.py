"""Problems for programs: annotations of GitHub, JSON, SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from sphinx_research.commands.checking.verdict import Verdict
from sphinx_research.records.characters import printable, quiet
from sphinx_research.records.problems import Code, Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def github(problems: Iterable[Problem]) -> Iterator[str]:
    """Give workflow commands, which GitHub shows at the lines of a pull request.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    for one in problems:
        place = one.place
        values = {
            "file": printable(place.path),
            "line": str(place.line),
            "col": str(place.column or 1),
            "title": one.code.label,
        }
        said = ",".join(f"{name}={_property(value)}" for name, value in values.items())
        yield f"::{_COMMANDS[one.code.severity]} {said}::{_data(printable(str(one)))}"


def _data(text: str) -> str:
    """Escape a message as GitHub's own toolkit does (``packages/core/src/command.ts``)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value before the message, likewise."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(verdict: Verdict, problems: Iterable[Problem]) -> str:
    """Give all that is known of each problem, in ASCII."""
    told = [
        {
            "file": one.place.path,
            "line": one.place.line,
            "column": one.place.column or None,
            "severity": one.code.severity.value,
            "code": one.code.label,
            "cause": one.cause,
            "mend": one.mend,
        }
        for one in problems
    ]
    written = {"version": 1, "counts": dict(verdict.counts), "problems": told}
    return quiet(json.dumps(written, indent=2))


def sarif(problems: Iterable[Problem]) -> str:
    """Give a log in the Static Analysis Results Interchange Format 2.1.0 (OASIS), in ASCII."""
    told = list(problems)
    codes = [code for code in Code if any(one.code is code for one in told)]
    rules = [
        {
            "id": code.label,
            "shortDescription": {"text": code.meaning},
            "defaultConfiguration": {"level": _LEVELS[code.severity]},
        }
        for code in codes
    ]
    driver = {"name": "sphinx_research", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in told],
    }
    written = {"$schema": SARIF, "version": "2.1.0", "runs": [run]}
    return quiet(json.dumps(written, indent=2))


def _result(problem: Problem, rule: int) -> dict[str, object]:
    place = problem.place
    region = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    artifact = {"uri": quote(place.path, errors="replace"), "uriBaseId": "%SRCROOT%"}
    location = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    return {
        "ruleId": problem.code.label,
        "ruleIndex": rule,
        "level": _LEVELS[problem.code.severity],
        "message": {"text": str(problem)},
        "locations": [location],
    }
