"""Publications, talks, teaching and projects of an academicpages site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in, doi_in
from sphinx_research.commands.migrating.academicpages.citation import read_citation
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.bib import entries_of
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.commands.migrating.old import OldPage, OldSite
from sphinx_research.commands.migrating.parts import (
    abstract,
    address,
    date_of,
    free_key,
    picture,
    without_empty,
)
from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.folding import fold
from sphinx_research.records.names import PersonName, parse_authors, parse_name
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord

THEME = (
    *("layout", "collection", "author_profile", "read_time", "comments", "share", "related"),
    *("sidebar", "classes", "toc*", "modified", "hidden", "breadcrumbs", "published", "sitemap"),
)
"""Front matter that tells the old theme how to show a page."""
_TYPES = {
    "book": "book",
    "chapter": "chapter",
    "manuscript": "article",
    "journal": "article",
    "article": "article",
    "workshop": "workshop",
    "conference": "conference",
    "preprint": "preprint",
    "thesis": "thesis",
    "report": "report",
    "patent": "patent",
}
_DATED = re.compile(r"^\d{4}-\d\d-\d\d-(?=.)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_CITED = re.compile(r"\s*(?:<[^>]*>|\*)*recommended citation\s*:(?:<[^>]*>|\*)*\s*", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"\s*\[(?:download|access) (?:the )?(paper|slides)(?: here)?\]\(([^\s()]+)\)\.?\s*",
    re.IGNORECASE,
)
_SCHOLAR = re.compile(
    r"\s*use \[google scholar\]\([^()]*\) for full citation\.?\s*", re.IGNORECASE
)
_IMAGE = re.compile(r"""<img\b[^<>]{0,500}?\bsrc\s*=\s*["']?([^"'>\s]+)[^<>]*>""", re.IGNORECASE)


class Works:
    """Reads the collections of a site whose owner is the person `name`."""

    def __init__(self, old: OldSite, into: Carried, person: str, name: str) -> None:
        self.old = old
        self.into = into
        self.person = person
        self.name = name
        self._forms: dict[str, Place] = {}

    def carry(self) -> None:
        """Carry all; projects first, for texts link to them."""
        for page in self._pages("_portfolio"):
            self._project(page)
        for page in self._pages("_publications"):
            self._publication(page)
        for page in self._pages("_talks"):
            self._talk(page)
        self._teaching()
        self._aliases()

    def _pages(self, folder: str) -> Iterator[OldPage]:
        endings = (".md", ".markdown", ".html")
        for page in self.old.pages(*(f"{folder}/*{one}" for one in endings)):
            if "title" in page.fields:
                yield page
            else:
                cause = "the page has no `title`"
                self.into.leave(Place(page.path), cause, "write it and run this again")

    def _moved(self, page: OldPage, page_here: str) -> list[str]:
        """Remember where a page is now; give its old addresses."""
        fields = page.fields
        folder = page.path.partition("/")[0].removeprefix("_")
        given = fields.text("permalink") or f"/{folder}/{page.name}/"
        found = [given, *fields.texts("redirect_from")]
        return [self.into.move(one, page_here) for one in dict.fromkeys(found)]

    # --- projects ---------------------------------------------------------------------------

    def _project(self, page: OldPage) -> None:
        fields, into = page.fields, self.into
        fields.theme(*THEME)
        identifier = into.free_id(Kind.PROJECT, page.name)
        excerpt, place = fields.text("excerpt"), fields.place("excerpt")
        image = self._teaser(fields)
        if found := _IMAGE.search(excerpt):
            path = into.find(found[1], Place(page.path))
            image = image or (
                into.file(path or found[1], place) if not is_absolute(found[1]) else ""
            )
            excerpt = _IMAGE.sub("", excerpt)
        data = {
            "title": into.line(fields.text("title"), fields.place("title")),
            "summary": into.line(excerpt, place) if excerpt else "",
            "people": [self.person],
            "since": date_of(fields, "date", into),
            "image": image,
            "tags": [*fields.texts("tags"), *fields.texts("categories")],
            "redirect_from": self._moved(page, f"research/{identifier}"),
        }
        record = RawRecord(Kind.PROJECT, identifier, without_empty(data), fields.place("title"))
        into.add(record, page.body, page.body_place)

    def _teaser(self, fields: Fields) -> str:
        """Copy the picture that the head of a page names."""
        if "header" not in fields:
            return ""
        header = fields.child("header")
        name = next((one for one in ("teaser", "image", "overlay_image") if one in header), "")
        header.theme(*(one for one in header if one != name))
        return picture(header, name, self.into) if name else ""

    # --- publications -----------------------------------------------------------------------

    def _publication(self, page: OldPage) -> None:
        """Carry a publication; of three sources, its fields go before its BibTeX and citation."""
        fields, into = page.fields, self.into
        fields.theme(*THEME)
        title = into.line(fields.text("title"), fields.place("title"))
        venue = into.line(fields.text("venue"), fields.place("venue"))
        cited, links, text = self._taken_apart(page)
        key, more = self._bibtex(page, title)
        citation = read_citation(fields.text("citation") or cited, title, venue)
        data: dict[str, Any] = {
            "title": title,
            "date": date_of(fields, "date", into),
            "type": self._type(fields),
            "venue": venue,
            **self._links(fields, links),
            "tags": [*fields.texts("tags"), *fields.texts("categories")],
            "image": self._teaser(fields),
            **self._abstract(page, text),
        }
        said = {
            "authors": list(citation.authors),
            "volume": citation.volume,
            "issue": citation.issue,
            "pages": citation.pages,
            "doi": doi_in(citation.doi),
        }
        data = {**without_empty(said), **more, **without_empty(data)}
        if not data.get("authors"):
            data["authors"] = self._only_owner(
                key, page, "citation" if "citation" in fields else "title"
            )
        self._note_form(data["authors"], fields.place("citation"))
        rest = "" if more else citation.rest
        if rest and citation.authors:
            cause = f"of the citation, “{rest}” was not understood"
            into.leave(fields.place("citation"), cause, f"look whether `{key}` lacks it")
        data["redirect_from"] = self._moved(page, f"research/publications/{key}")
        into.add(RawRecord(Kind.PUBLICATION, key, data, fields.place("title")))

    def _note_form(self, authors: Sequence[object], place: Place) -> None:
        """Remember how a paper writes the owner of the site, if only one author can be meant."""
        try:
            owner = parse_name(self.name)
            names = [one.name for one in parse_authors(authors)]
        except ValueError:  # which is reported with the record
            return
        forms = [one for one in names if _may_be(one, owner)]
        if len(forms) == 1 and fold(str(forms[0])) != fold(str(owner)):
            self._forms.setdefault(str(forms[0]), place)

    def _aliases(self) -> None:
        """Let papers that shorten the owner's name lead to their page."""
        for form, place in self._forms.items():
            cause = f"`{form}` is taken for {self.name}, and is one of their `aliases` now"
            self.into.ask(place, cause)
        if self._forms:
            self.into.change(Kind.PERSON, self.person, {"aliases": list(self._forms)})

    def _only_owner(self, key: str, page: OldPage, field: str) -> list[str]:
        """Name the owner of the site, whose work it is; whoever else wrote it is asked for."""
        cause = f"of the authors of `{key}`, only {self.name} is known"
        mend = "write all of them, in order, as `author`"
        self.into.ask(page.fields.place(field), cause, mend)
        return [self.name]

    def _taken_apart(self, page: OldPage) -> tuple[str, list[tuple[str, str, Place]], str]:
        """Part the text of a page: its reference, its links to files, and what remains."""
        cited, links, kept = "", [], []
        for paragraph in _PARAGRAPH.split(page.body.strip()):
            if match := _CITED.match(paragraph):
                cited = cited or paragraph[match.end() :]
                continue
            for kind, link in _DOWNLOAD.findall(paragraph):
                links.append((kind.lower(), link, page.body_place))
            bare = _SCHOLAR.sub("", _DOWNLOAD.sub("", paragraph))
            # An empty paragraph keeps the lines in their places.
            kept.append(bare or "\n" * paragraph.count("\n"))
        text = "\n\n".join(kept)
        return cited, links, text if text.strip() else ""

    def _links(self, fields: Fields, more: list[tuple[str, str, Place]]) -> dict[str, str]:
        into = self.into
        found: dict[str, str] = {}
        named = [
            ("paper", fields.text("paperurl"), fields.place("paperurl")),
            ("slides", fields.text("slidesurl"), fields.place("slidesurl")),
            ("code", fields.text("codeurl"), fields.place("codeurl")),
        ]
        for name, written, place in [*named, *more]:
            if not written:
                continue
            link = address(written, place, into)
            doi, arxiv = doi_in(link), arxiv_in(link)
            is_pdf = name == "paper" and link.lower().endswith(".pdf")
            field = "doi" if doi else "arxiv" if arxiv else "pdf" if is_pdf else name
            if link and found.setdefault(field, doi or arxiv or link) != (doi or arxiv or link):
                into.leave(place, f"the link to {link} is one too many", "add it by hand")
        return found

    def _bibtex(self, page: OldPage, title: str) -> tuple[str, dict[str, Any]]:
        """Read the BibTeX file that a publication names: its key, and what it says."""
        written, place = page.fields.text("bibtexurl"), page.fields.place("bibtexurl")
        key = free_key(self.into.id_of(_DATED.sub("", page.name)) or "paper", self.into)
        if not written:
            return key, {}
        path = self.into.find(written, Place(page.path))
        if not path:
            self.into.note_theme("links to BibTeX, which is made by itself here")
            return key, {}
        entries = entries_of(self.old.text(path) or "", path, self.into)
        if len(entries) != 1:
            cause = f"`{path}` has {len(entries)} entries, and was not read"
            self.into.leave(place, cause, "compare it with the paper by hand")
            return key, {}
        if fold(str(entries[0].data.get("title", ""))) != fold(title):
            cause = f"`{path}` has another title than the page, and was not read"
            self.into.leave(place, cause, "compare it with the paper by hand")
            return key, {}
        data = {name: one for name, one in entries[0].data.items() if name not in {"year", "date"}}
        return free_key(entries[0].id, self.into), data

    def _type(self, fields: Fields) -> str:
        written = fields.text("category").lower()
        for word, kind in _TYPES.items():
            if word in written:
                return kind
        if written:
            cause = f"the category `{written}` is no type of publication here"
            self.into.leave(fields.place("category"), cause, "write `type`, if it needs one")
        return ""

    def _abstract(self, page: OldPage, text: str) -> dict[str, str]:
        """Take the text of a page for the abstract, or else the excerpt."""
        fields, into = page.fields, self.into
        excerpt, place = fields.text("excerpt"), fields.place("excerpt")
        if not text:
            return {"abstract": abstract(excerpt, place, into)}
        if excerpt and fold(excerpt) not in fold(text):
            cause = f"the excerpt “{excerpt}” stands beside an abstract, and is not carried"
            into.leave(place, cause, "write it as `note`, if it should be seen in lists")
        return {"abstract": abstract(text, page.body_place, into)}

    # --- talks and teaching -----------------------------------------------------------------

    def _talk(self, page: OldPage) -> None:
        """Carry a talk, which the owner of the site gave."""
        fields, into = page.fields, self.into
        fields.theme(*THEME)
        key = free_key(into.id_of(_DATED.sub("", page.name)) or "talk", self.into)
        kind = fields.text("type")
        about = [kind if kind.casefold() != "talk" else "", fields.text("location")]
        cited, links, text = self._taken_apart(page)
        data = {
            "title": into.line(fields.text("title"), fields.place("title")),
            "authors": [self.name],
            "date": date_of(fields, "date", into),
            "type": "talk",
            "venue": into.line(fields.text("venue"), fields.place("venue")),
            "note": into.line(", ".join(filter(None, about)), fields.place("location")),
            **self._links(fields, links),
            "image": self._teaser(fields),
            **self._abstract(page, text),
            "redirect_from": self._moved(page, f"research/publications/{key}"),
        }
        if cited:
            into.leave(page.body_place, f"the citation “{cited}” of a talk is not carried", "")
        into.add(RawRecord(Kind.PUBLICATION, key, without_empty(data), fields.place("title")))

    def _teaching(self) -> None:
        """Write what was taught as text on the page of the person."""
        texts: list[str] = []
        for page in reversed(list(self._pages("_teaching"))):
            fields = page.fields
            fields.theme(*THEME, "permalink", "redirect_from", "header")
            title = fields.text("title")
            date = date_of(fields, "date", self.into)
            about = (fields.text("type"), fields.text("venue"), fields.text("location"), date)
            excerpt = fields.text("excerpt")
            line = ", ".join(filter(None, about))
            text = _lowered(self.into.prose(page.body, page.body_place).strip())
            texts.append("\n\n".join(filter(None, (f"### {title}", line, excerpt, text))))
        if texts:
            whole = "\n\n".join(["## Teaching", *texts])
            self.into.append_body(Kind.PERSON, self.person, whole, Place("_teaching/"))


def _may_be(name: PersonName, owner: PersonName) -> bool:
    """Tell whether a name has the owner's family name, and a given name that begins alike."""
    if not (name.given and owner.given and fold(name.family) == fold(owner.family)):
        return False
    short, whole = fold(name.given.split()[0].rstrip(".")), fold(owner.given)
    return bool(short) and whole.startswith(short)


def _lowered(text: str) -> str:
    """Set the headings of a page below that of what they are in."""
    return re.sub(r"^(#{2,4})(?=\s)", r"##\1", text, flags=re.MULTILINE)
