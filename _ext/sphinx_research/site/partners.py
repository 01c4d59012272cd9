"""The people of partner sites, as the inventories that intersphinx has loaded name them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import InventoryAdapter
from sphinx.util import logging

from sphinx_research.records.matching import Partner
from sphinx_research.records.problems import Code, nearest

logger = logging.getLogger(__name__)


def people_of_partners(env: BuildEnvironment) -> tuple[Partner, ...]:
    """Read the people of the sites that ``research_partners`` names, in its order.

    Intersphinx loads its inventories when the builder is initialised, before any record is
    read, and warns itself of one that it cannot load.
    """
    known = getattr(env.config, "intersphinx_mapping", {})
    return tuple(
        partner
        for name in map(str, env.config.research_partners)
        if _is_known(name, known)
        for partner in _people(env, name)
    )


def _is_known(name: str, known: dict[str, object]) -> bool:
    if name in known:
        return True
    cause = f"research_partners names `{name}`, which intersphinx_mapping has not"
    mend = nearest(name, known) or "add it there, and sphinx.ext.intersphinx to the extensions"
    logger.warning("%s; %s", cause, mend, type="research", subtype=Code.UNKNOWN_ID.label)
    return False


def _people(env: BuildEnvironment, site: str) -> Iterator[Partner]:
    """Read one inventory; only whole web addresses are the same from every page."""
    inventory = InventoryAdapter(env).named_inventory.get(site, {})
    for identifier, item in inventory.get("research:person", {}).items():
        if item.uri.startswith(("https://", "http://")):
            # An inventory has `-` for a name that is the id.
            name = identifier if item.display_name == "-" else item.display_name
            yield Partner(identifier, name, item.uri)
