"""What holds for all formats: nothing is lost silently, overwritten, or written elsewhere."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_research.commands import migrate
from sphinx_research.commands.migrating import al_folio, old_yaml
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.commands.settings import RefusedError
from sphinx_research.formats.site import Site
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord
from tests.commands.migrating.conftest import picture, written
from tests.commands.small_site import NOBODY

if TYPE_CHECKING:
    from tests.commands.migrating.conftest import Migrated

DATA = Path(__file__).parent / "data" / "al_folio"
AT = Place("old.md")
SITE: dict[str, str | bytes] = {
    "_config.yml": "first_name: Emmy\nlast_name: Noether\n",
    "_pages/about.md": "---\npermalink: /\nprofile:\n  image: me.jpg\n---\nHello.\n",
    "_projects/a.md": "---\ntitle: Rings\n---\nText.\n",
    "_data/socials.yml": "github_username: noether\n",
    "assets/img/me.jpg": picture("JPEG"),
}

# --- nothing is lost silently ---------------------------------------------------------------

NAMES = st.from_regex(r"[b-z]{4,9}q", fullmatch=True)
WITH_KEYS = (
    *("_config.yml", "_pages/about.md", "_pages/publications.md", "_projects/1_project.md"),
    *("_news/announcement_1.md", "_data/socials.yml", "_data/repositories.yml"),
)
FOLDERS = ("", "_pages/", "_projects/", "_data/", "assets/img/", "assets/pdf/", "more/of/it/")


def _told(folder: Path) -> str:
    old = OldSite(folder)
    into = Carried(old, site=Site("Lab", "https://lab.example/"))
    al_folio.carry(old, into)
    return "\n".join(f"{one.place}: {one.what}" for one in [*into.left, *old.overlooked()])


@settings(max_examples=25)
@given(name=NAMES, path=st.sampled_from(WITH_KEYS), value=st.sampled_from(["1", "[a]", "{b: c}"]))
def test_every_unknown_key_is_told(name: str, path: str, value: str) -> None:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(shutil.copytree(DATA, Path(top) / "old"))
        file = folder / path
        text = file.read_text("utf-8")
        start = "---\n" if text.startswith("---") else ""
        added = f"{start}{name}: {value}\n{text.removeprefix(start)}"
        file.write_text(added, "utf-8")
        line = 2 if start else 1
        assert f"{path}:{line}: the field `{name}` has no place here" in _told(folder)


@settings(max_examples=30)
@given(
    name=NAMES,
    folder=st.sampled_from(FOLDERS),
    kind=st.sampled_from([".png", ".md.orig", ".docx", ".csv", ".unknown", ""]),
)
def test_every_unknown_file_is_told(name: str, folder: str, kind: str) -> None:
    with tempfile.TemporaryDirectory() as top:
        old = Path(shutil.copytree(DATA, Path(top) / "old"))
        path = f"{folder}{name}{kind}"
        written(old, {path: "x"})
        assert f"{path}:1: the file `{path}` is not carried" in _told(old)


# --- nothing is overwritten, or written elsewhere -------------------------------------------


def test_a_page_that_is_here_with_something_else_stays(migrated: Migrated, site: Path) -> None:
    mine = "---\nperson:\n  name: Emmy Noether\n---\n# Emmy Noether\n\nMine.\n"
    written(site, {"people/emmy-noether.md": mine})
    result = migrated("al-folio", SITE)
    assert result.code == 1
    assert result.text("people/emmy-noether.md") == mine
    assert "the person `emmy-noether` stands in people/emmy-noether.md:2" in result.report
    assert list(result.works.catalogue.records.projects) == ["rings"]


def test_a_picture_that_is_here_with_something_else_stays(migrated: Migrated, site: Path) -> None:
    written(site, {"_static/me.jpg": b"mine"})
    result = migrated("al-folio", SITE)
    assert result.code == 1
    assert (site / "_static/me.jpg").read_bytes() == b"mine"
    assert "_static/me.jpg is there already, and is another file" in result.report


def test_new_news_stand_above_those_that_are_there(migrated: Migrated, site: Path) -> None:
    written(site, {"research/news.yaml": "# Ours\n- date: 2024\n  text: Ours.\n"})
    news = "---\ndate: 2020-01-02\ninline: true\n---\nTheirs.\n"
    result = migrated("al-folio", {**SITE, "_news/a.md": news})
    assert result.text("research/news.yaml") == (
        "- date: 2020-01-02\n  text: Theirs.\n# Ours\n- date: 2024\n  text: Ours.\n"
    )


def test_a_data_file_that_cannot_be_added_to_stays(migrated: Migrated, site: Path) -> None:
    written(site, {"research/news.yaml": "[{date: 2024, text: Ours.}]\n"})
    news = "---\ndate: 2020-01-02\ninline: true\n---\nTheirs.\n"
    result = migrated("al-folio", {**SITE, "_news/a.md": news})
    assert result.code == 1
    assert result.text("research/news.yaml") == "[{date: 2024, text: Ours.}]\n"
    assert "has a form to which nothing can be added" in result.report


def test_links_of_the_old_site_are_not_followed(migrated: Migrated, tmp_path: Path) -> None:
    old = written(tmp_path / "old", SITE)
    secret = written(tmp_path, {"secret.jpg": picture("JPEG")}) / "secret.jpg"
    (old / "assets/img/me.jpg").unlink()
    (old / "assets/img/me.jpg").symlink_to(secret)
    (old / "_news").symlink_to(tmp_path)
    result = migrated("al-folio", old)
    assert not (result.site / "_static/me.jpg").exists()
    assert "`assets/img/me.jpg` is a symbolic link" in result.report
    assert "`_news` is a symbolic link" in result.report


def test_nothing_is_written_through_a_link_of_this_site(
    migrated: Migrated, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (site / "people").symlink_to(tmp_path / "outside")
    result = migrated("al-folio", SITE)
    assert result.code == 2
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("name", ["../../../evil.jpg", "/etc/hostname", "..\\evil.jpg"])
def test_names_that_lead_out_of_the_old_site_are_told(migrated: Migrated, name: str) -> None:
    about = SITE["_pages/about.md"]
    assert isinstance(about, str)
    result = migrated("al-folio", {**SITE, "_pages/about.md": about.replace("me.jpg", name)})
    assert [one.name for one in (result.site / "_static").iterdir()] == [".keep"]
    assert "is not in the old site" in result.report


@pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_broken_picture_is_told_and_not_copied(migrated: Migrated, content: bytes) -> None:
    result = migrated("al-folio", {**SITE, "assets/img/me.jpg": content})
    assert result.works.catalogue.records.people["emmy-noether"].photo is None
    assert not (result.site / "_static/me.jpg").exists()
    assert "the file `assets/img/me.jpg` is not copied" in result.report


# --- odd input ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["latin-1", "gbk", "utf-16"])
def test_a_page_of_another_encoding_is_not_half_read(migrated: Migrated, encoding: str) -> None:
    text = "---\ntitle: Ringe für dü und mü\n---\n".replace(
        "ü", "中" if encoding == "gbk" else "ü"
    )
    result = migrated("al-folio", {**SITE, "_projects/b.md": text.encode(encoding)})
    assert "`_projects/b.md:" in result.report
    assert "is not UTF-8 text; it looks like" in result.report


def test_windows_line_ends_and_a_byte_order_mark_are_fine(migrated: Migrated) -> None:
    text = "\ufeff---\r\ntitle: Ideals\r\n---\r\nOne.\r\n\r\nTwo.\r\n"
    result = migrated("al-folio", {**SITE, "_projects/b.md": text})
    assert result.text("research/ideals.md").endswith("One.\n\nTwo.\n")


def test_front_matter_that_is_no_yaml_is_told_with_its_line(migrated: Migrated) -> None:
    result = migrated("al-folio", {**SITE, "_projects/b.md": "---\ntitle: a: b\n---\n"})
    assert "`_projects/b.md:2`: the YAML cannot be read" in result.report


def test_roles_that_this_site_does_not_have_are_left_out_and_told(tmp_path: Path) -> None:
    into = Carried(OldSite(tmp_path))
    into.add(RawRecord(Kind.PERSON, "ada", {"name": "Ada", "role": "Postdoc"}, AT))
    assert into.records[0].data == {"name": "Ada"}
    assert [one.what for one in into.left] == [
        "the role `Postdoc` of the person `ada` is not in conf.py"
    ]


def test_a_name_in_small_letters_is_no_id(migrated: Migrated) -> None:
    cv = {
        "basics": {"name": "Ada Lovelace"},
        "awards": [
            {"title": "A", "awarder": "datacamp", "startdate": "2021", "url": "https://x.example"},
            {"title": "B", "awarder": "acm"},
        ],
    }
    result = migrated("rendercv", {"resume.json": json.dumps(cv)})
    person = result.works.catalogue.records.people["ada-lovelace"]
    assert [one.by for one in person.awards] == ["Datacamp", "ACM"]
    assert (str(person.awards[0].url), "2021" in result.text("people/ada-lovelace.md")) == (
        "https://x.example",
        True,
    )
    assert (result.code, result.problems) == (0, ())


def test_works_that_no_list_would_show_are_told(migrated: Migrated) -> None:
    people = "---\nname: Ada Lovelace\n---\n"
    works = "".join(
        f"- id: doi:10.1/{name}\n  title: {name}\n  authors: [{name}]\n  date: 1843-01-01\n"
        for name in ("Ada Lovelace", "Luigi Menabrea", "Charles Babbage")
    )
    files = {"_config.yaml": "", "_members/ada.md": people, "_data/citations.yaml": works}
    report = migrated("greenelab", files).report
    assert (
        "`_data/citations.yaml:6`, `_data/citations.yaml:10`: "
        "no author of this work has a page here, so no list shows it"
    ) in report


def test_wrong_fields_are_left_out_and_told(migrated: Migrated) -> None:
    socials = "email: nobody\norcid_id: 1234\ngithub_username: noether\n"
    result = migrated("al-folio", {**SITE, "_data/socials.yml": socials})
    person = result.works.catalogue.records.people["emmy-noether"]
    assert (person.email, person.orcid) == (None, None)
    assert person.links == {"github": "https://github.com/noether"}
    assert "`nobody` is not an e-mail address" in result.report
    assert result.problems == ()


# --- the program ----------------------------------------------------------------------------


def test_a_dry_run_writes_the_report_alone(migrated: Migrated) -> None:
    result = migrated("al-folio", SITE, "--dry-run")
    assert result.code == 0
    assert "Nothing was written." in result.out
    assert not (result.site / "people").exists()
    assert "| people | 1 | 0 |" in result.report


def test_whoever_does_not_agree_gets_nothing(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = written(tmp_path / "old", SITE)
    argv = ["al-folio", str(old), "--source", str(site)]
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert migrate.main(argv) == 2
    assert capsys.readouterr().err == f"{NOBODY}\n"
    answers = io.StringIO("n\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", answers)
    assert migrate.main(argv) == 2
    assert "Nothing was written." in capsys.readouterr().out
    assert not (site / "people").exists()


def test_what_keeps_the_site_from_building_is_told(migrated: Migrated) -> None:
    bib = "@article{a, title={T}, author={Noether, Emy}, year=2020, journal={J}}\n"
    result = migrated("al-folio", {**SITE, "_bibliography/papers.bib": bib})
    assert result.code == 1
    assert "To be mended before the site builds (1):" in result.out
    assert "`research/papers.bib:" in result.report
    assert "is nearly" in result.report


@pytest.mark.parametrize("path", ["missing", "."])
def test_what_is_no_old_site_is_refused(
    site: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert migrate.main(["bib", str(site / path), "--source", str(site), "--yes"]) == 2
    assert capsys.readouterr().err


def test_what_could_not_be_read_is_told_where_nothing_comes_of_it(migrated: Migrated) -> None:
    result = migrated("al-folio", {"_config.yml": "title: [x\nfirst_name: Emmy\n"})
    assert result.code == 2
    assert "_config.yml:2: the YAML cannot be read" in result.err


# --- YAML of others -------------------------------------------------------------------------


def test_yaml_is_texts_lists_and_mappings_with_lines() -> None:
    text = "a: &x {b: no, c: 2024-05-01}\nd:\n  <<: *x\n  e: [1.10, ~]\nf: !ruby/object x\n"
    data, lines = old_yaml.read(text, 5)
    assert data == {
        "a": {"b": "no", "c": "2024-05-01"},
        "d": {"b": "no", "c": "2024-05-01", "e": ["1.10", None]},
        "f": "x",
    }
    assert lines["d", "e"] == 8


def test_what_is_merged_gives_way() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {z: 3, <<: [*a, *b]}\nd: {<<: *b, y: 4}\n"
    data, _ = old_yaml.read(text)
    assert data["c"] == {"x": "1", "y": "1", "z": "3"}
    assert data["d"] == {"y": "4", "z": "2"}


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: b: c",
        "? [a]\n: b",
        "a: *nobody",
        "a: &x [*x]",
        "<<: 3",
        "\x01",
        "[" * 100,
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n"
            for a, b in zip("abcdef", "bcdefg", strict=True)
        ),
        "a: &a {x: x}\n"
        + "".join(
            f"{b}: &{b} {{<<: [{','.join([f'*{a}'] * 10)}]}}\n"
            for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
        ),
    ],
)
def test_yaml_that_cannot_be_read_says_where(text: str) -> None:
    with pytest.raises(old_yaml.UnreadableError) as caught:
        old_yaml.read(text)
    assert caught.value.line >= 1


@given(st.text(alphabet="ab:-[]{}&*!<>|#'\" \n~,?%@\t", max_size=60))
def test_yaml_is_read_or_refused(text: str) -> None:
    try:
        data, _ = old_yaml.read(text)
    except old_yaml.UnreadableError:
        return
    assert yaml.safe_dump(data)


def test_a_folder_that_is_no_site_is_not_walked_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_research.commands.migrating.old.MOST_FILES", 3)
    written(tmp_path, {f"{number}.txt": "" for number in range(4)})
    with pytest.raises(RefusedError, match="more than 3 files"):
        OldSite(tmp_path)
