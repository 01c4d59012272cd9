from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sphinx_research.records.model.fields import OldAddress, OldAddresses

ADDRESS: TypeAdapter[str] = TypeAdapter(OldAddress)
ADDRESSES: TypeAdapter[tuple[str, ...]] = TypeAdapter(OldAddresses)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/about/", "/about/"),
        ("about.html", "/about.html"),
        ("/about", "/about"),
        ("/", "/"),
        ("people/old-id.html", "/people/old-id.html"),
        ("/~ada/Index.HTM", "/~ada/Index.HTM"),
        ("/v1.2/2404.02345", "/v1.2/2404.02345"),
        ("https://ada.example.org/about/", "/about/"),
        ("HTTP://ada.example.org", "/"),
        ("/%E7%8E%8B/", "/王/"),
        ("/cafe\u0301/", "/café/"),
    ],
)
def test_an_old_address_is_the_path_of_a_page(written: str, kept: str) -> None:
    assert ADDRESS.validate_python(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        *("/a/../b/", "..", "/./a", "/a//b", "//evil.example.org/", "/%2e%2e/a/", "/a/%2e%2e%2fb"),
        *("/.git/", "/a/.htaccess", "/_static/", "\\a", "/a?b=c", "/a#b", "/a%3Fb", "/a b/"),
        *("/a\n/", "/a\x00/", "/a%00/", "/a\u202eb/", "/a:b/", "javascript:alert(1)", "ftp://a/b"),
        *("data:text/html,a", "/a./", f"/{'a' * 201}/", f"/{'王' * 67}/", "/<b>/", '/"/', "/%ff/"),
    ],
)
def test_what_is_no_path_on_this_site_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="write its path on this site, such as /about/"):
        ADDRESS.validate_python(written)


@pytest.mark.parametrize("written", ["/cv.pdf", "/feed.xml", "/about.html/", "/a.b/c", "/x.php"])
def test_only_pages_can_lead_on(written: str) -> None:
    with pytest.raises(ValidationError, match="is not the address of a page"):
        ADDRESS.validate_python(written)


def test_several_may_be_written_in_a_line() -> None:
    assert ADDRESSES.validate_python("/about/, /about.html") == ("/about/", "/about.html")


@given(st.text() | st.text("/.%2e_~:?#\\abhtml", max_size=30))
def test_whatever_is_accepted_is_safe_and_stays_as_it_is(written: str) -> None:
    try:
        kept = ADDRESS.validate_python(written)
    except ValidationError:
        return
    assert kept.startswith("/")
    assert not kept.startswith("//")
    assert not any(part.startswith((".", "_")) for part in PurePosixPath(kept[1:]).parts)
    assert ADDRESS.validate_python(kept) == kept
