"""How a record is changed in the syntax in which it stands: YAML, a block's options, BibTeX."""
