from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.problems import Code, Place
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.records.sources.publications import find_blocks


def _read(text: str, path: str = "research/page.md") -> Source:
    return read_markdown(dedent(text).removeprefix("\n"), path)


def _record(text: str, path: str = "research/page.md") -> RawRecord:
    """Read a page that holds one record and no mistake."""
    source = _read(text, path)
    assert source.problems == ()
    (record,) = source.records
    return record


def _keys(text: str) -> list[tuple[str, int]]:
    """Read the keys of a page's blocks, each with its line."""
    source = _read(text)
    assert source.problems == ()
    return [(record.id, record.place.line) for record in source.records]


def _told(text: str) -> list[tuple[Code, int, str]]:
    return [(one.code, one.place.line, str(one)) for one in _read(text).problems]


# --- front matter ---------------------------------------------------------------------


def test_a_page_holds_the_person_of_its_name() -> None:
    text = """
        ---
        person:
          name: Ada Lovelace

          education:
            - org: ucl
              since: 1830
        ---
        # Ada Lovelace
    """

    record = _record(text, "people/ada-lovelace.md")

    assert (record.kind, record.id) == (Kind.PERSON, "ada-lovelace")
    assert record.data == {
        "name": "Ada Lovelace",
        "education": [{"org": "ucl", "since": "1830"}],
    }
    assert record.place == Place("people/ada-lovelace.md", 2, 1)
    assert record.place_of(("name",)) == Place("people/ada-lovelace.md", 3, 3)
    assert record.place_of(("education", 0, "since")).line == 7


def test_the_place_of_an_absent_value_is_that_of_what_is_around_it() -> None:
    record = _record("---\nperson:\n  education:\n    - org: ucl\n---\n")

    assert record.place_of(("education", 0, "degree")) == Place("research/page.md", 4, 7)
    assert record.place_of(("name",)) == record.place


def test_a_page_holds_a_project() -> None:
    record = _record("---\norphan: true\nproject:\n  title: GaitSTR\n---\n")

    assert (record.kind, record.id, record.place.line) == (Kind.PROJECT, "page", 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A page\n",
        "---\n---\n# A page\n",
        "---\norphan:\n---\n",
        "\n\n---\nperson:\n  name: Ada\n---\n",
        "Ada\n---\nperson:\n---\n",
        "```yaml\n---\nperson:\n  name: Ada\n---\n```\n",
    ],
)
def test_a_page_without_a_record_holds_none(text: str) -> None:
    assert _read(text) == Source()


def test_a_key_that_pages_may_not_set_is_refused_and_the_record_stays() -> None:
    text = """
        ---
        person: {name: Ada}
        myst:
          substitutions: {x: "{{ config }}"}
        html_meta: {}
        ---
    """

    source = _read(text)

    assert [record.id for record in source.records] == ["page"]
    assert sorted((one.code, one.place.line, one.place.column) for one in source.problems) == [
        (Code.FRONT_MATTER, 3, 1),
    ]
    assert "keys `myst`, `html_meta`" in str(source.problems[0])
    assert "allowed are nosearch, orphan, person, project, tocdepth" in str(source.problems[0])


@pytest.mark.parametrize("value", ["", "Ada Lovelace", "[Ada]"])
def test_a_record_without_fields_is_refused(value: str) -> None:
    assert _told(f"---\norphan:\nperson: {value}\n---\n") == [
        (
            Code.FRONT_MATTER,
            3,
            "`person:` must hold fields such as `name:` or `title:`; indent them below it",
        )
    ]


def test_a_page_cannot_be_of_a_person_and_a_project() -> None:
    source = _read("---\nproject: {title: A}\nperson: {name: B}\n---\n")

    assert len(source.records) == 1
    assert [(one.code, one.place.line) for one in source.problems] == [(Code.FRONT_MATTER, 3)]
    assert str(source.problems[0]).endswith("make two pages")


def test_front_matter_without_an_end_is_told() -> None:
    assert _told("---\nperson:\n  name: Ada\n\n# Ada\n") == [
        (Code.YAML, 1, "the front matter has no end; write `---` below it")
    ]


def test_front_matter_that_cannot_be_read_is_told_with_its_line() -> None:
    (told,) = _told("---\nperson:\n  name: Ada\n  motto: a: b\n---\n:::{publication} k\n:::\n")

    assert told[:2] == (Code.YAML, 4)


def test_blocks_below_broken_front_matter_are_read() -> None:
    source = _read("---\na: [\n---\n:::{publication} key\n:title: A\n:::\n")

    assert [record.id for record in source.records] == ["key"]
    assert [problem.code for problem in source.problems] == [Code.YAML]


# --- the form of a block --------------------------------------------------------------


@pytest.mark.parametrize("fence", [":::", "::::::", "```", "`````", "~~~"])
@pytest.mark.parametrize("name", ["publication", "research:publication"])
def test_every_fence_holds_a_publication(fence: str, name: str) -> None:
    inside = ":title: A\n:year: 2024\n\nAn abstract."

    record = _record(f"Text.\n\n{fence}{{{name}}} key2024word\n{inside}\n{fence}\n")

    assert (record.kind, record.id) == (Kind.PUBLICATION, "key2024word")
    assert record.data == {"title": "A", "year": "2024", "abstract": "An abstract."}
    assert record.place == Place("research/page.md", 3)
    assert record.place_of(("year",)).line == 5


