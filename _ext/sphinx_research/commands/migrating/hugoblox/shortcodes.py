"""Shortcodes of HugoBlox that Markdown has a word for; `liquid` reports all others."""

from __future__ import annotations

import re

from sphinx_research.commands.migrating.base import Carried

_FILE = re.compile(
    r"\{\{<\s*staticref\s+\"([^\"\s]+)\"[^<>]*>\}\}(.{0,500}?)\{\{<\s*/\s*staticref\s*>\}\}",
    re.DOTALL,
)
_ICON = re.compile(r"\{\{<\s*icon\s[^<>]*>\}\}[ \t]?")
_BOX = re.compile(
    r"^\{\{[<%]\s*(?:callout|alert)\b[^{}]*[>%]\}\}[ \t]*\n(.{0,5000}?)"
    r"^\{\{[<%]\s*/\s*(?:callout|alert)\s*[>%]\}\}",
    re.DOTALL | re.MULTILINE,
)
_MATH = re.compile(r"\{\{[<%]\s*/?\s*math\s*[>%]\}\}")
_BUTTON = re.compile(
    r"\{\{[<%]\s*(?:cta|button)\s(?=[^<>]*(?:cta_link|url)=\"([^\"\s]+)\")"
    r"(?=[^<>]*(?:cta_text|text)=\"([^\"]+)\")[^<>]*[>%]\}\}"
)
_ICONS = "icons in text"


def with_markdown(text: str, into: Carried) -> str:
    """Write links, boxes and formulas in Markdown; every line stays where it is."""
    text = _FILE.sub(lambda match: f"[{match[2]}](/{match[1].lstrip('/')})", text)
    text = _BUTTON.sub(lambda match: f"[{match[2]}]({match[1]})", text)
    text = _BOX.sub(_quoted, text)
    text = _MATH.sub("", text)
    if _ICON.search(text):
        into.note_theme(_ICONS)
        text = _ICON.sub("", text)
    return text


def _quoted(match: re.Match[str]) -> str:
    """Write the text of a box as a quotation."""
    lines = [f"> {line}".rstrip() for line in match[1].split("\n")[:-1]]
    return "\n".join(["", *lines, ""])
