"""Git is asked, and what another repository says runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands.git import Git, fetch, merged
from sphinx_research.commands.settings import RefusedError
from tests.commands.upgrading.repository import FIRST, Repository


@pytest.mark.parametrize(
    "address",
    ["ext::touch ran", "http://127.0.0.1:1/a", "git://127.0.0.1:1/a", "--upload-pack=touch ran"],
)
def test_an_address_that_could_run_a_program_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(RefusedError, match="cannot be fetched"):
        fetch(address, tmp_path / "copy")

    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["--output=ran", "-h", "a b", "main --", ""])
def test_a_name_of_a_version_is_no_option(upstream: Repository, name: str) -> None:
    git = Git(upstream.folder)

    assert not git.says("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    assert sorted(upstream.files()) == sorted(
        {*FIRST, "_ext/new.py", "people/charles.md"} - {"_ext/old.py"}
    )


def test_the_variables_of_a_hook_lead_nowhere_else(
    upstream: Repository, site: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(upstream.folder / ".git"))

    assert Git(site.folder).text("HEAD", "conf.py") == 'project = "Engines"\n'


def test_a_file_has_its_text_and_another_has_none(upstream: Repository) -> None:
    git = Git(upstream.folder)

    assert git.text("v1.0.0", "_ext/old.py") == "old = 1\n"
    assert git.text("v1.1.0", "_ext/old.py") == ""


def test_without_git_it_says_where_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(RefusedError, match=r"https://git-scm\.com"):
        Git(tmp_path).ask("status")


@pytest.mark.parametrize(
    ("own", "new", "both"),
    [
        (b"1\n2\n3\n4\n5\n", b"a\n2\n3\n4\n5\n", b"a\n2\n3\n4\n5\n"),
        (b"1\n2\n3\n4\nz\n", b"a\n2\n3\n4\n5\n", b"a\n2\n3\n4\nz\n"),
        (b"z\n2\n3\n4\n5\n", b"a\n2\n3\n4\n5\n", None),
        (b"\0\n2\n3\n4\nz\n", b"a\n2\n3\n4\n5\n", None),
    ],
    ids=["one", "both", "same-line", "binary"],
)
def test_two_changes_come_together_if_they_can(own: bytes, new: bytes, both: bytes | None) -> None:
    assert merged(own, b"1\n2\n3\n4\n5\n", new) == both
