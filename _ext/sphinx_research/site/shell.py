"""A page of the theme, rendered once and filled many times.

Sphinx takes 12 to 15 ms to render one page.  The pages of publications differ only in
their head, title, body and name: so the theme renders one with a token for each, and
every page is a join of what stands between the tokens with what is its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup as Html
from sphinx.builders.html import StandaloneHTMLBuilder

NAME, TITLE, HEAD, BODY = (f"zq{word}qz" for word in ("name", "title", "head", "body"))
"""The tokens.  A theme may escape or quote them, and they stay as they are: plain letters."""

_TOKEN = re.compile(f"{NAME}|{TITLE}|{HEAD}|{BODY}")


def rendered(builder: StandaloneHTMLBuilder, name: str, context: dict[str, str]) -> str:
    """Render a page that is no document with the theme, as Sphinx would write it."""
    with TemporaryDirectory() as temporary:
        file = Path(temporary, "page.html")
        builder.handle_page(name, context, outfilename=file)
        return file.read_text("utf-8")


class Shell:
    """The theme's page around what is a publication's own.

    :param name: of the page, ending in the token for a publication's own
    :ivar text: the whole page with its tokens
    """

    def __init__(self, builder: StandaloneHTMLBuilder, name: str) -> None:
        context = {"title": TITLE, "body": BODY, "metatags": f"\n{HEAD}"}
        self.text = rendered(builder, name, context)
        self._between = _TOKEN.split(self.text)
        self._tokens = _TOKEN.findall(self.text)

    def fill(self, *, name: str, title: str, head: str, body: str) -> str:
        """Make a page.

        :param name: the last part of its address, percent-encoded
        :param title: plain text
        """
        own = {NAME: name, TITLE: Html.escape(title), HEAD: head, BODY: body}
        parts = [self._between[0]]
        for token, following in zip(self._tokens, self._between[1:], strict=True):
            parts += (own[token], following)
        return "".join(parts)
