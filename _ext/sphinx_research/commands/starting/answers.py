"""What a site's own values are: asked for, given by flags, or as usual."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sphinx_research.commands.asking import ask, somebody_is_there
from sphinx_research.commands.creating import ids
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.names import parse_name


@dataclass(frozen=True, slots=True)
class Answers:
    """The values.

    :param address: under which the site is published, with a slash at the end; may be empty
    :param accent: ``#rrggbb``, or nothing for that of the theme
    :param repository: ``owner/name`` on GitHub, or nothing
    :param owner: who approves changes of code: ``@account`` or ``@organisation/team``, or nothing
    :param upstream: where newer versions come from: an address or a path, or nothing
    :param licence: of the content, a key of `LICENCES`
    :param person: the name of the first person, or nothing
    """

    title: str
    author: str
    repository: str
    owner: str
    address: str
    language: str
    accent: str
    licence: str
    upstream: str
    person: str


LICENCES: Mapping[str, tuple[str, str]] = {
    "cc-by-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "none": ("All rights reserved", ""),
}
"""What may be done with the content: the name of the licence, and where it stands."""


@dataclass(frozen=True, slots=True)
class Question:
    """One value.

    :param meaning: what it is, behind "write"
    :param usual: what it is if nothing is given, made of the answers before
    :param form: what it has to be like, if there is anything
    """

    name: str
    asks: str
    meaning: str
    usual: Callable[[Mapping[str, str]], str | None]
    form: str = ""


def _nothing(_: Mapping[str, str]) -> str:
    return ""


def _pages_address(known: Mapping[str, str]) -> str:
    """Tell the address that GitHub Pages gives a repository."""
    owner, _, name = known["repository"].lower().partition("/")
    if not owner:
        return ""
    host = f"{owner}.github.io"
    return f"https://{host}/" if name == host else f"https://{host}/{name}/"


QUESTIONS = (
    Question("title", "What is the site called?", "the name of the site", lambda _: None, r".+"),
    Question(
        "author",
        "Who answers for it?",
        "the name of a person or group",
        lambda known: f"The members of {known['title']}",
        r".+",
    ),
    Question(
        "repository",
        "Which repository of GitHub is it in (owner/name; - for none)?",
        "owner/name on GitHub",
        _nothing,
        r"(?:[A-Za-z0-9-]+/[\w.-]+)?",
    ),
    Question(
        "owner",
        "Who approves changes of code (@account or @organisation/team; - for nobody)?",
        "@account or @organisation/team that approves changes of code",
        lambda known: f"@{known['repository'].partition('/')[0]}" if known["repository"] else "",
        r"(?:@[A-Za-z0-9-]+(?:/[\w.-]+)?)?",
    ),
    Question(
        "address",
        "At which address will it be?",
        "an address like https://lab.example.org/",
        _pages_address,
        r"(?:https?://[^\s/?#@]+(?:/[^\s?#]*)?)?",
    ),
    Question(
        "language",
        "In which language is it (en, de, zh_CN and so on)?",
        "a language: en, de, zh_CN and so on",
        lambda _: "en",
        r"[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?",
    ),
    Question(
        "accent",
        "Which colour have links (#rrggbb, a dark one; Enter for the theme's own)?",
        "a dark colour, #rrggbb",
        _nothing,
        r"(?:#[0-9A-Fa-f]{6})?",
    ),
    Question(
        "licence",
        f"Under which licence is the content ({', '.join(LICENCES)})?",
        f"one of {', '.join(LICENCES)}",
        lambda _: "cc-by-4.0",
        "|".join(map(re.escape, LICENCES)),
    ),
    Question(
        "upstream",
        "Where do newer versions of the code come from (an address; Enter if you do not know)?",
        "an address or a path",
        _nothing,
        r"(?:[^-\s\"\\][^\s\"\\]*)?",
    ),
    Question(
        "person",
        "Who has the first page (a name; Enter for nobody)?",
        "the name of somebody whose page is begun",
        _nothing,
    ),
)


LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""


def contrast_on_white(colour: str) -> float:
    """Compute the contrast of ``#rrggbb`` and white, from 1 to 21 (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 - WCAG's figures
    shares = zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    return 1.05 / (sum(share * c for share, c in shares) + 0.05)


def gather(asked: argparse.Namespace) -> Answers:
    """Take what flags say, and ask for the rest; with ``--yes``, the rest is as usual.

    :raises RefusedError: if something is not as it has to be, or cannot be asked for
    """
    if not asked.yes and not somebody_is_there():
        msg = "nobody is here to answer questions: give --yes, and --title with the rest you want"
        raise RefusedError(msg)
    known: dict[str, str] = {}
    for question in QUESTIONS:
        given = getattr(asked, question.name)
        usual = question.usual(known)
        flag = f"--{question.name}"
        if given is None and asked.yes:
            given = usual
        if given is None:
            known[question.name] = ask(
                question.asks, flag=flag, usual=usual or "", check=_check(question)
            )
            continue
        try:
            known[question.name] = _check(question)(given)
        except ValueError as error:
            msg = f"{flag}: {error}"
            raise RefusedError(msg) from None
    known["address"] = f"{known['address'].rstrip('/')}/" if known["address"] else ""
    return Answers(**known)


def _check(question: Question) -> Callable[[str], str]:
    def check(answer: str) -> str:
        text = " ".join(answer.split())
        if question.form and not re.fullmatch(question.form, text):
            wrong = f"`{text}` cannot be; " if text else ""
            msg = f"{wrong}write {question.meaning}"
            raise ValueError(msg)
        if question.name == "accent" and text and contrast_on_white(text) < LEAST:
            msg = f"`{text}` is hard to read on white; take a darker colour"
            raise ValueError(msg)
        if question.name == "person" and text:
            try:
                ids.id_of_name(parse_name(text))
            except RefusedError as error:
                msg = "write it in Latin letters; a name in its own script can be added later"
                raise ValueError(msg) from error
        return text

    return check
