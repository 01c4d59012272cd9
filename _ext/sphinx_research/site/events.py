"""Every handler, in the order in which a build calls them."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from sphinx_research.formats.head import pdfs_elsewhere
from sphinx_research.formats.pdf import NoTypstError, versions
from sphinx_research.formats.works import Works
from sphinx_research.records.loading import load
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.query import FacetsOf
from sphinx_research.records.remedies import remedy
from sphinx_research.records.sources.front_matter import without_record
from sphinx_research.records.tree import FOLDERS
from sphinx_research.records.views.refs import ROLES
from sphinx_research.site import checking, config, editor, parsing, search
from sphinx_research.site.domain import ResearchDomain
from sphinx_research.site.downloads import downloads
from sphinx_research.site.facets import pictures_of_years
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import head_of, page_tags
from sphinx_research.site.images import Images
from sphinx_research.site.nodes import DOMAIN, RecordHead, RecordList
from sphinx_research.site.partners import people_of_partners
from sphinx_research.site.picture_nodes import MEND, broken_pictures, pictures_of
from sphinx_research.site.pictures import Pictures
from sphinx_research.site.places import WITH_LANDING_PAGES
from sphinx_research.site.publish import NOT_FOUND, SHELL, Publisher
from sphinx_research.site.reporting import place_of, report, report_problem
from sphinx_research.site.scope import is_guarded
from sphinx_research.site.search import Texts
from sphinx_research.site.shell import Shell
from sphinx_research.site.tree import ContentTree

CACHE = "research-cache"
PICTURES = "research-pictures"
FEW_PAGES = 5
"""How many pages may be read without making first what many have in common."""


def connect(app: Sphinx) -> None:
    """Connect the handlers."""
    content = ContentTree()
    app.connect("config-inited", want_typst)
    app.connect("config-inited", add_static_files)
    app.connect("config-inited", parsing.refuse_templates)
    app.connect("config-inited", content.look, priority=900)  # after Sphinx has read the values
    app.connect("builder-inited", parsing.switch_off_html, priority=900)  # MyST has its values
    app.connect("builder-inited", parsing.switch_off_files)
    app.connect("builder-inited", take_over_search)
    app.connect("env-get-outdated", partial(load_catalogue, content))
    app.connect("env-get-outdated", leave_out_unreadable)
    app.connect("env-before-read-docs", prepare)
    app.connect("source-read", prefer_our_names)
    app.connect("source-read", take_out_record)
    app.connect("doctree-read", observe_head)
    app.connect("doctree-read", keep_text)
    app.connect("doctree-read", note_pictures, priority=600)  # after Sphinx has found them
    app.connect("env-updated", encode_pictures)
    app.connect("env-updated", rewrite_discussed)
    app.connect("warn-missing-reference", suggest)
    app.connect("html-page-context", describe_page)
    app.connect("html-collect-pages", publish)
    app.connect("build-finished", check_output, priority=900)  # other extensions write, too
    app.connect("build-finished", release)


def want_typst(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - the event's signature
    """Neither make CVs and cards nor name them where what makes them is not installed.

    Sphinx writes all pages anew once it is, as if conf.py had changed.
    """
    for name in ("research_cv", "research_cards"):
        if config[name] is not True:  # a wrong value is reported with the others
            continue
        try:
            versions()
        except NoTypstError as missing:
            config[name] = False
            report(Code.VALUE, f"{name} has no effect", str(missing), location="")


def add_static_files(app: Sphinx, config: Config) -> None:
    """Have Sphinx copy our stylesheet and scripts, and every page ask for the first."""
    ours = str(Path(__file__).parent / "static")
    config.html_static_path = [*config.html_static_path, ours]
    app.add_css_file("research-records.css")


def take_over_search(app: Sphinx) -> None:
    """Have Sphinx make no search of its own where ours is, and its layout describe ours."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in WITH_LANDING_PAGES:
        app.builder.search = False
        app.config.html_use_opensearch = app.config.html_baseurl.rstrip("/")


