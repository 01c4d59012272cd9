"""The script that publishes a preview, run with a made-up GitHub and a repository of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parent.parent
WORKFLOW = yaml.safe_load((TOP / ".github/workflows/preview.yml").read_text("utf-8"))
(STEP,) = WORKFLOW["jobs"]["publish"]["steps"]

SHA = "1" * 40
VALUES = {
    "GITHUB_REPOSITORY": "ada/site",
    "CHECKED": "77",
    "GH_TOKEN": "token",
    "HEAD": "eve:patch",
    "HEAD_SHA": SHA,
    "PREVIEW_KEY": "key",
    "PREVIEW_REPOSITORY": "lab/previews",
    "PREVIEW_URL": "https://previews.example.net/all/",
    "GITHUB_SERVER_URL": "https://github.com",
    "RUN": "55",
}
ASKED = {
    "pages": "api repos/ada/site/pages --jq .html_url",
    "meta": """api meta --jq .ssh_keys[] | "github.com " + .""",
    "open": "api --paginate repos/ada/site/pulls?state=open --jq .[].number",
    "pull": "api --method GET repos/ada/site/pulls -f state=open -f base=main -f head=eve:patch"
    " --jq .[] | select(.head.sha == env.HEAD_SHA) | .number",
    "zip": "api repos/ada/site/actions/artifacts/77/zip",
    "status": f"api --silent repos/ada/site/statuses/{SHA} -f state=success -f context=preview"
    " -f description=The site with these changes"
    " -f target_url=https://previews.example.net/all/pr-12/",
    "consequence": f"api --silent repos/ada/site/statuses/{SHA} -f state=success"
    " -f context=consequence -f description=What changes for visitors"
    " -f target_url=https://github.com/ada/site/actions/runs/55",
}
"""What the script asks of GitHub, through `gh`."""

GH = f"""#!{sys.executable}
import pathlib, sys
here = pathlib.Path(__file__).parent
asked = " ".join(sys.argv[1:])
name = {{words: name for name, words in {ASKED!r}.items()}}.get(asked)
if name is None:
    sys.exit(f"unexpected: {{asked}}")
with (here / "asked").open("a") as log:
    print(name, file=log)
answer = here / name
if answer.exists():
    sys.stdout.buffer.write(answer.read_bytes())
"""


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def bare(**more: str) -> dict[str, str]:
    """Give an environment in which git reads the settings of nobody."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return kept | nobody | more


def git(where: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - arguments of this file
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@localhost", *arguments],  # noqa: S607 - wherever it is
        cwd=where,
        env=bare(),
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


@dataclass(frozen=True, slots=True)
class Publishing:
    """A folder with the programs that the script calls, and the repository of previews."""

    top: Path

    @property
    def programs(self) -> Path:
        return self.top / "bin"

    @property
    def repository(self) -> Path:
        return self.top / "remote/lab/previews.git"

    def files(self) -> list[str]:
        return git(self.repository, "ls-tree", "-r", "--name-only", "main").split()

    def asked(self) -> list[str]:
        return (self.programs / "asked").read_text("utf-8").split()

    def run(self, **values: str) -> subprocess.CompletedProcess[str]:
        work = self.top / "work"
        work.mkdir()
        environment = bare(
            **VALUES | values,
            PATH=f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            GIT_CONFIG_COUNT="1",
            GIT_CONFIG_KEY_0=f"url.file://{self.top}/remote/.insteadOf",
            GIT_CONFIG_VALUE_0="git@github.com:",
        )
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]  # as GitHub starts it
        return subprocess.run(  # noqa: S603 - the script of this repository
            [*shell, "-c", STEP["run"]],
            cwd=work,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
        )


