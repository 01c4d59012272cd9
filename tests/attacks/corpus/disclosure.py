"""Files outside the site, named on pages and in records."""

from __future__ import annotations

from tests.attacks.attack import PAGE, Attack, Harm, Plain, block, page, person, project

UP = "../" * 12
"""The way to the root, from wherever the site is."""


def _reads(
    name: str, tries: str, lines: str, plain: Plain = Plain.WORKED, refused: str = "refused :3"
) -> Attack:
    """Make an attack by a page; of its lines, the first is line 3."""
    return Attack(
        name=name,
        tries=tries,
        files=page(lines),
        harm=Harm.DISCLOSURE,
        plain=plain,
        refused=refused.replace(" :", f" {PAGE}:"),
    )


DIRECTIVES = (
    _reads("include", "include a file", "```{include} ../../secret.txt\n```"),
    _reads("include-colons", "the same between colons", ":::{include} ../../secret.txt\n:::"),
    _reads(
        "include-absolute",
        "the same by its whole path",
        "```{include} @outside@/secret.txt\n:literal:\n```",
        Plain.HARMLESS,  # Sphinx takes it for a path within the site
    ),
    _reads(
        "include-environment",
        "include the environment",
        f"```{{include}} {UP}proc/self/environ\n```",
    ),
    _reads(
        "include-in-list",
        "include a file within a list",
        "- one\n\n  ```{include} ../../secret.txt\n  ```",
        refused="refused :5",
    ),
    _reads(
        "include-in-quote",
        "include a file within a block quote",
        "> ```{include} ../../secret.txt\n> ```",
    ),
    _reads(
        "include-in-footnote",
        "include a file within a footnote",
        "Words.[^1]\n\n[^1]: More.\n\n    ```{include} ../../secret.txt\n    ```",
        refused="refused :7",
    ),
    _reads(
        "include-in-admonition",
        "include a file within an admonition",
        "````{note}\n```{include} ../../secret.txt\n```\n````",
        refused="refused :4",
    ),
    _reads(
        "include-in-tab",
        "include a file within a tab",
        "::::::{tab-set}\n:::::{tab-item} One\n:::{include} ../../secret.txt\n:::\n:::::\n::::::",
        refused="refused :5",
    ),
    _reads(
        "include-in-grid",
        "include a file within a card of a grid",
        "::::::{grid} 2\n:::::{grid-item-card} One\n:::{include} ../../secret.txt\n:::\n"
        ":::::\n::::::",
        refused="refused :5",
    ),
    _reads(
        "include-in-caption",
        "include a file in the caption of a figure",
        "````{figure} ../_static/favicon.svg\n```{include} ../../secret.txt\n```\n````",
        refused="refused :4",
    ),
    _reads(
        "include-in-table",
        "include a file in a cell of a table",
        "`````{list-table}\n* - one\n* - ```{include} ../../secret.txt\n    ```\n`````",
        refused="refused :5",
    ),
    _reads("literalinclude", "show a file as code", "```{literalinclude} ../../secret.txt\n```"),
    _reads(
        "literalinclude-diff",
        "show what a file has more than another",
        "```{literalinclude} attack.md\n:diff: ../../secret.txt\n```",
    ),
    _reads(
        "csv-table-file",
        "show a file as a table",
        "```{csv-table}\n:file: ../../secret.csv\n```",
    ),
    _reads(
        "csv-table-file-yaml",
        "the same with options in YAML",
        "```{csv-table}\n---\nfile: ../../secret.csv\n---\n```",
    ),
    _reads(
        "csv-table-url",
        "have the build ask for an address of the machine itself",
        "```{csv-table}\n:url: file://@outside@/secret.csv\n```",
    ),
    _reads("raw-file", "show a file as HTML", "```{raw} html\n:file: ../../secret.txt\n```"),
    _reads(
        "raw-url",
        "show an address of the machine itself as HTML",
        "```{raw} html\n:url: file://@outside@/secret.txt\n```",
    ),
    _reads(
        "eval-rst-include",
        "include a file from reStructuredText",
        "```{eval-rst}\n.. include:: ../../secret.txt\n```",
    ),
    _reads(
        "eval-rst-in-dropdown",
        "the same within a dropdown",
        "````{dropdown} More\n```{eval-rst}\n.. literalinclude:: ../../secret.txt\n```\n````",
        refused="refused :4",
    ),
    _reads("download", "offer a file", "{download}`it <../../secret.txt>`"),
    _reads(
        "download-absolute",
        "offer a file by its whole path",
        "{download}`@outside@/secret.txt`",
        Plain.HARMLESS,
    ),
    _reads(
        "download-environment",
        "offer the environment",
        f"{{download}}`it <{UP}proc/self/environ>`",
    ),
    _reads(
        "download-in-table",
        "offer a file from a cell of a table",
        "| one |\n|---|\n| {download}`it <../../secret.txt>` |",
        refused="refused :5",
    ),
    _reads("link-to-file", "offer a file by a link", "[it](../../secret.txt)"),
    _reads("link-to-path", "offer a file by a link with `path:`", "[it](path:../../secret.txt)"),
    _reads(
        "link-encoded",
        "the same with an encoded path",
        "[it](..%2F..%2Fsecret.txt)",
        Plain.HARMLESS,
        refused="",
    ),
    _reads(
        "link-by-reference",
        "offer a file by a reference defined elsewhere",
        "Words, and [it][x].\n\n[x]: ../../secret.txt",
        refused="refused :5",
    ),
    _reads("autolink-to-path", "offer a file by an autolink", "<path:../../secret.txt>"),
    _reads("image", "show a file as a picture", "![it](../../secret.png)"),
    _reads(
        "image-absolute",
        "the same by its whole path",
        "![it](@outside@/secret.png)",
        Plain.HARMLESS,  # Sphinx says itself that it cannot read it
        refused="",
    ),
    _reads("image-directive", "the same by a directive", "```{image} ../../secret.png\n```"),
    _reads("figure", "the same by a figure", "```{figure} ../../secret.png\nWords.\n```"),
    _reads("image-glob", "the same by a pattern", "```{image} ../../secret.*\n```"),
    _reads(
        "card-picture",
        "show a file as the picture of a card",
        ":::{card} One\n:img-top: ../../secret.png\n:::",
        refused="refused :4",
    ),
    _reads(
        "card-background",
        "show a file behind a card",
        ":::{card} One\n:img-background: ../../secret.png\n:::",
        refused="refused :4",
    ),
    _reads("image-no-picture", "show a text file as a picture", "![it](../../secret.txt)"),
    _reads("image-in-heading", "show a file in a heading", "## Words ![it](../../secret.png)"),
    _reads(
        "image-in-definition",
        "show a file by a reference defined in a block quote",
        "![it][x]\n\n> [x]: ../../secret.png",
        refused="refused :5",
    ),
    _reads(
        "toctree-glob",
        "take pages from outside into the table of contents",
        "```{toctree}\n:glob:\n\n../../*\n```",
        plain=Plain.HARMLESS,
        refused="",
    ),
)


