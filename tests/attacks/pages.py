"""Reads pages and drawings as a browser does, for what can do harm in them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

import lxml.html
from lxml import etree

from tests.attacks.attack import Harm


@dataclass(frozen=True)
class Sign:
    """Something in a page that does harm, unless a theme has put it there."""

    harm: Harm
    what: str


ADDRESSES = {
    *("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite"),
    *("manifest", "ping", "longdesc", "usemap", "lowsrc", "dynsrc", "codebase", "classid"),
    *("xlink:href", "{http://www.w3.org/1999/xlink}href", "from", "to", "values"),
}
SAFE = {"", "http", "https", "mailto"}
LOADED = ADDRESSES - {"href", "action", "formaction", "cite"}
"""Attributes whose address is asked without a click; of some elements, `href` is one too."""
LOADING = {"link", "use", "image", "feimage", "script"}
LOADED_LINKS = {
    *("stylesheet", "icon", "mask-icon", "apple-touch-icon", "manifest", "import", "prefetch"),
    *("preload", "modulepreload", "prerender", "preconnect", "dns-prefetch", "pingback"),
}
"""Relations of `<link>` that ask a host for something."""
DATA = {"application/ld+json", "application/json", "importmap", "speculationrules"}


def signs_of_page(raw: bytes, name: str, files: frozenset[str]) -> Iterator[Sign]:
    """Look at a page.

    :param name: its path in the output
    :param files: those of an innocent site, whose scripts may be asked for
    """
    # Where scripts run, all in it is text, up to the first end tag.
    shown = re.sub(rb"(?is)<noscript[^>]*>.*?</noscript[^>]*>", b"", raw)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    root = lxml.html.document_fromstring(shown or b"<p>", parser=parser)
    yield from _signs(root, name, files)
    ids = [str(one.get("id")) for one in root.iter(etree.Element) if one.get("id")]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield Sign(Harm.DISGUISE, f"two elements with the id {twice} (pwned)")


def signs_of_drawing(raw: bytes) -> Iterator[Sign]:
    """Look at a drawing or another XML file, which runs scripts where it is opened itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(raw, parser) if raw.strip() else None
    if root is not None:
        yield from _signs(root, "", frozenset())


def _signs(root: etree._Element, name: str, files: frozenset[str]) -> Iterator[Sign]:
    for one in root.iter(etree.Element):
        tag = etree.QName(one).localname.lower() if "{" in one.tag else one.tag.lower()
        yield from _of_element(one, tag, name, files)
        for attribute, value in one.attrib.items():
            yield from _of_attribute(tag, one, str(attribute).lower(), str(value))


FRAMES = {"iframe", "frame", "object", "embed", "portal", "fencedframe"}


def _of_element(one: etree._Element, tag: str, name: str, files: frozenset[str]) -> Iterator[Sign]:
    shown = f"<{tag} {_shown(one)}>"
    if tag == "script":
        yield from _of_script(one, name, files)
    elif tag == "style":
        yield Sign(Harm.STYLE, f"<style>{_words(one)}")
    elif tag in FRAMES:
        yield Sign(Harm.FRAME, shown)
    elif tag == "base" or (tag == "meta" and _leads_away(one)):
        yield Sign(Harm.REDIRECT, shown)
    elif _host(one.get("formaction" if tag in {"button", "input"} else "action") or ""):
        yield Sign(Harm.FRAME, shown)
    elif tag in {"set", "animate", "foreignobject"}:
        whole = etree.tostring(one, encoding="unicode")
        if re.search(r"script:|pwned", whole):
            yield Sign(Harm.SCRIPT, f"{shown} pwned")


def _of_script(one: etree._Element, name: str, files: frozenset[str]) -> Iterator[Sign]:
    if (one.get("type") or "").lower() in DATA:
        return
    source = one.get("src") or one.get("href") or ""
    if not source:
        yield Sign(Harm.SCRIPT, f"<script>{_words(one)}")
    elif _path(source, name) not in files:
        yield Sign(Harm.SCRIPT, f"<script src={source}>")


