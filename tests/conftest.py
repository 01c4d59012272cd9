"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# How long an example takes says something of the machine only.  A check must not fail by
# chance: CI tries the same examples every time, developers try new ones.
settings.register_profile("site", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("site")
