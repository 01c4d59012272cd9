"""The files of the sample content, as they came: what is as it was can go.

``python -m sphinx_research.commands.starting.sample`` notes them anew, when they have changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

LIST = Path(__file__).parent / "sample.txt"
TOPS = (
    ".github/pictures/home.webp",
    ".github/pictures/person.webp",
    "index.md",
    "people",
    "research",
)
"""Files and folders of the sample content."""


def listed() -> Mapping[str, str]:
    """Read which files there are, and the digest of each."""
    lines = (line.split(maxsplit=1) for line in LIST.read_text("utf-8").splitlines())
    return {path: digest for digest, path in lines}


def digest_of(content: bytes) -> str:
    """Reduce a file to a few characters, whatever its line ends are."""
    return hashlib.blake2b(content.replace(b"\r\n", b"\n"), digest_size=8).hexdigest()


def files(folder: Path) -> Iterator[str]:
    """List what belongs to the sample in this repository."""
    for top in TOPS:
        found = sorted((folder / top).rglob("*")) if (folder / top).is_dir() else [folder / top]
        yield from (path.relative_to(folder).as_posix() for path in found if path.is_file())


def noted(folder: Path) -> str:
    """Write the list."""
    return "".join(f"{digest_of((folder / path).read_bytes())} {path}\n" for path in files(folder))


if __name__ == "__main__":
    LIST.write_text(noted(Path()), "utf-8")
