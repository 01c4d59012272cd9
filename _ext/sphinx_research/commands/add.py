"""``python -m sphinx_research.commands.add``: add papers that others know already.

This is the only program that asks services on the web; a build never does.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_research.commands.asking import agreed, ask, somebody_is_there
from sphinx_research.commands.changes import Changes
from sphinx_research.commands.importing.asked import recognise
from sphinx_research.commands.importing.files import read_file
from sphinx_research.commands.importing.here import Here, identities_of
from sphinx_research.commands.importing.http import Client, ServiceError
from sphinx_research.commands.importing.listing import (
    chosen,
    missing,
    numbered,
    orcid_of,
    whole,
    with_orcid,
)
from sphinx_research.commands.importing.plan import Plan, Wishes
from sphinx_research.commands.importing.resolve import Resolver
from sphinx_research.commands.program import in_words, start
from sphinx_research.commands.running import ask_source
from sphinx_research.commands.settings import RefusedError, load_site, tell_problems
from sphinx_research.commands.terminal import Painter, diff
from sphinx_research.formats.text import counted
from sphinx_research.formats.works import Works
from sphinx_research.records.characters import printable
from sphinx_research.records.problems import Problem, nearest
from sphinx_research.records.remedies import there_are

MANY = 20
"""New papers of one call of which each is told at length; of more, one line each."""


@in_words
def main(argv: Sequence[str] | None = None, client: Client | None = None) -> int:
    """Find the papers, show what would change, and write it.

    :param client: asks services; without one, the real ones are asked
    :return: the exit code: 1 if something that was asked for is not added, 2 if nothing can be
    """
    asked = _parser().parse_args(argv)
    content = load_site(asked.source)
    tell_problems(content, _in_the_site(asked))
    works = content.works
    _check(asked, works)
    client = client or _client(works, asked.mailto)
    changes = Changes(asked.source)
    wishes = Wishes(asked.project or "", asked.key or "", asked.retracted)
    plan = Plan(Here(works), changes, wishes)
    _consider_all(plan, asked, client)
    if asked.orcid or asked.everyone:
        _consider_lists(plan, asked, client)
    plan.finish()
    _tell(plan)
    _write(changes, asked)
    return int(plan.failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s add --",
        description="Add papers to research/papers.bib, and bring preprints up to date.",
    )
    add = parser.add_argument
    add(
        "what",
        nargs="*",
        type=recognise,
        metavar="WHAT",
        help="a DOI, an arXiv id, the address of a paper, or a .bib, .ris, .json or .cff file",
    )
    add(
        "--orcid",
        action="append",
        default=[],
        metavar="PERSON",
        help="list the works of a person (or ORCID iD) that are missing here, to choose from",
    )
    add("--everyone", action="store_true", help="the same, of all people with an ORCID iD")
    add("--since", type=int, default=0, metavar="YEAR", help="list works of this year and later")
    add("--choose", metavar="NUMBERS", help="those of the list to add: 1,3-5 or all")
    add("--except", dest="but", type=Path, metavar="FILE", help="works never to list, one a line")
    add("--project", metavar="ID", help="the project that the papers belong to")
    add("--key", metavar="KEY", help="the citation key, if it is one paper")
    add("--retracted", action="store_true", help="add retracted papers too")
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add("--yes", action="store_true", help="write without asking")
    add("--mailto", default="", metavar="ADDRESS", help="tell services whom to write to")
    ask_source(parser)
    return parser


def _check(asked: argparse.Namespace, works: Works) -> None:
    """Refuse what cannot be meant, before anything is asked for on the web."""
    lists = asked.orcid or asked.everyone
    if not asked.what and not lists:
        msg = "say what to add: a DOI, an arXiv id, an address or a file, or --orcid PERSON"
        raise RefusedError(msg)
    if asked.choose is not None and not lists:
        msg = "--choose needs a list to choose from: --orcid PERSON, or --everyone"
        raise RefusedError(msg)
    projects = works.catalogue.records.projects
    if asked.project and asked.project not in projects:
        mend = nearest(asked.project, projects) or there_are(projects)
        msg = f"there is no project `{asked.project}`; {mend}"
        raise RefusedError(msg)
    if asked.key and (len(asked.what) != 1 or lists):
        msg = "--key is for one paper; add the others in another call"
        raise RefusedError(msg)
    if asked.mailto and not re.fullmatch(r"[^\s@;()<>\"]+@[\w.-]+", asked.mailto):
        msg = f"`{asked.mailto}` is not an e-mail address"
        raise RefusedError(msg)


def _client(works: Works, mailto: str) -> Client:
    base = works.site.base
    site = "" if "example." in base or not base.isascii() else base
    return Client(site=site, mailto=mailto, openalex_key=os.environ.get("OPENALEX_API_KEY", ""))


def _consider_all(plan: Plan, asked: argparse.Namespace, client: Client) -> None:
    """Find everything that is named, one after the other; what fails stops nothing else."""
    resolve = Resolver(client)
    for one in asked.what:
        if one.form == "unknown":
            plan.refuse(one.written, one.value)
        elif one.form == "file":
            _consider_file(plan, Path(one.value), asked)
        else:
            try:
                plan.consider(resolve(one))
            except ServiceError as error:
                same = plan.here.find({one.form: one.value})
                there = f" (it is here as {same[0].id}, {same[0].place})" if same else ""
                plan.refuse(one.written, f"{error}{there}")


def _consider_file(plan: Plan, file: Path, asked: argparse.Namespace) -> None:
    problems: list[Problem] = []
    try:
        found = read_file(file, problems.append)
    except RefusedError as error:
        plan.refuse(str(file), str(error))
        return
    for problem in problems:
        plan.refuse(f"what stands at {problem.place}", str(problem))
    if asked.key and len(found) > 1:
        msg = f"--key is for one paper, and {file} has {len(found)}"
        raise RefusedError(msg)
    for one in found:
        plan.consider(one)
    if not found and not problems:
        plan.refuse(str(file), "there are no papers in it")


def _consider_lists(plan: Plan, asked: argparse.Namespace, client: Client) -> None:
    works = plan.here.works
    orcids = [orcid_of(works, who) for who in asked.orcid]
    if asked.everyone:
        orcids += [str(person.orcid) for person in with_orcid(works)]
        if not orcids:
            msg = "no page in people/ has an ORCID iD; write `orcid: 0000-…` on some"
            raise RefusedError(msg)
    listed = missing(client, plan.here, orcids, asked.since, lambda why: _note(plan, why))
    never = _never(asked.but)
    listed = [one for one in listed if never.isdisjoint(identities_of(one.data))]
    if not listed:
        print("No works are missing here.")
        return
    print(numbered(listed))
    if asked.choose is None and not somebody_is_there():
        print("\nNothing was added. To add some, say which: --choose 1,3-5 or --choose all.")
        return
    for number in _choice(asked.choose, len(listed)):
        try:
            plan.consider(whole(client, listed[number]))
        except ServiceError as error:
            plan.refuse(f"“{listed[number].title}”", str(error))


def _note(plan: Plan, why: str) -> None:
    plan.failed = True
    print(printable(f"not asked: {why}"), file=sys.stderr)


def _never(file: Path | None) -> set[tuple[str, str]]:
    """Read which works are never listed: a DOI, arXiv id or title a line, ``#`` for remarks."""
    if file is None:
        return set()
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read: {error}"
        raise RefusedError(msg) from error
    never: set[tuple[str, str]] = set()
    for line in filter(None, (one.partition(" #")[0].strip() for one in lines)):
        if line.startswith("#"):
            continue
        one = recognise(line)
        field = {"doi": "doi", "arxiv": "arxiv"}.get(one.form, "title")
        never.update(identities_of({field: one.value if field != "title" else line}))
    return never


