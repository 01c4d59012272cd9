"""Scripts in the fields of records, which no plain site has."""

from __future__ import annotations

from tests.attacks.attack import (
    MARK,
    PAGE,
    RUN,
    Attack,
    Harm,
    Plain,
    block,
    page,
    paper,
    person,
    project,
    quoted,
)

JS = f"javascript:{RUN}"
SVG = f'<svg onload="{RUN}">'
QUOTE = '">'
CONTROL = f"[click](\x01{JS})"
HANDLER = 'Ada Lovelace; x" onclick=alert`pwned` y="'
DATA = "data:text/html,<script>alert('pwned')</script>"


def _field(name: str, lines: str, *, harm: Harm = Harm.SCRIPT, line: int = 4) -> Attack:
    """Make an attack by a field of a person, at a line."""
    return Attack(
        name=f"record-{name}",
        tries=f"write a script into the record of a person: {name}",
        files=person(lines),
        harm=harm,
        plain=Plain.NOT_APPLICABLE,
        refused=f"value people/ada-lovelace.md:{line}" if line else "",
    )


PERSON = (
    _field("homepage", f'links: {{homepage: "{JS}"}}'),
    _field("homepage-capitals", f'links:\n  homepage: "JAVASCRIPT:{RUN}"', line=5),
    _field("homepage-control", f'links:\n  homepage: "\\x01javascript:{RUN}"', line=5),
    _field(
        "homepage-zero-width", 'links:\n  homepage: "https://example.org/\\u202epwned"', line=0
    ),
    _field("mastodon", f'links:\n  mastodon: "{DATA}"', line=5),
    _field("github", f'links:\n  github: "ada/../../{RUN}"', line=5),
    _field("orcid", f'orcid: "{JS}"'),
    _field("email", f'email: "ada@example.org?body=<script>{RUN}</script>"'),
    _field("award", f'awards:\n  - title: One\n    url: "{JS}"', line=6),
    _field("old-address", f'redirect_from: "/{JS}/"'),
    _field("old-address-above", "redirect_from: /../../pwned"),
    _field("old-address-of-code", "redirect_from: /_static/pwned.js"),
    _field("motto", f"motto: {quoted(f'[click]({JS})')}", line=0),
    _field("interest", f"interests: [{quoted(f'[click](<{JS}>)')}, {quoted(SVG)}]", line=0),
    _field("notice", f"notices: [{{text: {quoted(f'[click](java&Tab;script:{RUN})')}}}]", line=0),
    _field("name", f"native_name: {quoted(f'<script>{RUN}</script>')}", line=0),
    _field("affiliation", f"affiliations: [{quoted(f'</script>{SVG}')}]", line=0),
)

