"""What has changed in the form of records, from the first version of the content to this one.

To change a field: raise `sphinx_research.formats.configuration.FORMAT`, add the step that leads
from the form before to the new one, and a test of it with a record as it used to be written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sphinx_research.records.raw import RawRecord

Step = Callable[[RawRecord], Mapping[str, str | None]]
"""Tells what to write into a record: new values by field, `None` for one that goes.

A record that is in the new form already gives nothing.
"""

STEPS: Sequence[Step] = ()
"""The step from form 1 to form 2, from 2 to 3, and so on."""
