from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sphinx_research.records import limits
from sphinx_research.records.files import DOWNLOADS, PICTURES
from sphinx_research.records.problems import Problem
from sphinx_research.records.tree import Layout, Tree, find, walk
from tests.records.conftest import Tree as Folder
from tests.records.conftest import short, told

ADA = "---\nperson:\n  name: Ada Lovelace\n---\n"
SITE = Layout(static=("_static",), excluded=lambda path: path.startswith((".", "_build")))


def _told(tree: Tree) -> list[str]:
    return [short(problem) for problem in tree.problems]


def _only(tree: Tree) -> Problem:
    (problem,) = tree.problems
    return problem


# --- which files are read -------------------------------------------------------------


def test_records_are_read_from_two_folders_and_from_the_pages_at_the_top(tree: Folder) -> None:
    wanted = [
        "index.md",
        "people/ada.md",
        "people/old/bob.md",
        "research/a.bib",
        "research/venues.yml",
    ]
    others = [
        "about/ada.md",
        "notes.txt",
        "people/.hidden.md",
        "people/_drafts/ada.md",
        "people/ada.jpg",
        "research/figure.png",
    ]
    for path in (*wanted, *others):
        tree.write(path, "")

    assert walk(tree.root) == Tree(files=tuple(wanted))


def test_every_page_that_sphinx_reads_is_read_for_its_problems(tree: Folder) -> None:
    for path in ("about/us/us.md", "about/x.yaml", "_build/a.md", "README", "people/ada.md"):
        tree.write(path, "")

    assert walk(tree.root, SITE) == Tree(files=("about/us/us.md", "people/ada.md"))


def test_a_record_outside_of_its_folders_is_told(tree: Folder) -> None:
    tree.write("about/ada.md", ADA)

    loaded = tree.load(files=walk(tree.root, SITE))

    assert told(loaded) == ["about/ada.md:2 unknown-file"]
    assert str(loaded.problems[0]) == (
        "the file holds a person, and is not read where it stands; "
        "move it to `people/` or `research/`"
    )
    assert loaded.catalogue.records.people == {}


# --- links and what is no file --------------------------------------------------------


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "/", ".", "nowhere", "{root}/index.md"])
@pytest.mark.parametrize(
    "path",
    [
        *("people/x", "people/x.md", "people/sub/x.jpg", "research/x.bib", "research", "x.md"),
        *("docs", "docs/x", "_static", "_static/x.png", "_static/sub/x", "_extra/x", "_extra"),
    ],
)
def test_a_link_is_refused_and_not_followed(tree: Folder, path: str, target: str) -> None:
    tree.write("index.md", "")
    link = tree.root / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target.format(root=tree.root))

    found = walk(tree.root, Layout(("_static",), ("_extra",), excluded=lambda _path: False))

    assert _told(found) == [f"{path}:1 symbolic-link"]
    assert found.refused == {path}
    assert found.files == ("index.md",)
    assert found.drawings == frozenset()


def test_a_folder_below_a_link_is_refused_as_a_whole(tree: Folder) -> None:
    (tree.root / "assets").symlink_to("/etc")

    found = walk(tree.root, Layout(("assets/ssl",), excluded=lambda _path: False))

    assert found.refused == {"assets", "assets/ssl"}


def test_links_in_what_conf_py_excludes_are_nobodys_concern(tree: Folder) -> None:
    (tree.root / ".venv").mkdir()
    (tree.root / ".venv/lib64").symlink_to("/")
    (tree.root / "people").mkdir()
    (tree.root / "people/.latest").symlink_to("/")

    assert walk(tree.root, SITE) == Tree()


@pytest.mark.parametrize("path", ["people/x.md", "x.md", "_static/x.png"])
def test_a_pipe_is_refused(tree: Folder, path: str) -> None:
    (tree.root / path).parent.mkdir(exist_ok=True)
    os.mkfifo(tree.root / path)

    found = walk(tree.root, SITE)

    assert _told(found) == [f"{path}:1 unknown-file"]
    assert found.files == ()


def test_a_socket_is_refused(tree: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree.root)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("x.md")

        assert _told(walk(tree.root, SITE)) == ["x.md:1 unknown-file"]


# --- names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "mend"),
    [
        ("people/Ada_L.md", "use small letters, digits and hyphens only, such as `ada-l.md`"),
        ("people/ada lovelace.md", "use small letters, digits and hyphens only, such as `ada-l"),
        ("people/x';alert(1);'.md", "use small letters, digits and hyphens only, such as `x-al"),
        ("people/ada..md", "use small letters, digits and hyphens only, such as `ada.md`"),
        ("people/\u202eada.md", "use small letters, digits and hyphens only, such as `ada.md`"),
        ("people/Old team/ada.md", "use small letters, digits and hyphens only, such as `old-te"),
        ("research/-a.bib", "use small letters, digits and hyphens only, such as `a.bib`"),
        ("research/my figure.png", "use small letters, digits and hyphens only, such as `my-fi"),
        ("_static/$x.png", "use small letters, digits and hyphens only, such as `x.png`"),
        ("_static/my fonts/x.woff2", "use small letters, digits and hyphens only, such as `my-f"),
        ("x';alert(1);'.md", "use small letters, digits and hyphens only, such as `x-alert-1."),
        ("about <b>/us.md", "use small letters, digits and hyphens only, such as `about-b`"),
    ],
)
def test_a_name_that_would_have_to_be_escaped_is_refused(
    tree: Folder, path: str, mend: str
) -> None:
    tree.write(path, "")

    found = walk(tree.root, SITE)

    assert _only(found).code.label == "file-name"
    assert _only(found).mend.startswith(mend)
    assert found.files == ()


