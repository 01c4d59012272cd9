"""A record is changed where it stands, and nothing else of its file."""

from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.editing import edit
from sphinx_research.records.loading import READERS
from sphinx_research.records.raw import Path, RawRecord

PERSON = """\
---
# who
person:
  name: Ada Lovelace   # in full
  orcid: 0000-0002-1825-0097
  aliases:
    # of her marriage
    - Ada King
    - Augusta Ada
  links: {github: ada, dblp: 65/3144}
  education:
    - degree: BSc   # first
      org: london
    - {degree: PhD, org: ucl}
  motto: >
    Engines
    think.

orphan: true
---
# Ada

Text.
"""
PAPER = """\
# Papers

> :::{publication} first
> :title: One
> :# said
> :authors: A B,
> :  C D
> :year: 2024
>
> An abstract.
> :::

::::{note}
:::{publication} second
---
title: Two
authors: A B
---
:::
::::
"""
BIB = """\
% my papers
@string{jcv = "Journal of Vision"}
@article{one,
  author    = {King, Ada and B, C},
  title     = {Engines of {Thought}},
  journal   = jcv # { Letters},
  year      = 2024,
  month     = may,
  note      = "said {\\"o}ver
               lines"
}

@misc{two, author = "A B", title = {Two}, eprint = {2404.02345}, archiveprefix={arXiv}, year=2023}

@article{three,
  title={Three},
  author={A B},
  journal={arXiv preprint arXiv:2404.02346},
  year={2024},
}
"""
VENUES = """\
# ours
cvpr:
  name: CVPR   # short
nature: {name: Nature}

empty:
  name: Empty
  aliases: [a, "b, c"]
"""
NEWS = """\
- date: 2024-06
  text: One
- {date: 2024-05, text: Two}
"""
FILES = {
    "people/ada.md": PERSON,
    "research/papers.md": PAPER,
    "research/a.bib": BIB,
    "research/venues.yaml": VENUES,
    "research/news.yaml": NEWS,
}


def records(path: str, text: str) -> tuple[RawRecord, ...]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return READERS[PurePosixPath(path).suffix](lines, path).records


def changed(path: str, number: int, **values: str | None) -> list[str]:
    """Give the lines that are not as they were, as ``diff`` marks them."""
    before = FILES[path]
    record = records(path, before)[number]
    after = edit(before, record, values)
    return lines_of_diff(before, after)


def lines_of_diff(before: str, after: str) -> list[str]:
    old, new = before.split("\n"), after.split("\n")
    gone = [f"-{line}" for line in old if line not in new]
    return gone + [f"+{line}" for line in new if line not in old]


def test_a_value_of_front_matter_is_replaced_and_its_comment_stays() -> None:
    assert changed("people/ada.md", 0, name="Ada King: countess") == [
        "-  name: Ada Lovelace   # in full",
        "+  name: 'Ada King: countess'   # in full",
    ]


def test_a_new_field_stands_where_the_documentation_has_it() -> None:
    assert changed("people/ada.md", 0, email="ada@example.org") == ["+  email: ada@example.org"]
    after = edit(PERSON, records("people/ada.md", PERSON)[0], {"role": "professor"})
    assert "    - Augusta Ada\n  role: professor\n  links:" in after


def test_a_list_is_replaced_by_a_text() -> None:
    assert changed("people/ada.md", 0, aliases="Ada King, Augusta") == [
        "-  aliases:",
        "-    # of her marriage",
        "-    - Ada King",
        "-    - Augusta Ada",
        "+  aliases: Ada King, Augusta",
    ]


def test_a_field_is_removed_with_its_lines() -> None:
    assert changed("people/ada.md", 0, motto=None) == [
        "-  motto: >",
        "-    Engines",
        "-    think.",
    ]
    assert changed("people/ada.md", 0, links=None) == ["-  links: {github: ada, dblp: 65/3144}"]


