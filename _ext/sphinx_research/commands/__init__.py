"""Programs to run by hand, which read the records without Sphinx and write files."""
