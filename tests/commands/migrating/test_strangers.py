"""Whatever a format does not know, wherever it stands, is named in the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_research.commands import migrate
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.formats.site import Site
from tests.commands.migrating.conftest import Migrated

DATA = Path(__file__).parent / "data"
ADDED = {
    "academicpages": {
        "_config.yml": ("author:\n", "  "),
        "_pages/about.md": ("---\n", ""),
        "_publications/2024-02-17-notes.md": ("---\n", ""),
        "_publications/2022-09-01-unsigned.md": ("---\n", ""),
        "_talks/2022-03-01-engines.md": ("---\n", ""),
        "_teaching/2021-spring-analysis.md": ("---\n", ""),
        "_portfolio/engine.md": ("---\n", ""),
    },
    "greenelab": {
        "_config.yaml": ("", ""),
        "_data/citations.yaml": ("\n- id: doi:10.1000/183\n", "  "),
        "_data/sources.yaml": ("- id: doi:10.1000/182\n", "  "),
        "_data/projects.yaml": ("- title: Looms\n", "  "),
        "_members/ada-lovelace.md": ("links:\n", "  "),
        "_members/charles-babbage.md": ("---\n", ""),
    },
    "hugoblox": {
        "content/projects/engine/index.md": ("---\n", ""),
        "content/publications/notes/index.md": ("  ids:\n", "    "),
        "content/publications/cards/index.md": ("+++\n", ""),
        "content/events/tutorial/index.md": ("---\n", ""),
        "data/authors/ada.yaml": ("name:\n", "  "),
        "data/authors/charles.yaml": ("", ""),
    },
    "rendercv": {"ada.yaml": ("cv:\n", "  ")},
}
"""Where a field may be added: after which words, and how far to the right."""
FOLDERS = {
    "academicpages": ["", "_data", "_pages", "_publications", "_talks", "files", "images", "new"],
    "greenelab": ["", "_data", "_members", "images", "team", "new"],
    "hugoblox": ["", "content", "content/publications", "content/projects/engine", "data/authors"],
    "rendercv": ["", "new"],
}
ENDINGS = [".md", ".yaml", ".html", ".png", ".xyz", ".txt", ".json", ""]

forms = st.sampled_from(sorted(ADDED))
unhurried = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def _copy(name: str, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(DATA / name, folder))


def _left(name: str, folder: Path) -> list[str]:
    """Tell what is not carried, each with its place."""
    old = OldSite(folder)
    into = Carried(old, site=Site("Lab", "https://lab.example/"))
    migrate.FORMATS[name](old, into)
    return [f"{one.place}: {one.what}" for one in (*into.left, *old.overlooked())]


@unhurried
@given(
    name=forms,
    key=st.from_regex(r"zz[a-z]{1,9}", fullmatch=True),
    value=st.sampled_from(["Strange", "[Strange, words]", "{strange: words}"]),
    draw=st.data(),
)
def test_a_field_that_nobody_knows_is_reported(
    name: str, key: str, value: str, draw: st.DataObject, tmp_path: Path
) -> None:
    path = draw.draw(st.sampled_from(sorted(ADDED[name])))
    after, indent = ADDED[name][path]
    old = _copy(name, tmp_path / "old")
    text = (old / path).read_text("utf-8")
    written = f'{key} = "Strange"' if after == "+++\n" else f"{key}: {value}"
    at = text.index(after) + len(after)
    (old / path).write_text(f"{text[:at]}{indent}{written}\n{text[at:]}", "utf-8")

    line = text[:at].count("\n") + 1
    assert [one for one in _left(name, old) if key in one and f"{path}:{line}:" in one]


@unhurried
@given(name=forms, stem=st.from_regex(r"zz[a-z]{1,9}", fullmatch=True), draw=st.data())
def test_a_file_that_nobody_knows_is_reported(
    name: str, stem: str, draw: st.DataObject, tmp_path: Path
) -> None:
    folder = draw.draw(st.sampled_from(FOLDERS[name]))
    ending = draw.draw(st.sampled_from(ENDINGS))
    old = _copy(name, tmp_path / "old")
    file = old / folder / f"{stem}{ending}"
    file.parent.mkdir(exist_ok=True)
    file.write_text("Strange words\n", "utf-8")

    path = file.relative_to(old).as_posix()
    assert [one for one in _left(name, old) if one.startswith(f"{path}:1:")]


@pytest.mark.parametrize("name", sorted(ADDED))
def test_what_is_no_such_site_is_refused(name: str, migrated: Migrated) -> None:
    result = migrated(name, {"readme.txt": "Nothing of that kind.\n"})

    assert result.code == 2
    assert "old" in result.err


@pytest.mark.parametrize("name", sorted(ADDED))
def test_text_in_another_encoding_is_reported_and_not_half_read(
    name: str, migrated: Migrated, tmp_path: Path
) -> None:
    old = _copy(name, tmp_path / "old")
    path = next(path for path in sorted(ADDED[name], reverse=True) if "config" not in path)
    file = old / path
    file.write_bytes(file.read_bytes() + "# Zoë\n".encode("latin-1"))

    result = migrated(name, old)

    assert f"`{path}:" in result.report
    assert "is not UTF-8 text; it looks like" in result.report


@pytest.mark.parametrize("name", sorted(ADDED))
def test_windows_line_ends_change_nothing(name: str, migrated: Migrated, tmp_path: Path) -> None:
    result = migrated(name, DATA / name)
    old = _copy(name, tmp_path / "old")
    for path in ADDED[name]:
        file = old / path
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    again = migrated(name, old)

    assert (result.code, again.code) == (0, 0)
    assert "nothing was written" in again.out


@pytest.mark.parametrize("name", sorted(ADDED))
def test_links_out_of_the_old_site_are_not_followed(
    name: str, migrated: Migrated, tmp_path: Path
) -> None:
    old = _copy(name, tmp_path / "old")
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n", "utf-8")
    path = max(ADDED[name])
    (old / path).unlink()
    (old / path).symlink_to(secret)

    try:
        result = migrated(name, old)
    finally:
        (old / path).unlink()

    if name == "rendercv":  # there is no other file
        assert result.code == 2
        return
    assert f"`{path}` is a symbolic link" in result.report
    assert "Secret" not in "".join(
        file.read_text("utf-8") for file in result.site.rglob("*.md") if "_build" not in file.parts
    )


@pytest.mark.parametrize(
    ("name", "files"),
    [
        (
            "academicpages",
            {
                "_config.yml": "author:\n  name: ../../outside\n  avatar: ../../secret.png\n",
                "_publications/a.md": "---\ntitle: A\npaperurl: ../../secret.pdf\n---\n",
            },
        ),
        (
            "greenelab",
            {"_members/..-outside.md": "---\nname: ../../outside\nimage: /../secret.png\n---\n"},
        ),
        (
            "hugoblox",
            {
                "data/authors/x.yaml": "name: {display: ../../outside}\n",
                "content/publication/x/index.md": "---\ntitle: X\nauthors: [x]\nslug: ../../out\n"
                "url_pdf: ../../../secret.pdf\n---\n",
            },
        ),
        ("rendercv", {"cv.yaml": "cv:\n  name: ../../outside\n  photo: ../secret.png\n"}),
    ],
)
def test_hostile_names_stay_within_the_site(
    name: str, files: dict[str, str], migrated: Migrated, tmp_path: Path
) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    result = migrated(name, files)

    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    folders = {"site", "old"}
    assert {path.relative_to(tmp_path).parts[0] for path in written} <= folders
    assert result.site.is_dir()
    assert not list(result.site.rglob("secret*"))
