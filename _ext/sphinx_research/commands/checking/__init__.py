"""`check`: all that is wrong on a site, told in a moment, without Sphinx."""
