"""What an attack is: pages, records and files that a stranger might add, and what they try.

In the texts of an attack stand words that `building` replaces: ``@outside@`` is the folder that
holds the site's own, with the files of `OUTSIDE` in it, and ``@ran@`` a file that only a command
can make.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SECRET = "sesamopencanary"  # noqa: S105 - nobody's: it shows where files outside have got to
"""Stands in every file outside the site and in the environment; no output may hold it."""

MARK = "pwned"
"""Every script of an attack shows a dialog that says so."""
HOST = "canary.example"
"""Every address of an attack that is to be asked is on this host."""

RUN = f"alert('{MARK}')"

OUTSIDE: Mapping[str, str] = {
    "secret.txt": f"{SECRET}\n",
    "secret.md": f"# Outside\n\n{SECRET}\n",
    "secret.csv": f"one,{SECRET}\n",
    "secret.png": f"no picture, {SECRET}\n",
    "secret.yaml": f"outside:\n  name: {SECRET}\n",
    "secret.bib": f"@misc{{outside,\n  title = {{{SECRET}}},\n  author = {{Nobody}},\n}}\n",
    "folder/page.md": f"# Outside\n\n{SECRET}\n",
    "folder/secret.txt": f"{SECRET}\n",
}
"""Files beside the site, by their paths from ``@outside@``."""


class Harm(StrEnum):
    """What may happen, and to whom."""

    COMMAND = "a command runs where the site is built"
    DISCLOSURE = "something from outside the site is published, or stands in the log"
    SCRIPT = "a script runs, or can be made to run, at a visitor's"
    STYLE = "a page looks as the attacker wants"
    TRACKING = "another host is told of every visitor"
    REDIRECT = "visitors are sent elsewhere"
    FRAME = "a page shows another site, or asks for its visitors' data"
    DISGUISE = "something on a page passes for something else"
    FORGERY = "a file or a log says what its writer did not"
    EXHAUSTION = "a build does not end, or takes all memory"


class Plain(StrEnum):
    """What an attack does to a site of MyST and sphinx-design alone."""

    WORKED = "worked"
    HARMLESS = "harmless"
    NOT_APPLICABLE = "n/a"
    """It goes through records, or files, that only sites of this kind have."""
    DEPENDS = "depends"
    """It takes seconds, and whether too many is a matter of the machine."""


Files = dict[str, str | bytes]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """Something that a pull request might bring.

    :ivar name: unique in the corpus
    :ivar tries: what it tries, as a sentence without its full stop
    :ivar files: what it adds to a site, by path; bytes are written as they are
    :ivar links: symbolic links that it adds: from their path to what they lead to
    :ivar pipes: paths at which it adds named pipes (FIFOs)
    :ivar harm: what happens if it works
    :ivar plain: what it does to a site of MyST and sphinx-design alone
    :ivar needs: extensions of MyST's syntax that it needs there, besides the usual ones
    :ivar settings: of conf.py, that it needs here
    :ivar refused: how it is refused here: the code of a message and its place,
        ``refused research/attack.md:3``; empty if it is shown, and does nothing
    """

    name: str
    tries: str
    files: Files = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    pipes: tuple[str, ...] = ()
    harm: Harm
    plain: Plain = Plain.WORKED
    needs: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    refused: str = ""


# --- files ------------------------------------------------------------------------------------

PAGE = "research/attack.md"
PERSON = "people/ada-lovelace.md"


def text(lines: str) -> str:
    """Take off the indentation that lines have in the corpus."""
    return textwrap.dedent(lines).strip("\n") + "\n"


def quoted(line: str) -> str:
    """Write a line as YAML and options of directives have it in quotes."""
    return json.dumps(line, ensure_ascii=False)


def page(lines: str, path: str = PAGE) -> Files:
    """Write a page; the lines begin at its line 3."""
    return {path: f"# Attack\n\n{text(lines)}"}


def top(lines: str, body: str = "Words.") -> Files:
    """Write a page with front matter; the lines begin at its line 2."""
    return {PAGE: f"---\n{text(lines)}---\n# Attack\n\n{text(body)}"}


def person(lines: str = "", body: str = ":::{profile}\n:::") -> Files:
    """Write the page of a person called Ada Lovelace; the lines begin at its line 4."""
    fields = textwrap.indent(text(lines), "  ") if lines else ""
    return {PERSON: f"---\nperson:\n  name: Ada Lovelace\n{fields}---\n# Ada\n\n{text(body)}"}


def project(lines: str) -> Files:
    """Write the page of a project; the lines begin at its line 3."""
    fields = textwrap.indent(text(lines), "  ")
    return {PAGE: f"---\nproject:\n{fields}---\n# Attack\n\n:::{{profile}}\n:::\n"}


def paper(lines: str) -> Files:
    """Write a paper of Ada's in a .bib file; the lines begin at its line 2."""
    return person() | {"research/attack.bib": f"@article{{attack2024,\n{text(lines)}}}\n"}


def block(lines: str) -> Files:
    """Write a paper of Ada's on a page; the lines begin at its line 4."""
    return person() | page(f":::{{publication}} attack2024\n{text(lines)}:::")
