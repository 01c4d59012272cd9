from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.importing.asked import recognise


@pytest.mark.parametrize(
    ("written", "form", "value"),
    [
        ("10.1109/CVPR.2016.90", "doi", "10.1109/cvpr.2016.90"),
        ("doi:10.1109/5.771073", "doi", "10.1109/5.771073"),
        ("DOI: 10.1109/5.771073.", "doi", "10.1109/5.771073"),
        ("https://doi.org/10.1109/5.771073", "doi", "10.1109/5.771073"),
        ("http://dx.doi.org/10.1002/(SICI)1097-4571(1999)50:1%3C1::A%3E3.0", "doi",
         "10.1002/(sici)1097-4571(1999)50:1<1::a>3.0"),
        ("(10.1109/5.771073)"[1:], "doi", "10.1109/5.771073"),
        ("doi.org/10.1109/5.771073", "doi", "10.1109/5.771073"),
        ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "doi", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/abs/10.1145/3292500.3330701?casa=1", "doi",
         "10.1145/3292500.3330701"),
        ("https://link.springer.com/article/10.1007/s11263-020-01316-z#Sec2", "doi",
         "10.1007/s11263-020-01316-z"),
        ("https://link.springer.com/content/pdf/10.1007/s11263-020-01316-z.pdf", "doi",
         "10.1007/s11263-020-01316-z"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/int.22415/full", "doi", "10.1002/int.22415"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "doi",
         "10.1101/2020.01.01.123456"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456", "doi",
         "10.1371/journal.pone.0123456"),
        ("https://www.nature.com/articles/s41586-020-2649-2", "doi", "10.1038/s41586-020-2649-2"),
        ("2404.99999", "arxiv", "2404.99999"),
        ("arXiv:2404.99999v3", "arxiv", "2404.99999"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://arxiv.org/pdf/2404.99999v2.pdf", "arxiv", "2404.99999"),
        ("https://www.arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("arxiv.org/abs/2404.99999", "arxiv", "2404.99999"),
        ("10.48550/arXiv.2404.99999", "arxiv", "2404.99999"),
        ("https://aclanthology.org/2020.acl-main.1/", "acl", "2020.acl-main.1"),
        ("https://aclanthology.org/P18-1001.pdf", "acl", "P18-1001"),
        ("https://dblp.org/rec/conf/cvpr/HeZRS16.html?view=bibtex", "dblp", "conf/cvpr/HeZRS16"),
        ("papers.bib", "file", "papers.bib"),
        ("../old/My Papers.RIS", "file", "../old/My Papers.RIS"),
        ("CITATION.cff", "file", "CITATION.cff"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_recognised(written: str, form: str, value: str) -> None:
    asked = recognise(written)

    assert (asked.form, asked.value) == (form, value)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("https://openreview.net/forum?id=abc", "its page has a BibTeX button"),
        ("https://ieeexplore.ieee.org/document/1234567", "its page shows a DOI"),
        ("https://example.org/paper.html", "there is no DOI in that address"),
        ("https://[::1", "that is no address of a page"),
        ("10.1/x", "that begins like a DOI, and is none"),
        ("engines", "that is none of these"),
        ("https://dblp.org/rec/../../etc/passwd", "there is no DOI"),
        ("", "that is none of these"),
    ],
)
def test_of_anything_else_it_is_said_what_to_do(written: str, advice: str) -> None:
    asked = recognise(written)

    assert asked.form == "unknown"
    assert asked.value.startswith(advice)


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"https://doi.org/{text}"))
def test_nothing_is_too_odd_to_be_looked_at(written: str) -> None:
    assert recognise(written).written == written
