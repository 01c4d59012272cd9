"""Where pictures stand beside words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import OURS, Visit
from tests.site.building import Site


def test_photo_of_a_person_stands_before_the_name(
    tmp_path: Path, serve_folder: Callable[[Path], str], visit: Visit
) -> None:
    site = Site.copy("profile", tmp_path)
    site.write(
        "people/grace.md",
        "---\nperson:\n  name: Grace Hopper\n  photo: _static/ada.png\n---\n# Grace\n",
    )
    site.write("index.md", "# Home\n\n:::{people}\n:::\n")
    page = visit(serve_folder(site.build(**OURS).out))

    card = page.locator("li.person").filter(has=page.locator("img"))
    picture, words = card.locator("img").bounding_box(), card.locator(".body").bounding_box()

    assert picture
    assert words
    assert picture["x"] + picture["width"] < words["x"]
    assert picture["y"] <= words["y"] + 1
