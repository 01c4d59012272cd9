"""The files that a page offers, named at its end."""

from __future__ import annotations

from sphinx_research.formats import atom
from sphinx_research.formats.works import Works
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import SITE_FEED, head_of


def downloads(works: Works, fragments: Fragments, docname: str, *, cvs: bool) -> str:
    """Write the links to a page's files; empty if it has none.

    :param cvs: whether CVs are among them; mostly they stand in the head of the page
    """
    files = list(works.catalogue.answer(head_of(works, docname)).view.files)
    if cvs:
        files[:0] = fragments.cvs(docname)
    if docname == fragments.builder.config.root_doc and atom.has_feed(works):
        files.append((fragments.words("News feed"), SITE_FEED))
    root = fragments.places.root(docname)
    template = fragments.template("downloads.html")
    return template.render(files=files, root=root) if files else ""
