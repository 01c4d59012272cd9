"""What a page may hold once it is read: deny by default, node by node.

The source of a page has been looked at before (`records.sources`).  This line of defence knows
nothing of Markdown: it sees what came out of it, by whatever syntax.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref, toctree
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import search_image_for_language

from sphinx_research.records import limits
from sphinx_research.records.addresses import is_safe
from sphinx_research.records.files import DOWNLOADS, PICTURES
from sphinx_research.records.problems import Code
from sphinx_research.records.tree import FOLDERS
from sphinx_research.site.files import fault_of
from sphinx_research.site.nodes import DOMAIN, RecordHead, RecordList
from sphinx_research.site.permitted import ADDRESSES, CLASSES, ICON, NODES, RAW, RELATIONS
from sphinx_research.site.picture_nodes import replace_by_words
from sphinx_research.site.reporting import Location, line_of, report
from sphinx_research.site.scope import is_guarded

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain

_ELSEWHERE = re.compile(r"www\.|(?:doi|tel):", re.IGNORECASE)
"""How addresses begin that lack what makes them whole; a label may have a colon, too."""
LONGEST = 80
"""How many characters of what is refused a message shows."""
LOCATED = 200
"""For how many refusals on a page the exact line is looked for, each time in the whole file."""


class Guard(SphinxTransform):
    """Take out of a page what no page may hold, and say so; words stay where they can."""

    default_priority = 875  # after all others, and before Sphinx looks for files, at 880

    def apply(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Judge each node after those inside it, which may come to stand in its place."""
        if not is_guarded(self.config, self.env.current_document.docname):
            return
        allowed = cast("ResearchDomain", self.env.domains[DOMAIN]).catalogue.settings.allowed
        self.refusals: list[tuple[str, str, Location]] = []
        judges: dict[type[nodes.Element], list[Judge]] = {}
        for node in reversed(list(self.document.findall(nodes.Element))):
            kind = type(node)
            if kind not in judges:
                judges[kind] = list(_judges(kind, allowed))
            for judge in judges[kind]:
                judge(self, node)
        for cause, mend, place in reversed(self.refusals):
            report(Code.REFUSED, cause, mend, place)

    def refuse(self, node: nodes.Element, cause: str, mend: str, word: str = "") -> None:
        """Note what is refused.

        :param word: what the line that is to be named holds
        """
        sought = word if len(self.refusals) < LOCATED else ""
        self.refusals.append((cause, mend, line_of(sought, node)))

    def refuse_address(self, node: nodes.Element, address: str) -> None:
        """Note an address that runs something, or starts a program."""
        mend = (
            "lead to a page of this site, or begin the address with https://, http:// or mailto:"
        )
        self.refuse(node, f"a page may not lead to `{_shown(address)}`", mend, address)

    def fault(
        self, named: str, kinds: frozenset[str], folders: frozenset[str] = frozenset()
    ) -> str:
        """Say what is wrong with a file that the page names, as `fault_of` does."""
        page = self.env.doc2path(self.env.current_document.docname, base=False).as_posix()
        top = named.startswith("/")
        path = named.lstrip("/") if top else posixpath.join(posixpath.dirname(page), named)
        return fault_of(Path(self.env.srcdir), path, kinds, folders)


Judge = Callable[[Guard, nodes.Element], None]


def _judges(kind: type[nodes.Element], allowed: tuple[str, ...]) -> Iterable[Judge]:
    """Choose who judges the nodes of a class."""
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name.startswith(f"{__package__}."):  # what our own directives make holds records
        return []
    if name not in NODES and not {name, kind.__name__}.intersection(allowed):
        return [_refuse_node]
    return [_judge_attributes, *(judge for one, judge in _OF_KINDS if issubclass(kind, one))]


def _refuse_node(guard: Guard, node: nodes.Element) -> None:
    mend = "use Markdown, or a directive that docs/reference/directives.md names"
    guard.refuse(node, f"`{type(node).__name__}` is not allowed on pages", mend)
    _take_out(node)


# --- nodes of any kind ----------------------------------------------------------------------


def _judge_attributes(guard: Guard, node: nodes.Element) -> None:
    attributes = node.attributes
    _judge_lengths(guard, node)
    if attributes["classes"]:
        _judge_classes(guard, node)
    if "style" in attributes:
        mend = "leave it out: how things look is the theme's matter"
        guard.refuse(node, f"a style of its own, `{_shown(node['style'])}`", mend)
        del node["style"]
    if "svg" in attributes and not ICON.fullmatch(str(node["svg"])):
        mend = "give it a name, a height, and classes of letters, digits and hyphens"
        guard.refuse(node, "an icon that is more than a drawing", mend)
        _take_out(node)
    for name in attributes.keys() & ADDRESSES:
        address = str(node[name])
        if not is_safe(address) and not isinstance(node, nodes.image):
            guard.refuse_address(node, address)
            del node[name]
            if isinstance(node, nodes.reference):
                _unwrap(node)


def _judge_lengths(guard: Guard, node: nodes.Element) -> None:
    """What is written once may be named, and so written out, thousands of times."""
    for name, value in list(node.attributes.items()):
        if isinstance(value, str) and len(value) > limits.REPEATED and name in node:
            _refuse_length(guard, node, name, value)
            node[name] = ""
            if name == "refuri":
                _unwrap(node)
    for number, one in enumerate(node["ids"]):
        if len(one) > limits.REPEATED:  # of a heading, which has been refused
            node["ids"][number] = short = f"{one[:LONGEST]}-{len(guard.document.ids)}"
            guard.document.ids[short] = node


def _judge_heading(guard: Guard, node: nodes.Element) -> None:
    words = node.astext()
    if len(words) > limits.REPEATED:
        _refuse_length(guard, node, node.tagname, words)
        node.children = [nodes.Text(_shown(words))]


