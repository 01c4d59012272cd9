"""Addresses that others link to are not lost unseen."""

from __future__ import annotations

from pathlib import Path

from tests.commands.comparing.comparisons import compared, told
from tests.records.conftest import LAB, Tree

FAILS = "this page vanishes, and links to it will fail"


def _leave(tree: Tree) -> None:
    (tree.root / "people/alan.md").unlink()


def test_a_page_that_vanishes_is_a_warning(tmp_path: Path) -> None:
    said = compared(tmp_path, _leave)

    assert "1 address that stops working" in said.summary
    assert told(said)["addresses"] == [
        (
            "warning",
            "/people/alan.html",
            FAILS,
            (
                "if another page takes its place, "
                "write `redirect_from: [/people/alan.html]` in that page's record"
            ),
        )
    ]


def test_it_is_none_if_another_page_says_that_it_has_taken_its_place(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        _leave(tree)
        tree.edit(
            "people/ada.md", "role: professor", "role: professor\n  redirect_from: [/people/alan]"
        )

    assert told(compared(tmp_path, edit))["addresses"] == [
        ("added", "/people/alan.html", "leads to /people/ada.html now"),
        ("added", "/people/alan/index.html", "leads to /people/ada.html now"),
    ]


def test_a_new_name_of_a_file_says_where_to_write_the_old_one(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        (tree.root / "people/alan.md").rename(tree.root / "people/turing.md")

    (address,) = told(compared(tmp_path, edit))["addresses"]

    assert address[-1] == (
        "what stood there is at /people/turing.html now: "
        "write `redirect_from: [/people/alan.html]` there"
    )


def test_a_new_key_of_a_paper_does_so_too(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        tree.edit("research/engine.md", "{publication} notes", "{publication} lovelace2024")

    assert told(compared(tmp_path, edit))["addresses"] == [
        (
            "warning",
            "/research/publications/notes.html",
            FAILS,
            (
                "what stood there is at /research/publications/lovelace2024.html now: "
                "write `redirect_from: [/research/publications/notes.html]` there"
            ),
        )
    ]


def test_an_old_address_that_is_given_up_is_a_warning(tmp_path: Path) -> None:
    old = "name: Ada Lovelace\n          redirect_from: [/~ada.html]"
    lab = {**LAB, "people/ada.md": LAB["people/ada.md"].replace("name: Ada Lovelace", old)}

    def edit(tree: Tree) -> None:
        tree.edit("people/ada.md", "  redirect_from: [/~ada.html]\n", "")

    assert told(compared(tmp_path, edit, lab))["addresses"] == [
        (
            "warning",
            "/~ada.html",
            "this old address led to /people/ada.html, and leads nowhere now",
            "keep it under redirect_from",
        )
    ]


def test_files_at_the_top_that_are_no_pages_may_go(tmp_path: Path) -> None:
    def edit(tree: Tree) -> None:
        (tree.root / "README.md").unlink()

    assert compared(tmp_path, edit, {**LAB, "README.md": "# Read me\n"}).sections == ()
