"""Answers in the form in which services give them, cut down to what matters."""

from __future__ import annotations

from typing import Any

from tests.commands.importing.web import Answer, as_json


def crossref(**message: object) -> Answer:
    """Wrap a work as ``https://api.crossref.org/works/{doi}`` does."""
    return as_json(
        {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}
    )


JOURNAL: dict[str, Any] = {
    "indexed": {"date-parts": [[2026, 11, 1]], "timestamp": 1793491200000},
    "publisher": "Royal Society of Engines",
    "issue": "4",
    "license": [
        {
            "start": {"date-parts": [[2024, 10, 1]]},
            "content-version": "vor",
            "delay-in-days": 0,
            "URL": "https://creativecommons.org/licenses/by/4.0/legalcode",
        }
    ],
    "DOI": "10.5555/TBIOM.2024.3390626",
    "type": "journal-article",
    "created": {"date-parts": [[2024, 4, 18]], "date-time": "2024-04-18T17:30:44Z"},
    "page": "495-506",
    "source": "Crossref",
    "is-referenced-by-count": 7,
    "title": ["LoomSTR: Number Weaving With Sequential Two-Stream Refinement"],
    "prefix": "10.1109",
    "volume": "6",
    "author": [
        {
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "authenticated-orcid": False,
            "given": "Ada",
            "family": "Lovelace",
            "sequence": "first",
            "affiliation": [{"name": "Engine Laboratory, London, U.K."}],
        },
        {"given": "C.", "family": "Babbage", "sequence": "additional", "affiliation": []},
        {"name": "Engine Collaboration", "sequence": "additional", "affiliation": []},
    ],
    "member": "263",
    "container-title": ["Transactions of the Royal Society of Engines"],
    "short-container-title": ["Trans. R. Soc. Eng."],
    "language": "en",
    "published-online": {"date-parts": [[2024, 4, 18]]},
    "published-print": {"date-parts": [[2024, 10]]},
    "issued": {"date-parts": [[2024, 4, 18]]},
    "abstract": (
        "<jats:title>Abstract</jats:title><jats:p>We refine <jats:italic>loom</jats:italic> "
        "features, x<jats:sup>2</jats:sup> &lt; 3 &amp; more.</jats:p>"
        "<jats:p>Second paragraph with <jats:inline-formula><jats:alternatives><jats:tex-math>"
        "\\documentclass{minimal}\\begin{document}$$\\alpha _1$$\\end{document}</jats:tex-math>"
        "<mml:math><mml:mi>α</mml:mi></mml:math></jats:alternatives></jats:inline-formula>."
        "</jats:p>"
    ),
    "URL": "https://doi.org/10.5555/tbiom.2024.3390626",
    "ISSN": ["2637-6407"],
    "relation": {
        "has-preprint": [
            {"id-type": "doi", "id": "10.48550/arXiv.2404.99999", "asserted-by": "object"}
        ]
    },
}

PROCEEDINGS: dict[str, Any] = {
    "publisher": "IEEE",
    "DOI": "10.5555/cvpr52733.2024.01234",
    "type": "proceedings-article",
    "page": "13000-13009",
    "title": ["An Engine for <i>All</i> Numbers"],
    "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first", "affiliation": []}],
    "event": {"name": "2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition"},
    "container-title": [
        "2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
    ],
    "published-print": {"date-parts": [[2024, 6, 16]]},
    "issued": {"date-parts": [[2024, 6, 16]]},
}

PREPRINT: dict[str, Any] = {
    "institution": [{"name": "bioRxiv"}],
    "publisher": "openRxiv",
    "DOI": "10.5555/2023.05.01.538912",
    "type": "posted-content",
    "subtype": "preprint",
    "title": ["Engines in cells"],
    "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first", "affiliation": []}],
    "container-title": [],
    "posted": {"date-parts": [[2023, 5, 2]]},
    "issued": {"date-parts": [[2023, 5, 2]]},
    "group-title": "Bioinformatics",
    "abstract": "<jats:p>Cells have engines.</jats:p>",
    "relation": {
        "is-preprint-of": [
            {"id-type": "doi", "id": "10.5555/s41586-024-00001-1", "asserted-by": "subject"}
        ]
    },
}

PUBLISHED: dict[str, Any] = {
    "publisher": "Springer Science and Business Media LLC",
    "DOI": "10.5555/s41586-024-00001-1",
    "type": "journal-article",
    "title": ["Engines in Cells"],
    "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first", "affiliation": []}],
    "container-title": ["Nature"],
    "volume": "625",
    "issue": "7993",
    "article-number": "77",
    "published-online": {"date-parts": [[2024, 1, 10]]},
    "issued": {"date-parts": [[2024, 1, 10]]},
}

RETRACTED: dict[str, Any] = {
    **PUBLISHED,
    "DOI": "10.5555/1758835920922055",
    "title": ["RETRACTED: Engines that never ran"],
    "updated-by": [
        {
            "updated": {"date-parts": [[2023, 9, 18]], "timestamp": 1694995200000},
            "DOI": "10.5555/17588359231203434",
            "type": "retraction",
            "source": "retraction-watch",
            "label": "Retraction",
            "record-id": "12345",
        }
    ],
}