def _choice(written: str | None, number: int) -> list[int]:
    if written is None:
        answer = ask(
            f"Which of these {number}? Write numbers such as 1,3-5, or all, or none:",
            flag="--choose",
            usual="none",
            check=lambda text: ",".join(str(one + 1) for one in chosen(text, number)) or "none",
        )
        return chosen(answer, number)
    try:
        return chosen(written, number)
    except ValueError as error:
        msg = f"--choose: {error}"
        raise RefusedError(msg) from None


def _tell(plan: Plan) -> None:
    long = len(plan.told) <= MANY
    for one in plan.told:
        print(printable(one.line))
        refused = one.line.startswith("not added")
        for more in one.more if long or refused else ():
            print(printable(f"    {more}"))


def _write(changes: Changes, asked: argparse.Namespace) -> None:
    if not changes:
        if not (asked.orcid or asked.everyone):
            print("Nothing is to be written.")
        return
    print()
    print(diff(changes, Painter.on(sys.stdout)))
    if asked.dry_run:
        print("Nothing was written, as --dry-run asks.")
        return
    if not agreed("Write this?", yes=asked.yes):
        return
    written = changes.write()
    print(f"Written: {', '.join(written)} ({counted(len(written), 'file')}).")
    for file in map(printable, _in_the_site(asked).values()):
        print(f"Now remove {file}, or move it out of the site: its papers are in it now.")
    print("Now run `nox -s check`, and look at the site with `nox -s build`.")


def _in_the_site(asked: argparse.Namespace) -> dict[str, str]:
    """Give the files to be read that the site takes for its own.

    :return: how they were written, by their paths in the site
    """
    top = asked.source.resolve()
    files = {Path(one.value).resolve(): one.value for one in asked.what if one.form == "file"}
    return {
        path.relative_to(top).as_posix(): written
        for path, written in files.items()
        if top in path.parents and path.suffix != ".cff"
    }


if __name__ == "__main__":
    start(main)
