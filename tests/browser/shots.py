"""Takes pictures of the real site, for people to look at: ``nox -s shots``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.chromium import MISSING, find, running
from tests.browser.pages import KINDS
from tests.browser.serving import serving
from tests.site.building import REPOSITORY, build_repository

FOLDER = REPOSITORY / "_build/shots"
README = REPOSITORY / ".github/pictures"
SHOTS = KINDS | {
    "filtered": "research/publications.html?person=zeqing-wang",
    "found": "search.html?q=wang",
}
WIDTHS = (1280, 390)


def shoot(browser: Browser, address: str, folder: Path) -> None:
    """Take a picture of the whole of each page, at each width, in both schemes."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                device_scale_factor=1 if width == WIDTHS[0] else 2,
            )
            page = context.new_page()
            for name, path in SHOTS.items():
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(address + path, wait_until="networkidle")
                # A window that holds the whole page also shows what is loaded late.
                height = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_load_state("networkidle")
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
            context.close()


def shrink(folder: Path) -> None:
    """Make the pictures of README.md from those just taken: what a visitor sees at first."""
    for name, scheme in (("home", "light"), ("person", "dark")):
        with Image.open(folder / f"{name}-1280-{scheme}.png") as whole:
            seen = whole.convert("RGB").crop((0, 0, 1280, 900))
        README.mkdir(exist_ok=True)
        seen.resize((960, 675)).save(README / f"{name}.webp", quality=80, method=6)


def main(arguments: list[str]) -> str | None:
    """Build the site, and write the pictures; with ``--readme``, also those of README.md.

    :return: what is wrong, if something is
    """
    program = find()
    if program is None:
        return MISSING
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = build_repository(Path(folder))
        with serving(out) as address, running(program) as browser:
            shoot(browser, address, FOLDER)
    if "--readme" in arguments:
        shrink(FOLDER)
    sys.stdout.write(f"The pictures are in {FOLDER.relative_to(REPOSITORY)}.\n")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
