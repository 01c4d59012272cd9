"""The tables of the documents in docs/, made from the code."""
