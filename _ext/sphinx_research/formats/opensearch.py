"""How browsers are to ask the site's search: an OpenSearch 1.1 description.

https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
"""

from __future__ import annotations

from sphinx_research.formats.html_text import shortened
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.xml_text import DECLARATION, element, parent

LONGEST_NAME = 16
"""The specification's limits, in characters."""
LONGEST_DESCRIPTION = 1_024

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"


def description(site: Site, page: str) -> str:
    """Write the description; empty if the site has no address.

    :param page: the search page, as Sphinx names it
    """
    if not site.base:
        return ""
    name = one_line(site.name)
    children = (
        element("ShortName", shortened(name, LONGEST_NAME)),
        element("Description", shortened(f"Search {name}", LONGEST_DESCRIPTION)),
        element("InputEncoding", "UTF-8"),
        element("Url", type="text/html", template=f"{site.page(page)}?q={{searchTerms}}"),
    )
    return DECLARATION + parent("OpenSearchDescription", children, xmlns=_NAMESPACE)
