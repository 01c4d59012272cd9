"""What has become of files that hold no records: texts of pages, pictures, downloads, code."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from sphinx_research.commands.comparing import git
from sphinx_research.commands.comparing.statement import Item, Mark
from sphinx_research.records.files import DOWNLOADS, PICTURES, RECORDS, ending, limit
from sphinx_research.records.sources.front_matter import without_record
from sphinx_research.records.sources.page_limits import too_large
from sphinx_research.records.sources.publications import find_blocks
from sphinx_research.records.tree import FOLDERS

_FENCES = re.compile(
    r"^\s*[:`~]{3,}[ \t]*(?:\{(?:publication|.*:publication)\}.*)?$", re.MULTILINE
)
_MARKS = {"A": Mark.ADDED, "D": Mark.REMOVED}


def is_content(path: str) -> bool:
    """Whether a file is content, which needs no review by those who own the code.

    The same as in ``.github/CODEOWNERS``; pictures that are drawn by programs (SVG, AVIF) are
    not in it, nor is what programs read and pages do not show: ``people/.gitattributes`` could
    keep changes from being shown to reviewers.
    """
    if path.startswith(".") or "/." in path:
        return False
    if path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) or path == "index.md":
        return True
    return path.startswith("_static/") and path.endswith(
        (".gif", ".jpeg", ".jpg", ".png", ".webp")
    )


def files(changed: Iterable[git.Changed]) -> Iterator[Item]:
    """Name pictures and files to download; what is in them, nobody has looked at."""
    for file in changed:
        if not file.path.startswith((*(f"{folder}/" for folder in FOLDERS), "_static/")):
            continue
        kind = ending(file.path).lower()
        if kind in PICTURES:
            yield Item(_MARKS.get(file.how, Mark.CHANGED), file.path, ("picture",))
        elif kind in DOWNLOADS:
            said = ("file to download", "open it before you merge: it goes out as it is")
            gone = file.how == "D"
            yield Item(_MARKS.get(file.how, Mark.CHANGED), file.path, said[: 1 if gone else 2])
        elif kind not in RECORDS and is_content(file.path):
            unseen = ("of a kind that no page shows",)
            yield Item(_MARKS.get(file.how, Mark.CHANGED), file.path, unseen)


def texts(
    before: Path, after: Path, changed: Iterable[git.Changed], told: Container[str]
) -> Iterator[Item]:
    """Name pages with another text, besides what their records say.

    :param before: the folder of the site as it was; `after`, as it is
    :param told: pages that nobody needs to be told are new or gone
    """
    for file in changed:
        if not is_content(file.path) or ending(file.path) != ".md":
            continue
        if file.how in _MARKS:
            if file.path in told:
                continue
            said = "new page" if file.how == "A" else "the page is gone"
            yield Item(_MARKS[file.how], file.path, (said,))
        elif _words(_read(before / file.path)) != _words(_read(after / file.path)):
            yield Item(Mark.CHANGED, file.path, ("has another text",))


def code(changed: Iterable[git.Changed]) -> Iterator[Item]:
    """Name the files that are no content."""
    for file in changed:
        if not is_content(file.path):
            mark = _MARKS.get(file.how, Mark.CHANGED)
            yield Item(mark, file.path)


def _read(file: Path) -> str:
    """Read a page; one that is refused for its size says nothing, since nobody will see it."""
    try:
        if file.is_symlink() or file.stat().st_size > limit(file.name):
            return ""
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _words(text: str) -> list[str]:
    """Give the words of a page without those of its records."""
    shown = without_record(text)
    if any(too_large(text, "")):  # such a page is refused, and not taken apart
        return shown.split()
    for block in find_blocks(shown):
        shown = shown.replace(block.content, "", 1)
    return _FENCES.sub("", shown).split()
