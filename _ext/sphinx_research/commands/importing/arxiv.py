"""Preprints as arXiv has them.

API: https://info.arxiv.org/help/api/user-manual.html.  Its texts are TeX, more or less.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.importing import loose
from sphinx_research.commands.importing.found import Draft, Found, author_of, day
from sphinx_research.commands.importing.http import Client, NotThereError, ServiceError
from sphinx_research.records.characters import visible
from sphinx_research.records.sources.abstracts import not_prose
from sphinx_research.records.sources.latex import to_markdown, to_markup_source

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_TELLING = re.compile(
    r"accepted|appear|publish|proceedings|conference|journal|workshop|withdrawn", re.IGNORECASE
)
"""Remarks of authors that say more than how many pages there are."""


def work(client: Client, identifier: str) -> Found:
    """Ask for a preprint.

    :raises NotThereError: if arXiv has none of that identifier
    :raises ServiceError: if it gives no usable answer
    """
    params = {"id_list": identifier, "max_results": "1"}
    address = f"{client.services.arxiv}/api/query"
    return read(client.content(address, "application/atom+xml", params), identifier)


def read(feed: bytes, identifier: str) -> Found:
    """Read the answer for one identifier.

    :raises NotThereError: if there is no entry of that identifier
    :raises ServiceError: if it is no feed
    """
    try:
        # Entities alone would be dangerous, and arXiv has none.  In UTF-16 they would not be seen.
        text = feed.decode("utf-8-sig")
        top = ET.fromstring("" if "<!DOCTYPE" in text else text)  # noqa: S314 - as said
    except (ET.ParseError, ValueError, LookupError):
        msg = "arXiv gave an answer that cannot be read; try again later"
        raise ServiceError(msg) from None
    for entry in top.iter(f"{_ATOM}entry"):
        if arxiv_in(_text(entry, f"{_ATOM}id").replace("http://", "https://")) == identifier:
            return _read_entry(entry, identifier)
    msg = f"arXiv has no paper {identifier}; compare the number with the paper's first page"
    raise NotThereError(msg)


def _read_entry(entry: ET.Element, identifier: str) -> Found:
    draft = Draft()
    draft.put("title", to_markup_source(_text(entry, f"{_ATOM}title")))
    names = [_text(one, f"{_ATOM}name") for one in entry.iter(f"{_ATOM}author")]
    draft.put("authors", [one for one in map(author_of, map(_plain_name, names)) if one])
    draft.put("date", day(_text(entry, f"{_ATOM}published")))
    draft.put("venue", "arXiv")
    draft.put("arxiv", identifier)
    draft.put("type", "preprint")
    abstract = to_markdown(_paragraphs(entry))
    if not not_prose(visible(abstract)):
        draft.put("abstract", abstract)
    notes = []
    if where := _text(entry, f"{_ARXIV}journal_ref"):
        notes.append(f"arXiv says that it appeared in: {where}")
    remark = _text(entry, f"{_ARXIV}comment")
    if _TELLING.search(remark):
        notes.append(f"its authors say: {remark}")
    withdrawn = re.search(
        r"\bhas been withdrawn\b|\bis withdrawn\b", f"{remark} {abstract}", re.IGNORECASE
    )
    return Found(
        draft.data,
        "arXiv",
        retracted="its authors have withdrawn it from arXiv" if withdrawn else "",
        published=_published(entry),
        notes=tuple(notes),
    )


def _published(entry: ET.Element) -> str:
    doi = doi_in(next(iter(_text(entry, f"{_ARXIV}doi").split()), ""))
    return "" if doi.startswith("10.48550/") else doi


def _text(element: ET.Element, name: str) -> str:
    return loose.line(element.findtext(name))


def _plain_name(name: str) -> str:
    return to_markup_source(name).replace("\\", "") if "\\" in name else name


def _paragraphs(entry: ET.Element) -> str:
    """Give the abstract with its paragraphs: arXiv indents the first line of each."""
    summary = loose.text(entry.findtext(f"{_ATOM}summary"))
    return re.sub(r"\n[ \t]+(?=\S)", "\n\n", summary)
