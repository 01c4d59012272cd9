"""Pictures on pages: what pages name, they show encoded anew, whatever the builder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from markupsafe import Markup as Html
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.raw import Kind
from sphinx_research.site.nodes import DOMAIN, RecordHead, RecordList
from sphinx_research.site.pictures import FOLDER, Pictures, Shown, Wanted, write
from sphinx_research.site.reporting import report
from sphinx_research.site.widths import width_class

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain

IN_LISTS = {Kind.PERSON: "face", Kind.PROJECT: "card", Kind.PUBLICATION: "thumbnail"}
IN_HEADS = {Kind.PERSON: "portrait", Kind.PROJECT: "hero"}
"""The recipes by which lists and heads of pages show the pictures of records."""

FIELDS = {Kind.PERSON: "photo", Kind.PROJECT: "image", Kind.PUBLICATION: "image"}
"""The fields of records that name them."""

MEND = "save it again as JPEG or PNG, of 4,000 pixels at most on either side"


class ShownPicture(nodes.image):
    """A picture that has been encoded.

    Attributes besides those of an image: ``shown`` (its files); ``root`` (the way to the top).
    """


def add_pictures(app: Sphinx) -> None:
    """Register the node, and what puts it in the place of images."""
    app.add_node(ShownPicture, html=(_visit_picture, _depart_picture))
    app.add_post_transform(EncodePictures)


# --- which pictures a page shows ----------------------------------------------------------


def pictures_of(tree: nodes.document) -> Iterator[Wanted]:
    """Name the pictures that a page shows, and how."""
    for node in tree.findall(nodes.image):
        if path := _path(node):
            yield path, _recipe(node)


def _recipe(node: nodes.image) -> str:
    match node.parent:
        case RecordList() as one:
            return IN_LISTS[one["kind"]]
        case RecordHead() as one:
            return IN_HEADS[one["kind"]]
        case _:
            return "prose"


def _path(node: nodes.image) -> str:
    """The path of an image in the source directory; empty if it is no file of ours to encode."""
    candidates: dict[str, str] = node.get("candidates", {})
    if "?" in candidates:
        return ""
    paths = sorted(candidates.values())
    return next((path for path in paths if not path.lower().endswith(_DOCUMENTS)), "")


_DOCUMENTS = (".pdf", ".eps")
"""What LaTeX takes for pictures; of any other kind, none goes out that was not encoded."""


def broken_pictures(catalogue: Catalogue, pictures: Pictures) -> Iterator[Problem]:
    """Tell of the pictures of records that cannot be read."""
    for kind, field in FIELDS.items():
        for record in catalogue.records.of(kind).values():
            path = (getattr(record, field, None) or "").removeprefix("/")
            if path in pictures.broken:
                yield Problem(Code.PICTURE, record.place, pictures.cause(path), MEND)


# --- where pages show them ----------------------------------------------------------------


class EncodePictures(SphinxPostTransform):
    """Replace the images of a page; before Sphinx converts those that a builder cannot show."""

    default_priority = 90

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Put an encoded picture in place of each; of one that cannot be read, its words."""
        fragments = cast("ResearchDomain", self.env.domains[DOMAIN]).fragments
        pictures, pages = fragments.pictures, fragments.places.has_landing_pages
        docname = self.env.current_document.docname
        for node in list(self.document.findall(nodes.image)):
            path = _path(node)
            of_record = isinstance(node.parent, (RecordList, RecordHead))
            shown = pictures.find(path, _recipe(node) if pages else "prose")
            if path in pictures.broken:
                if not of_record:  # of which all are reported
                    report(Code.PICTURE, pictures.cause(path), MEND, node)
                replace_by_words(node)
            elif shown and pages:
                if of_record:  # which writes it
                    node.parent.remove(node)
                else:
                    node.replace_self(_shown(node, shown, fragments.places.root(docname)))
            elif shown and _can_show(fragments.builder, shown):
                file = str(pictures.file(shown))
                node["uri"], node["candidates"] = file, {"*": file}
                self.env.images.add_file(docname, file)
            elif shown:
                replace_by_words(node)


def _can_show(builder: Builder, shown: Shown) -> bool:
    """Whether a builder takes a picture: not all take drawings."""
    return not shown.name.endswith(".svg") or "image/svg+xml" in builder.supported_image_types


def replace_by_words(node: nodes.image) -> None:
    """Show the words of an image; a link around nothing else, which they may not fit, goes."""
    alone = isinstance(node.parent, nodes.reference) and len(node.parent) == 1
    outer = node.parent if alone else node
    words = node.get("alt", "")
    within_text = isinstance(outer.parent, nodes.TextElement)
    outer.replace_self(nodes.inline("", words) if within_text else nodes.paragraph("", words))


def _shown(node: nodes.image, shown: Shown, root: str) -> ShownPicture:
    made = ShownPicture(node.rawsource, **node.attributes)
    made["uri"] = f"{root}{FOLDER}/{shown.name}"
    made["candidates"] = {"?": made["uri"]}  # Sphinx has nothing to choose or to copy
    made["shown"], made["root"] = shown, root
    return made


def _visit_picture(translator: HTML5Translator, node: ShownPicture) -> None:
    shown, share = node["shown"], _share(node)
    align = f"align-{node['align']}" if "align" in node else ""
    first, *others = node["ids"] or [""]
    attributes = {"class": " ".join(filter(None, (*node["classes"], align, share))), "id": first}
    if not share:
        attributes |= _size(node, shown)
    anchors = Html().join(Html('<span id="%s"></span>') % one for one in others)
    translator.body.append(anchors + write(shown, node["root"], node.get("alt", ""), **attributes))


def _depart_picture(translator: HTML5Translator, node: ShownPicture) -> None:
    """An image has nothing in it."""


def _share(node: ShownPicture) -> str:
    """The share of the text's width that the page's author has asked for, as a class."""
    width, unit = nodes.parse_measure(node.get("width", "0"))
    return width_class(width * node.get("scale", 100) / 100) if unit == "%" else ""


def _size(node: ShownPicture, shown: Shown) -> dict[str, str]:
    """The size in pixels that is asked for; the other side keeps the proportion."""
    asked = {side: nodes.parse_measure(node[side]) for side in ("width", "height") if side in node}
    sides = {
        side: value * _PIXELS[unit] for side, (value, unit) in asked.items() if unit in _PIXELS
    }
    if "scale" in node:
        sides = sides or {"width": shown.width}
        sides = {side: value * node["scale"] / 100 for side, value in sides.items()}
    if sides:
        sides.setdefault("width", sides.get("height", 0) * shown.width / shown.height)
        sides.setdefault("height", sides["width"] * shown.height / shown.width)
    return {side: f"{max(value, 1):.0f}" for side, value in sides.items()}


_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
}
"""How many there are to a unit (CSS Values and Units 4, 6.2); text is taken to be 16 high."""
