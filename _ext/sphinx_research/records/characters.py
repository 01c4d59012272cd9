"""The characters that a text may hold."""

from __future__ import annotations

import re
import unicodedata

_LAST_OF_PLANES = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    f"\ud800-\udfff\ufdd0-\ufdef\ufeff{_LAST_OF_PLANES}]"
)
"""What hides or reorders text (Unicode TR36), and what XML 1.0 or HTML forbids.

The joiners U+200C and U+200D stay: Persian and emoji need them.
"""
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Ends of lines, pages and the like that HTML or XML forbids, or JavaScript takes for an end."""


def visible(text: str) -> str:
    """Drop the characters that nobody can see, and make odd separators spaces."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _SEPARATORS.sub(" ", _UNSEEN.sub("", text))


def with_newlines(text: str) -> str:
    """End each line with one newline character, whatever system has written it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_COMMAND = re.compile(r"(?<=##)(?=\[)|(?<=^:)(?=:)|(?<=\s:)(?=:)")
"""Within what GitHub's runner obeys: ``::name::`` first in a line, ``##[name]`` anywhere.

https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
"""


def printable(text: str) -> str:
    """Write out what cannot be seen: what is quoted must forge no lines or commands of a log."""
    if not text.isprintable():
        text = "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
        )
    return _COMMAND.sub(" ", text)


def quiet(written: str) -> str:
    """Let GitHub's runner obey nothing of JSON that is written to a log."""
    return written.replace("##[", "##\\u005b")


def all_visible(value: object) -> object:
    """Copy nested lists and dicts with all their texts made visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list | tuple):
        return [all_visible(inner) for inner in value]
    if isinstance(value, dict):
        return {name: all_visible(inner) for name, inner in value.items()}
    return value


def language_of(name: str) -> str:
    """Guess the language tag of a name from its script, so that it gets the right glyphs."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in name}
    return next((tag for script, tag in _LANGUAGES if script in scripts), "")


_LANGUAGES = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"))
"""Kana before Han: only Japanese mixes the two.  BCP 47 tags."""
