from __future__ import annotations

import pytest

from sphinx_research.commands.importing.asked import recognise
from sphinx_research.commands.importing.found import Found
from sphinx_research.commands.importing.http import NotThereError, ServiceError
from sphinx_research.commands.importing.resolve import Resolver
from tests.commands.importing.answers import DATASET, JOURNAL, PREPRINT, PUBLISHED, crossref
from tests.commands.importing.answers import arxiv as arxiv_feed
from tests.commands.importing.web import Answer, Web, as_json

ARXIV = "/arxiv/api/query"
PAPER = "/crossref/works/10.5555/tbiom.2024.3390626"


def resolve(web: Web, written: str) -> Found:
    return Resolver(web.client())(recognise(written))


def test_a_doi_is_asked_of_crossref(web: Web) -> None:
    web.routes[PAPER] = crossref(**JOURNAL)

    assert resolve(web, "10.5555/TBIOM.2024.3390626").source == "Crossref"
    assert web.asked() == [PAPER]


def test_and_then_of_datacite(web: Web) -> None:
    web.routes["/datacite/dois/10.5555/zenodo.1234567"] = as_json(DATASET)

    assert resolve(web, "10.5555/zenodo.1234567").source == "DataCite"


def test_a_preprint_of_crossref_leads_to_its_paper(web: Web) -> None:
    web.routes["/crossref/works/10.5555/2023.05.01.538912"] = crossref(**PREPRINT)
    web.routes["/crossref/works/10.5555/s41586-024-00001-1"] = crossref(**PUBLISHED)

    found = resolve(web, "10.5555/2023.05.01.538912")

    assert found.data["doi"] == "10.5555/s41586-024-00001-1"
    assert found.data["venue"] == "Nature"
    assert found.data["abstract"] == "Cells have engines."
    assert found.before == "10.5555/2023.05.01.538912"


def test_a_preprint_of_arxiv_leads_to_its_paper_and_keeps_its_number(web: Web) -> None:
    web.routes[ARXIV] = arxiv_feed(doi="10.5555/TBIOM.2024.3390626", title="Looms, refined")
    web.routes[PAPER] = crossref(**{**JOURNAL, "relation": {}, "abstract": None})

    found = resolve(web, "arXiv:2404.99999")

    assert found.source == "Crossref and arXiv"
    assert found.data["venue"].startswith("Transactions of")
    assert found.data["arxiv"] == "2404.99999"
    assert found.data["abstract"].startswith("Weaving is 90% of")
    assert found.notes == ("before it was published its title was: Looms, refined",)


def test_if_the_paper_cannot_be_had_the_preprint_stays(web: Web) -> None:
    web.routes[ARXIV] = arxiv_feed(doi="10.5555/TBIOM.2024.3390626")
    web.routes[PAPER] = Answer(status=503)

    found = resolve(web, "2404.99999")

    assert found.source == "arXiv"
    assert found.notes == (
        (
            "it has been published as https://doi.org/10.5555/tbiom.2024.3390626, but Crossref "
            "has a fault of its own, 503 (asked 3 times); try again later"
        ),
    )


@pytest.mark.parametrize(
    ("answer", "doi", "why"),
    [
        (
            as_json([{"DOI": "10.1000/x", "status": "DOI does not exist"}]),
            "10.1000/x",
            "there is no DOI 10.1000/x; compare its last characters with the paper's first page",
        ),
        (
            as_json([{"DOI": "x", "status": "DOI does not exist"}]),
            "10.1109/a.2o16.90",
            "there is no DOI 10.1109/a.2o16.90; is an `o` or `l` in it meant as the digit 0 or 1?",
        ),
        (
            as_json([{"DOI": "x", "status": "DOI does not exist"}]),
            "10.1000/abc.pdf",
            "there is no DOI 10.1000/abc.pdf; did you mean `10.1000/abc`?",
        ),
        (
            as_json([{"DOI": "x", "status": "Invalid DOI prefix"}]),
            "10.99999/x",
            "there is no DOI that begins with 10.99999/; compare the digits before the slash",
        ),
        (
            as_json([{"DOI": "x", "RA": "mEDRA"}]),
            "10.1400/1",
            (
                "the DOI 10.1400/1 is registered with mEDRA, which is not asked here; save the "
                "BibTeX of the paper's page as a .bib file, and add the file"
            ),
        ),
        (
            Answer(b"<html>"),
            "10.1000/x",
            (
                "neither Crossref nor DataCite has the DOI 10.1000/x; compare it with the paper's "
                "first page"
            ),
        ),
    ],
)
def test_a_wrong_doi_is_told_with_the_nearest_cause(
    web: Web, answer: Answer, doi: str, why: str
) -> None:
    web.routes[f"/doi/doiRA/{doi}"] = answer

    with pytest.raises(NotThereError) as refused:
        resolve(web, doi)

    assert str(refused.value) == why


BIBTEX = b"""\
@inproceedings{lovelace-2020-notes,
    title = "Notes on the Engine",
    author = "Lovelace, Ada  and\n      Babbage, Charles",
    booktitle = "Proceedings of the 58th Annual Meeting",
    year = "2020",
    url = "https://aclanthology.org/2020.acl-main.1/",
    pages = "1--9"
}
"""


def test_a_page_of_the_acl_anthology_gives_bibtex(web: Web) -> None:
    web.routes["/acl/2020.acl-main.1.bib"] = Answer(BIBTEX, type="text/plain")

    found = resolve(web, "https://aclanthology.org/2020.acl-main.1.pdf")

    assert found.key == ""
    assert found.source == "the ACL Anthology"
    assert found.data["pages"] == "1-9"


def test_bibtex_that_is_none_is_told(web: Web) -> None:
    web.routes["/dblp/rec/conf/x/Y.bib"] = Answer(b"@inproceedings{", type="application/x-bibtex")

    with pytest.raises(ServiceError, match="DBLP gave no BibTeX that can be read"):
        resolve(web, "https://dblp.org/rec/conf/x/Y.html")
