"""PDF files: a Typst template of ours and the data that fill it."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from sphinx_research.records.characters import all_visible

TEMPLATES = Path(__file__).parent / "typst"
"""The templates, and the only folder that a template can read."""

PACKAGES = ("typst", "rendercv-fonts")

FONTS = ("XCharter", "Noto Sans")
"""The folders of `rendercv-fonts` in use; `Noto Sans` has Chinese, Japanese and Korean."""


class NoTypstError(RuntimeError):
    """What PDF files are made with is not installed."""


def compile_pdf(template: str, data: object) -> bytes:
    """Make a PDF of a template's source and of data.

    The data (whatever JSON can hold) are never part of the source: the template gets them
    as ``json(bytes(sys.inputs.data))`` and shows their texts as they stand.  It must set the
    title of the document and may import its neighbours in `TEMPLATES`.  Fonts come from
    packages only, and no date or random number is written: the same input gives the same
    bytes on every machine.

    The file is tagged and follows PDF/UA-1 (ISO 14289-1), unless a character has no glyph in
    any of the fonts, which that standard forbids.

    :raises NoTypstError: if Typst or its fonts are not installed
    :raises typst.TypstError: if the template is wrong
    """
    try:
        made = _compiler(template, data).compile(format="pdf", pdf_standards="ua-1")
    except _typst().TypstError:
        made = _compiler(template, data).compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file; only images are several
    return made


def count_pages(template: str, data: object) -> int:
    """Count the pages that `compile_pdf` would make, without writing them.

    :raises NoTypstError: if Typst or its fonts are not installed
    :raises typst.TypstError: if the template is wrong
    """
    counted = "\n#context [#metadata(counter(page).final().first()) <pages>]"
    found = _compiler(template + counted, data).query("<pages>", field="value", one=True)
    return int(json.loads(found))


def compile_images(template: str, data: object, *, ppi: int) -> list[bytes]:
    """Make a PNG of each page that a template makes of data, as `compile_pdf` does.

    :param ppi: pixels to the inch
    :raises NoTypstError: if Typst or its fonts are not installed
    :raises typst.TypstError: if the template is wrong
    """
    made = _compiler(template, data).compile(format="png", ppi=float(ppi))
    return made if isinstance(made, list) else [made]


def _compiler(template: str, data: object) -> Any:  # noqa: ANN401 - Typst may not be there
    return _typst().Compiler(
        template.encode(),
        root=TEMPLATES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(all_visible(data), ensure_ascii=False)},
    )


@cache
def versions() -> str:
    """The versions of Typst and the fonts, on which the bytes of a PDF depend.

    :raises NoTypstError: if one of them is not installed
    """
    try:
        return " ".join(f"{package} {version(package)}" for package in PACKAGES)
    except PackageNotFoundError:
        raise NoTypstError(_MISSING) from None


def _typst() -> ModuleType:
    """Import Typst when it is needed: most builds make no PDF, and the library is large."""
    try:
        return import_module("typst")
    except ImportError:
        raise NoTypstError(_MISSING) from None


@cache
def fonts() -> Any:  # noqa: ANN401 - Typst may not be there
    """Read the fonts once: that takes 70 ms, as long as a PDF does."""
    try:
        folder = Path(import_module("rendercv_fonts").package_folder_path)
    except ImportError:
        raise NoTypstError(_MISSING) from None
    paths = [folder / name for name in FONTS]
    return _typst().Fonts(include_system_fonts=False, font_paths=paths)


_MISSING = f"PDF files are made by two packages: pip install {' '.join(PACKAGES)}"