@pytest.mark.parametrize(
    ("way", "value", "line"),
    [
        (("links", "github"), "ada-l", "  links: {github: ada-l, dblp: 65/3144}"),
        (("links", "github"), None, "  links: {dblp: 65/3144}"),
        (("links", "dblp"), None, "  links: {github: ada}"),
        (("links", "x"), "a: b", "  links: {github: ada, dblp: 65/3144, x: 'a: b'}"),
        (("education", 0, "org"), "ucl", "      org: ucl"),
        (("education", 0, "until"), "2023", "      until: 2023"),
        (("education", 1, "org"), None, "    - {degree: PhD}"),
        (("aliases", 1), "Ada Byron", "    - Ada Byron"),
    ],
)
def test_a_value_within_another_is_changed(
    way: tuple[str | int, ...], value: str | None, line: str
) -> None:
    after = edit(PERSON, records("people/ada.md", PERSON)[0], {way: value})

    assert [one for one in lines_of_diff(PERSON, after) if one[0] == "+"] == [f"+{line}"]


def test_an_item_of_a_list_is_removed() -> None:
    way: Path = ("aliases", 0)

    after = edit(PERSON, records("people/ada.md", PERSON)[0], {way: None})

    assert lines_of_diff(PERSON, after) == ["-    - Ada King"]


def test_options_of_a_block_are_changed_behind_what_is_before_each_line() -> None:
    assert changed("research/papers.md", 0, title="One: more", doi="10.1000/1") == [
        "-> :title: One",
        "+> :title: 'One: more'",
        "+> :doi: 10.1000/1",
    ]
    assert changed("research/papers.md", 0, authors="E F") == [
        "-> :authors: A B,",
        "-> :  C D",
        "+> :authors: E F",
    ]


def test_another_name_of_a_field_is_known() -> None:
    assert changed("research/papers.md", 0, date="2025") == ["-> :year: 2024", "+> :year: 2025"]


def test_options_between_dashes_are_changed() -> None:
    assert changed("research/papers.md", 1, title="Three", venue="CVPR") == [
        "-title: Two",
        "+title: Three",
        "+venue: CVPR",
    ]


def test_an_abstract_is_changed_added_and_removed() -> None:
    assert changed("research/papers.md", 0, abstract="Another\none.") == [
        "-> An abstract.",
        "+> Another",
        "+> one.",
    ]
    assert changed("research/papers.md", 1, abstract="New.") == ["+New."]
    assert changed("research/papers.md", 0, abstract=None) == ["-> An abstract."]


def test_fields_of_an_entry_are_changed_as_they_are_set_out() -> None:
    assert changed("research/a.bib", 0, title="Engines & *more*", venue="Nature") == [
        "-  title     = {Engines of {Thought}},",
        "-  journal   = jcv # { Letters},",
        "+  title     = {Engines \\&{} \\emph{more}},",
        "+  journal   = {Nature},",
    ]
    assert changed("research/a.bib", 0, doi="10.1000/a_b") == ["+  doi       = {10.1000/a_b},"]
    assert changed("research/a.bib", 0, award="Best") == [
        '-               lines"',
        '+               lines",',
        "+  award     = {Best}",
    ]


def test_dates_of_an_entry_are_changed() -> None:
    assert changed("research/a.bib", 0, date="2025-06") == [
        "-  year      = 2024,",
        "-  month     = may,",
        "+  year      = {2025},",
        "+  month     = jun,",
    ]
    assert changed("research/a.bib", 0, year="2025") == [
        "-  year      = 2024,",
        "-  month     = may,",
        "+  year      = {2025},",
    ]


def test_authors_of_an_entry_are_written_as_in_bibtex() -> None:
    assert changed("research/a.bib", 0, authors="Ada King*, Jörg von Berg") == [
        "-  author    = {King, Ada and B, C},",
        "+  author    = {King, Ada and von Berg, Jörg},",
        "+  author+an = {1=equal},",
    ]


