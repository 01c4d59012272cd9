"""Papers by the dozen, for lists that are too long for one page."""

from __future__ import annotations

from collections.abc import Mapping


def bibtex(papers: Mapping[int, int]) -> str:
    """Write so many papers of each year, by somebody of the root ``facets``."""
    return "\n".join(
        f"@article{{p{year}n{number}, title = {{Paper {number} of {year}}}, "
        f"author = {{Wang, Lei}}, journal = {{Memoirs}}, year = {year}}}"
        for year, count in papers.items()
        for number in range(1, count + 1)
    )
