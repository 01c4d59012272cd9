"""In a project whose other pages are its own, only people and research are looked at."""

from __future__ import annotations

import pytest

from tests.commands.checking.conftest import CONF, Lab

OTHERS = """\
# Engines

<b>Loud</b> and {{ filled }}, with [an anchor](#anywhere) and `{py:class}`.

```{include} changes.txt
```
"""


@pytest.fixture
def records(lab: Lab) -> Lab:
    """Give a project whose other pages anything may stand on."""
    lab.write("conf.py", f'{CONF}research_guarded = "records"\n')
    lab.write("index.md", OTHERS)
    lab.write("api.rst", "API\n===\n\n.. raw:: html\n\n   <b>Loud</b>\n")
    return lab


def test_other_pages_may_hold_anything(records: Lab) -> None:
    assert records.wrong() == []


def test_pages_of_records_may_lead_to_them(records: Lab) -> None:
    links = "[A](../api.rst), [B](../index.md#b), [C](#any-label), {doc}`/api`, {ref}`any`"
    toctree = "\n\n```{toctree}\n/api\n```\n"
    with (records.root / "people/ada-lovelace.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{links}{toctree}")

    assert records.wrong() == []


@pytest.mark.parametrize("text", ["<b>loud</b>", "```{include} /conf.py\n```", "[A](charles.md)"])
def test_pages_of_records_are_looked_at(records: Lab, text: str) -> None:
    with (records.root / "people/ada-lovelace.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{text}\n")

    assert len(records.wrong()) == 1


def test_what_is_looked_at_ends_a_verdict(lab: Lab) -> None:
    cache = lab.root / "cache"
    assert lab.wrong(cache) == []
    lab.write("index.md", OTHERS)
    assert lab.wrong(cache)

    lab.write("conf.py", f'{CONF}research_guarded = "records"\n')

    assert lab.wrong(cache) == []
