from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sphinx_research.records.loading import load
from tests.bench.generate import SIZES, generate
from tests.bench.loading import settings_of


def digest(folder: Path) -> str:
    """One hash of all paths and contents."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = b"\0".join(
        part
        for path in files
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    )
    return sha256(content).hexdigest()[:16]


def test_a_site_is_the_same_in_every_process_and_on_every_machine(tmp_path: Path) -> None:
    generate(tmp_path / "site", SIZES["small"])

    # Figures of before a change of the site cannot be compared with those after it.
    assert digest(tmp_path / "site") == "bf7798415142d71e"


def test_a_site_has_no_problems(tmp_path: Path) -> None:
    generate(tmp_path / "site", SIZES["small"])
    loaded = load(tmp_path / "site", settings_of(tmp_path / "site"))

    assert [f"{problem.place}: {problem}" for problem in loaded.problems] == []
