"""What somebody asks to be added: a DOI, an arXiv id, an address or a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from sphinx_research.commands.identifiers import arxiv_in, arxiv_of, doi_in

Form = Literal["doi", "arxiv", "acl", "dblp", "file", "unknown"]

SUFFIXES = frozenset({".bib", ".ris", ".json", ".cff"})
"""Files that are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for.

    :param value: an identifier in the form of records, or the path of a file; of what is
        unknown, what to do instead
    """

    form: Form
    value: str
    written: str


_DOI = re.compile(r"10\.\d{4,9}/[^\s?#\"<>]+")
_OF_PAGES = re.compile(
    r"(?:v\d+)?(?:\.(?:full|abstract|pdf|html|short|full-text)(?:\.pdf)?)$"
    r"|/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary|references|full/html)$"
    r"|\.pdf$",
    re.IGNORECASE,
)
"""What publishers put behind a DOI in the addresses of their pages."""
_ADVICE = {
    "openreview.net": "its page has a BibTeX button: save that as a .bib file, and add the file",
    "openaccess.thecvf.com": "its page shows BibTeX: save that as a .bib file, and add the file",
    "proceedings.neurips.cc": "its page has a Bibtex button: save the file, and add that",
    "papers.nips.cc": "its page has a Bibtex button: save the file, and add that",
    "proceedings.mlr.press": "its page shows BibTeX: save that as a .bib file, and add the file",
    "ieeexplore.ieee.org": "its page shows a DOI: give that",
    "sciencedirect.com": "its page shows a DOI: give that",
    "scholar.google.com": "press Cite, then BibTeX, save that as a .bib file, and add the file",
    "pubmed.ncbi.nlm.nih.gov": "its page shows a DOI: give that",
    "semanticscholar.org": "press Cite, save the BibTeX as a .bib file, and add the file",
}


def recognise(written: str) -> Asked:
    """Tell what is asked for."""
    bare = written.strip()
    suffix = Path(bare).suffix.lower()
    if re.match(r"https?://", bare, re.IGNORECASE):
        return _address(bare, written)
    if identifier := arxiv_in(bare):
        return Asked("arxiv", identifier, written)
    if re.match(r"(?:doi:\s*)?10\.\d", bare, re.IGNORECASE):
        return _of_doi(re.sub(r"^doi:\s*", "", bare, flags=re.IGNORECASE), written)
    if suffix in SUFFIXES:
        return Asked("file", bare, written)
    if re.match(r"[\w-]+(?:\.[\w-]+)+/\S", bare) and not Path(bare).exists():
        return _address(f"https://{bare}", written)
    known = "a DOI, an arXiv id, an address, or a .bib, .ris, .json or .cff file"
    return Asked("unknown", f"that is none of these: {known}", written)


def _of_doi(text: str, written: str) -> Asked:
    """Take a DOI without the punctuation of the sentence it was copied from."""
    trimmed = text.rstrip(".,;:'\"”’")
    while trimmed.endswith((")", "]", "}")) and trimmed.count(trimmed[-1]) > trimmed.count(
        {")": "(", "]": "[", "}": "{"}[trimmed[-1]]
    ):
        trimmed = trimmed[:-1].rstrip(".,;:")
    bare = doi_in(trimmed)
    if not bare:
        msg = "that begins like a DOI, and is none; a DOI looks like 10.1000/182"
        return Asked("unknown", msg, written)
    if identifier := arxiv_of(bare):
        return Asked("arxiv", identifier, written)
    return Asked("doi", bare, written)


def _address(address: str, written: str) -> Asked:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Asked("unknown", "that is no address of a page", written)
    path = unquote(parts.path)
    if known := _of_host(host, path, written):
        return known
    queries = (unquote(value) for _, value in parse_qsl(parts.query))
    for place in (path, *queries):
        if found := _DOI.search(place):
            return _of_doi(_OF_PAGES.sub("", found[0]), written)
    usual = "there is no DOI in that address; give the DOI that its page shows"
    return Asked("unknown", _ADVICE.get(host, usual), written)


def _of_host(host: str, path: str, written: str) -> Asked | None:
    """Read the address of a host whose identifiers we know."""
    if host in {"doi.org", "dx.doi.org"}:
        return _of_doi(path.removeprefix("/"), written)
    for hosts, form, pattern in _PAGES:
        found = re.fullmatch(pattern, path) if host in hosts else None
        if found is None or ".." in found[1]:
            continue
        if form == "doi":
            return _of_doi(f"10.1038/{found[1]}", written)
        value = arxiv_in(found[1]) if form == "arxiv" else found[1]
        return Asked(form, value, written) if value else None
    return None


_PAGES: tuple[tuple[frozenset[str], Form, str], ...] = (
    (
        frozenset({"arxiv.org", "export.arxiv.org", "alphaxiv.org"}),
        "arxiv",
        r"/(?:abs|pdf|html|overview)/(.+?)(?:\.pdf)?/?",
    ),
    (frozenset({"aclanthology.org"}), "acl", r"/([\w.-]+?)(?:\.pdf|\.bib)?/?"),
    (
        frozenset({"dblp.org", "dblp.uni-trier.de"}),
        "dblp",
        r"/rec/([\w./-]+?)(?:\.html|\.bib)?",
    ),
    (frozenset({"nature.com"}), "doi", r"/articles/([\w-]+?)(?:\.pdf)?/?"),
)
"""Hosts, what they have, and where in the paths of their pages its identifier stands."""
