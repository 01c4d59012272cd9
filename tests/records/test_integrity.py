from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Code, Problem, Severity
from tests.records.conftest import Tree, short, told

ADA = "---\nperson:\n  name: Ada Lovelace\n{}---\n"
ENGINE = "---\nproject:\n  title: The engine\n  people: [ada]\n{}---\n"
KEY = ":::{{publication}} key\n:title: Notes\n:authors: Ada Lovelace\n:projects: engine\n{}:::\n"


def _tree(tree: Tree, person: str = "", project: str = "", paper: str = "") -> None:
    """Write a person, a project and a paper: added lines follow lines 3, 4 and 4."""
    tree.write("people/ada.md", ADA.format(person))
    tree.write("research/engine.md", ENGINE.format(project))
    tree.write("research/papers.md", KEY.format(paper))


def _only(tree: Tree, today: date | None = None) -> Problem:
    """Load a tree with one thing wrong in it."""
    (problem,) = tree.load(today=today).problems
    return problem


def test_the_small_site_of_these_tests_has_nothing_wrong(tree: Tree) -> None:
    _tree(tree)

    assert tree.load().problems == ()


# --- roles over time ------------------------------------------------------------------


def _roles_told(tree: Tree, person: str) -> list[str]:
    """Load a person of a site with the roles a, b and c, and tell what is wrong."""
    tree.write("people/ada.md", ADA.format(person))
    loaded = load(tree.root, Settings(roles={"a": "A", "b": "B", "c": "C"}))
    return [f"{problem.place} {problem}" for problem in loaded.problems]


@pytest.mark.parametrize(
    "roles",
    [
        "[{role: b, since: 2021-09}, {role: a, since: 2019, until: 2021-08}]",
        "[{role: b, since: 2021}, {role: a, since: 2019, until: 2021}]",
        "[{role: b, since: 2021-06}, {role: a, since: 2019, until: 2021}]",
        "[{role: b, since: 2021}, {role: a, since: 2019, until: 2021-08}]",
        "[{role: a, until: 2019}, {role: a, since: 2020-05-01, until: present}]",
        "[{role: a}]",
        "[{role: a, since: 2023-05-01, until: 2023-05-01}, {role: b, since: 2023-05-01}]",
        "",
    ],
)
def test_stays_that_follow_each_other_are_right(tree: Tree, roles: str) -> None:
    assert _roles_told(tree, f"  roles: {roles}\n") == []


def _two(one: str, other: str) -> str:
    return f"  roles:\n    - {{role: {one}}}\n    - {{role: {other}}}\n"


@pytest.mark.parametrize(
    ("person", "told_is"),
    [
        (
            _two("b, since: 2021", "a, since: 2019"),
            "people/ada.md:6 `a` goes on when `b` begins (2021); give it an `until`",
        ),
        (
            _two("a, since: 2019, until: 2021-10", "b, since: 2021-08"),
            "people/ada.md:5 `a` ends (2021-10) after `b` begins; let it end by 2021-08",
        ),
        (
            _two("a, until: 2020", "b, until: 2023"),
            "people/ada.md:5 it is not said whether `a` or `b` came first; give the later",
        ),
        (
            _two("a, since: 2021", "a, since: 2021"),
            "people/ada.md:5 `a` goes on when `a` begins (2021); give it an `until`",
        ),
        (
            "  roles:\n    - role: a\n      since: 2021\n      until: 2020\n",
            "people/ada.md:7 person `ada`: `until`: it ends (2020) before it begins (2021)",
        ),
        (
            "  roles:\n    - since: 2021\n",
            "people/ada.md:5 person `ada` has no `role`; add `role:`",
        ),
        (
            "  roles:\n    - role: a\n      till: 2021\n",
            "people/ada.md:6 person `ada`: there is no field `till`; did you mean `until`?",
        ),
        (
            "  roles:\n    - role: a\n      until: 2021\n    - role: d\n      since: 2022\n",
            "people/ada.md:7 there is no role `d`; conf.py has a, b, c",
        ),
        ("  roles: a\n", "people/ada.md:4 person `ada`: `roles`: it must be a list"),
    ],
    ids=["open", "overlap", "no order", "twice", "reversed", "no role", "field", "id", "no list"],
)
def test_stays_that_cannot_be_are_told_at_their_lines(
    tree: Tree, person: str, told_is: str
) -> None:
    (told_was,) = _roles_told(tree, person)

    assert told_was.startswith(told_is)


