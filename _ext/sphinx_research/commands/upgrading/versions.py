"""Which versions an upstream has, and which of them a site has come from.

A site keeps no note of its version, which could be wrong: the names that Git gives to contents
tell it.  Whatever file of the site is byte for byte as in a commit of the upstream was not
changed by the site since then; the commit with the most such files is where the site stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_research.commands.git import Files, Git
from sphinx_research.commands.settings import RefusedError
from sphinx_research.records.characters import printable

SETTINGS = "pyproject.toml"
CHANGELOG = "CHANGELOG.md"
CODE = "_ext/sphinx_research/__init__.py"
"""Where the version is written."""

CONTENT = frozenset({"conf.py", "index.md", "people", "research", "_static", "README.md", ".git"})
"""What no upgrade may bring, whatever the upstream says."""

_CONTENT = frozenset({"/", *(one.casefold() for one in CONTENT)})
"""Likewise, as macOS and Windows take no account of capitals."""
_TAG = re.compile(r"v?(\d{1,9}(?:\.\d{1,9})*)", re.ASCII)
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)(?:\.?(dev|a|b|rc)(\d{1,9}))?", re.ASCII)
_CHANGE = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])\t(.+)")
_RELEASE = re.compile(r"^(?=## )", re.MULTILINE)
_ITEM = re.compile(r"\n(?=- |#)")

Number = tuple[tuple[int, ...], str, int]


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the upstream.

    :param name: its number, as the code there says
    """

    commit: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.commit[:7]})"


def settings_of(text: str) -> Mapping[str, object]:
    """Read ``[tool.research]`` of a pyproject.toml; what is not there is left out.

    :raises RefusedError: if it is no TOML
    """
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        msg = f"{SETTINGS} cannot be read: {error}"
        raise RefusedError(msg) from error
    found = tool.get("research", {}) if isinstance(tool, dict) else {}
    return found if isinstance(found, dict) else {}


def platform_of(git: Git, version: Version) -> tuple[str, ...]:
    """Tell which files and folders a version brings.

    :raises RefusedError: if it does not say, or names what belongs to the site
    """
    listed = settings_of(git.text(version.commit, SETTINGS)).get("platform")
    if not isinstance(listed, list) or not listed:
        msg = f"{version} is no site of this kind: its {SETTINGS} has no [tool.research] platform"
        raise RefusedError(msg)
    for path in listed:
        parts = PurePosixPath(path).parts if isinstance(path, str) else ()
        if not parts or parts[0].casefold() in _CONTENT or ".." in parts or path.startswith(":"):
            msg = f"{version} would bring {printable(str(path))}, which belongs to the site"
            raise RefusedError(msg)
    return tuple(listed)


def version(git: Git, name: str) -> Version:
    """Find a version by its tag, branch or commit.

    :raises RefusedError: if there is none
    """
    known = name.removeprefix("v")
    for one in (name, f"v{known}", known):
        if git.says("rev-parse", "--verify", "--quiet", "--end-of-options", f"{one}^{{commit}}"):
            commit = git.ask("rev-parse", "--verify", "--end-of-options", f"{one}^{{commit}}")
            return _described(git, commit.strip())
    numbers = ", ".join(sorted(_tags(git), key=_parts, reverse=True)[:5]) or "none"
    msg = f"there is no version {printable(name)}; versions with a tag are: {numbers}"
    raise RefusedError(msg)


def newest(git: Git) -> Version:
    """Find the highest version that has a tag.

    :raises RefusedError: if none has
    """
    tags = _tags(git)
    if not tags:
        msg = "the upstream has no version with a tag; name a branch or commit: --to main"
        raise RefusedError(msg)
    return version(git, max(tags, key=_parts))


def where(git: Git, own: Files, to: Version, platform: tuple[str, ...]) -> Version:
    """Find the version that a site has come from.

    :param own: all files of the site
    :param to: where it is to go
    :raises RefusedError: if no file of the site stands in any version
    """
    blobs = {path: entry.blob for path, entry in own.items()}
    best, found = (0, 0), ""
    seen: set[str] = set()
    for start in ("HEAD", *_tags(git), to.commit):
        last = ("rev-list", "--first-parent", "--max-count=1", "--end-of-options", start)
        if git.ask(*last, "--", *platform).strip() in seen:
            continue
        for commit, score in _scores(git, start, platform, blobs):
            if commit not in seen and score >= best and score[0]:
                best, found = score, commit
            seen.add(commit)
    if not found:
        msg = "nothing of this site comes from there; is it the right upstream?"
        raise RefusedError(msg)
    return _described(git, found)


def is_older(git: Git, one: Version, other: Version) -> bool:
    """Whether a version comes before another."""
    return number(one.name) < number(other.name) or git.says(
        "merge-base", "--is-ancestor", one.commit, other.commit
    )


def news(before: str, after: str) -> str:
    """Give what a changelog says that an earlier one does not, be it of another version.

    The form is that of https://keepachangelog.com: a second heading for each version, and below
    it lists with headings of their own.
    """
    known = {item.strip() for item in _ITEM.split(before) if not item.startswith("### ")}
    return "\n\n".join(filter(None, (_unknown(part, known) for part in _RELEASE.split(after))))


def _unknown(part: str, known: AbstractSet[str]) -> str:
    """Leave out of what a changelog says of a version what is known, and headings of nothing."""
    kept: list[str] = []
    for item in reversed(_ITEM.split(part)):
        is_empty = not kept or kept[-1].startswith("#")
        if not (item.strip() in known or (item.startswith("### ") and is_empty)):
            kept.append(item)
    text = "\n".join(reversed(kept)).strip()
    return text if text.startswith("## ") and "\n" in text else ""


def number(name: str) -> Number:
    """Bring the number of a version into an order: ``1.0.0.dev0`` comes before ``1.0.0``.

    https://packaging.python.org/en/latest/specifications/version-specifiers/
    """
    match = _NUMBER.match(name)
    if not match:
        return ((), "", 0)
    parts = [int(part) for part in match[1].split(".")]
    while parts and not parts[-1]:
        parts.pop()
    stage = {"dev": " ", None: "z"}.get(match[2], match[2])
    return (tuple(parts), stage, int(match[3] or 0))


def _tags(git: Git) -> list[str]:
    return [tag for tag in git.ask("tag", "--list").split() if _TAG.fullmatch(tag)]


def _parts(tag: str) -> Number:
    return number(tag.removeprefix("v"))


def _described(git: Git, commit: str) -> Version:
    match = _VERSION.search(git.text(commit, CODE))
    return Version(commit, printable(match[1]) if match else "an unknown version")


def _scores(
    git: Git, start: str, platform: tuple[str, ...], own: Mapping[str, str]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Tell of each commit, from the first, how many files are as those of the site.

    :return: the commits, with the number of files that are the same, and that of the others
        below zero
    """
    how = ("--first-parent", "--diff-merges=first-parent", "--reverse", "--root")
    raw = ("--raw", "--no-abbrev", "--no-renames", "--format=%x00%H")
    log = git.ask("log", *how, *raw, "--end-of-options", start, "--", *platform)
    there: dict[str, str] = {}
    same = 0
    for commit, *changes in (part.splitlines() for part in log.split("\0") if part.strip()):
        for blob, kind, path in (match.groups() for match in map(_CHANGE.match, changes) if match):
            same -= path in there and there[path] == own.get(path)
            if kind == "D":
                there.pop(path, None)
            else:
                there[path] = blob
                same += blob == own.get(path)
        yield commit, (same, same - len(there))