def test_values_are_taken_as_myst_takes_them() -> None:
    record = _record("""
        :::{publication} key
        :title: "GaitSTR: Gait"
        :venue: 'x # y'
        :year: 2024  # a comment
        :pages: 1: 2
        :arxiv: 2404.02340
        :selected:
        :::
    """)

    assert record.data == {
        "title": "GaitSTR: Gait",
        "venue": "x # y",
        "year": "2024",
        "pages": "1: 2",
        "arxiv": "2404.02340",
        "selected": "",
    }


def test_options_between_dashes_keep_their_lines() -> None:
    record = _record("""
        :::{publication} key
        ---
        title: |
          A long
          title
        authors: A B
        ---

        An abstract.
        :::
    """)

    assert record.data == {
        "title": "A long\ntitle\n",
        "authors": "A B",
        "abstract": "An abstract.",
    }
    assert record.place_of(("title",)).line == 3
    assert record.place_of(("authors",)).line == 6


def test_a_block_without_an_end_goes_to_the_end_of_the_page() -> None:
    assert _record(":::{publication} key\n:title: A\n\nTo the end.\n").data == {
        "title": "A",
        "abstract": "To the end.",
    }


def test_an_abstract_may_hold_blocks_of_its_own() -> None:
    record = _record("""
        ::::{publication} key
        :title: A

        One.

        :::{note}
        :class: x
        Two.
        :::
        ::::
    """)

    assert record.data["abstract"] == "One.\n\n:::{note}\n:class: x\nTwo.\n:::"


@pytest.mark.parametrize(
    ("inside", "line"),
    [(":title: A\n\n:year: 2024\n", 4), ("---\ntitle: A\n---\n\n:year: 2024\n", 6)],
)
def test_a_field_below_an_empty_line_is_told(inside: str, line: int) -> None:
    mend = "the abstract of `key` begins like a field; remove the empty line above it"

    assert _told(f":::{{publication}} key\n{inside}:::\n") == [(Code.BLOCK, line, mend)]


def test_an_abstract_alone_makes_a_record() -> None:
    assert _record(":::{publication} key\nAn abstract.\n:::\n").data == {
        "abstract": "An abstract."
    }


@pytest.mark.parametrize("argument", ["key", ""])
def test_a_bare_block_declares_nothing(argument: str) -> None:
    assert _read(f":::{{publication}} {argument}\n:::\n") == Source()


def test_a_block_without_a_key_is_refused_on_its_line() -> None:
    assert _told("Text.\n\n:::{publication}\n:title: A\n:::\n") == [
        (
            Code.BLOCK,
            3,
            "the publication block has no key; write `:::{publication} name2024word`",
        )
    ]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (':title: "A\n', 3),
        (':title: A\n:venue: "B\n:year: 2024\n', 4),
        (":title: A\n:authors\n:year: 2024\n", 4),
        ('---\ntitle: A\nauthors: "B\n---\n', 5),
    ],
)
def test_options_that_cannot_be_read_are_told_with_their_line(options: str, line: int) -> None:
    told = _told(f"Text.\n:::{{publication}} key\n{options}\nAn abstract.\n:::\n")

    assert [one[:2] for one in told] == [(Code.BLOCK, line)]
    assert told[0][2].startswith("the options of `key` cannot be read: ")
    assert told[0][2].endswith("in quotes where it holds `: `")


def test_a_broken_block_costs_no_other() -> None:
    source = _read("""
        :::{publication} one
        :title: "A
        :::
        :::{publication} two
        :title: B
        :::
    """)

    assert [record.id for record in source.records] == ["two"]
    assert [problem.place.line for problem in source.problems] == [2]


# --- where blocks are found -----------------------------------------------------------


def test_blocks_are_found_wherever_markdown_nests_them() -> None:
    text = """
        ---
        orphan:
        ---
        - an item

          ```{publication} in-list
          :title: A
          ```

        > :::{publication} in-quote
        > :title: A
        > :::

        :::::{grid} 2
        :gutter: 2

        ::::{grid-item-card}
        ---
        class: x
        ---
        :::{publication} in-grid
        :title: A
        :::
        ::::
        :::::

        ````{dropdown} More
        :open:

        ```{publication} in-dropdown
        :title: A
        ```
        ````

        ::::{tab-set}
        :::{tab-item} One
        ~~~{publication} in-tab
        :title: A
        ~~~
        :::
        ::::

        1. - :::{publication} in-two-lists
             :title: A
             :::
    """

    assert _keys(text) == [
        ("in-list", 6),
        ("in-quote", 10),
        ("in-grid", 21),
        ("in-dropdown", 30),
        ("in-tab", 37),
        ("in-two-lists", 43),
    ]


def test_options_in_a_list_keep_their_lines() -> None:
    record = _record("""
        - an item

          :::{publication} key
          :title: A
          :year: 2024
          :::
    """)

    assert record.data == {"title": "A", "year": "2024"}
    assert record.place_of(("year",)).line == 5