@pytest.mark.parametrize("field", ["role: a", "since: 2020", "until: 2022", "until: present"])
def test_both_forms_of_a_role_are_one_too_many(tree: Tree, field: str) -> None:
    name = field.partition(":")[0]

    (told_is,) = _roles_told(tree, f"  roles: [{{role: a}}]\n  {field}\n")

    assert told_is == (
        f"people/ada.md:5 `ada` has `{name}` beside `roles`, which says it already; "
        f"remove `{name}`"
    )


# --- every kind of problem, with its file and line ------------------------------------


@dataclass(frozen=True, slots=True)
class Mistake:
    """Files with one mistake in them, and what is said of it where; a path is a link to it."""

    code: Code
    files: dict[str, str | bytes | Path]
    place: str
    says: str


MISTAKES = [
    Mistake(
        Code.UNREADABLE,
        {"people/ada.md": b"---\nperson:\n  name: Ada L\xe9\n---\n"},
        "people/ada.md:3",
        "the file is not UTF-8 text; save it as UTF-8",
    ),
    Mistake(
        Code.FILE_NAME,
        {"people/Ada.md": ADA.format("")},
        "people/Ada.md:1",
        "`Ada.md` cannot be the name of a page; use small letters, digits and hyphens only",
    ),
    Mistake(
        Code.UNKNOWN_FILE,
        {"research/venue.yaml": "cvpr:\n  name: CVPR\n"},
        "research/venue.yaml:1",
        "`venue` is no kind of data file; did you mean `venues`?",
    ),
    Mistake(
        Code.SYMBOLIC_LINK,
        {"people/ada.md": Path("/etc/passwd")},
        "people/ada.md:1",
        "it is a symbolic link, which may lead out of the repository; put the file or folder ",
    ),
    Mistake(
        Code.TOO_LARGE,
        {"people/ada.md": ADA.format("") + "x" * 500_000},
        "people/ada.md:1",
        ", and may have 300,000; make several files of it",
    ),
    Mistake(
        Code.REFUSED,
        {"people/ada.md": ADA.format("") + "\n:::{include} /etc/passwd\n:::\n"},
        "people/ada.md:6",
        "the directive `{include}` is not allowed on pages; write its text into the page",
    ),
    Mistake(
        Code.YAML,
        {"people/ada.md": ADA.format("  motto: a: b\n")},
        "people/ada.md:4",
        'mapping values are not allowed in this context; put a value that holds ": " in quotes',
    ),
    Mistake(
        Code.BIBTEX,
        {"research/a.bib": "@misc{one, title={A}, author={B C}}\n\n@misc{title={D}}\n"},
        "research/a.bib:3",
        "this @misc has no citation key; write @misc{key, …}",
    ),
    Mistake(
        Code.BLOCK,
        {"research/a.md": "Text\n:::{publication} key\n:title: A\n:authors: 'B\n:::\n"},
        "research/a.md:4",
        "the options of `key` cannot be read: ",
    ),
    Mistake(
        Code.FRONT_MATTER,
        {"people/ada.md": ADA.format("").replace("person", "myst: {}\nperson")},
        "people/ada.md:2",
        "the front matter has a key `myst`, which pages may not set; allowed are ",
    ),
    Mistake(
        Code.MISSING,
        {"research/venues.yaml": "cvpr:\n  name: CVPR\neccv:\n  short: ECCV\n"},
        "research/venues.yaml:3",
        "venue `eccv` has no `name`; add `name:`",
    ),
    Mistake(
        Code.UNKNOWN_FIELD,
        {"people/ada.md": ADA.format("  fotos: a.jpg\n")},
        "people/ada.md:4",
        "person `ada`: there is no field `fotos`; did you mean `photo`?",
    ),
    Mistake(
        Code.VALUE,
        {"people/ada.md": ADA.format("  since: 1833-13\n")},
        "people/ada.md:4",
        "`since`: `1833-13` is not a day of the calendar; write 2024, 2024-05 or 2024-05-03",
    ),
    Mistake(
        Code.DUPLICATE_ID,
        {
            "research/a.bib": "@misc{key, title = {A}, author = {B C}}\n",
            "research/b.md": "Text\n:::{publication} key\n:title: D\n:authors: B C\n:::\n",
        },
        "research/b.md:2",
        "publication `key` stands in research/a.bib:1 already; give one of the two another key",
    ),
    Mistake(
        Code.UNKNOWN_ID,
        {"people/ada.md": ADA.format("  role: profesor\n")},
        "people/ada.md:4",
        "there is no role `profesor`; did you mean `professor`?",
    ),
    Mistake(
        Code.MISSING_FILE,
        {"people/ada.md": ADA.format("  photo: _static/ada.jpg\n")},
        "people/ada.md:4",
        "there is no picture `_static/ada.jpg` in this repository; give its path from the top",
    ),
    Mistake(
        Code.AMBIGUOUS_AUTHOR,
        {
            "people/ada.md": ADA.format(""),
            "people/ada-king.md": ADA.format(""),
            "research/papers.md": KEY.format("").replace(":projects: engine\n", ""),
        },
        "research/papers.md:3",
        "the author `Ada Lovelace` may be any of ada, ada-king; "
        "write `Ada Lovelace <ada>`, or `Ada Lovelace <none>` for somebody else",
    ),
    Mistake(
        Code.NEAR_AUTHOR,
        {
            "people/ada.md": ADA.format(""),
            "research/papers.md": KEY.format("")
            .replace("Ada Lovelace", "A. Lovelace")
            .replace(":projects: engine\n", ""),
        },
        "research/papers.md:3",
        "the author `A. Lovelace` is nearly Ada Lovelace (ada); correct the name, add it to the "
        "aliases of ada, or write `A. Lovelace <none>` if it is somebody else",
    ),
    Mistake(
        Code.SAME_WORK,
        {
            "research/a.bib": "@misc{one, title={A}, author={B C}, doi={10.1000/182}}\n"
            "@misc{two, title={D}, author={B C}, doi={10.1000/182}}\n"
        },
        "research/a.bib:2",
        "`two` and `one` (research/a.bib:1) have the same DOI; keep one record, with the ",
    ),
    Mistake(
        Code.ORPHAN,
        {"research/engine.md": "---\nproject:\n  title: The engine\n---\n"},
        "research/engine.md:2",
        "project `engine` has no people; name them under `people:`",
    ),
    Mistake(
        Code.BUILD_DATE,
        {"people/ada.md": ADA.format("  notices:\n    - text: Away\n      until: 1844\n")},
        "people/ada.md:4",
        "a notice of `ada` has an end, but the build has no date; set SOURCE_DATE_EPOCH, or ",
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.code.label)
def test_every_mistake_is_told_with_its_file_and_line(tree: Tree, mistake: Mistake) -> None:
    for path, text in mistake.files.items():
        if isinstance(text, Path):
            tree.link(path, text)
        else:
            tree.write(path, text)

    told_of = [
        problem
        for problem in tree.load().problems
        if problem.code is mistake.code or problem.code.severity is not Severity.ADVICE
    ]

    assert [short(problem) for problem in told_of] == [f"{mistake.place} {mistake.code.label}"]
    assert mistake.says in str(told_of[0])


@pytest.mark.parametrize(
    ("path", "paper", "advised"),
    [
        ("research/a.md", ":::{{publication}} a\n:title: A\n:authors: {}\n:::\n", "J. van Berg"),
        ("research/a.bib", "@misc{{a, title={{A}}, author={{{}}}}}\n", "van Berg, J."),
    ],
)
def test_what_an_author_is_to_be_called_can_be_written_where_the_author_stands(
    tree: Tree, path: str, paper: str, advised: str
) -> None:
    tree.write("people/jan.md", "---\nperson:\n  name: Jan van Berg\n---\n")
    tree.write(path, paper.format(advised))
    (problem,) = (one for one in tree.load().problems if one.code is Code.NEAR_AUTHOR)

    tree.write(path, paper.format(f"{advised} <none>"))

    assert f"write `{advised} <none>` if it is somebody else" in problem.mend
    assert [one for one in tree.load().problems if one.code is Code.NEAR_AUTHOR] == []


def test_every_code_has_its_mistake() -> None:
    while_pages_are_made = {Code.FORMULA, Code.PDF_ELSEWHERE, Code.PICTURE, Code.UNSAFE_PAGE}
    by_check_alone = {Code.BROKEN_LINK, Code.UNLISTED_PAGE, Code.CHECK_DIGIT}
    by_check_alone |= {Code.NO_ORCID, Code.NO_ALT, Code.NO_LINK}

    assert [mistake.code for mistake in MISTAKES] == [
        code for code in Code if code not in while_pages_are_made | by_check_alone
    ]


@pytest.mark.parametrize(("key", "page"), [("Notes:1", "notes-1"), ("Index", "")])
def test_a_publication_takes_no_other_page_its_place(tree: Tree, key: str, page: str) -> None:
    tree.write("research/a.bib", f"@misc{{{key}, title={{A}}, author={{B C}}, year=2024}}\n")
    if page:
        tree.write(f"research/publications/{page}.md", "# A page\n")

    (found,) = tree.load().problems

    assert found.code is Code.DUPLICATE_ID
    assert str(found.place) == "research/a.bib:1"


def test_all_mistakes_are_told_in_one_load(tree: Tree) -> None:
    _tree(
        tree,
        person="  since: soon\n  photo: _static/ada.jpg\n",
        project="  advisors: [nobody]\n",
        paper=":venue: cpvr\n",
    )
    tree.write("research/venues.yaml", "cvpr:\n  name: CVPR\n")
    tree.write("research/organisations.yaml", "ucl:\n  name: a: b\n")
    tree.write(
        "research/others.bib",
        "@misc{title={A}}\n\n"
        "@misc{one, title={B}, author={C D}}\n"
        "@misc{one, title={E}, author={C D}}\n",
    )

    assert told(tree.load()) == [
        "people/ada.md:4 value",
        "people/ada.md:5 missing-file",
        "research/engine.md:5 unknown-id",
        "research/organisations.yaml:2 yaml",
        "research/others.bib:1 bibtex",
        "research/others.bib:4 duplicate-id",
        "research/papers.md:5 unknown-id",
    ]


# --- references to nobody -------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("  advisors: [nobody]\n", 4),
        ("  affiliations: [nobody]\n", 4),
        ("  education:\n    - degree: PhD\n      org: nobody\n", 6),
        ("  education:\n    - degree: PhD\n      org: UCL\n      unit: nobody\n", 7),
        ("  education:\n    - org: UCL\n      degree: PhD\n      advisors: [nobody]\n", 7),
        ("  employment:\n    - role: Fellow\n      org: nobody\n", 6),
        ("  employment:\n    - org: UCL\n      unit: nobody\n", 6),
        ("  employment:\n    - org: UCL\n      projects: [nobody]\n", 6),
        (
            "  employment:\n    - org: UCL\n      groups:\n      - unit: nobody\n",
            7,
        ),
        ("  employment:\n    - org: UCL\n      groups:\n      - advisors: [nobody]\n", 7),
        ("  interests:\n    - text: A\n      publications: [key, nobody]\n", 6),
        ("  interests:\n    - Gait\n    - About {pub}`nobody`\n", 6),
        ("  motto: By {person}`her <nobody>`\n", 4),
        ("  notices:\n    - text: See {project}`nobody`\n", 5),
        ("  awards:\n    - title: A\n      note: At {org}`nobody`\n", 6),
        ("  news:\n    - date: 1843\n      text: In {venue}`nobody`\n", 6),
        ("  news:\n    - date: 1843\n      text: A\n      publication: nobody\n", 7),
    ],
)
def test_a_reference_of_a_person_to_nobody_is_told_on_its_line(
    tree: Tree, fields: str, line: int
) -> None:
    _tree(tree, person=fields)

    assert short(_only(tree)) == f"people/ada.md:{line} unknown-id"


