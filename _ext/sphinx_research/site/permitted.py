"""What pages may hold, by name: the lists by which the guard judges."""

from __future__ import annotations

import re

_DOCUTILS = """
abbreviation acronym admonition attention attribution block_quote bullet_list caption caution
citation citation_reference classifier colspec comment compound container danger definition
definition_list definition_list_item description docinfo doctest_block document emphasis entry
enumerated_list error field field_body field_list field_name figure footnote
footnote_reference generated hint image important inline label legend line line_block list_item
literal literal_block math math_block note option option_argument option_group option_list
option_list_item option_string paragraph problematic raw reference row rubric section sidebar
strong subscript subtitle superscript system_message table target tbody term tgroup thead tip
title title_reference topic transition warning
"""
_SPHINX = """
acks centered compact_paragraph download_reference glossary highlightlang hlist hlistcol index
literal_emphasis literal_strong manpage number_reference only pending_xref
pending_xref_condition seealso toctree versionmodified
"""
_SPHINX_DESIGN = """
badges_buttons.sd_badge badges_buttons.sd_line_break icons.fontawesome icons.sd_icon
shared.PassthroughTextElement steps.steps_list
"""
NODES = frozenset(
    f"{package}.{name}"
    for package, names in (
        ("docutils.nodes", _DOCUTILS),
        ("sphinx.addnodes", _SPHINX),
        ("sphinx_design", _SPHINX_DESIGN),
    )
    for name in names.split()
)
"""The classes of nodes that come out of Markdown and the directives that pages may use.

Missing are `meta`, which writes into a page's head, `pending` and the descriptions of code.
LaTeX would take what `tabular_col_spec` holds as it is.
"""

RAW = frozenset(
    {
        *(("html", f"<{slash}{tag}>") for tag in ("s", "del") for slash in ("", "/")),
        ("html", "<br />\n"),
        ("latex", "\\\\\n"),
        *(
            ("html", f'<input class="task-list-item-checkbox" {checked}{disabled}type="checkbox">')
            for checked in ("", 'checked="checked" ')
            for disabled in ("", 'disabled="disabled" ')
        ),
    }
)
"""All that MyST and we write in a language of one format: crossed out, a new line, a box to tick.

MyST's sphinx renderer, `render_s_open`, `render_hardbreak` and `render_list_item`.
"""

ADDRESSES = frozenset(
    {
        *("refuri", "uri", "url", "href", "link", "src", "srcset", "action", "formaction"),
        *("background", "cite", "data", "longdesc", "manifest", "ping", "poster"),
    }
)
"""The attributes of nodes by which one gets from a page to another place: docutils', and those
of HTML for what an extension may keep in its nodes."""

RELATIONS = frozenset(
    {"author", "external", "license", "me", "nofollow", "noopener", "noreferrer", "ugc"}
)
"""What a link may say of the page it leads to; `opener` would let that page steer ours."""

ICON = re.compile(
    r"""<svg(?:\ (?!on|style|href)[A-Za-z-]+="[\w\ .:-]*")*>
    (?:[^<>&]*</?(?:circle|ellipse|g|line|path|polygon|polyline|rect|title)
        (?:\ (?!on|style|href)[A-Za-z0-9-]+="[^"<>&]*")*\ ?/?>)*
    </svg>""",
    re.VERBOSE,
)
"""An icon of sphinx-design: shapes only.  It writes the classes that an author gives unescaped."""

CLASSES = re.compile(
    r"""
    (?:sd-)?(?:stretched-link|card-img-overlay)  # over a whole card, or else a whole page
    | (?:dropdown-menu|fixed|modal|offcanvas|overlay|popover|position|sticky|toast|tooltip)
        (?:-.*)?                                 # Bootstrap's, which pydata-sphinx-theme has
    | field-indent-.*                            # docutils makes a style of it
    """,
    re.VERBOSE,
)
"""Classes by which something could be put over the rest of a page: a link over the whole header,
say, so that whoever wants to search leaves the site."""
