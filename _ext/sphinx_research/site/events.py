"""Every handler, in the order in which a build calls them."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from sphinx_research.records.loading import load
from sphinx_research.records.problems import Code, Severity, nearest
from sphinx_research.records.sources.markdown import without_record
from sphinx_research.records.views.refs import ROLES
from sphinx_research.site.config import settings
from sphinx_research.site.domain import ResearchDomain
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.nodes import DOMAIN
from sphinx_research.site.reporting import place_of, report, report_problem

CACHE = "research-cache"


def connect(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("env-get-outdated", load_catalogue)
    app.connect("source-read", take_out_record)
    app.connect("env-updated", rewrite_discussed)
    app.connect("warn-missing-reference", suggest)
    app.connect("build-finished", release)


def load_catalogue(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],  # noqa: ARG001 - the event's signature
) -> list[str]:
    """Read all records before any page, and name the pages whose answers have moved."""
    domain = _domain(env)
    # Records are many, and stay: looking for garbage among them cost 40 % of a no-op build
    # at 2,000 papers.
    gc.disable()
    try:
        loaded = load(Path(env.srcdir), settings(app.config), Path(app.doctreedir) / CACHE)
        domain.catalogue = loaded.catalogue
        outdated = list(domain.outdated())
        gc.freeze()
    finally:
        gc.enable()
    domain.fragments = Fragments(loaded.catalogue, app.builder)
    domain.unread = loaded.unread
    domain.broken_pages = frozenset(
        problem.place.path.removesuffix(".md")
        for problem in loaded.problems
        if problem.code.severity is Severity.ERROR
    )
    for problem in loaded.problems:
        if problem.code is Code.UNREADABLE:  # Sphinx would stop at it, with a traceback
            docname = problem.place.path.removesuffix(".md")
            env.project.docnames.discard(docname)
            added.discard(docname)
            changed.discard(docname)
        report_problem(problem, advice=app.config.research_advice)
    return outdated


def take_out_record(app: Sphinx, docname: str, source: list[str]) -> None:  # noqa: ARG001
    """Leave the page without its record, and excuse it from every toctree.

    MyST would read the front matter once more, and keep the record in the environment.
    Index pages list people and projects: a toctree of thousands would be rendered on
    every page.
    """
    source[0] = without_record(source[0])


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
    report(Code.UNKNOWN_ID, cause, nearest(node["reftarget"], known), place)
    return True


def release(app: Sphinx, exception: Exception | None) -> None:  # noqa: ARG001
    """Give the records back to the garbage collector, for a process that builds again."""
    gc.unfreeze()


def _domain(env: BuildEnvironment) -> ResearchDomain:
    return cast("ResearchDomain", env.domains[DOMAIN])
