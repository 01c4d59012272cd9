"""The landing page of each publication: a page of its own, made of its record."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup as Html

from sphinx_research.formats import cards, citation, head, schema_org, signposting, tags
from sphinx_research.formats.exports import EXPORTS
from sphinx_research.formats.works import Works
from sphinx_research.records.model import slug
from sphinx_research.records.query import EntryOf
from sphinx_research.records.views.entry import explained
from sphinx_research.records.views.landing import Landing, landing
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE, landing_page
from sphinx_research.site import editor
from sphinx_research.site.details import DetailsOf
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.shell import Shell


class LandingPages:
    """Writes landing pages; all of them have the shell, and the folder, in common.

    :param trail: the names and addresses of the pages above, for search engines
    """

    def __init__(
        self,
        works: Works,
        fragments: Fragments,
        shell: Shell,
        trail: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.works = works
        self.fragments = fragments
        self.shell = shell
        self.trail = tuple(trail)
        root = fragments.places.root(landing_page("x"))
        self._link = fragments.linker(root)
        self._files = f"{root}{PUBLICATIONS_PAGE}/"
        self._template = fragments.template("landing.html")

    def page(self, key: str) -> str:
        """Make the page of one publication."""
        catalogue = self.works.catalogue
        entry = catalogue.answer(EntryOf(key)).view
        if entry is None:
            msg = f"there is no publication {key!r}"
            raise KeyError(msg)
        view = landing(catalogue, entry)
        name = slug(key)
        return self.shell.fill(
            name=quote(name),
            title=view.entry.title.plain,
            head=self._head(key),
            body=self._body(view, name),
        )

    def _head(self, key: str) -> Html:
        work, site = self.works[key], self.works.site
        image = cards.tags(self.fragments.images.of_paper(key))
        described = [*head.publication(work, site), *image, *signposting.links(work, site)]
        nodes = [schema_org.publication(work, site)]
        if site.base:
            here = (work.record.title.plain, work.page)
            nodes.append(schema_org.breadcrumbs([*self.trail, here]))
        return tags.write(described) + schema_org.script(nodes)

    def _body(self, view: Landing, name: str) -> str:
        key = view.entry.key
        work = self.works[key]
        details = self.works.catalogue.answer(DetailsOf(key)).view
        files = self._files + quote(name)
        return self._template.render(
            it=view,
            entry=view.entry,
            link=self._link,
            marks=explained((view.entry,), self.fragments.words),
            abstract=self.fragments.abstract(work.record.abstract or "", self._link.root),
            discussed=self.fragments.discussed_in(key, self._link.root),
            citation=citation.apa(work),
            bibtex=details.bibtex if details else "",
            files=[(f"{files}{one.ending}", one.label) for one in EXPORTS],
            source=editor.source(self.fragments.builder.config, work.record.place),
        )
