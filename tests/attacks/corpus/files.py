"""Files: their names, kinds and contents, where no page need speak of them."""

from __future__ import annotations

from tests.attacks.attack import PAGE, RUN, Attack, Files, Harm, Plain, page, person, text

WORDS = "# Attack\n\nWords.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{}>{}<path d="M0 0h9v9z"/></svg>\n'


def _named(name: str, tries: str, path: str, plain: Plain = Plain.HARMLESS) -> Attack:
    """Make an attack by the name of a page."""
    return Attack(
        name=name,
        tries=tries,
        files={path: WORDS},
        harm=Harm.SCRIPT,
        plain=plain,
        refused=f"file-name {path.encode('unicode_escape').decode()}:1",
    )


NAMES = (
    _named("name-quote", "end a text of a script by a page's name", f"people/x';{RUN};'.md"),
    _named("name-html", "write HTML as a page's name", f"research/<svg onload={RUN}>.md"),
    _named(
        "name-double-quote", "end an attribute by a page's name", f'research/x" onclick="{RUN}.md'
    ),
    _named("name-scheme", "make a page's name a scheme", "research/javascript:alert('pwned').md"),
    _named(
        "name-glob", "exclude other pages by a name with the signs of patterns", "people/[!x]*.md"
    ),
    Attack(
        name="name-dots",
        tries="make a page's name a way upwards",
        files={"research/...md": WORDS},
        harm=Harm.DISGUISE,
        plain=Plain.HARMLESS,
    ),
    _named("name-space", "put spaces at the ends of a name", "research/ attack .md"),
    _named("name-reversed", "make a name that reads the other way round", "people/\u202edm.da.md"),
    Attack(
        name="name-line-end",
        tries="give the workflow a command by a file's name in a message",
        files={"people/x\n::error file=index.md::pwned\n.md": WORDS},
        harm=Harm.FORGERY,
        plain=Plain.HARMLESS,  # Sphinx overlooks the file
        refused=r"file-name people/x\n::error file=index.md::pwned\n.md:1",
    ),
    Attack(
        name="name-escape",
        tries="set the title of a terminal by a file's name in a message",
        files={"people/x\x1b]0;pwned\x07.md": WORDS},
        harm=Harm.FORGERY,
        refused=r"file-name people/x\x1b]0;pwned\x07.md:1",
    ),
    Attack(
        name="name-of-folder",
        tries="write HTML as a folder's name",
        files={f"research/<svg onload={RUN}>/attack.md": WORDS},
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,
        refused=f"file-name research/<svg onload={RUN}>:1",
    ),
    Attack(
        name="name-of-picture",
        tries="end an attribute by a picture's name",
        files=page(f'![it](<x" onerror="{RUN}.png>)')
        | {f'research/x" onerror="{RUN}.png': b"no picture"},
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,
        refused=f'file-name research/x" onerror="{RUN}.png:1',
    ),
    Attack(
        name="name-of-other-page",
        tries="take the place of the search page",
        files={"search.md": WORDS, "genindex.md": WORDS, "404.md": WORDS},
        harm=Harm.DISGUISE,
        plain=Plain.HARMLESS,
    ),
    Attack(
        name="name-differs-in-case",
        tries="take the place of another page where case does not count",
        files={"people/ada-lovelace.md": WORDS, "people/Ada-Lovelace.md": WORDS},
        harm=Harm.DISGUISE,
        plain=Plain.HARMLESS,
        refused="file-name people/Ada-Lovelace.md:1",
    ),
)


def _kind(  # noqa: PLR0913 - one argument for each thing that differs
    name: str,
    tries: str,
    files: Files,
    refused: str,
    *,
    harm: Harm = Harm.SCRIPT,
    plain: Plain = Plain.WORKED,
) -> Attack:
    """Make an attack by a file that comes with pages."""
    return Attack(name=name, tries=tries, files=files, harm=harm, plain=plain, refused=refused)


