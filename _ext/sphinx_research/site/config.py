"""The extension's configuration values, each declared once."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Literal, get_args

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Emphasis, Settings
from sphinx_research.records.matching import Partner
from sphinx_research.records.problems import Code

logger = logging.getLogger(__name__)

# But for one, no value has pages written anew: what pages show of them reaches the pages
# through digests.
VALUES: dict[str, tuple[object, type]] = {
    "research_roles": ({}, dict),
    "research_themes": ({}, dict),
    "research_build_date": ("", str),
    "research_emphasis": ("", str),
    "research_partners": ([], list),
    "research_cv": (False, bool),
    "research_advice": (False, bool),
}


def add_config_values(app: Sphinx) -> None:
    """Declare the values that conf.py may set."""
    for name, (default, kind) in VALUES.items():
        rebuild: Literal["", "html"] = "html" if name == "research_cv" else ""
        app.add_config_value(name, default, rebuild, types=frozenset({kind}))


def settings(config: Config, partners: tuple[Partner, ...] = ()) -> Settings:
    """Read what the catalogue needs to know of the configuration.

    :param partners: the people of the sites that ``research_partners`` names
    """
    return Settings(
        today=build_date(config.research_build_date),
        roles=dict(config.research_roles),
        themes=dict(config.research_themes),
        emphasis=emphasis(config.research_emphasis),
        partners=partners,
    )


def site_of(config: Config, builder: str, today: date | None) -> Site:
    """Read what outputs say of the site as a whole.

    :param builder: the name of the builder, which decides on addresses
    """
    base = config.html_baseurl
    options = config.html_theme_options
    return Site(
        name=config.project,
        base=f"{base.rstrip('/')}/" if base else "",
        folders=builder == "dirhtml",
        author=config.author,
        language=config.language,
        license=options.get("license_url", ""),
        today=today,
    )


def emphasis(configured: str) -> Emphasis:
    """Tell whom lists of publications set apart; what is no such word sets nobody apart."""
    for known in get_args(Emphasis):
        if configured == known:
            return known  # type: ignore[no-any-return]  # one of them
    message = 'research_emphasis is neither "" nor "members": %r'
    logger.warning(message, configured, type="research", subtype=Code.VALUE.label)
    return ""


def build_date(configured: str) -> date | None:
    """Tell the date of the build: the environment's, else conf.py's, else none.

    ``SOURCE_DATE_EPOCH`` counts seconds since 1970 in UTC:
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            logger.warning(
                "SOURCE_DATE_EPOCH is not a number of seconds: %r",
                epoch,
                type="research",
                subtype=Code.BUILD_DATE.label,
            )
    if not configured:
        return None
    try:
        return date.fromisoformat(configured)
    except ValueError:
        message = "research_build_date is not a date like 2025-10-16: %r"
        logger.warning(message, configured, type="research", subtype=Code.BUILD_DATE.label)
        return None
