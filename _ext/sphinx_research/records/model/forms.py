"""What a contributor may write for a field, in the words of JSON Schema (draft 2020-12).

To our reader every scalar of YAML is a text, and an editor sees numbers and booleans in some of
them: ``since: 2023``.  So a form names the types that the same signs have in YAML 1.2.  A pattern
refuses nothing that the reader takes; the reader alone sees that a check digit is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

Form = dict[str, Any]

_SCALAR: Final = ["string", "number", "boolean"]

LINE: Final[Form] = {"type": _SCALAR}
TEXT: Final[Form] = {"type": _SCALAR, "pattern": r"\S"}
TEXTS: Final[Form] = {"type": [*_SCALAR, "array"], "items": TEXT}

_DATE = r"\s*[0-9]{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?\s*"
_YEAR = {"minimum": 1, "maximum": 9999}
DATE: Final[Form] = {
    "type": ["string", "integer"],
    "pattern": f"^{_DATE}$",
    **_YEAR,
    "examples": ["2024", "2024-05", "2024-05-03"],
}
DATES: Final[Form] = {
    "type": ["string", "integer", "array"],
    "pattern": f"^({_DATE}|[\\s,])*$",
    **_YEAR,
    "items": DATE,
    "examples": ["2024-05", ["2023", "2024"]],
}
END: Final[Form] = {
    "type": ["string", "integer"],
    "pattern": f"^({_DATE}|present|now)$",
    **_YEAR,
    "examples": ["2024-05", "present"],
}

_ADDRESS = "^\\s*https?://[^\\s/]"
URL: Final[Form] = {"type": "string", "pattern": _ADDRESS, "examples": ["https://example.org/"]}
EMAIL: Final[Form] = {
    "type": "string",
    "pattern": r"@|[\[(][Aa][Tt][\])]",
    "examples": ["ada [at] example.org"],
}
OLD_ADDRESSES: Final[Form] = {
    "type": [*_SCALAR, "array"],
    "items": {"type": _SCALAR},
    "examples": ["/about/", "/about.html"],
}
PAGES: Final[Form] = {**TEXT, "examples": ["12-19", "100234"]}
LICENSE: Final[Form] = {
    "type": "string",
    "pattern": r"\S",
    "examples": ["CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"],
}

DOI: Final[Form] = {
    "type": "string",
    "pattern": r"^\s*([Hh][Tt][Tt][Pp][Ss]?://([Dd][Xx]\.)?[Dd][Oo][Ii]\.[Oo][Rr][Gg]/|[Dd][Oo][Ii]:\s*)?10(\.|%)",
    "examples": ["10.1000/182"],
}
ARXIV: Final[Form] = {
    "type": ["string", "number"],
    "pattern": r"[0-9]{4}\.[0-9]{4,5}|/[0-9]{7}",
    "examples": ["2404.02345"],
}
ORCID: Final[Form] = {
    "type": "string",
    "pattern": r"([0-9]{4}-){3}[0-9]{3}[0-9Xx]\s*$",
    "examples": ["0000-0002-1825-0097"],
}
ROR: Final[Form] = {
    "type": ["string", "number"],
    "pattern": r"0[0-9A-Za-z]{6}[0-9]{2}\s*$",
    "examples": ["https://ror.org/03taz7m60"],
}

_BOOLEAN = (
    r"^([Tt]([Rr][Uu][Ee])?|[Yy]([Ee][Ss])?|[Oo][Nn]|1|"
    r"[Ff]([Aa][Ll][Ss][Ee])?|[Nn]([Oo])?|[Oo][Ff][Ff]|0|)$"
)
FLAG: Final[Form] = {
    "type": ["boolean", "string", "integer", "null"],
    "pattern": _BOOLEAN,
    "minimum": 0,
    "maximum": 1,
}
"""True or false; with nothing after the colon, true."""
COUNT: Final[Form] = {
    "type": ["integer", "string"],
    "minimum": 1,
    "pattern": r"^\s*\+?[0-9_]*[1-9][0-9_]*(\.0*)?\s*$",
}

_PARTS = {
    "given": "The given names.",
    "family": "The family name.",
    "particle": "What stands before the family name, such as `van der`.",
    "suffix": "What stands after the name, such as `Jr.`.",
    "literal": "The whole name, if it cannot be taken apart.",
}
NAME: Final[Form] = {
    "anyOf": [
        {**TEXT, "examples": ["Ada Lovelace"]},
        {
            "type": "object",
            "properties": {
                part: {"type": [*_SCALAR, "null"], "description": text}
                for part, text in _PARTS.items()
            },
            "additionalProperties": False,
            "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
        },
    ]
}
AUTHORS: Final[Form] = {
    **TEXT,
    "examples": ["Ada Lovelace*, Charles Babbage*", "Lovelace, Ada; Babbage, Charles"],
}
"""As the options of a publication give them; readers of other formats hand on lists."""


def links(names: Iterable[str]) -> Form:
    """Make the form of links by name.

    :param names: those of which the account name is enough
    """
    account = {"type": ["string", "number"], "pattern": r"^\s*https?://[^\s/]|^\s*[\w.~@-]"}
    known = {name: account for name in names if name not in {"homepage", "mastodon"}}
    return {"type": "object", "properties": known, "additionalProperties": URL}