def load_catalogue(
    content: ContentTree, app: Sphinx, env: BuildEnvironment, *_changes: set[str]
) -> list[str]:
    """Read all records before any page, and name the pages whose answers have moved."""
    domain = _domain(env)
    told: list[Problem] = []
    conf = config.read(app, told.append)
    # Records are many, and stay: looking for garbage among them cost 40 % of a no-op build
    # at 2,000 papers.
    gc.disable()
    try:
        partners = people_of_partners(env, conf.partners)
        settings = replace(conf.settings, partners=partners)
        loaded = load(Path(env.srcdir), settings, Path(app.doctreedir) / CACHE, content.tree)
        domain.take(loaded, Works(loaded.catalogue, conf.site))
        outdated = list(domain.outdated())
        gc.freeze()
    finally:
        gc.enable()
    kept = Path(app.doctreedir) / PICTURES
    pictures = Pictures(Path(env.srcdir), kept, content.drawings)
    images = Images(domain.works, pictures, drawn=app.config.research_cards is True)
    domain.fragments = Fragments(loaded.catalogue, app.builder, images)
    advised = app.config.research_advice
    advice = pdfs_elsewhere(domain.works) if advised else ()
    for problem in (*told, *loaded.problems, *advice):
        report_problem(problem, advice=advised)
    return outdated


def leave_out_unreadable(
    app: Sphinx,  # noqa: ARG001 - the event's signature
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],  # noqa: ARG001
) -> Iterable[str]:
    """Have Sphinx read no page that is not UTF-8: it would stop there, with a traceback."""
    for docnames in (env.project.docnames, added, changed):
        docnames.difference_update(_domain(env).unreadable_pages)
    return ()


