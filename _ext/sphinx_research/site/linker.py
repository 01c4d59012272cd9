"""Names with their links, and lines of text, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup as Html

from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import AuthorView, Entry
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.site.math import to_mathml
from sphinx_research.site.pictures import Pictures, write
from sphinx_research.site.places import Places


class Linker:
    """Writes names with their links, as seen from one depth of the site.

    :param members: whether authors who were members stand out
    """

    def __init__(
        self, places: Places, root: str, pictures: Pictures, *, members: bool = False
    ) -> None:
        self.places = places
        self.root = root
        self.pictures = pictures
        self.members = members
        self._links: dict[tuple[Ref, str], Html] = {}

    def __call__(self, found: Ref, css_class: str = "") -> Html:
        """Write a name, as a link if it leads anywhere."""
        link = self._links.get((found, css_class))
        if link is None:
            link = self._links[found, css_class] = self._link(found, css_class)
        return link

    def _link(self, found: Ref, css_class: str) -> Html:
        text = inline(
            found.text if isinstance(found.text, Markup) else Markup((Span("text", found.text),))
        )
        href = self.address(found)
        if not href:
            return Html('<span class="%s">%s</span>') % (css_class, text) if css_class else text
        if css_class:
            return Html('<a class="%s" href="%s">%s</a>') % (css_class, href, text)
        return Html('<a href="%s">%s</a>') % (href, text)

    def address(self, found: Ref) -> str:
        """Where a name leads from here; empty for plain text."""
        return self.places.uri(found, self.root)

    def title(self, entry: Entry, style: str) -> str:
        """Where an entry's title leads; nowhere if it is at home already."""
        at_home = style == "full" and not self.places.has_landing_pages
        return "" if at_home else self.address(entry.ref)

    def picture(self, path: str, recipe: str, alt: str = "") -> Html:
        """A picture that a record names; empty if the site has none there.

        :param recipe: one of `RECIPES`
        :param alt: what it shows; empty where the text beside it says that
        """
        pages = self.places.has_landing_pages
        shown = self.pictures.find(path, recipe if pages else "prose")
        if shown is None:
            return Html()
        if pages:
            return write(shown, self.root, alt)
        builder = self.places.builder
        image = builder.env.images.get(str(self.pictures.file(shown)))
        source = f"{self.root}{builder.imagedir}/{quote(image[1])}" if image else ""
        return Html('<img src="%s" alt="%s" />') % (source, alt) if source else Html()

    def line(self, pieces: Line | Markup) -> Html:
        """A line of text; names in it are linked."""
        spans = pieces.spans if isinstance(pieces, Markup) else pieces
        parts = (_span(piece) if isinstance(piece, Span) else self(piece) for piece in spans)
        return Html("").join(parts)

    def authors(self, authors: Iterable[AuthorView]) -> Html:
        """Names with their marks, separated by commas."""
        return Html(", ").join(map(self._author, authors))

    def _author(self, author: AuthorView) -> Html:
        name = self(author.ref, "author" if author.ref.kind == Kind.PERSON else "")
        if author.member and self.members:
            name = Html('<strong class="member">%s</strong>') % name
        return name + Html('<sup class="mark">%s</sup>') % author.marks if author.marks else name


@lru_cache(maxsize=1 << 14)  # a title stands on many pages
def inline(markup: Markup) -> Html:
    """A line of text, in which nothing is linked but addresses."""
    return Html("").join(map(_span, markup.spans))


_TAGS = {
    "sup": Html("<sup>%s</sup>"),
    "sub": Html("<sub>%s</sub>"),
    "em": Html("<em>%s</em>"),
    "strong": Html("<strong>%s</strong>"),
    "code": Html("<code>%s</code>"),
    "del": Html("<del>%s</del>"),
}


def _span(span: Span) -> Html:
    if span.kind == "math":
        return Html(to_mathml(span.text))  # noqa: S704 - MathML made by docutils, which escapes text
    if span.kind == "link":
        return Html('<a href="%s">%s</a>') % (span.target, span.text)
    tag = _TAGS.get(span.kind)
    if tag is None:
        return Html.escape(span.text)
    return tag % span.text
