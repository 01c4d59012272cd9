"""What is kept makes the next check fast, and never another."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sphinx_research.commands.checking import verdict
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.problems import Place
from tests.attacks.building import bounded
from tests.commands.checking.conftest import CONF, FILES, PICTURE, Lab
from tests.commands.checking.mistakes import MISTAKES


def test_any_row_of_changes_gives_what_a_first_check_gives(lab: Lab, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    dice = random.Random(7)  # noqa: S311 - no secret
    for name in dice.sample(sorted(MISTAKES), 30):
        for path, content in FILES.items():
            if dice.random() < 0.7:
                lab.write(path, content)
        try:
            MISTAKES[name].make(lab)
        except AssertionError:
            continue  # another mistake stands in its place
        assert lab.judge(cache) == lab.judge(), name
        assert lab.judge(cache) == lab.judge(), name


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("_static/ada.png", None),
        ("_static/ada.png", bytes(41_000_000)),
        ("conf.py", CONF.replace("professor", "doctor")),
        ("people/new.md", "# New\n"),
        ("research/papers.bib", None),
    ],
)
def test_whatever_a_verdict_is_made_of_ends_it(
    lab: Lab, tmp_path: Path, path: str, content: str | bytes | None
) -> None:
    before = lab.judge(tmp_path / "cache")

    if content is None:
        (lab.root / path).unlink()
    else:
        lab.write(path, content)

    after = lab.judge(tmp_path / "cache")
    assert after != before
    assert after == lab.judge()


def test_a_file_of_any_size_is_not_read_as_a_whole(lab: Lab) -> None:
    with (lab.root / "people/huge.md").open("wb") as file:
        file.truncate(3_000_000_000)

    with bounded():
        wrong = lab.judge().problems

    assert [one.cause for one in wrong if one.place.path == "people/huge.md"] == [
        "the file has 3,000,000,000 bytes, and may have 300,000"
    ]


def test_a_file_that_comes_ends_a_verdict(lab: Lab, tmp_path: Path) -> None:
    lab.edit("index.md", "/_static/ada.png", "/_static/new.png")
    assert len(lab.wrong(tmp_path / "cache")) == 1

    lab.write("_static/new.png", PICTURE)

    assert lab.wrong(tmp_path / "cache") == []


def test_an_unchanged_site_is_not_judged_again(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lab.judge(tmp_path / "cache")
    monkeypatch.delattr(verdict, "load")

    assert lab.judge(tmp_path / "cache") == first


def test_the_date_of_the_build_ends_a_verdict(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab.edit("people/charles-babbage.md", "  orcid: 0000-0001-5109-3700\n", "  until: 2025-06\n")
    assert [one.code.label for one in lab.judge(tmp_path / "cache").problems] == ["no-orcid"]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")  # 2030

    assert lab.judge(tmp_path / "cache").problems == ()


@pytest.mark.parametrize("content", [b"", b"\x80\x05N.", b"garbage", b"cos\ngone\n."])
def test_a_damaged_cache_is_made_anew(lab: Lab, tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "cache"
    first = lab.judge(cache)
    for file in cache.rglob("*.pickle"):
        file.write_bytes(content)

    assert lab.judge(cache) == first


def test_a_cache_that_cannot_be_written_is_none(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here is no folder")

    assert lab.judge(tmp_path / "file" / "cache") == lab.judge()


def test_without_conf_py_nothing_is_checked(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"conf\.py is no file"):
        verdict.judge(tmp_path)


def test_problems_are_in_the_order_of_files_and_lines(lab: Lab) -> None:
    lab.edit("index.md", "{project}`engine`", "{project}`engin`")
    lab.edit("index.md", "/_static/ada.png", "/_static/no.png")
    lab.edit("people/ada-lovelace.md", "role: professor", "role: profesor")

    assert [one.place for one in lab.wrong()] == [
        Place("index.md", 3, 10),
        Place("index.md", 7, 12),
        Place("people/ada-lovelace.md", 4, 3),
    ]


def test_advice_is_no_problem(lab: Lab) -> None:
    lab.edit("people/ada-lovelace.md", "  orcid: 0000-0002-1825-0097\n", "")
    lab.edit("research/engine.md", ":doi: 10.1000/182\n", "")
    lab.edit("index.md", "![A wheel]", "![]")

    assert lab.wrong() == []
    assert [f"{one.place} {one.code.label}" for one in lab.judge().problems] == [
        "index.md:7 no-alt",
        "people/ada-lovelace.md:2 no-orcid",
        "research/engine.md:15 no-link",
    ]
