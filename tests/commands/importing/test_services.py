"""What becomes of the answers of each service."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.commands.importing import arxiv, crossref, datacite, openalex, orcid
from sphinx_research.commands.importing.http import NotThereError, ServiceError
from sphinx_research.records import limits
from sphinx_research.records.markup import Markup
from tests.commands.importing.answers import (
    ARXIV_NOTHING,
    DATASET,
    JOURNAL,
    OPENALEX,
    ORCID_WORK,
    ORCID_WORKS,
    PREPRINT,
    PROCEEDINGS,
    RETRACTED,
)
from tests.commands.importing.answers import arxiv as arxiv_feed
from tests.commands.importing.web import Answer, Web, as_json

# --- Crossref -----------------------------------------------------------------------------


def test_an_article_has_all_that_crossref_knows() -> None:
    found = crossref.read(JOURNAL)

    assert found.data == {
        "title": "LoomSTR: Number Weaving With Sequential Two-Stream Refinement",
        "authors": [
            {"family": "Lovelace", "given": "Ada", "orcid": "0000-0002-1825-0097"},
            {"family": "Babbage", "given": "C."},
            {"literal": "Engine Collaboration"},
        ],
        "date": "2024-10",
        "venue": "Transactions of the Royal Society of Engines",
        "volume": "6",
        "issue": "4",
        "pages": "495-506",
        "doi": "10.5555/tbiom.2024.3390626",
        "arxiv": "2404.99999",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "abstract": (
            "We refine *loom* features, x$^{\\mathrm{2}}$ \\< 3 & more.\n\n"
            "Second paragraph with $\\alpha _1$."
        ),
        "type": "article",
    }
    assert not found.retracted


def test_a_paper_of_a_conference_has_its_publisher_too() -> None:
    data = crossref.read(PROCEEDINGS).data

    assert data["type"] == "conference"
    assert data["title"] == "An Engine for <em>All</em> Numbers"
    assert data["publisher"] == "IEEE"
    assert "editors" not in data


def test_a_preprint_names_its_server_and_its_paper() -> None:
    found = crossref.read(PREPRINT)

    assert found.data["type"] == "preprint"
    assert found.data["venue"] == "bioRxiv"
    assert found.published == "10.5555/s41586-024-00001-1"


def test_a_retracted_paper_is_told_with_its_notice() -> None:
    assert crossref.read(RETRACTED).retracted == (
        "the paper has been withdrawn (retraction); see https://doi.org/10.5555/17588359231203434"
    )


@pytest.mark.parametrize(
    "title", ["RETRACTED: Engines", "[Retracted] Engines", "Retracted Article: Engines"]
)
def test_a_title_may_say_it_too(title: str) -> None:
    assert crossref.read({**JOURNAL, "title": [title]}).retracted


@pytest.mark.parametrize("title", ["Retracted engines in practice", "On retracted: papers"])
def test_a_paper_about_retractions_is_none(title: str) -> None:
    assert not crossref.read({**JOURNAL, "title": [title]}).retracted


def test_the_notice_of_a_retraction_is_no_paper() -> None:
    update = {"DOI": "10.1000/1", "type": "retraction", "label": "Retraction"}

    assert crossref.read({**JOURNAL, "update-to": [update]}).retracted == (
        "this is the notice of a retraction, not a paper; it is about https://doi.org/10.1000/1"
    )


def test_a_correction_is_a_note() -> None:
    update = {"DOI": "10.1000/2", "type": "correction", "source": "publisher"}

    found = crossref.read({**JOURNAL, "updated-by": [update]})

    assert not found.retracted
    assert found.notes == ("there is a later notice (correction): https://doi.org/10.1000/2",)


@pytest.mark.parametrize(
    ("message", "date"),
    [
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": [[2024]]}}, "2024"),
        ({"issued": {"date-parts": [[2024, 13]]}}, "2024"),
        ({"issued": {"date-parts": [["2024", "2", "31"]]}}, "2024-02"),
        ({"issued": "2024"}, "2024"),
        ({"issued": []}, None),
    ],
)
def test_dates_are_as_much_as_is_true(message: dict[str, object], date: str | None) -> None:
    assert crossref.read({"title": ["X"], **message}).data.get("date") == date


def test_an_orcid_with_a_wrong_digit_costs_the_orcid_only() -> None:
    author = {
        "family": "Lovelace",
        "given": "Ada",
        "ORCID": "https://orcid.org/0000-0002-1825-0098",
    }

    assert crossref.read({"author": [author]}).data["authors"] == [
        {"family": "Lovelace", "given": "Ada"}
    ]


def test_a_doi_that_looks_like_a_path_is_asked_for_as_a_doi(web: Web) -> None:
    web.routes["/crossref/works/10.1000/../../etc/passwd"] = as_json({"message": JOURNAL})

    crossref.work(web.client(), "10.1000/../../etc/passwd")

    assert web.asked() == ["/crossref/works/10.1000/../../etc/passwd"]


@pytest.mark.parametrize("answer", [[], {}, {"message": []}, {"message": {}}, "x", None])
def test_another_form_is_told(web: Web, answer: object) -> None:
    web.routes["/crossref/works/10.1000/1"] = as_json(answer)

    with pytest.raises(ServiceError, match="in a form that is not known here"):
        crossref.work(web.client(), "10.1000/1")


def test_crossref_is_told_whom_to_write_to(web: Web) -> None:
    web.routes["/crossref/works/10.1000/1"] = as_json({"message": JOURNAL})

    crossref.work(web.client(mailto="ada@example.org"), "10.1000/1")

    assert web.requests[0].query == {"mailto": "ada@example.org"}


# --- DataCite -----------------------------------------------------------------------------


def test_a_data_set_has_all_that_datacite_knows() -> None:
    assert datacite.read(DATASET["data"]["attributes"]).data == {
        "title": "Numbers of the engine",
        "authors": [
            {"family": "Lovelace", "given": "Ada", "orcid": "0000-0002-1825-0097"},
            {"literal": "Engine Laboratory"},
        ],
        "date": "2023-07-04",
        "number": "1.2",
        "doi": "10.5555/zenodo.1234567",
        "publisher": "Zenodo",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "abstract": "All *numbers*.",
        "type": "dataset",
    }


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ({"resourceTypeGeneral": "Software"}, "software"),
        ({"resourceTypeGeneral": "Text", "resourceType": "PhD Thesis"}, "thesis"),
        ({"resourceTypeGeneral": "Text", "bibtex": "article"}, "article"),
        ({"resourceTypeGeneral": ["odd"]}, "misc"),
        ({}, "misc"),
    ],
)
def test_kinds_of_works(types: dict[str, object], kind: str) -> None:
    attributes = {**DATASET["data"]["attributes"], "types": types}

    assert datacite.read(attributes).data["type"] == kind


# --- arXiv --------------------------------------------------------------------------------


def test_a_preprint_has_all_that_arxiv_knows() -> None:
    found = arxiv.read(arxiv_feed().body, "2404.99999")

    assert found.data == {
        "title": "LoomSTR: Number Weaving with Sequential Two-stream Refinement",
        "authors": [{"name": "Ada Lovelace"}, {"name": "Charles Babbage"}],
        "date": "2024-04-02",
        "venue": "arXiv",
        "arxiv": "2404.99999",
        "abstract": (
            "Weaving is 90% of what we use & $\\alpha$ of the rest, in under 3 seconds.\n\n"
            "A second paragraph."
        ),
        "type": "preprint",
    }
    assert found.notes == ()


def test_a_preprint_may_name_its_paper() -> None:
    feed = arxiv_feed(doi="10.5555/TBIOM.2024.3390626", comment="Accepted to TBIOM")

    found = arxiv.read(feed.body, "2404.99999")

    assert found.published == "10.5555/tbiom.2024.3390626"
    assert found.notes == ("its authors say: Accepted to TBIOM",)


def test_a_withdrawn_preprint_is_told() -> None:
    feed = arxiv_feed(comment="This paper has been withdrawn by the author")

    assert arxiv.read(feed.body, "2404.99999").retracted


def test_an_identifier_that_arxiv_does_not_have_is_told() -> None:
    with pytest.raises(NotThereError, match=r"arXiv has no paper 2404\.99999; compare"):
        arxiv.read(ARXIV_NOTHING.body, "2404.99999")


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"<feed",
        arxiv_feed().body[:900],
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><feed>&a;</feed>',
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><feed>&a;</feed>'.encode("utf-16"),
        b"\xff\xfe\x00",
        b"{}",
    ],
)
def test_what_is_no_feed_is_told(feed: bytes) -> None:
    with pytest.raises(ServiceError, match="arXiv gave an answer that cannot be read"):
        arxiv.read(feed, "2404.99999")


# --- OpenAlex and ORCID -------------------------------------------------------------------


def test_openalex_lists_works_but_no_front_matter(web: Web) -> None:
    web.routes["/openalex/works"] = as_json(OPENALEX)

    found = openalex.of_person(web.client(), "0000-0002-1825-0097")

    assert web.requests[0].query["filter"] == "author.orcid:0000-0002-1825-0097"
    assert [one.data["type"] for one in found] == ["conference", "preprint"]
    assert found[1].data == {
        "title": "LoomSTR: number weaving with sequential two-stream refinement",
        "authors": [{"name": "Ada Lovelace", "orcid": "0000-0002-1825-0097"}],
        "date": "2024",
        "arxiv": "2404.99999",
        "venue": "arXiv",
        "abstract": "Weaving is what is \\<b\\>",
        "type": "preprint",
    }


def test_openalex_is_given_a_key_if_there_is_one(web: Web) -> None:
    web.routes["/openalex/works"] = as_json(OPENALEX)
    client = web.client()
    client.openalex_key = "secret"

    openalex.of_person(client, "0000-0002-1825-0097")

    assert web.requests[0].query["api_key"] == "secret"


def test_openalex_may_have_had_enough_for_today(web: Web) -> None:
    web.routes["/openalex/works"] = Answer(status=429, headers=(("Retry-After", "54000"),))

    with pytest.raises(ServiceError, match="OpenAlex asks us to wait for 54,000 seconds"):
        openalex.of_person(web.client(), "0000-0002-1825-0097")
    assert len(web.requests) == 1


def test_openalex_is_asked_for_page_after_page(web: Web) -> None:
    more = {**OPENALEX, "meta": {"next_cursor": "more"}}
    web.routes["/openalex/works"] = lambda number: as_json(more if number == 1 else OPENALEX)

    assert len(openalex.of_person(web.client(), "0000-0002-1825-0097")) == 4
    assert [one.query["cursor"] for one in web.requests] == ["*", "more"]


def test_orcid_lists_works_without_authors(web: Web) -> None:
    web.routes["/orcid/v3.0/0000-0002-1825-0097/works"] = as_json(ORCID_WORKS)

    found = orcid.of_person(web.client(), "0000-0002-1825-0097")

    assert [dict(one.data) for one in found] == [
        {
            "title": "An engine for all numbers",
            "date": "2024-06",
            "venue": "CVPR",
            "doi": "10.5555/cvpr52733.2024.01234",
            "type": "conference",
        },
        {"title": "A talk on engines", "date": "2022", "type": "talk"},
    ]
    assert [one.key for one in found] == ["101", "102"]


def test_a_single_work_at_orcid_has_authors() -> None:
    assert orcid.read(ORCID_WORK).data["authors"] == [
        {"name": "Ada Lovelace", "orcid": "0000-0002-1825-0097"}
    ]


def test_an_orcid_of_nobody_is_told(web: Web) -> None:
    with pytest.raises(NotThereError, match="nobody has the ORCID iD 0000-0002-1825-0097"):
        orcid.of_person(web.client(), "0000-0002-1825-0097")


# --- all ----------------------------------------------------------------------------------

WHATEVER: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)


def _spoilt(answer: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Give the answer with anything at all in place of some of its parts."""
    return st.dictionaries(st.sampled_from(sorted(answer)), WHATEVER, max_size=4).map(
        lambda parts: {**answer, **parts}
    )


