"""One name in its parts, by BibTeX's rules.

``von Last, Jr, First`` and ``First von Last``: see Nicolas Markey, *Tame the BeaST*, §11.
pybtex does the splitting.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from types import NoneType
from typing import Any

from pybtex.database import Person as BibtexName
from pybtex.exceptions import PybtexError

from sphinx_research.records.folding import fold, is_native

NICKNAME = re.compile(r"\s*\(([^()]*)\)")
"""What stands in parentheses within a name: ``Wanrong (Zoey) Zheng``."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, or one that has none.

    :param particle: stands before the family name and is not sorted by: ``van der``
    :param suffix: ``Jr.``, ``III``
    :param literal: a name not to be taken apart (a collaboration, a single name, a name
        in native script); the other parts are empty then
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """Write the name as pages show it."""
        if self.literal:
            return self.literal
        if is_native(self.family + self.given):
            return self.family + self.given
        name = " ".join(filter(None, (self.given, self.particle, self.family)))
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def whole_family(self) -> str:
        """The family name with its particle: ``van der Berg``."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def inverted(self) -> str:
        """The name with the family name first: ``van der Berg, Jan, Jr.``."""
        parts = (self.whole_family, self.given, self.suffix)
        return self.literal or ", ".join(filter(None, parts))

    @property
    def initials(self) -> str:
        """One or two characters for a monogram: ``WZ``; of native names the first one."""
        words = [self.given, self.family] if self.family else self.literal.split()
        if is_native(native := NICKNAME.sub("", str(self))):
            words = [native]
        letters = "".join(next(filter(str.isalnum, word), "").upper()[:1] for word in words)
        return letters[:1] + letters[1:][-1:]

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Order by family, then given name, without regard to case and accents."""
        parts = (self.literal or self.family, self.given, self.particle, self.suffix)
        return (*(fold(NICKNAME.sub("", part)) for part in parts), str(self))


def parse_name(value: object) -> PersonName:
    """Read one name.

    A string follows BibTeX's rules.  It is kept whole in ``{braces}``; so are a single
    word, a name in native script and what calls itself a collaboration, team or the
    like.  A mapping gives the parts by their names.

    :raises ValueError: if `value` is no name
    """
    match value:
        case PersonName():
            return value
        case str():
            return _parse(tidy(value))
        case Mapping():
            return _from_parts(value)
        case _:
            msg = f"`{value}` is not a name; write it like Ada Lovelace"
            raise ValueError(msg)


# Controls, zero-width characters and emoji selectors: no part of any name, but able to
# make two names look alike.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]"
)
# BibTeX's tie is a space; lists in Chinese and Japanese have punctuation of their own.
_PLAIN = str.maketrans(
    {"~": " ", "\uff08": "(", "\uff09": ")", "\uff0c": ", ", "\u3001": ", ", "\uff1b": "; "}
)


def tidy(text: str) -> str:
    """Bring spaces and punctuation into one form, and drop what cannot be seen."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.translate(_PLAIN).split())


_BRACKET = re.compile(r"[{}()<>]")
_CLOSING = {"{": "}", "(": ")", "<": ">"}


def outside(text: str) -> str:
    """Blank out what stands in brackets, where no separator counts.

    :raises ValueError: if the brackets do not pair
    """
    if not _BRACKET.search(text):
        return text
    expected: list[str] = []
    blanked = []
    for char in text:
        if char in _CLOSING:
            expected.append(_CLOSING[char])
        blanked.append("\0" if expected else char)
        if char in "})>" and (not expected or char != expected.pop()):
            expected = ["never"]
            break
    if expected:
        msg = f"the brackets in `{text}` do not pair; close what is opened"
        raise ValueError(msg)
    return "".join(blanked)


_GROUP = re.compile(
    r"\b(?:collaborations?|consortium|team|group|committee|initiative|alliance|"
    r"organi[sz]ation|association|foundation|society|university)\b",
    re.IGNORECASE,
)
SUFFIX = re.compile(r"(?:(?:[Jj]r|JR|[Ss]r|SR)\.?|I{2,3}|IV|2nd|3rd)")
_SUFFIXED = re.compile(rf"(.*[^\s,])[\s,]+({SUFFIX.pattern})")
_NICKNAMED = re.compile(r"(.*[^\s,])\s*(\([^()]*\))")
_LONGEST = 250
_SPECIAL = re.compile(r"[{(,]")
_MORE = re.compile(r"[\\<]")
_GAP = re.compile(r"[\s,]")
_SEVERAL = re.compile(r"(?:^|\s)(?:and|&)(?:\s|$)|;", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def _parse(text: str) -> PersonName:
    visible = outside(text)
    _check_single(text, visible)
    bare = _unbraced(text)
    if not _GAP.search(visible) or is_native(bare) or _GROUP.search(bare):
        return PersonName(literal=bare)
    if "," not in visible and (nicknamed := _NICKNAMED.fullmatch(text)):
        name = _parse(nicknamed[1])
        part = "literal" if name.literal else "family"
        return replace(name, **{part: f"{getattr(name, part)} {nicknamed[2]}"})
    if suffixed := _SUFFIXED.fullmatch(text):
        name = _parse(suffixed[1])
        return replace(name, family=name.family or name.literal, suffix=suffixed[2], literal="")
    return _split(text)


def _check_single(text: str, visible: str) -> None:
    if not fold(text):
        msg = f"`{text}` is not a name; write it like Ada Lovelace"
    elif _MORE.search(text) or len(text) > _LONGEST:
        msg = f"`{text}` holds more than a name; write plain letters, as in Kurt Gödel"
    elif _SEVERAL.search(visible) or visible.count(",") > 2:  # noqa: PLR2004 - von, Jr, First
        msg = f"`{text}` looks like several names; separate them by `;`, or {{brace}} one name"
    else:
        return
    raise ValueError(msg)


def _split(text: str) -> PersonName:
    """Split a name by BibTeX's rules, to which parentheses are made one word."""
    words = text.split()
    if not _SPECIAL.search(text) and all(word[0].isupper() for word in words):
        # By far most names, and the rules' simplest case; the splitter takes ten times as long.
        return PersonName(family=words[-1], given=" ".join(words[:-1]))
    try:
        parts = BibtexName(NICKNAME.sub(r" {(\1)}", text))
    except PybtexError as error:
        msg = f"`{text}` cannot be read as a name: {error}"
        raise ValueError(msg) from None
    name = PersonName(
        family=_unbraced(" ".join(parts.last_names)),
        given=_unbraced(" ".join(parts.bibtex_first_names)),
        particle=_unbraced(" ".join(parts.prelast_names)),
        suffix=_unbraced(" ".join(parts.lineage_names)),
    )
    return _checked(name)


def _from_parts(parts: Mapping[Any, Any]) -> PersonName:
    known = [field.name for field in fields(PersonName)]
    for part, value in parts.items():
        if part not in known or not isinstance(value, (str, NoneType)):
            msg = f"`{part}: {value}` is no part of a name; the parts are {', '.join(known)}"
            raise ValueError(msg)
    return _checked(
        PersonName(**{key: _unbraced(tidy(text or "")) for key, text in parts.items()})
    )


def _checked(name: PersonName) -> PersonName:
    """Hold what every name keeps to: a family name and more, or nothing but a literal."""
    others = name.given or name.particle or name.suffix
    if bool(name.literal) == bool(name.family) or (name.literal and others):
        msg = f"the name `{name}` needs either a family name or a literal"
        raise ValueError(msg)
    return name if others or name.literal else PersonName(literal=name.family)


def _unbraced(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())
