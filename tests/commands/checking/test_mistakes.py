"""Forty mistakes and more: each is told with its file, its line and a mend."""

from __future__ import annotations

import pytest

from sphinx_research.records.problems import Severity
from tests.commands.checking.conftest import Lab
from tests.commands.checking.mistakes import MISTAKES


def test_nothing_is_wrong_before(lab: Lab) -> None:
    assert lab.judge().problems == ()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_its_mend(lab: Lab, name: str) -> None:
    mistake = MISTAKES[name]
    mistake.make(lab)

    told = lab.wrong()

    first = next((one for one in told if str(one.place) == mistake.place), None)
    assert first is not None, lab.told()
    assert mistake.says in first.cause
    assert mistake.mend in f"{first.cause}; {first.mend}"
    assert len(told) <= 1 + mistake.more, lab.told()
    assert all(one.code.severity is not Severity.ADVICE for one in told)
