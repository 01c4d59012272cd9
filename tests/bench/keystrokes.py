"""Measure what keys cost where papers are found: ``python -m tests.bench.keystrokes HTML``.

`HTML` is the folder of a site that is built.  Chromium types the title of a paper, at a
fourth of this machine's speed, as Lighthouse takes phones to be.  Printed are, as JSON, the
median and the longest time from a key to the first paint of what it changes, in milliseconds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.browser.chromium import MISSING, find, running
from tests.browser.serving import serving

PAGES = {"facets": "research/publications.html", "search": "search.html"}
KEYS = 20
SLOWER = 4

WATCH = """
() => {
  window.painted = [];
  let begun;
  addEventListener("input", (event) => (begun = event.timeStamp), true);
  const after = () => {
    if (begun === undefined) return;
    const own = begun;
    begun = undefined;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => painted.push(performance.now() - own);
      channel.port2.postMessage("");
    });
  };
  new MutationObserver(after).observe(
    document.querySelector("main") ?? document.body,
    { attributes: true, characterData: true, childList: true, subtree: true },
  );
}
"""
"""Notes the time of each paint that follows a change: a frame's last message comes after it."""


def keystrokes(page: Page, title: str) -> list[float]:
    """Type a title, each key after what the last one did, and give the milliseconds of each."""
    field = page.locator("main input[name=q]")
    field.press_sequentially("a", delay=100)  # which fetches the data
    page.wait_for_load_state("networkidle")
    field.fill("")
    page.wait_for_timeout(2_000)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(WATCH)
    for letter in title[:KEYS]:
        field.press_sequentially(letter)
        page.wait_for_timeout(1_000)
    return list(page.evaluate("painted"))


def measure(html: Path, program: str) -> dict[str, dict[str, float]]:
    """Type on each page where papers are found."""
    papers = json.loads((html / "search/papers.json").read_text("utf-8"))["papers"]
    title = papers[len(papers) // 2][1]
    figures: dict[str, dict[str, float]] = {}
    with serving(html) as address, running(program) as browser:
        for name, path in PAGES.items():
            page = browser.new_page()
            page.goto(address + path)
            times = keystrokes(page, title)
            figures[name] = {"keys": len(times), "median": median(times), "longest": max(times)}
            page.close()
    return figures


if __name__ == "__main__":
    browser = find() or sys.exit(MISSING)
    print(json.dumps(measure(Path(sys.argv[1]), browser)))  # noqa: T201 - its output
