"""The pieces that several old sites write alike."""

from __future__ import annotations

import pytest

from sphinx_research.commands.migrating.parts import network_of


@pytest.mark.parametrize(
    ("link", "network"),
    [
        ("https://x.com/ada", "x"),
        ("https://www.github.com/ada", "github"),
        ("https://de.linkedin.com/in/ada", "linkedin"),
        ("https://scholar.google.co.uk/citations?user=ada", "scholar"),
        ("https://dblp.uni-trier.de/pid/65/3144", "dblp"),
        ("https://x.community.example/ada", ""),
        ("https://github.com.example/ada", ""),
        ("https://not-x.com/ada", ""),
        ("https://[broken", ""),
    ],
)
def test_the_network_of_an_address_is_told_by_its_host(link: str, network: str) -> None:
    assert network_of(link) == network
