from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import Kind, RawRecord, Source
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex import read_bibtex
from sphinx_research.records.views.entry import LINKS

DATA = Path(__file__).parent / "data"


def _file(name: str) -> Source:
    return read_bibtex((DATA / name).read_text("utf-8"), f"research/{name}")


def _read(text: str) -> Source:
    return read_bibtex(dedent(text).removeprefix("\n"), "a.bib")


def _data(fields: str, kind: str = "article") -> dict[str, Any]:
    """Read one entry without a mistake."""
    source = _read(f"@{kind}{{key, {fields}}}")
    assert source.problems == ()
    return dict(source.records[0].data)


def _problem(fields: str, kind: str = "article") -> Problem:
    """Read one entry with one mistake."""
    (problem,) = _read(f"@{kind}{{key,\n{fields}}}").problems
    return problem


def _publication(record: RawRecord) -> Publication:
    problems: list[Problem] = []
    publication = validate(record, problems.append)
    assert problems == []
    assert isinstance(publication, Publication)
    return publication


# --- whole files ----------------------------------------------------------------------------


def test_google_scholar() -> None:
    source = _file("scholar.bib")

    gaitstr, sharc, detectors = source.records
    assert source.problems == ()
    assert gaitstr == RawRecord(
        Kind.PUBLICATION,
        "zheng2024gaitstr",
        {
            "title": "GaitSTR: Gait Recognition with Sequential Two-stream Refinement",
            "authors": ["Zheng, Wanrong", "Zhu, Haidong", "Zheng, Zhaoheng", "Nevatia, Ram"],
            "date": "2024",
            "venue": "arXiv",
            "arxiv": "2404.02345",
            "type": "preprint",
        },
        Place("research/scholar.bib", 1, 1),
        {
            ("title",): (2, 3),
            ("authors",): (3, 3),
            ("venue",): (4, 3),
            ("arxiv",): (4, 3),
            ("date",): (5, 3),
            ("type",): (1, 1),
        },
    )
    assert sharc.data["pages"] == "6290-6300"
    assert sharc.data["authors"][-1] == {"literal": "et al."}
    assert (detectors.data["type"], detectors.data["arxiv"]) == ("preprint", "1412.6856")
    assert "note" not in detectors.data


def test_dblp() -> None:
    source = _file("dblp.bib")

    catnerf, ssn3d = source.records
    assert source.problems == ()
    assert catnerf.data == {
        "title": r"CAT-NeRF: Constancy-Aware Tx${}^{\mbox{2}}$Former for Dynamic Body Modeling",
        "authors": ["Haidong Zhu", "Zhaoheng Zheng", "Wanrong Zheng", "Ram Nevatia"],
        "date": "2023",
        "venue": "arXiv",
        "arxiv": "2304.07915",
        "doi": "10.48550/ARXIV.2304.07915",
        "type": "preprint",
    }
    assert _publication(catnerf).title.plain.startswith("CAT-NeRF: Constancy-Aware Tx2Former for")
    assert ssn3d.data["isbn"] == "978-1-57735-866-4"
    assert ssn3d.place_of(("isbn",)) == Place("research/dblp.bib", 36, 3)
    assert _publication(ssn3d).doi == "10.1609/aaai.v35i2.16262"


def test_al_folio() -> None:
    source = _file("alfolio.bib")

    (record,) = source.records
    assert record.data == {
        "title": "GaitRef: Gait Recognition with Refined Sequential Skeletons",
        "authors": ["Zhu*, Haidong", "Zheng*, Wanrong", "Zheng, Zhaoheng", "Nevatia✉, Ram"],
        "date": "2023-09",
        "venue": "IEEE International Joint Conference on Biometrics",
        "type": "conference",
        "abstract": ("Silhouettes miss what skeletons show.\n\nBoth together recognise 50% more."),
        "doi": "https://doi.org/10.1109/IJCB57857.2023.10448602",
        "arxiv": "2304.07916",
        "code": "https://github.com/haidongz-usc/GaitRef",
        "website": "https://zoeyzheng0.github.io/GaitRef/",
        "slides": "https://zoeyzheng0.github.io/files/GaitRef/pre.pdf",
        "award": "Oral",
        "note": r"\* Equal contribution",
        "selected": True,
        "tags": ["gait", "biometrics"],
        "projects": ["gait-recognition"],
    }
    assert [(str(problem.place), problem.cause) for problem in source.problems] == [
        (
            f"research/alfolio.bib:{line}",
            f"`{name}` in the entry `zhu2023gaitref` is no web address",
        )
        for line, name in ((23, "appendix.pdf"), (24, "gaitref.pdf"))
    ]
    authors = _publication(record).authors
    assert [author.equal for author in authors] == [True, True, False, False]
    assert [author.corresponding for author in authors] == [False, False, False, True]


