"""Which files a site may be made of: their kinds, names and sizes.

All is refused that is not known to be harmless.  A kind is told by the ending of the name, as
by the browsers and hosts that read the file later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_research.records import limits
from sphinx_research.records.characters import printable
from sphinx_research.records.model import is_id, slug
from sphinx_research.records.problems import Code
from sphinx_research.records.sources.data_files import KINDS

RECORDS = frozenset({".md", ".bib", ".yaml", ".yml"})
"""Kinds of files that hold pages and records."""
PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Kinds of files that hold a picture, and of which nothing else goes out."""
DOWNLOADS = frozenset(
    {
        *(".pdf", ".txt", ".csv", ".tsv", ".json", ".zip", ".gz"),
        *(".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods"),
    }
)
"""Kinds of files that a page may offer.  Browsers show or save them, and run nothing of them
within the site."""
_PACKED = frozenset({".tar", ".csv", ".tsv", ".json", ".txt"})
"""What may be within a ``.gz``: hosts that send ``a.js.gz`` to whoever asks for ``a.js`` would
else send a script."""
FONTS = frozenset({".woff", ".woff2"})
"""Kinds of files that change how all pages look: a font may show other letters than are there."""
_STATIC = PICTURES | DOWNLOADS
_CONTENT = RECORDS | _STATIC