# --- old addresses --------------------------------------------------------------------


def test_an_old_address_leads_to_one_record(tree: Tree) -> None:
    old = "  redirect_from: [/old/, /about]\n"
    _tree(tree, person=old, project="  redirect_from:\n    - /older/\n    - /about.html\n")

    problem = _only(tree)

    assert short(problem) == "research/engine.md:7 duplicate-id"
    assert str(problem) == (
        "the old address `/about.html` leads to `ada` (people/ada.md:2) already; "
        "keep it in one record"
    )


def test_old_addresses_that_differ_in_case_are_one(tree: Tree) -> None:
    _tree(tree, person="  redirect_from: /Old.html\n", project="  redirect_from: /old.html\n")

    assert short(_only(tree)).endswith(" duplicate-id")


def test_one_record_may_say_an_old_address_twice(tree: Tree) -> None:
    _tree(tree, person="  redirect_from: [/about, /about.html, /about/]\n")

    assert tree.load().problems == ()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/people/ada.html", "people/ada"),
        ("/people/ada/", "people/ada"),
        ("/research/engine", "research/engine"),
        ("/research/publications/key.html", "research/publications/key"),
        ("/search.html", "search"),
        ("/People/Ada.html", "people/ada"),
    ],
)
def test_a_page_of_today_has_no_old_address(tree: Tree, address: str, page: str) -> None:
    _tree(tree, paper=f":redirect_from: /old/, {address}\n")

    problem = _only(tree)

    assert short(problem) == "research/papers.md:5 duplicate-id"
    assert str(problem) == (
        f"the old address `{address}` is that of the page `{page}` today; leave it out"
    )