def test_biblatex() -> None:
    source = _file("biblatex.bib")

    topdown, patent, thesis = source.records
    assert source.problems == ()
    assert topdown.data == {
        "title": "Towards Top-Down Reasoning: An Explainable Multi-Agent Approach",
        "authors": [
            {
                "name": "Wang, Zeqing",
                "equal": True,
                "orcid": "0000-0002-1825-0097",
                "person": "zeqing-wang",
            },
            {"name": "Wan, Wentao", "equal": True, "person": "none"},
            {"family": "Lin", "given": "Liang", "corresponding": True},
        ],
        "date": "2025-05-12",
        "venue": "IEEE Transactions on Multimedia",
        "volume": "27",
        "issue": "3",
        "number": "104321",
        "status": "accepted",
        "publisher": "Sun Yat-sen University",
        "tags": ["reasoning"],
        "note": "Code available; CCF-B",
        "arxiv": "2311.17331v4",
        "type": "article",
    }
    assert _publication(topdown).arxiv == "2311.17331"
    assert patent.data == {
        "title": "Unlocking",
        "original_title": "解锁",
        "authors": ["Wentao Zhu"],
        "date": "2021-08",
        "number": "CN113269129A",
        "type": "patent",
    }
    assert thesis.data["publisher"] == "University of Southern California"
    assert thesis.data["paper"] == "https://example.org/thesis_final.pdf"


def test_a_broken_file_gives_what_is_whole_and_tells_the_rest() -> None:
    source = _file("broken.bib")

    assert [(record.id, record.place.line) for record in source.records] == [
        ("first", 3),
        ("early", 21),
        ("misspelt", 27),
        ("last", 46),
    ]
    assert [(str(problem.place), problem.cause) for problem in source.problems] == [
        ("research/broken.bib:6", "the entry `first` has no comma before `year`"),
        ("research/broken.bib:7", "the entry `first` has `year` already in line 6"),
        ("research/broken.bib:8", "`tpami` is no text and no @string defines it"),
        ("research/broken.bib:12", "the field `title` of the entry `unclosed` has no end"),
        ("research/broken.bib:17", "this @article has no citation key"),
        ("research/broken.bib:24", "`year` stands outside of any entry"),
        ("research/broken.bib:27", "there is no entry type `@artcle`"),
        ("research/broken.bib:42", "`article` stands outside of any entry"),
        ("research/broken.bib:49", "the field `abstract` of the entry `last` has no end"),
    ]


@pytest.mark.parametrize("name", ["scholar.bib", "alfolio.bib", "broken.bib"])
def test_windows_files_give_the_same(name: str) -> None:
    text = (DATA / name).read_text("utf-8")

    windows = read_bibtex("\ufeff" + text.replace("\n", "\r\n"), name)

    assert windows == read_bibtex(text, name)


def test_two_entries_of_one_key_are_two_records() -> None:
    source = _read("@misc{key, title={A}}\n@misc{key, title={B}}")

    assert [record.place.line for record in source.records] == [1, 2]


