"""The workflows: what they may do, and what of strangers reaches them.

What zizmor (https://docs.zizmor.sh) looks for is not asked again here: `nox -s lint` runs it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parent.parent
FOLDER = TOP / ".github/workflows"

Workflow = Mapping[Any, Any]  # YAML 1.1 reads the key `on` as true

WORKFLOWS: Mapping[str, Workflow] = {
    file.name: yaml.safe_load(file.read_text("utf-8")) for file in sorted(FOLDER.iterdir())
}

OF_STRANGERS = ("pull_request", "pull_request_target", "issue_comment", "issues", "workflow_run")
"""Events that somebody without rights in the repository can cause."""

JOBS = [(name, job) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"]]


def events(workflow: Workflow) -> set[str]:
    on = workflow[True]
    return {on} if isinstance(on, str) else set(on)


def steps(workflow: Workflow) -> Iterator[Mapping[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def texts(value: object) -> Iterator[str]:
    """Give all texts of a part of a workflow."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


# --- all workflows ------------------------------------------------------------------------


def test_these_are_all() -> None:
    assert list(WORKFLOWS) == [
        *("ci.yml", "new-works.yml", "pages.yml", "preview.yml", "weekly.yml")
    ]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_rights_but_those_of_its_jobs(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] == {}


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_each_job_ends_by_itself(name: str, job: str) -> None:
    assert 0 < WORKFLOWS[name]["jobs"][job]["timeout-minutes"] <= 30


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_to_a_commit_and_say_which_version_it_is(name: str) -> None:
    used = [step["uses"] for step in steps(WORKFLOWS[name]) if "uses" in step]
    written = re.findall(
        r"uses: (actions/[\w-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$",
        (FOLDER / name).read_text("utf-8"),
        re.MULTILINE,
    )

    assert used == written


