"""What is known, read from the sources and checked; without Sphinx or docutils."""