@pytest.mark.parametrize(
    "example",
    [
        "````md\n{}\n````",
        "````\n{}\n````",
        "~~~~~\n{}\n~~~~~",
        "````{{code-block}} md\n{}\n````",
        "::::{{code}} md\n{}\n::::",
        "::::{{literalinclude}} x\n{}\n::::",
        "::::{{eval-rst}}\n{}\n::::",
        "::::{{raw}} html\n{}\n::::",
        "::::{{math}}\n{}\n::::",
        "$$\n{}\n$$",
    ],
)
@pytest.mark.parametrize("fence", [":::", "```"])
def test_an_example_is_never_taken_for_a_paper(example: str, fence: str) -> None:
    block = f"{fence}{{publication}} example\n:title: An example\n{fence}"

    assert _keys(f"{example.format(block)}\n\n:::{{publication}} key\n:title: A\n:::\n") == [
        ("key", example.count("\n") + 5)
    ]


@pytest.mark.parametrize(
    "example",
    [
        "Write `:::{publication} key` and its fields.\n",
        "    :::{publication} key\n    :title: A\n    :::\n",
        "% :::{publication} key\n% :title: A\n",
        "\\:::{publication} key\n:title: A\n",
        ":::{publications}\n:title: A\n:::\n",
        "::{publication} key\n:title: A\n::\n",
    ],
)
def test_what_only_looks_like_a_block_is_none(example: str) -> None:
    assert _read(f"Text: {{publication}}\n\n{example}") == Source()


@pytest.mark.parametrize(
    ("block", "line", "cause"),
    [
        (":::publication key\n:title: A\n:::\n", 1, "`:::publication` is no directive"),
        ("::{profile}\n", 0, ""),
        (":::profile\n:::\n", 1, "`:::profile` is no directive"),
        (":::timeline\n:::\n", 1, "`:::timeline` is no directive"),
        (":::{publication}key\n:title: A\n:::\n", 1, "`:::{publication}key` is no directive"),
        (":::{publication} key\n:title: A\n:::\n", 0, ""),
        ("```\n:::profile\n```\n", 0, ""),
        (":::{publication} a b\n:title: A\n:::\n", 1, "the key `a b` has a space in it"),
        (
            ":::{publication} key\n:title: A\ncode: B\n:tags: c\n:::\n",
            3,
            "the abstract of `key` follows its fields without an empty line",
        ),
        (
            ':::{publication} key\n:title: "Kelp: $\\theta$"\n:::\n',
            2,
            "a backslash in double quotes begins a sign of its own, in `title`",
        ),
        (":::{publication} key\n:title: 'Kelp: $\\theta$'\n\nText.\n:::\n", 0, ""),
    ],
)
def test_what_nobody_can_have_meant_is_told(block: str, line: int, cause: str) -> None:
    told = [(one.place.line, one.cause) for one in _read(block).problems]

    assert told == ([(line, cause)] if cause else [])


def test_a_block_within_a_publication_belongs_to_its_abstract() -> None:
    text = """
        ::::{publication} key
        :title: A

        :::{publication} inner
        :title: B
        :::
        ::::
    """

    assert _keys(text) == [("key", 1)]


def test_a_page_without_the_word_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sphinx_research.records.sources.markdown.find_blocks",
        lambda _: pytest.fail("searched"),
    )

    assert _read(":::{publications}\n:::\n" * 3) == Source()


# --- properties -----------------------------------------------------------------------

_lines = st.lists(
    st.sampled_from(
        [
            ":::{publication} k",
            "```{publication} k",
            "::::{grid}",
            "- ",
            "  ",
            "> ",
            ":title: A",
            ':title: "A',
            "---",
            "person:",
            "  name: A",
            ":::",
            "::::",
            "```",
            "",
            "text",
        ]
    )
)


@given(_lines.map("\n".join) | st.text())
def test_no_page_raises_and_every_place_lies_within_it(text: str) -> None:
    source = read_markdown(text, "people/page.md")

    last = text.count("\n") + 2
    places = [record.place for record in source.records]
    places += [problem.place for problem in source.problems]
    places += [record.place_of(way) for record in source.records for way in record.marks]
    assert all(1 <= place.line <= last for place in places)


@given(st.lists(st.sampled_from([":::", "```"]), min_size=1, max_size=5), st.integers(0, 3))
def test_every_block_is_found_on_its_own_line(fences: list[str], depth: int) -> None:
    outer = [":" * (9 - level) for level in range(depth)]
    lines = [f"{fence}{{div}}" for fence in outer]
    expected = []
    for number, fence in enumerate(fences):
        expected.append((f"k{number}", len(lines) + 1))
        lines += [f"{fence}{{publication}} k{number}", ":title: A", fence, ""]
    lines += reversed(outer)

    assert _keys("\n".join(lines)) == expected


def test_lines_of_found_blocks_count_from_a_given_one() -> None:
    (block,) = find_blocks("\n:::{publication} key\n:::\n", first_line=10)

    assert (block.argument, block.line) == ("key", 11)