# --- references of other records ------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("  theme: nobody\n", 5),
        ("  advisors: [nobody]\n", 5),
        ("  orgs: [nobody]\n", 5),
        ("  funding:\n    - award: 1\n      funder: nobody\n", 7),
        ("  results:\n    - One\n    - Two, see {pub}`nobody`\n", 7),
        ("  news:\n    - date: 1843\n      text: A\n      publication: nobody\n", 8),
    ],
)
def test_a_reference_of_a_project_to_nobody_is_told_on_its_line(
    tree: Tree, fields: str, line: int
) -> None:
    _tree(tree, project=fields)

    assert short(_only(tree)) == f"research/engine.md:{line} unknown-id"


@pytest.mark.parametrize(
    ("note", "mend"),
    [
        ("See {persn}`ada`", "did you mean `person`?"),
        ("See {person}`ada", "write {person}`id`, with both marks"),
        ("See {cite}`paper`", "roles of a line are person, project, org, pub, venue"),
    ],
)
def test_what_is_left_of_a_role_is_told(tree: Tree, note: str, mend: str) -> None:
    _tree(tree, paper=f":note: {note}\n")

    problem = _only(tree)

    assert short(problem) == "research/papers.md:5 value"
    assert problem.mend == mend


@pytest.mark.parametrize(
    "option",
    [
        ":venue: nobody\n",
        ":note: See {project}`nobody`\n",
    ],
)
def test_a_reference_of_a_paper_to_nobody_is_told_on_its_line(tree: Tree, option: str) -> None:
    _tree(tree, paper=option)

    assert short(_only(tree)) == "research/papers.md:5 unknown-id"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (":projects: engine", ":projects: engine, nobody"),
        (":authors: Ada Lovelace", ":authors: Ada Lovelace, Bob Bee <nobody>"),
    ],
)
def test_a_paper_names_projects_and_people_that_exist(tree: Tree, old: str, new: str) -> None:
    _tree(tree)
    tree.edit("research/papers.md", old, new)

    problem = _only(tree)

    line = 4 if "projects" in old else 3
    assert short(problem) == f"research/papers.md:{line} unknown-id"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("research/organisations.yaml", "ucl:\n  name: UCL\n  parent: nobody\n", 3),
        ("research/news.yaml", "- date: 1843\n  text: A\n  publication: nobody\n", 3),
        ("research/news.yaml", "- date: 1843\n  text: A {person}`nobody`\n", 2),
    ],
)
def test_a_reference_in_a_data_file_is_told_on_its_line(
    tree: Tree, path: str, text: str, line: int
) -> None:
    _tree(tree)
    tree.write(path, text)

    assert short(_only(tree)) == f"{path}:{line} unknown-id"


