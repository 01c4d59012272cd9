"""The pictures that stand for pages elsewhere: cards where they are made, or else photos.

Here also is what writes them, and the pictures of pages, beside the pages.
"""

from __future__ import annotations

from sphinx_research.formats.cards import HEIGHT, WIDTH, Cards, Image, draw, fingerprint
from sphinx_research.formats.works import Works
from sphinx_research.records.model import Person
from sphinx_research.site.outputs import Outputs
from sphinx_research.site.pictures import FOLDER, Pictures


class Images:
    """Names the picture of each page.

    :param drawn: whether cards are made; they are of use only if the site has an address
    """

    def __init__(self, works: Works, pictures: Pictures, *, drawn: bool) -> None:
        self.works = works
        self.pictures = pictures
        self.drawn = drawn and bool(works.site.base)
        self.cards = Cards(works)

    def of_page(self, docname: str) -> Image | None:
        """The picture of a document."""
        record = self.works.catalogue.pages.get(docname)
        if self.drawn:
            return self._card(self.cards.path(record))
        if record is None:
            return None
        path = (record.photo if isinstance(record, Person) else record.image) or ""
        shown = self.pictures.largest(path)
        if shown is None or shown.name.endswith(".svg"):  # which social networks do not show
            return None
        alt = str(record.name) if isinstance(record, Person) else record.image_alt or ""
        url = self.works.site.file(f"{FOLDER}/{shown.name}")
        return Image(url, shown.width, shown.height, alt)

    def of_paper(self, key: str) -> Image | None:
        """The picture of a landing page."""
        return self._card(self.cards.path_of_paper(key)) if self.drawn else None

    def _card(self, path: str) -> Image:
        return Image(self.works.site.file(path), WIDTH, HEIGHT, self.cards.all[path].words)

    def names(self) -> list[str]:
        """The files that `write` writes."""
        cards = self.cards.all if self.drawn else ()
        return [*(name for name, _ in self.pictures.files()), *cards]

    def write(self, outputs: Outputs) -> None:
        """Write the pictures of pages, and draw the cards that say something else than before."""
        for name, file in self.pictures.files():
            if not outputs.keeps(name, name):  # the name says what it holds
                outputs.write(name, file.read_bytes(), name)
        if self.drawn:
            self._draw(outputs)

    def _draw(self, outputs: Outputs) -> None:
        marks = {path: fingerprint(card) for path, card in self.cards.all.items()}
        fresh = [path for path, mark in marks.items() if not outputs.keeps(path, mark)]
        pictures = draw(self.cards.all[path] for path in fresh)
        for path, data in zip(fresh, pictures, strict=True):
            outputs.write(path, data, marks[path])