_LIMITS: Mapping[str, int] = {
    **dict.fromkeys(PICTURES, limits.PICTURE),
    ".svg": limits.DRAWING,
    ".md": limits.PAGE,
    ".bib": limits.BIBLIOGRAPHY,
    ".yaml": limits.DATA_FILE,
    ".yml": limits.DATA_FILE,
}

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NEARLY: Mapping[str, str] = {".markdown": ".md", ".txt": ".md", ".bibtex": ".bib"}
_MENDS: Mapping[str, str] = {
    **dict.fromkeys((".heic", ".heif", ".tif", ".tiff", ".bmp", ".jfif"), "save it as JPEG"),
    **dict.fromkeys((".doc", ".ppt", ".xls", ".rtf", ".pages", ".key"), "save it as PDF"),
    **dict.fromkeys((".tex", ".ps", ".eps"), "make a PDF of it"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".rst", ".ipynb"), "write a page in Markdown"),
    **dict.fromkeys((".css", ".js"), "remove it, or name it in conf.py, which is reviewed"),
    **dict.fromkeys(FONTS, "remove it, or give its path in research_allowed of conf.py"),
    **dict.fromkeys((".mp4", ".mov", ".webm"), "put it on a host for films, and link to it"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file or a folder, as in a `Problem`, and not yet where."""

    code: Code
    cause: str
    mend: str


LINK = Fault(
    Code.SYMBOLIC_LINK,
    "it is a symbolic link, which may lead out of the repository",
    "put the file or folder itself there; what is no part of the site, add to "
    "exclude_patterns in conf.py",
)
NO_FILE = Fault(Code.UNKNOWN_FILE, "it is neither a file nor a folder", "remove it")


def ending(path: str) -> str:
    """Give the ending of a name: ``.md``; empty if it has none, as in ``.git``."""
    name = _name(path)
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


def _name(path: str) -> str:
    return path[path.rfind("/") + 1 :]


def may_hold_records(path: str) -> bool:
    """Whether a file holds records, or is meant to."""
    small = ending(path).lower()
    return _NEARLY.get(small, small) in RECORDS


def limit(path: str) -> int:
    """Tell how many bytes a file may have."""
    return _LIMITS.get(ending(path).lower(), limits.DOWNLOAD)


def in_content(path: str) -> Fault | None:
    """Judge a file among the records."""
    name = _name(path)
    kind = ending(name)
    small = kind.lower()
    right = _NEARLY.get(small, small)
    if kind not in RECORDS and right in RECORDS:
        cause = f"the file is not read, for its name ends in `{printable(kind)}`"
        stem = name.partition(".")[0]
        fitting = f"{(slug(stem) if right == '.md' else '') or printable(stem)}{right}"
        return Fault(Code.UNKNOWN_FILE, cause, f"name it `{fitting}`")
    if small not in _CONTENT:
        return _unknown(name)
    if kind == ".md":
        return None if is_id(name.removesuffix(kind)) else _misnamed(name, "page")
    return _named_oddly(name)


def folder_in_content(path: str) -> Fault | None:
    """Judge a folder among the records: its name is part of addresses."""
    name = _name(path)
    return None if is_id(name) else _misnamed(name, "folder")


def in_static(path: str) -> Fault | None:
    """Judge a file that goes out as it is."""
    name = _name(path)
    if ending(name).lower() not in _STATIC:
        return _unknown(name)
    return _named_oddly(name)


def _named_oddly(name: str) -> Fault | None:
    if not _NAME.fullmatch(name):
        return _misnamed(name, "file")
    kind = ending(name)
    inner = name.removesuffix(kind)
    if kind.lower() == ".gz" and ending(inner).lower() not in _PACKED:
        cause = f"some hosts send `{name}` to those who ask for `{inner}`"
        return Fault(Code.UNKNOWN_FILE, cause, "save it as `.zip`, or as `.tar.gz`")
    return None


def folder_in_static(path: str) -> Fault | None:
    """Judge a folder that goes out as it is."""
    name = _name(path)
    return None if _NAME.fullmatch(name) else _misnamed(name, "folder")


def elsewhere(path: str) -> Fault | None:
    """Judge a file that is neither: of the rest of a repository only pages matter."""
    name = _name(path)
    if ending(name) == ".md":
        odd = [part for part in path.split("/") if not _NAME.fullmatch(part)]
        return _misnamed(odd[-1], "page" if odd[-1] == name else "folder") if odd else None
    misplaced = ending(name) == ".bib" or name.removesuffix(ending(name)) in KINDS
    if "/" not in path and misplaced and ending(name) in RECORDS:
        cause = "the file is not read where it stands"
        return Fault(Code.UNKNOWN_FILE, cause, "move it to `research/`")
    return None


def no_markdown(path: str) -> Fault:
    """Say of a file that it would become a page, and is of no kind that is checked."""
    cause = f"pages are written in Markdown, and not in `{printable(ending(path))}`"
    fitting = slug(_name(path).removesuffix(ending(path))) or "page"
    return Fault(Code.UNKNOWN_FILE, cause, f"write it as `{fitting}.md`")


def too_large(path: str, size: int) -> Fault:
    """Say of a file that it is larger than may be."""
    cause = f"the file has {size:,} bytes, and may have {limit(path):,}"
    kind = ending(path).lower()
    mend = "put it on another host, and link to it"
    if kind in RECORDS:
        mend = "make several files of it"
    elif kind in PICTURES:
        mend = "save it smaller"
    return Fault(Code.TOO_LARGE, cause, mend)


def twin(other: str) -> Fault:
    """Say of a file that it is another's on the systems of many visitors and authors."""
    cause = f"its name differs from `{_name(other)}` by capitals only"
    return Fault(Code.FILE_NAME, cause, "rename one; macOS and Windows can keep only one")


def _unknown(name: str) -> Fault:
    kind = ending(name)
    which = f"that end in `{printable(kind)}`" if kind else "without an ending, such as `.jpg`,"
    cause = f"files {which} cannot be part of a site"
    mend = "remove it; docs/reference/files.md names the kinds of files that a site may have"
    return Fault(Code.UNKNOWN_FILE, cause, _MENDS.get(kind.lower(), mend))


def _misnamed(name: str, what: str) -> Fault:
    kind = "" if what == "folder" else ending(name)
    stem = name.removesuffix(kind)
    cause = f"`{printable(name)}` cannot be the name of a {what}"
    fitting = f"{slug(stem)}{kind.lower()}" if slug(stem) else ""
    example = f", such as `{fitting}`" if fitting else ""
    return Fault(Code.FILE_NAME, cause, f"use small letters, digits and hyphens only{example}")
