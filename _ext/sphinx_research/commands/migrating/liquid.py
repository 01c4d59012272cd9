"""Templates within text: Liquid of Jekyll, shortcodes of Hugo.

What stands for text, a link or a picture is written as such.  The rest is taken out and
reported: what it would have become only the old theme knows.
"""

from __future__ import annotations

import re

from sphinx_research.commands.migrating.html import target
from sphinx_research.commands.migrating.text import PARAGRAPH, Text
from sphinx_research.records.characters import printable

_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\s+([\w+-]*)[^%]*%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}", re.DOTALL
)
_BLOCK = re.compile(
    r"\{%-?\s*(for|if|unless|case|tablerow)\b(?:(?!\{%-?\s*\1\b).)*?\{%-?\s*end\1\s*-?%\}",
    re.DOTALL,
)
_TAG = re.compile(
    r"\{\{<\s*(?P<short>.{0,2000}?)\s*/?>\}\}|\{\{%\s*(?P<marked>.{0,2000}?)\s*/?%\}\}"
    r"|\{%-?\s*(?P<tag>.{0,2000}?)\s*-?%\}|\{\{-?\s*(?P<value>.{0,2000}?)\s*-?\}\}",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_ADDRESS = re.compile(
    r"""['"]([^'"]+)['"](?:\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url"""
    r"""|bust_file_cache))+"""
)
_BASE = re.compile(r"site\.(?:base)?url(?:\s*\|\s*\w+)*")
_PARAMETER = re.compile(r"""(?:^|\s)"([^"]*)"|(?:^|\s)([^\s"=]+)(?=\s|$)""")
_CITE = re.compile(r"(?:cite|reference)\s+([^\s%}]+)")
_SOURCES = ("path", "src", "image", "url")
_PICTURES = frozenset({"figure", "image", "img"})
_CARDS = frozenset({"card", "feature"})
"""Pictures with a title that leads on, in the Lab Website Template."""
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_QUIET = frozenset({"toc", "endraw", "raw", "include_cached", "capture", "endcapture"})
"""Tags without words of their own: what is captured is shown where it is used."""


def without_templates(text: Text, keys: frozenset[str]) -> None:
    """Write templates as Markdown, or take them out.

    :param keys: the publications that may be cited
    """
    if "{{" not in text.source and "{%" not in text.source:
        return
    text.sub(_RAW, lambda _: "")
    text.sub(_COMMENT, lambda _: _noted(text))
    text.sub(_HIGHLIGHT, lambda match: _code(text, match))
    for _ in range(9):  # one within the other
        if not _BLOCK.search(text.source):
            break
        text.sub(_BLOCK, lambda match: _out(text, match, match[0]))
    text.sub(
        _TAG,
        lambda match: _tag(text, match, keys) if match["value"] is None else _value(text, match),
    )


def _noted(text: Text) -> str:
    text.note_theme("comments in text")
    return ""


def _code(text: Text, match: re.Match[str]) -> str:
    return PARAGRAPH + text.hide(text.fence(match[2], match[1])) + PARAGRAPH


def _out(text: Text, match: re.Match[str], what: str) -> str:
    start = " ".join(printable(what).split())
    shown = start if len(start) <= _SHOWN else start[:_SHOWN] + "…"
    mend = "write its words into the page, if it had any"
    text.say(text.at(match.start()), f"the template `{shown}` is taken out", mend)
    return ""


_SHOWN = 80


def _tag(text: Text, match: re.Match[str], keys: frozenset[str]) -> str:
    inner = " ".join((match["tag"] or match["short"] or match["marked"] or "").split())
    name, _, rest = inner.partition(" ")
    if match["tag"] is not None:
        if name in {"include", "include_relative"}:
            name, _, rest = rest.strip().partition(" ")
            name = name.rpartition("/")[2].removesuffix(".liquid").removesuffix(".html")
        elif (cited := _CITE.fullmatch(inner)) and cited[1] in keys:
            return text.hide(f"{{pub}}`{cited[1]}`")
    if name in _PICTURES:
        return _picture(text, match, rest)
    if name in _CARDS and "image" in (said := _attributes(rest)):
        return _picture(text, match, rest) + _card(said)
    if name in _FILMS or name == "video":
        return _film(text, match, name, rest)
    if name in _QUIET or name.startswith("/"):  # what that ends has been told of
        return ""
    page = _first(rest) if name in {"relref", "ref", "link", "post_url"} else ""
    return page or _out(text, match, match[0])


def _value(text: Text, match: re.Match[str]) -> str:
    inner = match["value"]
    if address := _ADDRESS.fullmatch(inner):
        return address[1]
    if _BASE.fullmatch(inner):
        return ""
    return _out(text, match, match[0])


def _attributes(rest: str) -> dict[str, str]:
    return {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(rest)}


def _first(rest: str) -> str:
    match = _PARAMETER.search(rest)
    return (match[1] or match[2] or "") if match else ""


def _picture(text: Text, match: re.Match[str], rest: str) -> str:
    said = _attributes(rest)
    source = next(filter(None, map(said.get, _SOURCES)), "") or _first(rest)
    if not source:
        return _out(text, match, match[0])
    caption = said.get("caption") or ""
    shows = said.get("alt") or said.get("title") or ""
    shows = shows.replace("*", "")
    below = f"{PARAGRAPH}{caption}" if caption and caption != shows else ""
    shows = _no_brackets(shows or caption.replace("*", ""))
    return f"{PARAGRAPH}![{shows}]({target(source)}){below}{PARAGRAPH}"


def _card(said: dict[str, str]) -> str:
    """Write what stands beside the picture of a card."""
    title, link = _no_brackets(said.get("title", "")), said.get("link", "")
    head = f"[{title or link}]({target(link)})" if link else title
    parts = [f"**{head}**" if head else "", said.get("subtitle"), said.get("description")]
    return PARAGRAPH.join(filter(None, parts)) + PARAGRAPH


def _film(text: Text, match: re.Match[str], name: str, rest: str) -> str:
    said = _attributes(rest)
    source = said.get("path") or said.get("src") or said.get("id") or _first(rest)
    address = source if "/" in source else _FILMS.get(name, "") + source
    if not source:
        return _out(text, match, match[0])
    title = _no_brackets(said.get("title") or said.get("caption") or "Video")
    text.say(text.at(match.start()), f"the film `{address}` is a link now", "")
    return f"[{title}]({target(address)})"


def _no_brackets(words: str) -> str:
    return re.sub(r"<[^>]*>|[\[\]]", "", words).strip()
