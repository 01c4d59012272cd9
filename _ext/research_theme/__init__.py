"""The site's own Sphinx theme, ``html_theme = "research"``.

The look is in ``static/research.css``, the frame of a page in ``layout.html``, and the
options, with what they mean, in ``theme.toml``. Python adds one thing: the links of the
page header.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from research_theme.navigation import Navigation

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme and the handlers that keep its navigation right."""
    app.add_html_theme("research", str(Path(__file__).parent))

    navigation = Navigation()
    app.connect("env-get-outdated", navigation.recall)
    app.connect("env-updated", navigation.refresh)
    app.connect("html-page-context", navigation.show)

    return {"version": "0.1", "parallel_read_safe": True, "parallel_write_safe": True}