def test_a_reference_to_nobody_suggests_the_nearest_of_its_kind(tree: Tree) -> None:
    _tree(tree, person="  motto: On {project}`engin` and {person}`engine`\n")

    assert [(short(one), one.mend) for one in tree.load().problems] == [
        ("people/ada.md:4 unknown-id", "did you mean `engine`?"),
        (
            "people/ada.md:4 unknown-id",
            "a person is a page in `people/`; others stand in `people/collaborators.yaml`",
        ),
    ]


def test_collaborators_are_somebody(tree: Tree) -> None:
    _tree(tree, person="  advisors: [bob]\n  motto: After {person}`bob`\n")
    tree.write("people/collaborators.yaml", "bob:\n  name: Bob Bee\n")
    tree.edit("research/papers.md", "Ada Lovelace", "Ada Lovelace, B. Bee <bob>")

    assert tree.load().problems == ()


def test_names_in_words_need_no_record(tree: Tree) -> None:
    fields = "  advisors: [Bob Bee]\n  affiliations: [University of London]\n"
    _tree(tree, person=fields, paper=":venue: Taylor's Scientific Memoirs\n")

    assert tree.load().problems == ()


def test_a_journal_in_bibtex_is_a_name_and_never_an_id(tree: Tree) -> None:
    tree.write("research/a.bib", "@article{k, title={A}, author={B C}, journal={nature}}\n")

    assert tree.load().problems == ()


