"""The content that came with the code, for which a site of one's own makes room."""

from __future__ import annotations

from sphinx_research.commands.git import Git
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.starting.conf_file import text_in

TITLE = "Seeing & Reasoning"
"""The name of the site that came: as long as conf.py has it, so is the content."""

TOPS = (
    ".github/pictures/home.webp",
    ".github/pictures/person.webp",
    "index.md",
    "people",
    "research",
)
"""Its files and folders."""


def files(git: Git, conf: str) -> list[str]:
    """List the files of the content, all of which a commit holds.

    :param conf: the text of conf.py
    :raises RefusedError: if they could not be brought back, or have made room already
    """
    if text_in(conf, "project") != TITLE:
        msg = (
            "this site is yours already: it has another name than the sample. Its title, "
            "address and the like stand in conf.py"
        )
        raise RefusedError(msg)
    if not git.says("rev-parse", "--verify", "--quiet", "HEAD"):
        msg = (
            "this is no Git repository with a commit, so nothing could be brought back; run "
            "git init, git add --all and git commit -m 'What came' first"
        )
        raise RefusedError(msg)
    if git.ask("status", "--porcelain").strip():
        msg = "not everything here is committed; commit it first, so that it can be brought back"
        raise RefusedError(msg)
    return git.ask("ls-files", "-z", "--", *TOPS).split("\0")[:-1]