@pytest.mark.parametrize(
    "path",
    [
        *("people/ada-2.md", "people/Ada_L.JPG", "research/My.Papers-2.bib", "research/a/b/c.md"),
        *("README.md", "About_us/Team.md", "_static/Fig.1_b.png", "_static/a/f.pdf"),
        *("research/measured.csv.gz", "_static/all.tar.gz"),
    ],
)
def test_a_usual_name_is_allowed(tree: Folder, path: str) -> None:
    tree.write(path, "")

    assert walk(tree.root, SITE).problems == ()


def test_a_name_cannot_forge_lines_of_a_log(tree: Folder) -> None:
    tree.write("people/x\n::error::\x1b[31m\u2028\u202e.md", "")

    problem = _only(walk(tree.root, SITE))

    assert problem.place.path == r"people/x\n::error::\x1b[31m\u2028\u202e.md"
    assert f"{problem.place} {problem}".isprintable()


def test_a_name_that_is_no_text_is_told(tree: Folder) -> None:
    (tree.root / "people").mkdir()
    Path(os.fsdecode(os.fsencode(tree.root) + b"/people/m\xfcller.md")).touch()

    assert _told(walk(tree.root)) == [r"people/m\udcfcller.md:1 file-name"]


@pytest.mark.parametrize("folder", ["people", "_static/sub"])
def test_of_two_names_that_differ_by_capitals_one_is_refused(tree: Folder, folder: str) -> None:
    tree.write(f"{folder}/ada.JPG", "")
    tree.write(f"{folder}/ada.jpg", "")

    problem = _only(walk(tree.root, SITE))

    assert short(problem) == f"{folder}/ada.jpg:1 file-name"
    assert str(problem) == (
        "its name differs from `ada.JPG` by capitals only; "
        "rename one; macOS and Windows can keep only one"
    )


def test_a_name_that_is_refused_costs_no_other(tree: Folder) -> None:
    tree.write("people/Ada.md", "")
    tree.write("people/ada.md", "")

    assert _told(walk(tree.root)) == ["people/Ada.md:1 file-name"]


# --- kinds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "mend"),
    [
        ("people/ada.markdown", "name it `ada.md`"),
        ("people/ada.MD", "name it `ada.md`"),
        ("people/ada.md.txt", "name it `ada.md`"),
        ("people/My Notes.txt", "name it `my-notes.md`"),
        ("research/cv.doc", "save it as PDF"),
        ("research/papers.bibtex", "name it `papers.bib`"),
        ("people/ada.rst", "write it as `ada.md`"),
        ("about/us.rst", "write it as `us.md`"),
        ("people/ada.html", "write a page in Markdown"),
        ("people/ada.heic", "save it as JPEG"),
        ("people/ada.mp4", "put it on a host for films, and link to it"),
        ("people/ada.py", "remove it; docs/reference/files.md names the kinds"),
        ("people/Makefile", "remove it; docs/reference/files.md names the kinds"),
        ("papers.bib", "move it to `research/`"),
        ("collaborators.yaml", "move it to `research/`"),
        ("_static/evil.html", "write a page in Markdown"),
        ("_static/evil.js", "remove it, or name it in conf.py, which is reviewed"),
        ("_static/evil.css_t", "remove it; docs/reference/files.md names the kinds"),
        ("_static/evil.png.jinja", "remove it; docs/reference/files.md names the kinds"),
        ("_static/search.js.gz", "save it as `.zip`, or as `.tar.gz`"),
        ("people/page.HTML.gz", "save it as `.zip`, or as `.tar.gz`"),
        ("_static/ada.HEIC", "save it as JPEG"),
        ("_static/ada.tiff", "save it as JPEG"),
        ("_static/ada.jfif", "save it as JPEG"),
    ],
)
def test_a_file_of_a_kind_that_is_not_known_is_refused(tree: Folder, path: str, mend: str) -> None:
    tree.write(path, "")
    layout = Layout(("_static",), pages=frozenset({".md", ".rst"}), excluded=SITE.excluded)

    found = walk(tree.root, layout)

    assert _told(found) == [f"{path}:1 unknown-file"]
    assert found.problems[0].mend.startswith(mend)
    assert found.refused == {path}
    assert found.files == ()


