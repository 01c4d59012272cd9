"""Where pages were before: the files that lead on to where they are now."""

from __future__ import annotations

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.views.redirects import old_addresses, page_files


def table(catalogue: Catalogue) -> dict[str, str]:
    """Tell which files of the site lead to which of its pages, as Sphinx names them.

    A file that is a page of the site is left out; of two records that claim one, the first
    has it.  Both are reported as problems of the content.  Case makes no other file.

    :return: paths from the top of the site, in alphabetical order
    """
    found: dict[str, str] = {}
    held: dict[str, str] = {}
    old_ones = list(old_addresses(catalogue))
    taken = page_files(catalogue) if old_ones else {}
    for old in old_ones:
        for file in old.files:
            folded = file.casefold()
            if folded not in taken and held.setdefault(folded, old.target) == old.target:
                found[file] = old.target
    return dict(sorted(found.items()))
