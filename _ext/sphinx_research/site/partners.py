"""The people of partner sites, as the inventories that intersphinx has loaded name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import InventoryAdapter

from sphinx_research.records.matching import Partner


def people_of_partners(env: BuildEnvironment, sites: Iterable[str]) -> tuple[Partner, ...]:
    """Read the people of partner sites, site by site.

    Intersphinx loads its inventories when the builder is initialised, before any record is
    read, and warns itself of one that it cannot load.

    :param sites: their names in ``intersphinx_mapping``
    """
    return tuple(partner for site in sites for partner in _people(env, site))


def _people(env: BuildEnvironment, site: str) -> Iterator[Partner]:
    """Read one inventory; only whole web addresses are the same from every page."""
    inventory = InventoryAdapter(env).named_inventory.get(site, {})
    for identifier, item in inventory.get("research:person", {}).items():
        if item.uri.startswith(("https://", "http://")):
            # An inventory has `-` for a name that is the id.
            name = identifier if item.display_name == "-" else item.display_name
            yield Partner(identifier, name, item.uri)
