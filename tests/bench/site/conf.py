"""The settings of a made-up site; `_ext` is on the path."""

project = "Bench"
extensions = ["myst_parser", "sphinx_design", "sphinx_research", "research_theme"]
primary_domain = "research"
research_roles = {"professor": "Professors", "phd": "PhD students"}
research_themes = {"seeing": "Seeing", "reasoning": "Reasoning", "making": "Making"}
research_build_date = "2025-10-16"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "dollarmath"]
html_theme = "research"
html_math_renderer = "research_mathml"
html_baseurl = "https://bench.example/"
html_copy_source = False