@given(_spoilt({**JOURNAL, "updated-by": [], "update-to": [], "subtitle": []}))
def test_no_answer_of_crossref_makes_it_fall(message: dict[str, Any]) -> None:
    assert crossref.read(message).source == "Crossref"


@given(_spoilt(DATASET["data"]["attributes"]))
def test_no_answer_of_datacite_makes_it_fall(attributes: dict[str, Any]) -> None:
    assert datacite.read(attributes).source == "DataCite"


@given(_spoilt(OPENALEX["results"][1]))
def test_no_answer_of_openalex_makes_it_fall(work: dict[str, Any]) -> None:
    assert openalex.read(work).source == "OpenAlex"


@given(_spoilt(ORCID_WORK))
def test_no_answer_of_orcid_makes_it_fall(work: dict[str, Any]) -> None:
    assert orcid.read(work).source == "ORCID"


@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: f"<a>{text}</a>".encode()))
def test_no_answer_of_arxiv_makes_it_fall(feed: bytes) -> None:
    with pytest.raises(ServiceError):
        arxiv.read(feed, "2404.99999")


def test_a_feed_as_deep_as_an_answer_may_be_is_read() -> None:
    with pytest.raises(NotThereError):
        arxiv.read(b"<a>" * 100_000 + b"</a>" * 100_000, "2404.99999")


# --- answers that are too long --------------------------------------------------------------


@pytest.mark.parametrize("sign", ["<!--", "<a "])
def test_no_title_is_longer_than_a_record_may_have(sign: str) -> None:
    """Of tags that nobody closes, Python's parser takes the square of the time: here a minute."""
    begun = time.process_time()

    found = openalex.read({"title": f"Notes {sign * 60_000}", "type": "article"})

    assert len(Markup.parse(str(found.data["title"])).plain) <= limits.LINE
    assert time.process_time() - begun < 2


def test_no_text_of_arxiv_is_longer_than_a_record_may_have() -> None:
    feed = arxiv_feed().body.replace(b"<title>", b"<title>" + b"word " * 60_000, 2)

    found = arxiv.read(feed, "2404.99999")

    assert len(str(found.data["title"])) <= limits.LINE
