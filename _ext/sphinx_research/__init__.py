"""A Sphinx extension for research sites: people, projects and papers from one set of records.

The package reads from top to bottom, as data flows: `records` (what is known; no Sphinx),
then `site` (how it reaches pages).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0.dev0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the extension to a site."""
    from sphinx_research.records.fingerprint import package_fingerprint  # noqa: PLC0415
    from sphinx_research.site import (  # noqa: PLC0415 - records alone need no Sphinx
        charts,
        config,
        events,
        html,
        math,
        parsing,
        picture_nodes,
        reporting,
        widths,
    )
    from sphinx_research.site.domain import ResearchDomain  # noqa: PLC0415
    from sphinx_research.site.expand import ExpandLists  # noqa: PLC0415
    from sphinx_research.site.guard import Guard  # noqa: PLC0415
    from sphinx_research.site.transforms import (  # noqa: PLC0415
        CompleteLists,
        LeaveOutEmptySections,
        NumberPublications,
        RecordTitle,
    )

    config.add_config_values(app)
    app.add_domain(ResearchDomain)
    html.add_nodes(app)
    charts.add_charts(app)
    picture_nodes.add_pictures(app)
    widths.add_widths(app)
    parsing.bound_code(app)
    math.add_renderer(app)
    app.add_transform(RecordTitle)
    app.add_transform(NumberPublications)
    app.add_transform(LeaveOutEmptySections)
    app.add_transform(CompleteLists)
    app.add_transform(Guard)
    app.add_post_transform(ExpandLists)
    reporting.guard_log()
    events.connect(app)
    return {
        "version": __version__,
        # After an upgrade nothing is kept that the code before it has made.
        "env_version": int.from_bytes(package_fingerprint()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
