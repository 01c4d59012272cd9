"""Bringing the content of a site into the form that this version reads."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from sphinx_research.commands.changes import Changes
from sphinx_research.commands.editing import edit
from sphinx_research.commands.settings import RefusedError
from sphinx_research.commands.upgrading.steps import Step
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.loading import READERS
from sphinx_research.records.problems import Code
from sphinx_research.records.raw import RawRecord
from sphinx_research.records.tree import walk

CONF = "conf.py"
SETTING = "research_format"
"""In which form the content is written; where conf.py does not say, in the first."""

_HIDING = frozenset({Code.YAML, Code.BIBTEX, Code.BLOCK})
"""What keeps a record from being read."""


def form_of(conf: str) -> int:
    """Tell the form of the content.

    :param conf: the text of conf.py
    :raises RefusedError: if it cannot be seen without running it
    """
    value = _value(conf)
    return 1 if value is None else int(ast.literal_eval(value))


def bring(folder: Path, steps: Sequence[Step]) -> Changes:
    """Bring the content from its form to the last one.

    :param folder: the folder that holds conf.py
    :param steps: from form 1 on
    :return: what changes, which is not written yet
    :raises RefusedError: if a record cannot be read or changed; nothing is to be written then
    """
    changes = Changes(folder)
    conf = changes.text(CONF)
    form = form_of(conf)
    for step in steps[form - 1 :]:
        for path in walk(folder).files:
            _carry(step, path, changes)
    if form <= len(steps):
        changes.replace(CONF, _with_form(conf, len(steps) + 1))
    return changes


def _carry(step: Step, path: str, changes: Changes) -> None:
    text = changes.text(path)
    source = READERS[PurePosixPath(path).suffix](_as_read(text), path)
    for problem in source.problems:
        if problem.code in _HIDING:
            msg = f"{problem.place}: {problem}; mend this first, nothing was written"
            raise RefusedError(msg)
    # From the last to the first: what stands above a change keeps its line.
    for record in sorted(source.records, key=lambda one: one.place, reverse=True):
        if values := step(record):
            text = _edited(text, record, dict(values))
    changes.replace(path, text)


def _as_read(text: str) -> str:
    return with_newlines(text.removeprefix("\ufeff"))


def _edited(text: str, record: RawRecord, values: dict[str, str | None]) -> str:
    try:
        return edit(text, record, values)
    except ValueError as error:
        wanted = ", ".join(
            f"`{name}: {value}`" if value is not None else f"no `{name}`"
            for name, value in values.items()
        )
        msg = f"{record.place}: {error}; write {wanted} by hand, nothing was written"
        raise RefusedError(msg) from error


def _value(conf: str) -> ast.expr | None:
    """Find what conf.py sets the form to."""
    try:
        body = ast.parse(conf).body
    except (SyntaxError, ValueError) as error:
        msg = f"{CONF} cannot be read: {error}"
        raise RefusedError(msg) from error
    found = [
        step
        for step in body
        if isinstance(step, ast.Assign)
        and any(isinstance(name, ast.Name) and name.id == SETTING for name in step.targets)
    ]
    if not found:
        return None
    value = found[-1].value
    if len(found) > 1 or not isinstance(value, ast.Constant) or type(value.value) is not int:
        msg = f"{CONF}:{found[-1].lineno}: write {SETTING} once, as a number"
        raise RefusedError(msg)
    if value.value < 1:
        msg = f"{CONF}:{value.lineno}: {SETTING} begins at 1"
        raise RefusedError(msg)
    return value


def _with_form(conf: str, form: int) -> str:
    value = _value(conf)
    if value is None or value.end_col_offset is None:
        end = "\r\n" if "\r\n" in conf else "\n"
        return f"{conf.rstrip()}{end}{SETTING} = {form}  # `nox -s upgrade` raises it{end}"
    lines = conf.splitlines(keepends=True)
    line = lines[value.lineno - 1].encode()  # columns count bytes
    new = line[: value.col_offset] + str(form).encode() + line[value.end_col_offset :]
    lines[value.lineno - 1] = new.decode()
    return "".join(lines)
