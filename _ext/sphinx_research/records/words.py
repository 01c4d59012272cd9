"""The words that pages show, in the language of the site.

In the code they stand in English, which is also what is shown where a language has none.
Translations are gettext's: ``locale/<language>/LC_MESSAGES/sphinx_research.po``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations, translation
from pathlib import Path

from sphinx_research.records.values import PartialDate, Period

CATALOGUE = "sphinx_research"
LOCALE = Path(__file__).parent.parent / "locale"


def noted(message: str) -> str:
    """Mark a message that is translated where it is shown, for what gathers them."""
    return message


_MONTHS = (
    noted("Jan"),
    noted("Feb"),
    noted("Mar"),
    noted("Apr"),
    noted("May"),
    noted("Jun"),
    noted("Jul"),
    noted("Aug"),
    noted("Sep"),
    noted("Oct"),
    noted("Nov"),
    noted("Dec"),
)

_ORDINALS = {1: noted("{number}st"), 2: noted("{number}nd"), 3: noted("{number}rd")}
_ORDINAL = noted("{number}th")


@dataclass(frozen=True)
class Words:
    """Translates messages; two of one language are equal.

    :param language: as Sphinx names it: ``en``, ``de``, ``zh_CN``
    """

    language: str = "en"

    @cached_property
    def translations(self) -> NullTranslations:
        """The messages, as gettext holds them; of a language without any, the English ones."""
        return translation(CATALOGUE, LOCALE, [self.language.replace("-", "_")], fallback=True)

    def __call__(self, message: str) -> str:
        """Translate a message; the empty one stays empty."""
        return self.translations.gettext(message) if message else ""

    def several(self, one: str, many: str, number: int) -> str:
        """Translate a message that speaks of a number, which it may hold as ``{number}``."""
        return self.translations.ngettext(one, many, number).format(number=number)

    def date(self, when: PartialDate) -> str:
        """Write a date as prose has it: ``2024``, ``May 2024``, ``3 May 2024``."""
        parts = {"year": when.year, "day": when.day}
        if not when.month:
            return self("{year}").format(**parts)
        parts["month"] = self(_MONTHS[when.month - 1])
        pattern = self("{day} {month} {year}") if when.day else self("{month} {year}")
        return pattern.format(**parts)

    def period(self, period: Period) -> str:
        """Write a time: ``Sep 2019 – Aug 2021``, ``Sep 2023 – present``, or nothing."""
        since, until = (date and self.date(date) for date in (period.since, period.until))
        if not since:
            return self("until {date}").format(date=until) if until else ""
        if not until:
            return self("{date} – present").format(date=since)
        return since if since == until else f"{since} – {until}"

    def ordinal(self, number: int) -> str:
        """Write a place: ``1st``, ``2nd``, ``3rd``, ``11th``."""
        teen = number % 100 in {11, 12, 13}
        pattern = _ORDINAL if teen else _ORDINALS.get(number % 10, _ORDINAL)
        return self(pattern).format(number=number)
