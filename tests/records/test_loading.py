from __future__ import annotations

import pickle
from pathlib import Path

import pydantic
import pytest

from sphinx_research.formats.beginnings import BEGINNINGS
from sphinx_research.records import loading
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.files import RECORDS
from sphinx_research.records.loading import READERS, Loaded, load
from sphinx_research.records.model import slug
from sphinx_research.records.problems import Code
from sphinx_research.records.raw import Source
from tests.records.conftest import Tree, told

ADA = "---\nperson:\n  name: Ada Lovelace\n---\n"
PAPER = ":::{publication} key\n:title: A\n:authors: Ada Lovelace\n:year: 1843\n:::\n"
WRONG = "---\nproject:\n  title: B\n  since: never\n---\n:::{publication}\n:title: C\n:::\n"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which files are parsed and not taken from the cache."""
    paths: list[str] = []

    def noted(content: bytes, path: str) -> Source:
        paths.append(path)
        return read(content, path)

    read = loading._read  # noqa: SLF001 - the one step that a cache spares
    monkeypatch.setattr(loading, "_read", noted)
    return paths


@pytest.fixture
def small(tree: Tree) -> Tree:
    """Give a tree of three files, one of them with mistakes."""
    tree.write("people/ada.md", ADA)
    tree.write("research/papers.md", PAPER)
    tree.write("research/wrong.md", WRONG)
    return tree


def _all(loaded: Loaded) -> tuple[object, ...]:
    records = loaded.catalogue.records
    return records, loaded.catalogue.ours, loaded.problems


# --- files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "page", "mend"),
    [
        ("people/your-name.md", ADA, "rename it after the person, such as `ada-lovelace.md`"),
        (
            "research/your-project.md",
            "---\nproject:\n  title: The engine\n---\n",
            "rename it after the project, such as `analytical-engine.md`",
        ),
    ],
)
def test_a_page_that_nobody_has_named_is_refused(
    tree: Tree, path: str, page: str, mend: str
) -> None:
    tree.write(path, page)

    (problem,) = tree.load().problems

    assert problem.code is Code.FILE_NAME
    assert str(problem.place) == f"{path}:2"
    name = path.partition("/")[2]
    assert problem.cause == f"the file is still called `{name}`, which would be the page's address"
    assert problem.mend == mend


def test_of_such_a_page_all_that_is_wrong_is_told_and_no_more(tree: Tree) -> None:
    tree.write("people/your-name.md", "---\nperson:\n  name:\n  since: never\n---\n")
    tree.write("people/ada.md", ADA.replace("Ada Lovelace", "Ada\n  advisors: [your-name]"))

    assert told(tree.load()) == [
        "people/your-name.md:2 file-name",
        "people/your-name.md:3 missing",
        "people/your-name.md:4 value",
    ]


def test_such_names_are_those_of_pages_begun_in_the_editor() -> None:
    begun = {(kind, one.placeholder.lower().replace(" ", "-")) for kind, one in BEGINNINGS.items()}

    assert loading.UNNAMED.keys() == begun


def test_every_kind_of_file_that_may_hold_records_has_a_reader() -> None:
    assert READERS.keys() == RECORDS


def test_a_site_without_folders_is_empty(tree: Tree) -> None:
    loaded = tree.load()

    assert loaded.problems == ()
    assert loaded.catalogue.ours == ()


@pytest.mark.parametrize("ends", [b"\r\n", b"\r", b"\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_kind_of_line_end_gives_the_same_lines(tree: Tree, ends: bytes, mark: bytes) -> None:
    tree.write("people/ada.md", mark + (ADA + PAPER).encode().replace(b"\n", ends))
    tree.write("research/wrong.md", mark + WRONG.encode().replace(b"\n", ends))

    loaded = tree.load()

    assert str(loaded.catalogue.records.people["ada"].name) == "Ada Lovelace"
    assert loaded.catalogue.records.publications["key"].place.line == 5
    assert told(loaded) == ["research/wrong.md:4 value", "research/wrong.md:6 block"]


def test_a_file_that_is_no_text_is_told_with_the_line_and_costs_no_other(tree: Tree) -> None:
    tree.write("people/ada.md", ADA)
    tree.write("people/bob.md", b"---\nperson:\n  name: Bob M\xfcller\n---\n")

    loaded = tree.load()

    assert told(loaded) == ["people/bob.md:3 unreadable"]
    assert list(loaded.catalogue.records.people) == ["ada"]


def test_a_null_character_is_no_text(tree: Tree) -> None:
    tree.write("people/ada.md", ADA + "\0")

    loaded = tree.load()

    assert told(loaded) == ["people/ada.md:5 unreadable"]
    assert loaded.problems[0].cause == "the file holds a null character, as no text does"


def test_problems_come_in_the_order_of_files_and_lines(tree: Tree) -> None:
    tree.write("research/b.md", PAPER.replace(":year: 1843", ":venue: nips\n:doi: x\n:code: y"))
    tree.write("people/c.md", ADA.replace("name", "nam"))
    tree.write("research/a.bib", "@article{k, title={T}, author={A B}, doi={x}\n")

    loaded = tree.load()

    places = [problem.place for problem in loaded.problems]
    assert len(places) > 4
    assert places == sorted(places)


def test_a_page_that_uses_what_is_not_allowed_is_refused_and_its_records_stay(tree: Tree) -> None:
    tree.write("people/ada.md", f"{ADA}\n:::{{include}} x\n:::\n\n{{raw}}`x`\n")
    tree.write("research/papers.md", PAPER)

    loaded = tree.load()

    assert told(loaded) == ["people/ada.md:6 refused", "people/ada.md:9 refused"]
    assert loaded.refused == {"people/ada.md"}
    assert list(loaded.catalogue.records.people) == ["ada"]


def test_what_the_settings_allow_is_not_refused_though_it_was_parsed_before(
    tree: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    tree.write("people/ada.md", f"{ADA}\n:::{{mermaid}}\n:::\n")
    cache = tmp_path / "cache"
    assert tree.load(cache=cache).refused == {"people/ada.md"}
    parsed.clear()

    loaded = load(tree.root, Settings(allowed=("mermaid",)), cache)

    assert parsed == []
    assert told(loaded) == []
    assert loaded.refused == frozenset()


def test_a_page_that_begins_oddly_is_refused(tree: Tree) -> None:
    tree.write("research/odd.md", "---\nmyst: {}\n...\n# Odd\n")

    loaded = tree.load()

    assert told(loaded) == ["research/odd.md:1 front-matter"]
    assert loaded.refused == {"research/odd.md"}


def test_html_alone_refuses_no_page(tree: Tree) -> None:
    tree.write("research/odd.md", "# Odd\n\na<br>b\n")

    loaded = tree.load()

    assert told(loaded) == ["research/odd.md:3 refused"]
    assert loaded.refused == frozenset()


# --- ids ------------------------------------------------------------------------------


def test_of_two_records_with_one_id_the_first_stays(tree: Tree) -> None:
    tree.write("research/a.md", PAPER)
    tree.write("research/b.md", f"# Papers\n{PAPER}".replace(":title: A", ":title: B"))

    loaded = tree.load()

    assert told(loaded) == ["research/b.md:2 duplicate-id"]
    assert str(loaded.problems[-1]) == (
        "publication `key` stands in research/a.md:1 already; give one of the two another key"
    )
    assert loaded.catalogue.records.publications["key"].title.plain == "A"


def test_keys_that_would_have_one_address_are_one_id(tree: Tree) -> None:
    tree.write("research/a.md", PAPER + PAPER.replace("key", "DBLP:conf/x"))
    tree.write("research/b.md", PAPER.replace("key", "KEY") + PAPER.replace("key", "dblp-conf-x"))

    assert [one for one in told(tree.load()) if "same-work" not in one] == [
        "research/b.md:1 duplicate-id",
        "research/b.md:6 duplicate-id",
    ]


def test_people_and_collaborators_share_their_ids(tree: Tree) -> None:
    tree.write("people/ada.md", ADA)
    tree.write("people/collaborators.yaml", "bob:\n  name: Bob Bee\nada:\n  name: Ada Bee\n")

    assert told(tree.load()) == ["people/collaborators.yaml:3 duplicate-id"]


def test_other_kinds_have_ids_of_their_own(tree: Tree) -> None:
    tree.write("people/one.md", ADA)
    tree.write("research/one.md", "---\nproject:\n  title: A\n---\n")
    tree.write("research/venues.yaml", "one:\n  name: B\n")

    assert told(tree.load()) == []


@pytest.mark.parametrize("name", ["Ada_Lovelace", "ada lovelace", "Ada", "ада", "ada--l", "-ada"])
def test_a_page_whose_name_is_no_id_is_refused(tree: Tree, name: str) -> None:
    tree.write(f"people/{name}.md", ADA)

    loaded = tree.load()

    assert told(loaded) == [f"people/{name}.md:1 file-name"]
    assert loaded.catalogue.records.people == {}


def test_a_page_at_the_top_has_a_name_of_another_kind_but_for_a_record(tree: Tree) -> None:
    tree.write("Ada_L.md", ADA)
    tree.write("About_us.md", "# About us\n")

    loaded = tree.load()

    assert told(loaded) == ["Ada_L.md:2 file-name"]
    assert loaded.problems[0].mend == "rename the file with small letters, digits and hyphens"


def test_a_key_that_makes_no_address_is_refused(tree: Tree) -> None:
    tree.write("research/a.md", PAPER.replace("key", "::"))

    loaded = tree.load()

    assert told(loaded) == ["research/a.md:1 file-name"]
    assert loaded.catalogue.records.publications == {}


def test_keys_in_any_script_are_told_apart(tree: Tree) -> None:
    tree.write("research/a.bib", "@misc{王2020, title={A}, author={A B}}\n")
    tree.write("research/b.bib", "@misc{李2020, title={B}, author={A B}}\n")

    loaded = tree.load()

    assert told(loaded) == []
    assert [slug(key) for key in loaded.catalogue.records.publications] == ["王2020", "李2020"]


def test_an_id_in_a_data_file_is_refused_on_its_line(tree: Tree) -> None:
    tree.write("research/venues.yaml", "cvpr:\n  name: A\nCVPR 2024:\n  name: B\n")

    loaded = tree.load()

    assert told(loaded) == ["research/venues.yaml:3 file-name"]
    assert loaded.problems[0].mend == "write it with small letters, digits and hyphens"


# --- the cache ------------------------------------------------------------------------


def test_a_load_is_the_same_with_and_without_a_cache(
    small: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    plain = small.load()
    first = small.load(cache=tmp_path / "cache")
    parsed.clear()
    second = small.load(cache=tmp_path / "cache")

    assert parsed == []
    assert _all(plain) == _all(first) == _all(second)


def test_problems_of_cached_files_are_told_again(
    small: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()

    again = small.load(cache=tmp_path / "cache")

    assert parsed == []
    assert told(again) == ["research/wrong.md:4 value", "research/wrong.md:6 block"]


def test_a_changed_file_is_read_again_and_no_other(
    small: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()
    small.edit("research/wrong.md", "never", "2024")

    again = small.load(cache=tmp_path / "cache")

    assert parsed == ["research/wrong.md"]
    assert told(again) == ["research/wrong.md:6 block"]


def test_a_file_that_was_only_touched_is_not_read_again(
    small: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()
    (small.root / "people/ada.md").touch()

    small.load(cache=tmp_path / "cache")

    assert parsed == []


def test_a_renamed_file_is_read_under_its_new_name(
    small: Tree, tmp_path: Path, parsed: list[str]
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()
    (small.root / "people/ada.md").rename(small.root / "people/ada-lovelace.md")

    again = small.load(cache=tmp_path / "cache")

    assert parsed == ["people/ada-lovelace.md"]
    assert list(again.catalogue.records.people) == ["ada-lovelace"]


def test_what_belongs_to_no_file_any_more_is_deleted(small: Tree, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    small.load(cache=cache)
    (cache / "notes.txt").write_text("mine")
    small.edit("research/wrong.md", "never", "2024")
    (small.root / "people/ada.md").unlink()

    small.load(cache=cache)

    assert sorted(file.suffix for file in cache.iterdir()) == [".pickle", ".pickle", ".txt"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\x80",
        b"nonsense",
        pickle.dumps(None),
        pickle.dumps({"records": ()}),
        b"cbuiltins\nnothing\n.",
        b"csphinx_research.records.gone\nSource\n.",
        b"csphinx_research.records.raw\nSource\n(I1\nI2\nI3\nI4\nI5\ntR.",
        b"csphinx_research.records.problems\nCode\n(S'gone'\ntR.",
    ],
    ids=range(9),
)
def test_a_damaged_cache_is_written_anew(
    small: Tree, tmp_path: Path, parsed: list[str], damaged: bytes
) -> None:
    cache = tmp_path / "cache"
    before = _all(small.load(cache=cache))
    for file in cache.iterdir():
        file.write_bytes(damaged)

    assert _all(small.load(cache=cache)) == before
    parsed.clear()
    assert _all(small.load(cache=cache)) == before
    assert parsed == []


def test_a_cache_cut_short_anywhere_is_written_anew(small: Tree, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = _all(small.load(cache=cache))
    (file, *_) = sorted(cache.iterdir())
    whole = file.read_bytes()

    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        assert _all(small.load(cache=cache)) == before


def test_another_version_of_the_package_reads_everything_again(
    small: Tree, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()
    monkeypatch.setattr(loading, "package_fingerprint", lambda: b"another")

    small.load(cache=tmp_path / "cache")

    assert len(parsed) == 3


def test_another_version_of_pydantic_reads_everything_again(
    small: Tree, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.load(cache=tmp_path / "cache")
    parsed.clear()
    monkeypatch.setattr(pydantic, "VERSION", "0")

    small.load(cache=tmp_path / "cache")

    assert len(parsed) == 3


def test_every_problem_survives_the_cache() -> None:
    assert [pickle.loads(pickle.dumps(code)) for code in Code] == list(Code)  # noqa: S301 - our own


# --- size -----------------------------------------------------------------------------


def test_ten_thousand_papers_load(tree: Tree) -> None:
    tree.write("people/ada.md", ADA)
    entries = (
        f"@article{{k{number}, title = {{Paper {number}}}, year = {{{1900 + number % 100}}},\n"
        f"  author = {{Lovelace, Ada and Babbage, Charles}}, journal = {{Notes}}}}\n"
        for number in range(10_000)
    )
    tree.write("research/all.bib", "".join(entries).encode())

    loaded = tree.load()

    assert told(loaded) == []
    assert len(loaded.catalogue.ours) == 10_000
    assert loaded.catalogue.records.publications["k9999"].place.line == 19_999