RECORDS = (
    Attack(
        name="photo-outside",
        tries="name a file outside as photo",
        files=person("photo: ../secret.png"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused="missing-file people/ada-lovelace.md:4",
    ),
    Attack(
        name="photo-absolute",
        tries="name a file by its whole path as photo",
        files=person("photo: '@outside@/secret.png'"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused="missing-file people/ada-lovelace.md:4",
    ),
    Attack(
        name="project-image-outside",
        tries="name a file outside as the picture of a project",
        files=project("title: Attack\nimage: research/../../secret.png"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused=f"missing-file {PAGE}:4",
    ),
    Attack(
        name="paper-image-outside",
        tries="name a file outside as the picture of a paper",
        files=block(":title: One\n:authors: Ada Lovelace\n:image: ../secret.png"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused=f"missing-file {PAGE}:6",
    ),
    Attack(
        name="include-in-abstract",
        tries="include a file in the abstract of a paper",
        files=block(":title: One\n:authors: Ada Lovelace\n\n```{include} ../../secret.txt\n```"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused=f"refused {PAGE}:7",
    ),
    Attack(
        name="link-in-abstract",
        tries="offer a file by a link in an abstract",
        files=block(":title: One\n:authors: Ada Lovelace\n\n[it](../../secret.txt)"),
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
        refused=f"refused {PAGE}:7",
    ),
    Attack(
        name="typst-read",
        tries="read a file while the CV of a person is set",
        files=person(
            "motto: '#read(\"/secret.txt\")'\n"
            "interests: ['#read(\"@outside@/secret.txt\")', '$#read(\"../secret.txt\")$']"
        ),
        settings={"research_cv": True},
        harm=Harm.DISCLOSURE,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="tex-input",
        tries="read a file by a formula",
        files=page(r"$\input{../../secret.txt}$"),
        harm=Harm.DISCLOSURE,
        plain=Plain.HARMLESS,
        refused=f"formula {PAGE}:3",
    ),
    Attack(
        name="svg-entity",
        tries="have an entity of a drawing read a file",
        files=page("![it](entity.svg)")
        | {
            "research/entity.svg": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file://@outside@/secret.txt">]>'
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&x;</text></svg>'
        },
        harm=Harm.DISCLOSURE,
        plain=Plain.HARMLESS,
        refused=f"picture {PAGE}:3",
    ),
)

DISCLOSURE = (*DIRECTIVES, *RECORDS)
