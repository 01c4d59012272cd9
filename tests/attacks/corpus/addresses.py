"""Addresses that run a script: of links, pictures and buttons, in every spelling."""

from __future__ import annotations

from tests.attacks.attack import PAGE, RUN, Attack, Harm, Plain, page

JS = f"javascript:{RUN}"
DATA = "data:text/html;base64,PHNjcmlwdD5hbGVydCgncHduZWQnKTwvc2NyaXB0Pg=="
VB = "vbscript:MsgBox(pwned)"


def _links(
    name: str, tries: str, lines: str, plain: Plain = Plain.WORKED, line: int = 3
) -> Attack:
    """Make an attack by a page that is refused at a line; 0 if it is shown, and harmless."""
    return Attack(
        name=name,
        tries=tries,
        files=page(lines),
        harm=Harm.SCRIPT,
        plain=plain,
        refused=f"refused {PAGE}:{line}" if line else "",
    )


MARKDOWN = (
    _links("link-javascript", "link to a script", f"[click](<{JS}>)", Plain.HARMLESS, line=0),
    _links(
        "link-data", "link to a page in the address", f"[click]({DATA})", Plain.HARMLESS, line=0
    ),
    _links("link-vbscript", "link to a script", f"[click]({VB})", Plain.HARMLESS, line=0),
    _links(
        "link-capitals",
        "the same in capitals",
        f"[click](<JaVaScRiPt:{RUN}>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-entities",
        "the same with references to characters",
        f"[click](<&#x6a;avascript&colon;{RUN}>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-tab",
        "the same with a tab, which browsers take out",
        f"[click](<java&Tab;script&colon;{RUN}>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-control",
        "the same after a control character, which browsers take off",
        f"[click](<\x01javascript:{RUN}>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-zero-width",
        "the same with a character of no width",
        f"[click](<java\u200bscript:{RUN}>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links("link-autolink", "the same as an autolink", f"<{JS}>", Plain.HARMLESS, line=0),
    _links(
        "link-reference",
        "the same in a definition",
        f"[click][x]\n\n[x]: <{JS}>",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-project-scheme",
        "link to a file of the reader's own machine",
        "[click](file:///etc/pwned)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "link-unknown-scheme",
        "start a program of the reader's by its scheme",
        "[click](<ms-msdt:/id pwned>)",
        Plain.HARMLESS,
        line=0,
    ),
    _links(
        "image-data", "show a picture that is a page", f"![it]({DATA})", Plain.HARMLESS, line=0
    ),
    _links(
        "image-javascript",
        "show a picture that is a script",
        f"![it](<{JS}>)",
        Plain.HARMLESS,
        line=0,
    ),
    Attack(
        name="math-href",
        tries="link to a script from a formula",
        files=page(rf"$\href{{{JS}}}{{x}}$"),
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,  # MathJax would follow it, which no test may load
        refused=f"formula {PAGE}:3",
    ),
)

DIRECTIVES = (
    _links(
        "image-target",
        "give a picture an address that is a script",
        f"```{{image}} ../_static/favicon.svg\n:target: {JS}\n```",
        line=4,
    ),
    _links(
        "image-target-data",
        "the same with a page in the address",
        f"```{{image}} ../_static/favicon.svg\n:target: {DATA}\n```",
        line=4,
    ),
    _links(
        "figure-target",
        "give a figure an address that is a script",
        f"```{{figure}} ../_static/favicon.svg\n:target: {JS}\n\nWords.\n```",
        line=4,
    ),
    _links(
        "figure-target-yaml",
        "the same with options in YAML, in capitals",
        f'```{{figure}} ../_static/favicon.svg\n---\ntarget: "JAVASCRIPT:{RUN}"\n---\nWords.\n```',
        line=5,
    ),
    _links(
        "figure-target-in-quote",
        "the same in a block quote in a list",
        f"- > ```{{figure}} ../_static/favicon.svg\n  > :target: {JS}\n  > ```",
        line=4,
    ),
    _links(
        "button-link",
        "make a button that is a script",
        f"```{{button-link}} {JS}\nclick\n```",
    ),
    _links(
        "button-link-data",
        "make a button that is a page",
        f"```{{button-link}} {DATA}\nclick\n```",
    ),
    _links(
        "button-link-control",
        "make a button that is a script after a control character",
        f"```{{button-link}} \x02{JS}\nclick\n```",
    ),
    _links(
        "card-link",
        "make a card that is a script",
        f":::{{card}} One\n:link: {JS}\n\nWords.\n:::",
        line=4,
    ),
    _links(
        "card-link-capitals",
        "the same in capitals",
        f":::{{card}} One\n:link: JavaScript:{RUN}\n\nWords.\n:::",
        line=4,
    ),
    _links(
        "grid-card-link",
        "the same in a grid",
        f"::::{{grid}} 1\n:::{{grid-item-card}} One\n:link: {JS}\n:::\n::::",
        line=5,
    ),
    _links(
        "card-in-tab-link",
        "the same in a card in a tab",
        "::::::{tab-set}\n:::::{tab-item} One\n::::{card} Two\n"
        f":link: {JS}\n::::\n:::::\n::::::",
        line=6,
    ),
    _links("badge-link", "make a badge that is a script", f"{{bdg-link-primary}}`click <{JS}>`"),
    _links(
        "badge-link-line", "the same of another look", f"{{bdg-link-danger-line}}`click <{DATA}>`"
    ),
    _links(
        "badge-in-definition",
        "the same in a table",
        f"| one |\n|---|\n| {{bdg-link-info}}`click <{JS}>` |",
        line=5,
    ),
    _links(
        "article-info",
        "make the picture of an author a script",
        "```{article-info}\n:avatar: ../_static/favicon.svg\n"
        f":avatar-link: {JS}\n:author: Ada\n```",
        line=5,
    ),
    _links(
        "toctree-entry",
        "make an entry of the contents a script",
        f"```{{toctree}}\nclick <{JS}//://>\n```",
        line=4,
    ),
    _links(
        "toctree-entry-newline",
        "the same with an address that looks like one of the web",
        "```{toctree}\nclick <javascript://%0aalert('pwned')>\n```",
        line=4,
    ),
    _links(
        "rst-link",
        "link to a script from reStructuredText",
        f"```{{eval-rst}}\n`click <{JS}>`_\n```",
    ),
    _links(
        "rst-target",
        "the same by a target",
        f"```{{eval-rst}}\nclick_\n\n.. _click: {JS}\n```",
        Plain.HARMLESS,
    ),
    _links(
        "rst-in-csv",
        "make a badge in a cell of a table of values",
        f"```{{csv-table}}\none,{{bdg-link-primary}}`click <{JS}>`\n```",
    ),
    _links(
        "code-caption-badge",
        "make a badge in the caption of a code block",
        f'```{{code-block}} text\n:caption: "{{bdg-link-primary}}`click <{JS}>`"\n\nwords\n```',
        line=4,
    ),
    _links(
        "heading-badge",
        "make a badge in a heading",
        f"## Words {{bdg-link-primary}}`click <{JS}>`",
    ),
    _links(
        "pep-role",
        "make a link with a role whose address is a setting",
        "{pep}`8`",
        Plain.HARMLESS,
        line=0,
    ),
)

ADDRESSES = (*MARKDOWN, *DIRECTIVES)
