from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent

import pytest

from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Person, Publication, Record, Service
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.schema import MODELS, field_names, validate
from sphinx_research.records.sources.data_files import read_data_file
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.records.values import PartialDate


def _validate(text: str, path: str = "people/ada.md") -> tuple[Record | None, list[Problem]]:
    """Read and validate the one record of a file."""
    readers = {".md": read_markdown, ".yaml": read_data_file}
    source = readers[PurePosixPath(path).suffix](dedent(text).removeprefix("\n"), path)
    assert source.problems == ()
    (raw,) = source.records
    problems: list[Problem] = []
    return validate(raw, problems.append), problems


def _person(fields: str) -> tuple[Person | None, list[Problem]]:
    """Validate a person, whose name is on line 3 and whose `fields` begin on line 4."""
    inner = "".join(f"  {line}\n" for line in dedent(fields).removeprefix("\n").splitlines())
    record, problems = _validate(f"---\nperson:\n  name: Ada Lovelace\n{inner}---\n")
    assert record is None or isinstance(record, Person)
    return record, problems


def _paper(options: str) -> tuple[Publication | None, list[Problem]]:
    """Validate a paper, whose `options` begin on line 4."""
    text = f":::{{publication}} key\n:title: A\n:authors: Ada Lovelace\n{options}:::\n"
    record, problems = _validate(text, "research/page.md")
    assert record is None or isinstance(record, Publication)
    return record, problems


def _told(problems: list[Problem]) -> list[tuple[Code, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in problems]


# --- what is kept ---------------------------------------------------------------------


def test_every_kind_has_its_model() -> None:
    assert all(cls.kind is kind for kind, cls in MODELS.items())
    assert len(MODELS) == 7


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("since", "20x4"),
        ("until", "2024-13"),
        ("photo", "[a.jpg]"),
        ("orcid", "0000-0002-1825-0098"),
        ("email", "ada at example"),
        ("links", "https://example.org"),
        ("education", "PhD"),
        ("redirect_from", "{a: b}"),
    ],
)
def test_a_wrong_optional_field_costs_the_field_and_not_the_record(field: str, value: str) -> None:
    person, problems = _person(f"motto: Onwards\n{field}: {value}\n")

    assert [(one.code, one.place.line) for one in problems] == [(Code.VALUE, 5)]
    assert person is not None
    assert person.model_fields_set - {"id", "place"} == {"name", "motto"}


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("notices", "[{text: A, until: never}]", ["A"]),
        ("awards", "[{title: A, rank: 0}, {title: B}]", ["A", "B"]),
        ("awards", "[{title: A, ranks: 1}]", ["A"]),
        ("awards", "[{rank: 1}, {title: B}]", ["B"]),
        ("awards", "[{rank: 1}]", []),
    ],
)
def test_a_wrong_part_costs_no_more_than_itself(field: str, value: str, kept: list[str]) -> None:
    person, problems = _person(f"{field}: {value}\n")

    assert len(problems) == 1
    assert person is not None
    parts = getattr(person, field)
    assert [str(getattr(part, "text", None) or part.title) for part in parts] == kept


def test_several_wrong_fields_are_all_told() -> None:
    person, problems = _person("since: x\nmotto: A\nuntil: y\nphotos: z\n")

    assert person is not None
    assert sorted(one.place.line for one in problems) == [4, 6, 7]


@pytest.mark.parametrize(
    ("text", "path", "code", "line"),
    [
        ("---\nperson:\n  motto: A\n---\n", "people/ada.md", Code.MISSING, 2),
        ("---\nperson:\n  motto: A\n  name:\n---\n", "people/ada.md", Code.MISSING, 4),
        ("---\nperson:\n  name: Ada; Bob\n---\n", "people/ada.md", Code.VALUE, 3),
        (":::{publication} key\n:title: A\n:::\n", "research/a.md", Code.MISSING, 1),
        (":::{publication} k\n:title: A\n:authors: A B, C\n:::\n", "research/a.md", Code.VALUE, 3),
        ("usc:\n", "research/organisations.yaml", Code.MISSING, 1),
        ("cvpr:\n  name: [a]\n", "research/venues.yaml", Code.VALUE, 2),
    ],
)
def test_a_record_without_what_it_needs_is_left_out_with_one_problem(
    text: str, path: str, code: Code, line: int
) -> None:
    record, problems = _validate(text, path)

    assert record is None
    assert [(one.code, one.place.line) for one in problems] == [(code, line)]


@pytest.mark.parametrize("value", ["", "~", "null", '""'])
def test_an_empty_field_is_an_absent_one(value: str) -> None:
    person, problems = _person(f"motto: {value}\nsince: {value}\n")

    assert problems == []
    assert person is not None
    assert (person.motto, person.since) == (None, None)


