"""The CV of a person of the site, in full or on two pages, as a PDF."""

from sphinx_research.formats.cv.document import (
    STYLES,
    Style,
    cv,
    file_name,
    fingerprint,
    pdf_of,
)

__all__ = ["STYLES", "Style", "cv", "file_name", "fingerprint", "pdf_of"]
