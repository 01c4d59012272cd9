"""What all test sites have in common: a copy of it lies beside each root.

A test that is about a setting overrides it.
"""

project = "Engines"
author = "The engineers"
copyright = "2025, the engineers"
version = "1"
language = "en"

extensions = ["myst_parser", "sphinx_research"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
primary_domain = "research"
research_roles = {"professor": "Professor", "phd-student": "PhD student"}
research_themes = {"engines": "Engines", "looms": "Looms"}
research_build_date = "2025-01-15"

html_copy_source = False
html_permalinks = False
html_math_renderer = "research_mathml"
epub_show_urls = "no"
