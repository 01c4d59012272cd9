"""The citation of the site itself: Citation File Format 1.2.0.

https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person
from sphinx_research.records.values import orcid_address
from sphinx_research.records.views.refs import page_of

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/licenses/"
    r"(by(?:-nc)?(?:-nd|-sa)?)/([123]\.0|2\.5|4\.0)/(?:deed(?:\.\w+)?|legalcode)?"
)
_ZERO = re.compile(r"https?://creativecommons\.org/publicdomain/zero/1\.0/\S*")


def citation(works: Works) -> str:
    """Write ``CITATION.cff``: the site as a data set by its people.

    It is its records that others may use and cite; the format knows only software beside.

    :return: YAML; nothing if the site has no address
    """
    site, catalogue = works.site, works.catalogue
    if not site.base:
        return ""
    people = sorted(catalogue.records.people.values(), key=lambda person: person.name.sort_key)
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this site, please cite it as below.",
        "type": "dataset",
        "title": one_line(site.name) or site.base,
        "authors": [_author(catalogue, site, person) for person in people] or [_answering(site)],
        "url": site.base,
        "date-released": site.today.isoformat() if site.today else "",
        **_license(site.license),
    }
    return yaml.safe_dump(_without_blanks(fields), allow_unicode=True, sort_keys=False, width=99)


def _author(catalogue: Catalogue, site: Site, person: Person) -> dict[str, str]:
    name, organisations = person.name, catalogue.records.organisations
    affiliations = (
        organisations[one].name if one in organisations else one for one in person.affiliations
    )
    parts = {
        "family-names": name.family or name.literal,
        "given-names": name.given,
        "name-particle": name.particle,
        "name-suffix": name.suffix,
        "affiliation": "; ".join(affiliations),
        "orcid": orcid_address(person.orcid),
        "website": site.page(page_of(person)),
    }
    return _without_blanks({field: one_line(value) for field, value in parts.items()})


def _answering(site: Site) -> dict[str, str]:
    return {"name": one_line(site.author or site.name) or site.base}


def _license(address: str) -> dict[str, str]:
    """Name a licence by its SPDX identifier where that is certain, else by its address.

    The format accepts only what SPDX's list had in 2021, which holds all of Creative Commons'
    international licences; a licence that is not in it would make the whole file invalid.
    """
    if match := _CREATIVE_COMMONS.fullmatch(address):
        return {"license": f"CC-{match[1].upper()}-{match[2]}"}
    if _ZERO.fullmatch(address):
        return {"license": "CC0-1.0"}
    return {"license-url": address} if address.startswith(("https://", "http://")) else {}


def _without_blanks(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
