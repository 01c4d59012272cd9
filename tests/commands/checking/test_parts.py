"""The parts of a check that repeat what Sphinx does agree with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.matching import compile_matchers

from sphinx_research.commands.checking.advice import is_isbn, is_issn
from sphinx_research.commands.checking.mentions import read_mentions
from sphinx_research.commands.checking.options import OPTIONS, wrong_value
from sphinx_research.commands.checking.patterns import matcher
from sphinx_research.site.directives import DIRECTIVES


@pytest.mark.filterwarnings("ignore::FutureWarning")  # those of Sphinx
@given(
    st.lists(st.text("ab/*?[]!^.\\-", max_size=8), max_size=3),
    st.text("ab/.^!-\\]", max_size=8),
)
def test_patterns_fit_what_they_fit_for_sphinx(patterns: list[str], path: str) -> None:
    ours = matcher(patterns)(path)
    try:
        theirs = any(matches(path) for matches in compile_matchers(patterns))
    except re.error:
        return  # the build stops at such a pattern; a check goes on
    assert ours == theirs


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("[[]", "[", True),
        ("**/drafts", "a/b/drafts", True),
        ("*.md", "a/b.md", False),
        ("LICENSE*", "LICENSE-CONTENT", True),
        (".*", ".github", True),
        ("[!a]b", "/b", False),
    ],
)
def test_stars_stop_at_slashes(pattern: str, path: str, fits: bool) -> None:  # noqa: FBT001 - a table
    assert matcher([pattern])(path) is fits


def test_options_are_those_of_the_directives() -> None:
    theirs = {name: set(one.option_spec or ()) for name, one in DIRECTIVES.items()}
    del theirs["publication"]  # its fields are those of a record

    assert {name: set(options) for name, options in OPTIONS.items()} == theirs


CASES = [
    *(("limit", "publications", "3"), ("limit", "publications", "0"), ("limit", "news", "x")),
    *(("years", "publications", one) for one in ("2021", "2021-", "-2024", "2021–2024", "-", "")),
    *(("years", "publications", one) for one in ("2024-2021", "21", "2021 2024")),
    *(("type", "publications", one) for one in ("article", "papers, talk", "paper", "")),
    *(("as-of", "people", one) for one in ("2023", "2023-05", "May 2023")),
    *(("group", "publications", one) for one in ("year", "month")),
    *(("selected", "publications", one) for one in ("", "yes")),
    *(("person", "publications", one) for one in ("ada", "")),
]


@pytest.mark.parametrize(("option", "directive", "value"), CASES)
def test_values_are_right_where_the_directives_take_them(
    option: str, directive: str, value: str
) -> None:
    try:
        DIRECTIVES[directive].option_spec[option](value or None)
    except ValueError:
        taken = False
    else:
        taken = True

    assert (wrong_value(OPTIONS[directive][option], value) == "") is taken


@pytest.mark.parametrize(
    ("number", "right"),
    [
        *(("978-0-306-40615-7", True), ("9780306406157", True), ("978-0-306-40615-8", False)),
        *(("0-8044-2957-X", True), ("0-306-40615-2", True), ("0-306-40615-3", False)),
        *(("97803064061", False), ("ISBN 978-0-306-40615-7", True)),
    ],
)
def test_the_check_digit_of_an_isbn(number: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert is_isbn(number) is right


@pytest.mark.parametrize(
    ("number", "right"), [("0378-5955", True), ("2434-561X", True), ("0378-5954", False)]
)
def test_the_check_digit_of_an_issn(number: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert is_issn(number) is right


PAGE = """\
---
person:
  name: Ada
orphan: true
---
# Ada's work

(label)=
Text {person}`she <ada>` and `{person}`no`` [a](b.md#c) {cite}`one,
two`.

```python
{person}`not`
```

| a | b |
|---|---|
| {pub}`one` | ![pic](x.png) |

::::{note}
:class: tip

:::{publications}
:person: ada
:limit: 3
:::
[again](d.md)
::::

:::{figure} y.png
:alt: A wheel

Words {project}`engine`
:::
"""


def test_a_page_names_what_is_no_example() -> None:
    page = read_mentions(PAGE)

    assert page.is_orphan
    assert {"label", "ada-s-work", "adas-work"} <= page.anchors
    assert [(one.kind, one.target, one.line, one.column) for one in page.found] == [
        ("role", "she <ada>", 9, 6),
        ("link", "b.md#c", 9, 49),
        ("role", "one, two", 9, 57),
        ("role", "one", 18, 3),
        ("picture", "x.png", 18, 23),
        ("directive", "", 20, 0),
        ("option", "tip", 21, 1),
        ("directive", "", 23, 0),
        ("option", "ada", 24, 1),
        ("option", "3", 25, 1),
        ("link", "d.md", 27, 9),
        ("directive", "y.png", 30, 0),
        ("picture", "y.png", 30, 0),
        ("option", "A wheel", 31, 1),
        ("role", "engine", 33, 7),
    ]


@given(st.text("#`{}()[]:!\n abc<>-|", max_size=120))
def test_any_page_can_be_read(text: str) -> None:
    lines = text.count("\n") + 1

    assert all(1 <= one.line <= lines for one in read_mentions(text).found)
