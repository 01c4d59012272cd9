"""The files for hosts: they are of the host's form, and do what the README says, there."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parent.parent
GITLAB: Mapping[str, Any] = yaml.safe_load((TOP / ".gitlab-ci.yml").read_text("utf-8"))
READ_THE_DOCS: Mapping[str, Any] = yaml.safe_load((TOP / ".readthedocs.yaml").read_text("utf-8"))
GUIDE = (TOP / "docs/deploying.md").read_text("utf-8")

PYTHON = """#!/bin/sh
case "$*" in
*pip*install*nox) ;;
"-m nox -s build") mkdir -p _build/html; env | sort > _build/html/index.html ;;
*) exit 9 ;;
esac
"""
"""Instead of Python: it knows two commands, and builds a site that tells how it was built."""


def run(commands: Sequence[str], folder: Path, **variables: str) -> None:
    """Run the commands of a host, each in a shell, or all of them in one."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "python").write_text(PYTHON)
    (programs / "python").chmod(0o755)
    for command in commands:
        subprocess.run(  # noqa: S603 - our own commands
            ["/bin/sh", "-e", "-c", command],
            check=True,
            cwd=folder,
            env={"PATH": f"{programs}:{os.environ['PATH']}", **variables},
        )


def told(page: Path) -> dict[str, str]:
    """Tell how a site was built."""
    lines = page.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line.startswith(("SITE_", "SOURCE_")))


def of_table(heading: str, setting: str) -> str:
    """Give the value of a setting in the guide."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)
    (value,) = re.findall(rf"^\| {setting} \| `([^`]+)` \|$", section, re.MULTILINE)
    return str(value)


# --- GitLab -----------------------------------------------------------------------------------

KEYWORDS = {"stage", "rules", "script", "artifacts", "interruptible"}
"""https://docs.gitlab.com/ci/yaml/"""


def test_the_keys_are_those_that_gitlab_knows() -> None:
    jobs = {name: job for name, job in GITLAB.items() if name not in {"default", "variables"}}

    assert set(jobs) == {"check", "pages"}  # GitLab publishes the job of this name
    assert set(GITLAB["default"]) <= {"image", "interruptible", "timeout"}
    assert all(set(job) <= KEYWORDS for job in jobs.values())
    assert all(set(job["artifacts"]) <= {"name", "paths", "expire_in"} for job in jobs.values())
    assert {job["stage"] for job in jobs.values()} <= {"build", "test", "deploy"}


def test_gitlab_publishes_the_default_branch_and_no_other() -> None:
    assert GITLAB["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert GITLAB["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]


def test_gitlab_builds_the_site_at_its_address_into_the_folder_it_publishes(
    tmp_path: Path,
) -> None:
    run(
        ["\n".join(GITLAB["pages"]["script"])],  # one shell for all
        tmp_path,
        CI_PAGES_URL="https://ada.gitlab.io/engines",
        CI_PROJECT_URL="https://gitlab.com/ada/engines",
        CI_COMMIT_BRANCH="main",
    )

    (public,) = GITLAB["pages"]["artifacts"]["paths"]
    assert public == "public"
    said = told(tmp_path / public / "index.html")
    assert int(said.pop("SOURCE_DATE_EPOCH")) > 0
    assert said == {
        "SITE_URL": "https://ada.gitlab.io/engines",
        "SITE_EDIT_URL": "https://gitlab.com/ada/engines/-/edit/main/{path}#L{line}",
        "SITE_NEW_PAGE_URL": "https://gitlab.com/ada/engines/-/new/main/{folder}"
        "?file_name={name}&content={content}",
    }


def test_gitlab_builds_merge_requests_too(tmp_path: Path) -> None:
    run(["\n".join(GITLAB["check"]["script"])], tmp_path)

    assert (tmp_path / GITLAB["check"]["artifacts"]["paths"][0] / "index.html").is_file()


# --- Read the Docs ----------------------------------------------------------------------------


def test_the_keys_are_those_that_read_the_docs_knows() -> None:
    # https://docs.readthedocs.com/platform/stable/config-file/v2.html
    assert READ_THE_DOCS["version"] == 2
    assert set(READ_THE_DOCS) == {"version", "build"}
    assert set(READ_THE_DOCS["build"]) == {"os", "tools", "commands"}
    assert READ_THE_DOCS["build"]["os"] in {"ubuntu-22.04", "ubuntu-24.04", "ubuntu-lts-latest"}
    assert all(isinstance(command, str) for command in READ_THE_DOCS["build"]["commands"])


def test_read_the_docs_builds_the_site_at_its_address_into_the_folder_it_publishes(
    tmp_path: Path,
) -> None:
    address = "https://engines.readthedocs.io/en/latest/"
    run(
        READ_THE_DOCS["build"]["commands"],
        tmp_path,
        READTHEDOCS_CANONICAL_URL=address,
        READTHEDOCS_OUTPUT=str(tmp_path / "out"),
    )

    said = told(tmp_path / "out/html/index.html")
    assert int(said.pop("SOURCE_DATE_EPOCH")) > 0
    assert said == {"SITE_URL": address}


# --- what the guide tells to enter ------------------------------------------------------------


def test_the_command_for_netlify_builds_the_site_at_its_address(tmp_path: Path) -> None:
    run([of_table("Netlify", "Build command")], tmp_path, URL="https://engines.netlify.app")

    page = tmp_path / of_table("Netlify", "Publish directory") / "index.html"
    assert told(page)["SITE_URL"] == "https://engines.netlify.app"


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"SITE_URL": "https://lab.example.org/"}, "https://lab.example.org/"),
        ({}, "https://1a2b.engines.pages.dev"),
    ],
    ids=["production", "preview"],
)
def test_the_command_for_cloudflare_builds_the_site_at_its_address(
    tmp_path: Path, variables: Mapping[str, str], address: str
) -> None:
    known = {"CF_PAGES_URL": "https://1a2b.engines.pages.dev", **variables}

    run([of_table("Cloudflare Pages", "Build command")], tmp_path, **known)

    page = tmp_path / of_table("Cloudflare Pages", "Build output directory") / "index.html"
    assert told(page)["SITE_URL"] == address


def test_every_variable_of_the_guide_is_read() -> None:
    rows = re.findall(r"^\| `(S[A-Z_]+)` \|", GUIDE, re.MULTILINE)
    joined = re.sub(r"\(\s+", "(", (TOP / "conf.py").read_text("utf-8"))

    assert rows == ["SITE_URL", "SITE_EDIT_URL", "SITE_NEW_PAGE_URL", "SOURCE_DATE_EPOCH"]
    assert [name for name in rows[:3] if f'environ.get("{name}"' not in joined] == []


def test_all_hosts_have_the_python_of_the_publishing_workflow() -> None:
    (version,) = re.findall(
        r'python-version: "([\d.]+)"', (TOP / ".github/workflows/pages.yml").read_text("utf-8")
    )

    assert READ_THE_DOCS["build"]["tools"] == {"python": version}
    assert GITLAB["default"]["image"] == f"python:{version}-slim"
    assert set(re.findall(r"`PYTHON_VERSION` = `([\d.]+)`", GUIDE)) == {version}