# --- types and status -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal={TMM}", "article"),
        ("inproceedings", "booktitle={CVPR}", "conference"),
        ("conference", "booktitle={CVPR}", "conference"),
        ("inproceedings", "booktitle={CVPR Workshops}", "workshop"),
        ("incollection", "booktitle={A Handbook}", "chapter"),
        ("book", "publisher={ACM}", "book"),
        ("PhdThesis", "school={USC}", "thesis"),
        ("mastersthesis", "school={USC}", "thesis"),
        ("techreport", "institution={USC}", "report"),
        ("patent", "number={1}", "patent"),
        ("dataset", "year=2024", "dataset"),
        ("software", "year=2024", "software"),
        ("misc", "year=2024", "misc"),
        ("misc", "eprint={2404.02345}, archiveprefix={arXiv}", "preprint"),
        ("article", "journal={arXiv preprint arXiv:2404.02345}", "preprint"),
        ("article", "journal={TMM}, arxiv={2404.02345}", "article"),
        ("inproceedings", "booktitle={CVPR}, arxiv={2404.02345}", "conference"),
    ],
)
def test_entry_types_become_types_of_publications(kind: str, fields: str, expected: str) -> None:
    assert _data(fields, kind)["type"] == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("phdthesis", "school={USC}", "PhD thesis"),
        ("mastersthesis", "school={USC}", "Master's thesis"),
        ("phdthesis", "type={{Ph.D. dissertation}}", "Ph.D. dissertation"),
        ("thesis", "type={mathesis}", "Master's thesis"),
        ("phdthesis", "type={Thesis}", None),
        ("thesis", "school={USC}", None),
        ("techreport", "type={White paper}", "White paper"),
        ("techreport", "institution={USC}", None),
        ("misc", "type={Habilitation}, genre={A leaflet}", "A leaflet"),
        ("article", "type={Journal Article}", None),
    ],
)
def test_what_kind_of_thesis_or_report_it_is_stays(
    kind: str, fields: str, expected: str | None
) -> None:
    assert _data(fields, kind).get("genre") == expected


_WRITTEN_OTHERWISE = {"id", "place", "title", "authors", "editors", "type", "number"}


@pytest.mark.parametrize("name", sorted(Publication.model_fields.keys() - _WRITTEN_OTHERWISE))
def test_every_field_is_read_by_its_own_name(name: str) -> None:
    address = "https://example.org/a_b" if name in LINKS or name == "paper" else "2024"
    value = "true" if name == "selected" else address

    data = _data(f"title={{A}}, author={{B C}}, {name}={{{value}}}")

    assert data[name] in (value, [value], value == "true")


def test_authors_separated_by_commas_are_told() -> None:
    source = _read("@misc{a, title={A}, author={Ada Lovelace, Karla Weiß, Zheng Wanrong}}\n")

    assert [problem.mend for problem in source.problems] == [
        "write ` and ` between authors, not commas"
    ]


def test_an_unknown_entry_type_is_told() -> None:
    assert str(_problem("title={A}", "inproceeding")) == (
        "there is no entry type `@inproceeding`; did you mean `inproceedings`?"
    )


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "pubstate={inpress}", "accepted"),
        ("article", "pubstate={submitted}", "under-review"),
        ("article", "year={to appear}", "accepted"),
        ("article", "status={under-review}", "under-review"),
        ("unpublished", "note={Under review}", "under-review"),
        ("unpublished", "pubstate={prepublished}", "preprint"),
        ("article", "pubstate={inpreparation}", None),
        ("article", "year={2024}", None),
    ],
)
def test_how_far_a_work_has_come(kind: str, fields: str, expected: str | None) -> None:
    assert _data(fields, kind).get("status") == expected


# --- dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year={2024}", "2024"),
        ("year=2024, month=may", "2024-05"),
        ("year=2024, month={May}", "2024-05"),
        ("year=2024, month={Sept.}", "2024-09"),
        ("year=2024, month={5}", "2024-05"),
        ('year=2024, month=jun # "~18"', "2024-06-18"),
        ("year=2024, month={18 June}", "2024-06-18"),
        ("year=2024, month=jun, day={8}", "2024-06-08"),
        ("year=2024, month={June--July}", "2024-06"),
        ("year={c. 2024}", "2024"),
        ("date={2024-05-03}", "2024-05-03"),
        ("date={2024-05/2024-07}", "2024-05"),
        ("date={2024-05-03T10:00:00}", "2024-05-03"),
        ("date={2024~}", "2024"),
        ("date={2024-21}", "2024"),
        ("date={2023}, year={2024}", "2023"),
        ("year={soon}", "soon"),
    ],
)
def test_dates_take_one_form(fields: str, date: str) -> None:
    assert _data(fields)["date"] == date


def test_what_is_no_month_is_told() -> None:
    problem = _problem("year = 2024,\n month = {Primavera}")

    assert (problem.code, problem.place) == (Code.VALUE, Place("a.bib", 3, 2))
    assert str(problem) == "`Primavera` is no month; write jan to dec, or 1 to 12"