def test_a_stranger_may_nearly_have_the_name_of_somebody(tree: Tree) -> None:
    _tree(tree)
    tree.write(
        "research/b.md", ":::{publication} b\n:title: B\n:authors: A. Lovelace <none>\n:::\n"
    )

    loaded = tree.load()

    assert loaded.problems == ()
    assert not loaded.catalogue.is_ours("b")


# --- no cascades ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("people/bob.md", "---\nperson:\n  motto: A\n---\n", "people/bob.md:2 missing"),
        (
            "people/collaborators.yaml",
            "bob:\n  url: https://b.org\n",
            "people/collaborators.yaml:1 missing",
        ),
        ("people/collaborators.yaml", "bob:\n", "people/collaborators.yaml:1 missing"),
    ],
)
def test_a_record_that_is_left_out_is_told_once(
    tree: Tree, path: str, text: str, place: str
) -> None:
    _tree(tree, person="  advisors: [bob]\n  motto: With {person}`bob`\n")
    tree.write(path, text)

    assert told(tree.load()) == [place]


def test_an_organisation_that_is_left_out_is_told_once(tree: Tree) -> None:
    _tree(tree, person="  affiliations: [ucl]\n", project="  orgs: [ucl]\n")
    tree.write("research/organisations.yaml", "ucl:\n")

    assert told(tree.load()) == ["research/organisations.yaml:1 missing"]


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("people/bob.md", "---\nperson:\n  name: a: b\n---\n", "people/bob.md:3 yaml"),
        ("people/bob.md", "---\nperson:\n  name: B\n", "people/bob.md:1 yaml"),
        ("people/bob.md", b"\xff", "people/bob.md:1 unreadable"),
        (
            "people/collaborators.yaml",
            "bob:\n  name: Bob\n  x: a: b\n",
            "people/collaborators.yaml:3 yaml",
        ),
    ],
)
def test_a_record_that_cannot_be_read_is_told_once(
    tree: Tree, path: str, text: str | bytes, place: str
) -> None:
    _tree(tree, person="  advisors: [bob]\n  motto: With {person}`bob`\n")
    tree.write(path, text)

    assert told(tree.load()) == [place]


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (
            "research/b.md",
            ":::{publication} paper\n:title: 'A\n:authors: A B\n:::\n",
            "research/b.md:2 block",
        ),
        ("research/b.bib", "@misc{paper, title=}\n", "research/b.bib:1 bibtex"),
    ],
)
def test_a_paper_that_cannot_be_read_is_told_once(
    tree: Tree, path: str, text: str, place: str
) -> None:
    _tree(tree, person="  interests: [{text: A, publications: [paper]}]\n")
    tree.write(path, text)

    assert told(tree.load()) == [place]


def test_a_file_that_cannot_be_read_excuses_nothing_else(tree: Tree) -> None:
    _tree(tree, person="  advisors: [bob]\n  affiliations: [ulc]\n")
    tree.write("research/organisations.yaml", "ucl:\n  name: a: b\n")

    assert told(tree.load()) == [
        "people/ada.md:4 unknown-id",
        "people/ada.md:5 unknown-id",
        "research/organisations.yaml:2 yaml",
    ]


def test_a_paper_that_is_left_out_is_told_once(tree: Tree) -> None:
    _tree(tree, person="  interests: [{text: A, publications: [key]}]\n")
    tree.edit("research/papers.md", ":authors: Ada Lovelace\n", "")

    assert told(tree.load()) == ["research/papers.md:1 missing"]


# --- files ----------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["_static/ada.jpg", "/_static/ada.jpg"])
def test_a_photo_is_found_from_the_top(tree: Tree, written: str) -> None:
    _tree(tree, person=f"  photo: {written}\n", project=f"  image: {written}\n")
    tree.write("_static/ada.jpg", b"")

    assert tree.load().problems == ()


