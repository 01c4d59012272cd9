"""HTML, and directives and roles that make some."""

from __future__ import annotations

from tests.attacks.attack import PAGE, RUN, Attack, Harm, Plain, page


def _writes(  # noqa: PLR0913 - one argument for each thing that differs
    name: str,
    tries: str,
    lines: str,
    harm: Harm = Harm.SCRIPT,
    *,
    plain: Plain = Plain.WORKED,
    line: int = 3,
) -> Attack:
    """Make an attack by a page that is refused at a line; 0 if it is shown, and harmless."""
    refused = f"refused {PAGE}:{line}" if line else ""
    return Attack(
        name=name, tries=tries, files=page(lines), harm=harm, plain=plain, refused=refused
    )


HTML = (
    _writes("html-script", "run a script", f"<script>{RUN}</script>"),
    _writes("html-script-upper", "the same in capitals", f"<SCRIPT\n>{RUN}</SCRIPT\n>"),
    _writes(
        "html-handler", "run a handler of a picture that fails", f'<img src=x onerror="{RUN}">'
    ),
    _writes("html-inline", "the same within a line", f'Words <img src=x onerror="{RUN}"> more.'),
    _writes("html-svg", "run a handler of a drawing", f'<svg onload="{RUN}">'),
    _writes(
        "html-slash",
        "the same with a slash for the space, which is no HTML to Markdown",
        f"<svg/onload={RUN}>",
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "html-details",
        "run a handler of an element that opens",
        f'<details open ontoggle="{RUN}">',
    ),
    _writes("html-comment", "end a comment early", f'<!--><img src=x onerror="{RUN}">-->'),
    _writes(
        "html-processing-instruction",
        "hide HTML in a processing instruction",
        f'Words <?x ><img src=x onerror="{RUN}">?>',
    ),
    _writes(
        "html-cdata",
        "hide HTML in a CDATA section",
        f'Words <![CDATA[><img src=x onerror="{RUN}">]]>',
    ),
    _writes(
        "html-declaration",
        "hide HTML in a declaration",
        f"Words <!X <img src=x onerror={RUN}>",
        plain=Plain.HARMLESS,
    ),
    _writes(
        "html-in-table",
        "write HTML into a table",
        f'| one |\n|---|\n| <img src=x onerror="{RUN}"> |',
        line=5,
    ),
    _writes(
        "html-in-heading", "write HTML into a heading", f'## Words <img src=x onerror="{RUN}">'
    ),
    _writes(
        "html-in-link", "write HTML into a link", f'[words <img src=x onerror="{RUN}">](index.md)'
    ),
    _writes("html-in-quote", "write HTML into a block quote", f'> <svg onload="{RUN}">'),
    _writes("html-in-list", "write HTML into a list", f'- one\n  - <svg onload="{RUN}">', line=4),
    _writes(
        "html-in-footnote",
        "write HTML into a footnote",
        f'One.[^1]\n\n[^1]: <svg onload="{RUN}">',
        line=5,
    ),
    _writes(
        "html-in-card",
        "write HTML into a card",
        f':::{{card}} One\n<svg onload="{RUN}">\n:::',
        line=4,
    ),
    _writes(
        "html-in-card-title",
        "write HTML into the title of a card",
        f':::{{card}} One <svg onload="{RUN}">\n:::',
    ),
    _writes(
        "html-in-caption",
        "write HTML into a caption",
        f'```{{figure}} ../_static/favicon.svg\nOne <svg onload="{RUN}">\n```',
        line=4,
    ),
    _writes(
        "html-in-admonition-title",
        "write HTML into the title of an admonition",
        f'```{{admonition}} One <svg onload="{RUN}">\nTwo.\n```',
    ),
    _writes(
        "html-in-rubric",
        "write HTML into a rubric within a tab",
        "::::{tab-set}\n:::{tab-item} One\n"
        f'```{{rubric}} <svg onload="{RUN}">\n```\n:::\n::::',
        line=5,
    ),
    _writes(
        "html-in-tab-label",
        "write HTML into the label of a tab",
        f'::::{{tab-set}}\n:::{{tab-item}} One <svg onload="{RUN}">\nTwo.\n:::\n::::',
        line=4,
    ),
    _writes(
        "html-in-dropdown-title",
        "write HTML into the title of a dropdown",
        f':::{{dropdown}} One <svg onload="{RUN}">\nTwo.\n:::',
    ),
    _writes(
        "html-in-csv-table",
        "write HTML into a cell of a table of values",
        f'```{{csv-table}}\none,"<svg onload=""{RUN}"">"\n```',
    ),
    _writes(
        "html-in-list-table",
        "write HTML into a cell of a table of lists",
        f'```{{list-table}}\n* - one\n* - <svg onload="{RUN}">\n```',
        line=5,
    ),
    _writes(
        "html-in-epigraph",
        "write HTML into an epigraph",
        f'```{{epigraph}}\n<svg onload="{RUN}">\n```',
        line=4,
    ),
    _writes("raw", "write HTML by a directive", f'```{{raw}} html\n<svg onload="{RUN}">\n```'),
    _writes(
        "raw-colons", "the same between colons", f':::{{raw}} html\n<svg onload="{RUN}">\n:::'
    ),
    _writes(
        "raw-tildes", "the same between tildes", f'~~~{{raw}} html\n<svg onload="{RUN}">\n~~~'
    ),
    _writes(
        "raw-after-spaces",
        "the same with spaces at the name",
        f'```  {{raw}}  html\n<svg onload="{RUN}">\n```',
    ),
    _writes(
        "raw-in-code-in-quote",
        "the same in a list in a block quote",
        f'> 1. ```{{raw}} html\n>    <svg onload="{RUN}">\n>    ```',
    ),
    _writes("raw-upper", "the same in capitals", f'```{{RAW}} html\n<svg onload="{RUN}">\n```'),
    _writes(
        "eval-rst-raw",
        "write HTML from reStructuredText",
        f'```{{eval-rst}}\n.. raw:: html\n\n   <svg onload="{RUN}">\n```',
    ),
    _writes(
        "eval-rst-role",
        "make a role that writes HTML",
        "```{eval-rst}\n.. role:: html(raw)\n   :format: html\n\n"
        f':html:`<svg onload="{RUN}">`\n```',
    ),
    _writes(
        "role-from-raw",
        "make a role that writes HTML, and use it",
        f'```{{role}} html(raw)\n:format: html\n```\n\n{{html}}`<svg onload="{RUN}">`',
    ),
    _writes(
        "default-role",
        "make a role that writes HTML the one of every word",
        "```{eval-rst}\n.. role:: html(raw)\n   :format: html\n\n.. default-role:: html\n\n"
        f'`<svg onload="{RUN}">`\n```',
    ),
    _writes(
        "meta-directive",
        "send visitors elsewhere",
        "```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0;url=https://canary.example/\n```",
        Harm.REDIRECT,
    ),
    _writes(
        "eval-rst-substitution",
        "hide raw HTML in a substitution of reStructuredText",
        f'```{{eval-rst}}\n.. |x| raw:: html\n\n   <svg onload="{RUN}">\n\nWords |x|.\n```',
        plain=Plain.HARMLESS,  # a substitution is unknown outside its directive,
    ),
)
