"""What MyST is given to read above a page, whoever wrote it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from myst_parser.config.main import TopmatterReadError, read_topmatter

from sphinx_research.records.problems import Code
from sphinx_research.records.sources.front_matter import without_record
from sphinx_research.records.sources.markdown import read_markdown


def _read_by_myst(text: str) -> tuple[object, object]:
    """Give what MyST takes for settings, and what Markdown takes for front matter."""
    try:
        settings = read_topmatter(text)
    except TopmatterReadError:
        settings = {"unreadable": True}
    tokens = MarkdownIt().use(front_matter_plugin).parse(text)
    found = [token.content for token in tokens if token.type == "front_matter"]
    return settings, yaml.safe_load(found[0]) if found else None


# --- what comes to MyST -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("orphan: true", {"orphan": True}),
        ("orphan:", {"orphan": True}),
        ("orphan: 'yes'  # for now", {"orphan": True}),
        ("orphan: false", None),
        ("nosearch: true\ntocdepth: 2\n", {"nosearch": True, "tocdepth": 2}),
        ("person:\n  name: Ada\n\n  motto: |\n    orphan: true", {"orphan": True}),
        (
            "tocdepth: 1\nproject:\n  title: A\nnosearch: on",
            {"nosearch": True, "orphan": True, "tocdepth": 1},
        ),
        ("myst: {substitutions: {a: b}}", None),
        ("myst:\n  enable_extensions: [substitution]\norphan: true", {"orphan": True}),
        ("html_meta:\n  'http-equiv=refresh': 0;url=//e.org", None),
        ("tocdepth: 99", None),
        ("orphan: [a", None),
        ("orphan: !!python/object/apply:os.system [id]", None),
        ("orphan: &a true\ntocdepth: *a", None),
        ("", None),
    ],
)
def test_only_what_pages_may_set_comes_to_myst_and_no_line_moves(
    front: str, expected: object
) -> None:
    text = f"---\n{front}\n---\n# Ada\n\nText.\n"

    given_on = without_record(text)

    assert _read_by_myst(given_on) == (expected, expected)
    assert given_on.split("\n")[-4:] == ["# Ada", "", "Text.", ""]
    assert given_on.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "beginning",
    [
        "---\nmyst: {title_to_header: true}\n",
        "---x\nmyst: {}\n---\n",
        "----\nmyst: {}\n----\n",
        "---\nmyst: {}\n...\n",
        "---\norphan: true\n--- # end\nmyst: {}\n---\n",
        "---\norphan: true\n...\nmyst: {}\n---\n",
        "---\n\n# A page\n",
        "---",
        "---\u00a0\nmyst: {}\n---\n",
    ],
)
def test_what_has_no_certain_end_is_refused_with_its_page(beginning: str) -> None:
    source = read_markdown(f"{beginning}", "people/page.md")

    assert source.refused
    assert [(one.code, one.place.line) for one in source.problems] == [(Code.FRONT_MATTER, 1)]
    assert _read_by_myst(without_record(beginning)) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "---\x0bmyst: {}\n---\n",
        "---\x85myst: {}\n---\n",
        "---\u2028myst: {}\u2028---\n",
        "---\rmyst: {}\r---\r",
        "\ufeff---\nmyst: {}\n---\n",
        "\u200b---\nmyst: {}\n---\n",
        "-\u200b--\nmyst: {}\n---\n",
        " ---\nmyst: {}\n---\n",
        "\n---\nmyst: {}\n---\n",
        "---\norphan: true\u2028myst: {}\n---\n",
        "---\norphan: true # \x85myst: {}\n---\n",
    ],
)
def test_no_odd_character_smuggles_settings_to_myst(text: str) -> None:
    settings, front = _read_by_myst(without_record(text))

    assert settings == front
    assert settings in (None, {"orphan": True})


PIECES = st.sampled_from(
    [
        *("---", "...", "-", "\n", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"),
        *("\ufeff", "\u200b", " ", "\t", "\u00a0", "myst: {}", "orphan: true", "tocdepth: 2"),
        *("person:", "  name: Ada", "{myst: 1}", "x", "#", "&a", "*a", "'", '"', "|", "? ", "- "),
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join) | st.text())
@example("---\n---\n---\nmyst: {}\n---\n")
@example("---\norphan: true\n---\n---\nmyst: {}\n---\n")
def test_whatever_stands_above_a_page_myst_reads_only_our_own(text: str) -> None:
    given_on = without_record(f"---{text}")
    settings, front = _read_by_myst(given_on)

    assert settings == front
    assert settings is None or (
        isinstance(settings, dict)
        and all(
            value is True if key in {"orphan", "nosearch"} else value in range(10)
            for key, value in settings.items()
        )
        and settings.keys() <= {"orphan", "nosearch", "tocdepth"}
    )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert given_on.count("\n") == lines


# --- what is said of it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "line", "says"),
    [
        ("orphan: maybe", 2, "`orphan` cannot be read; write `orphan: true` on a line of its own"),
        ("{orphan: true}", 2, "`orphan` cannot be read; "),
        ("person: {name: Ada}\ntocdepth: -1", 3, "`tocdepth` cannot be read; write `tocdepth: 2`"),
        ("jupytext: {}", 2, "a key `jupytext`, which pages may not set; allowed are "),
        ("html_theme.sidebar_secondary.remove: true", 2, "which pages may not set"),
        ("layout: page\ntitle: A\ntags: [a]", 2, "keys `layout`, `title`, `tags`, which pages"),
        ("layout: page", 2, "tocdepth; a page of its own begins with `person:` and `name:` below"),
        ("person: {name: Ada}\nemail: a@e.org", 3, "may not set; indent it below `person:`"),
        ("person: {name: Ada}\nhtml_theme: furo", 3, "person, project, tocdepth; remove it"),
    ],
)
def test_what_pages_may_not_set_is_told_on_its_line(front: str, line: int, says: str) -> None:
    source = read_markdown(f"---\n{front}\n---\n", "people/page.md")

    (problem,) = source.problems
    assert (problem.code, problem.place.line) == (Code.FRONT_MATTER, line)
    assert says in str(problem)
    assert not source.refused


def test_a_line_across_the_page_is_no_front_matter_below_its_top() -> None:
    assert read_markdown("# A\n\n---\n\nText\n", "people/page.md").problems == ()
