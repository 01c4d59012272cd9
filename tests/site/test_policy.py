"""What pages may load, as hosts are told, and what pages ask of nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.building import PUBLISHED, Site, one, parse

THEMED = {"extensions": ["myst_parser", "sphinx_research", "research_theme"]}
OURS = PUBLISHED | THEMED | {"html_theme": "research"}
ALONE = "frame-ancestors 'none'"


def sent(out: Path) -> str:
    """Read the policy that hosts are asked to send with all files."""
    first, policy = (out / "_headers").read_text("utf-8").splitlines()[:2]
    assert first == "/*"
    return policy.removeprefix("  Content-Security-Policy: ")


def policy(page: BeautifulSoup) -> str:
    return str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_has_the_policy_that_hosts_are_told(
    site: Callable[[str], Site], builder: str
) -> None:
    out = site("landing").build(builder, **OURS).out
    pages = {path: parse(path) for path in out.rglob("*.html") if "_static" not in path.parts}
    moved = {path for path, page in pages.items() if page.select("meta[http-equiv=refresh]")}

    assert moved
    assert {policy(pages[path]) for path in moved} == {
        "default-src 'none'; base-uri 'none'; form-action 'none'"
    }
    (ours,) = {policy(page) for path, page in pages.items() if path not in moved}
    assert sent(out) == f"{ours}; {ALONE}"
    assert "require-trusted-types-for 'script'" in ours


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_pages_of_other_themes_get_no_policy_that_would_break_them(
    site: Callable[[str], Site], theme: str
) -> None:
    built = site("landing").build(html_theme=theme, **PUBLISHED)

    assert sent(built.out) == ALONE
    assert not built.page("index").select("meta[http-equiv=Content-Security-Policy]")


def test_hosts_are_told_the_policy_that_a_site_gives_for_another_theme(
    site: Callable[[str], Site],
) -> None:
    own = {"content_security_policy": "default-src\n  'self'"}
    built = site("landing").build(html_theme="furo", html_context=own, **PUBLISHED)

    assert sent(built.out) == f"default-src 'self'; {ALONE}"


def test_new_policy_and_new_theme_reach_hosts(site: Callable[[str], Site]) -> None:
    landing = site("landing")
    landing.build(**OURS)
    counted = OURS | {"html_theme_options": {"analytics": "https://count.example/it.js"}}

    assert "script-src 'self' https://count.example;" in sent(landing.build(**counted).out)
    assert sent(landing.build(**(OURS | {"html_theme": "basic"})).out) == ALONE


@pytest.mark.parametrize("given", ["hosting", "hosting/_headers"])
def test_file_of_the_site_s_own_goes_before_ours(site: Callable[[str], Site], given: str) -> None:
    landing = site("landing")
    landing.write("hosting/_headers", "/*\n  X-Mine: 1\n")
    before = sent(landing.build(**PUBLISHED).out)

    out = landing.build(html_extra_path=[given], **PUBLISHED).out
    assert (out / "_headers").read_text("utf-8") == "/*\n  X-Mine: 1\n"
    assert sent(landing.build(**PUBLISHED).out) == before == ALONE


def test_page_with_a_formula_asks_for_no_script_where_conf_says_nothing_of_formulas(
    site: Callable[[str], Site],
) -> None:
    page = site("roles")
    page.append("index.md", "\nInline $x^2$.\n")

    built = page.build(html_math_renderer=None).page("index")

    assert one(built, "msup").get_text() == "x2"
    assert not built.select("script[src*=mathjax]")
