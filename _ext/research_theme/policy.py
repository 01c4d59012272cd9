"""What a page may load and run: its Content-Security-Policy, and what would break it.

The policy stands in the head of every page, before anything that loads, so that it holds on
hosts that send no headers.  Nothing in it is ``unsafe``: a script or style that has come into a
page in spite of all other guards does nothing, and a picture of another host is not asked for.

Source: Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/), and Trusted Types
(https://www.w3.org/TR/trusted-types/), which browsers that do not know them pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from research_theme.options import NAME

logger = logging.getLogger(__name__)

KEY = "content_security_policy"
"""Where ``html_context`` has the policy: a site may give one of its own there."""

RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

COUNTED = ("script-src", "connect-src", "img-src")
"""What a script that counts visits needs: to be loaded, and to send what it counts."""

TRUSTED = {"require-trusted-types-for": "'script'", "trusted-types": "'none'"}
"""No text becomes HTML or code, which neither our scripts nor those of sphinx-design ask for.

Sphinx's own search does, and of a script that counts visits nobody can know.
"""

_ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_ADDRESS = re.compile(r"[!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]+")  # what RFC 3986 allows, of one host
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def policy(origin: str = "", *, trusted: bool = False) -> str:
    """Write the policy of a page.

    :param origin: of a script that counts visits, as ``origin_of`` gives it
    :param trusted: whether no script of the site makes HTML of text
    """
    rules = RULES | (dict.fromkeys(COUNTED, f"'self' {origin}") if origin else {})
    if trusted and not origin:
        rules |= TRUSTED
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def origin_of(address: str) -> str:
    """Tell the origin of a web address; of anything else, nothing.

    :return: as in ``https://count.example``
    """
    if not _ADDRESS.fullmatch(address):
        return ""
    scheme, host = urlsplit(address)[:2]
    origin = f"{scheme}://{host}".lower()
    return origin if _ORIGIN.fullmatch(origin) else ""


def note(app: Sphinx, config: Config) -> None:
    """Give templates the policy, and the script that counts visits (config-inited).

    In ``html_context``, a new one has Sphinx write all pages anew.
    """
    if config.html_theme != NAME:
        return
    analytics = str(config.html_theme_options.get("analytics") or "")
    if analytics and not origin_of(analytics):
        _warn(
            "html_theme_options: `analytics` is no address of a script: %r; write it as in "
            '"https://count.example/count.js"',
            analytics,
        )
        analytics = ""
    given = {"analytics_script": analytics, KEY: _ours(app, analytics)}
    config.html_context = {**given, **config.html_context}


def _ours(app: Sphinx, analytics: str) -> str:
    return policy(origin_of(analytics), trusted="sphinx_research" in app.extensions)


def check(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Say what conf.py or an extension puts into pages and no browser will load.

    A site with a policy of its own knows what it does (html-page-context).
    """
    if context[KEY] == _ours(app, context["analytics_script"]):
        for what in refused(context):
            _warn("%s: the policy of the pages forbids it; have it in a file of the site", what)


def refused(context: Mapping[str, Any]) -> Iterator[str]:
    """Name what a page asks of other hosts, and the scripts that stand in it."""
    for name in ("logo_url", "favicon_url"):
        if _ELSEWHERE.match(context.get(name) or ""):
            yield f"{name.removesuffix('_url')} is {context[name]}"
    for file in (*context["css_files"], *context["script_files"]):
        address = str(getattr(file, "filename", file) or "")
        if _ELSEWHERE.match(address):
            yield f"pages ask for {address}"
        elif getattr(file, "attributes", {}).get("body"):
            yield f"a script stands in pages ({file.attributes['body'][:40]}…)"


def _warn(text: str, *values: object) -> None:
    logger.warning(text, *values, type="research_theme", subtype="policy", once=True)
