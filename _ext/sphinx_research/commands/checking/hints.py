"""What somebody may have meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_research.records.problems import Nearest

_SHORTEST = 3
"""With fewer letters, what begins alike says nothing."""


class Hints:
    """Gives `nearest`, but first the one name that begins with the word."""

    def __init__(self) -> None:
        self._nearest = Nearest()

    def __call__(self, word: str, known: Iterable[str]) -> str:
        """Say ``did you mean `x`?``, or nothing."""
        names = list(known)
        if len(word) >= _SHORTEST:
            longer = [name for name in names if name.startswith(word)]
            if len(longer) == 1:
                return f"did you mean `{longer[0]}`?"
        return self._nearest(word, names)
