"""Our references and our CSL-JSON, against citeproc-js with its style of the APA."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_research.formats import citation
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import PublicationType
from tests.formats.making import exported, publication, venue, works
from tests.oracles.conftest import Node
from tests.sample import needs_sample

REPOSITORY = Path(__file__).parents[2]
VENUES = (venue("memoirs", "Scientific Memoirs", "journal", short="Memoirs"),)
NAMES: dict[str, list[object]] = {
    "one": ["Ada Lovelace"],
    "two": ["Ada Lovelace", "Charles Babbage"],
    "hyphen": ["Jean-Paul Sartre", "Alexei A. Efros"],
    "particle": [{"family": "Gogh", "given": "Vincent", "particle": "van"}],
    "suffix": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "Ada Lovelace"],
    "literal": ["The Engine Collaboration", "Ada Lovelace"],
    "native": ["王泽卿", "Ada Lovelace"],
    "accents": ["Kurt Gödel", "Élodie Durand"],
    "twenty": [{"family": f"Author{chr(97 + n)}", "given": "Ann B."} for n in range(20)],
    "hundred": [{"family": f"A{n // 26}{chr(97 + n % 26)}", "given": "Ann"} for n in range(100)],
}
FIELDS: dict[str, dict[str, object]] = {
    "article": {"venue": "memoirs", "volume": "12", "issue": "3", "pages": "1-9", "date": "1843"},
    "article-volume": {"venue": "memoirs", "volume": "12", "date": "1843-08"},
    "article-number": {"venue": "memoirs", "volume": "12", "number": "104321", "date": "1843"},
    "article-in-press": {"venue": "memoirs", "status": "accepted", "date": "1843"},
    "article-undated": {"venue": "memoirs"},
    "article-forthcoming": {"venue": "memoirs", "status": "accepted"},
    "conference": {"type": "conference", "venue": "Royal Meeting", "date": "1843-08-03"},
    "proceedings": {"type": "conference", "venue": "Meeting", "pages": "7-9", "date": "1843"},
    "edited": {
        "type": "conference", "venue": "Royal Meeting", "pages": "7-9", "date": "1843",
        "editors": "Mary Somerville; John Herschel", "publisher": "Taylor",
    },
    "chapter": {
        "type": "chapter", "venue": "Engines", "pages": "7", "editors": "Mary Ann Somerville",
        "publisher": "Taylor", "date": "1843", "edition": "3",
    },
    "three-editors": {
        "type": "chapter", "venue": "Engines", "editors": "Mary Ann Som; Bea Herschel; Cy Dee",
        "date": "1843",
    },
    "book": {"type": "book", "publisher": "Taylor", "edition": "2", "date": "1843"},
    "thesis": {
        "type": "thesis", "publisher": "University of London", "date": "1843",
        "paper": "https://example.org/thesis",
    },
    "dataset": {"type": "dataset", "publisher": "Zenodo", "doi": "10.5281/zenodo.1"},
    "software": {"type": "software", "date": "2024", "paper": "https://example.org/"},
    "preprint": {"type": "preprint", "arxiv": "2404.02345", "venue": "arXiv"},
    "preprint-alone": {"type": "preprint", "arxiv": "2404.02345"},
    "talk": {"type": "talk", "venue": "Royal Meeting", "status": "accepted", "date": "1843-06"},
    "patent": {"type": "patent", "number": "CN113269129A", "date": "2021"},
    "under-review": {"status": "under-review"},
    "question": {"title": "Why Engines?", "type": "misc", "date": "1843"},
    "raised": {"title": "Tx²Former and H₂O", "type": "misc", "date": "1843"},
}  # fmt: skip
HARD = [
    *(publication(key, authors=named, venue="memoirs") for key, named in NAMES.items()),
    *(publication(key, **fields) for key, fields in FIELDS.items()),
]


def _differences(node: Node, written: list[Work]) -> dict[str, tuple[str, str]]:
    """Find the works of which the two references differ; apostrophes apart, which are set."""
    theirs = json.loads(node("citations.mjs", exported(".json", written)))
    pairs = (
        (one.record.id, citation.apa(one).plain.replace("'", "’"), reference)
        for one, reference in zip(written, theirs, strict=True)
    )
    return {key: (ours, their) for key, ours, their in pairs if ours != their}


@needs_sample
def test_the_references_of_this_site_are_those_of_citeproc(node: Node) -> None:
    catalogue = load(REPOSITORY, Settings()).catalogue
    site = Site("Research", "https://lab.example.org/")
    written = list(Works(catalogue, site).of(catalogue.records.publications))

    assert len(written) > 20
    assert _differences(node, written) == {}


def test_hard_names_and_every_field_are_set_as_citeproc_sets_them(node: Node) -> None:
    assert _differences(node, works(*HARD, venues=VENUES)) == {}


@pytest.mark.parametrize("kind", list(PublicationType))
def test_every_type_is_accepted(node: Node, kind: PublicationType) -> None:
    (one,) = works(publication(type=str(kind), date="2024", number="7"), venues=VENUES)
    (reference,) = json.loads(node("citations.mjs", exported(".json", [one])))

    assert reference.startswith("Lovelace, A. (2024). On Engines")