# --- identifiers and links ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("eprint={2404.02345}, eprinttype={arXiv}", {"arxiv": "2404.02345"}),
        ("eprint={2404.02345}", {"arxiv": "2404.02345"}),
        ("eprint={12345}, eprinttype={pubmed}", {}),
        ("url={https://arxiv.org/abs/2404.02345}", {"arxiv": "https://arxiv.org/abs/2404.02345"}),
        ("url={https://doi.org/10.1000/182}", {"doi": "https://doi.org/10.1000/182"}),
        (r"url={https://x.org/a\_b}", {"paper": "https://x.org/a_b"}),
        (r"howpublished={\url{https://x.org/a}}", {"paper": "https://x.org/a"}),
        ("howpublished={Talk at home}", {}),
        ("html={https://x.org/a}", {"paper": "https://x.org/a"}),
        ("journal={ArXiv}, volume={abs/2404.02345}", {"arxiv": "2404.02345", "venue": "arXiv"}),
        ("journal={Corr. Science}, volume=7", {"venue": "Corr. Science", "volume": "7"}),
        (
            "doi={10.48550/arXiv.2404.02345}",
            {"doi": "10.48550/arXiv.2404.02345", "arxiv": "2404.02345"},
        ),
    ],
)
def test_identifiers_are_found_where_exports_hide_them(
    fields: str, expected: dict[str, str]
) -> None:
    data = _data(fields)
    data.pop("type")

    assert data == expected


@pytest.mark.parametrize(
    ("kind", "target"), [("software", "code"), ("dataset", "data"), ("online", "website")]
)
def test_the_address_of_a_work_that_is_no_paper(kind: str, target: str) -> None:
    assert _data("url={https://x.org/}", kind)[target] == "https://x.org/"


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("x.pdf", "put the file under `_static/` and give the address it has on the web"),
        ("/assets/x.pdf", "put the file under `_static/` and give the address it has on the web"),
        ("www.x.org/x.pdf", "write https://www.x.org/x.pdf"),
        ("github.com/a/b", "write https://github.com/a/b"),
    ],
)
def test_a_link_must_be_a_web_address(address: str, mend: str) -> None:
    assert str(_problem(f"pdf={{{address}}}")) == (
        f"`{address}` in the entry `key` is no web address; {mend}"
    )


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("A B and C D", ["A B", "C D"]),
        ("B, A\n  and D, C", ["B, A", "D, C"]),
        (r"{\"O}z, H. and {A and B Collaboration}", ["Öz, H.", "{A and B Collaboration}"]),
        ("A B and others", ["A B", {"literal": "et al."}]),
        (
            "given=Vincent, prefix=van, family=Gogh",
            [{"given": "Vincent", "family": "Gogh", "particle": "van"}],
        ),
    ],
)
def test_authors_are_listed(authors: str, expected: list[object]) -> None:
    assert _data(f"author={{{authors}}}")["authors"] == expected


def test_an_annotation_of_nobody_is_told() -> None:
    assert str(_problem("author={A B}, author+an={2=equal}")) == (
        "`author+an` speaks of name 2, but there are 1; count the names from 1"
    )


def test_annotations_that_say_nothing_to_a_page_are_passed_over() -> None:
    fields = 'author={A B}, author+an={1=highlight,student}, author+an:hint={1="so; it"}'

    assert _data(fields)["authors"] == ["A B"]


def test_who_edits_a_book_without_authors_stands_for_them() -> None:
    data = _data("editor={A B}, title={A Book}", "book")

    assert data["authors"] == data["editors"] == ["A B"]


def test_an_organisation_may_be_the_author() -> None:
    assert _data("organization={The Lab}", "manual")["authors"] == [{"literal": "The Lab"}]


# --- inheritance ----------------------------------------------------------------------------


def test_a_paper_inherits_from_its_proceedings() -> None:
    source = _read("""
        @inproceedings{paper, crossref = {proc}, title = {A}, author = {A B}}
        @proceedings{PROC, title = {Proceedings}, year = 2024, doi = {10.1000/1}, editor = {C D}}
    """)

    (record,) = source.records
    assert source.problems == ()
    assert record.data == {
        "title": "A",
        "authors": ["A B"],
        "editors": ["C D"],
        "venue": "Proceedings",
        "date": "2024",
        "type": "conference",
    }