def _leads_away(meta: etree._Element) -> bool:
    acts = (meta.get("http-equiv") or "").lower() in {"refresh", "set-cookie"}
    return (
        acts and re.search(r"//|[a-z]\s*:", meta.get("content") or "", re.IGNORECASE) is not None
    )


def _words(one: etree._Element) -> str:
    return " ".join("".join(map(str, one.itertext())).split())


def _of_attribute(tag: str, one: etree._Element, name: str, value: str) -> Iterator[Sign]:
    if name.startswith("on"):
        yield Sign(Harm.SCRIPT, f"<{tag} {name}={value}>")
    elif name == "srcdoc":
        yield Sign(Harm.SCRIPT, f"<{tag} srcdoc={value}>")
    elif name == "style" and re.search(r"url\(|position|pwned|expression", value, re.IGNORECASE):
        yield Sign(Harm.STYLE, f"<{tag} style={value}> pwned")
        if _foreign_in_style(value):
            yield Sign(Harm.TRACKING, f"<{tag} style={value}>")
    elif name == "class" and "sd-stretched-link" in value and not _in_card(one):
        yield Sign(Harm.DISGUISE, f"<{tag} class={value}> covers the page (pwned)")
    elif name in ADDRESSES:
        if (scheme := _scheme(value)) not in SAFE and not _is_picture(tag, value):
            yield Sign(Harm.SCRIPT, f"<{tag} {name}={scheme}:> {_decoded(value)}")
        loaded = name in LOADED or (tag in LOADING and not _only_tells(tag, one))
        if loaded and any(map(_host, re.split(r"[\s,]+", value))):
            yield Sign(Harm.TRACKING, f"<{tag} {name}={value}>")


def _only_tells(tag: str, one: etree._Element) -> bool:
    """Whether an element is a `<link>` that asks nobody for anything."""
    relations = (one.get("rel") or "").lower().split()
    return tag == "link" and LOADED_LINKS.isdisjoint(relations)


def _in_card(one: etree._Element) -> bool:
    return any("sd-card" in (above.get("class") or "").split() for above in one.iterancestors())


def _shown(one: etree._Element) -> str:
    return " ".join("=".join(map(str, pair)) for pair in one.attrib.items())


# --- addresses, as the URL Standard of the WHATWG reads them ------------------------------------


def _bare(address: str) -> str:
    """Take away what browsers do: spaces around, and line ends and tabs within."""
    stripped = address.strip("".join(map(chr, range(0x21))))
    return re.sub(r"[\t\n\r]", "", stripped)


def _scheme(address: str) -> str:
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", _bare(address))
    return found[1].lower() if found else ""


def _host(address: str) -> str:
    """Name the host of another site, or nothing; a backslash is as good as a slash."""
    try:
        return urlsplit(_bare(address).replace("\\", "/")).hostname or ""
    except ValueError:
        return "?"


def _path(address: str, page: str) -> str:
    """Find the file of this site that an address leads to."""
    if _host(address) or _scheme(address):
        return address
    return unquote(urlsplit(urljoin(f"/{page}", address)).path).removeprefix("/")


def _is_picture(tag: str, value: str) -> bool:
    """Whether an address is a picture within a page, which runs nothing."""
    bare = _bare(value).lower()
    return tag in {"img", "image", "link"} and bare.startswith("data:image/")


def _decoded(address: str) -> str:
    """Write out what an address of the scheme ``data:`` holds."""
    head, _, content = address.partition(",")
    if ";base64" not in head:
        return unquote(address)
    try:
        return base64.b64decode(unquote_to_bytes(content)).decode(errors="replace")
    except binascii.Error:
        return address


def _foreign_in_style(value: str) -> bool:
    return any(map(_host, re.findall(r"url\(\s*['\"]?([^'\")]+)", value, re.IGNORECASE)))
