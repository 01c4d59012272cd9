"""What was built, checked once more before it can be published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_research.checks.faults import Fault, Known
from sphinx_research.checks.folder import Folder
from sphinx_research.checks.page import Checker
from sphinx_research.records.answers import digest_of
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.fingerprint import package_fingerprint
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.views.refs import landing_page
from sphinx_research.site.publish import SHELL
from sphinx_research.site.shell import Shell

MEMORY = "research-checked"
_TELLING = 8
"""How many signs tell one place in a page from others."""

_MADE = frozenset({"searchindex.js"})
"""Scripts that Sphinx writes outside of ``_static``."""


def known(
    builder: StandaloneHTMLBuilder, shell: Shell, allowed: tuple[str, ...], root: str
) -> Known:
    """Find what theme and extensions put on pages, on a page without anybody's content.

    :param shell: that page, rendered as `SHELL`
    :param allowed: what conf.py allows besides; addresses of scripts among it
    """
    path = Path(builder.get_output_path(SHELL)).relative_to(builder.outdir).as_posix()
    of_theme = Known.of(Checker(root=root).in_text(shell.text, path), SHELL)
    # Extensions load some of what they bring on a few pages only.
    files = {file.relative_to(builder.outdir).as_posix() for file in _code(builder)}
    brought = files - _own_static(builder)
    scripts = [*brought, *(one for one in allowed if "/" in one)]
    return of_theme | Known.of(
        (
            *(Fault("script", "src", address) for address in scripts),
            *(Fault("link", "href", address) for address in brought),
        )
    )


def _code(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Find the scripts and stylesheets of the output."""
    static = Path(builder.outdir, "_static")
    return (file for file in static.rglob("*") if file.suffix in (".css", ".js"))


def problems(
    builder: StandaloneHTMLBuilder, shell: Shell, catalogue: Catalogue
) -> Iterator[Problem]:
    """Check all files of the output, but for those that are as they were when last checked."""
    root = f"{urlsplit(builder.config.html_baseurl).path.rstrip('/')}/"
    checker = Checker(known(builder, shell, catalogue.settings.allowed, root), root)
    memory = Path(builder.doctreedir, MEMORY)
    own = _own_static(builder) - _asked_for(checker.known)

    def brought(path: str) -> bool:
        return path in _MADE or (path.startswith("_static/") and path not in own)

    folder = Folder(Path(builder.outdir), checker, brought, memory)
    judged_by = (sorted(checker.known.faults), root, sorted(own), package_fingerprint())
    found = list(folder.faults(digest_of(repr(judged_by))))
    sources = _sources(builder, catalogue) if found else {}
    for path, fault in found:
        place = sources.get(path, Place(path))
        line = _line(Path(builder.srcdir, place.path), fault) or place.line
        yield Problem(Code.UNSAFE_PAGE, Place(place.path, line), fault.cause, fault.mend)


def _own_static(builder: StandaloneHTMLBuilder) -> frozenset[str]:
    """Name the files in ``_static`` that are the site's own.

    Extensions name their folders by whole paths, and a conf.py its own by relative ones; the
    usual one counts even if somebody has put another in its place.
    """
    names = {"_static", *map(str, builder.config.html_static_path)}
    folders = (Path(builder.confdir, name) for name in names if not Path(name).is_absolute())
    return frozenset(
        f"_static/{file.relative_to(folder).as_posix()}"
        for folder in folders
        for file in folder.rglob("*")
    )


def _sources(builder: StandaloneHTMLBuilder, catalogue: Catalogue) -> dict[str, Place]:
    """Find where each page was written, by its file."""
    env = builder.env
    places = {landing_page(key): it.place for key, it in catalogue.records.publications.items()}
    places |= {name: Place(str(env.doc2path(name, base=False))) for name in env.all_docs}
    top = Path(builder.outdir)
    return {
        Path(builder.get_output_path(name)).relative_to(top).as_posix(): place
        for name, place in places.items()
    }


def _asked_for(known: Known) -> frozenset[str]:
    """Name the files that pages load because conf.py says so."""
    loads = {("script", "src"), ("link", "href")}
    return frozenset(it.value for it in known.faults if (it.element, it.attribute) in loads)


def _line(source: Path, fault: Fault) -> int:
    """Find the line that brought a fault, if it stands there as it was built."""
    first = (fault.value.strip().splitlines() or [""])[0]
    if len(first) < _TELLING:
        return 0
    try:
        lines = source.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    return next((number for number, line in enumerate(lines, 1) if first in line), 0)