def test_an_action_has_one_version() -> None:
    used = {
        step["uses"]
        for workflow in WORKFLOWS.values()
        for step in steps(workflow)
        if "uses" in step
    }

    assert len(used) == len({action.partition("@")[0] for action in used})


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_expression_is_put_into_a_script(name: str) -> None:
    """What `${{ }}` gives would be read as code; the environment is not."""
    assert [step["run"] for step in steps(WORKFLOWS[name]) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_token_is_not_left_in_the_checkout(name: str) -> None:
    checkouts = [
        step for step in steps(WORKFLOWS[name]) if "actions/checkout@" in step.get("uses", "")
    ]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert {name for step in checkouts for name in step["with"]} <= {
        *("persist-credentials", "fetch-depth")
    }


# --- what strangers can start -------------------------------------------------------------


def test_strangers_start_two_workflows() -> None:
    started = {
        (name, event)
        for name, workflow in WORKFLOWS.items()
        for event in events(workflow) & set(OF_STRANGERS)
    }

    assert started == {("ci.yml", "pull_request"), ("preview.yml", "workflow_run")}


def test_code_of_a_pull_request_runs_with_a_token_that_can_only_read() -> None:
    rights = {
        right
        for job in WORKFLOWS["ci.yml"]["jobs"].values()
        for right in job.get("permissions", {}).items()
    }

    assert rights == {("contents", "read")}


def test_what_a_pull_request_changes_is_said_and_judges_nothing() -> None:
    """It is compared with what it is merged into, which the checkout must have."""
    checkout, *others = WORKFLOWS["ci.yml"]["jobs"]["site"]["steps"]
    (step,) = (one for one in others if "consequence" in one.get("run", ""))

    assert checkout["with"]["fetch-depth"] == 2
    assert step == {
        "if": "github.event_name == 'pull_request'",
        "continue-on-error": True,
        "run": 'nox -s consequence -- HEAD^1 --format=markdown --out="$GITHUB_STEP_SUMMARY"',
    }


def test_code_of_a_pull_request_is_given_no_secret() -> None:
    given = [
        text for text in texts(WORKFLOWS["ci.yml"]) if re.search(r"secrets|github\.token", text)
    ]

    assert given == []
    assert not any("environment" in job for job in WORKFLOWS["ci.yml"]["jobs"].values())


def test_every_job_of_ci_is_required() -> None:
    jobs = dict(WORKFLOWS["ci.yml"]["jobs"])
    required = jobs.pop("check")

    assert required["needs"] == list(jobs)
    assert required["if"] == "always()"
    (step,) = required["steps"]
    assert step["if"] == f"join(needs.*.result, ' ') != '{' '.join(['success'] * len(jobs))}'"


# --- what is published --------------------------------------------------------------------


def test_only_the_main_branch_is_published() -> None:
    jobs = WORKFLOWS["pages.yml"]["jobs"]

    assert WORKFLOWS["pages.yml"][True]["push"] == {"branches": ["main"]}
    assert jobs["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["environment"]["name"] == "github-pages"


def test_only_these_jobs_can_write() -> None:
    writing = {
        (name, job, right)
        for name, job in JOBS
        for right, level in WORKFLOWS[name]["jobs"][job].get("permissions", {}).items()
        if level != "read"
    }

    assert writing == {
        ("pages.yml", "deploy", "pages"),
        ("pages.yml", "deploy", "id-token"),
        ("preview.yml", "publish", "statuses"),
        ("new-works.yml", "propose", "contents"),
        ("new-works.yml", "propose", "pull-requests"),
    }


NEW_WORKS = WORKFLOWS["new-works.yml"]["jobs"]


def test_new_works_are_not_looked_for_until_that_is_asked() -> None:
    assert NEW_WORKS["find"]["if"] == "vars.NEW_WORKS == 'true'"
    assert NEW_WORKS["propose"]["needs"] == "find"


RENAMED = """\
diff --git a/noxfile.py b/people/x.md
similarity index 100%
rename from noxfile.py
rename to people/x.md
"""
CHANGED = """\
diff --git a/{path} b/{path}
--- a/{path}
+++ b/{path}
@@ -1 +1 @@
-old
+new
"""


@pytest.mark.parametrize(
    ("patch", "taken"),
    [
        (CHANGED.format(path="people/a.md"), True),
        (CHANGED.format(path="people/a.md") + CHANGED.format(path="noxfile.py"), True),
        (RENAMED, False),
    ],
    ids=["content", "code", "renamed"],
)
def test_what_was_found_changes_content_only(patch: str, tmp_path: Path, *, taken: bool) -> None:
    """Whatever has read what services answer may have been taken over by it."""
    (step,) = [one for one in NEW_WORKS["propose"]["steps"] if "run" in one]
    script = step["run"]
    applied = script[script.index("git apply") : script.index("git -c user.name")]
    (tmp_path / "new-works").mkdir()
    (tmp_path / "new-works/new.patch").write_text(patch, "utf-8")
    files = {"people/a.md": "old\n", "noxfile.py": "old\n"}
    for path, text in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, "utf-8")
    begin = "git init --quiet && git add . && git -c user.name=a -c user.email=b commit -qm a"

    done = subprocess.run(  # noqa: S603 - our own words
        ["/bin/bash", "-euo", "pipefail", "-c", f"{begin}\n{applied}"],
        cwd=tmp_path / "site",
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )

    assert (done.returncode == 0) is taken
    if taken:
        assert (tmp_path / "site/people/a.md").read_text("utf-8") == "new\n"
        assert (tmp_path / "site/noxfile.py").read_text("utf-8") == "old\n"


def test_what_proposes_new_works_runs_no_code_of_the_repository() -> None:
    """What it applies was made of the answers of strangers, and may touch content only."""
    checkout, step = NEW_WORKS["propose"]["steps"]

    assert checkout["uses"].startswith("actions/checkout@")
    assert not re.search(r"\b(?:python|nox|npm|pip)\b", step["run"])
    assert "--include='people/*' --include='research/*'" in step["run"]


PREVIEW = WORKFLOWS["preview.yml"]["jobs"]


def test_previews_are_off_until_they_are_set_up() -> None:
    assert PREVIEW["check"]["if"].startswith("vars.PREVIEW_REPOSITORY != '' && ")
    assert PREVIEW["publish"]["needs"] == "check"


def test_what_opens_the_archive_has_no_key() -> None:
    assert "environment" not in PREVIEW["check"]
    assert not any("secrets" in text for text in texts(PREVIEW["check"]))
    assert [step["run"] for step in PREVIEW["check"]["steps"] if "run" in step][-1] == (
        "nox -s preview -- site.zip"
    )


def test_what_has_the_key_runs_no_code_of_the_repository() -> None:
    (step,) = PREVIEW["publish"]["steps"]

    assert "uses" not in step
    assert PREVIEW["publish"]["environment"] == "preview"


# --- who has to approve -------------------------------------------------------------------


def owned() -> list[tuple[str, list[str]]]:
    """Read the lines of CODEOWNERS: a pattern, and who owns what it fits."""
    lines = (TOP / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return [(first, rest) for first, *rest in words]


def test_all_has_owners_but_content() -> None:
    first, *others = owned()

    assert first[0] == "*"
    assert len(first[1]) == 1
    assert others == [
        ("/people/", []),
        ("/research/", []),
        ("/index.md", []),
        ("/_static/**/*.gif", []),
        ("/_static/**/*.jpeg", []),
        ("/_static/**/*.jpg", []),
        ("/_static/**/*.png", []),
        ("/_static/**/*.webp", []),
        (".*", first[1]),
    ]


def test_the_owner_is_an_account_or_one_that_nobody_can_have() -> None:
    """GitHub's names have letters, digits and hyphens; an underscore is in none."""
    ((_, (owner,)), *_) = owned()
    account = re.fullmatch(r"@[A-Za-z0-9-]+(/[A-Za-z0-9_.-]+)?", owner)

    assert account or owner == "@OWNER_OF_THIS_REPOSITORY"


def test_new_versions_are_looked_for_wherever_there_are_any() -> None:
    config = yaml.safe_load((TOP / ".github/dependabot.yml").read_text("utf-8"))
    packages = {f"/{file.parent.relative_to(TOP)}" for file in TOP.glob("tests/*/package.json")}
    watched = {
        update["package-ecosystem"]: set(update.get("directories", [update.get("directory")]))
        for update in config["updates"]
    }

    assert watched == {"github-actions": {"/"}, "pip": {"/"}, "npm": packages}
    assert all(update["cooldown"] == {"default-days": 7} for update in config["updates"])
