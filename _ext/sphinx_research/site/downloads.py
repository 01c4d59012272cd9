"""The files that a page offers, named at its end."""

from __future__ import annotations

from sphinx_research.formats import atom
from sphinx_research.formats.cv import STYLES, Style, file_name
from sphinx_research.formats.works import Works
from sphinx_research.records.model import Person
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import SITE_FEED, head_of

_LABELS: dict[Style, str] = {"full": "CV (PDF)", "short": "Short CV (PDF)"}


def downloads(works: Works, fragments: Fragments, docname: str, *, cvs: bool) -> str:
    """Write the links to a page's files; empty if it has none.

    :param cvs: whether PDFs are made
    """
    files = list(works.catalogue.answer(head_of(works, docname)).view.files)
    if cvs and isinstance(works.catalogue.pages.get(docname), Person):
        files[:0] = ((_LABELS[style], file_name(docname, style)) for style in STYLES)
    if docname == fragments.builder.config.root_doc and atom.has_feed(works):
        files.append(("News feed", SITE_FEED))
    root = fragments.places.root(docname)
    template = fragments.template("downloads.html")
    return template.render(files=files, root=root) if files else ""
