"""The words that pages show, in the language of the site.

In the code they stand in English, which is also what is shown where a language has none.
Translations are gettext's: ``locale/<language>/LC_MESSAGES/sphinx_research.po``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations, translation
from pathlib import Path
from string import Formatter

from sphinx_research.records.values import PartialDate, Period

CATALOGUE = "sphinx_research"
LOCALE = Path(__file__).parent.parent / "locale"


def noted(message: str) -> str:
    """Mark a message that is translated where it is shown, for what gathers them."""
    return message


def parted(pattern: str) -> Iterator[tuple[str, str]]:
    """Part a translated message at its placeholders: each text, and the name that follows it.

    ``advised by {who}`` gives ``advised by `` with ``who``; the last name may be empty.
    """
    return ((text, name or "") for text, name, *_ in Formatter().parse(pattern))


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

    def __call__(self, message: str, **parts: object) -> str:
        """Translate a message, and fill its placeholders if it is given parts for them.

        The empty message stays empty.
        """
        translated = self.translations.gettext(message) if message else ""
        return translated.format(**parts) if parts else translated

    def several(self, one: str, many: str, number: int, **parts: object) -> str:
        """Translate a message that speaks of a number, which it may hold as ``{number}``."""
        return self.translations.ngettext(one, many, number).format(number=number, **parts)

    def date(self, when: PartialDate) -> str:
        """Write a date as prose has it: ``2024``, ``May 2024``, ``3 May 2024``."""
        if not when.month:
            return self(noted("{year}"), year=when.year)
        month = self(_MONTHS[when.month - 1])
        if not when.day:
            return self(noted("{month} {year}"), month=month, year=when.year)
        return self(noted("{day} {month} {year}"), day=when.day, month=month, year=when.year)

    def period(self, period: Period) -> str:
        """Write a time: ``Sep 2019 – Aug 2021``, ``Sep 2023 – present``, or nothing."""
        since, until = (date and self.date(date) for date in (period.since, period.until))
        if not since:
            return self(noted("until {date}"), date=until) if until else ""
        if not until:
            return self(noted("{date} – present"), date=since)
        return since if since == until else f"{since} – {until}"

    def ordinal(self, number: int) -> str:
        """Write a place: ``1st``, ``2nd``, ``3rd``, ``11th``."""
        teen = number % 100 in {11, 12, 13}
        pattern = _ORDINAL if teen else _ORDINALS.get(number % 10, _ORDINAL)
        return self(pattern, number=number)
