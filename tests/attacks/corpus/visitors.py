"""Other hosts that are told of visitors, and things that pass for something else."""

from __future__ import annotations

from tests.attacks.attack import PAGE, Attack, Harm, Plain, block, page, person, project

AWAY = "https://canary.example/x.png"


def _tells(
    name: str, tries: str, lines: str, plain: Plain = Plain.WORKED, line: int = 3
) -> Attack:
    """Make an attack by a page that is refused at a line; 0 if it is shown, and harmless."""
    return Attack(
        name=f"tracking-{name}",
        tries=tries,
        files=page(lines),
        harm=Harm.TRACKING,
        plain=plain,
        refused=f"refused {PAGE}:{line}" if line else "",
    )


TRACKING = (
    _tells("image", "show a picture of another host", f"![it]({AWAY})"),
    _tells(
        "image-no-scheme",
        "the same without a scheme",
        "![it](//canary.example/x.png)",
        Plain.HARMLESS,
    ),
    _tells(
        "image-backslash",
        "the same with backslashes",
        r"![it](<https:\\canary.example\x.png>)",
        Plain.HARMLESS,
        line=0,
    ),
    _tells("image-reference", "the same by a definition", f"![it][x]\n\n[x]: {AWAY}", line=5),
    _tells("image-in-link", "the same within a link", f"[![it]({AWAY})](../index.md)"),
    _tells("image-in-heading", "the same in a heading", f"## Words ![it]({AWAY})"),
    _tells("image-in-table", "the same in a table", f"| one |\n|---|\n| ![it]({AWAY}) |", line=5),
    _tells(
        "image-in-footnote", "the same in a footnote", f"One.[^1]\n\n[^1]: ![it]({AWAY})", line=5
    ),
    _tells(
        "image-capitals",
        "the same in capitals",
        "![it](HTTPS://CANARY.EXAMPLE/x.png)",
        Plain.HARMLESS,
    ),
    _tells("image-directive", "the same by a directive", f"```{{image}} {AWAY}\n```"),
    _tells("figure", "the same by a figure", f"```{{figure}} {AWAY}\nWords.\n```"),
    _tells("card", "the same in a card", f":::{{card}} One\n:img-top: {AWAY}\n:::", line=4),
    _tells(
        "card-background",
        "the same behind a card",
        f":::{{card}} One\n:img-background: {AWAY}\n:::",
        line=4,
    ),
    _tells(
        "avatar",
        "the same as an author's picture",
        f"```{{article-info}}\n:avatar: {AWAY}\n```",
        line=4,
    ),
    _tells(
        "stylesheet",
        "load a stylesheet",
        '<link rel="stylesheet" href="https://canary.example/x">',
    ),
    _tells(
        "preconnect",
        "have browsers greet a host",
        '<link rel="dns-prefetch preconnect" href="//canary.example">',
    ),
    _tells("video", "load a video", '<video src="https://canary.example/x" autoplay></video>'),
    _tells(
        "srcset", "load the larger picture", '<img alt="" srcset="https://canary.example/x 2x">'
    ),
    _tells("picture-input", "load a picture as a button", f'<input type=image src="{AWAY}">'),
    _tells(
        "rst-image",
        "load a picture from reStructuredText",
        f"```{{eval-rst}}\n.. image:: {AWAY}\n```",
    ),
    Attack(
        name="tracking-math",
        tries="load a picture from a formula",
        files=page(rf"$\includegraphics{{{AWAY}}}$"),
        harm=Harm.TRACKING,
        plain=Plain.HARMLESS,
        refused=f"formula {PAGE}:3",
    ),
)

RECORDS = (
    Attack(
        name="tracking-photo",
        tries="name a picture of another host as photo",
        files=person(f"photo: {AWAY}"),
        harm=Harm.TRACKING,
        plain=Plain.NOT_APPLICABLE,
        refused="missing-file people/ada-lovelace.md:4",
    ),
    Attack(
        name="tracking-project-image",
        tries="name a picture of another host as that of a project",
        files=project(f"title: One\nimage: {AWAY}"),
        harm=Harm.TRACKING,
        plain=Plain.NOT_APPLICABLE,
        refused=f"missing-file {PAGE}:4",
    ),
    Attack(
        name="tracking-paper-image",
        tries="name a picture of another host as that of a paper",
        files=block(f":title: One\n:authors: Ada Lovelace\n:image: {AWAY}"),
        harm=Harm.TRACKING,
        plain=Plain.NOT_APPLICABLE,
        refused=f"missing-file {PAGE}:6",
    ),
    Attack(
        name="tracking-abstract",
        tries="show a picture of another host in an abstract",
        files=block(f":title: One\n:authors: Ada Lovelace\n\nWords ![it]({AWAY})"),
        harm=Harm.TRACKING,
        plain=Plain.NOT_APPLICABLE,
        refused=f"refused {PAGE}:7",
    ),
    Attack(
        name="tracking-summary",
        tries="show a picture of another host in a summary",
        files=project(f"title: One\nsummary: 'Words ![it]({AWAY}) <img src=\"{AWAY}\">'"),
        harm=Harm.TRACKING,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="tracking-svg",
        tries="load a picture from a drawing",
        files=page("![it](it.svg)")
        | {
            "research/it.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            f'<image href="{AWAY}" width="9" height="9"/></svg>\n'
        },
        harm=Harm.TRACKING,
        refused=f"picture {PAGE}:3",
    ),
)

DISGUISE = (
    Attack(
        name="stretched-link",
        tries="make the whole page one link to another site",
        files=page("[words](https://canary.example/){.sd-stretched-link}"),
        harm=Harm.DISGUISE,
        refused=f"refused {PAGE}:3",
    ),
    Attack(
        name="clobbered-label",
        tries="take the ids of the theme's elements by labels",
        files=page("(searchbox)=\n## Words\n\n(content)=\n## More\n\n(search-label)=\n## Most"),
        harm=Harm.DISGUISE,
    ),
    Attack(
        name="clobbered-heading",
        tries="the same by headings",
        files=page("## Searchbox\n\nWords.\n\n## Content\n\nWords."),
        harm=Harm.DISGUISE,
    ),
    Attack(
        name="clobbered-attribute",
        tries="the same by attributes",
        files=page("{#searchbox}\nWords.\n\n{#content}\nWords."),
        harm=Harm.DISGUISE,
    ),
    Attack(
        name="clobbered-option",
        tries="the same by the option of a directive",
        files=page(
            "```{figure} ../_static/favicon.svg\n:name: searchbox\n\nWords.\n```\n\n"
            "```{figure} ../_static/favicon.svg\n:name: content\n\nWords.\n```"
        ),
        harm=Harm.DISGUISE,
    ),
    Attack(
        name="clobbered-copy",
        tries="have the button that copies a citation copy something else",
        files=block(":title: One\n:authors: Ada Lovelace\n\nWords.")
        | page("{#bibtex}\nWords.\n\n{#citation}\nWords.", "research/other.md"),
        harm=Harm.DISGUISE,
        plain=Plain.NOT_APPLICABLE,
    ),
)

VISITORS = (*TRACKING, *RECORDS, *DISGUISE)
