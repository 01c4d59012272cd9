"""What conf.py decides, read in one way for the build and for the commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Emphasis, Settings
from sphinx_research.records.problems import Code, Place, Problem, Report, nearest
from sphinx_research.records.words import Words

FORMAT = 1
"""The form of content that is read: it goes up by one when a field changes its name or meaning."""

VALUES: Mapping[str, object] = {
    "research_roles": {},
    "research_themes": {},
    "research_build_date": "",
    "research_emphasis": "",
    "research_partners": [],
    "research_cv": False,
    "research_cards": False,
    "research_advice": False,
    "research_format": 1,
    "research_guarded": "all",
    "research_allowed": [],
}
"""The extension's own values, and what each is where conf.py does not set it."""

MEANINGS: Mapping[str, str] = {
    "research_roles": "The roles of people by id, with their names, in the order of the index; "
    'a pair gives the heading, too: `("PhD student", "PhD students")`.',
    "research_themes": "The themes of projects by id, with their headings, in the order of the "
    "overview; a pair gives a sentence below the heading, too.",
    "research_build_date": "The day on which roles, alumni and notices are judged; the "
    "environment's `SOURCE_DATE_EPOCH` goes before it.",
    "research_emphasis": '`"members"` to set apart, in lists of papers, the authors who were here '
    "when the paper appeared; in lists of one person's papers it is that person alone.",
    "research_partners": "Names in `intersphinx_mapping` of sites of this kind, whose people are "
    "linked there.",
    "research_cv": "`True` to write each person's CV as PDF beside their page.",
    "research_cards": "`True` to draw a picture of each person, project and paper, which social "
    "networks show with links; `html_baseurl` must be set.",
    "research_advice": "`True` to show advice.",
    "research_format": "The form in which the content is written, 1 unless it is set; "
    "`nox -s upgrade` raises it.",
    "research_guarded": 'The pages for which the rules hold of what a page may hold: `"all"`, or '
    '`"records"` for those in `people/` and `research/` alone, where only those whom you trust '
    "write the others.",
    "research_allowed": "Names of directives, roles and nodes that pages may use besides the "
    "usual ones: those of another extension; the addresses of scripts that it puts on pages; and "
    "paths of files in `_static/`, such as a font.",
}
"""What each of them is for, in Markdown."""

OF_SPHINX: Mapping[str, object] = {
    "project": "",
    "author": "",
    "language": "en",
    "html_baseurl": "",
    "html_context": {},
    "intersphinx_mapping": {},
}
"""Sphinx's values that are read here, likewise."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What conf.py decides.

    :param settings: what the catalogue is to know; it lacks the people of partner sites,
        who stand in the inventories that Sphinx loads
    :param partners: the names of those sites in ``intersphinx_mapping``
    """

    settings: Settings
    site: Site
    partners: tuple[str, ...] = ()


def configuration(
    values: Mapping[str, object], report: Report, *, epoch: str = "", folders: bool = False
) -> Configuration:
    """Read what conf.py decides.

    :param values: what it sets, by name; `None` is as good as nothing
    :param report: told of each value of a wrong form, which then counts as not set
    :param epoch: ``SOURCE_DATE_EPOCH`` of the environment
    :param folders: whether each page is a folder (the ``dirhtml`` builder)
    """
    conf: dict[str, Any] = {
        name: _checked(name, values.get(name), default, report)
        for name, default in {**VALUES, **OF_SPHINX}.items()
    }
    name = 'html_context["license_url"]'
    _format(conf["research_format"], report)
    if (scope := conf["research_guarded"]) not in {"all", "records"}:
        _say(report, f'research_guarded is neither "all" nor "records": {scope!r}')
    language = _language(conf["language"], report)
    today = _build_date(conf["research_build_date"], epoch, report)
    roles, role_headings = _pairs("research_roles", conf["research_roles"], report)
    themes, theme_leads = _pairs("research_themes", conf["research_themes"], report)
    return Configuration(
        Settings(
            today=today,
            roles=roles,
            role_headings=role_headings,
            themes=themes,
            theme_leads=theme_leads,
            emphasis=_emphasis(conf["research_emphasis"], report),
            words=Words(language),
            allowed=tuple(_words("research_allowed", conf["research_allowed"], report)),
        ),
        Site(
            name=conf["project"],
            base=_base(conf["html_baseurl"], report),
            folders=folders,
            author=conf["author"],
            language=language,
            license=_checked(name, conf["html_context"].get("license_url"), "", report),
            today=today,
        ),
        tuple(_partners(conf["research_partners"], conf["intersphinx_mapping"], report)),
    )


