"""Numbers of versions, and what is new between two."""

from __future__ import annotations

import pytest

from sphinx_research.commands.upgrading.versions import news, number


def test_numbers_are_in_order() -> None:
    names = ["1.10", "1.0.0", "1.0rc1", "0.9", "1.0.0.dev0", "1.0.1", "1.0b2", "1.2", "1.0a1"]

    assert sorted(names, key=number) == [
        *("0.9", "1.0.0.dev0", "1.0a1", "1.0b2", "1.0rc1", "1.0.0", "1.0.1", "1.2", "1.10")
    ]


@pytest.mark.parametrize(("one", "other"), [("1", "1.0.0"), ("1.0", "1.0.0"), ("2.0.0", "2")])
def test_zeros_at_the_end_say_nothing(one: str, other: str) -> None:
    assert number(one) == number(other)


def test_only_parts_that_are_new_are_news() -> None:
    before = "# Changelog\n\n## [Unreleased]\n\n## [1.0]\n\n- One.\n"
    after = "# Changelog\n\n## [Unreleased]\n\n## [1.1]\n\n- Two.\n\n## [1.0]\n\n- One.\n"

    assert news(before, after) == "## [1.1]\n\n- Two."
    assert news(after, after) == ""
    assert news("", "") == ""
