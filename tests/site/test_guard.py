"""The guard: what is taken out of a page that is read, what is said of it, and what stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sphinx_design
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.addnodes import download_reference

import research_theme
import sphinx_research
from sphinx_research.site.permitted import CLASSES
from tests.site.building import Built, Site, contents, links, one, words

NOTES = "notes that only the machine that builds may hold"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
MAKES_ANYTHING = '''
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx import addnodes
import sphinx_design.icons


class Make(Directive):
    """Make the node that its content, which is Python, says: as an unknown extension may."""

    has_content = True

    def run(self):
        made = eval("\\n".join(self.content))
        made.line = self.lineno
        return [made]


def setup(app):
    app.add_directive("make", Make)
'''
SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "sphinx_design", "sphinx_research"],
    "myst_enable_extensions": [
        *("attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "strikethrough"),
        "tasklist",
    ],
    "suppress_warnings": ["myst.strikethrough", "toc.not_included"],
    "research_allowed": ["make"],
}
BEFORE, AFTER = "Words before.", "Words after."
SNIPPET_LINE = 5


def bare(folder: Path) -> Site:
    """Start a site that has little besides what a test adds."""
    site = Site.copy("sections", folder)
    (site.source.parent / "secret.pdf").write_text(NOTES)
    (site.source.parent / "secret.svg").write_text(DRAWING)
    site.append("conf.py", MAKES_ANYTHING)
    site.write("_static/drawn.svg", DRAWING)
    site.write("_static/paper.pdf", "%PDF-1.7")
    site.write("research/data.csv", "a,b\n")
    return site


def page(snippet: str) -> str:
    return f"# A page\n\n{BEFORE}\n\n{snippet}\n\n{AFTER}\n"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, str]], Built]:
    """Build a site with a page for each snippet, by its name."""

    def built(snippets: dict[str, str], builder: str = "html", **settings: object) -> Built:
        site = bare(tmp_path_factory.mktemp("guard"))
        for name, snippet in snippets.items():
            site.write(f"{name}.md", page(snippet))
        return site.build(builder, warns=True, **SETTINGS | settings)

    return built


def main(built: Built, name: str) -> Tag:
    return one(
        BeautifulSoup((built.out / f"{name}.html").read_text("utf-8"), "html.parser"),
        "[role=main]",
    )


def told(built: Built, name: str) -> list[str]:
    """What is said of a page: from its line on."""
    return [
        line.removeprefix(f"{name}.md:")
        for line in built.warnings
        if line.startswith(f"{name}.md:")
    ]


# --- addresses ----------------------------------------------------------------------------

BAD = "javascript:alert(1)"
SCHEME = re.compile(r"(?:javascript|steam|ms-msdt):")
LEADING = {
    "figure": f":::{{figure}} _static/drawn.svg\n:alt: Drawn\n:target: {BAD}\n\nCaption\n:::",
    "image": f":::{{image}} _static/drawn.svg\n:alt: Drawn\n:target: {BAD}\n:::",
    "button": f":::{{button-link}} {BAD}\nKept\n:::",
    "card": f":::{{card}} Kept\n:link: {BAD}\n\nInside\n:::",
    "badge": f"{{bdg-link-primary}}`Kept <{BAD}>`",
    "avatar": (
        f":::{{article-info}}\n:avatar: _static/drawn.svg\n:avatar-link: {BAD}\n:author: Kept\n:::"
    ),
    "external": "[Kept](steam://run/1){.external}",
    "automatic": "Kept <ms-msdt:/id>",
    "in-grid": f"::::{{grid}} 2\n:::{{grid-item-card}} Kept\n:link: {BAD}\n\nIn it\n:::\n::::",
    "in-note": f"::::{{note}}\n:::{{button-link}} {BAD}\nKept\n:::\n::::",
    "in-list": f"- one\n\n  :::{{button-link}} {BAD}\n  Kept\n  :::",
    "in-definition": f"Term\n: :::{{button-link}} {BAD}\n  Kept\n  :::",
    "in-quote": f"> :::{{button-link}} {BAD}\n> Kept\n> :::",
    "in-tab": (
        "::::::{tab-set}\n:::::{tab-item} Tab\n::::{dropdown} More\n"
        f":::{{button-link}} {BAD}\nKept\n:::\n::::\n:::::\n::::::"
    ),
    "in-caption": (
        f":::{{figure}} _static/drawn.svg\n:alt: Drawn\n\n{{bdg-link-primary}}`Kept <{BAD}>`\n:::"
    ),
    "in-footnote": f"Text[^a].\n\n[^a]: {{bdg-link-primary}}`Kept <{BAD}>`",
    "in-cell": f"| a |\n|---|\n| {{bdg-link-primary}}`Kept <{BAD}>` |",
    "tree": "```{toctree}\n\nEvil <javascript://%0aalert(1)>\nindex\n```",
    "download": "{download}`Kept <javascript://%0aalert(1)>`",
}


@pytest.fixture(scope="module")
def leading(build: Callable[[dict[str, str]], Built]) -> Built:
    return build(LEADING)


@pytest.mark.parametrize("name", LEADING)
def test_address_that_runs_something_is_taken_off(leading: Built, name: str) -> None:
    shown = main(leading, name)
    assert not [link for link in shown.select("[href]") if SCHEME.search(str(link["href"]))]
    assert BEFORE in words(shown)
    assert AFTER in words(shown)


@pytest.mark.parametrize("name", LEADING)
def test_address_that_runs_something_is_told_of(leading: Built, name: str) -> None:
    (message,) = told(leading, name)
    line, _, text = message.partition(": WARNING: ")
    assert SCHEME.search(page(LEADING[name]).splitlines()[int(line) - 1])
    assert SCHEME.match(text.removeprefix("a page may not lead to `"))
    assert text.endswith("https://, http:// or mailto: [research.refused]")


@pytest.mark.parametrize("name", sorted(LEADING.keys() - {"tree", "figure", "image", "avatar"}))
def test_words_of_a_link_that_is_taken_off_stay(leading: Built, name: str) -> None:
    assert "Kept" in words(main(leading, name))


def test_picture_stays_when_its_link_is_taken_off(leading: Built) -> None:
    for name in ("figure", "image", "avatar"):
        assert one(main(leading, name), "img")
        assert not main(leading, name).select("a:has(img)")


HARMLESS = """
[Web](https://example.org/a?b=c#d) <https://example.org> [Letter](mailto:ada@example.org)
[Page](index.md) [Heading](#a-page) [File](_static/paper.pdf) {download}`Data <research/data.csv>`
[New](https://example.org/new){target=_blank rel="me noopener"} ~~crossed out~~ H{sub}`2`O $a^2$

A line\\
broken.

- [ ] to do
- [x] done

{.lead #here}
A paragraph with a class.

![Drawn](_static/drawn.svg)

:::{card} Title
:link: https://example.org/card

Text
:::

::::{dropdown} More
:open:
Within.
::::
"""


def test_what_is_harmless_stays(tmp_path: Path) -> None:
    site = bare(tmp_path)
    site.write("good.md", page(HARMLESS))
    built = site.build(**SETTINGS)
    shown = main(built, "good")
    assert {
        "https://example.org/a?b=c#d",
        "https://example.org",
        "mailto:ada%40example.org",  # as docutils hides it
        "index.html",
        "#a-page",
        "https://example.org/card",
    } <= {href for _, href in links(shown)}
    assert sorted(Path(href).name for _, href in links(shown, "a.download")) == [
        "data.csv",
        "paper.pdf",
    ]
    assert one(shown, 'a[target="_blank"]')["rel"] == ["me", "noopener"]
    assert one(shown, "s").get_text() == "crossed out"
    assert [box.has_attr("checked") for box in shown.select("input[type=checkbox]")] == [
        False,
        True,
    ]
    assert one(shown, "p.lead")["id"] == "here"
    assert one(shown, 'img[alt="Drawn"]')
    assert "sd-stretched-link" in one(shown, '[href="https://example.org/card"]')["class"]
    assert one(shown, "details.sd-dropdown svg.sd-octicon")


# --- files --------------------------------------------------------------------------------

FILES = {
    "outside": "[Kept](../secret.pdf)",
    "absolute": "[Kept](/../secret.pdf)",
    "by-path": "[Kept](path:../secret.pdf)",
    "by-role": "{download}`Kept <../secret.pdf>`",
    "conf": "[Kept](conf.py)",
    "hidden": "[Kept](.hidden/notes.txt)",
    "elsewhere": "[Kept](notes.txt)",
    "picture": "[Kept](_static/drawn.svg)",
    "linked": "[Kept](_static/linked.pdf)",
    "below-link": "{download}`Kept <linked/notes.pdf>`",
    "shown-outside": "![Kept](../secret.svg)",
    "shown-linked": "![Kept](_static/linked.svg)",
    "shown-glob": "![Kept](../*)",
    "shown-kinds": "![Kept](_static/drawn.*)",
    "shown-text": "![Kept](research/data.csv)",
    "shown-hidden": ":::{image} .hidden/drawn.svg\n:alt: Kept\n:::",
    "shown-figure": ":::{figure} ../secret.svg\n:alt: Kept\n:::",
    "shown-card": ":::{card} Kept\n:img-top: ../secret.svg\n:::",
    "remote": "![Kept](https://far.example/x.png)",
    "remote-plain": "![Kept](//far.example/x.png)",
    "remote-data": ":::{image} data:image/svg+xml,x\n:alt: Kept\n:::",
    "remote-card": ":::{card} Kept\n:img-background: https://far.example/x.png\n:::",
    "remote-link": "[![Kept](https://far.example/x.png) more](https://example.org)",
    "embedded": (
        ":::{image} _static/drawn.svg\n:loading: embed\n:alt: Kept\n:::\n\n![](../secret.svg)"
    ),
}


@pytest.fixture(scope="module")
def naming(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = bare(tmp_path_factory.mktemp("files"))
    for name, snippet in FILES.items():
        site.write(f"{name}.md", page(snippet))
    site.write(".hidden/notes.txt", NOTES)
    site.write(".hidden/drawn.svg", DRAWING)
    site.write("notes.txt", NOTES)
    (site.source.parent / "notes.pdf").write_text(NOTES)
    (site.source / "_static/linked.pdf").symlink_to("../../secret.pdf")
    (site.source / "_static/linked.svg").symlink_to("drawn.svg")
    (site.source / "linked").symlink_to("..")
    excluded = ["linked", "_static/linked*"]
    return site.build(warns=True, exclude_patterns=excluded, **SETTINGS)


@pytest.mark.parametrize("name", FILES)
def test_file_that_may_not_go_out_is_told_of_at_its_line(naming: Built, name: str) -> None:
    (message,) = told(naming, name)
    match = re.fullmatch(
        r"(\d+): WARNING: the (?:file|picture) `(.+?)` .+ \[research\.refused]", message
    )
    assert match
    assert match[2] in page(FILES[name]).splitlines()[int(match[1]) - 1]


def test_no_such_file_goes_out(naming: Built) -> None:
    found = contents(naming.out)
    assert [path for path, data in found.items() if NOTES.encode() in data] == []
    assert not [path for path in found if path.startswith("_downloads/")]
    assert not [path for path in found if path.endswith("conf.py")]


@pytest.mark.parametrize("name", FILES)
def test_words_for_such_a_file_stay(naming: Built, name: str) -> None:
    assert "Kept" in words(main(naming, name)) or name == "embedded"
    assert AFTER in words(main(naming, name))


def test_no_other_host_is_told_of_visitors(naming: Built) -> None:
    for name in FILES:
        assert not main(naming, name).select('[src*="far.example"], [src^="data:"], object, video')


def test_picture_that_is_to_be_embedded_is_shown_as_any_other(naming: Built) -> None:
    assert str(one(main(naming, "embedded"), "img")["src"]).startswith("_images/drawn-")


def test_missing_picture_is_sphinx_matter(build: Callable[[dict[str, str]], Built]) -> None:
    (message,) = told(build({"missing": "![Kept](_static/missing.png)"}), "missing")
    assert message.startswith(f"{SNIPPET_LINE}: WARNING: image file not readable")


# --- nodes --------------------------------------------------------------------------------


def made(code: str) -> str:
    return f"```{{make}}\n{code}\n```"


LEADS = "refuri='https://x.example'"
NODES = {
    "raw": ("nodes.raw('', '\\x3cscript>alert(1)\\x3c/script>', format='html')", "text in HTML"),
    "raw-latex": ("nodes.raw('', r'\\input{/etc/passwd}', format='latex')", "text in LATEX"),
    "nearly": ("nodes.raw('', '\\x3cs onclick=alert(1)>', format='html')", "text in HTML"),
    "meta": (
        "nodes.meta(**{'http-equiv': 'refresh', 'content': '0; url=//far.example'})",
        "`meta`",
    ),
    "columns": ("addnodes.tabular_col_spec(spec='x')", "`tabular_col_spec`"),
    "code": ("addnodes.desc('', nodes.paragraph('', 'gone'))", "`desc`"),
    "style": ("nodes.container(style='position:fixed', classes=['kept'])", "a style of its own"),
    "any-address": ("nodes.container(href='javascript:alert(1)')", "a page may not lead to"),
    "icon": (
        """sphinx_design.icons.create_icon_node(
            sphinx_design.icons.get_octicon('report', '1em', ['x"', 'onload="alert(1)'])
        )""",
        "an icon that is more than a drawing",
    ),
    "opener": (
        f"nodes.paragraph('', '', nodes.reference('', 'x', {LEADS}, rel='opener'))",
        "a link with rel `opener`",
    ),
    "frame": (
        f"nodes.paragraph('', '', nodes.reference('', 'x', {LEADS}, target='_top'))",
        "a link with target `_top`",
    ),
}


@pytest.fixture(scope="module")
def making(build: Callable[[dict[str, str]], Built]) -> Built:
    return build({name: made(code) for name, (code, _) in NODES.items()})


@pytest.mark.parametrize("name", NODES)
def test_node_of_whatever_origin_is_judged(making: Built, name: str) -> None:
    (message,) = told(making, name)
    line, _, text = message.partition(": WARNING: ")
    assert SNIPPET_LINE <= int(line) <= SNIPPET_LINE + 2  # the directive, or its content
    assert text.startswith(NODES[name][1])
    shown = main(making, name)
    assert not shown.select("script, s, svg, .desc, [style], [onload], [target], [rel]")
    assert AFTER in words(shown)
    assert not BeautifulSoup(
        (making.out / f"{name}.html").read_text("utf-8"), "html.parser"
    ).select("meta[http-equiv=refresh]")


def test_node_that_conf_py_allows_stays(build: Callable[..., Built]) -> None:
    snippet = made(
        "nodes.paragraph('', '', addnodes.desc_name('', 'kept'), addnodes.desc_type('', 'gone'))"
    )
    built = build({"named": snippet}, research_allowed=["make", "desc_name"])
    (message,) = told(built, "named")
    assert "`desc_type` is not allowed on pages" in message
    assert one(main(built, "named"), ".descname").get_text() == "kept"
    assert "gone" not in main(built, "named").get_text()


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_it_holds_for_every_builder(build: Callable[..., Built], builder: str) -> None:
    raw, _ = NODES["raw-latex"]
    snippets = {"raw": made(raw), "link": LEADING["badge"], "file": FILES["outside"]}
    trees = build(snippets, builder).env
    assert not list(trees.get_doctree("raw").findall(nodes.raw))
    assert not list(trees.get_doctree("link").findall(nodes.reference))
    assert not list(trees.get_doctree("file").findall(download_reference))


# --- looks --------------------------------------------------------------------------------

COVERING = {
    "link": "[Kept](https://far.example){.sd-stretched-link}",
    "block": "{.sd-card-img-overlay}\nKept",
    "button": ":::{button-link} https://far.example\n:click-parent:\nKept\n:::",
    "container": ":::{container} position-fixed\nKept\n:::",
    "div": ":::{div} fixed-top\nKept\n:::",
    "admonition": ":::{admonition} Kept\n:class: modal-backdrop\nText\n:::",
}


def test_nothing_can_cover_the_rest_of_a_page(build: Callable[[dict[str, str]], Built]) -> None:
    built = build(COVERING)
    for name in COVERING:
        (message,) = told(built, name)
        assert "is not for pages: what has it may cover the others" in message
        shown = main(built, name)
        assert "Kept" in words(shown)
        assert not shown.select(
            ".sd-stretched-link, .sd-card-img-overlay, .position-fixed, .fixed-top"
        )
        assert not shown.select(".modal-backdrop")


STYLESHEETS = [
    sheet
    for package in (research_theme, sphinx_design, sphinx_research)
    for sheet in sorted(Path(str(package.__file__)).parent.rglob("*.css"))
]
LEAVING_ITS_PLACE = re.compile(r"([^{}]+)\{[^{}]*position:\s*(?:absolute|fixed)")
SMALL = {"names-site", "sd-step", "sd-tab-set", "skip-link", "to-search", "visually-hidden"}
"""Classes with which something takes a place of its own that is as small as a word."""
OF_THE_THEME = {"preview"}
"""Classes that do so only for what a script has opened."""


def test_no_class_of_our_stylesheets_lets_a_text_cover_the_page() -> None:
    assert len(STYLESHEETS) >= 3
    selectors = " ".join(
        selector
        for sheet in STYLESHEETS
        for selector in LEAVING_ITS_PLACE.findall(sheet.read_text("utf-8"))
    )
    found = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    assert "sd-stretched-link" in found
    assert {name for name in found if not CLASSES.fullmatch(name)} <= SMALL | OF_THE_THEME


WIDE = """
:::{figure} _static/drawn.svg
:alt: Drawn
:figwidth: 48%

Caption
:::

:::{list-table} Table
:width: 81%
:widths: 30 70

* - a
  - b
:::

:::{list-table} Other
:widths: auto

* - a
  - b
:::

:::{table} In Markdown
:widths: 20 80

| a | b |
|---|---|
| 1 | 2 |
:::
"""


def test_address_without_a_scheme_is_told_once(build: Callable[[dict[str, str]], Built]) -> None:
    built = build(
        {
            "short": "A [group](www.example.org).",
            "phone": "[Call](tel:+49123).",
            "label": "(fig:one)=\n# One\n\n[See](fig:one) and [See](#fig:one).",
        }
    )
    (of_short,), (of_phone,) = told(built, "short"), told(built, "phone")
    assert "may not lead to `www.example.org`; " in of_short
    assert "begin the address with https://" in of_phone
    assert "A group." in main(built, "short").get_text()
    assert not told(built, "label")


def test_widths_are_classes(tmp_path: Path) -> None:
    site = bare(tmp_path)
    site.write("wide.md", page(WIDE))
    shown = main(site.build(**SETTINGS), "wide")
    assert "width-50" in one(shown, "figure")["class"]
    table, other, written = shown.select("table")
    assert "width-80" in table["class"]
    assert [column["class"] for column in table.select("col")] == [["width-30"], ["width-70"]]
    assert not other.select("col")
    assert [column["class"] for column in written.select("col")] == [["width-20"], ["width-80"]]
    assert not shown.select("[style]")


def test_width_that_is_no_share_is_refused(build: Callable[[dict[str, str]], Built]) -> None:
    figure = ":::{figure} _static/drawn.svg\n:alt: Drawn\n:figwidth: 300px\n\nCaption\n:::"
    table = ":::{list-table}\n:width: 20em\n\n* - a\n:::"
    built = build({"figure": figure, "table": table})
    (of_figure,), (of_table,) = told(built, "figure"), told(built, "table")
    assert "a figure is `300px` wide; give it in per cent" in of_figure
    assert "`:figwidth: 50%`" in of_figure
    assert of_figure.startswith(f"{SNIPPET_LINE + 2}:")
    assert "a table is `20em` wide" in of_table
    assert of_table.startswith(f"{SNIPPET_LINE + 1}:")
    for name in ("figure", "table"):
        assert not main(built, name).select("[style]")
    assert one(main(built, "figure"), "figcaption").get_text().strip() == "Caption"


# --- what is read at all ------------------------------------------------------------------


def test_no_setting_of_docutils_undoes_what_is_switched_off(tmp_path: Path) -> None:
    site = bare(tmp_path)
    site.write("docutils.conf", "[general]\nraw_enabled: yes\nfile_insertion_enabled: yes\n")
    site.write("secret.txt", NOTES)
    site.write(
        "reading.md",
        page(
            "```{csv-table}\n:file: secret.txt\n```\n\n```{literalinclude} secret.txt\n```\n\n"
            "```{raw} html\n<b id=raw>raw</b>\n```"
        ),
    )
    allowed = ["csv-table", "literalinclude", "raw"]
    built = site.build(warns=True, **SETTINGS | {"research_allowed": allowed})
    assert NOTES not in (built.out / "reading.html").read_text("utf-8")
    assert not main(built, "reading").select("#raw")


def test_html_stays_text(build: Callable[[dict[str, str]], Built]) -> None:
    built = build({"html": "<script>alert(1)</script>\n\nText <img src=x onerror=alert(1)>."})
    assert not main(built, "html").select("script, img")
    assert AFTER in words(main(built, "html"))


def test_templates_are_not_filled_in(build: Callable[..., Built]) -> None:
    built = build({"template": "Sum: {{ 6 * 7 }}"}, myst_enable_extensions=["substitution"])
    assert "42" not in words(main(built, "template"))
    (message,) = [line for line in built.warnings if line.startswith("conf.py")]
    assert "`substitution`, with which any page can run code" in message


def test_page_that_is_refused_is_replaced_by_a_notice(
    build: Callable[[dict[str, str]], Built],
) -> None:
    built = build({"refused": "```{include} index.md\n```"})
    shown = words(main(built, "refused"))
    assert "left out until the problem that the build reports is mended" in shown
    assert BEFORE not in shown
    assert built.domain.refused == {"refused.md"}


def test_messages_cannot_be_forged(build: Callable[[dict[str, str]], Built]) -> None:
    code = "nodes.container(href='javascript:x\\n::error::forged' + 'x' * 500)"
    (message,) = told(build({"forged": made(code)}), "forged")
    assert "`javascript:x\\n::error::forgedxxx" in message
    assert len(message) < 300


def test_long_code_has_no_colours(build: Callable[..., Built]) -> None:
    """Lexers need the square of its length, or the cube."""

    def code(lines: int) -> str:
        return "```python\n" + "import this_module\n" * lines + "```\n\n"

    built = build({"long": f"{code(200)}{code(300)}", "much": code(250) * 8, "bad": "{x}`y`"})

    def coloured(name: str) -> list[bool]:
        return [bool(block.select(".kn")) for block in main(built, name).select("pre")]

    assert coloured("long") == [True, False]
    assert coloured("much") == [True] * 6 + [False] * 2
    assert [len(pre.get_text().split()) for pre in main(built, "long").select("pre")] == [400, 600]


def test_what_may_be_written_out_often_is_short(build: Callable[..., Built]) -> None:
    """Three characters name a heading or an address again, and each time all of it goes out."""
    long = "https://e.example/" + "a" * 5_000
    built = build({"long": f"## {'word ' * 1_001}\n\n[x][a] [y][a]\n\n[a]: {long}"})

    assert len(built.warnings) == 3
    assert all("characters; shorten it to 5,000" in one for one in built.warnings)
    page = main(built, "long")
    assert len(one(page, "h2").get_text()) < 200
    assert page.select(f'a[href="{long}"]') == []
    assert "x y" in page.get_text()
