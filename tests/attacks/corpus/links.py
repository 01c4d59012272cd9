"""Symbolic links that lead out of the site."""

from __future__ import annotations

from tests.attacks.attack import Attack, Files, Harm, Plain, page, person


def _leads(  # noqa: PLR0913 - one argument for each thing that differs
    name: str,
    tries: str,
    links: dict[str, str],
    files: Files | None = None,
    *,
    plain: Plain = Plain.WORKED,
    refused: str = "",
) -> Attack:
    """Make an attack by symbolic links."""
    return Attack(
        name=name,
        tries=tries,
        files=files or {},
        links=links,
        harm=Harm.DISCLOSURE,
        plain=plain,
        refused=refused or f"symbolic-link {next(iter(links))}:1",
    )


LINKS = (
    _leads("linked-page", "let a page be a link", {"research/outside.md": "@outside@/secret.md"}),
    _leads("linked-page-relative", "the same", {"people/outside.md": "../../secret.md"}),
    _leads("linked-page-at-top", "the same at the top", {"outside.md": "@outside@/secret.md"}),
    _leads(
        "linked-folder", "let a folder of pages be a link", {"research/more": "@outside@/folder"}
    ),
    _leads("linked-top-folder", "let a folder at the top be one", {"more": "@outside@/folder"}),
    _leads(
        "linked-static-file",
        "publish a file by a link in `_static`",
        {"_static/outside.png": "@outside@/secret.png"},
    ),
    _leads(
        "linked-static-folder",
        "publish a folder by a link in `_static`",
        {"_static/more": "@outside@/folder"},
    ),
    _leads(
        "linked-static",
        "let `_static` itself be a link",
        {"_static": "@outside@/folder"},
    ),
    _leads(
        "linked-picture",
        "show a picture that is a link",
        {"research/outside.png": "@outside@/secret.png"},
        page("![it](outside.png)"),
    ),
    _leads(
        "linked-photo",
        "let a photo be a link",
        {"_static/ada.png": "@outside@/secret.png"},
        person("photo: _static/ada.png"),
    ),
    _leads(
        "linked-download",
        "offer a file that is a link",
        {"research/outside.csv": "@outside@/secret.csv"},
        page("{download}`outside.csv`"),
    ),
    _leads(
        "linked-data",
        "let a data file be a link",
        {"research/organisations.yaml": "@outside@/secret.yaml"},
        person("affiliations: [outside]"),
        plain=Plain.NOT_APPLICABLE,
    ),
    _leads(
        "linked-data-in-message",
        "have a message quote a file that is no YAML",
        {"people/collaborators.yaml": "@outside@/secret.txt"},
        plain=Plain.NOT_APPLICABLE,
    ),
    _leads(
        "linked-bibliography",
        "let a bibliography be a link",
        {"research/outside.bib": "@outside@/secret.bib"},
        plain=Plain.NOT_APPLICABLE,
    ),
    _leads(
        "linked-environment",
        "let a page be the environment",
        {"research/outside.md": "/proc/self/environ"},
        plain=Plain.WORKED,
    ),
    _leads(
        "link-of-link",
        "lead to a file outside by a link to a link",
        {"research/one.md": "two.txt", "research/two.txt": "@outside@/secret.md"},
    ),
    _leads(
        "linked-hidden",
        "lead into the folder of Git, where its tokens stand",
        {"_static/config.txt": "../.git/config"},
        {".git/config": "token = sesamopencanary\n"},
    ),
)
