"""What the house itself decides: settings, messages, kinds and sizes of files, sessions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sphinx_research.commands.referring.markdown import codes, table
from sphinx_research.formats.configuration import MEANINGS, VALUES
from sphinx_research.records import files, limits
from sphinx_research.records.problems import Code

CODE = Path(__file__).parents[3]
_BYTES = 1_000
_ARGUMENTS = re.compile(r"-- [^:;,)]+?(?=[:;,)]|\.?$)")


def problems(_: str) -> str:
    """Write the table of all codes."""
    rows = ((f"[`{one.label}`](#{one.label})", one.severity.value, one.meaning) for one in Code)
    return table(("code", "severity", "meaning"), rows)


def settings(_: str) -> str:
    """Write the table of the settings of conf.py."""
    rows = ((f"`{name}`", f"`{VALUES[name]!r}`", MEANINGS[name]) for name in VALUES)
    return table(("setting", "without it", "meaning"), rows)


def theme(_: str) -> str:
    """Write the table of the theme's options, from the comments of ``theme.toml``."""
    text = (CODE / "research_theme" / "theme.toml").read_text("utf-8")
    said = dict(_commented(text))
    rows = ((f"`{name}`", said[name]) for name in tomllib.loads(text)["options"])
    return table(("option", "meaning"), rows)


def _commented(text: str) -> Iterator[tuple[str, str]]:
    for comment, name in re.findall(r"((?:^# .*\n)+)^(\w+) = ", text, re.MULTILINE):
        yield name, comment.replace("# ", " ").strip()


def kinds(_: str) -> str:
    """Write which kinds of files there are."""
    rows = (
        ("pages and records", codes(sorted(files.RECORDS))),
        ("pictures", codes(sorted(files.PICTURES))),
        ("downloads", codes(sorted(files.DOWNLOADS))),
    )
    return table(("kind", "endings"), rows)


def sizes(_: str) -> str:
    """Write the table of limits, from their docstrings."""
    source = (CODE / "sphinx_research" / "records" / "limits.py").read_text("utf-8")
    heads = [
        (source[: found.start()].count("\n") + 1, found[1])
        for found in re.finditer(r"^# --- (.*?) -+$", source, re.MULTILINE)
    ]
    body = ast.parse(source).body
    rows = []
    for constant, below in zip(body, body[1:], strict=False):  # noqa: RUF007 - read as pairs
        if isinstance(constant, ast.Assign) and isinstance(below, ast.Expr):
            head = next(text for line, text in reversed(heads) if line < constant.lineno)
            name = ast.unparse(constant.targets[0])
            text = ast.literal_eval(below.value)
            said = re.sub(r"``(.+?)``", r"`\1`", text)
            most = _size(getattr(limits, name), in_bytes="bytes" in head)
            rows.append((head.partition(",")[0], said, most))
    return table(("in", "what", "at most"), rows)


def _size(most: int, *, in_bytes: bool) -> str:
    if not in_bytes:
        return f"{most:,}"
    kilobytes = most // _BYTES
    return f"{kilobytes} kB" if kilobytes < _BYTES else f"{kilobytes // _BYTES} MB"


def sessions(_: str) -> str:
    """Write the table of what nox does here, from the noxfile."""
    steps = ast.parse((CODE.parent / "noxfile.py").read_text("utf-8")).body
    rows = (
        (f"`nox -s {step.name}`", _ARGUMENTS.sub(r"`\g<0>`", ast.get_docstring(step) or ""))
        for step in steps
        if isinstance(step, ast.FunctionDef) and _is_session(step)
    )
    return table(("session", "what it does"), rows)


def _is_session(step: ast.FunctionDef) -> bool:
    marks = map(ast.unparse, step.decorator_list)
    return any(mark.startswith(("nox.session", "in_site")) for mark in marks)
