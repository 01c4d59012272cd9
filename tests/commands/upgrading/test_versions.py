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


def test_numbers_longer_than_any_are_none() -> None:
    """Python makes no number of more than 4,300 digits."""
    assert number("9" * 5_000) > number("1.0")
    assert number("1.0rc" + "9" * 5_000) < number("1.0")


def test_only_parts_that_are_new_are_news() -> None:
    before = "# Changelog\n\n## [Unreleased]\n\n## [1.0]\n\n- One.\n"
    after = "# Changelog\n\n## [Unreleased]\n\n## [1.1]\n\n- Two.\n\n## [1.0]\n\n- One.\n"

    assert news(before, after) == "## [1.1]\n\n- Two."
    assert news(after, after) == ""
    assert news("", "") == ""


def test_what_had_no_version_before_is_no_news() -> None:
    added = "### Added\n\n- One,\n  in two lines.\n"
    before = f"# Changes\n\n## [Unreleased]\n\n{added}\n### Mended\n\n- A.\n"
    after = before.replace("- A.", "- A.\n- B.").replace("Unreleased", "1.0")

    assert news(before, after) == "## [1.0]\n\n### Mended\n\n- B."
    assert news(before, before.replace("Unreleased", "1.0")) == ""
