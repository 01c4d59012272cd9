"""Directives and their options, read in their source: a program starts no Sphinx.

What an option means stands in the docstring of its directive, as ``:param limit: …``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sphinx_research.commands.referring.markdown import codes, sentence, table
from sphinx_research.records.model import PublicationType

SOURCE = Path(__file__).parents[2] / "site" / "directives"

_VALUES = {
    "word": "an id or word",
    "types": "[types](#types-and-years), with commas between",
    "years": "[years](#types-and-years)",
    "partial_date": "a date",
    "directives.flag": "none",
    "directives.positive_int": "a number",
}
_PARAMETER = re.compile(r"^:param ([\w-]+): (.*?)(?=^:param |\Z)", re.MULTILINE | re.DOTALL)


def index(_of: str) -> str:
    """Write the table of all directives."""
    rows = (
        (f"[`{name}`](#{name})", sentence(_shows(name).partition(". ")[0].partition("\n\n")[0]))
        for name in names()
    )
    return table(("directive", "shows"), rows)


def types(_of: str) -> str:
    """Name the types of publications."""
    return f"{codes(PublicationType)}\n"


def directive(name: str) -> str:
    """Write what one directive shows, and the table of its options."""
    said = _meanings(name)
    rows = (
        (f"`{option}`", form, sentence(said[option])) for option, form in options(name).items()
    )
    written = table(("option", "value", "meaning"), rows) if said else ""
    return "\n".join(filter(None, (sentence(_shows(name)) + "\n", written)))


def names() -> dict[str, str]:
    """Give the class of each directive, in the order of the register."""
    register = ast.parse((SOURCE / "__init__.py").read_text("utf-8"))
    (value,) = (
        node.value
        for node in register.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "DIRECTIVES"
    )
    assert isinstance(value, ast.Dict)  # noqa: S101 - for the type checker
    return {
        ast.literal_eval(key): ast.unparse(cls)
        for key, cls in zip(value.keys, value.values, strict=True)
        if key
    }


def options(name: str) -> dict[str, str]:
    """Give the forms of the options of a directive, in words."""
    for cls in _ancestors(names()[name]):
        for node in cls.body:
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "option_spec":
                assert isinstance(node.value, ast.Dict)  # noqa: S101 - likewise
                pairs = zip(node.value.keys, node.value.values, strict=True)
                return {ast.literal_eval(key): _value(form) for key, form in pairs if key}
    return {}


def _value(form: ast.expr) -> str:
    if isinstance(form, ast.Call):  # one_of("a", "b")
        return codes(map(ast.literal_eval, form.args))
    return _VALUES[ast.unparse(form)]


def _shows(name: str) -> str:
    """Give what stands above the options; of `publication`, the first line, as its source is."""
    text = (ast.get_docstring(next(_ancestors(names()[name]))) or "").partition("\n:param")[0]
    return text if options(name) else text.partition("\n")[0]


def _meanings(name: str) -> dict[str, str]:
    for cls in _ancestors(names()[name]):
        if found := _PARAMETER.findall(ast.get_docstring(cls) or ""):
            return dict(found)
    return {}


def _ancestors(name: str) -> Iterator[ast.ClassDef]:
    cls = _classes().get(name)
    if cls:
        yield cls
        for base in cls.bases:
            yield from _ancestors(ast.unparse(base))


@cache
def _classes() -> dict[str, ast.ClassDef]:
    return {
        node.name: node
        for file in sorted(SOURCE.glob("*.py"))
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
