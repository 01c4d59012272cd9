"""The Sphinx half: how records reach pages."""