WORKS = (
    Attack(
        name="record-news",
        tries="write a control character before the scheme of a link",
        files=person(f"news: [{{date: 2024, text: {quoted(CONTROL)}}}]"),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused="yaml people/ada-lovelace.md:4",
    ),
    Attack(
        name="project-links",
        tries="write a script into the links of a project",
        files=project(f'title: One\nlinks:\n  code: "{JS}"'),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused=f"value {PAGE}:5",
    ),
    Attack(
        name="project-title",
        tries="close a script of the head from the title of a project",
        files=project(
            f"title: {quoted(f'</script></title>{SVG}')}\nsummary: {quoted(f'{QUOTE}{SVG}')}"
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    *(
        Attack(
            name=f"paper-{name}",
            tries=f"write a script into a paper: {name}",
            files=block(f':title: One\n:authors: Ada Lovelace\n:{name}: "{JS}"'),
            harm=Harm.SCRIPT,
            plain=Plain.NOT_APPLICABLE,
            refused=f"value {PAGE}:6",
        )
        for name in ("paper", "pdf", "code", "video", "license", "doi", "arxiv")
    ),
    Attack(
        name="paper-title",
        tries="close the data in the head of a paper's page from its title",
        files=block(
            f":title: {quoted(f'</script><script>{RUN}</script><!--')}\n:authors: Ada Lovelace"
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="paper-author",
        tries="close an attribute from the name of an author",
        files=block(
            f":title: One\n:authors: {quoted(f'Ada Lovelace; {QUOTE}{SVG}')}\n"
            f":note: {quoted(f'[x]({JS})')}"
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused=f"value {PAGE}:5",
    ),
    Attack(
        name="paper-author-in-pairs",
        tries="the same with brackets that pair",
        files=block(f":title: One\n:authors: {quoted(HANDLER)}"),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="paper-abstract",
        tries="write HTML and a link to a script into an abstract",
        files=block(
            f':title: One\n:authors: Ada Lovelace\n\n<svg onload="{RUN}">\n\n[click](<{JS}>)'
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused=f"refused {PAGE}:7",
    ),
    Attack(
        name="bib-url",
        tries="write a script as the address of a paper in BibTeX",
        files=paper(f"title = {{One}},\nauthor = {{Lovelace, Ada}},\nurl = {{{JS}}},"),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused="value research/attack.bib:4",
    ),
    Attack(
        name="bib-doi",
        tries="write a script as the DOI of a paper in BibTeX",
        files=paper(f"title = {{One}},\nauthor = {{Lovelace, Ada}},\ndoi = {{{JS}}},"),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused="value research/attack.bib:4",
    ),
    Attack(
        name="bib-note",
        tries="write HTML and links into a note in BibTeX",
        files=paper(
            "title = {One},\nauthor = {Lovelace, Ada},\n"
            f'note = {{\\href{{{JS}}}{{click}} <svg onload="{RUN}">}},\n'
            f"howpublished = {{\\url{{{JS}}}}},"
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="bib-title-in-tex",
        tries="write HTML in TeX's own notation into a title",
        files=paper(
            f"title = {{\\textless script\\textgreater {RUN}\\textless /script\\textgreater "
            f"$\\href{{{JS}}}{{x}}$}},\nauthor = {{Lovelace, Ada}},"
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="bib-key",
        tries="write HTML into the key of a paper",
        files=person()
        | {
            "research/attack.bib": f'@misc{{x"><svg/onload={RUN}>,\n'
            "  title = {One},\n  author = {Lovelace, Ada},\n}\n"
        },
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused="bibtex research/attack.bib:1",
    ),
    Attack(
        name="bib-key-element",
        tries="write a whole element into the key of a paper",
        files=person()
        | {
            "research/attack.bib": f"@misc{{x'\"><script>{MARK}</script>,\n"
            "  title = {One},\n  author = {Lovelace, Ada},\n}\n"
        },
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused="bibtex research/attack.bib:1",
    ),
    Attack(
        name="bib-abstract",
        tries="write HTML into an abstract in BibTeX",
        files=paper(
            "title = {One},\nauthor = {Lovelace, Ada},\n"
            f'abstract = {{Words <svg onload="{RUN}">}},'
        ),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    *(
        Attack(
            name=f"{kind}-url",
            tries=f"write a script as an address into {path}",
            files=person() | {path: f'one:\n  name: One\n  url: "{JS}"\n'},
            harm=Harm.SCRIPT,
            plain=Plain.NOT_APPLICABLE,
            refused=f"value {path}:3",
        )
        for kind, path in (
            ("organisation", "research/organisations.yaml"),
            ("venue", "research/venues.yaml"),
            ("collaborator", "people/collaborators.yaml"),
        )
    ),
    Attack(
        name="news-text",
        tries="link to a script from an item of news",
        files=page(":::{news}\n:::")
        | {
            "research/news.yaml": "- date: 2024-05\n"
            f"  text: \"[click]({JS}) <svg onload='{RUN}'>\"\n"
        },
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="role-text",
        tries="write HTML as the text of a role of ours",
        files=person() | page(f'{{person}}`<svg onload="{RUN}"> <ada-lovelace>`'),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
    ),
    Attack(
        name="list-option",
        tries="write HTML into an option of a directive of ours",
        files=person() | page(f':::{{publications}}\n:tag: <svg onload="{RUN}">\n:::'),
        harm=Harm.SCRIPT,
        plain=Plain.NOT_APPLICABLE,
        refused=f"unknown-id {PAGE}:3",
    ),
)

RECORDS = (*PERSON, *WORKS)
