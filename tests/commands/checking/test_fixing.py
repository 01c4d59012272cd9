"""What is mended by itself says what it said, and needs no mending again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.checking.fixing import fixed
from sphinx_research.commands.checking.forms import FORMS, date_of
from sphinx_research.records.loading import READERS
from sphinx_research.records.model import Record
from sphinx_research.records.problems import Problem
from sphinx_research.records.schema import validate

PERSON = """\
---
person:
  role: professor   # since the beginning
  name: Ada Lovelace
  orcid: https://orcid.org/0000-0002-1825-0097
  since: September 2023
  education:
    - {degree: PhD, org: ucl, until: 3 May 2021}
  news:
    - date: 2024/05/03
      text: May 2024 was fine
---
# Ada
"""
MENDED = """\
---
person:
  name: Ada Lovelace
  role: professor   # since the beginning
  orcid: 0000-0002-1825-0097
  since: 2023-09
  education:
    - {degree: PhD, org: ucl, until: 2021-05-03}
  news:
    - date: 2024-05-03
      text: May 2024 was fine
---
# Ada
"""
PAPER = """\
# Papers

:::{publication} one
:title: One
:authors: Ada Lovelace and Charles Babbage and Mary Somerville
:date: May 2024
:pages: 12--19
:doi: https://doi.org/10.1000/182
:arxiv: https://arxiv.org/abs/2404.02345v2
:::
"""
PAPER_MENDED = """\
# Papers

:::{publication} one
:title: One
:authors: Ada Lovelace, Charles Babbage, Mary Somerville
:date: 2024-05
:pages: 12-19
:doi: 10.1000/182
:arxiv: 2404.02345
:::
"""
BIB = """\
@article{one,
  title = {One},
  author = {King, Ada and B, C},
  pages = {12--19},
  year = 2024,
  month = may,
  doi = {https://doi.org/10.1000/182},
  url = {https://arxiv.org/abs/2404.02345},
}
@misc{two, title = "Two", author = "A B", doi = "doi:10.1000/183", year = 2023}
"""


@pytest.mark.parametrize(
    ("path", "before", "after", "number"),
    [
        ("people/ada.md", PERSON, MENDED, 5),
        ("research/papers.md", PAPER, PAPER_MENDED, 5),
        (
            "research/papers.bib",
            BIB,
            BIB.replace("{https://doi.org/10.1000/182}", "{10.1000/182}").replace("doi:", ""),
            2,
        ),
    ],
)
def test_values_are_written_in_the_one_form(
    path: str, before: str, after: str, number: int
) -> None:
    assert fixed(before, path) == (after, number)
    assert fixed(after, path) == (after, 0)


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    assert fixed("\ufeff" + PERSON.replace("\n", "\r\n"), "people/ada.md") == (
        "\ufeff" + MENDED.replace("\n", "\r\n"),
        5,
    )


@pytest.mark.parametrize(
    "line",
    [
        "since: 03/05/2024",
        "since: spring 2024",
        "since: 2024-13",
        "since: Maybe 2024",
        "orcid: https://orcid.org/0000-0002-1825-0098",
        "role: May 2024",
    ],
)
def test_what_is_not_sure_stays(line: str) -> None:
    text = f"---\nperson:\n  name: Ada\n  {line}\n---\n"

    assert fixed(text, "people/ada.md") == (text, 0)


@pytest.mark.parametrize("between", ["  # of the role\n", "\n"])
def test_fields_stay_where_a_line_may_belong_to_several(between: str) -> None:
    text = f"---\nperson:\n  role: professor\n{between}  name: Ada\n---\n"

    assert fixed(text, "people/ada.md") == (text, 0)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        *(("May 2024", "2024-05"), ("may, 2024", "2024-05"), ("Sept. 2024", "2024-09")),
        *(("2024/5", "2024-05"), ("2024.05.03", "2024-05-03"), ("2024-5-3", "2024-05-03")),
        *(("3 May 2024", "2024-05-03"), ("May 3rd, 2024", "2024-05-03"), ("2024 May", "2024-05")),
        *(("31 June 2024", ""), ("5/2024", ""), ("2024", ""), ("Mayo 2024", ""), ("", "")),
    ],
)
def test_dates_are_read_as_they_are_written(written: str, date: str) -> None:
    assert date_of(written) == date


@pytest.mark.parametrize(
    ("field", "written", "form"),
    [
        *(("doi", "www.doi.org/10.1000/182", "10.1000/182"), ("doi", "10.1000/ABC", "")),
        *(
            ("doi", "https://example.org/10.1000/1", ""),
            ("doi", "DOI: 10.1000/182", "10.1000/182"),
        ),
        *(("arxiv", "arXiv:2404.02345 [cs.CV]", "2404.02345"), ("arxiv", "2404.02345v2", "")),
        ("arxiv", "https://arxiv.org/pdf/2404.02345v1.pdf", "2404.02345"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
        ("orcid", "orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        *(("pages", "12 \u2013 19", "12-19"), ("pages", "12", ""), ("pages", "a-b-c", "")),
        ("authors", "Lovelace, Ada and Babbage, Charles", "Lovelace, Ada and Babbage, Charles"),
        ("authors", "Ada Lovelace, Charles Babbage,", "Ada Lovelace, Charles Babbage"),
    ],
)
def test_forms(field: str, written: str, form: str) -> None:
    assert FORMS[field](written) == form


VALUES = st.sampled_from(
    [
        *(
            "May 2024",
            "2024",
            "12--19",
            "https://doi.org/10.1000/1",
            "A B and C D",
            "x",
            "present",
        ),
        *("arXiv:2404.02345v3", "0000000218250097", "a: b", "3 May 2024", "", "A B, C D;"),
    ]
)
FIELDS = st.dictionaries(
    st.sampled_from(
        ["date", "year", "accepted", "pages", "doi", "arxiv", "venue", "note", "editors"]
    ),
    VALUES,
)


@given(FIELDS, st.booleans())
def test_no_record_means_anything_else(fields: dict[str, str], windows: bool) -> None:  # noqa: FBT001 - drawn
    lines = [f":{name}: {value!r}" for name, value in fields.items()]
    text = "\n".join([":::{publication} one", ":title: T", ":authors: A B", *lines, ":::", ""])
    text = text.replace("\n", "\r\n") if windows else text

    after, _ = fixed(text, "research/a.md")

    assert fixed(after, "research/a.md") == (after, 0)
    old, wrong = _read(text)
    new, still = _read(after)
    assert new is not None
    assert len(still) <= len(wrong)
    for name, value in old or ():
        if value is not None and value != ():
            assert getattr(new, name) == value


def _read(text: str) -> tuple[Record | None, list[Problem]]:
    problems: list[Problem] = []
    (raw,) = READERS[".md"](text.replace("\r\n", "\n"), "research/a.md").records
    return validate(raw, problems.append), problems
