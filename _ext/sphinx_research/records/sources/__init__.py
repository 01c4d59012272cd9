"""Readers: the text of one file into raw records, each value with its line.

Front matter and ``{publication}`` blocks (`markdown`), YAML files (`data_files`) and
BibTeX (`bibtex`) all become the same plain values, which `records.schema` validates.
"""
