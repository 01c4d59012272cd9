# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.2.9"]
# ///
"""What can be done with this repository: `nox -l` lists it, `nox -s build` does it.

What stands after `--` goes on to the tool: `nox -s tests -- -k names`.
"""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["build", "tests", "lint", "types"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
LOCKED = ("--require-hashes", "-r", "requirements.lock")
DOCTREES = "_build/doctrees"
TRANSLATED = {"sphinx_research": "_ext/sphinx_research", "sphinx": "_ext/research_theme"}
FONTSOURCE = ("@fontsource-variable/inter@5.3.0", "@fontsource-variable/source-serif-4@5.3.1")


in_site = partial(nox.session, venv_backend="none", requires=["site"])
"""A session that needs what the site is built with and no more: all share one environment."""


@nox.session
def site(session: nox.Session) -> None:
    """Install what the site is built with; others do so by themselves."""
    done = Path(session.virtualenv.location, "installed.txt")
    wanted = Path("requirements.lock").read_text("utf-8")
    if not done.is_file() or done.read_text("utf-8") != wanted:
        session.install(*LOCKED)
        done.write_text(wanted, "utf-8")


def _run(session: nox.Session, *command: str) -> None:
    """Run a module of Python with what the site is built with."""
    python = (
        session.cache_dir.parent / "site" / ("Scripts" if os.name == "nt" else "bin") / "python"
    )
    session.run(str(python), "-P", "-m", *command, env={"PYTHONPATH": "_ext"}, external=True)


def _program(session: nox.Session) -> None:
    """Run the extension's program of that name."""
    _run(session, f"sphinx_research.commands.{session.name}", *session.posargs)


@in_site()
def build(session: nox.Session) -> None:
    """Build the site into _build/html; a warning fails (-- --advice: hints as well)."""
    options = ["-Dresearch_advice=1" if arg == "--advice" else arg for arg in session.posargs]
    command = ["sphinx", "--fail-on-warning", "--jobs=auto", "--doctree-dir", DOCTREES]
    try:
        _run(session, *command, *options, ".", "_build/html")
    except (nox.command.CommandFailed, KeyboardInterrupt):
        # Sphinx warns of a page only when it reads or writes it.  The next build must not
        # pass because this one has done so: it starts anew.
        shutil.rmtree(DOCTREES, ignore_errors=True)
        raise


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, on every core."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "tests"))
    session.run("pytest", "--numprocesses=auto", *session.posargs)


@nox.session(reuse_venv=False)
def minimums(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows."""
    session.install("uv")
    requirements = nox.project.dependency_groups(PYPROJECT, "site", "tests")
    session.run("uv", "pip", "install", "--resolution=lowest-direct", *requirements)
    # What a browser makes of the pages depends on no version of these: one file is enough to
    # see that it can be driven.
    quick = ["tests", "--ignore-glob=tests/browser/test_[!c]*.py"]
    quick += ["--ignore=tests/attacks/test_in_browser.py"]
    session.run("pytest", "--numprocesses=auto", *(session.posargs or quick))


@nox.session(reuse_venv=False)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions that there are, whatever is locked."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "site", "tests"))
    session.run("pytest", "--numprocesses=auto", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format of the code, and the workflows (-- --fix: mend what can be)."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *(() if "--fix" in session.posargs else ("--check",)))
    session.run("zizmor", "--offline", "--quiet", ".github")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the code."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "tests", "types"))
    session.run("mypy", *session.posargs)


@in_site()
def new(session: nox.Session) -> None:
    """Begin a page or record: -- person "Ada Lovelace", -- project TITLE, -- publication TITLE."""
    _program(session)


@in_site()
def check(session: nox.Session) -> None:
    """Check people/ and research/ in a moment, without a build (-- --fix: mend what is safe)."""
    _program(session)


@in_site()
def add(session: nox.Session) -> None:
    """Add papers: -- DOI, arXiv id, address, .bib, .ris or .json file, or --orcid PERSON."""
    _program(session)


@in_site()
def migrate(session: nox.Session) -> None:
    """Bring a site of another kind here: -- al-folio PATH, and so on."""
    _program(session)


@in_site()
def consequence(session: nox.Session) -> None:
    """Say what changes for visitors against a commit: -- main."""
    _program(session)


@in_site()
def init(session: nox.Session) -> None:
    """Make the repository your own: remove the content, ask for title, address and so on."""
    _program(session)


@in_site()
def upgrade(session: nox.Session) -> None:
    """Bring all but the content to a newer version (-- --to v1.1)."""
    _program(session)
    if not {"--content", "--dry-run", "-h", "--help"}.intersection(session.posargs):
        # Anew, as what changes the content is part of the new version, and may need packages
        # that this one has not.
        rest = [arg for arg in session.posargs if arg == "--yes"]
        again = ("nox", "-s", "upgrade", "--", "--content", *rest)
        session.run(sys.executable, "-m", *again, external=True)


@in_site()
def reference(session: nox.Session) -> None:
    """Write the reference in docs/ from the code."""
    _program(session)


@in_site()
def cv(session: nox.Session) -> None:
    """Write the CVs of all people into _build/cv (-- ada-lovelace --style=short)."""
    _program(session)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site at http://127.0.0.1:8000, anew at every change (-- --port=8001)."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "serve"))
    # The whole source tree is watched, so data files and _ext/ are too.
    command = ["sphinx-autobuild", "--ignore=_build", "--jobs=auto"]
    session.run(*command, *session.posargs, ".", "_build/preview")


@in_site()
def preview(session: nox.Session) -> None:
    """Check a site that others have built, beside _build/html (-- site.zip)."""
    _run(session, "sphinx_research.commands.unpack", *session.posargs)
    _run(session, "sphinx_research.commands.check_pages", "_build/preview")


@in_site()
def linkcheck(session: nox.Session) -> None:
    """Follow every link that leaves the site; needs the network."""
    _run(session, "sphinx", *session.posargs, "--builder=linkcheck", ".", "_build/linkcheck")


@in_site()
def report(session: nox.Session) -> None:
    """Make a report of the records: -- annual YEAR, -- csv, or -- coi PERSON."""
    _program(session)


@nox.session
def attacks(session: nox.Session) -> None:
    """Attack a plain site and this one, in hundreds of ways (-- html link: some of them)."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "tests"))
    session.run("python", "-m", "tests.attacks", *session.posargs, env={"PYTHONPATH": "_ext"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the time and memory of builds of large made-up sites."""
    session.install(*LOCKED)
    session.run("python", "-m", "tests.bench", *session.posargs, env={"PYTHONPATH": "_ext"})


@nox.session
def fonts(session: nox.Session) -> None:
    """Cut the fonts of the theme anew; needs npm and the network."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "fonts"))
    packages = Path(session.create_tmp())
    session.run("npm", "install", f"--prefix={packages}", *FONTSOURCE, external=True)
    source = packages / "node_modules" / "@fontsource-variable"
    session.run("python", "_ext/research_theme/fonts.py", str(source))


@nox.session
def shots(session: nox.Session) -> None:
    """Take pictures of the site into _build/shots (-- --readme: those of README.md too)."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "tests"))
    command = ["python", "-m", "tests.browser.shots"]
    session.run(*command, *session.posargs, env={"PYTHONPATH": "_ext"})


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Have Lighthouse judge four pages; needs chromium and Node.js 18.16."""
    session.install(*LOCKED)
    session.install(*nox.project.dependency_groups(PYPROJECT, "tests"))
    session.run("npm", "ci", "--prefix=tests/lighthouse", "--loglevel=error", external=True)
    session.run("python", "-m", "tests.lighthouse", env={"PYTHONPATH": "_ext"})


@nox.session
def words(session: nox.Session) -> None:
    """Bring the translations up to date with the code, and compile them."""
    session.install(*LOCKED)
    for domain, package in TRANSLATED.items():
        template = f"{session.create_tmp()}/{domain}.pot"
        target = (f"--domain={domain}", f"--directory={package}/locale")
        session.run(
            "pybabel",
            "extract",
            "--mapping-file=pyproject.toml",
            "--keywords=_ noted words several:1,2",
            "--add-location=file",
            "--sort-by-file",
            f"--output-file={template}",
            package,
        )
        session.run(
            "pybabel",
            "update",
            target[0],
            f"--input-file={template}",
            f"--output-dir={package}/locale",
            "--no-fuzzy-matching",
            "--ignore-obsolete",
            "--ignore-pot-creation-date",
        )
        session.run("pybabel", "compile", *target)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements.lock from pyproject.toml (-- --upgrade: newest of everything)."""
    session.install("uv")
    session.run(
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--group=site",
        "--generate-hashes",
        # One version of each for every system and Python that the site can be built on.
        "--universal",
        "--python-version=3.11",
        "--fork-strategy=fewest",
        "--custom-compile-command=nox -s lock",
        "--output-file=requirements.lock",
        *session.posargs,
    )


if __name__ == "__main__":
    nox.main()
