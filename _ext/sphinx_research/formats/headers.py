"""What hosts that read a file ``_headers`` are to send with the files of the site.

Cloudflare Pages and Netlify do (https://developers.cloudflare.com/pages/configuration/headers/,
https://docs.netlify.com/manage/routing/headers/), and others have taken the format over; GitHub
Pages sends none but its own.  All rules that fit an address count, and both hosts join the values
of one header with a comma, which of several policies means all of them.
"""

from __future__ import annotations

FILE = "_headers"

_PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What a page might ask a visitor for, and none of ours does."""

_YEAR = 365 * 24 * 60 * 60  # seconds

_ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox"
"""For drawings and feeds that are opened by themselves: no script, no style, nothing loaded."""


def rules(policy: str) -> str:
    """Write the file.

    :param policy: the Content-Security-Policy of all pages; empty if the theme has none, whose
        own scripts a policy would break
    """
    # It holds beside that of a theme. Only a header can forbid other sites to frame a page.
    policies = "; ".join(filter(None, (" ".join(policy.split()), "frame-ancestors 'none'")))
    sent = {
        "/*": {
            "Content-Security-Policy": policies,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": ", ".join(f"{name}=()" for name in _PERMISSIONS),
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
        },
        "/*.svg": {"Content-Security-Policy": _ALONE},
        "/*.xml": {"Content-Security-Policy": _ALONE},
        # Their names have a hash of what is in them.
        "/_images/*": {"Cache-Control": f"public, max-age={_YEAR}, immutable"},
        # Hosts know neither ending.
        "/*.bib": {"Content-Type": "application/x-bibtex; charset=utf-8"},
        "/*.linkset.json": {"Content-Type": "application/linkset+json"},
    }
    return "".join(_rule(path, headers) for path, headers in sent.items())


def _rule(path: str, headers: dict[str, str]) -> str:
    return "\n".join((path, *(f"  {name}: {value}" for name, value in headers.items()))) + "\n"
