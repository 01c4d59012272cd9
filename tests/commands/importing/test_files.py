from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.importing.files import read_file
from sphinx_research.commands.importing.found import Found
from sphinx_research.commands.importing.ris import read_ris
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Problem

RIS = """\
TY  - JOUR
AU  - Lovelace, Ada
AU  - van Gogh, Vincent, Jr.
AU  - Engine Collaboration
TI  - Notes on the engine
T2  - Scientific Memoirs
PY  - 1843
DA  - 1843/09//
VL  - 3
IS  - 1
SP  - 666
EP  - 731
DO  - 10.1000/notes
UR  - https://doi.org/10.1000/notes
KW  - engines
KW  - numbers; looms
AB  - It weaves
algebraic patterns.
N1  - private
ER  -
"""


def read(folder: Path, name: str, text: str | bytes) -> tuple[list[Found], list[str]]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems: list[Problem] = []
    found = read_file(file, problems.append)
    return found, [f"{one.place}: {one}".replace(str(folder) + "/", "") for one in problems]


# --- RIS ----------------------------------------------------------------------------------


def test_ris_is_read(tmp_path: Path) -> None:
    (found,), problems = read(tmp_path, "a.ris", RIS)

    assert problems == []
    assert found.source == f"{tmp_path}/a.ris:1"
    assert found.data == {
        "title": "Notes on the engine",
        "authors": [
            {"family": "Lovelace", "given": "Ada"},
            {"family": "Gogh", "given": "Vincent", "particle": "van", "suffix": "Jr."},
            {"name": "Engine Collaboration"},
        ],
        "date": "1843-09",
        "venue": "Scientific Memoirs",
        "volume": "3",
        "issue": "1",
        "pages": "666-731",
        "doi": "10.1000/notes",
        "abstract": "It weaves algebraic patterns.",
        "tags": ["engines", "numbers", "looms"],
        "type": "article",
    }


def test_windows_writes_ris_too(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, "a.ris", RIS)
    windows, problems = read(
        tmp_path, "a.ris", b"\xef\xbb\xbf" + RIS.replace("\n", "\r\n").encode()
    )

    assert windows == plain
    assert problems == []


def test_half_a_ris_file_is_told_and_its_first_half_read(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "a.ris", RIS + "\nTY  - BOOK\nTI  - Half")

    assert [one.title for one in found] == ["Notes on the engine"]
    assert problems == ["a.ris:22: the file breaks off in this reference; export the file again"]


def test_a_reference_without_an_author_is_told(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "a.ris", "TY  - JOUR\nTI  - Alone\nER  - \n" + RIS)

    assert len(found) == 1
    assert problems == ["a.ris:1: the reference has no author; add it, as `AU  - …`"]


def test_other_dialects_of_ris_are_read(tmp_path: Path) -> None:
    text = (
        "TY  - CHAP\nA1  - Lovelace, Ada\nA2  - Babbage, Charles\nT1  - Chapter\n"
        "BT  - A Book\nY1  - 1843/09/03/\nSP  - 1-9\nEP  - 9\nN2  - Words.\n"
        "UR  - https://arxiv.org/abs/2404.99999\nER  -\n"
    )

    (found,), _ = read(tmp_path, "a.ris", text)

    assert found.data == {
        "title": "Chapter",
        "authors": [{"family": "Lovelace", "given": "Ada"}],
        "editors": [{"family": "Babbage", "given": "Charles"}],
        "date": "1843-09-03",
        "venue": "A Book",
        "pages": "1-9",
        "arxiv": "2404.99999",
        "abstract": "Words.",
        "type": "chapter",
    }


@given(
    st.lists(
        st.sampled_from([*RIS.splitlines(), "TY  - ", "ER  -", "PY  - ", "AU  - ,", "AU  - ,,,"])
        | st.text(max_size=9)
    )
)
def test_no_ris_makes_it_fall(lines: list[str]) -> None:
    found = read_ris("\n".join(lines), "x.ris", lambda _: None)

    assert all(one.data["title"] and one.data["authors"] for one in found)


# --- BibTeX -------------------------------------------------------------------------------


def test_the_good_entries_of_half_a_bib_file_are_read(tmp_path: Path) -> None:
    text = """\
@article{good, title={Good}, author={Lovelace, Ada}, year=1843}
@article{bad, title={Bad, author={Lovelace, Ada}
@misc{last, title={Last}, author={Babbage, Charles}, abstract={<b>x</b> words}}
@article{half, title={Ha"""

    found, problems = read(tmp_path, "a.bib", text)

    assert [one.key for one in found] == ["good", "last"]
    assert [one.partition(": ")[0] for one in problems] == ["a.bib:2", "a.bib:4"]


