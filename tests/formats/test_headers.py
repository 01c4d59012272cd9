from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats import headers

PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
WHOLE = f"""\
/*
  Content-Security-Policy: default-src 'none'; img-src 'self'; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: {PERMISSIONS}
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff
/*.svg
  Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; sandbox
/*.xml
  Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; sandbox
/_images/*
  Cache-Control: public, max-age=31536000, immutable
/*.bib
  Content-Type: application/x-bibtex; charset=utf-8
/*.linkset.json
  Content-Type: application/linkset+json
"""


def test_hosts_are_told_the_policy_and_what_only_a_header_can_say() -> None:
    assert headers.rules("default-src 'none'; img-src 'self'") == WHOLE


def test_theme_without_a_policy_is_only_kept_out_of_frames() -> None:
    assert headers.rules("").splitlines()[1] == (
        "  Content-Security-Policy: frame-ancestors 'none'"
    )


@given(st.text())
def test_policy_never_makes_a_rule_of_its_own(policy: str) -> None:
    lines = headers.rules(policy).splitlines()

    assert [line for line in lines if not line.startswith("  ")] == [
        line for line in WHOLE.splitlines() if line.startswith("/")
    ]
    assert len(lines) == len(WHOLE.splitlines())
