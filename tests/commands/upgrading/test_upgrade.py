"""A newer version of the code, and the content as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_research.commands import upgrade
from tests.commands.small_site import NOBODY
from tests.commands.upgrading.repository import (
    FIRST,
    NEWS,
    SECOND,
    SETTINGS,
    VERSION,
    Repository,
)

pytestmark = pytest.mark.usefixtures("upstream")

Capture = pytest.CaptureFixture[str]


def test_the_code_is_that_of_the_newest_version_and_the_content_as_it_was(
    site: Repository,
) -> None:
    before = site.files()

    assert upgrade.main(["--yes"]) == 0

    after = site.files()
    assert {path: text for path, text in SECOND.items() if path.startswith("_ext/") and text} == {
        path: after[path] for path in ("_ext/a.py", "_ext/new.py", VERSION)
    }
    assert "_ext/old.py" not in after
    assert after["conf.py"] == before["conf.py"]
    assert after["people/ada.md"] == before["people/ada.md"]
    assert "people/charles.md" not in after


def test_the_changelog_and_a_summary_come_first(site: Repository, capsys: Capture) -> None:
    assert upgrade.main(["--dry-run"]) == 0

    said = capsys.readouterr().out
    assert said.startswith("The site is at 1.0.0 (")
    assert NEWS in said
    assert "All of it." not in said
    assert "Files of the code: 3 changed, 1 new, 1 removed\n" in said
    assert "  D _ext/old.py\n" in said
    assert site.changed() == []


def test_a_second_time_there_is_nothing_to_do(site: Repository, capsys: Capture) -> None:
    upgrade.main(["--yes"])
    site.commit({})
    capsys.readouterr()

    assert upgrade.main(["--yes"]) == 0

    assert "there is nothing to bring" in capsys.readouterr().out
    assert site.changed() == []


def test_changes_in_different_places_come_together(site: Repository, capsys: Capture) -> None:
    site.commit({"_ext/a.py": "first = 'mine'\n\n\n\nlast = 1\n"})

    assert upgrade.main(["--yes"]) == 0

    assert site.files()["_ext/a.py"] == "first = 'mine'\n\n\n\nlast = 2\n"
    assert "with your own changes in\n  _ext/a.py\n" in capsys.readouterr().out


def test_where_both_have_changed_the_same_line_the_new_version_lies_beside(
    site: Repository, capsys: Capture
) -> None:
    site.commit({"_ext/a.py": "first = 1\n\n\n\nlast = 'mine'\n"})

    assert upgrade.main(["--yes"]) == 1

    after = site.files()
    assert after["_ext/a.py"] == "first = 1\n\n\n\nlast = 'mine'\n"
    assert after["_ext/a.py.new"] == "first = 1\n\n\n\nlast = 2\n"
    assert after[VERSION] == SECOND[VERSION]
    assert "  _ext/a.py.new\n" in capsys.readouterr().out


def test_after_both_were_brought_together_the_site_is_at_the_new_version(
    site: Repository, capsys: Capture
) -> None:
    site.commit({"_ext/a.py": "first = 1\n\n\n\nlast = 'mine'\n"})
    upgrade.main(["--yes"])
    site.commit({"_ext/a.py": "first = 1\n\n\n\nlast = 'both'\n", "_ext/a.py.new": None})
    capsys.readouterr()

    assert upgrade.main(["--yes"]) == 0
    assert "The site is at 1.1.0 (" in capsys.readouterr().out


def test_an_address_of_the_upstream_that_was_written_down_stays(
    site: Repository, upstream: Repository
) -> None:
    own = SETTINGS.replace("../upstream", str(upstream.folder))
    site.commit({"pyproject.toml": own})
    newer = SETTINGS.replace('"tests", ', '"docs", "tests", ')
    upstream.commit({"pyproject.toml": newer.replace("platform", "\n\nplatform")}, "v1.2.0")

    upgrade.main(["--yes"])

    assert f'upstream = "{upstream.folder}"' in site.files()["pyproject.toml"]


def test_a_new_part_of_the_code_comes_as_the_new_version_lists_it(
    site: Repository, upstream: Repository
) -> None:
    listed = SETTINGS.replace('"tests"', '"tests", "docs"')
    upstream.commit({"pyproject.toml": listed, "docs/a.md": "# A\n"}, "v1.2.0")

    assert upgrade.main(["--yes"]) == 0

    assert site.files()["docs/a.md"] == "# A\n"


def test_files_of_its_own_stay_where_they_are(site: Repository) -> None:
    site.commit({"_ext/mine.py": "mine = 1\n"})

    assert upgrade.main(["--yes"]) == 0

    assert site.files()["_ext/mine.py"] == "mine = 1\n"


def test_what_the_site_has_removed_stays_away(
    site: Repository, upstream: Repository, capsys: Capture
) -> None:
    site.commit({"tests/test_a.py": None})
    upstream.commit({"tests/test_a.py": "test = 2\n"}, "v1.2.0")

    assert upgrade.main(["--yes"]) == 0

    assert "tests/test_a.py" not in site.files()
    assert "they stay away:\n  tests/test_a.py\n" in capsys.readouterr().out


def test_what_the_site_has_changed_is_not_removed(site: Repository, capsys: Capture) -> None:
    site.commit({"_ext/old.py": "old = 'mine'\n"})

    assert upgrade.main(["--yes"]) == 0

    assert site.files()["_ext/old.py"] == "old = 'mine'\n"
    assert "they stay:\n  _ext/old.py\n" in capsys.readouterr().out


def test_a_program_can_still_be_run(site: Repository, upstream: Repository) -> None:
    upstream.write({"_ext/run": "#!/bin/sh\n", "_ext/a.py": "last = 3\n"})
    (upstream.folder / "_ext/run").chmod(0o755)
    upstream.commit({}, "v1.2.0")

    upgrade.main(["--yes"])

    assert (site.folder / "_ext/run").stat().st_mode & 0o111
    assert not (site.folder / "_ext/a.py").stat().st_mode & 0o111


def test_line_ends_and_bytes_come_as_they_are(site: Repository, upstream: Repository) -> None:
    (upstream.folder / "_ext/font.bin").write_bytes(b"\r\n\0\xff\n")
    upstream.commit({}, "v1.2.0")

    upgrade.main(["--yes"])

    assert (site.folder / "_ext/font.bin").read_bytes() == b"\r\n\0\xff\n"


# --- which version ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["v1.1.0", "1.1.0", "main"])
def test_a_version_is_a_tag_or_a_branch(site: Repository, name: str) -> None:
    assert upgrade.main(["--yes", "--to", name]) == 0
    assert site.files()[VERSION] == SECOND[VERSION]


def test_the_newest_version_is_that_with_the_highest_number(
    site: Repository, upstream: Repository
) -> None:
    newest = FIRST[VERSION].replace("1.0.0", "1.10.0")
    upstream.commit({VERSION: newest}, "v1.10.0")
    upstream.commit({VERSION: newest.replace("1.10", "1.9")}, "v1.9.0")
    upstream.commit({VERSION: newest.replace("1.10.0", "2.0.0rc1")}, "v2.0.0rc1")

    upgrade.main(["--yes"])

    assert site.files()[VERSION] == newest


def test_an_upgrade_does_not_go_back(site: Repository, capsys: Capture) -> None:
    upgrade.main(["--yes"])
    site.commit({})

    assert upgrade.main(["--yes", "--to", "v1.0.0"]) == 2

    assert "is older; an upgrade does not go back" in capsys.readouterr().err
    assert site.changed() == []


def test_a_site_that_has_begun_between_two_versions_is_found(
    upstream: Repository, site: Repository, capsys: Capture
) -> None:
    between = {"_ext/b.py": "b = 1\n"}
    upstream.commit(between)
    upstream.commit({"_ext/b.py": "b = 2\n"}, "v1.2.0")
    second = {path: text for path, text in SECOND.items() if path.startswith(("_ext", "CH"))}
    site.commit({**second, **between})

    assert upgrade.main(["--yes"]) == 0

    assert site.files()["_ext/b.py"] == "b = 2\n"
    assert "Files of the code: 1 changed\n" in capsys.readouterr().out


# --- what cannot be done ----------------------------------------------------------------------


def test_with_changes_that_are_not_committed_nothing_is_done(
    site: Repository, capsys: Capture
) -> None:
    site.write({"people/new.md": "# New\n"})

    assert upgrade.main(["--yes"]) == 2

    said = capsys.readouterr().err
    assert said.startswith(
        "1 file changed since the last commit, such as people/new.md; commit first"
    )
    assert site.changed() == ["?? people/new.md"]


def test_with_nobody_to_ask_nothing_is_written(
    site: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert upgrade.main([]) == 2

    assert capsys.readouterr().err == f"{NOBODY}\n"
    assert site.changed() == []


def test_without_an_upstream_it_says_where_to_write_one(site: Repository, capsys: Capture) -> None:
    site.commit({"pyproject.toml": SETTINGS.replace("../upstream", "")})

    assert upgrade.main([]) == 2

    assert "pyproject.toml: [tool.research] upstream" in capsys.readouterr().err


def test_another_kind_of_repository_is_refused(
    site: Repository, tmp_path: Path, capsys: Capture
) -> None:
    other = Repository.create(tmp_path / "other")
    other.commit({"a.py": "a = 1\n"}, "v3.0")

    assert upgrade.main(["--from", "../other"]) == 2

    assert "is no site of this kind" in capsys.readouterr().err
    assert site.changed() == []


def test_a_site_that_has_come_from_elsewhere_is_refused(
    site: Repository, tmp_path: Path, capsys: Capture
) -> None:
    other = Repository.create(tmp_path / "other")
    other.commit({"_ext/z.py": "z = 1\n", "pyproject.toml": SETTINGS + "\n"}, "v3.0")

    assert upgrade.main(["--from", "../other"]) == 2

    assert "nothing of this site comes from there" in capsys.readouterr().err
    assert site.changed() == []


@pytest.mark.parametrize(
    "path",
    [
        *("conf.py", "people", "research/a", "_static", "../a", "/a", ":(top)", ".git/hooks", ""),
        *("Conf.py", "PEOPLE", ".Git/hooks"),
    ],
)
def test_no_upstream_brings_content(
    site: Repository, upstream: Repository, path: str, capsys: Capture
) -> None:
    listed = SETTINGS.replace('"tests"', f'"tests", "{path}"')
    upstream.commit({"pyproject.toml": listed}, "v1.2.0")

    assert upgrade.main(["--yes"]) == 2

    assert "which belongs to the site" in capsys.readouterr().err
    assert site.changed() == []


def test_a_link_is_not_brought(site: Repository, upstream: Repository, capsys: Capture) -> None:
    (upstream.folder / "_ext/link.py").symlink_to("/etc/hosts")
    upstream.commit({}, "v1.2.0")

    assert upgrade.main(["--yes"]) == 2

    assert "_ext/link.py, which is no plain file" in capsys.readouterr().err
    assert site.changed() == []


def test_outside_of_git_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/conf.py").touch()
    monkeypatch.chdir(tmp_path / "plain")

    assert upgrade.main(["--yes"]) == 2

    assert "is no Git repository" in capsys.readouterr().err


def test_what_an_upstream_writes_gives_no_commands_to_the_terminal(
    site: Repository, upstream: Repository, capsys: Capture
) -> None:
    said = "# Changelog\n\n## [1.2.0]\n\n- Red \x1b[31m\n\n::error::no\n"
    upstream.commit({"CHANGELOG.md": said}, "v1.2.0")

    upgrade.main(["--dry-run"])

    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\n::error::" not in shown
    assert site.changed() == []
