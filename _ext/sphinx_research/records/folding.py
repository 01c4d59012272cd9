"""Text reduced to what tells two names or titles apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NO_WORD = re.compile(r"[\W_]")
# Letters whose stroke or ligature no Unicode decomposition takes off.
_STROKED = str.maketrans("øłđðħŧıɨŋ", "olddhtiin") | str.maketrans(
    {"þ": "th", "æ": "ae", "œ": "oe"}
)
# Only the accents of European scripts: the vowel signs of others are no decoration.
_ACCENTS = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Reduce text to its letters and digits, without regard to case and accents."""
    if text.isascii():
        return _NO_WORD.sub("", text).casefold()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()
    bare = bare.translate(_STROKED)
    return "".join(char for char in bare if unicodedata.category(char)[0] in "LMN")


# Han with its iteration marks, kana, bopomofo and hangul.
_NATIVE = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00016ff0-\U0003ffff"
)
_NATIVE_NAME = re.compile(rf"[{_NATIVE}]+(?:[\s\u00b7\u2027]+[{_NATIVE}]+)*")


def is_native(text: str) -> bool:
    """Whether a name is wholly in Han, kana or hangul: family first, without a space."""
    return not text.isascii() and _NATIVE_NAME.fullmatch(text) is not None
