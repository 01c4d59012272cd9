"""The site's own values; everything else lives in ``_ext``."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Seeing & Reasoning"
author = "The researchers of this site"
copyright = "2025, the researchers of this site"
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinx_research", "research_theme"]
exclude_patterns = [
    "_build",
    ".*",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE*",
    "_ext",
    "docs",
    "tests",
]
primary_domain = "research"

# --- who and what -------------------------------------------------------------------------
research_roles = {
    "researcher": ("Researcher", "Researchers"),
    "phd-student": ("PhD student", "PhD students"),
    "mphil-student": ("MPhil student", "MPhil students"),
}
research_themes = {
    "recognising-people": "Recognising people",
    "modelling-people": "Modelling and generating people",
    "understanding-networks": "Understanding neural networks",
    "reasoning": "Vision, language and reasoning",
    "data-mining": "Recommendation",
}
# The day on which roles and notices are judged, where SOURCE_DATE_EPOCH in the environment does
# not tell it.
research_build_date = "2025-10-16"
version = research_build_date  # EPUB asks for one
# The form of people/ and research/: `nox -s upgrade` raises it when a field changes.
research_format = 1

research_cv = True
research_cards = True

# --- Markdown -----------------------------------------------------------------------------
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "dollarmath",
    "strikethrough",
]
suppress_warnings = ["myst.strikethrough"]  # it is shown in HTML, and is plain text elsewhere

# --- HTML ---------------------------------------------------------------------------------
html_theme = "research"
html_title = project
# Where the site is published: the publishing workflow knows.
html_baseurl = os.environ.get("SITE_URL", "https://example.org/")
# What any theme may show; options of one theme only would be unknown to the next.
html_context = {
    "license": "CC BY 4.0",
    "license_url": "https://creativecommons.org/licenses/by/4.0/",
    # Where a page can be edited: likewise.
    "edit_url": os.environ.get("SITE_EDIT_URL", ""),
    # Where one can be begun: likewise.
    "new_page_url": os.environ.get("SITE_NEW_PAGE_URL", ""),
}
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_math_renderer = "research_mathml"
html_copy_source = False
html_show_sphinx = False
