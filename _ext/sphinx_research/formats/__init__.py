"""Records written in other ways: for reference managers, search engines, readers of feeds.

Everything here is made from records alone, so that one record gives every output, and
knows neither Sphinx nor a template of a page.
"""
