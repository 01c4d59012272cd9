"""What is too large is told and left out; what is only large is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_research.records import limits
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.sources.data_files import read_data_file
from sphinx_research.records.sources.markdown import read_markdown
from tests.records.conftest import Tree, told

ADA = "---\nperson:\n  name: Ada Lovelace\n{}---\n"


def _large(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, str]]:
    """Tell what is too large, and where; nothing else may be wrong."""
    assert {problem.code for problem in problems} <= {Code.TOO_LARGE}
    return [(str(problem.place), problem.cause) for problem in problems]


# --- pages ----------------------------------------------------------------------------------


def _nested(levels: int) -> str:
    opened = "".join(f"{':' * (levels + 3 - n)}{{note}}\n" for n in range(levels))
    return opened + "\n".join(":" * (4 + n) for n in range(levels))


def _in_quotations(levels: int, quotations: int) -> str:
    lines = ["deep"]
    for level in range(levels):
        fence = ":" * (3 + level)
        lines = [f"{'> ' * quotations}{line}" for line in (f"{fence}{{note}}", *lines, fence)]
    return "\n".join(lines)


BOMBS: dict[str, str] = {
    "lines": "a\n" * 10_001,
    "marked lines": "```{code-block} python\n:emphasize-lines: 1, 4-99999\na\n```",
    "marked by attribute": '{emphasize-lines="1-300\\0\\0\\0"}\n```python\na\n```',
    "marked often": f"```{{code-block}} python\n:emphasize-lines: {'1-9999,' * 60}\na\n```",
    "marked in other digits": "{emphasize-lines=1-٣٠٠٠٠٠}\n```python\na\n```",
    "brackets": "[" * 50_000,
    "images": "![" * 50_000,
    "links": "[a](<b" * 20_000,
    "backticks": "`" * 100_000,
    "dollars": "$ a " * 50_000,
    "entities": "&#x41;" * 21_000,
    "roles": "{pub}`a` " * 7_000,
    "attributes": "{#a .b}\n" * 10_001,
    "definitions": "a\n: b\n" * 6_000,
    "footnotes": "".join(f"[^{n}]: a [^{n + 1}]\n\n" for n in range(6_000)),
    "references": "[a]: b\n\n" + "[a]" * 11_000,
    "wide table": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + ("|" + "a|" * 100 + "\n") * 300,
    "long table": "a | b | c\n:-: | - | -\n" + "a | b | c\n" * 3_000,
    "table of commas": ":::{csv-table}\n" + "a,b,c,d\n" * 2_000 + ":::",
    "emphasis": "*a " * 150 + "a* " * 150,
    "underscores": "_a " * 150 + "a_ " * 150,
    "runs": "*" * 150 + "a" + "*" * 150,
    "directives": _nested(300),
    "directives of backticks": "\n".join(f"{'`' * (400 - n)}{{note}}" for n in range(300)),
    "open directives": ":::{note}\n" * 5_000,
    "nameless containers": "\n".join(":" * (400 - n) for n in range(300)),
    "directives in quotations": _in_quotations(8, 18),
    "directives in a list": "\n".join(f"{'  ' * n}- {':' * (99 - n)}{{note}}" for n in range(50)),
    "directives behind closed ones": "".join(
        f"    :::{{note}}\n{':' * (400 - n)}{{note}}\n:::\n" for n in range(300)
    ),
    "lists of papers": ":::{publications}\n:::\n\n" * 61,
    "tables of contents": "# a\n" * 5_000 + "```{contents}\n```\n" * 3,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_with_too_much_is_refused_before_it_is_parsed(bomb: str) -> None:
    source = read_markdown(f"# A page\n\n{BOMBS[bomb]}", "people/ada.md")

    assert source.refused
    assert source.records == ()
    assert _large(source.problems) != []


def test_the_place_is_told() -> None:
    source = read_markdown("# A page\n\n*b*\n\n" + "*a " * 201, "people/ada.md")
    deep = read_markdown("# A page\n\n" + _nested(11), "people/ada.md")
    far = read_markdown("# A page\n\n" + "> " * 21 + ":::{note}\n", "people/ada.md")

    assert _large(source.problems) == [
        ("people/ada.md:5", "the paragraph has more than 200 marks of emphasis")
    ]
    assert _large(deep.problems) == [
        ("people/ada.md:13", "directives stand in each other more than 10 levels deep")
    ]
    assert _large(far.problems) == [("people/ada.md:3", "a directive begins behind column 40")]


LARGE: dict[str, str] = {
    "marked lines": "```{code-block} python\n:emphasize-lines: 1, 4-6, 900-950\na\n```",
    "150 kB": ("word " * 20 + "*word* `word` [a](https://a.example.org)\n\n") * 1_000,
    "nested": _nested(9),
    "one after another": ":::{note}\nword\n:::\n\n" * 1_000,
    "in a list": "1.  word\n\n    :::{note}\n    word\n    :::\n\n" * 100,
    "in quotations": "> :::{note}\n> word\n> :::\n\n" * 3,
    "cards": "::::{grid}\n" + ":::{card} a\nword\n:::\n" * 100 + "::::\n",
    "code": "```python\na = b['c'] | d\n```\n\n" * 500,
    "examples": "Write `:::{note}` and then `:::`.\n" * 50,
    "table": "| a | b |\n|---|---|\n" + "| a | b |\n" * 1_000,
    "titles": "- *Title* of a book\n" * 95,
    "numbers with underscores": "some_long_name_of_code " * 500,
    "lists": ":::{publications}\n:::\n\n" * 60,
}


@pytest.mark.parametrize("page", LARGE)
def test_a_large_page_is_taken(page: str) -> None:
    source = read_markdown(f"# A page\n\n{LARGE[page]}", "research/page.md")

    assert _large(source.problems) == []
    assert not source.refused


def test_who_is_on_a_refused_page_is_not_missed(tree: Tree) -> None:
    tree.write("people/ada.md", ADA.format("") + "[" * 50_000)
    tree.write("people/charles.md", ADA.format("  advisors: [ada]\n"))

    loaded = tree.load()

    assert told(loaded) == ["people/ada.md:1 too-large"]
    assert loaded.refused == {"people/ada.md"}


# --- records --------------------------------------------------------------------------------


def _validated(**fields: object) -> tuple[object, list[tuple[str, str]]]:
    problems: list[Problem] = []
    data = {"title": "On Engines", "authors": "Ada Lovelace", **fields}
    place = Place("research/a.md", 3)
    record = validate(RawRecord(Kind.PUBLICATION, "key", data, place), problems.append)
    return record, _large(problems)


def test_a_field_that_is_too_long_is_left_out() -> None:
    record, large = _validated(award="a" * 20_001)

    assert getattr(record, "award", "") is None
    assert large == [
        (
            "research/a.md:3",
            "publication `key`: `award` has 20,001 characters, and may have 20,000",
        )
    ]


def test_without_a_required_field_there_is_no_record_and_one_problem() -> None:
    record, large = _validated(title="a" * 20_001)

    assert record is None
    assert len(large) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"abstract": "a" * 100_001},
        {"authors": [f"Ada L{'o' * (n % 50)}" for n in range(6_001)]},
        {"authors": "Ada Lovelace; " * 7_200},
        {"tags": ["a"] * 2_001},
        {f"field{number}": "a" for number in range(2_001)},
    ],
    ids=["abstract", "authors", "one text of authors", "tags", "fields"],
)
def test_nor_may_there_be_too_much_of_anything_else(fields: dict[str, object]) -> None:
    assert len(_validated(**fields)[1]) == 1


def test_what_papers_have_is_taken() -> None:
    names = [f"Author{'abcdefghij'[n % 10] * (n // 10 % 30 + 1)}, A." for n in range(3_000)]

    record, large = _validated(authors=names, abstract="word " * 2_000, title="word " * 2_000)

    assert large == []
    assert len(getattr(record, "authors", ())) == 3_000


# --- data files -------------------------------------------------------------------------------


def test_a_data_file_has_no_more_than_so_many_values() -> None:
    text = "".join(f"v{number}: {{name: A}}\n" for number in range(30_000))

    source = read_data_file(text, "research/venues.yaml")

    assert source.records == ()
    assert _large(source.problems) == [
        ("research/venues.yaml:20000", "the YAML holds more than 100,000 values")
    ]


def test_five_thousand_venues_are_taken() -> None:
    text = "".join(f"v{number}: {{name: A, short: B, type: journal}}\n" for number in range(5_000))

    source = read_data_file(text, "research/venues.yaml")

    assert (len(source.records), source.problems) == (5_000, ())


# --- bibliographies -----------------------------------------------------------------------------


def _entry(key: str = "key", **fields: str) -> str:
    known = {"title": "On Engines", "author": "Lovelace, Ada", **fields}
    return f"@article{{{key},\n" + "".join(f"  {n} = {{{v}}},\n" for n, v in known.items()) + "}\n"


AFTER = _entry("after")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (_entry(note="a" * 100_001), 4),
        (_entry(author="A, B and " * 12_000), 3),
        ("@string{a = {" + "b" * 90_000 + "}}\n" + _entry().replace("{On Engines}", "a # a"), 3),
        (_entry(note="a") + "@misc{long,\n" + "  note = {a},\n" * 30_000 + "}\n", 6),
        ("@string{a = {" + "b" * 300_000 + "}}\n", 1),
    ],
    ids=["field", "authors", "macros", "entry", "macro"],
)
def test_what_is_too_long_is_left_out_and_the_rest_read(text: str, line: int) -> None:
    source = read_bibtex(text + AFTER, "research/a.bib")

    assert [place for place, _ in _large(source.problems)] == [f"research/a.bib:{line}"]
    assert source.records[-1].id == "after"


def test_entries_beyond_the_most_are_not_read() -> None:
    source = read_bibtex(AFTER * (limits.ENTRIES + 1), "research/a.bib")

    assert len(source.records) == limits.ENTRIES
    assert [cause for _, cause in _large(source.problems)] == [
        "the file has more than 20,000 entries; those from here on are not read"
    ]


@pytest.mark.parametrize("sign", ["{", "\n"])
def test_nor_is_a_file_of_braces_or_empty_lines(sign: str) -> None:
    source = read_bibtex(AFTER + sign * 1_000_001, "research/a.bib")

    assert source.records == ()
    assert len(_large(source.problems)) == 1


def test_what_an_export_of_ours_says_may_not_be_deep() -> None:
    text = _entry(**{"as-recorded": '"note": ' + "[" * 900 + "]" * 900})

    source = read_bibtex(text, "research/a.bib")

    assert [problem.code for problem in source.problems] == [Code.VALUE]
    assert "too many levels" in source.problems[0].cause


# --- time -------------------------------------------------------------------------------------


def _like_names(tree: Tree) -> None:
    def name(number: int) -> str:
        return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")

    known = "".join(f"a{n}: {{name: John {name(n)}son Smith}}\n" for n in range(3_000))
    tree.write("people/collaborators.yaml", known)
    papers = (
        _entry(f"k{n}", title=f"Part {n}", author=f"Smith, Jo{name(n)}") for n in range(1_000)
    )
    tree.write("research/a.bib", "".join(papers))


def _missing_parents(tree: Tree) -> None:
    entries = (_entry(f"k{n}", title=f"Part {n}", crossref=f"q{n}") for n in range(3_000))
    tree.write("research/a.bib", "".join(entries))


def _missing_ids(tree: Tree) -> None:
    known = "".join(f"venue-{n}: {{name: Venue {n}}}\n" for n in range(5_000))
    tree.write("research/organisations.yaml", known)
    wanted = ", ".join(f"venuf-{n}" for n in range(1_900))
    tree.write("people/ada.md", ADA.format(f"  affiliations: [{wanted}]\n"))


@pytest.mark.parametrize("write", [_like_names, _missing_parents, _missing_ids])
def test_hints_do_not_take_the_square_of_a_files_length(
    tree: Tree, write: Callable[[Tree], None]
) -> None:
    """Without a bound each of these takes minutes: CI would stop the tests."""
    write(tree)

    loaded = tree.load()

    hinted = [problem for problem in loaded.problems if "did you mean" in problem.mend]
    assert len(hinted) <= 50
