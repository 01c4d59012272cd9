"""An initialised site is empty, builds, and is the maker's own; nothing of theirs is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from sphinx_research.commands.init import main
from sphinx_research.commands.settings import load_site
from sphinx_research.commands.starting import sample
from sphinx_research.commands.starting.answers import QUESTIONS
from sphinx_research.commands.upgrading.versions import settings_of
from tests.commands.small_site import problems
from tests.sample import needs_sample
from tests.site.building import dead_links, parse

pytestmark = needs_sample

TOP = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-C")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 - Git, without a shell
        [*GIT, str(folder), *words], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a fork of this repository has."""
    folder = tmp_path_factory.mktemp("fork")
    (folder / ".github/pictures").mkdir(parents=True)
    pictures = (f".github/pictures/{name}.webp" for name in ("home", "person"))
    for path in (
        *pictures,
        "conf.py",
        "index.md",
        "README.md",
        "LICENSE-CONTENT",
        "pyproject.toml",
        ".github/CODEOWNERS",
    ):
        (folder / path).parent.mkdir(exist_ok=True)
        shutil.copy(TOP / path, folder / path)
    for path in ("people", "research", "_static"):
        shutil.copytree(TOP / path, folder / path)
    (folder / ".gitignore").write_text("__pycache__/\n", "utf-8")
    conf = (folder / "conf.py").read_text("utf-8")
    (folder / "conf.py").write_text(conf.replace('/ "_ext"', f"/ {str(TOP / '_ext')!r}"), "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return folder


@pytest.fixture
def fork(repository: Path, tmp_path: Path) -> Path:
    return shutil.copytree(repository, tmp_path / "fork")


def run(folder: Path, *argv: str) -> int:
    return main(["--source", str(folder), *argv])


def files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and ".git" not in path.parts and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


LEFT = {
    *(".gitignore", ".github/CODEOWNERS", "LICENSE-CONTENT", "README.md", "conf.py", "index.md"),
    *(
        "pyproject.toml",
        "people/index.md",
        "research/index.md",
        "research/news.md",
        "research/publications.md",
    ),
    *("_static/.gitkeep", "_static/favicon.svg"),
}

ALL = (
    *("--title", 'The "Lab": *Seeing*', "--author", "Ada & others", "--language", "de"),
    *("--repository", "Vision-Lab/site", "--owner", "@vision-lab/staff", "--accent", "#7a1f5c"),
    *("--address", "https://lab.example.org/we", "--licence", "cc0-1.0", "--person", "Roe, Jane"),
    "--yes",
)


def test_the_sample_is_known_by_the_name_of_the_site() -> None:
    assert load_site(TOP).works.site.name == sample.TITLE


def test_what_is_left_is_an_empty_site_without_problems(fork: Path) -> None:
    assert run(fork, "--title", "Lab", "--yes") == 0

    assert set(files(fork)) == LEFT
    records = load_site(fork).works.catalogue.records
    assert not any((records.people, records.projects, records.publications, records.venues))
    assert problems(fork) == []


def test_the_answers_are_in_conf_py(fork: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "SITE_EDIT_URL", "SITE_NEW_PAGE_URL"):
        monkeypatch.delenv(name, raising=False)

    assert run(fork, *ALL) == 0

    site = load_site(fork).works.site
    assert (site.name, site.author) == ('The "Lab": *Seeing*', "Ada & others")
    assert (site.base, site.language) == ("https://lab.example.org/we/", "de")
    assert site.license == "https://creativecommons.org/publicdomain/zero/1.0/"
    conf = (fork / "conf.py").read_text("utf-8")
    assert '"https://github.com/Vision-Lab/site/edit/main/{path}#L{line}"' in conf
    assert "/new/main?filename={folder}/{name}&value={content}" in conf
    assert '"accent": "#7a1f5c"' in conf


def test_other_files_have_the_answers_too(fork: Path) -> None:
    run(fork, *ALL)

    assert set(files(fork)) == LEFT | {"people/jane-roe.md"}
    assert "CC0 1.0" in (fork / "LICENSE-CONTENT").read_text("utf-8")
    owners = (fork / ".github/CODEOWNERS").read_text("utf-8")
    assert "\n*  @vision-lab/staff\n" in owners
    readme = (fork / "README.md").read_text("utf-8")
    assert readme.startswith('# The "Lab": \\*Seeing\\*\n\n<https://lab.example.org/we/>\n')
    for target in re.findall(r"\]\((?!https:)([^)#]+)\)", readme):
        assert (TOP / target).exists(), target


def test_the_site_builds_without_a_warning(fork: Path, tmp_path: Path) -> None:
    run(fork, *ALL[:-3], "--yes", "--person", "Jane Roe", "--address", "https://lab.example.org/")
    options = ("-qW", "-b", "html", "-d", "trees")

    subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-m", "sphinx", *options, fork, "out"], check=True, cwd=tmp_path
    )

    out = tmp_path / "out"
    assert dead_links(out) == []
    assert parse(out / "index.html").html["lang"] == "de"  # type: ignore[index]  # every page has it
    assert parse(out / "people/index.html").select(".editor a[href*='/new/main']")


