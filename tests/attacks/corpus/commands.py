"""Commands where the site is built, and settings of a site that a page would set."""

from __future__ import annotations

from tests.attacks.attack import PAGE, RUN, Attack, Files, Harm, Plain, page, text, top

SHELL = "cycler.__init__.__globals__.os.popen('touch @ran@').read()"
"""Jinja reaches every module of Python from an object of its own."""


def _myst(lines: str, body: str) -> Files:
    return top(lines, body)


COMMANDS = (
    Attack(
        name="jinja-by-front-matter",
        tries="switch substitutions on in the front matter, and run a command in one",
        files=top(
            f"""
            myst:
              enable_extensions: [substitution]
              substitutions:
                x: "{{{{ {SHELL} }}}}"
            """,
            "{{ x }}",
        ),
        harm=Harm.COMMAND,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="jinja-in-text",
        tries="run a command in a substitution of the text, where the site allows substitutions",
        files=page(f"{{{{ {SHELL} }}}}"),
        needs=("substitution",),
        harm=Harm.COMMAND,
    ),
    Attack(
        name="jinja-in-card",
        tries="the same within a card and a list",
        files=page(f":::{{card}}\n- {{{{ {SHELL} }}}}\n:::"),
        needs=("substitution",),
        harm=Harm.COMMAND,
    ),
    Attack(
        name="jinja-reads-environment",
        tries="write a token of the environment onto the page",
        files=page("{{ cycler.__init__.__globals__.os.environ['ATTACK_SECRET'] }}"),
        needs=("substitution",),
        harm=Harm.DISCLOSURE,
    ),
    Attack(
        name="jinja-by-top-level-key",
        tries="set MyST's substitutions by their old key, beside ours",
        files=top(f'substitutions:\n  x: "{{{{ {SHELL} }}}}"', "{{ x }}"),
        needs=("substitution",),
        harm=Harm.COMMAND,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="jinja-in-record",
        tries="run a command in the summary of a project",
        files={
            PAGE: f'---\nproject:\n  title: "{{{{ {SHELL} }}}}"\n'
            f'  summary: "{{{{ {SHELL} }}}}"\n---\n# Attack\n\n:::{{profile}}\n:::\n'
        },
        harm=Harm.COMMAND,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="yaml-python-tag",
        tries="make an object of Python while YAML is read",
        files=top("orphan: !!python/object/apply:os.system ['touch @ran@']"),
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,
        refused=f"yaml {PAGE}:2",
    ),
    Attack(
        name="yaml-python-tag-in-data",
        tries="the same in a data file",
        files={
            "research/venues.yaml": "one:\n"
            "  name: !!python/object/apply:os.system ['touch @ran@']\n"
        },
        harm=Harm.COMMAND,
        plain=Plain.NOT_APPLICABLE,
        refused="yaml research/venues.yaml:2",
    ),
    Attack(
        name="only-expression",
        tries="run Python in the condition of an `only`",
        files=page("```{only} __import__('os').system('touch @ran@')\nWords.\n```"),
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="ifconfig-expression",
        tries="run Python in the condition of an `ifconfig`, which evaluates it",
        files=page("```{ifconfig} __import__('os').system('touch @ran@')\nWords.\n```"),
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,  # sphinx.ext.ifconfig is seldom on
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="autodoc-import",
        tries="have Sphinx import a module that came with the page",
        files=page("```{automodule} research.evil\n```")
        | {"research/evil.py": "from pathlib import Path\nPath('@ran@').touch()\n"},
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,  # sphinx.ext.autodoc is seldom on with Markdown
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="graphviz-picture",
        tries="have Graphviz read a file into a drawing",
        files=page('```{graphviz}\ndigraph { a [image="@outside@/secret.png"] }\n```'),
        harm=Harm.DISCLOSURE,
        plain=Plain.HARMLESS,  # sphinx.ext.graphviz is seldom on
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="docutils-conf",
        tries="slip in a configuration of docutils, which allows raw and files again",
        files=page("```{eval-rst}\n.. include:: ../../secret.txt\n```")
        | {"docutils.conf": "[general]\nraw_enabled: yes\nfile_insertion_enabled: yes\n"},
        harm=Harm.DISCLOSURE,
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="second-conf",
        tries="put another conf.py into a folder of pages",
        files={
            "research/conf.py": "from pathlib import Path\nPath('@ran@').touch()\n",
        },
        harm=Harm.COMMAND,
        plain=Plain.HARMLESS,
        refused="unknown-file research/conf.py:1",
    ),
    Attack(
        name="conf-as-download",
        tries="publish conf.py, in which people leave tokens",
        files=page("{download}`settings <../conf.py>`"),
        harm=Harm.DISCLOSURE,
        plain=Plain.HARMLESS,  # the one here holds no secret
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="myst-disable-syntax",
        tries="allow HTML again on a page, where conf.py has forbidden it",
        files=_myst("myst:\n  disable_syntax: []", f'<img src=x onerror="{RUN}">'),
        harm=Harm.SCRIPT,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="myst-url-schemes",
        tries="declare javascript: a scheme of links like any other",
        files=_myst("myst:\n  url_schemes: [javascript, https]", f"[click](<javascript:{RUN}>)"),
        harm=Harm.SCRIPT,
        plain=Plain.HARMLESS,  # markdown-it stands before it
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="myst-url-schemes-template",
        tries="declare a scheme that MyST replaces by another",
        files=_myst(
            f'myst:\n  url_schemes:\n    wiki: "javascript:{RUN}//{{{{path}}}}"',
            "[click](wiki:x)",
        ),
        harm=Harm.SCRIPT,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="myst-enable-extensions",
        tries="switch on `html_image`, and load a picture of another host with it",
        files=_myst(
            "myst:\n  enable_extensions: [html_image]",
            '<img src="https://canary.example/x.png">',
        ),
        harm=Harm.TRACKING,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="myst-html-meta",
        tries="send visitors elsewhere by a `<meta>` of the front matter",
        files=_myst(
            'myst:\n  html_meta:\n    "http-equiv=refresh": "0;url=https://canary.example/"', ""
        ),
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="front-matter-after-spaces",
        tries="write front matter that only one of two readers takes for some",
        files={
            PAGE: text("""
                ---\x20
                myst:
                  html_meta:
                    "http-equiv=refresh": "0;url=https://canary.example/"
                ---\x20
                # Attack
            """)
        },
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="front-matter-ends-in-dots",
        tries="end the front matter as YAML does, with three dots",
        files={
            PAGE: "---\nmyst:\n  html_meta:\n"
            '    "http-equiv=refresh": "0;url=https://canary.example/"\n...\n# Attack\n'
        },
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:1",
    ),
    Attack(
        name="front-matter-after-dashes",
        tries="begin the front matter with more than three dashes",
        files={
            PAGE: "-----\nmyst:\n  html_meta:\n"
            '    "http-equiv=refresh": "0;url=https://canary.example/"\n---\n# Attack\n'
        },
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:1",
    ),
    Attack(
        name="front-matter-other-line-ends",
        tries="hide front matter behind line ends that only Python knows",
        files={
            PAGE: "---\x0bmyst:\x0b  html_meta:\x0b"
            '    "http-equiv=refresh": "0;url=https://canary.example/"\x0b---\x0b# Attack\n'
        },
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:1",
    ),
    Attack(
        name="front-matter-after-bom",
        tries="hide front matter behind a byte order mark",
        files={
            PAGE: "\ufeff---\nmyst:\n  html_meta:\n"
            '    "http-equiv=refresh": "0;url=https://canary.example/"\n---\n# Attack\n'
        },
        harm=Harm.REDIRECT,
        refused=f"front-matter {PAGE}:2",
    ),
    Attack(
        name="front-matter-anchor",
        tries="let a key of ours hold what an alias then gives to MyST",
        files=top(
            'orphan: &x {html_meta: {"http-equiv=refresh": "0;url=https://canary.example/"}}\n'
            "myst: *x"
        ),
        harm=Harm.REDIRECT,
        refused=f"yaml {PAGE}:2",
    ),
    Attack(
        name="front-matter-duplicate-key",
        tries="write a key twice, for readers that take the first and others that take the last",
        files=top(
            'orphan: true\nmyst: {}\nmyst: {html_meta: {"http-equiv=refresh": '
            '"0;url=https://canary.example/"}}'
        ),
        harm=Harm.REDIRECT,
        refused=f"yaml {PAGE}:4",
    ),
)
