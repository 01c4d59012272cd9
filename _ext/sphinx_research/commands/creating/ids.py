"""Ids made of names and titles."""

from __future__ import annotations

import re

from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.folding import fold
from sphinx_research.records.model import is_id
from sphinx_research.records.names import PersonName
from sphinx_research.records.names.person import NICKNAME

LONGEST = 60
"""Characters of an id that is made of a title; whole words only."""


def id_of_name(name: PersonName) -> str:
    """Make the id of a person: ``Jürgen (Jay) Müller`` to ``jurgen-muller``.

    Accents go, as they do where authors are matched; what stands in parentheses goes too.

    :raises RefusedError: if the name has letters that are not Latin
    """
    return _made(_words(NICKNAME.sub("", str(name))), str(name))


def id_of_title(title: str) -> str:
    """Make the id of a project or venue of the first words of its title.

    :raises RefusedError: likewise
    """
    words = _words(title)
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return _made(words, title)


def checked(identifier: str) -> str:
    """Check an id that is given.

    :raises RefusedError: if it is none
    """
    if is_id(identifier) and len(identifier) <= LONGEST * 2:
        return identifier
    msg = f"`{identifier}` is no id; use small letters, digits and hyphens: --id ada-lovelace"
    raise RefusedError(msg)


def _words(text: str) -> list[str]:
    bare = re.sub(r"['’ʼ]", "", text)  # O'Brien is one word
    return [word for word in map(fold, re.split(r"[\W_]+", bare)) if word]


def _made(words: list[str], text: str) -> str:
    made = "-".join(words)
    if is_id(made) and len(made) <= LONGEST * 2:
        return made
    if made and made.isascii():
        msg = f"`{text[:40]}…` is too long for an id; give one: --id ada-lovelace"
    else:
        msg = f"no id can be made of `{text}`; give one in Latin letters, such as --id zhang-san"
    raise RefusedError(msg)
