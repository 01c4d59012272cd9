"""Publications made in a line, and texts of every kind that outputs must survive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from sphinx_research.formats.exports import EXPORTS
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.model import Publication, PublicationType, Venue
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate

ADA = {"title": "On Engines", "authors": "Ada Lovelace"}


def publication(key: str = "key", **fields: object) -> Publication:
    """Make a publication of what is right in its fields."""
    record = _publication(ADA | fields, key)
    assert record
    return record


def _publication(fields: dict[str, Any], key: str = "key") -> Publication | None:
    raw = RawRecord(Kind.PUBLICATION, key, fields, Place("research/engine.md"))
    record = validate(raw, _forget)
    return record if isinstance(record, Publication) else None


def venue(key: str, name: str, kind: str, **fields: object) -> Venue:
    """Make a venue."""
    data = {"name": name, "type": kind, **fields}
    record = validate(RawRecord(Kind.VENUE, key, data, Place("research/venues.yaml")), _forget)
    assert isinstance(record, Venue)
    return record


def works(*papers: Publication, venues: tuple[Venue, ...] = (), base: str = "") -> list[Work]:
    """Make works of a site that has these publications and venues."""
    records = Records(
        publications={paper.id: paper for paper in papers},
        venues={one.id: one for one in venues},
    )
    made = Works(Catalogue(records, Settings()), Site("The lab", base))
    return [made[paper.id] for paper in papers]


def work(*venues: Venue, key: str = "key", base: str = "", **fields: object) -> Work:
    """Make a work of what is right in the fields of a publication."""
    (made,) = works(publication(key, **fields), venues=venues, base=base)
    return made


def exported(ending: str, written: Iterable[Work]) -> str:
    """Write publications as the file of an ending has them."""
    (export,) = (one for one in EXPORTS if one.ending == ending)
    return export.join(export.recode(export.entry(one)) for one in written)


def _forget(problem: Problem) -> None:
    """Take any field that is wrong for absent."""


# --- texts ----------------------------------------------------------------------------------

_ODD = (
    *("a", "Engine", "GaitSTR", "é", "Ł", "ß", "中文", "\u05d0", "😀", "e\u0301", "ﬁ", "½", "İ"),
    *("{", "}", "\\", "$", "&", "#", "%", "_", "~", "^", "<", ">", "|", '"', "'", "`", "@"),
    *("--", "---", "``", "''", "?`", "&amp;", "&#65;", "<sub>2</sub>", "<b>", "</script>"),
    *("$x^2$", "$\\alpha$", "$O(n)$", "$5", "*em*", "**b**", "~~d~~", "`c`", "H₂O", "x²"),
    *("\\emph{", "\\textbf{a}", "\\'e", "\\par ", "{\\", "\\}", "\\begin{x}", "\\item "),
    *("https://example.org/a_b~c", "http://x", "[a](https://b.org/)", "{pub}`key`"),
    *("{person}`Ada <ada>`", "arXiv:2404.02345", "2404.02345", "10.48550/arXiv.2404.02345"),
    *(" ", "  ", "\n", "\n\n", "\r\n", "\t", "\xa0", "\u200b", "\u202e", "\x00", "\x0b"),
    *(", ", "; ", " and ", "others", "=", ' = "', " = {", "\nx = {", "\n@article{a,", "- ", "# "),
    *("true", "none", "workshop", "arXiv", "CoRR", "ER  - ", "\r\nER  - \r\n", "TY  - JOUR"),
)
ODD_TEXTS = st.lists(st.sampled_from(_ODD) | st.text(max_size=5), max_size=8).map("".join)
PLAIN_TEXTS = st.from_regex(r"[A-Z][a-z]{0,6}( [A-Za-z]{1,8}){0,3}[.?!]?", fullmatch=True)
TEXTS = ODD_TEXTS | PLAIN_TEXTS

_MARKS = st.lists(st.sampled_from(["†", "‡", "#", "a,b", '"', ";", "="]), max_size=2)
_AUTHORS = st.fixed_dictionaries(
    {},
    optional={
        "equal": st.booleans(),
        "corresponding": st.booleans(),
        "marks": _MARKS,
        "person": st.sampled_from(["ada", "none"]),
        "orcid": st.just("0000-0002-1825-0097"),
    },
)
_SOME = TEXTS.map(lambda text: f"{text}B")
_NAMES = st.one_of(
    st.fixed_dictionaries({"literal": _SOME}),
    st.just({"literal": "et al."}),
    st.fixed_dictionaries(
        {"family": _SOME, "given": _SOME}, optional={"particle": TEXTS, "suffix": TEXTS}
    ),
    st.sampled_from(
        [
            {"family": "Lovelace", "given": "Ada"},
            {"family": "Gogh", "given": "Vincent", "particle": "van"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"family": "de la Cruz", "given": "Juana"},
            {"family": "Souza", "given": "Ana", "particle": "De"},
            {"literal": "王泽卿"},
            {"literal": "The Engine and Loom Collaboration"},
        ]
    ),
)
AUTHORS = st.lists(
    st.tuples(_NAMES, _AUTHORS).map(lambda both: both[0] | both[1]), min_size=1, max_size=4
)
_URLS = st.sampled_from(
    [
        *("https://example.org/a", "https://example.org/a_b#c?d=%20&e=~f", "http://x.org/é"),
        *("https://arxiv.org/abs/2404.02345", "https://doi.org/10.1000/182", "https://a.b/$c'"),
    ]
)
_DOIS = st.sampled_from(
    ["10.1000/182", "10.48550/arXiv.2404.02345", "10.1000/a{b}", "10.1002/(a)1:2<3::b>4.0;2-_"]
)
_DATES = st.sampled_from(["2024", "2024-05", "2024-05-03", "0007-01"])
_RECORDS = st.fixed_dictionaries(
    {"title": TEXTS, "authors": AUTHORS},
    optional={
        "date": _DATES,
        "type": st.sampled_from([*PublicationType]).map(str),
        "venue": TEXTS | st.sampled_from(["memoirs", "royal", "arxiv", "CoRR"]),
        "status": st.sampled_from(["under-review", "preprint", "accepted", "published"]),
        "accepted": _DATES,
        "editors": AUTHORS,
        "original_title": TEXTS,
        "doi": _DOIS,
        "arxiv": st.sampled_from(["2404.02345", "hep-th/9901001"]),
        "pages": TEXTS | st.sampled_from(["1-10", "e12", "1–3", "S1--S2", "1, 3-5"]),
        "tags": st.lists(TEXTS, max_size=3),
        "projects": st.lists(st.sampled_from(["engine", "loom"]), max_size=2),
        "redirect_from": st.sampled_from(["/old.html, /older/", "/a b/"]),
        "selected": st.booleans(),
        "license": st.sampled_from(["CC-BY-4.0", "MIT", "https://example.org/l_1"]),
        **dict.fromkeys(("volume", "issue", "number", "publisher", "edition", "isbn"), TEXTS),
        **dict.fromkeys(("genre", "language", "award", "rank", "note", "abstract"), TEXTS),
        **dict.fromkeys(("paper", "pdf", "code", "data", "website", "slides", "poster"), _URLS),
        **dict.fromkeys(("video", "supplement", "blog"), _URLS),
    },
)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """Draw a publication in which much is odd."""
    record = _publication(draw(_RECORDS))
    assume(record is not None)
    assert record
    return record
