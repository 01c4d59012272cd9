"""The works that somebody names at ORCID.

Public API 3.0: https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/;
its format: https://github.com/ORCID/orcid-model, ``record_3.0``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in
from sphinx_research.commands.importing import loose, prose
from sphinx_research.commands.importing.found import Draft, Found, author_of, date_of
from sphinx_research.commands.importing.http import Client, NotThereError, ServiceError

TYPES = {
    "journal-article": "article",
    "magazine-article": "article",
    "review": "article",
    "conference-paper": "conference",
    "conference-proceedings": "conference",
    "book": "book",
    "edited-book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "supervised-student-publication": "thesis",
    "report": "report",
    "working-paper": "report",
    "standards-and-policy": "report",
    "patent": "patent",
    "data-set": "dataset",
    "software": "software",
    "preprint": "preprint",
    "lecture-speech": "talk",
    "conference-presentation": "talk",
    "conference-poster": "talk",
}
"""Our types by ORCID's: https://info.orcid.org/ufaqs/what-work-types-does-orcid-support/."""


def of_person(client: Client, orcid: str) -> list[Found]:
    """Ask for the works that somebody names.  ORCID's lists have no authors.

    :return: each with its put-code, by which `work` finds more, as its key
    :raises NotThereError: if nobody has that ORCID iD
    :raises ServiceError: if ORCID gives no usable answer
    """
    try:
        answer = client.json(f"{client.services.orcid}/v3.0/{orcid}/works")
    except NotThereError:
        msg = f"nobody has the ORCID iD {orcid}; compare it with https://orcid.org/{orcid}"
        raise NotThereError(msg) from None
    groups = loose.inside(answer, "group")
    if not isinstance(groups, list):
        msg = "ORCID answers in a form that is not known here; try again later"
        raise ServiceError(msg)
    summaries = (loose.mappings(one.get("work-summary")) for one in loose.mappings(groups))
    return [read(found[0]) for found in summaries if found]


def work(client: Client, orcid: str, code: str) -> Found:
    """Ask for one work with its authors.

    :param code: the put-code
    :raises ServiceError: if ORCID gives no usable answer
    """
    number = code if code.isdecimal() else "0"
    answer = client.json(f"{client.services.orcid}/v3.0/{orcid}/work/{number}")
    return read(loose.mapping(answer))


def read(summary: Mapping[str, Any]) -> Found:
    """Read a work, or its summary."""
    draft = Draft()
    title = prose.title(loose.line(loose.inside(summary, "title", "title", "value")))
    subtitle = prose.title(loose.line(loose.inside(summary, "title", "subtitle", "value")))
    draft.put("title", ": ".join(filter(None, (title, subtitle))))
    draft.put("authors", _authors(summary))
    draft.put("date", _date(summary))
    draft.put("venue", prose.words(loose.line(loose.inside(summary, "journal-title", "value"))))
    for one in loose.mappings(loose.inside(summary, "external-ids", "external-id")):
        if loose.line(one.get("external-id-relationship")) in {"self", "version-of", ""}:
            _identify(draft, one)
    draft.link("paper", loose.line(loose.inside(summary, "url", "value")))
    if "doi.org/" in draft.data.get("paper", ""):
        del draft.data["paper"]
    draft.put("type", TYPES.get(loose.line(summary.get("type")), "misc"))
    return Found(draft.data, "ORCID", key=loose.line(summary.get("put-code")))


def _identify(draft: Draft, one: Mapping[str, Any]) -> None:
    normal = loose.line(loose.inside(one, "external-id-normalized", "value"))
    value = normal or loose.line(one.get("external-id-value"))
    match loose.line(one.get("external-id-type")).lower():
        case "doi":
            draft.identify(value)
        case "arxiv":
            draft.put("arxiv", arxiv_in(value))
        case _:
            pass


def _authors(summary: Mapping[str, Any]) -> list[dict[str, str]]:
    read = (
        author_of(
            prose.words(loose.line(loose.inside(one, "credit-name", "value"))),
            loose.line(loose.inside(one, "contributor-orcid", "path")),
        )
        for one in loose.mappings(loose.inside(summary, "contributors", "contributor"))
    )
    return [one for one in read if one]


def _date(summary: Mapping[str, Any]) -> str:
    date = summary.get("publication-date")
    return date_of(
        *(loose.line(loose.inside(date, part, "value")) for part in ("year", "month", "day"))
    )
