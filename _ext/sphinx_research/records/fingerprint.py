"""Which version of this package made something that was kept."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_SUFFIXES = (".py", ".html", ".svg", ".mo")


@cache
def package_fingerprint() -> bytes:
    """Hash code, templates and translations of the package: 8 bytes that change with any.

    What earlier code has kept (parsed files, Sphinx's environment) is not to be trusted
    after an upgrade, and no hand-kept version number is ever raised in time.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(package.rglob("*")):
        if file.suffix in _SUFFIXES:
            digest.update(file.relative_to(package).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.digest()
