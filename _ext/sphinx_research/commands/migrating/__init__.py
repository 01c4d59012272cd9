"""Sites of other kinds, brought here: one module for each format, and what they share.

`old` reads what was there, `base` collects what is carried and what is left, `prose` makes text
fit, `writing` writes it, and `reporting` says what became of everything.
"""
