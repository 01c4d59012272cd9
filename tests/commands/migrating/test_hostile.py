"""Old sites with something odd in their values: no program stops in the middle, or is obeyed."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from sphinx_research.commands import check
from tests.commands.migrating.conftest import Migrated
from tests.formats.hostile import WORST

DATA = Path(__file__).parent / "data"
FORMATS = {
    "academicpages": "academicpages",
    "al_folio": "al-folio",
    "greenelab": "greenelab",
    "hugoblox": "hugoblox",
    "hugoblox_old": "hugoblox",
    "rendercv": "rendercv",
}
"""The format of each old site in `DATA`."""
ODD = (
    *WORST,
    *("../../../outside", "/etc/passwd", "..\\..\\outside", ".git/config", "people/../../outside"),
    *("{{ 7 * 7 }}", "{% include x %}", "```{raw} html\n<b>x</b>\n```", ":::{include} /x\n:::"),
    *("javascript:alert(1)", "//outside.example/x", "https://[", "[x]{onclick=alert(1)}"),
    *(
        "---\nperson: {name: X}\n---",
        "@article{x,}",
        "null",
        "[]",
        "{",
        "}",
        "'",
        "# x",
        "(x)=",
        "%",
    ),
    *("::error::x", "##[error]x", "\x1b[31mred", "index", "publications", "1e999", "2024-13-45"),
)
VALUE = re.compile(r"(\s*(?:- )?[\w-]+\s*[:=]\s*)(?:.+)")
TEXTS = {".md", ".yml", ".yaml", ".bib", ".json", ".toml"}
FORGED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]|^\s*::[a-z]|##\[", re.MULTILINE)


def _spoil(old: Path, seed: int) -> None:
    """Put odd values in place of some, and odd lines between others."""
    chance = random.Random(seed)  # noqa: S311 - the same ones every time
    texts = [path for path in sorted(old.rglob("*")) if path.suffix in TEXTS]
    for _ in range(12):
        file = chance.choice(texts)
        lines = file.read_text("utf-8").split("\n")
        at, odd = chance.randrange(len(lines)), chance.choice(ODD)
        if match := VALUE.fullmatch(lines[at]):
            lines[at] = match[1] + chance.choice((odd, json.dumps(odd)))
        else:
            lines.insert(at, odd)
        file.write_text("\n".join(lines), "utf-8", errors="replace")


def _outside(folder: Path) -> set[str]:
    """Name what is there besides what a site may hold."""
    places = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    inside = ("site/people", "site/research", "site/_static", "site/_build")
    return {place for place in places if not place.startswith(inside)}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", FORMATS)
def test_odd_values_are_carried_or_reported(
    name: str, seed: int, migrated: Migrated, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = Path(shutil.copytree(DATA / name, tmp_path / "old"))
    _spoil(old, seed)
    before = _outside(tmp_path)

    result = migrated(FORMATS[name], old)

    assert not FORGED.search(result.out + result.err)
    assert _outside(tmp_path) == before
    assert check.main(["--source", str(result.site)]) in ({0} if result.code == 0 else {0, 1})
    capsys.readouterr()


def test_a_name_that_is_none_is_reported(migrated: Migrated, tmp_path: Path) -> None:
    old = Path(shutil.copytree(DATA / "academicpages", tmp_path / "old"))
    config = old / "_config.yml"
    config.write_text(re.sub(r"(\n  name\s*: ).*", r'\1"{"', config.read_text("utf-8")), "utf-8")

    result = migrated("academicpages", old)

    assert "the brackets in `{` do not pair" in result.report


def test_text_that_no_page_may_hold_is_left_out(migrated: Migrated) -> None:
    """What is in the text would take the steps here minutes."""
    head = "cv:\n  name: Ada Lovelace\n  sections:\n    Notes:\n      - "
    result = migrated("rendercv", {"cv.yaml": f"{head}'{'[' * 30_000}'\n"})

    assert "the text is left out: the page has 30,000 signs of Markdown" in result.report
