"""The files in which publications are offered to reference managers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sphinx_research.formats import bibtex, csl, ris
from sphinx_research.formats.works import Work, Works


@dataclass(frozen=True, slots=True)
class Export:
    """One way to write publications.

    :param ending: of the names of such files
    :param label: as links to them call it
    :param media_type: as IANA, or else common use, has it
    :param entry: writes one publication
    :param recode: writes an entry as this file has it
    :param between: what stands between two, and `around` before the first and after the last
    """

    ending: str
    label: str
    media_type: str
    entry: Callable[[Work], str]
    recode: Callable[[str], str] = str
    between: str = "\n"
    around: tuple[str, str] = ("", "")

    def join(self, entries: Iterable[str]) -> str:
        """Make a file of entries that are written."""
        first, last = self.around
        return f"{first}{self.between.join(entries)}{last}"


EXPORTS = (
    Export(".bib", "BibTeX", "application/x-bibtex", bibtex.entry, bibtex.to_ascii),
    Export(".utf8.bib", "BibTeX (UTF-8)", "application/x-bibtex", bibtex.entry),
    Export(".ris", "RIS", "application/x-research-info-systems", ris.entry, between="\r\n"),
    Export(
        ".json",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        lambda work: json.dumps(csl.item(work), ensure_ascii=False),  # processors take only arrays
        between=",\n",
        around=("[", "]\n"),
    ),
)


class Exports:
    """The files of several lists, in which a publication is written once for all of them."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._written: dict[tuple[object, str], str] = {}

    def files(self, keys: Iterable[str]) -> Iterable[tuple[str, str]]:
        """Write publications in every way: the ending of each file, and what it holds."""
        keys = tuple(keys)
        for export in EXPORTS if keys else ():
            yield export.ending, export.join(self._entry(export, key) for key in keys)

    def _entry(self, export: Export, key: str) -> str:
        place = export.ending, key
        if place not in self._written:
            self._written[place] = export.recode(self._before_recoding(export.entry, key))
        return self._written[place]

    def _before_recoding(self, write: Callable[[Work], str], key: str) -> str:
        """Write an entry that two files may have, each in its own code."""
        place = write, key
        if place not in self._written:
            self._written[place] = write(self._works[key])
        return self._written[place]
