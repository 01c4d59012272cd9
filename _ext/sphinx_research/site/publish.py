"""Everything that is written beside Sphinx's own pages, from the records alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_research.formats import (
    atom,
    authoring_schema,
    catalogue_json,
    cff,
    cv,
    finding_papers,
    headers,
    index_text,
    opensearch,
    redirects,
    signposting,
    sitemap,
)
from sphinx_research.formats.exports import Exports
from sphinx_research.formats.pdf import versions
from sphinx_research.formats.works import Works
from sphinx_research.records.answers import digest_of
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE, landing_page, page_of
from sphinx_research.site import search
from sphinx_research.site.editor import edit_url
from sphinx_research.site.facets import YEARS_SHELL, YearPages, long_lists
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import SITE_EXPORTS, SITE_FEED, above
from sphinx_research.site.landing import LandingPages
from sphinx_research.site.outputs import Outputs
from sphinx_research.site.shell import NAME, Shell, rendered

NOT_FOUND = "404"
SHELL = f"{PUBLICATIONS_PAGE}/{NAME}"
"""The name under which Sphinx renders the page that all landing pages are made of."""

_HIDDEN = '\n<meta name="robots" content="noindex">'
_RELATIVE = re.compile(
    r'(?<=\s)(href|src|action|data-content_root)="(?![a-z][a-z0-9+.-]*:|[/#])([^"]*)"'
)


class Publisher:
    """Writes the files of one build.

    :param source: stands for all records and settings
    :param cvs: whether PDFs are made
    """

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        works: Works,
        fragments: Fragments,
        source: str,
        *,
        cvs: bool = False,
    ) -> None:
        self.builder = builder
        self.works = works
        self.exports = Exports(works)
        self.fragments = fragments
        self.source = source
        self.long = long_lists(builder.env)
        self.cvs = cvs
        # Where a theme keeps it, as ours does; with any other there is none.
        self.policy = str(builder.config.html_context.get("content_security_policy") or "")
        self.given = frozenset(_given(builder))
        pages = frozenset(map(self._file, builder.env.all_docs)) | self.given
        self.outputs = Outputs(Path(builder.outdir), pages)

    def run(self, shell: Shell) -> None:
        """Write what has changed, and delete what is over.

        :param shell: what landing pages are made of, rendered as `SHELL`
        """
        search.clear(self.builder, shell.text)
        fingerprint = self._fingerprint(shell)
        if self.outputs.stands(fingerprint):
            return
        with self.outputs:
            self._landing_pages(shell)
            years = [*self._years()]
            self._collections()
            self._redirects()
            self.outputs.write(f"{NOT_FOUND}.html", self._not_found())
            self.outputs.write(self._file(search.PAGE), self._search())
            self.outputs.write(finding_papers.FILE, finding_papers.dump(self.works))
            self.outputs.write(headers.FILE, headers.rules(self.policy))
            for path, text in (*self._schemas(), *self._for_machines(years)):
                self.outputs.write(path, text)
            if self.cvs:
                self._cvs()
            self.fragments.images.write(self.outputs)
            self.outputs.finish(fingerprint)

    def _file(self, docname: str) -> str:
        """The file of a page, from the top of the output folder."""
        return self.builder.get_output_path(docname).relative_to(self.builder.outdir).as_posix()

    def _fingerprint(self, shell: Shell) -> str:
        discussed = [
            (key, self.fragments.discussed_in(key, "")) for key in self.fragments.discussed
        ]
        named = sorted(self.builder.env.titles.items())
        titles = [(docname, title.astext()) for docname, title in named]
        images = self.fragments.images
        made_with = versions() if self.cvs or images.drawn else ""
        own = (self.source, self.works.site, discussed, titles, self.long, images.names())
        for_hosts = (self.policy, sorted(self.given), edit_url(self.builder.config))
        parts = (shell.text, own, for_hosts, made_with)
        return digest_of(repr(parts))

    # --- publications -----------------------------------------------------------------------

    def _landing_pages(self, shell: Shell) -> None:
        site = self.works.site
        trail = above(site, self.builder.env, landing_page("x"))
        pages = LandingPages(self.works, self.fragments, shell, trail)
        for key in self.works.catalogue.records.publications:
            page = landing_page(key)
            self.outputs.write(self._file(page), pages.page(key))
            self._export(page, (key,))
            if site.base:
                linkset = signposting.linkset(self.works[key], site)
                self.outputs.write(f"{page}.linkset.json", linkset)

    def _export(self, page: str, keys: Iterable[str]) -> None:
        for ending, text in self.exports.files(keys):
            self.outputs.write(f"{page}{ending}", text)

    def _collections(self) -> None:
        """The papers and feeds of each person and project, and of the site."""
        works, catalogue = self.works, self.works.catalogue
        self._export(SITE_EXPORTS, catalogue.ours)
        self._feed(SITE_FEED, atom.site_feed(works))
        for person in catalogue.records.people.values():
            page = page_of(person)
            self._export(page, catalogue.by_person.get(person.id, ()))
            self._feed(f"{page}.xml", atom.person_feed(works, person.id))
        for project in catalogue.records.projects.values():
            page = page_of(project)
            self._export(page, catalogue.by_project.get(project.id, ()))
            self._feed(f"{page}.xml", atom.project_feed(works, project.id))

    def _feed(self, path: str, text: str) -> None:
        if text:  # an empty feed is none
            self.outputs.write(path, text)

    def _years(self) -> Iterator[str]:
        """Write the pages of the years, and name them."""
        if self.long:
            shell = Shell(self.builder, YEARS_SHELL)
            for name, text in YearPages(self.works, self.fragments, shell, self.long[0]).pages():
                self.outputs.write(self._file(name), text)
                yield name

    # --- the site ---------------------------------------------------------------------------

    def _for_machines(self, years: Iterable[str]) -> Iterator[tuple[str, str]]:
        works, site = self.works, self.works.site
        if not site.base:  # all of them give whole addresses
            return
        yield "catalogue.json", catalogue_json.dump(works)
        yield "catalogue.schema.json", catalogue_json.schema_text()
        yield "CITATION.cff", cff.citation(works)
        yield search.DESCRIPTION, opensearch.description(site, search.PAGE)
        yield "robots.txt", sitemap.robots(site)
        yield "llms.txt", index_text.index(works)
        landing_pages = map(site.landing, works.catalogue.ours)
        documents = map(site.page, sorted(self.builder.env.all_docs))
        pages = [*documents, *landing_pages, *map(site.page, years)]
        yield from sitemap.files(site, pages).items()

    def _schemas(self) -> Iterator[tuple[str, str]]:
        """What editors complete and check front matter and data files with."""
        return authoring_schema.files(self.works.site, self.works.catalogue.settings)

    def _redirects(self) -> None:
        template = self.fragments.template("redirect.html")
        titles = self.builder.env.titles
        names = {
            landing_page(paper.id): paper.title.plain
            for paper in self.works.catalogue.records.publications.values()
            if paper.redirect_from
        }
        for file, docname in redirects.table(self.works.catalogue).items():
            target = "../" * file.count("/") + self.builder.get_target_uri(docname)
            title = titles[docname].astext() if docname in titles else names[docname]
            page = template.render(
                language=self.works.site.language,
                title=title,
                target=target or "./",
                canonical=self.works.site.page(docname),
            )
            self.outputs.write(file, page)

    def _search(self) -> str:
        body = search.body(self.fragments)
        context = {"title": self.fragments.words("Search"), "body": body, "metatags": _HIDDEN}
        return rendered(self.builder, search.PAGE, context)

    def _not_found(self) -> str:
        """The page for addresses that lead nowhere, at any depth: so its own are whole paths."""
        root, to = self.fragments.places.root(NOT_FOUND), self.builder.get_target_uri
        body = self.fragments.template("404.html").render(
            home=root + to(self.builder.config.root_doc),
            ways=search.ways(self.fragments, NOT_FOUND),
            search=root + to(search.PAGE),
        )
        title = self.fragments.words("Page not found")
        context = {"title": title, "body": body, "metatags": _HIDDEN}
        page = rendered(self.builder, NOT_FOUND, context)
        top = urlsplit(self.works.site.base).path or "/"
        here = urljoin(top, self.builder.get_target_uri(NOT_FOUND))

        def whole(found: re.Match[str]) -> str:
            address = urljoin(here, found[2])
            return f'{found[1]}="{top if address == here else address}"'

        return _RELATIVE.sub(whole, page)

    def _cvs(self) -> None:
        for person in self.works.catalogue.records.people.values():
            for style in cv.STYLES:
                file = cv.file_name(page_of(person), style)
                mark = cv.fingerprint(self.works, person.id, style)
                if not self.outputs.keeps(file, mark):
                    self.outputs.write(file, cv.pdf_of(self.works, person.id, style), mark)


def _given(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Name the files that the site gives itself, and which go before ours (html_extra_path)."""
    for entry in builder.config.html_extra_path:
        top = Path(builder.confdir, entry)
        if top.is_file():
            yield top.name
        files = (file for file in top.rglob("*") if file.is_file())
        yield from (file.relative_to(top).as_posix() for file in files)