@pytest.fixture
def publishing(tmp_path: Path) -> Publishing:
    """Give a repository with previews of three pull requests, of which one is closed."""
    made = Publishing(tmp_path)
    write(made.programs / "gh", GH).chmod(0o755)
    write(made.programs / "ssh-agent", "#!/bin/sh\n").chmod(0o755)
    write(made.programs / "ssh-add", "#!/bin/sh\ncat > key\n").chmod(0o755)
    write(made.programs / "pages", "https://ada.example.org/site/\n")
    write(made.programs / "meta", "github.com ssh-ed25519 AAAA\n")
    write(made.programs / "open", "9\n12\n")
    write(made.programs / "pull", "12\n")
    with zipfile.ZipFile(made.programs / "zip", "w") as archive:
        archive.writestr("index.html", "new")

    first = tmp_path / "first"
    for name in ("README.md", "pr-7/index.html", "pr-9/index.html", "pr-12/gone.html"):
        write(first / name, "old")
    made.repository.mkdir(parents=True)
    git(made.repository, "init", "--quiet", "--bare", "--initial-branch=main")
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message=old")
    git(first, "push", "--quiet", str(made.repository), "main")
    return made


def test_the_script_is_given_all_that_it_asks_for() -> None:
    assert set(STEP["env"]) | {"GITHUB_REPOSITORY", "GITHUB_SERVER_URL"} == set(VALUES)


def test_a_preview_takes_the_place_of_the_last_one(publishing: Publishing) -> None:
    done = publishing.run()

    assert (done.returncode, done.stderr) == (0, "")
    assert publishing.files() == [
        ".nojekyll",
        "README.md",
        "pr-12/index.html",
        "pr-9/index.html",
    ]
    assert git(publishing.repository, "show", "main:pr-12/index.html") == "new"


def test_what_was_withdrawn_is_not_kept(publishing: Publishing) -> None:
    publishing.run()

    assert git(publishing.repository, "rev-list", "--count", "main") == "1\n"


def test_the_links_are_set_once_it_is_there(publishing: Publishing) -> None:
    publishing.run()

    assert publishing.asked() == [
        *("pages", "zip", "meta", "open", "pull", "status", "consequence")
    ]


@pytest.mark.parametrize("answer", ["", "12\n13\n", "12; rm -rf /\n"])
def test_a_commit_that_ends_no_pull_request_has_no_preview(
    publishing: Publishing, answer: str
) -> None:
    before = publishing.files()
    write(publishing.programs / "pull", answer)

    done = publishing.run()

    assert (done.returncode, done.stdout) == (
        0,
        "::notice::no open pull request ends with this commit\n",
    )
    assert publishing.files() == before
    assert "status" not in publishing.asked()


@pytest.mark.parametrize(
    "address",
    [
        "https://ada.example.org/previews/",
        "https://ADA.example.org",
        "https://ada.example.org:444/",
        "https://previews.ada.example.org/",
        "https://example.org/",
        "http://previews.example.net/",
        "previews.example.net",
        "https://",
        "",
    ],
)
def test_the_origin_of_the_site_itself_is_refused(publishing: Publishing, address: str) -> None:
    before = publishing.files()

    done = publishing.run(PREVIEW_URL=address)

    assert (done.returncode, done.stdout) == (
        1,
        "::error::PREVIEW_URL must be https, on another host than the site itself\n",
    )
    assert publishing.files() == before
    assert publishing.asked() == ["pages"]


def test_a_site_whose_own_address_is_unknown_has_no_previews(publishing: Publishing) -> None:
    (publishing.programs / "pages").unlink()

    assert publishing.run().returncode == 1
    assert publishing.asked() == ["pages"]


def test_two_at_once_do_not_undo_each_other(publishing: Publishing) -> None:
    """Whoever comes second fails: what it would have replaced is not what it has seen."""
    write(
        publishing.programs / "tr",
        f"#!/bin/sh\ncd {publishing.top}/first && echo later > pr-9/index.html"
        " && git -c user.name=x -c user.email=x@localhost commit --quiet --all --message=later"
        f' && git push --quiet --force {publishing.repository} main >&2; /usr/bin/tr "$@"\n',
    ).chmod(0o755)

    done = publishing.run()

    assert done.returncode != 0
    assert "stale info" in done.stderr
    assert git(publishing.repository, "show", "main:pr-9/index.html") == "later\n"
    assert "status" not in publishing.asked()
