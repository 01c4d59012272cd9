"""What has become of the addresses of pages: others link to them, and must not be let down."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_research.commands.comparing.both import Both
from sphinx_research.commands.comparing.statement import Item, Mark
from sphinx_research.formats.redirects import table
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import is_id
from sphinx_research.records.tree import FOLDERS
from sphinx_research.records.views.redirects import page_files
from sphinx_research.records.views.refs import landing_page, page_of


def addresses(both: Both) -> Iterator[Item]:
    """Name pages that are gone, and old addresses that lead elsewhere or nowhere."""
    redirects = table(both.after)
    files = page_files(both.after)
    successors = dict(_successors(both))
    for page, source in _pages(both.before).items():
        ends = (f"{page}.html", f"{page}/index.html")
        if ends[0].casefold() not in files and not any(one in redirects for one in ends):
            yield _gone(page, source, successors.get(page, ""))
    before = table(both.before)
    for old, target in before.items():
        if old not in redirects and old.casefold() not in files:
            said = f"this old address led to /{target}.html, and leads nowhere now"
            yield Item(Mark.WARNING, f"/{old}", (said, "keep it under redirect_from"))
    for old, target in redirects.items():
        if before.get(old) != target:
            mark = Mark.CHANGED if old in before else Mark.ADDED
            yield Item(mark, f"/{old}", (f"leads to /{target}.html now",))


def _pages(catalogue: Catalogue) -> dict[str, str]:
    """Give the pages of the site, and the file that each comes from.

    Files such as README.md stand at the top and are no pages: their names are no ids.
    """
    documents = sorted(
        page for page in catalogue.documents if page.startswith(FOLDERS) or is_id(page)
    )
    papers = catalogue.records.publications
    return {
        **{page: f"{page}.md" for page in documents},
        **{landing_page(key): paper.place.path for key, paper in papers.items()},
    }


def _successors(both: Both) -> Iterator[tuple[str, str]]:
    """Give the pages of records that are still there, before and after."""
    for old, new in both.papers:
        if old and new:
            yield landing_page(old.id), landing_page(new.id)
    for before, after in (*both.people, *both.projects):
        if before and after:
            yield page_of(before), page_of(after)


def _gone(page: str, source: str, twin: str) -> Item:
    mend = f"write `redirect_from: [/{page}.html]`"
    if twin:
        said = f"what stood there is at /{twin}.html now: {mend} there"
    else:
        said = f"if another page takes its place, {mend} in that page's record"
    return Item(
        Mark.WARNING,
        f"/{page}.html",
        ("this page vanishes, and links to it will fail", said),
        source,
    )
