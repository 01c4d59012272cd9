"""The rules of the house, checked against the code as it is."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import sphinx_research

PACKAGE = Path(sphinx_research.__file__).parent
CODE = PACKAGE.parent

MAY_IMPORT = {
    "records": frozenset[str](),
    "formats": frozenset({"records"}),
    "checks": frozenset({"records"}),
    "site": frozenset({"records", "formats", "checks"}),
    "commands": frozenset({"records", "formats", "checks"}),
}
"""What the code of each folder may import of the others."""

WITHOUT_SPHINX = ("records", "formats", "checks", "commands")

ORDER_OF_RECORDS = (
    *("addresses", "bulk", "limits"),
    *("characters", "fingerprint", "folding", "formulas", "problems", "values", "words", "raw"),
    "record_limits",
    *("markup", "identities", "names", "remedies", "matching", "model"),
    *("sources", "schema"),
    *("files", "tree"),
    *("answers", "catalogue", "views", "query"),
    *("integrity", "loading"),
)
"""The modules and folders of `records`; each may import those before it and no other."""

ORDER_OF_COMMANDS = (
    "settings",
    *("git", "changes", "encodings", "identifiers", "keys", "written"),
    *("program", "running", "asking", "terminal"),
    *("edits", "editing"),
    *("importing", "checking", "referring"),
    *("comparing", "creating", "migrating"),
    *("starting", "upgrading"),
)
"""Those of `commands`, likewise; behind them stand the programs, and none imports another."""

MOST_LINES = 350


def _module(file: Path) -> str:
    parts = file.relative_to(CODE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Go through all code but what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _statements(child)


def _imports(module: str) -> Iterator[str]:
    """Name the modules that a module imports, also those within functions."""
    for node in _statements(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def _folder(module: str) -> str:
    """Name the folder of the package in which a module lives, or nothing."""
    parts = module.split(".")
    return parts[1] if parts[0] == PACKAGE.name and len(parts) > 1 else ""


def _unit(module: str, folder: str = "records") -> str:
    """Name the part of a folder of the package to which a module belongs, or nothing."""
    parts = module.split(".")
    return parts[2] if _folder(module) == folder and len(parts) > 2 else ""


def _is_program(module: str) -> bool:
    return any(
        isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)
        for node in _tree(module).body
    )


# --- imports go one way ---------------------------------------------------------------


def test_every_folder_has_its_place() -> None:
    folders = {_folder(module) for module, file in MODULES.items() if file.parent != PACKAGE}

    assert {"records", "site"} <= folders <= MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_a_folder_imports_only_what_stands_before_it(module: str) -> None:
    folder = _folder(module)
    allowed = MAY_IMPORT.get(folder, MAY_IMPORT.keys()) | {folder, ""}

    assert {_folder(other) for other in _imports(module)} <= allowed


@pytest.mark.parametrize(
    "module", [module for module in MODULES if _folder(module) in WITHOUT_SPHINX]
)
def test_records_know_nothing_of_sphinx(module: str) -> None:
    roots = {other.partition(".")[0] for other in _imports(module)}

    assert not roots & {"sphinx", "docutils", "jinja2"}


def test_records_bring_no_sphinx_with_them() -> None:
    modules = [module for module in MODULES if _folder(module) == "records"]
    script = (
        "import importlib, sys\n"
        f"for module in {modules}: importlib.import_module(module)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(CODE)},
        capture_output=True,
        check=True,
        text=True,
    )

    imported = set(done.stdout.split())
    assert "sphinx_research" in imported
    assert not imported & {"sphinx", "docutils", "jinja2"}


def test_the_order_of_records_names_all_of_them() -> None:
    units = {_unit(module) for module in MODULES} - {""}

    assert units == set(ORDER_OF_RECORDS)
    assert len(units) == len(ORDER_OF_RECORDS)


@pytest.mark.parametrize("module", [module for module in MODULES if _unit(module)])
def test_a_module_of_records_imports_only_what_stands_before_it(module: str) -> None:
    rank = ORDER_OF_RECORDS.index(_unit(module))
    allowed = {*ORDER_OF_RECORDS[: rank + 1], ""}

    assert {_unit(other) for other in _imports(module)} <= allowed


def test_the_order_of_commands_names_all_that_are_no_programs() -> None:
    units = {
        _unit(module, "commands")
        for module in MODULES
        if _unit(module, "commands") and not _is_program(module)
    }

    assert units == set(ORDER_OF_COMMANDS)
    assert len(units) == len(ORDER_OF_COMMANDS)


@pytest.mark.parametrize(
    "module", [module for module in MODULES if _unit(module, "commands") in ORDER_OF_COMMANDS]
)
def test_a_module_of_commands_imports_only_what_stands_before_it(module: str) -> None:
    rank = ORDER_OF_COMMANDS.index(_unit(module, "commands"))
    allowed = {*ORDER_OF_COMMANDS[: rank + 1], ""}

    assert {_unit(other, "commands") for other in _imports(module)} <= allowed


@pytest.mark.parametrize("module", [module for module in MODULES if _is_program(module)])
def test_a_program_imports_no_other(module: str) -> None:
    units = {_unit(other, "commands") for other in _imports(module)}

    assert units <= {*ORDER_OF_COMMANDS, ""}


def test_no_imports_go_in_a_circle() -> None:
    graph = {
        module: {other for other in _imports(module) if other in MODULES} - {module}
        for module in MODULES
    }

    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_imports_are_written_in_full(module: str) -> None:
    relative = [
        node for node in ast.walk(_tree(module)) if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


# --- small rooms, and nothing left lying about ----------------------------------------


@pytest.mark.parametrize(
    "file", [str(file.relative_to(CODE)) for file in sorted(CODE.rglob("*.py"))]
)
def test_no_module_is_too_long(file: str) -> None:
    assert (CODE / file).read_text("utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_kept_on_the_environment(module: str) -> None:
    """Sphinx pickles its environment at every build: what is ours lives in the domain."""
    found = [
        ast.unparse(target)
        for node in ast.walk(_tree(module))
        for target in _targets(node)
        if isinstance(target, ast.Attribute) and _is_environment(target.value)
    ]

    assert found == []


def _targets(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets):
            return targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
        case ast.Call(func=ast.Name(id="setattr"), args=[owner, *_]):
            return [ast.Attribute(owner, "", ast.Store())]
        case _:
            return []


def _is_environment(node: ast.expr) -> bool:
    match node:
        case ast.Name(id="env") | ast.Attribute(attr="env"):
            return True
        case _:
            return False
