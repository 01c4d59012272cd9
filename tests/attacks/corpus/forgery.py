"""Files and logs that would say what their writer did not."""

from __future__ import annotations

from tests.attacks.attack import PAGE, Attack, Files, Harm, Plain, block, page, paper, person


def _forges(
    name: str, tries: str, files: Files, refused: str = "", plain: Plain = Plain.NOT_APPLICABLE
) -> Attack:
    return Attack(
        name=f"forged-{name}",
        tries=tries,
        files=files,
        harm=Harm.FORGERY,
        plain=plain,
        refused=refused,
    )


LOG = (
    _forges(
        "log-by-reference",
        "give the workflow a command by a link that leads nowhere",
        page("[x](###[error]pwned)"),
        "",
        Plain.WORKED,
    ),
    _forges(
        "log-by-directive",
        "give it one by the name of a directive",
        page("```{##[error]pwned}\n```"),
        f"refused {PAGE}:3",
        Plain.WORKED,
    ),
    _forges(
        "log-by-escape",
        "write the codes of a terminal into a message",
        page("```{image} \x1b]0;pwned\x07.png\n```"),
        "",
        Plain.WORKED,
    ),
    _forges(
        "log-by-field",
        "give the workflow a command by a wrong value",
        person("since: '##[add-mask]pwned'"),
        "value people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-line-end",
        "give it one by a value of two lines",
        person("since: |\n  x\n\n  ::error::pwned"),
        "value people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-carriage-return",
        "give it one after a carriage return",
        person('role: "x\\r::error::pwned"'),
        "yaml people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-name-of-field",
        "give it one by the name of a field that does not exist",
        person('"##[error]pwned": x'),
        "unknown-field people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-key",
        "give it one by the key of an entry in BibTeX",
        person() | {"research/attack.bib": "@misc{##[error]pwned,\n  year = {2024},\n}\n"},
        "missing research/attack.bib:1",
    ),
    _forges(
        "log-by-bibtex",
        "give it one by a mistake in BibTeX",
        person() | {"research/attack.bib": "@misc{one,\n  title = ##[error]pwned,\n}\n"},
        "bibtex research/attack.bib:2",
    ),
    _forges(
        "log-by-author",
        "write the codes of a terminal as the name of an author",
        person('photo: "_static/\\e]0;pwned\\a.png"'),
        "yaml people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-front-matter",
        "give the workflow a command by a key of the front matter",
        {PAGE: '---\n"##[error]pwned": x\n---\n# Attack\n'},
        f"front-matter {PAGE}:2",
    ),
    _forges(
        "log-by-separator",
        "write a line of the log by the line separator of Unicode",
        person('role: "x\\u2028::error::pwned\\x85::error::pwned"'),
        "unknown-id people/ada-lovelace.md:4",
    ),
    _forges(
        "log-by-role",
        "give the workflow a command by a person who is not there",
        page("{person}`##[error]pwned`"),
        f"unknown-id {PAGE}:3",
    ),
)

EXPORTS = (
    _forges(
        "bibtex-by-title",
        "begin another entry of BibTeX within a title",
        block(':title: "One}\\n}\\n@misc{pwned, title={Two"\n:authors: Ada Lovelace'),
    ),
    _forges(
        "bibtex-by-note",
        "begin another entry of BibTeX in a field of one",
        paper(
            "title = {One},\nauthor = {Lovelace, Ada},\nyear = {2024},\n"
            "publisher = {One\\}\\}\n@misc\\{pwned, title=\\{Two},"
        ),
        "bibtex research/attack.bib:5",
    ),
    _forges(
        "ris-by-title",
        "begin another record of RIS within a title",
        block(':title: "One\\r\\nER  - \\r\\nTY  - pwned"\n:authors: Ada Lovelace'),
        f"block {PAGE}:4",
    ),
    _forges(
        "ris-by-abstract",
        "begin another record of RIS within an abstract",
        block(":title: One\n:authors: Ada Lovelace\n\nWords.\nER  -\nTY  - pwned\nID  - pwned"),
    ),
    _forges(
        "feed-by-news",
        "write an element into the feed",
        person(
            "news:\n  - date: 2024\n    text: ']]></title></entry><pwned/><entry>'\n"
            '  - date: 2023\n    text: "bell \\a null \\0"'
        ),
        "yaml people/ada-lovelace.md:8",
    ),
    _forges(
        "feed-by-interest",
        "write an element into all that is made of an item of news",
        person("news: [{date: 2024, text: ']]></title></entry><pwned/><entry>&pwned;'}]"),
    ),
    _forges(
        "sitemap-by-old-address",
        "write an element into the site map",
        person("redirect_from: '/x</loc></url><pwned/>'"),
        "value people/ada-lovelace.md:4",
    ),
    _forges(
        "feed-by-title",
        "write an element into the feed of a paper",
        block(":title: 'One</title><pwned/><title>&pwned;'\n:authors: Ada Lovelace\n:year: 2024"),
    ),
)

FORGERY = (*LOG, *EXPORTS)