def _refuse_length(guard: Guard, node: nodes.Element, what: str, value: str) -> None:
    cause = f"`{_shown(value)}` ({what}) has {len(value):,} characters"
    guard.refuse(node, cause, f"shorten it to {limits.REPEATED:,}")


def _judge_classes(guard: Guard, node: nodes.Element) -> None:
    for name in [one for one in node["classes"] if CLASSES.fullmatch(one)]:
        if not (name.startswith("sd-") and _is_in_card(node)):
            cause = f"the class `{name}` is not for pages: what has it may cover the others"
            mend = "leave it out; a card with `:link:` is a link as a whole"
            guard.refuse(node, cause, mend, name)
            node["classes"].remove(name)


# --- nodes of some kinds --------------------------------------------------------------------


def _judge_raw(guard: Guard, node: nodes.Element) -> None:
    form = str(node.get("format", ""))
    if (form, node.astext()) not in RAW:
        cause = f"text in {_shown(form).upper()}, which would go out as it is"
        guard.refuse(node, cause, "write it in Markdown")
        _take_out(node)


def _judge_link(guard: Guard, node: nodes.Element) -> None:
    """A link may open a tab, and say how the other page is related."""
    for name, known in (("target", {"_blank"}), ("rel", RELATIONS)):
        given = str(node.get(name, ""))
        if not known.issuperset(given.lower().split()):
            mend = f"leave it out; it may be {' or '.join(sorted(known))}"
            guard.refuse(node, f"a link with {name} `{_shown(given)}`", mend, given)
            del node[name]


def _judge_name(guard: Guard, node: nodes.Element) -> None:
    """What has no scheme that MyST knows is looked for on the site, where it cannot be."""
    target = str(node["reftarget"])
    if node["reftype"] == "myst" and _ELSEWHERE.match(target):
        guard.refuse_address(node, target)
        _unwrap(node)


def _judge_toctree(guard: Guard, node: nodes.Element) -> None:
    for entry in list(node["entries"]):
        address = str(entry[1])
        if not is_safe(address):
            guard.refuse_address(node, address)
            node["entries"].remove(entry)


def _judge_picture(guard: Guard, node: nodes.Element) -> None:
    if isinstance(node.parent, RecordList | RecordHead):  # those of records have been checked
        return
    uri = str(node["uri"])
    node.attributes.pop("loading", None)  # docutils would put the file itself into the page
    if "://" in uri or uri.startswith(("//", "data:")):
        fault = "is no file of this site"
        mend = "put the file beside the page: another host would be told of each visitor"
        if uri.startswith("data:"):
            fault, mend = "is written into the page", "save it as a file beside the page"
    else:
        fault = guard.fault(uri, PICTURES) or guard.fault(_in_language(guard, uri), PICTURES)
        mend = "put a JPEG, PNG, WebP or SVG beside the page, or into `_static/`"
    if fault:
        guard.refuse(node, f"the picture `{_shown(uri)}` {fault}", mend, uri)
        replace_by_words(cast("nodes.image", node))


def _in_language(guard: Guard, uri: str) -> str:
    """The picture that Sphinx takes for another, by ``figure_language_filename``."""
    return search_image_for_language(uri, guard.env)


def _judge_download(guard: Guard, node: nodes.Element) -> None:
    target = str(node["reftarget"])
    if "://" in target:
        if is_safe(target):
            return
        guard.refuse_address(node, target)
    else:
        fault = guard.fault(target, DOWNLOADS, _OFFERED)
        if not fault:
            return
        mend = "put a PDF or the like beside the page; show a picture with `![]()`"
        guard.refuse(node, f"the file `{_shown(target)}` {fault}", mend, target)
    _unwrap(node)


_OFFERED = frozenset({"_static", *FOLDERS})
"""The folders of which files may be offered: others hold code, and what is no part of the site."""


def _judge_width(guard: Guard, node: nodes.Element) -> None:
    """A width in per cent becomes a class (`widths`); any other would be a style."""
    width = str(node.get("width", "%"))
    if not width.endswith("%"):
        option = "figwidth" if isinstance(node, nodes.figure) else "width"
        mend = f"give it in per cent of the text's, as in `:{option}: 50%`"
        guard.refuse(node, f"a {node.tagname} is `{_shown(width)}` wide", mend, width)
        del node["width"]


_OF_KINDS: tuple[tuple[type[nodes.Element], Judge], ...] = (
    (nodes.title, _judge_heading),
    (nodes.rubric, _judge_heading),
    (nodes.caption, _judge_heading),
    (nodes.term, _judge_heading),
    (nodes.raw, _judge_raw),
    (nodes.reference, _judge_link),
    (nodes.image, _judge_picture),
    (nodes.figure, _judge_width),
    (nodes.table, _judge_width),
    (toctree, _judge_toctree),
    (pending_xref, _judge_name),
    (download_reference, _judge_download),
)


# --- putting things right -------------------------------------------------------------------


def _is_in_card(node: nodes.Element) -> bool:
    """Whether a card of sphinx-design is around a node: what covers it ends where it ends."""
    above = node.parent
    while above is not None and above.get("design_component") != "card":
        above = above.parent
    return above is not None


def _take_out(node: nodes.Element) -> None:
    node.parent.remove(node)


def _unwrap(node: nodes.Element) -> None:
    """Put what is in a link in its place."""
    alone = len(node) == 1 and isinstance(node[0], nodes.Element)
    node.replace_self(node[0] if alone else nodes.inline("", "", *node.children))


def _shown(text: object) -> str:
    """Shorten what is refused; `report` writes out what of it cannot be seen."""
    words = str(text)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