def test_a_missing_image_is_told_on_its_line(tree: Tree) -> None:
    _tree(tree, project="  image: _static/engine.png\n")

    assert short(_only(tree)) == "research/engine.md:5 missing-file"


@pytest.mark.parametrize("written", ["../secret.jpg", "_static/../../secret.jpg", "_static"])
def test_a_photo_is_a_file_of_the_site(tree: Tree, written: str) -> None:
    _tree(tree, person=f"  photo: {written}\n")
    tree.write("_static/ada.jpg", b"")
    (tree.root.parent / "secret.jpg").write_bytes(b"")

    assert short(_only(tree)) == "people/ada.md:4 missing-file"


def test_a_link_out_of_the_site_is_no_photo(tree: Tree) -> None:
    _tree(tree, person="  photo: ada.jpg\n")
    (tree.root.parent / "secret.jpg").write_bytes(b"")
    (tree.root / "ada.jpg").symlink_to(tree.root.parent / "secret.jpg")

    assert short(_only(tree)) == "people/ada.md:4 missing-file"


# --- one work, one record -------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "what"),
    [
        ("doi={10.1000/ABC}", "doi={https://doi.org/10.1000/abc}", "DOI"),
        ("arxiv={2404.02345v1}", "arxiv={https://arxiv.org/abs/2404.02345}", "arXiv id"),
    ],
)
def test_the_same_identifier_is_told_however_it_is_written(
    tree: Tree, one: str, two: str, what: str
) -> None:
    tree.write(
        "research/a.bib",
        f"@misc{{one, title={{A}}, author={{B C}}, {one}}}\n"
        f"@misc{{two, title={{D}}, author={{E F}}, {two}}}\n",
    )

    problem = _only(tree)

    assert short(problem) == "research/a.bib:2 same-work"
    assert f"have the same {what};" in str(problem)


def test_the_same_title_is_told_whatever_its_case_accents_and_marks(tree: Tree) -> None:
    tree.write("research/a.bib", "@misc{one, title={Über {Tx}$^2$ -- a Café}, author={B C}}\n")
    tree.write(
        "research/b.md", ":::{publication} two\n:title: uber TX²: A cafe\n:authors: D E\n:::\n"
    )

    assert short(_only(tree)) == "research/b.md:1 same-work"


def test_what_is_the_same_in_every_way_is_told_once(tree: Tree) -> None:
    fields = "title={A}, author={B C}, doi={10.1000/1}, arxiv={2404.02345}"
    tree.write("research/a.bib", f"@misc{{one, {fields}}}\n@misc{{two, {fields}}}\n")

    assert short(_only(tree)) == "research/a.bib:2 same-work"


def test_other_works_are_not_the_same(tree: Tree) -> None:
    tree.write(
        "research/a.bib",
        "@misc{one, title={A}, author={B C}, doi={10.1000/1}, arxiv={2404.02345}}\n"
        "@misc{two, title={A 2}, author={B C}, doi={10.1000/12}, arxiv={2404.02346}}\n",
    )

    assert tree.load().problems == ()


# --- advice ---------------------------------------------------------------------------


def test_a_paper_of_ours_without_a_project_gets_advice(tree: Tree) -> None:
    _tree(tree)
    tree.edit("research/papers.md", ":projects: engine\n", "")

    assert short(_only(tree)) == "research/papers.md:1 orphan"


def test_an_outside_work_needs_no_project(tree: Tree) -> None:
    tree.write("research/a.bib", "@misc{one, title={A}, author={B C}}\n")

    assert tree.load().problems == ()


def test_a_project_has_the_people_of_its_papers(tree: Tree) -> None:
    _tree(tree)
    tree.edit("research/engine.md", "  people: [ada]\n", "")

    assert tree.load().problems == ()


def test_a_notice_without_an_end_needs_no_date(tree: Tree) -> None:
    _tree(tree, person="  notices:\n    - text: Away\n")

    assert tree.load().problems == ()


def test_with_a_date_a_dated_notice_needs_no_advice(tree: Tree) -> None:
    _tree(tree, person="  notices:\n    - text: Away\n      until: 1844\n")

    assert tree.load(today=date(1843, 1, 1)).problems == ()
