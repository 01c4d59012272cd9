"""When an entry is from: biblatex's ``date`` or BibTeX's ``year`` and ``month``.

Dates of biblatex follow ISO 8601-2 (manual, §2.3.8); of a range the beginning counts, and
what says "about" or "perhaps" is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_research.records.problems import Code, Problem, Report
from sphinx_research.records.sources.bibtex_syntax import Value
from sphinx_research.records.sources.latex import to_text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_MONTH = re.compile(
    r"\W*(?:(?P<day>\d{1,2})\W+)?(?P<name>[A-Za-z]{3})[A-Za-z]*\.?\W*(?P<after>\d*)"
)
_NOT_YET = re.compile(r"(?:to appear|in press|forthcoming|accepted)\b.*", re.IGNORECASE)


def read_date(fields: Mapping[str, Value], report: Report) -> tuple[str, Value] | None:
    """Find the date as ``2024``, ``2024-05`` or ``2024-05-03``, and the field it is from.

    :return: what is no date as it was written, so that validation can tell; nothing if
        there is no date yet
    """
    if value := fields.get("date"):
        return _iso(to_text(value.text)), value
    value = fields.get("year")
    if value is None:
        return None
    text = to_text(value.text)
    if _NOT_YET.fullmatch(text):
        return None
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    if not years:
        return text, value
    return "-".join((years[0], *_month_and_day(fields, report))), value


def is_to_appear(fields: Mapping[str, Value]) -> bool:
    """Whether the place of the year says that there is none yet."""
    return "year" in fields and _NOT_YET.fullmatch(to_text(fields["year"].text)) is not None


def _iso(text: str) -> str:
    beginning = re.sub(r"[~?%]", "", text).partition("/")[0].strip()
    match = _ISO.fullmatch(beginning)
    if match is None:
        return text
    year, month, day = match.groups()
    is_month = month is not None and 1 <= int(month) <= len(_MONTHS)  # 21 is a spring
    return "-".join(part for part in (year, month, day) if part) if is_month else year


def _month_and_day(fields: Mapping[str, Value], report: Report) -> tuple[str, ...]:
    value = fields.get("month")
    if value is None:
        return ()
    text = to_text(value.text)
    month, day = _read_month(text)
    if not 1 <= month <= len(_MONTHS):
        cause = f"`{text}` is no month"
        report(Problem(Code.VALUE, value.place, cause, "write jan to dec, or 1 to 12"))
        return ()
    if not day and "day" in fields and fields["day"].text.strip().isdecimal():
        day = int(fields["day"].text)
    return (f"{month:02}", f"{day:02}") if day else (f"{month:02}",)


def _read_month(text: str) -> tuple[int, int]:
    """Read ``5``, ``May``, ``May 3``, ``3 May`` or ``May--June``: month and day, or zeros."""
    if text.isdecimal():
        return int(text), 0
    match = _MONTH.match(text)
    if match is None or match["name"].lower() not in _MONTHS:
        return 0, 0
    return _MONTHS.index(match["name"].lower()) + 1, int(match["day"] or match["after"] or 0)
