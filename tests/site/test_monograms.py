"""The colours behind people's initials can be read, in both schemes."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from sphinx_research.records.views.people import HUES

STYLES = Path(__file__).parents[2] / "_ext/sphinx_research/site/static/research-records.css"
CSS = STYLES.read_text(encoding="utf-8")


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an OKLCH colour (CSS Color 4, 10.2; WCAG 2.2)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    inside = (min(max(part, 0), 1) for part in (red, green, blue))
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), inside, strict=True)
    )


def schemes(token: str) -> list[tuple[float, float]]:
    """Read lightness and chroma of a token, light and dark."""
    (value,) = re.findall(rf"--monogram-{token}: (.+);", CSS)
    return [
        (float(light) / 100, float(chroma))
        for light, chroma in re.findall(r"oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)", value)
    ]


def hues() -> list[float]:
    return [float(degrees) for degrees in re.findall(r"--hue: (\d+)deg", CSS)]


def test_there_is_a_colour_for_every_number() -> None:
    assert len(set(hues())) == HUES


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize("hue", hues())
def test_initials_stand_out(hue: float, scheme: int) -> None:
    one, other = sorted(luminance(*schemes(token)[scheme], hue) for token in ("ink", "wash"))

    assert (other + 0.05) / (one + 0.05) >= 7
