"""Every file of the hostile site can be read by a reader of its kind."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from pybtex.database import parse_string
from pybtex.errors import capture
from sphinx.util.inventory import InventoryFile

from sphinx_research.records.views.refs import landing_page
from tests.site.building import Built


def _bibtex(data: bytes) -> None:
    with capture() as errors:
        found = parse_string(data.decode(), "bibtex")
    assert errors == []
    assert len(found.entries) > 0


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_RIS = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def _ris(data: bytes) -> None:
    """Read RIS strictly: one tag to a line, each record from ``TY`` to an empty ``ER``."""
    assert data.endswith(b"\n")
    lines = data.decode().replace("\r\n", "\n").split("\n")
    records: list[list[str]] = []
    for line in filter(None, lines):
        match = _RIS.fullmatch(line)
        assert match, line
        assert _CONTROL.search(line) is None, line
        assert bool(match[2].strip()) is (match[1] != "ER"), line
        if match[1] == "TY":
            assert not records or records[-1][-1] == "ER"
            records.append([])
        records[-1].append(match[1])
    assert records
    for tags in records:
        assert (tags[0], tags[-1]) == ("TY", "ER")
        assert (tags.count("TY"), tags.count("ER")) == (1, 1)


def _json(data: bytes) -> None:
    # json reads halves of surrogate pairs, which are no characters; encoding refuses them
    assert json.dumps(json.loads(data.decode()), ensure_ascii=False).encode()


def _xml(data: bytes) -> None:
    namespace = ET.fromstring(data).tag.partition("}")[0]  # noqa: S314 - our own file

    assert namespace in {
        "{http://a9.com/-/spec/opensearch/1.1/",
        "{http://www.w3.org/2005/Atom",
        "{http://www.sitemaps.org/schemas/sitemap/0.9",
    }


def _yaml(data: bytes) -> None:
    assert yaml.safe_load(data.decode())["cff-version"] == "1.2.0"


def _text(data: bytes) -> None:
    assert data.endswith(b"\n")
    assert [line for line in data.decode().split("\n") if _CONTROL.search(line)] == []


def _inventory(data: bytes) -> None:
    head, _, rest = data.partition(b"# The remainder of this file is compressed using zlib.\n")
    assert head.startswith(b"# Sphinx inventory version 2\n")
    assert zlib.decompress(rest).decode()
    assert InventoryFile.loads(data, uri="").data["research:publication"]


READERS: dict[str, Callable[[bytes], None]] = {
    ".bib": _bibtex,
    ".cff": _yaml,
    ".inv": _inventory,
    ".json": _json,
    ".ris": _ris,
    ".txt": _text,
    ".xml": _xml,
}
PAGES = {".html"}
"""Read by the Nu HTML Checker."""
SPHINX = {".buildinfo", ".js", ".css", ".png", ".woff2"}
"""Sphinx's own and those of the theme."""


@pytest.mark.parametrize("kind", READERS)
def test_every_file_of_a_kind_can_be_read(hostile: Built, kind: str) -> None:
    files = sorted(hostile.out.rglob(f"*{kind}"))

    assert files
    for file in files:
        try:
            READERS[kind](file.read_bytes())
        except Exception as error:
            raise AssertionError(file.relative_to(hostile.out).as_posix()) from error


def test_there_is_no_other_kind_of_file(hostile: Built) -> None:
    kinds = {_kind(file) for file in hostile.out.rglob("*") if file.is_file()}

    assert kinds - READERS.keys() - PAGES - SPHINX == {".research-outputs", "_headers"}


def _kind(file: Path) -> str:
    return file.suffix or file.name


@pytest.mark.parametrize("ending", [".bib", ".utf8.bib", ".ris", ".json", ".linkset.json"])
def test_every_publication_has_its_files(hostile: Built, ending: str) -> None:
    keys = hostile.domain.catalogue.records.publications

    missing = [key for key in keys if not (hostile.out / f"{landing_page(key)}{ending}").is_file()]

    assert missing == []