def test_a_preprint_becomes_a_paper() -> None:
    values = {"type": "article", "venue": "Nature", "doi": "10.1038/1", "volume": "3"}
    assert changed("research/a.bib", 2, **values) == [
        "-  journal={arXiv preprint arXiv:2404.02346},",
        "+  journal={Nature},",
        "+  volume={3},",
        "+  doi={10.1038/1},",
        "+  eprint={2404.02346},",
        "+  archiveprefix={arXiv},",
    ]
    (line,) = (one for one in changed("research/a.bib", 1, **values) if one[0] == "+")
    assert line.startswith('+@article{two, author = "A B", title = {Two}, journal = {Nature}, ')


def test_data_files_are_changed() -> None:
    assert changed("research/venues.yaml", 0, type="conference") == ["+  type: conference"]
    assert changed("research/venues.yaml", 1, short="N") == [
        "-nature: {name: Nature}",
        "+nature: {name: Nature, short: N}",
    ]
    assert changed("research/news.yaml", 0, date="2024-07") == [
        "-- date: 2024-06",
        "+- date: 2024-07",
    ]


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + PERSON.replace("\n", "\r\n")

    after = edit(text, records("people/ada.md", text)[0], {"role": "a", "orcid": None})

    plain = edit(PERSON, records("people/ada.md", PERSON)[0], {"role": "a", "orcid": None})
    assert after == "\ufeff" + plain.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("path", "number", "way", "value"),
    [
        ("people/ada.md", 0, ("name", "given"), "Ada"),
        ("people/ada.md", 0, ("nothing", "x"), "Ada"),
        ("people/ada.md", 0, ("aliases", 7), "Ada"),
        ("research/papers.md", 0, ("award",), None),
        ("research/papers.md", 0, ("title", "x"), "T"),
        ("research/papers.md", 0, ("award",), "a\nb"),
        ("research/papers.md", 0, ("abstract",), ":::\n:::{publication} new\n:title: x\n:::"),
        ("research/a.bib", 0, ("title", 0), "T"),
        ("research/a.bib", 0, ("authors",), None),
        ("research/a.bib", 0, ("doi",), "nonsense"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(
    path: str, number: int, way: tuple[str | int, ...], value: str | None
) -> None:
    with pytest.raises(ValueError, match=r"."):
        edit(FILES[path], records(path, FILES[path])[number], {way: value})


def test_a_record_that_stands_elsewhere_is_refused() -> None:
    (record,) = records(
        "people/ada.md",
        dedent("""
        ---
        person: {name: Ada}
        ---
        """).lstrip(),
    )

    with pytest.raises(ValueError, match="does not stand at"):
        edit(PERSON, record, {"name": "Ada"})


# --- anything -----------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split()) or "a"
)
FIELDS = {
    "people/ada.md": ["name", "motto", "role", "native_name", "since"],
    "research/papers.md": ["title", "venue", "note", "year", "award"],
    "research/a.bib": ["title", "venue", "award", "volume", "pages"],
    "research/venues.yaml": ["name", "short", "url", "aliases"],
    "research/news.yaml": ["date", "text", "publication"],
}


@given(st.data())
def test_after_any_change_the_file_says_just_that(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[path]
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    before = records(path, text)
    number = data.draw(st.integers(0, len(before) - 1))
    values = data.draw(
        st.dictionaries(st.sampled_from(FIELDS[path]), TEXTS | st.none(), min_size=1, max_size=3)
    )
    try:
        after = records(path, edit(text, before[number], values))
    except ValueError:
        return

    assert [one.data for n, one in enumerate(after) if n != number] == [
        one.data for n, one in enumerate(before) if n != number
    ]
    untouched = before[number].data.keys() - values.keys() - {"date", "type"}
    for name in untouched:
        assert after[number].data[name] == before[number].data[name]
    for name, value in values.items():
        if not path.endswith(".bib"):
            assert after[number].data.get(name) == value


@given(st.sampled_from(["people/ada.md", "research/papers.md", "research/venues.yaml"]), TEXTS)
def test_plain_texts_can_always_be_written(path: str, value: str) -> None:
    before = records(path, FILES[path])[0]
    field = "name" if "name" in before.data else "title"

    after = records(path, edit(FILES[path], before, {field: value}))

    assert after[0].data[field] == value
