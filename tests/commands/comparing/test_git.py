"""A commit is read out of Git, as it was, and nothing is checked out or followed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sphinx_research.commands.comparing import git
from sphinx_research.commands.settings import RefusedError
from tests.records.conftest import Tree

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false")


def run(folder: Path, *arguments: str) -> str:
    """Run Git, whatever the person who runs the tests has set for themselves."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        ["git", "-C", str(folder), *IDENTITY, *arguments],  # noqa: S607 - whichever Git there is
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "x") -> str:
    """Commit all that is in a folder."""
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
    return run(folder, "rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no settings and no repository around the tests be Git's."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Tree:
    """Give a repository without a commit."""
    root = tmp_path / "site"
    root.mkdir()
    run(root, "init", "--quiet", "--initial-branch=main")
    return Tree(root)


def _exported(site: Tree, name: str, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    git.export(git.find(site.root, name), folder)
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }


def test_a_commit_is_written_into_a_folder(site: Tree, tmp_path: Path) -> None:
    site.write("people/ada.md", b"# Ada\r\n\xff")
    site.write("_static/ada.jpg", b"12345")
    site.write("name with\ttab \xe9.md", "x")
    commit(site.root)
    site.write("people/ada.md", "# Another\n")

    assert _exported(site, "HEAD", tmp_path / "out") == {
        "_static/ada.jpg": b"\0" * 5,  # nobody looks into it
        "name with\ttab \xe9.md": b"x",
        "people/ada.md": b"# Ada\r\n\xff",
    }
    assert (site.root / "people/ada.md").read_text() == "# Another\n"


def test_what_is_too_large_is_not_read(site: Tree, tmp_path: Path) -> None:
    size = 10_000_000
    site.write("people/ada.md", b"a" * size)
    commit(site.root)

    assert _exported(site, "HEAD", tmp_path / "out") == {"people/ada.md": b"\0" * size}


def test_a_link_leads_nowhere(site: Tree, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    site.link("people/ada.md", Path("/etc/passwd"))
    site.link("research", tmp_path / "secret")
    commit(site.root)

    assert _exported(site, "HEAD", tmp_path / "out") == {}
    assert (tmp_path / "out/people/ada.md").readlink() == Path("nowhere")
    assert (tmp_path / "out/research").readlink() == Path("nowhere")


def test_gitattributes_hide_nothing(site: Tree, tmp_path: Path) -> None:
    site.write(".gitattributes", "* export-ignore\n")
    site.write("people/ada.md", "# Ada $Format:%H$\n")
    commit(site.root)

    assert _exported(site, "HEAD", tmp_path / "out")["people/ada.md"] == b"# Ada $Format:%H$\n"


def test_a_path_that_leads_out_is_left_out(site: Tree, tmp_path: Path) -> None:
    """Git makes no such tree by itself; whoever wants to can."""
    site.write("a.md", "x")
    commit(site.root)
    blob = run(site.root, "rev-parse", "HEAD:a.md")
    entry = b"100644 ..\0" + bytes.fromhex(blob)
    tree = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],  # noqa: S607 - as above
        cwd=site.root,
        input=entry,
        check=True,
        capture_output=True,
    ).stdout.decode()
    bad = run(site.root, "commit-tree", tree.strip(), "-m", "x", "-p", "HEAD")
    run(site.root, "update-ref", "refs/heads/bad", bad)
    folder = tmp_path / "out"
    folder.mkdir()

    git.export(git.Commit(site.root, "bad", bad), folder)

    assert list(folder.iterdir()) == []


def test_what_came_later_on_the_other_branch_is_not_ours(site: Tree) -> None:
    first = commit(site.root)
    run(site.root, "switch", "--quiet", "--create", "mine")
    commit(site.root, "mine")
    run(site.root, "switch", "--quiet", "main")
    commit(site.root, "theirs")
    run(site.root, "switch", "--quiet", "mine")

    assert git.find(site.root, "main").id == first


def test_changed_files_are_named_with_those_that_git_does_not_know_yet(site: Tree) -> None:
    for path in ("people/gone.md", "people/edited.md", "people/same.md", "kept.md"):
        site.write(path, "a\n")
    site.write(".gitignore", "ignored.md\n")
    commit(site.root)
    (site.root / "people/gone.md").unlink()
    site.write("people/edited.md", "b\n")
    site.write("people/new é.md", "c\n")
    site.write("ignored.md", "d\n")
    site.write("staged.md", "e\n")
    run(site.root, "add", "staged.md")

    assert git.changed(git.find(site.root, "HEAD")) == [
        git.Changed("people/edited.md", "M"),
        git.Changed("people/gone.md", "D"),
        git.Changed("people/new é.md", "A"),
        git.Changed("staged.md", "A"),
    ]


def test_a_site_may_be_a_folder_of_a_repository(site: Tree, tmp_path: Path) -> None:
    site.write("docs/people/ada.md", "# Ada\n")
    site.write("other.md", "x\n")
    commit(site.root)
    site.write("docs/people/ada.md", "# Other\n")
    site.write("other.md", "y\n")
    docs = Tree(site.root / "docs")

    found = git.find(docs.root, "HEAD")

    assert _exported(docs, "HEAD", tmp_path / "out") == {"people/ada.md": b"# Ada\n"}
    assert git.changed(found) == [
        git.Changed("../other.md", "M"),
        git.Changed("people/ada.md", "M"),
    ]


def test_the_folder_may_be_new(site: Tree, tmp_path: Path) -> None:
    commit(site.root)
    site.write("docs/people/ada.md", "# Ada\n")

    assert _exported(Tree(site.root / "docs"), "HEAD", tmp_path / "out") == {}


@pytest.mark.parametrize("name", ["no-such", "--all", "-x", "HEAD:people", "\33[31m", ""])
def test_what_is_no_commit_is_refused(site: Tree, name: str) -> None:
    site.write("people/ada.md", "# Ada\n")
    commit(site.root)

    with pytest.raises(RefusedError) as error:
        git.find(site.root, name)

    assert str(error.value).isprintable()


def test_a_folder_without_a_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="git rev-parse: fatal: not a git repository"):
        git.find(tmp_path, "main")


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RefusedError, match="Git is not installed"):
        git.find(tmp_path, "main")
