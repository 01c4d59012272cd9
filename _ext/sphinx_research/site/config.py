"""The extension's configuration values, each declared once."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from sphinx_research.records.catalogue import Settings
from sphinx_research.records.problems import Code

logger = logging.getLogger(__name__)

# No value forces a full rebuild: what pages show of them reaches the pages through digests.
VALUES: dict[str, tuple[object, type]] = {
    "research_roles": ({}, dict),
    "research_themes": ({}, dict),
    "research_build_date": ("", str),
    "research_advice": (False, bool),
}


def add_config_values(app: Sphinx) -> None:
    """Declare the values that conf.py may set."""
    for name, (default, kind) in VALUES.items():
        app.add_config_value(name, default, "", types=frozenset({kind}))


def settings(config: Config) -> Settings:
    """Read what the catalogue needs to know of the configuration."""
    return Settings(
        today=build_date(config.research_build_date),
        roles=dict(config.research_roles),
        themes=dict(config.research_themes),
    )


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
