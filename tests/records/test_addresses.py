"""Where a link may lead, and what a browser would make of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_research.records.addresses import SCHEMES, is_safe


def opened_by_a_browser(address: str) -> str:
    """Tell the scheme that a browser finds (WHATWG URL, §4.4), or nothing if it is relative."""
    trimmed = address.strip("".join(map(chr, range(0x21))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\t\n\r]", "", trimmed))
    return match[1].lower() if match else ""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c:d#e",
        "http://example.org:8080",
        "HTTPS://EXAMPLE.ORG",
        "mailto:ada@example.org",
        "/people/ada",
        "people/ada.html#cv",
        "../research/index",
        "#javascript:alert(1)",
        "?q=javascript:alert(1)",
        "a/b:c",
        "",
        ".",
        "caf\u00e9/menu",
        "https://example.org/%5Ba%5D?x=1&y=2",
        "https://example.org/100%25",
    ],
)
def test_pages_of_this_site_other_sites_and_letters_are_safe(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\u200bscript:alert(1)",
        "\u202ejavascript:alert(1)",
        "javascript\u00a0:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&#58;alert(1)",
        "javascript%3Aalert(1)",
        "%6aavascript:alert(1)",
        "%256aavascript%253Aalert(1)",
        "%26%23106%3Bavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "view-source:https://example.org",
        "blob:https://example.org/1",
        "intent://scan",
        "java.script:alert(1)",
        ":alert(1)",
        "c:\\windows",
    ],
)
def test_other_schemes_are_not_however_they_are_hidden(address: str) -> None:
    assert not is_safe(address)


@pytest.mark.parametrize("encoded", ["%2525252525256a", "&amp;amp;amp;amp;amp;amp;#106;"])
def test_who_encodes_again_and_again_hides_something(encoded: str) -> None:
    assert not is_safe(encoded)


SIGNS = st.sampled_from(
    [*"javscriptdJAVhml:/\\#?&;%0123456789.-+ \t\n\r\x00\x01\x1f", "\u200b", "&#58;"]
)


@given(st.lists(SIGNS).map("".join) | st.text())
@example("\x00\tjava\r\nscript\t:x")
@example("java.x:y")
def test_nothing_is_safe_that_a_browser_opens_in_another_way(address: str) -> None:
    if is_safe(address):
        assert opened_by_a_browser(address) in {"", *SCHEMES}


@given(st.text(alphabet="abcdefghij-/.#"))
def test_paths_are_safe(path: str) -> None:
    assert is_safe(path)
