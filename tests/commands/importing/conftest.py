"""A web of our own, and a small site to add papers to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.commands.importing.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    """Give a server that stands for all services."""
    with serving() as started:
        yield started
