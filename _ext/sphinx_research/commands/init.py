"""``python -m sphinx_research.commands.init``: make the repository one's own."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import date

from sphinx_research.commands.asking import agreed
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.git import Git
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import load_site
from sphinx_research.commands.starting import pages, sample
from sphinx_research.commands.starting.answers import QUESTIONS, Answers, gather
from sphinx_research.commands.starting.conf_file import with_values
from sphinx_research.formats.text import counted

OWNERS = ".github/CODEOWNERS"
NOBODY = "@OWNER_OF_THIS_REPOSITORY"
SETTINGS = "pyproject.toml"
UPSTREAM = re.compile(r'^upstream = ".*"$', re.MULTILINE)


@in_words
def main(argv: Sequence[str] | None = None) -> int:
    """Remove the sample content, and begin an empty site.

    :return: the exit code: 2 if nothing was done
    """
    asked = _parser().parse_args(argv)
    changes = Changes(asked.source)
    removed = sample.files(Git(asked.source), changes.text("conf.py"))
    answers = gather(asked)
    _plan(changes, answers, removed)
    _show(changes, removed)
    if not agreed("Do it?", yes=asked.yes):
        return 2
    changes.write()
    _tell(answers)
    return 0


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
    ask_source(parser)
    return parser


def _plan(changes: Changes, answers: Answers, removed: Sequence[str]) -> None:
    for path in removed:
        changes.remove(path)
    roles = load_site(changes.folder).works.catalogue.settings.roles
    for path, text in pages.pages(answers, roles).items():
        changes.replace(path, text)
    values = pages.conf_values(answers, date.today().isoformat())  # noqa: DTZ011 - the day where it is run
    changes.replace("conf.py", with_values(changes.text("conf.py"), values))
    if answers.licence != "cc-by-4.0":
        changes.replace("LICENSE-CONTENT", pages.licence_of_content(answers))
    if answers.owner:
        owners = changes.text(OWNERS)
        changes.replace(OWNERS, owners.replace(f"*  {NOBODY}", f"*  {answers.owner}"))
    if answers.upstream:
        settings = UPSTREAM.sub(f'upstream = "{answers.upstream}"', changes.text(SETTINGS))
        changes.replace(SETTINGS, settings)


def _show(changes: Changes, removed: Sequence[str]) -> None:
    gone = [path for path in removed if changes.read(path) is None]
    print(f"Removes {counted(len(gone), 'file')} of the sample content:")
    for folder in sorted({path.rpartition("/")[0] for path in gone}):
        names = [path.rpartition("/")[2] for path in gone if path.rpartition("/")[0] == folder]
        print(f"  {folder}/: {', '.join(names)}")
    print("Writes:")
    for path in changes:
        if changes.read(path) is not None:
            print(f"  {path}")
    print("What goes stays in Git: `git restore FILE` brings one back.")


def _tell(answers: Answers) -> None:
    print("Done. Next:")
    print("  1. Look at it: nox -s serve")
    print("  2. Write who you are into index.md, and your roles and themes into conf.py.")
    if not answers.person:
        print('  3. Begin your page: nox -s new -- person "Ada Lovelace"')
    else:
        print("  3. Write your page, in people/.")
    print("  4. Commit it: git add --all && git commit -m 'Begin our site'")


if __name__ == "__main__":
    start(main)