@pytest.mark.parametrize(
    "path",
    [
        *("people/ada.jpg", "research/a.csv", "research/sub/slides.pptx", "robots.txt"),
        *("setup.yaml", "_static/a.pdf", "_static/a.svg", "_static/own.woff2", "_static/.x.js"),
        *("_static/lab.css", "_static/lab.js", "_extra/google1234.html", "_extra/CNAME"),
    ],
)
def test_a_file_of_another_kind_is_nobodys_concern(tree: Folder, path: str) -> None:
    tree.write(path, "")
    named = frozenset({"_static/lab.css", "_static/lab.js", "_static/own.woff2"})

    found = walk(tree.root, Layout(("_static",), ("_extra",), named, excluded=SITE.excluded))

    assert found.problems == ()


def test_drawings_are_known_as_they_are_copied(tree: Folder) -> None:
    for path in ("_static/a/b.svg", "_static/C.SVG", "logos/lab.svg", "people/ada.svg"):
        tree.write(path, "<svg/>")

    found = walk(tree.root, Layout(("_static", "logos/lab.svg"), excluded=SITE.excluded))

    assert found.drawings == {"a/b.svg", "C.SVG", "lab.svg"}


# --- sizes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "limit", "mend"),
    [
        ("people/ada.md", limits.PAGE, "make several files of it"),
        ("about.md", limits.PAGE, "make several files of it"),
        ("research/venues.yaml", limits.DATA_FILE, "make several files of it"),
        ("research/all.bib", limits.BIBLIOGRAPHY, "make several files of it"),
        ("people/ada.JPG", limits.PICTURE, "save it smaller"),
        ("_static/ada.svg", limits.DRAWING, "save it smaller"),
        ("_static/talk.pdf", limits.DOWNLOAD, "put it on another host, and link to it"),
    ],
)
def test_a_file_may_have_so_many_bytes_and_no_more(
    tree: Folder, path: str, limit: int, mend: str
) -> None:
    tree.write(path, "")
    os.truncate(tree.root / path, limit)
    assert walk(tree.root, SITE).problems == ()

    os.truncate(tree.root / path, limit + 1)

    problem = _only(walk(tree.root, SITE))
    assert short(problem) == f"{path}:1 too-large"
    assert problem.cause == f"the file has {limit + 1:,} bytes, and may have {limit:,}"
    assert problem.mend == mend


# --- what follows ---------------------------------------------------------------------


def test_a_page_that_is_refused_is_missed_by_nobody(tree: Folder) -> None:
    tree.write("research/engine.md", "---\nproject:\n  title: Engine\n  people: [ada, bob, Eve]\n")
    tree.edit("research/engine.md", "Eve]\n", "Eve]\n---\n{person}`ada`\n")
    (tree.root / "people").mkdir()
    (tree.root / "people/ada.md").symlink_to("/etc/passwd")
    tree.write("people/Team/bob.md", ADA)
    tree.write("people/eve.md", ADA + "x" * limits.PAGE)
    tree.write("people/dan.md", ADA.replace("Lovelace", "Dee") + "---\n")
    tree.edit("people/dan.md", "Dee\n", "Dee\n  photo: people/my dan.jpg\n")
    tree.write("people/my dan.jpg", "")

    assert told(tree.load()) == [
        "people/Team:1 file-name",
        "people/ada.md:1 symbolic-link",
        "people/eve.md:1 too-large",
        "people/my dan.jpg:1 file-name",
    ]


# --- files that records and pages name ------------------------------------------------


@pytest.fixture
def photos(tree: Folder) -> Folder:
    """Give a folder with a photo, and with links that lead to it and out."""
    for path in ("people/ada.jpg", "people/ADA.PNG", "talk.pdf", ".git/a.png", "people/.a.png"):
        tree.write(path, "picture")
    (tree.root / "people/link.jpg").symlink_to("ada.jpg")
    (tree.root / "people/folder").symlink_to(".")
    (tree.root / "people/dir.jpg").mkdir()
    os.mkfifo(tree.root / "people/pipe.jpg")
    tree.write("people/large.jpg", "")
    os.truncate(tree.root / "people/large.jpg", limits.PICTURE + 1)
    return tree


@pytest.mark.parametrize("path", ["people/ada.jpg", "/people/ada.jpg", "people//./ADA.PNG"])
def test_a_picture_is_found_by_its_path(photos: Folder, path: str) -> None:
    found = find(photos.root, path, PICTURES)

    assert found is not None
    assert found.read_text() == "picture"


@pytest.mark.parametrize(
    "path",
    [
        *("people/link.jpg", "people/folder/ada.jpg", "people/dir.jpg", "people/pipe.jpg"),
        *("people/large.jpg", "people/../people/ada.jpg", "../site/people/ada.jpg"),
        *(".git/a.png", "people/.a.png", "talk.pdf", "people/bob.jpg", "//etc/ada.jpg", ""),
        *("people\\ada.jpg", "x" * 300 + ".jpg", "a\0.jpg", "people/ada.jpg/a.jpg"),
    ],
)
def test_what_is_no_picture_of_the_site_is_not_found(photos: Folder, path: str) -> None:
    assert find(photos.root, path, PICTURES) is None


def test_a_download_is_found_among_its_kinds(photos: Folder) -> None:
    assert find(photos.root, "talk.pdf", DOWNLOADS) == photos.root / "talk.pdf"
    assert find(photos.root, "people/ada.jpg", DOWNLOADS) is None