def test_whatever_goes_is_named_and_can_be_brought_back(fork: Path, capsys: Capture) -> None:
    (fork / "people/ada.md").write_text("---\nperson:\n  name: Ada\n---\n", "utf-8")
    git(fork, "add", "--all")
    git(fork, "commit", "--quiet", "--message", "Ada")

    assert run(fork, "--title", "Lab", "--yes") == 0

    assert set(files(fork)) == LEFT
    assert "people/: ada.md, collaborators.yaml" in capsys.readouterr().out
    git(fork, "restore", "people/ada.md")
    assert set(files(fork)) == LEFT | {"people/ada.md"}


def test_what_git_does_not_keep_stays(fork: Path) -> None:
    (fork / "people/__pycache__").mkdir()
    (fork / "people/__pycache__/kept.pyc").touch()

    assert run(fork, "--title", "Lab", "--yes") == 0

    assert (fork / "people/__pycache__/kept.pyc").exists()


def test_where_newer_versions_come_from_is_for_upgrade_to_read(fork: Path) -> None:
    address = "https://git.example.org/them/site"

    assert run(fork, "--title", "Lab", "--yes", "--upstream", address) == 0

    settings = (fork / "pyproject.toml").read_text("utf-8")
    assert settings_of(settings)["upstream"] == address


def test_without_an_answer_newer_versions_come_from_where_they_came(fork: Path) -> None:
    before = (fork / "pyproject.toml").read_bytes()

    assert run(fork, "--title", "Lab", "--yes") == 0

    assert (fork / "pyproject.toml").read_bytes() == before


def test_the_guide_has_every_question() -> None:
    guide = (TOP / "docs/starting.md").read_text("utf-8")
    (table,) = re.findall(r"^\| question .*?\n\n", guide, re.MULTILINE | re.DOTALL)

    listed = re.findall(r"^\| [^|]+ \| `--(\w+)` \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(question.name for question in QUESTIONS)


# --- what is refused ------------------------------------------------------------------------


def refusal(folder: Path, capsys: Capture, *argv: str) -> str:
    before = {path: (folder / path).read_bytes() for path in files(folder)}

    assert run(folder, *argv) == 2

    assert {path: (folder / path).read_bytes() for path in files(folder)} == before
    return capsys.readouterr().err.strip()


def test_a_second_time_is_refused(fork: Path, capsys: Capture) -> None:
    run(fork, "--title", "Lab", "--yes")

    assert "this site is yours already" in refusal(fork, capsys, "--title", "X", "--yes")


def test_what_is_not_committed_must_not_be_lost(fork: Path, capsys: Capture) -> None:
    (fork / "new.txt").touch()

    assert "commit it first" in refusal(fork, capsys, "--title", "X", "--yes")


def test_a_site_with_a_name_of_its_own_keeps_its_content(fork: Path, capsys: Capture) -> None:
    """Whether `init` or an editor has given it: years later, all of it would be the lab's own."""
    conf = (fork / "conf.py").read_text("utf-8")
    (fork / "conf.py").write_text(conf.replace(sample.TITLE, "Our Lab"), "utf-8")
    git(fork, "commit", "--quiet", "--all", "--message", "Our name")

    assert "this site is yours already" in refusal(fork, capsys, "--title", "X", "--yes")


def test_without_git_nothing_could_be_brought_back(fork: Path, capsys: Capture) -> None:
    shutil.rmtree(fork / ".git")

    assert "no Git repository" in refusal(fork, capsys, "--title", "X", "--yes")


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        *(
            ("--title", ""),
            ("--accent", "red"),
            ("--accent", "#777777"),
            ("--repository", "https://github.com/a/b"),
        ),
        *(("--address", "lab.example.org"), ("--language", "English"), ("--licence", "MIT")),
        *(("--owner", "ada"), ("--person", "王小明"), ("--person", "a; b")),
        *(("--upstream", 'a"b'), ("--upstream", "a\\b")),
    ],
)
def test_a_wrong_answer_is_refused_with_its_flag(
    fork: Path, capsys: Capture, flag: str, value: str
) -> None:
    assert refusal(fork, capsys, "--title", "Lab", "--yes", flag, value).startswith(flag)


def test_without_a_title_and_a_terminal_it_says_what_to_give(fork: Path, capsys: Capture) -> None:
    assert "--title" in refusal(fork, capsys, "--yes")
    assert "--yes" in refusal(fork, capsys, "--title", "Lab")


# --- questions ------------------------------------------------------------------------------


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_questions_are_asked_on_a_terminal_until_they_are_answered(
    fork: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        "",
        "The Lab",
        "",
        "lab/lab.github.io",
        "-",
        "",
        "",
        "red",
        "#123456",
        "",
        "",
        "",
        "yes",
    ]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join(answers) + "\n"))
    monkeypatch.delenv("SITE_URL", raising=False)

    assert run(fork) == 0

    site = load_site(fork).works.site
    assert (site.name, site.author) == ("The Lab", "The members of The Lab")
    assert site.base == "https://lab.github.io/"
    assert "@OWNER_OF_THIS_REPOSITORY" in (fork / ".github/CODEOWNERS").read_text("utf-8")


@pytest.mark.parametrize("said", ["no\n", "\n", ""])
def test_nothing_happens_without_a_yes(
    fork: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, said: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("The Lab" + "\n" * 10 + said))

    refusal(fork, capsys)

    assert git(fork, "status", "--porcelain") == ""


def test_the_copy_is_no_part_of_this_repository(fork: Path) -> None:
    """Else these tests would change it."""
    assert os.path.commonpath([fork, TOP]) != str(TOP)
