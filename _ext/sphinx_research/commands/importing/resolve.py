"""From an identifier to a paper: which service is asked, and whom else it sends us to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from sphinx_research.commands.importing import arxiv, crossref, datacite, loose
from sphinx_research.commands.importing.asked import Asked
from sphinx_research.commands.importing.files import bibtex
from sphinx_research.commands.importing.found import Found
from sphinx_research.commands.importing.http import Client, NotThereError, ServiceError
from sphinx_research.records.characters import with_newlines
from sphinx_research.records.markup import Markup
from sphinx_research.records.problems import Problem
from sphinx_research.records.values import doi_address


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds papers by their identifiers."""

    client: Client

    def __call__(self, asked: Asked) -> Found:
        """Find what is asked for by a DOI, an arXiv id or an address.

        :raises ServiceError: if nobody has it, or a service gives no usable answer
        """
        match asked.form:
            case "doi":
                return self.doi(asked.value)
            case "arxiv":
                return self.arxiv(asked.value)
            case "acl":
                return self._bibtex(f"{self.client.services.acl}/{quote(asked.value)}.bib")
            case "dblp":
                return self._bibtex(f"{self.client.services.dblp}/rec/{quote(asked.value)}.bib")
            case _:
                raise ServiceError(asked.value)

    def doi(self, doi: str) -> Found:
        """Find a work by its DOI; of a preprint that has been published, the paper.

        :raises ServiceError: as above
        """
        return self._published(self._registered(doi))

    def arxiv(self, identifier: str) -> Found:
        """Find a preprint, or the paper that it has become.

        :raises ServiceError: as above
        """
        return self._published(arxiv.work(self.client, identifier))

    def _registered(self, doi: str) -> Found:
        try:
            return crossref.work(self.client, doi)
        except NotThereError:
            pass
        try:
            return datacite.work(self.client, doi)
        except NotThereError:
            raise NotThereError(self._why_not(doi)) from None

    def _published(self, preprint: Found) -> Found:
        """Find the paper that a preprint has become; if it cannot be had, the preprint stays."""
        if not preprint.published or preprint.retracted:
            return preprint
        address = doi_address(preprint.published)
        try:
            paper = self._registered(preprint.published)
        except ServiceError as error:
            return preprint.noting(f"it has been published as {address}, but {error}")
        return preprint if paper.data.get("type") == "preprint" else joined(paper, preprint)

    def _bibtex(self, address: str) -> Found:
        name = self.client.services.name(address)
        content = self.client.content(address, "application/x-bibtex, text/x-bibtex, text/plain")
        problems: list[Problem] = []
        text = with_newlines(content.decode("utf-8", "replace"))
        found = bibtex(text, address, problems.append, name)
        if not found:
            msg = (
                f"{name} gave no BibTeX that can be read; save it as a file, mend it, and add that"
            )
            raise ServiceError(msg)
        one = replace(found[0], key="")  # which is of the service, and nobody's choice
        doi = one.data.get("doi")
        if not isinstance(doi, str):
            return one
        try:
            return joined(self.doi(doi), one)
        except ServiceError:
            return one  # which is whole by itself

    def _why_not(self, doi: str) -> str:
        """Say why a DOI is not found: doi.org knows who has registered it, if anybody has."""
        nobody = f"neither Crossref nor DataCite has the DOI {doi}"
        try:
            answer = self.client.json(f"{self.client.services.doi}/doiRA/{quote(doi, safe='/')}")
        except ServiceError:
            return f"{nobody}; compare it with the paper's first page"
        one = next(iter(loose.mappings(answer)), {})
        if agency := loose.line(one.get("RA")):
            return (
                f"the DOI {doi} is registered with {agency}, which is not asked here; save the "
                "BibTeX of the paper's page as a .bib file, and add the file"
            )
        prefix = doi.partition("/")[0]
        if "prefix" in loose.line(one.get("status")).lower():
            return (
                f"there is no DOI that begins with {prefix}/; compare the digits before the slash"
            )
        return f"there is no DOI {doi}; {_slip(doi)}"


def _slip(doi: str) -> str:
    """Guess how a wrong DOI has come about."""
    if re.search(r"(?<=\d)[ol](?=\d)", doi):
        return "is an `o` or `l` in it meant as the digit 0 or 1?"
    shorter = re.sub(r"(?:\.pdf|\.full|/full|/abstract|/pdf|v\d+)$", "", doi)
    if shorter != doi:
        return f"did you mean `{shorter}`?"
    return "compare its last characters with the paper's first page"


def joined(paper: Found, preprint: Found) -> Found:
    """Give the published paper, with what only its preprint has."""
    data = dict(paper.data)
    for name in ("arxiv", "abstract", "license"):
        if name not in data and preprint.data.get(name):
            data[name] = preprint.data[name]
    notes = list(paper.notes)
    if not _alike(paper.title, preprint.title):
        notes.append(f"before it was published its title was: {preprint.title}")
    source = " and ".join(dict.fromkeys((paper.source, preprint.source)))
    before = str(preprint.data.get("doi") or "")
    before = "" if before == data.get("doi") else before
    return replace(paper, data=data, source=source, before=before, notes=tuple(notes))


def _alike(one: str, other: str) -> bool:
    return Markup.parse(one).key == Markup.parse(other).key
