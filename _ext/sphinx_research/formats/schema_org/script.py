"""JSON-LD as an element of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from markupsafe import Markup as Html

from sphinx_research.formats.schema_org.nodes import Node
from sphinx_research.formats.tags import FORBIDDEN

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile(f"[\u2028\u2029{FORBIDDEN}]")


def script(nodes: Iterable[Node]) -> Html:
    """Put nodes into one element, as the data of a page (JSON-LD 1.1, §7).

    What could end the element or begin another in it, and what HTML forbids, is written
    with escapes of JSON.  So a parser gets back exactly what was put in.
    """
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    written = _ENCODER.encode(graph)
    for character in "<>&":
        written = written.replace(character, f"\\u{ord(character):04x}")
    if not written.isprintable():
        written = _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], written)
    return Html('<script type="application/ld+json">%s</script>\n') % Html(written)  # noqa: S704 - escaped above