def prepare(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:  # noqa: ARG001
    """Make what many pages have in common, before Sphinx forks to read them."""
    if len(docnames) > FEW_PAGES:
        gc.disable()  # as for the records
        try:
            _domain(env).fragments.prepare()
            gc.freeze()
        finally:
            gc.enable()


def prefer_our_names(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001
    """Take ``{profile}`` for ours among the records, whichever domain conf.py has come first."""
    if docname.startswith(tuple(f"{folder}/" for folder in FOLDERS)):
        app.env.current_document.default_domain = _domain(app.env)


def take_out_record(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave the page without its record, or with a notice only if it is refused.

    MyST would read the front matter once more, and keep the record in the environment.
    Index pages list people and projects: a toctree of thousands would be rendered on
    every page.
    """
    path = app.env.doc2path(docname, base=False).as_posix()
    if not is_guarded(app.config, path):
        return
    refused = path in _domain(app.env).refused
    source[0] = parsing.notice(docname) if refused else without_record(source[0])


def observe_head(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001
    """Have the page read anew when its record says something else in the head."""
    if app.builder.name in WITH_LANDING_PAGES:
        domain = _domain(app.env)
        domain.observe(head_of(domain.works, app.env.current_document.docname))


def keep_text(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the words of a page for the search, unless it says that it is not to be found."""
    env = app.env
    if not env.metadata[env.current_document.docname].keys() & {"nosearch", "no-search"}:
        _domain(env).note_text(Texts(Path(app.doctreedir)).keep(doctree))


def note_pictures(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which pictures a page shows."""
    _domain(app.env).note_pictures(pictures_of(doctree))


def encode_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Encode all pictures before any page is written that shows them."""
    if app.builder.supported_image_types:
        domain = _domain(env)
        pictures = domain.fragments.pictures
        pages = domain.fragments.places.has_landing_pages
        wanted = {*domain.pictures, *pictures_of_years(env)}
        pictures.make(wanted if pages else ((path, "prose") for path, _ in wanted))
        for problem in broken_pictures(domain.catalogue, pictures):
            report_problem(problem, advice=False)


def rewrite_discussed(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:  # noqa: ARG001
    """Write the lists anew whose papers are discussed on other pages than before."""
    domain = _domain(env)
    domain.fragments.discussed = domain.discussed_in()
    return list(domain.pages_to_rewrite(domain.fragments.discussed))


def suggest(
    app: Sphinx,  # noqa: ARG001 - the event's signature
    domain: Domain | None,
    node: pending_xref,
) -> bool | None:
    """Say what a reference to nobody may have meant."""
    if not isinstance(domain, ResearchDomain):
        return None
    kind = ROLES[node["reftype"]]
    known = domain.catalogue.records.of(kind)
    if node["reftarget"] in known or node["reftarget"] in domain.unread:
        return True  # it is there, though not in this document; or its file was reported
    place = place_of(node["reftarget"], node)
    cause = f"there is no {kind} `{node['reftarget']}`"
    report(Code.UNKNOWN_ID, cause, remedy(kind, node["reftarget"], known), place)
    return True


def describe_page(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - the event's signature
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put into the head of a document what machines look for there."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.name not in WITH_LANDING_PAGES:
        return
    search.take_over(context)
    if pagename == search.PAGE:
        builder.add_js_file("research-search.js", type="module")
    elif pagename == SHELL:
        builder.add_js_file("research-copy.js", defer="defer")
    elif pagename == NOT_FOUND:
        context["pageurl"] = None  # it stands for every address, and has none
    elif doctree is not None:
        domain = _domain(app.env)
        works = domain.works
        image = domain.fragments.images.of_page(pagename)
        context["metatags"] += str(page_tags(works, app.env, pagename, doctree, image))
        if domain.asked(FacetsOf, pagename):
            builder.add_js_file("research-facets.js", type="module")
        context["body"] += editor.invitation(domain.fragments, pagename)
        headless = not any(doctree.findall(RecordHead))
        context["body"] += downloads(works, domain.fragments, pagename, cvs=headless)
        if _has_to_copy(domain, doctree):
            builder.add_js_file("research-copy.js", defer="defer")
    builder.add_js_file("research-preview.js", type="module")


def publish(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write everything that is no document; Sphinx has no page to add."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        clean_static(app)
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name in WITH_LANDING_PAGES:
        domain = _domain(app.env)
        source = domain.fingerprint
        cvs = app.config.research_cv is True
        domain.shell = Shell(app.builder, SHELL)
        publisher = Publisher(app.builder, domain.works, domain.fragments, source, cvs=cvs)
        publisher.run(domain.shell)
        search.write_files(app.builder, domain.works, domain.texts, source)
    return ()


def clean_static(app: Sphinx) -> None:
    """Take what does not show out of the pictures that Sphinx has copied as they are."""
    pictures = _domain(app.env).fragments.pictures
    static = Path(app.outdir, "_static")
    for path in pictures.clean_copies(static):
        report(Code.PICTURE, pictures.cause(path), MEND, location=f"{path}:1")
    pictures.forget_others()


def check_output(app: Sphinx, exception: Exception | None) -> None:
    """Check whether everything that was written may be published."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if builder.name in WITH_LANDING_PAGES:
        domain = _domain(app.env)
        for problem in checking.problems(builder, domain.shell, domain.catalogue):
            if is_guarded(app.config, problem.place.path):
                report_problem(problem, advice=False)


def release(app: Sphinx, exception: Exception | None) -> None:
    """Give the records back to the garbage collector, for a process that builds again."""
    if app.builder.name == "singlehtml" and exception is None:  # it has had no other chance
        clean_static(app)
    gc.unfreeze()


def _has_to_copy(domain: ResearchDomain, doctree: nodes.document) -> bool:
    """Tell whether a page has BibTeX, or an e-mail address."""
    people = domain.catalogue.records.people
    heads = (people.get(head["record"]) for head in doctree.findall(RecordHead))
    lists = doctree.findall(RecordList)
    return any(who and who.email for who in heads) or any(one.get("details") for one in lists)


def _domain(env: BuildEnvironment) -> ResearchDomain:
    return cast("ResearchDomain", env.domains[DOMAIN])
