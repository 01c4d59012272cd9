"""Texts in UTF-8, and what others look like."""

from __future__ import annotations

from itertools import pairwise

from sphinx_research.records.characters import with_newlines

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_COMMON = (0x4E00, 0x9FFF)
_MOSTLY = 0.6
"""The share of Han in what is not ASCII; the rest is punctuation."""


class NotTextError(ValueError):
    """A file is no text in UTF-8; `cause` says so, `line` where, and `guess` what it may be."""

    def __init__(self, cause: str, line: int, guess: str) -> None:
        super().__init__(f"{cause}; it looks like {guess}")
        self.line = line
        self.guess = guess


def decoded(content: bytes) -> str:
    """Give the text of a file, without a byte order mark and with one kind of line ends.

    :raises NotTextError: if it is not UTF-8
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        cause = "the file is not UTF-8 text"
        raise NotTextError(cause, line, encoding_of(content)) from None
    if "\0" in text:
        cause = "the file holds null characters, as no text does"
        raise NotTextError(
            cause, content.count(b"\n", 0, content.index(b"\0")) + 1, encoding_of(content)
        )
    return with_newlines(text)


def encoding_of(content: bytes) -> str:
    """Guess the encoding of a text that is not UTF-8: of those that people still use."""
    if content[:2] in _MARKS:
        return _MARKS[content[:2]]
    if b"\0" in content[:200]:
        return "UTF-16LE" if content[1:2] == b"\0" else "UTF-16BE"
    for encoding, name in (("gbk", "GBK"), ("shift_jis", "SHIFT_JIS"), ("big5", "BIG5")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = [sign for sign in text if not sign.isascii()]
        han = sum(_COMMON[0] <= ord(sign) <= _COMMON[1] for sign in odd)
        # Of Latin-1, single letters among others become rare signs: é and a space none at all.
        pairs = any(one > "\x7f" < two for one, two in pairwise(text))
        if pairs and han > _MOSTLY * len(odd):
            return name
    return "WINDOWS-1252" if any(0x80 <= byte < 0xA0 for byte in content) else "ISO-8859-1"  # noqa: PLR2004 - Latin-1 has controls there