def test_an_empty_file_has_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "a.bib", "") == ([], [])


# --- JSON and CFF -------------------------------------------------------------------------


def test_csl_json_of_zotero_is_read(tmp_path: Path) -> None:
    item = {
        "id": "http://zotero.org/users/1/items/ABC",
        "citation-key": "lovelace1843",
        "type": "paper-conference",
        "title": "Notes on <i>the</i> engine",
        "container-title": "Meeting of the Royal Society",
        "page": "1–9",
        "author": [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "Engine Collaboration"},
        ],
        "issued": {"date-parts": [["1843", 9]]},
        "URL": "https://example.org/notes",
        "DOI": "https://doi.org/10.1000/NOTES",
    }

    (found,), problems = read(tmp_path, "a.json", json.dumps([item]))

    assert problems == []
    assert found.key == "lovelace1843"
    assert found.data == {
        "title": "Notes on <em>the</em> engine",
        "authors": [
            {"family": "Beethoven", "given": "Ludwig", "particle": "van"},
            {"literal": "Engine Collaboration"},
        ],
        "date": "1843-09",
        "venue": "Meeting of the Royal Society",
        "pages": "1–9",
        "doi": "10.1000/notes",
        "paper": "https://example.org/notes",
        "type": "conference",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[{"title": "x"', "a.json:1: the JSON cannot be read: Expecting ',' delimiter"),
        ("[" * 100_000, "a.json:1: the JSON cannot be read: it is not of any"),
        ("[]", "a.json:1: there are no items of CSL-JSON in the file"),
        ("3", "a.json:1: there are no items of CSL-JSON in the file"),
        ('[{"type": "book"}]', "a.json:1: item 1 has no title and no authors"),
    ],
)
def test_json_of_another_kind_is_told(tmp_path: Path, text: str, told: str) -> None:
    found, problems = read(tmp_path, "a.json", text)

    assert found == []
    assert problems[0].startswith(told)


def test_cff_has_the_software_and_the_paper(tmp_path: Path) -> None:
    text = """\
cff-version: 1.2.0
message: Cite us
title: Engine
type: software
version: 1.2.0
date-released: 2024-05-03
doi: 10.5281/zenodo.1
repository-code: https://github.com/lab/engine
license: MIT
authors:
  - family-names: Lovelace
    given-names: Ada
    orcid: https://orcid.org/0000-0002-1825-0097
  - name: Engine Laboratory
preferred-citation:
  type: article
  title: Notes on the engine
  journal: Scientific Memoirs
  year: 1843
  month: 9
  start: 666
  end: 731
  authors:
    - {family-names: Lovelace, given-names: Ada}
"""

    (software, paper), problems = read(tmp_path, "CITATION.cff", text)

    assert problems == []
    assert software.data == {
        "title": "Engine",
        "authors": [
            {"family": "Lovelace", "given": "Ada", "orcid": "0000-0002-1825-0097"},
            {"literal": "Engine Laboratory"},
        ],
        "date": "2024-05-03",
        "number": "1.2.0",
        "doi": "10.5281/zenodo.1",
        "code": "https://github.com/lab/engine",
        "type": "software",
    }
    assert paper.data == {
        "title": "Notes on the engine",
        "authors": [{"family": "Lovelace", "given": "Ada"}],
        "date": "1843-09",
        "venue": "Scientific Memoirs",
        "pages": "666-731",
        "type": "article",
    }


def test_broken_cff_is_told_with_its_line(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "CITATION.cff", 'title: "Engine\nauthors: []\n')

    assert found == []
    assert problems[0].startswith("CITATION.cff:1: the YAML cannot be read")


# --- encodings ----------------------------------------------------------------------------


def test_of_a_file_in_another_encoding_nothing_is_read(tmp_path: Path) -> None:
    text = "@article{a, title={A},\n author={王泽卿 and 李小明}}".encode("gbk")

    with pytest.raises(RefusedError) as refused:
        read(tmp_path, "refs.bib", text)

    file = tmp_path / "refs.bib"
    assert str(refused.value) == (
        f"{file}:2: the file is not UTF-8 text; it looks like GBK. Nothing of it was read. "
        f"Save it as UTF-8 in your editor, or write iconv -f GBK -t UTF-8 {file} > utf8-refs.bib"
    )


@pytest.mark.parametrize("name", ["none.bib", ".", ""])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_file((tmp_path / name / "x").with_suffix(".bib"), lambda _: None)
