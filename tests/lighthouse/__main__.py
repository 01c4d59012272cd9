"""Has Lighthouse judge pages of the real site, as on a telephone: ``nox -s lighthouse``.

https://developer.chrome.com/docs/lighthouse.  The speed is that of a simulated slow network,
worked out from what this machine took: each page is opened three times, and the middle counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS, MISSING, find
from tests.browser.pages import KINDS
from tests.browser.serving import serving
from tests.site.building import build_repository

LIGHTHOUSE = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
PAGES = ("home", "person", "publications", "landing")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3


def judge(program: str, address: str) -> dict[str, Any]:
    """Open a page once, and give the report."""
    flags = " ".join(("--headless=new", *ARGUMENTS))
    done = subprocess.run(  # noqa: S603 - a pinned package
        [
            *("node", str(LIGHTHOUSE), address, "--quiet", "--output=json"),
            *(f"--chrome-flags={flags}", f"--only-categories={','.join(LEAST)}"),
        ],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"CHROME_PATH": program},
        timeout=180,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Read the score of each category, of 100."""
    return {name: round(100 * report["categories"][name]["score"]) for name in LEAST}


def failing(report: dict[str, Any]) -> Iterator[str]:
    """Tell which audits have cost something."""
    for category in report["categories"].values():
        for audit in category["auditRefs"]:
            found = report["audits"][audit["id"]]
            if audit["weight"] and found["score"] is not None and found["score"] < 1:
                shown = found.get("displayValue") or found["score"]
                yield f"  {category['id']}: {found['title']} ({shown})"


def main() -> str | None:
    """Build the site, judge its pages, and print what was found.

    :return: what is wrong, if something is
    """
    program = find()
    if program is None:
        return MISSING
    low = []
    with tempfile.TemporaryDirectory() as folder, serving(build_repository(Path(folder))) as home:
        for kind in PAGES:
            reports = [judge(program, home + KINDS[kind]) for _ in range(RUNS)]
            reports.sort(key=lambda report: scores(report)["performance"])
            middle = reports[RUNS // 2]
            found = scores(middle)
            shown = "  ".join(f"{name} {score}" for name, score in found.items())
            lines = [f"{kind}: {shown}", *failing(middle)]
            sys.stdout.write("\n".join(lines) + "\n")
            low += [f"{kind}: {name}" for name, score in found.items() if score < LEAST[name]]
    return f"Too low: {', '.join(low)}" if low else None


if __name__ == "__main__":
    sys.exit(main())
