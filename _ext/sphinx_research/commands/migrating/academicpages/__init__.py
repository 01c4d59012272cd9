"""Sites of academicpages: https://academicpages.github.io/markdown/.

One person's site for Jekyll.  Its publications name their authors in no field, but in the text of
a reference only: `citation` reads that.
"""
