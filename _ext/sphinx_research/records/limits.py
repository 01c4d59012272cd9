"""How large things may be, so that no file can use up the time or memory of a build.

Each limit is well above what was ever needed, and below what takes seconds.  What is
beyond one gets a problem (`TOO_LARGE`) and is left out.  Their table in docs/reference/files.md is
made of this.
"""

from __future__ import annotations

# --- files, in bytes ------------------------------------------------------------------------

PAGE = 300_000
"""A Markdown page: twice the longest that we know of."""
DATA_FILE = 1_000_000
"""A YAML file: some 5,000 records."""
BIBLIOGRAPHY = 20_000_000
"""A ``.bib`` file: 10,000 entries with abstracts have 9.6 MB."""
DRAWING = 200_000
"""An SVG, every shape of which is checked."""
PICTURE = 40_000_000
"""Any other picture."""
DOWNLOAD = 50_000_000
"""A file to download; hosts of code refuse 100 MB."""

# --- pages ----------------------------------------------------------------------------------

LINES = 10_000
"""Lines of a page: each may be a block of its own, of which MyST makes 6,000 in a second."""
MARKS = 20_000
"""Signs of Markdown in a page; the usual one has one in twenty letters."""
CELLS = 5_000
"""Cells of the tables of a page, at 0.35 ms each."""
DEPTH = 10
"""How deep directives may stand in each other: each level is read anew, and far below a
hundred Python's stack is at its end.  Cards in grids in tabs make five."""
INDENTED = 40
"""The column at which a directive may begin, within lists and quotations: Python's stack too."""
NESTED = 200
"""Marks of emphasis in a paragraph that may nest: Python's stack again."""
REPEATED = 5_000
"""Characters of what a page can have written out a thousand times by naming it in three: an
address or its title (``[a]: https://…``), a heading, a caption."""
CONTENTS = 2
"""Tables of contents on a page: each may have an entry for every line, at 0.2 ms."""
LISTS = 60
"""Lists of papers, people and the like on a page: each may show all that there is."""

CODE = 5_000
"""Characters of a block of code that has colours; what is longer is shown without."""
COLOURED = 30_000
"""Those of all such blocks of a page."""

# --- records --------------------------------------------------------------------------------

LINE = 20_000
"""Characters of a text in a record."""
TEXT = 100_000
"""Those of an abstract, or of all authors together."""
AUTHORS = 6_000
"""Names on a paper; 5,154 is the most so far (ATLAS and CMS, 2015)."""
ITEMS = 2_000
"""Items of any other list in a record, or fields of one."""
NODES = 100_000
"""Values in a YAML file."""
LEVELS = 50
"""How deep lists and mappings may stand in each other; records need six.  At some ten thousand
libyaml's composer ends the process."""
NEAR = 100
"""People of one family name and initial with whom an author's name is compared for slips."""

# --- bibliographies -------------------------------------------------------------------------

ENTRIES = 20_000
"""Entries of a ``.bib`` file."""
ENTRY = 300_000
"""Characters of an entry."""
BRACES = 1_000_000
"""Opening braces in a file, and lines of it, as the places of all are kept."""
EXPANDED = 5_000_000
"""Characters that all uses of ``@string`` in one file may give, against nested ones."""

# --- pictures -------------------------------------------------------------------------------

PIXELS = 64_000_000
"""Pixels of a photo in JPEG: what phones make, and no decompression bomb."""
DECODED = 25_000_000
"""Pixels of a picture in another format, all frames together: it has to be decoded whole, in
300 to 500 MB."""
FRAMES = 1_000
"""Pictures of an animation."""