# --- what is said ---------------------------------------------------------------------


def test_a_missing_field_is_told_where_the_record_begins() -> None:
    _, problems = _validate("---\nperson:\n  motto: A\n---\n")

    assert [str(one) for one in problems] == ["person `ada` has no `name`; add `name:`"]


def test_an_unknown_field_suggests_the_nearest() -> None:
    _, problems = _person("natve_name: 艾达\n")

    assert _told(problems) == [(Code.UNKNOWN_FIELD, 4, 3)]
    assert str(problems[0]) == (
        "person `ada`: there is no field `natve_name`; did you mean `native_name`?"
    )


def test_a_field_like_no_other_lists_those_there_are() -> None:
    _, problems = _person("education: [{org: ucl, degree: PhD, xyz: 1}]\n")

    assert problems[0].mend.startswith("fields here are since, until, org, unit, degree")


@pytest.mark.parametrize(
    ("field", "mend"),
    [
        ("awards: [{tilte: A, title: B}]", "did you mean `title`?"),
        ("service: [{role: A, fro: B}]", "did you mean `for`?"),
        ("employment: [{org: A, groups: [{rol: B}]}]", "did you mean `role`?"),
    ],
)
def test_an_unknown_field_within_a_part_suggests_one_of_the_part(field: str, mend: str) -> None:
    _, problems = _person(field)

    assert [(one.code, one.mend) for one in problems] == [(Code.UNKNOWN_FIELD, mend)]


@pytest.mark.parametrize("field", ["id", "place"])
def test_what_the_file_decides_cannot_be_written(field: str) -> None:
    person, problems = _person(f"{field}: bob\n")

    assert _told(problems) == [(Code.UNKNOWN_FIELD, 4, 3)]
    assert person is not None
    assert (person.id, person.place.path) == ("ada", "people/ada.md")


def test_the_place_of_a_problem_is_that_of_the_value_deep_within() -> None:
    fields = """
        employment:
          - org: ucl
            groups:
              - role: Fellow
              - role: Reader
                since: 18x
    """

    _, problems = _person(fields)

    assert _told(problems) == [(Code.VALUE, 9, 11)]
    assert "`since`: `18x` is not a date" in str(problems[0])


def test_an_end_before_the_beginning_is_told_at_the_end_and_costs_only_it() -> None:
    person, problems = _person("since: 2024\nuntil: 2023-12\n")

    assert _told(problems) == [(Code.VALUE, 5, 3)]
    assert "it ends (2023-12) before it begins (2024)" in str(problems[0])
    assert person is not None
    assert (str(person.since), person.until) == ("2024", None)


def test_an_end_before_the_beginning_is_told_beside_other_mistakes() -> None:
    person, problems = _person("photo: [a]\nsince: 2024\nuntil: 2023\n")

    assert person is not None
    assert sorted(one.place.line for one in problems) == [4, 6]


@pytest.mark.parametrize(
    ("option", "mend"),
    [
        (":type: artcle\n", "did you mean `article`?"),
        (":status: under_review\n", "did you mean `under-review`?"),
        (":type: 7\n", ""),
    ],
)
def test_a_wrong_choice_suggests_the_nearest(option: str, mend: str) -> None:
    _, problems = _paper(option)

    assert [(one.code, one.place.line, one.mend) for one in problems] == [(Code.VALUE, 4, mend)]


def test_a_list_where_text_belongs_says_to_write_text() -> None:
    _, problems = _person("role: [a, b]\n")

    assert problems[0].mend == "write plain text, in quotes where it holds `: `"


def test_text_where_a_list_belongs_says_to_write_a_list() -> None:
    _, problems = _person("awards: Best paper\n")

    assert problems[0].mend == "write a list: each item on a line of its own, after `- `"


def test_a_field_said_twice_under_two_names_is_told() -> None:
    paper, problems = _paper(":date: 2024-05\n:year: 2023\n")

    assert paper is not None
    assert str(paper.date) == "2024-05"
    assert _told(problems) == [(Code.UNKNOWN_FIELD, 5, 1)]
    assert "`year` says again what another field says; keep one of them" in str(problems[0])


# --- forms of fields ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "attribute", "value"),
    [
        (":year: 2024\n", "date", PartialDate(2024)),
        (":tags: a, b,\n", "tags", ("a", "b")),
        (":keywords: a\n", "tags", ("a",)),
        (":selected:\n", "selected", True),
        (":selected: no\n", "selected", False),
        (":doi: https://doi.org/10.1000/ABC\n", "doi", "10.1000/abc"),
        (":arxiv: 2404.02340v2\n", "arxiv", "2404.02340"),
        (":title: Tx²Former\n", "title", Markup.parse("Tx<sup>2</sup>Former")),
    ],
)
def test_a_field_becomes_its_value(option: str, attribute: str, value: object) -> None:
    options = option if "title" in option else f":title: A\n{option}"
    record, problems = _validate(
        f":::{{publication}} key\n:authors: Ada Lovelace\n{options}:::\n", "research/page.md"
    )

    assert problems == []
    assert getattr(record, attribute) == value


