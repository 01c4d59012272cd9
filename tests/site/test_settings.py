"""The extension's own settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.site.building import Site, one, texts


def test_date_that_is_none_is_reported(site: Callable[[str], Site]) -> None:
    (warning,) = site("profile").build("dummy", warns=True, research_build_date="soon").warnings

    assert warning == (
        "WARNING: research_build_date is not a date like 2025-10-16: 'soon' [research.build-date]"
    )


def test_without_a_date_whoever_has_an_end_has_left(site: Callable[[str], Site]) -> None:
    page = site("profile").build(research_build_date="").page("people/ada")

    assert texts(page, ".role") == ["PhD student · alumni"]
    assert len(page.select(".notice")) == 2


def test_date_of_the_environment_goes_before_that_of_conf(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 14 November 2023

    page = site("profile").build().page("people/ada")

    assert texts(page, ".role") == ["PhD student"]
    assert len(page.select(".notice")) == 2


@pytest.mark.parametrize("wanted", [True, False])
def test_advice_is_given_only_where_it_is_wanted(
    site: Callable[[str], Site], *, wanted: bool
) -> None:
    built = site("lists").build("dummy", research_advice=wanted)

    assert ("research/loom.md:25: advice: publication `letters`" in built.status) is wanted


def test_roles_and_themes_are_shown_in_their_order(site: Callable[[str], Site]) -> None:
    built = site("lists").build(
        research_roles={"phd-student": "Students", "professor": "Professors"},
        research_themes={"looms": "Weaving", "engines": "Computing"},
    )

    assert texts(one(built.page("people"), "#everybody"), ".group") == [
        "Students",
        "Professors",
        "Alumni",
    ]
    assert texts(one(built.page("projects"), "#by-theme"), ".group") == ["Weaving", "Computing"]
