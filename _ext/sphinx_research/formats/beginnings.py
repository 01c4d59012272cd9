"""The pages that people and projects begin with: what is known, and hints for the rest.

There is one text for two ways to begin: the program ``new``, which knows some facts, and the
host's editor for new files, to which a link on the site leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_research.records.raw import Kind

USE = "To use one of the lines below, take its # away and write what is true of you."
OF_PROJECT = "To use one of the lines below, take its # away and write what is true."


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the pages of one kind begin.

    :param folder: where they stand
    :param placeholder: the title of a page that nobody has named yet; its id is that of the file
    :param required: the field without which there is no record, and what to write there
    :param choice: the field whose values conf.py has
    :param hints: other fields, with an example and what else is to be said
    :param body: what stands below the head of the page
    """

    folder: str
    placeholder: str
    required: tuple[str, str]
    choice: str
    use: str
    hints: Mapping[str, tuple[str, ...]]
    body: str


_PAPERS = """\
## Publications

:::{publications}
:::
"""

BEGINNINGS: Mapping[Kind, Beginning] = {
    Kind.PERSON: Beginning(
        folder="people",
        placeholder="Your Name",
        required=("name", "your name, as on your papers; name the file like it: ada-lovelace.md"),
        choice="role",
        use=USE,
        hints={
            "since": ("since: 2025-09  # since when you are here; the year alone will do",),
            "affiliations": ("affiliations: [University of London]",),
            "advisors": ("advisors: [Mary Somerville]",),
            "links": (
                "links:",
                "  homepage: https://example.org/ada",
                "  github: ada-lovelace",
            ),
            "orcid": ("orcid: 0000-0002-1825-0097",),
            "email": ("email: ada [at] example.org",),
            "photo": ("photo: _static/ada-lovelace.jpg  # a file that you add there",),
            "interests": ("interests: [Computing machines, Poetical science]",),
        },
        body=f"% Two or three sentences: what do you work on, and why?\n\n{_PAPERS}",
    ),
    Kind.PROJECT: Beginning(
        folder="research",
        placeholder="Your Project",
        required=("title", "the title; name the file like it: analytical-engine.md"),
        choice="theme",
        use=OF_PROJECT,
        hints={
            "summary": ("summary: One sentence, which leads the page and stands on cards.",),
            "people": ("people: [Ada Lovelace]  # ids; authors of its papers are found without",),
            "since": ("since: 2025",),
            "image": (
                "image: research/pictures/engine.png  # a file that you add there",
                "image_alt: What the picture shows, for those who do not see it.",
            ),
            "links": ("links:", "  code: https://example.org/code"),
        },
        body=f"% What does the project ask, what is new in it, what has come of it?\n\n{_PAPERS}",
    ),
}


def page(kind: Kind, title: str, facts: str, choices: Iterable[str]) -> str:
    """Write a page.

    :param title: the words of its heading, for those who read the file
    :param facts: the fields that are known, as lines of YAML that begin at the left margin
    :param choices: the roles, or themes, that conf.py has
    """
    begun = BEGINNINGS[kind]
    known = set(re.findall(r"^([a-z_]+):", facts, re.MULTILINE))
    lines = [f"  {line}".rstrip() for line in facts.splitlines()]
    hints = [f"  # {line}" for line in _hints(begun, known, list(choices))]
    if hints:
        hints.insert(0, f"  # {begun.use}")
    matter = "\n".join((f"{kind.value}:", *lines, *hints))
    return f"---\n{matter}\n---\n# {heading(title)}\n\n:::{{profile}}\n:::\n\n{begun.body}"


def unnamed(kind: Kind, choices: Iterable[str]) -> str:
    """Write a page for somebody whom nobody knows yet: without its name it is no record."""
    begun = BEGINNINGS[kind]
    name, hint = begun.required
    return page(kind, begun.placeholder, f"{name}:  # {hint}", choices)


def _hints(begun: Beginning, known: set[str], choices: list[str]) -> Iterator[str]:
    if choices and begun.choice not in known:
        others = f"  # or {', '.join(choices[1:])}" if choices[1:] else ""
        yield f"{begun.choice}: {choices[0]}{others}"
    for name, lines in begun.hints.items():
        if name not in known:
            yield from lines


_MARKS = re.compile(r"[\\`*_\[\]<>$~]|&(?=#?\w+;)|#(?=#*$)")


def heading(title: str) -> str:
    """Write words so that Markdown takes them for words."""
    return _MARKS.sub(r"\\\g<0>", " ".join(title.split()))
