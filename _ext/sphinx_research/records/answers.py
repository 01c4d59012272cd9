"""The form of questions to the catalogue, and of its answers."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sphinx_research.records.catalogue import Catalogue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a query found, and the digest of exactly what will be shown."""

    view: T
    digest: str


class Query(ABC, Generic[T]):
    """A question to the catalogue; its fields are the question."""

    @abstractmethod
    def view(self, catalogue: Catalogue) -> T:
        """Find what will be shown."""

    def digest(self, catalogue: Catalogue, view: T) -> str:  # noqa: ARG002 - lists ask for their entries' digests
        """Reduce what will be shown to a few characters."""
        return digest_of(repr(view))


def digest_of(text: str) -> str:
    """A short hash that is the same in every process and on every machine."""
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
