"""``python -m sphinx_research.commands.init``: make the repository one's own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sphinx_research.commands.asking import agreed
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.program import start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import RefusedError, load_site
from sphinx_research.commands.starting import pages, sample
from sphinx_research.commands.starting.answers import QUESTIONS, Answers, gather
from sphinx_research.commands.starting.conf_file import with_values
from sphinx_research.commands.upgrading.git import Git
from sphinx_research.formats.text import counted

OWNERS = ".github/CODEOWNERS"
NOBODY = "@OWNER_OF_THIS_REPOSITORY"


def main(argv: Sequence[str] | None = None) -> int:
    """Remove the sample content, and begin an empty site.

    :return: the exit code: 1 if files that have been changed were left, 2 if nothing was done
    """
    asked = _parser().parse_args(argv)
    folder: Path = asked.source
    try:
        changes = Changes(folder)
        removed, left = _sample(changes)
        if not asked.force:
            _refuse_if_unsaved(folder)
        answers = gather(asked)
        _plan(changes, answers, removed)
        _show(changes, removed, left)
        if not asked.yes and not agreed("Do it?"):
            print("Nothing was changed.")
            return 2
        changes.write()
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 2
    _tell(answers, left)
    return 1 if left else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s init --",
        description="Remove the sample content, and begin a site of your own.",
    )
    for question in QUESTIONS:
        parser.add_argument(f"--{question.name}", metavar="TEXT", help=question.meaning)
    parser.add_argument(
        "--yes", action="store_true", help="ask nothing: what is not given is as usual"
    )
    parser.add_argument(
        "--force", action="store_true", help="go on although not everything is committed"
    )
    ask_source(parser)
    return parser


def _sample(changes: Changes) -> tuple[list[str], list[str]]:
    """Tell which files of the sample are as they came, and which have been changed.

    :raises RefusedError: if none is here any more
    """
    removed: list[str] = []
    left: list[str] = []
    for path, digest in sample.listed().items():
        content = changes.read(path)
        if content is not None:
            same = sample.digest_of(content) == digest
            (removed if same else left).append(path)
    if pages.ALWAYS.issuperset(removed):
        msg = (
            "there is no sample content here to remove: this site is yours already. Its title, "
            "address and the like stand in conf.py"
        )
        raise RefusedError(msg)
    return removed, left


def _refuse_if_unsaved(folder: Path) -> None:
    git = Git(folder)
    if not git.says("rev-parse", "--git-dir"):
        msg = "this is no Git repository, so nothing could be brought back; --force goes on"
        raise RefusedError(msg)
    if git.ask("status", "--porcelain").strip():
        msg = "not everything here is committed; commit it first, or go on with --force"
        raise RefusedError(msg)


def _plan(changes: Changes, answers: Answers, removed: Sequence[str]) -> None:
    for path in removed:
        changes.remove(path)
    roles = load_site(changes.folder).works.catalogue.settings.roles
    for path, text in pages.pages(answers, roles).items():
        if changes.read(path) is None or path == "README.md":
            changes.replace(path, text)
    values = pages.conf_values(answers, date.today().isoformat())  # noqa: DTZ011 - the day where it is run
    changes.replace("conf.py", with_values(changes.text("conf.py"), values))
    if answers.licence != "cc-by-4.0":
        changes.replace("LICENSE-CONTENT", pages.licence_of_content(answers))
    if answers.owner:
        owners = changes.text(OWNERS)
        changes.replace(OWNERS, owners.replace(f"*  {NOBODY}", f"*  {answers.owner}"))


def _show(changes: Changes, removed: Sequence[str], left: Sequence[str]) -> None:
    gone = [path for path in removed if changes.read(path) is None]
    print(f"Removes {counted(len(gone), 'file')} of the sample content:")
    for folder in sorted({path.rpartition("/")[0] for path in gone}):
        names = [path.rpartition("/")[2] for path in gone if path.rpartition("/")[0] == folder]
        print(f"  {folder}/: {', '.join(names)}")
    print("Writes:")
    for path in changes:
        if changes.read(path) is not None:
            print(f"  {path}")
    if left:
        print("Leaves, as you have changed it:")
        for path in left:
            print(f"  {path}")


def _tell(answers: Answers, left: Sequence[str]) -> None:
    print("Done. Next:")
    print("  1. Look at it: nox -s serve")
    print("  2. Write who you are into index.md, and your roles and themes into conf.py.")
    if not answers.person:
        print('  3. Begin your page: nox -s new -- person "Ada Lovelace"')
    else:
        print("  3. Write your page, in people/.")
    print("  4. Commit it: git add --all && git commit -m 'Begin our site'")
    if left:
        print("What was left may name what is gone: nox -s check tells.")


if __name__ == "__main__":
    start(main)