KINDS = (
    _kind(
        "static-html",
        "publish a page that nothing checks",
        {"_static/login.html": f"<!doctype html><script>{RUN}</script>\n"},
        "unknown-file _static/login.html:1",
    ),
    _kind(
        "static-xhtml",
        "the same as XHTML",
        {
            "_static/login.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
            f"<script>{RUN}</script></body></html>\n"
        },
        "unknown-file _static/login.xhtml:1",
    ),
    _kind(
        "static-script",
        "publish a script, which the policy of the site takes for its own",
        {"_static/more.js": f"{RUN}\n"},
        "unknown-file _static/more.js:1",
    ),
    _kind(
        "static-script-of-theme",
        "replace a script of the theme",
        {"_static/doctools.js": f"{RUN}\n", "_static/research-copy.js": f"{RUN}\n"},
        "unknown-file _static/doctools.js:1",
    ),
    _kind(
        "static-style",
        "replace a stylesheet of the theme",
        {"_static/basic.css": "body { background: url(https://canary.example/pwned) }\n"},
        "unknown-file _static/basic.css:1",
        plain=Plain.HARMLESS,  # that of the theme is copied later
    ),
    _kind(
        "static-manifest",
        "publish a worker, which sees all that visitors ask for",
        {"_static/sw.mjs": f"{RUN}\n"},
        "unknown-file _static/sw.mjs:1",
    ),
    _kind(
        "static-template",
        "have Sphinx fill in a template",
        {
            "_static/more.css_t": "/* {{ cycler.__init__.__globals__.os"
            ".popen('touch @ran@').read() }} */\n"
        },
        "unknown-file _static/more.css_t:1",
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,  # Sphinx fills it in, in a sandbox
    ),
    _kind(
        "page-in-rst",
        "write a page in reStructuredText, which no rule for Markdown knows",
        {"research/attack.rst": f'Attack\n======\n\n.. raw:: html\n\n   <svg onload="{RUN}">\n'},
        "unknown-file research/attack.rst:1",
    ),
    _kind(
        "page-at-top",
        "write a page outside the folders of content",
        {"attack.md": f'# Attack\n\n<svg onload="{RUN}">\n'},
        "refused attack.md:3",
    ),
    _kind(
        "page-in-own-folder",
        "write a page in a folder of its own",
        {"more/attack.md": f'# Attack\n\n<svg onload="{RUN}">\n'},
        "refused more/attack.md:3",
    ),
    _kind(
        "index-page",
        "change the page at the top",
        {"index.md": f'# Site\n\n<svg onload="{RUN}">\n'},
        "refused index.md:3",
    ),
    _kind(
        "template-folder",
        "bring a template of the theme",
        {"_templates/layout.html": f"<script>{RUN}</script>\n"},
        "",
        plain=Plain.HARMLESS,  # where conf.py has not named the folder
    ),
    _kind(
        "download-html",
        "offer a page as a download",
        page("{download}`login.html`")
        | {"research/login.html": f"<!doctype html><script>{RUN}</script>\n"},
        "unknown-file research/login.html:1",
    ),
    _kind(
        "download-html-by-link",
        "offer it by a link",
        page("[it](login.html)")
        | {"research/login.html": f"<!doctype html><script>{RUN}</script>\n"},
        "unknown-file research/login.html:1",
    ),
    _kind(
        "download-svg",
        "offer a drawing with a script as a download",
        page("{download}`it.svg`") | {"research/it.svg": SVG.format(f' onload="{RUN}"', "")},
        f"refused {PAGE}:3",
    ),
    _kind(
        "download-markdown",
        "offer a page's source, which the rules for pages do not look at",
        page("{download}`attack.txt`")
        | {"research/attack.txt": "words\n", "research/.hidden": "sesamopencanary\n"}
        | page("{download}`.hidden`"),
        f"refused {PAGE}:3",
        harm=Harm.DISCLOSURE,
    ),
)


def _drawing(name: str, tries: str, attributes: str, content: str, place: str) -> Attack:
    """Make an attack by a drawing: on a page, as a photo or in ``_static``."""
    svg = SVG.format(attributes, content)
    files: dict[str, Files] = {
        "page": page("![it](it.svg)") | {"research/it.svg": svg},
        "photo": person("photo: _static/ada.svg") | {"_static/ada.svg": svg},
        "static": {"_static/it.svg": svg},
        "icon": {"_static/favicon.svg": svg},
    }
    refused = {
        "page": f"picture {PAGE}:3",
        "photo": "picture people/ada-lovelace.md:2",
        "static": "picture _static/it.svg:1",
        "icon": "picture _static/favicon.svg:1",
    }
    return Attack(
        name=f"svg-{name}",
        tries=tries,
        files=files[place],
        harm=Harm.SCRIPT,
        refused=refused[place],
    )


XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'

DRAWINGS = (
    _drawing("script", "run a script of a drawing", "", f"<script>{RUN}</script>", "page"),
    _drawing("handler", "run a handler of a drawing", f' onload="{RUN}"', "", "page"),
    _drawing(
        "link",
        "link to a script from a drawing",
        XLINK,
        f'<a xlink:href="javascript:{RUN}"><text y="5">click</text></a>',
        "page",
    ),
    _drawing(
        "foreign-object",
        "hide HTML in a drawing",
        "",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" '
        f'onload="{RUN}"/></foreignObject>',
        "page",
    ),
    _drawing(
        "animated",
        "animate a link into a script",
        XLINK,
        f'<a><animate attributeName="href" values="javascript:{RUN}"/>'
        '<text y="5">click</text></a>',
        "page",
    ),
    _drawing("photo", "run a script of a photo", "", f"<script>{RUN}</script>", "photo"),
    _drawing("in-static", "run a script of a drawing", "", f"<script>{RUN}</script>", "static"),
    _drawing("handler-in-static", "run its handler", f' onload="{RUN}"', "", "static"),
    _drawing("icon", "run a script of the site's icon", "", f"<script>{RUN}</script>", "icon"),
)

POLYGLOTS = (
    Attack(
        name="png-that-is-html",
        tries="publish HTML as a picture, for browsers that look into it",
        files=page("![it](it.png)")
        | {"research/it.png": f"<!doctype html><script>{RUN}</script>\n"},
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,
        refused=f"picture {PAGE}:3",
    ),
    Attack(
        name="svg-compressed",
        tries="publish a drawing that is packed",
        files={"_static/it.svgz": bytes.fromhex("1f8b0800000000000003") + b"no matter"},
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,
        refused="unknown-file _static/it.svgz:1",
    ),
    Attack(
        name="headers-file",
        tries="loosen the policy of the host by a file of its own",
        files={"_headers": text("/*\n  Content-Security-Policy: script-src *")},
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,
    ),
)

FILES = (*NAMES, *KINDS, *DRAWINGS, *POLYGLOTS)