def _say(report: Report, cause: str, mend: str = "", code: Code = Code.VALUE) -> None:
    report(Problem(code, Place("conf.py"), cause, mend))


def _checked(name: str, value: Any, default: Any, report: Report) -> Any:  # noqa: ANN401 - what conf.py sets may be anything
    """Give the value if it is of the type of its default, and else the default."""
    kind = type(default)
    if isinstance(value, kind) or (kind is list and isinstance(value, tuple)):
        return value
    if value is not None:
        _say(report, f"{name} is of type `{type(value).__name__}`, not `{kind.__name__}`")
    return default


def _format(configured: int, report: Report) -> None:
    """Compare the form of the content with the one that is read."""
    if configured != FORMAT:
        older = configured < FORMAT
        mend = f"run `nox -s upgrade{' -- --content' if older else ''}`"
        _say(report, f"research_format is {configured}, and this version reads {FORMAT}", mend)


_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", re.IGNORECASE)


def _base(configured: str, report: Report) -> str:
    """Read the address of the site, to end in one slash; ``/`` is Sphinx's way to say none."""
    bare = configured.rstrip("/")
    if not bare or _ADDRESS.fullmatch(bare):
        return f"{bare}/" if bare else ""
    cause = f"html_baseurl is not the address of a site: {configured!r}"
    _say(report, cause, "write it like https://lab.example.org/")
    return ""


_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9]\w{3}))*"
)


def _language(configured: str, report: Report) -> str:
    """Read the language, a tag of BCP 47 (RFC 5646, §2.1), which Sphinx writes with ``_``."""
    tag = configured.replace("_", "-")
    if not tag or _LANGUAGE.fullmatch(tag):
        return tag or "en"
    _say(report, f"language is no tag like en, pt_BR or zh-Hans: {configured!r}")
    return "en"


def _pairs(
    name: str, configured: dict[object, object], report: Report
) -> tuple[dict[str, str], dict[str, str]]:
    """Read texts by id, and the second texts of those ids that have a pair."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for key, value in configured.items():
        match (key, value):
            case str(), str():
                first[key] = value
            case str(), [str() as one, str() as other]:
                first[key], second[key] = one, other
            case _:
                _say(report, f"{name} has {key!r}: {value!r}", "an id and its heading are texts")
    return first, second


def _words(name: str, configured: list[object], report: Report) -> Iterator[str]:
    """Read a list of words."""
    for word in configured:
        if isinstance(word, str):
            yield word
        else:
            _say(report, f"{name} has {word!r}, which is no word")


def _emphasis(configured: str, report: Report) -> Emphasis:
    if configured == "members":
        return "members"
    if configured:
        _say(report, f'research_emphasis is neither "" nor "members": {configured!r}')
    return ""


def _partners(configured: list[object], known: dict[str, object], report: Report) -> Iterator[str]:
    for name in map(str, configured):
        if name in known:
            yield name
        else:
            cause = f"research_partners names `{name}`, which intersphinx_mapping has not"
            mend = "add it there, and sphinx.ext.intersphinx to the extensions"
            _say(report, cause, nearest(name, map(str, known)) or mend, Code.UNKNOWN_ID)


def _build_date(configured: str, epoch: str, report: Report) -> date | None:
    """Tell the date of the build: the environment's, else conf.py's, else none.

    ``SOURCE_DATE_EPOCH`` counts seconds since 1970 in UTC:
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            cause = f"SOURCE_DATE_EPOCH in the environment is no number of seconds: {epoch!r}"
            _say(report, cause, "unset it, or give the seconds since 1970")
    if configured:
        try:
            return date.fromisoformat(configured)
        except ValueError:
            _say(report, f"research_build_date is not a date like 2025-10-16: {configured!r}")
    return None
