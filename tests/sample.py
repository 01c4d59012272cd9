"""Whether the sample content is here: `nox -s init` removes it, and what tests it is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

HAS_SAMPLE = (Path(__file__).parent.parent / "people/wanrong-zheng.md").is_file()

needs_sample = pytest.mark.skipif(not HAS_SAMPLE, reason="the sample content is not here")
"""Marks tests that know what stands on the pages of the sample content."""
