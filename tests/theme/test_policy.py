from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp

from research_theme.policy import origin_of, policy

COUNT = "https://count.example/it.js"
CONF = """
project = html_title = "Policy"
html_theme = "research"
extensions = ["research_theme"]
"""
STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
}


def read(text: str) -> dict[str, list[str]]:
    """Read a policy as browsers do (CSP, level 3, 2.2.1): of two rules for one thing the first."""
    rules: dict[str, list[str]] = {}
    for rule in text.split(";"):
        name, *sources = rule.split()
        rules.setdefault(name, sources)
    return rules


def built(
    folder: Path,
    *,
    text: str = "Home\n====\n",
    **settings: Any,  # noqa: ANN401 - whatever conf.py may hold
) -> tuple[Path, list[str]]:
    """Build a site of one page; its folder, and what Sphinx warned of."""
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.rst").write_text(text, encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder, confoverrides=settings)
    try:
        app.build()
        warnings = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue())
        return Path(app.outdir), warnings.splitlines()
    finally:
        app.cleanup()


def head(folder: Path, name: str = "index") -> list[str]:
    """Give the head of a page: each tag as the browser meets it."""
    page = BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")
    assert page.head
    return [
        str(tag.get("http-equiv") or tag.get("name") or tag.name)
        for tag in page.head.find_all(recursive=False)
    ]


def shown(folder: Path, name: str = "index") -> dict[str, list[str]]:
    page = BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")
    (meta,) = page.select("meta[http-equiv=Content-Security-Policy]")
    return read(str(meta["content"]))


# --- what it says ----------------------------------------------------------------------------


def test_policy_lets_a_page_have_only_what_is_of_the_site() -> None:
    assert read(policy()) == STRICT


def test_site_whose_scripts_make_no_html_says_so() -> None:
    assert read(policy(trusted=True)) == STRICT | {
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }


def test_script_that_counts_visits_adds_its_origin_and_nothing_else() -> None:
    counted = ["'self'", "https://count.example"]

    assert read(policy("https://count.example", trusted=True)) == STRICT | {
        "script-src": counted,
        "connect-src": counted,
        "img-src": counted,
    }


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (COUNT, "https://count.example"),
        ("https://Count.Example:8443/a/b.js?x=1&y=2", "https://count.example:8443"),
        ("https://count.example", "https://count.example"),
    ],
)
def test_origin_is_read_from_an_address(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://count.example/it.js",
        "//count.example/it.js",
        "count.js",
        "javascript:alert(1)",
        "data:text/javascript,1",
        "https://",
        "https://*/it.js",
        "https://*.example/it.js",
        "https://me@count.example/it.js",
        "https://count.example; script-src */it.js",
        "https://count.example;script-src",
        "https://count.example/it.js\n",
        "https://[::1]/it.js",
        "https://zähler.example/it.js",
        'https://count.example/"><script>',
    ],
)
def test_what_is_no_https_address_has_no_origin(address: str) -> None:
    assert origin_of(address) == ""


@given(st.text() | st.text().map("https://".__add__))
def test_no_address_writes_more_than_one_source(address: str) -> None:
    origin = origin_of(address)

    assert read(policy(origin)).keys() == STRICT.keys()
    assert len(read(policy(origin))["script-src"]) == (2 if origin else 1)
    assert "*" not in policy(origin)


# --- what pages get --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index", "search", "genindex"])
def test_policy_stands_before_all_that_loads_something(tmp_path: Path, name: str) -> None:
    folder, told = built(tmp_path)

    assert told == []
    assert shown(folder, name) == STRICT
    assert head(folder, name)[:4] == ["meta", "viewport", "Content-Security-Policy", "referrer"]


def test_policy_has_the_origin_of_the_script_that_counts(tmp_path: Path) -> None:
    folder, _ = built(tmp_path, html_theme_options={"analytics": COUNT})

    assert shown(folder) == read(policy("https://count.example"))


def test_wrong_address_of_that_script_is_told_and_left_out(tmp_path: Path) -> None:
    options = {"analytics": '"></script><img src=x>'}
    folder, (told,) = built(tmp_path, html_theme_options=options)

    assert "`analytics` is no address of a script" in told
    assert shown(folder) == STRICT
    assert "<img" not in (folder / "index.html").read_text("utf-8")


def test_new_policy_reaches_pages_that_did_not_change(tmp_path: Path) -> None:
    built(tmp_path)
    folder, _ = built(tmp_path, html_theme_options={"analytics": COUNT})

    assert shown(folder)["img-src"] == ["'self'", "https://count.example"]


def test_site_may_have_a_policy_of_its_own(tmp_path: Path) -> None:
    own = "default-src 'self'; frame-src https://films.example"
    folder, told = built(
        tmp_path,
        html_context={"content_security_policy": own},
        html_css_files=["https://fonts.example/a.css"],
    )

    assert shown(folder) == {"default-src": ["'self'"], "frame-src": ["https://films.example"]}
    assert told == []


def test_own_policy_cannot_break_out_of_its_place(tmp_path: Path) -> None:
    folder, _ = built(tmp_path, html_context={"content_security_policy": '"><img src=x>'})

    assert "<img" not in (folder / "index.html").read_text("utf-8")


def test_other_theme_has_no_policy(tmp_path: Path) -> None:
    folder, told = built(tmp_path, html_theme="basic")

    assert "Content-Security-Policy" not in head(folder)
    assert told == []


# --- what would not work ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        (
            {"html_css_files": ["https://fonts.example/a.css"]},
            "pages ask for https://fonts.example/a.css",
        ),
        ({"html_js_files": ["//cdn.example/a.js"]}, "pages ask for //cdn.example/a.js"),
        (
            {"html_js_files": [(None, {"body": "window.mine = 1"})]},
            "a script stands in pages (window.mine = 1…)",
        ),
        (
            {"html_logo": "https://pictures.example/a.png"},
            "logo is https://pictures.example/a.png",
        ),
        (
            {"html_favicon": "https://pictures.example/a.ico"},
            "favicon is https://pictures.example/a.ico",
        ),
    ],
    ids=["style", "script", "inline", "logo", "icon"],
)
def test_what_no_browser_would_load_is_told_once(
    tmp_path: Path, settings: dict[str, Any], what: str
) -> None:
    _, told = built(tmp_path, **settings)

    mend = "the policy of the pages forbids it; have it in a file of the site"
    assert told == [f"WARNING: {what}: {mend} [research_theme.policy]"]


def test_formulas_made_by_a_script_of_another_host_are_told(tmp_path: Path) -> None:
    _, told = built(tmp_path, text="Home\n====\n\n:math:`x`\n")

    assert [line for line in told if "pages ask for https://cdn.jsdelivr.net/npm/mathjax" in line]
