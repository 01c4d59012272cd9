"""For which pages the rules hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import Built, Site

HARMFUL = {
    "html": "<b>loud</b>\n",
    "raw": "```{raw} html\n<b>loud</b>\n```\n",
    "include": "```{include} /conf.py\n```\n",
    "rst": "```{eval-rst}\n.. raw:: html\n\n   <b>loud</b>\n```\n",
    "address": "[click](ftp://loud.example)\n",
}


def build(site: Callable[[str], Site], path: str, text: str, scope: str) -> Built:
    made = site("profile")
    (made.source / path).write_text(f"---\norphan: true\n---\n# Page\n\n{text}", "utf-8")
    return made.build(warns=True, research_guarded=scope)


@pytest.mark.parametrize("scope", ["all", "records"])
def test_among_the_records_no_template_is_filled_in(
    site: Callable[[str], Site], scope: str
) -> None:
    """What Jinja fills in can run anything."""
    made = site("profile")
    with (made.source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\nmyst_enable_extensions = ["colon_fence", "substitution"]\n')
    (made.source / "people/page.md").write_text("---\norphan: true\n---\n# P\n\n{{ 6 * 7 }}\n")

    built = made.build(warns=scope == "all", research_guarded=scope)

    shown = page(built, "people/page.md")
    assert "{{ 6 * 7 }}" in shown
    assert "42" not in shown


def page(built: Built, path: str) -> str:
    return (built.out / Path(path).with_suffix(".html")).read_text("utf-8")


@pytest.mark.parametrize("scope", ["all", "records", "nonsense"])
@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_among_the_records_they_always_hold(
    site: Callable[[str], Site], text: str, scope: str
) -> None:
    built = build(site, "people/page.md", text, scope)

    assert any("page.md" in warning and "research." in warning for warning in built.warnings)
    shown = page(built, "people/page.md")
    assert "<b>loud</b>" not in shown
    assert "ftp://" not in shown


@pytest.mark.parametrize("scope", ["all", "nonsense"])
def test_they_hold_for_all_pages_unless_conf_py_says_otherwise(
    site: Callable[[str], Site], scope: str
) -> None:
    built = build(site, "page.md", HARMFUL["html"], scope)

    assert any("page.md" in warning for warning in built.warnings)
    assert "<b>loud</b>" not in page(built, "page.md")


def test_a_scope_that_is_none_is_reported(site: Callable[[str], Site]) -> None:
    built = build(site, "page.md", "Text.\n", "nonsense")

    assert [one for one in built.warnings if "research_guarded is neither" in one]