def test_proceedings_that_nobody_inherits_from_are_a_record() -> None:
    (record,) = _read("@proceedings{proc, title = {Proceedings}, editor = {C D}}").records

    assert (record.id, record.data["type"]) == ("proc", "book")


def test_inheritance_may_go_round_in_a_circle() -> None:
    source = _read("@misc{a, crossref={b}, title={A}}\n@misc{b, crossref={a}, title={B}}")

    assert [record.data["title"] for record in source.records] == ["A", "B"]


def test_a_missing_parent_is_told() -> None:
    problem = _problem("crossref={kez}, title={A}")

    assert (problem.code, problem.place) == (Code.UNKNOWN_ID, Place("a.bib", 2, 1))
    assert str(problem) == (
        "the entry `key` inherits from `kez`, not in this file; did you mean `key`?"
    )


# --- what our own exports add ---------------------------------------------------------------


def test_what_a_record_said_exactly_counts() -> None:
    data = _data(
        "title={A}, journal={Trans. Loom}, year=2024, "
        r'as-recorded={"type": null, "venue": "loom", "abstract": "a\u007b\nb", "tags": ["x"]}'
    )

    assert data == {
        "title": "A",
        "date": "2024",
        "venue": "loom",
        "abstract": "a{\nb",
        "tags": ["x"],
    }


def test_what_it_says_of_unknown_fields_is_told_with_its_place() -> None:
    source = _read('@misc{a,\ntitle={A},\nauthor={Plato},\nas-recorded={"titel": "B"}}\n')
    problems: list[Problem] = []

    validate(source.records[0], problems.append)

    assert [(problem.code, problem.place.line) for problem in problems] == [
        (Code.UNKNOWN_FIELD, 4)
    ]


@pytest.mark.parametrize("text", ['"a": ', "[1]", '"a": ' + "[" * 90_000])
def test_what_is_no_json_is_told_and_the_rest_kept(text: str) -> None:
    source = _read(f"@misc{{a, title={{A}}, as-recorded={{{text}}}}}\n")

    assert [problem.mend for problem in source.problems] == [
        "remove the field; it only repeats what others cannot say exactly"
    ]
    assert source.records[0].data["title"] == "A"


def test_it_is_not_inherited() -> None:
    child, _ = _read("""
        @inproceedings{a, title={A}, author={Plato}, crossref={b}}
        @book{b, title={B}, author={Plato}, as-recorded={"venue": "b"}}
    """).records

    assert child.data["venue"] == "B"


def test_a_licence_and_marks_in_latex() -> None:
    data = _data(r'author={Ada Lovelace}, author+an:mark={1="{\textdagger}"}, license={CC-BY-4.0}')

    assert data["license"] == "CC-BY-4.0"
    assert data["authors"] == [{"name": "Ada Lovelace", "marks": ["†"]}]


# --- anything at all ------------------------------------------------------------------------

_FIELDS = st.sampled_from(
    [
        *("title", "author", "editor", "author+an", "author+an:orcid", "year", "month", "day"),
        *("date", "journal", "booktitle", "volume", "number", "pages", "doi", "url", "eprint"),
        *("eprinttype", "note", "abstract", "keywords", "pdf", "selected", "award", "crossref"),
        *("pubstate", "subtitle", "organization", "annotation", "howpublished", "eid"),
    ]
)
_VALUES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="{}\r\n"), max_size=20
) | st.sampled_from(
    [
        "key0",
        "2024",
        "1=equal;2=",
        "abs/2404.02345",
        "arXiv:2404.02345",
        "A and B and others",
        "\\",
    ]
)


@given(st.lists(st.dictionaries(_FIELDS, _VALUES, max_size=8), max_size=4))
def test_every_whole_entry_is_a_record_that_can_be_validated(
    entries: list[dict[str, str]],
) -> None:
    text = ""
    for number, entry in enumerate(entries):
        fields = ", ".join(f"{name} = {{{value}}}" for name, value in entry.items())
        text += f"@misc{{key{number}, {fields}}}\n"

    source = _read(text)

    assert [record.id for record in source.records] == [f"key{n}" for n in range(len(entries))]
    for record in source.records:
        validate(record, lambda _: None)
