"""The site's own Sphinx theme, ``html_theme = "research"``.

The look is in ``static/research.css``, the frame of a page in ``layout.html``, and the
options, with what they mean, in ``theme.toml``; README.md is the page of design. Python adds
the links of the page header, the sections of a long page, the date, and what conf.py says
of colours and fonts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from research_theme import contents, policy, spared
from research_theme.navigation import Navigation
from research_theme.options import NAME, equip, is_shown
from research_theme.tables import ScrollArea

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme and the handlers that keep its navigation right."""
    app.add_html_theme(NAME, str(Path(__file__).parent))
    # Sphinx asks its own catalogue first, and then this one.
    app.add_message_catalog("sphinx", str(Path(__file__).parent / "locale"))
    app.add_post_transform(ScrollArea)

    for note in (contents.note_day, policy.note):
        if hasattr(app, "builder"):  # conf.py names the theme alone, so that Sphinx loads it late
            note(app, app.config)
        else:
            app.connect("config-inited", note)
    app.connect("builder-inited", connect)

    return {"parallel_read_safe": True, "parallel_write_safe": True}


def connect(app: Sphinx) -> None:
    """Connect what only pages of this theme need (builder-inited)."""
    if not is_shown(app):
        return
    equip(app)
    navigation = Navigation()
    app.connect("env-get-outdated", navigation.recall)
    app.connect("env-updated", navigation.refresh)
    app.connect("html-page-context", navigation.show)
    app.connect("html-page-context", contents.show)
    app.connect("html-page-context", spared.spare, priority=900)  # after all that add files
    app.connect("html-page-context", policy.check, priority=950)
