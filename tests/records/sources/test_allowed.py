"""What is said of a directive or role that a page may not use."""

from __future__ import annotations

import pytest

from sphinx_research.records.problems import Code, Place
from sphinx_research.records.raw import Syntax, Use
from sphinx_research.records.sources.allowed import DIRECTIVES, MENDS, ROLES, is_built_in, refusal

PLACE = Place("research/page.md", 7)


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        (
            "directive",
            "include",
            "the directive `{include}` is not allowed on pages; write its text into the page",
        ),
        ("role", "raw", "the role `{raw}` is not allowed on pages; write Markdown"),
        (
            "directive",
            "publicaton",
            "there is no directive `{publicaton}`; did you mean `publication`?",
        ),
        ("role", "persn", "there is no role `{persn}`; did you mean `person`?"),
        ("directive", "cite", "there is no directive `{cite}`; write it as {cite}`…`"),
        ("role", "profile", "there is no role `{profile}`; write it as :::{profile}"),
        ("directive", "Note", "there is no directive `{Note}`; did you mean `note`?"),
    ],
)
def test_each_refusal_says_what_to_write_instead(kind: Syntax, name: str, says: str) -> None:
    problem = refusal(Use(kind, name, PLACE))

    assert (problem.code, problem.place, str(problem)) == (Code.REFUSED, PLACE, says)


def test_a_name_like_no_other_may_be_of_an_extension() -> None:
    assert str(refusal(Use("directive", "xyzzy", PLACE))) == (
        "the directive `{xyzzy}` is not allowed on pages; write Markdown; if it comes from an "
        "extension, `research_allowed` in conf.py allows it"
    )


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("directive", "research:publications"),
        ("role", "research:pub"),
        ("role", "std:doc"),
        ("role", "external:person"),
        ("role", "external+engines:research:person"),
    ],
)
def test_a_domain_before_a_name_changes_nothing(kind: Syntax, name: str) -> None:
    assert is_built_in(kind, name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("directive", ""),
        ("directive", "NOTE"),
        ("directive", "std:include"),
        ("directive", "research:note"),
        ("directive", "external:publications"),
        ("role", "external:raw"),
        ("role", "external+x:y:z:doc"),
        ("role", "py:class"),
        ("role", "publications"),
    ],
)
def test_nothing_else_is_built_in(kind: Syntax, name: str) -> None:
    assert not is_built_in(kind, name)


def test_nothing_is_both_allowed_and_replaced() -> None:
    refused_as_roles = {"title"}  # a role for titles of books, a directive for that of the page

    assert MENDS.keys() & (DIRECTIVES | ROLES) == refused_as_roles
