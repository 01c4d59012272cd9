"""A hundred thousand small objects at once: kept on the disk, and made without pauses."""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any


def dumps(value: object) -> bytes:
    """Pickle frozen values so that `pickle.loads` makes them as a call of their class does.

    Python's own way, field by field, takes it twice as long.
    """
    written = io.BytesIO()
    _Pickler(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - pickle's signature
        """Give the class of a dataclass and the values of its fields."""
        kind = type(value)
        if not is_dataclass(kind):
            return NotImplemented
        return kind, tuple(getattr(value, field.name) for field in fields(kind))


@contextmanager
def without_collection() -> Iterator[None]:
    """Let Python look for no cycles meanwhile: of what is made there is much, and it stays.

    To look through all of it again and again takes a third of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