DATASET: dict[str, Any] = {
    "data": {
        "id": "10.5555/zenodo.1234567",
        "type": "dois",
        "attributes": {
            "doi": "10.5555/zenodo.1234567",
            "creators": [
                {
                    "name": "Lovelace, Ada",
                    "nameType": "Personal",
                    "givenName": "Ada",
                    "familyName": "Lovelace",
                    "affiliation": ["Engine Laboratory"],
                    "nameIdentifiers": [
                        {
                            "schemeUri": "https://orcid.org",
                            "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                            "nameIdentifierScheme": "ORCID",
                        }
                    ],
                },
                {"name": "Engine Laboratory", "nameType": "Organizational"},
            ],
            "titles": [{"title": "Numbers of the engine"}],
            "publisher": {"name": "Zenodo"},
            "container": {},
            "publicationYear": 2023,
            "dates": [{"date": "2023-07-04", "dateType": "Issued"}],
            "types": {
                "ris": "DATA",
                "bibtex": "misc",
                "citeproc": "dataset",
                "schemaOrg": "Dataset",
                "resourceTypeGeneral": "Dataset",
            },
            "relatedIdentifiers": [],
            "version": "1.2",
            "rightsList": [
                {
                    "rights": "Creative Commons Attribution 4.0 International",
                    "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode",
                    "rightsIdentifier": "cc-by-4.0",
                }
            ],
            "descriptions": [
                {"description": "<p>All <em>numbers</em>.</p>", "descriptionType": "Abstract"}
            ],
            "url": "https://zenodo.org/record/1",
        },
    }
}


def arxiv(*, doi: str = "", comment: str = "12 pages, 3 figures", title: str = "") -> Answer:
    """Give what ``export.arxiv.org/api/query?id_list=2404.99999`` does."""
    told = f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>'
    name = title or "LoomSTR: Number Weaving with Sequential\n  Two-stream Refinement"
    return Answer(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3D%26id_list%3D2404.99999" rel="self"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=2404.99999</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/2404.99999v1</id>
    <updated>2024-04-02T22:24:19Z</updated>
    <published>2024-04-02T22:24:19Z</published>
    <title>{name}</title>
    <summary>  Weaving is 90% of what we use &amp; $\\alpha$ of the rest, in
under 3 seconds.
  A second paragraph.
</summary>
    <author><name>Ada Lovelace</name></author>
    <author><name>Charles Babbage</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">{comment}</arxiv:comment>
    {told if doi else ""}
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>""".encode(),
        type="application/atom+xml",
    )


ARXIV_NOTHING = Answer(
    b"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id><title>arXiv Query</title>
  <opensearch:totalResults>0</opensearch:totalResults>
</feed>""",
    type="application/atom+xml",
)

ORCID_WORKS: dict[str, Any] = {
    "last-modified-date": {"value": 1700000000000},
    "group": [
        {
            "external-ids": {"external-id": []},
            "work-summary": [
                {
                    "put-code": 101,
                    "title": {
                        "title": {"value": "An engine for all numbers"},
                        "subtitle": None,
                        "translated-title": None,
                    },
                    "external-ids": {
                        "external-id": [
                            {
                                "external-id-type": "doi",
                                "external-id-value": "10.5555/CVPR52733.2024.01234",
                                "external-id-normalized": {
                                    "value": "10.5555/cvpr52733.2024.01234",
                                    "transient": True,
                                },
                                "external-id-relationship": "self",
                            },
                            {
                                "external-id-type": "isbn",
                                "external-id-value": "9798350353006",
                                "external-id-relationship": "part-of",
                            },
                        ]
                    },
                    "url": {"value": "https://doi.org/10.5555/cvpr52733.2024.01234"},
                    "type": "conference-paper",
                    "publication-date": {
                        "year": {"value": "2024"},
                        "month": {"value": "06"},
                        "day": None,
                    },
                    "journal-title": {"value": "CVPR"},
                    "visibility": "public",
                }
            ],
        },
        {
            "external-ids": {"external-id": []},
            "work-summary": [
                {
                    "put-code": 102,
                    "title": {"title": {"value": "A talk on engines"}},
                    "external-ids": None,
                    "type": "lecture-speech",
                    "publication-date": {"year": {"value": "2022"}, "month": None, "day": None},
                    "journal-title": None,
                }
            ],
        },
    ],
}

ORCID_WORK: dict[str, Any] = {
    **ORCID_WORKS["group"][1]["work-summary"][0],
    "contributors": {
        "contributor": [
            {
                "contributor-orcid": {"path": "0000-0002-1825-0097"},
                "credit-name": {"value": "Ada Lovelace"},
                "contributor-attributes": {"contributor-role": "author"},
            }
        ]
    },
}

OPENALEX: dict[str, Any] = {
    "meta": {"count": 2, "per_page": 200, "next_cursor": None},
    "results": [
        {
            "id": "https://openalex.org/W1",
            "doi": "https://doi.org/10.5555/cvpr52733.2024.01234",
            "title": "An Engine for All Numbers",
            "publication_year": 2024,
            "publication_date": "2024-06-16",
            "type": "article",
            "is_retracted": False,
            "primary_location": {
                "source": {"display_name": "Computer Vision", "type": "conference"}
            },
            "authorships": [],
        },
        {
            "id": "https://openalex.org/W2",
            "doi": "https://doi.org/10.48550/arxiv.2404.99999",
            "title": "LoomSTR: number weaving with sequential two-stream refinement",
            "publication_year": 2024,
            "publication_date": "2024-01-01",
            "type": "preprint",
            "is_retracted": False,
            "primary_location": {
                "source": {"display_name": "arXiv (Cornell University)", "type": "repository"}
            },
            "authorships": [
                {
                    "author_position": "first",
                    "author": {
                        "id": "https://openalex.org/A1",
                        "display_name": "Ada Lovelace",
                        "orcid": "https://orcid.org/0000-0002-1825-0097",
                    },
                    "raw_author_name": "Ada Lovelace",
                }
            ],
            "abstract_inverted_index": {"Weaving": [0], "is": [1, 3], "what": [2], "<b>": [4]},
            "biblio": {"volume": None, "issue": None, "first_page": None, "last_page": None},
        },
        {"id": "https://openalex.org/W3", "title": "Front Matter", "type": "paratext"},
    ],
}