@pytest.mark.parametrize("name", ["author", "authors", "inventors"])
def test_authors_go_by_several_names(name: str) -> None:
    record, problems = _validate(
        f":::{{publication}} key\n:title: A\n:{name}: Ada Lovelace, Bob Bee\n:::\n",
        "research/a.md",
    )

    assert problems == []
    assert isinstance(record, Publication)
    assert [str(author.name) for author in record.authors] == ["Ada Lovelace", "Bob Bee"]


@pytest.mark.parametrize("end", ["present", "now", "", "~"])
def test_an_end_may_be_still_to_come(end: str) -> None:
    person, problems = _person(f"since: 2024\nuntil: {end}\n")

    assert problems == []
    assert person is not None
    assert (person.period.since, person.period.until) == (PartialDate(2024), None)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "ftp://example.org",
        "example.org",
        "mailto:ada@example.org",
        "https://example.org/a b",
        "https://example.org/<script>",
        "https://example.org/[1]",
        "https://example.org/%zz",
        "https://example.org/#a#b",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://ada:secret@example.org/",
        "https://[::1",
        "https:///path",
        "https://",
    ],
)
def test_only_web_addresses_are_addresses(address: str) -> None:
    paper, problems = _paper(f':code: "{address}"\n')
    web = address.startswith("https://")
    mend = "copy it again" if web else "it must begin with https:// or http://"

    assert paper is not None
    assert paper.code is None
    assert [(one.code, one.place.line) for one in problems] == [(Code.VALUE, 4)]
    assert f"`{address}` is not a web address; {mend}" in str(problems[0])


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://example.org:8080?a=b&c='d'",
        "https://example.org/~ada/(a)*b,c;d=e:f@g!h$i+j/%5B1%5D?q=/?#/part?x",
        "https://bücher.example/路径#x",
        "https://1.2.3.4/a_b",
        "https://a_b.example.org./",
    ],
)
def test_every_web_address_is_one(address: str) -> None:
    paper, problems = _paper(f':code: "{address}"\n')

    assert problems == []
    assert paper is not None
    assert paper.code == address


def test_what_nobody_can_see_leaves_an_address() -> None:
    paper, problems = _paper(":code: https://example.org/\u202egp\u200bj\n")

    assert problems == []
    assert paper is not None
    assert paper.code == "https://example.org/gpj"


def test_an_account_name_is_completed_to_its_address() -> None:
    person, problems = _person("links: {github: ada, homepage: 'https://ada.example.org/'}\n")

    assert problems == []
    assert person is not None
    assert person.links == {
        "github": "https://github.com/ada",
        "homepage": "https://ada.example.org/",
    }


@pytest.mark.parametrize("name", ["github", "blog"])
def test_a_link_that_is_no_address_is_refused(name: str) -> None:
    person, problems = _person(f"links: {{{name}: 'a b'}}\n")

    assert person is not None
    assert person.links == {}
    assert _told(problems) == [(Code.VALUE, 4, 11)]


@pytest.mark.parametrize(
    "written",
    ["ada@lab.example.org", "ada [at] lab.example.org", "ada (at) lab [dot] example (dot) org"],
)
def test_an_address_may_be_hidden_from_harvesters(written: str) -> None:
    person, problems = _person(f'email: "{written}"\n')

    assert problems == []
    assert person is not None
    assert person.email == "ada@lab.example.org"


def test_an_interest_may_be_text_alone() -> None:
    person, problems = _person("interests: [Gait, {text: Vision, publications: a}]\n")

    assert problems == []
    assert person is not None
    assert [(one.text.plain, one.publications) for one in person.interests] == [
        ("Gait", ()),
        ("Vision", ("a",)),
    ]


def test_an_award_of_several_years_lists_them() -> None:
    person, problems = _person("awards: [{title: A, date: [2021, 2023-05]}]\n")

    assert problems == []
    assert person is not None
    assert [str(date) for date in person.awards[0].date] == ["2021", "2023-05"]


def test_a_record_cannot_be_changed() -> None:
    person, _ = _person("")
    assert person is not None

    with pytest.raises(ValueError, match="frozen"):
        person.name = person.name


def test_the_fields_of_a_record_are_named_as_they_are_written() -> None:
    names = field_names(Publication)

    assert {"authors", "author", "inventors", "date", "year", "keywords"} <= set(names)
    assert not {"id", "place", "kind"} & set(names)
    assert "for" in field_names(Service)
    assert "bodies" not in field_names(Service)
