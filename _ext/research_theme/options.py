"""The options that change the look: an accent and two fonts, as ``conf.py`` gives them.

They end up in a stylesheet. So only what is surely a colour or a list of fonts passes, and
nothing of it can end a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

logger = logging.getLogger(__name__)

NAME = "research"

PAPER = {"accent": "#ffffff", "accent_dark": "#15191b"}
"""What each accent is read on: the two colours of ``--paper``."""

MAIN_FONTS = {"serif": "source-serif-4-latin-normal.woff2", "sans": "inter-latin-normal.woff2"}
"""The files that every page needs."""

RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
"""Languages whose usual script runs from right to left."""

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'
"""What docutils writes into the head of documents, after Sphinx has done so."""

LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)."""

ENHANCED = 7
"""The contrast that text has best (WCAG 2.2, 1.4.6)."""

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_NAME = r"""(?:"[\w .+-]+"|'[\w .+-]+'|[A-Za-z][\w-]*(?: [\w-]+)*)"""
_FONTS = re.compile(rf"{_NAME}(?:\s*,\s*{_NAME})*")

Warn = Callable[[str], None]


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))  # noqa: PLR2004 - WCAG's figures
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _rgb(colour: str) -> list[float]:
    """Read ``#rgb`` or ``#rrggbb``: red, green and blue from 0 to 1."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - one digit a channel
        digits = "".join(digit * 2 for digit in digits)
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def lightened(colour: str) -> str:
    """Mix a colour with white until it can be read well on the dark paper."""
    steps = (_mixed(_rgb(colour), percent / 100) for percent in range(0, 101, 5))
    return next(mixed for mixed in steps if contrast(mixed, PAPER["accent_dark"]) >= ENHANCED)


def _mixed(rgb: list[float], white: float) -> str:
    return "#" + "".join(f"{round(255 * (c + (1 - c) * white)):02x}" for c in rgb)


def tokens(options: Mapping[str, Any], warn: Warn) -> dict[str, str]:
    """Read the options that are set and right.

    :param warn: is told what is wrong, and how to mend it
    :return: any of ``accent`` and ``accent_dark`` (always both), ``serif`` and ``sans``
    """
    found = {name: value for name in PAPER if (value := _colour(options, name, warn))}
    if "accent" in found:
        found.setdefault("accent_dark", lightened(found["accent"]))
    elif "accent_dark" in found:
        warn("`accent_dark` has no effect without `accent`: set both")
        found = {}
    return found | {n: fonts for n in ("serif", "sans") if (fonts := _fonts(options, n, warn))}


def _colour(options: Mapping[str, Any], name: str, warn: Warn) -> str:
    given = str(options.get(name) or "")
    if not given:
        return ""
    if not _COLOUR.fullmatch(given):
        warn(f'`{name}` is no colour: {given!r}; write it as in "#0a6a61"')
        return ""
    measured = contrast(given, PAPER[name])
    if measured < LEAST:
        mend = "lighter" if name == "accent_dark" else "darker"
        warn(
            f"`{name}`: {given} has a contrast of {measured:.2f} on {PAPER[name]}, and text "
            f"needs {LEAST}; take a {mend} colour"
        )
    return given


def _fonts(options: Mapping[str, Any], name: str, warn: Warn) -> str:
    given = str(options.get(name) or "").strip()
    if not given or _FONTS.fullmatch(given):
        return given
    warn(f"`{name}` is no list of fonts: {given!r}; write it as in '\"EB Garamond\", serif'")
    return ""


def is_shown(app: Sphinx) -> bool:
    """Whether pages are written with this theme; the EPUB has one of its own."""
    theme = getattr(app.builder, "theme", None)
    return theme is not None and theme.name == NAME


def equip(app: Sphinx) -> None:
    """Have pages load what is ours, and hand templates the options."""
    app.add_js_file("research-theme.js", priority=100)
    app.add_js_file("research-page.js", loading_method="defer")
    found = tokens(app.config.html_theme_options, _warn)
    app.config.html_context = {**app.config.html_context, **_for_templates(app.config, found)}
    if found:
        app.add_css_file("research-options.css")


def _for_templates(config: Config, found: dict[str, str]) -> dict[str, Any]:
    return {
        "research_tokens": found,
        "papers": [("light", PAPER["accent"]), ("dark", PAPER["accent_dark"])],
        "preloaded_fonts": [file for name, file in MAIN_FONTS.items() if name not in found],
        "right_to_left": (config.language or "").partition("_")[0] in RIGHT_TO_LEFT,
        "viewport_again": VIEWPORT,
    }


def _warn(text: str) -> None:
    logger.warning("html_theme_options: %s", text, type="research_theme", subtype="option")
