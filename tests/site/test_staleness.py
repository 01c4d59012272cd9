"""What comes or goes elsewhere is seen by the pages that show it, or say that it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import Site, dead_links, one, texts

CITING = """
# Reading

As others have shown {cite}`weaver2001`.

:::{references}
:::
"""
OUTSIDE = """
@article{weaver2001,
  title = {On Weaving},
  author = {Weaver, Wendy and Woof, Will},
  author+an = {1=equal; 2=equal},
  journal = {Threads},
  year = {2001},
  doi = {10.1000/weaving},
}
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478"
    "9c636000000002000148afa4710000000049454e44ae426082"
)


@pytest.fixture
def citing(site: Callable[[str], Site]) -> Site:
    """A site with a page that cites an outside work."""
    found = site("incremental")
    found.append("about.md", CITING)
    found.write("research/cited.bib", OUTSIDE)
    return found


def test_references_follow_the_record(citing: Site) -> None:
    citing.build()
    citing.edit("research/cited.bib", "{Threads}", "{Warps}")

    built = citing.build()

    assert built.read == {"about"}
    assert texts(built.page("about"), ".references .venue-name") == ["Warps"]


def test_references_explain_their_marks(citing: Site) -> None:
    page = citing.build().page("about")

    assert texts(page, ".references .mark") == ["*", "*"]
    assert texts(page, ".references + .marks") == ["* equal contribution"]


def test_work_whose_author_joins_leaves_the_references(citing: Site) -> None:
    citing.build()
    citing.write("people/wendy.md", "---\nperson:\n  name: Wendy Weaver\n---\n# Wendy Weaver\n")

    built = citing.build(warns=True)

    assert texts(built.page("about"), ".references .title") == []
    assert [warning for warning in built.warnings if "has no number on this page" in warning]


def test_photo_is_shown_once_it_is_there(site: Callable[[str], Site]) -> None:
    page = site("incremental")
    page.edit("people/ada.md", "name: Ada Lovelace", "name: Ada Lovelace\n  photo: faces/ada.png")
    assert texts(page.build(warns=True).page("people/ada"), ".portrait") == ["AL"]

    file = page.source / "faces" / "ada.png"
    file.parent.mkdir()
    file.write_bytes(PNG)
    built = page.build()

    assert built.read == {"people/ada", "people/index"}
    shown = str(one(built.page("people/ada"), ".portrait img")["src"])
    assert re.fullmatch(r"../_images/ada-[0-9a-f]{20}\.png", shown)


@pytest.mark.parametrize("photo", [".git/config", "conf.py", "../outside.png", "x" * 5000])
def test_what_is_no_picture_of_the_site_is_never_published(
    site: Callable[[str], Site], photo: str
) -> None:
    page = site("incremental")
    page.write(".git/config", "secret")
    (page.source.parent / "outside.png").write_bytes(PNG)
    page.edit("people/ada.md", "name: Ada Lovelace", f"name: Ada Lovelace\n  photo: {photo}")

    built = page.build(warns=True)

    assert texts(built.page("people/ada"), ".portrait") == ["AL"]
    assert not list(built.out.rglob("_images/*"))


def test_list_of_what_is_gone_says_so(site: Callable[[str], Site]) -> None:
    page = site("incremental")
    page.write("research/organisations.yaml", "mill: {name: A Mill}\n")
    page.append("about.md", "\n:::{publications}\n:org: mill\n:::\n")
    page.build()
    (page.source / "research" / "organisations.yaml").unlink()

    built = page.build(warns=True)

    assert [warning for warning in built.warnings if "there is no org `mill`" in warning]


def test_one_document_has_no_link_out_of_itself(citing: Site) -> None:
    citing.append("people/ada.md", "\n{pub}`notes`\n")
    citing.append("people/index.md", "\n{pub}`notes` {cite}`weaver2001`\n\n:::{references}\n:::\n")

    out: Path = citing.build("singlehtml").out

    assert [link for link in dead_links(out) if "#document-" in link] == []
