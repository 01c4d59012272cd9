"""The extension's configuration values: declared here, and read as the commands read them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_research.formats.configuration import (
    OF_SPHINX,
    VALUES,
    Configuration,
    configuration,
)
from sphinx_research.records.problems import Report

_SHOWN = frozenset({"research_cards", "research_cv"})


def add_config_values(app: Sphinx) -> None:
    """Declare the values that conf.py may set.

    But for two, no value has pages written anew: what pages show of them reaches the pages
    through digests.  Of wrong types `read` tells, so Sphinx is to take any.
    """
    for name, default in VALUES.items():
        rebuild: Literal["", "html"] = "html" if name in _SHOWN else ""
        app.add_config_value(name, default, rebuild, types=frozenset({Any}))


def read(app: Sphinx, report: Report) -> Configuration:
    """Read what conf.py and the command line decide."""
    return configuration(
        dict(_set(app.config)),
        report,
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
        folders=app.builder.name == "dirhtml",
    )


def _set(config: Config) -> Iterator[tuple[str, object]]:
    """Give what is set: Sphinx's own defaults, like "Author name not set", are no facts."""
    for name in (*VALUES, *OF_SPHINX):
        value = getattr(config, name, None)  # intersphinx may not be there
        usual = Config.config_values.get(name)
        if usual is None or value != usual.default:
            yield name, value
