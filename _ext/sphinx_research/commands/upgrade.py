"""``python -m sphinx_research.commands.upgrade``: a newer version of all that is not content.

Then, with ``--content``, by the new version: the content in the form that it reads.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sphinx_research.commands.asking import agreed
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.git import Git, fetch
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.terminal import Painter, diff
from sphinx_research.commands.upgrading import content, versions
from sphinx_research.commands.upgrading.merging import (
    BESIDE,
    Decision,
    Fate,
    carry_out,
    decide,
)
from sphinx_research.commands.upgrading.steps import STEPS
from sphinx_research.commands.upgrading.versions import Version
from sphinx_research.formats.configuration import FORMAT
from sphinx_research.formats.text import counted
from sphinx_research.records.characters import printable

_PLAIN = (
    (Fate.CHANGED, "changed"),
    (Fate.ADDED, "new"),
    (Fate.REMOVED, "removed"),
)
_TOLD = (
    (Fate.MERGED, "The new version is brought together with your own changes in"),
    (Fate.STAYS_AWAY, "You have removed these; they stay away:"),
    (Fate.STAYS, "The new version has no longer these; as you have changed them, they stay:"),
    (Fate.BESIDE, "You and the new version have changed the same lines in"),
)
LOCK = "requirements.lock"


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Upgrade the site in this folder.

    :return: the exit code: 0 if all was done or there is nothing to do; 1 if a file waits for a
        decision, or the answer was no; 2 if nothing can be done
    """
    asked = _parser().parse_args(argv)
    return _content(asked) if asked.content else _code(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s upgrade --",
        description="Bring all but the content to a newer version.",
    )
    parser.add_argument(
        "--from",
        dest="upstream",
        default="",
        metavar="ADDRESS",
        help="where newer versions are: an address or a path (as pyproject.toml says)",
    )
    parser.add_argument(
        "--to", default="", metavar="VERSION", help="a tag, branch or commit (the newest tag)"
    )
    parser.add_argument(
        "--content",
        action="store_true",
        help="only bring the content into the form that the version here reads",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be done")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    return parser


# --- the code -----------------------------------------------------------------------------


def _code(asked: argparse.Namespace) -> int:
    site = _site()
    address = asked.upstream or _upstream(site.folder)
    with tempfile.TemporaryDirectory(prefix="upgrade-") as folder:
        upstream = fetch(address, Path(folder, "upstream.git"))
        to = versions.version(upstream, asked.to) if asked.to else versions.newest(upstream)
        platform = versions.platform_of(upstream, to)
        own = site.files("HEAD")
        at = versions.where(upstream, own, to, platform)
        base, new = (upstream.files(one.commit, platform) for one in (at, to))
        if base == new:
            print(f"The site is at {at}: there is nothing to bring.")
            return 0
        if versions.is_older(upstream, to, at):
            msg = f"the site is at {at}, and {to} is older; an upgrade does not go back"
            raise RefusedError(msg)
        decisions = decide(upstream, site, own, base, new)
        changelogs = [upstream.text(one.commit, versions.CHANGELOG) for one in (at, to)]
    _show(at, to, versions.news(*changelogs), decisions, each=asked.dry_run)
    if asked.dry_run:
        return 0
    if not agreed("\nGo on?", yes=asked.yes):
        return 1
    carry_out(decisions, Changes(site.folder))
    return _tell(decisions)


def _site() -> Git:
    """Find the repository of the site.

    :raises RefusedError: if there is none, or it has changes that no commit has
    """
    site = Git(Path.cwd())
    if not Path("conf.py").is_file():
        msg = "there is no conf.py here; go to the folder of the site"
        raise RefusedError(msg)
    if not site.says("rev-parse", "--verify", "--quiet", "HEAD"):
        msg = "the site is no Git repository with a commit: an upgrade could not be undone"
        raise RefusedError(msg)
    if site.ask("rev-parse", "--show-prefix").strip():
        msg = "conf.py is not at the top of its Git repository; an upgrade needs it there"
        raise RefusedError(msg)
    changed = site.ask("status", "--porcelain", "-z", "--no-renames").split("\0")[:-1]
    if changed:
        msg = (
            f"{counted(len(changed), 'file')} changed since the last commit, such as "
            f"{printable(changed[0][3:])}; commit first, so that an upgrade can be undone, or "
            "take back what one has left that was stopped: git stash -u"
        )
        raise RefusedError(msg)
    return site


def _upstream(folder: Path) -> str:
    said = versions.settings_of(Changes(folder).text(versions.SETTINGS)).get("upstream")
    if not isinstance(said, str) or not said:
        msg = (
            "no upstream is known; give its address as --from ADDRESS, or write it into "
            "pyproject.toml: [tool.research] upstream"
        )
        raise RefusedError(msg)
    return said


def _show(at: Version, to: Version, news: str, decisions: list[Decision], *, each: bool) -> None:
    print(f"The site is at {at}. The version to bring is {to}.\n")
    if news:
        print("\n".join(map(printable, news.splitlines())) + "\n")
    counts = ((sum(one.fate is fate for one in decisions), word) for fate, word in _PLAIN)
    print("Files of the code: " + (", ".join(f"{n} {word}" for n, word in counts if n) or "none"))
    if each:
        for one in decisions:
            if one.fate in dict(_PLAIN):
                print(f"  {one.fate.value} {printable(one.path)}")
    for fate, words in _TOLD:
        if paths := [printable(one.path) for one in decisions if one.fate is fate]:
            print("\n".join([words, *(f"  {path}" for path in paths)]))
    print("Your content stays as it is.")


def _tell(decisions: list[Decision]) -> int:
    waiting = [one.path for one in decisions if one.fate is Fate.BESIDE]
    own = [one.path for one in decisions if one.fate in {Fate.BESIDE, Fate.MERGED}]
    print("\nAll is written. `git diff` shows it; `git stash -u` takes it back.")
    if waiting:
        print("These files are still as you have changed them. Beside each lies the new version:")
        print("\n".join(f"  {printable(path)}{BESIDE}" for path in waiting))
        print(
            f"Bring the two together and delete the file {BESIDE}; "
            "then run `nox -s upgrade -- --content`."
        )
    if LOCK in own:
        print(f"{LOCK} is made from pyproject.toml: run `nox -s lock` to make it anew.")
    if not waiting:
        print("Run `nox -s build` to see your site with it, and then commit.")
    return 1 if waiting else 0


# --- the content --------------------------------------------------------------------------


def _content(asked: argparse.Namespace) -> int:
    folder = Path.cwd()
    changes = content.bring(folder, STEPS)
    form = content.form_of(changes.before(content.CONF))
    if form > FORMAT:
        msg = f"the content has form {form}, and this version reads {FORMAT}: run `nox -s upgrade`"
        raise RefusedError(msg)
    if not changes:
        print(f"The content has form {form}, the newest: there is nothing to change.")
        return 0
    print(diff(changes, Painter.on(sys.stdout)))
    if asked.dry_run:
        return 0
    if not agreed("\nGo on?", yes=asked.yes):
        return 1
    done = changes.write()
    print(f"{counted(len(done), 'file')} changed. Now run `nox -s build`, and then commit.")
    return 0


if __name__ == "__main__":
    start(main)
