"""Measure builds of made-up sites: ``nox -s bench`` (``-- --help`` tells the choices).

Every build is a process of its own, as a person or CI starts it.  Nothing here fails for
being slow: figures are there to be compared with others of the same machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast

import sphinx

from tests.bench.generate import SIZES, generate

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "_ext", ROOT)))}
MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10  # in units of ru_maxrss: getrusage(2)


Figures = dict[str, float]
"""Of a build: ``wall`` and ``cpu`` seconds (of all its processes, the system's included),
``memory`` (the most that one of its processes held, in MB) and ``files`` (written); of
loading: seconds by what was done; of outputs: microseconds for one publication."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians for one size."""

    loading: Figures
    outputs: Figures
    builds: dict[str, Figures]


# --- what happens to a site before each build ---------------------------------------------


def edit_paper(site: Path) -> None:
    """Change the title of a paper in a BibTeX file."""
    _edit(min(site.glob("research/papers/*.bib")), r"title     = \{", r"\g<0>Again, ")


def edit_person(site: Path) -> None:
    """Change an interest of a person."""
    _edit(_people(site)[0], r"- text: ", r"\g<0>Still ")


def add_paper(site: Path) -> None:
    """Add a paper of a person to a project's page."""
    author = re.findall(r"^# (.+)$", _people(site)[0].read_text("utf-8"), re.MULTILINE)[0]
    options = f":title: A new paper\n:authors: {author}\n:year: 2025\n:projects: project-1\n"
    with (site / "research/project-1.md").open("a", encoding="utf-8") as page:
        page.write(f"\n:::{{publication}} new2025paper\n{options}:::\n")


def rename_person(site: Path) -> None:
    """Change the name of a person whom papers know by the old one."""
    page = _people(site)[-1]
    _edit(page, r"^  name: (.+)$", r"  name: \1 Lovelace\n  aliases: [\1]")
    _edit(page, r"^# (.+)$", r"# \1 Lovelace")


def _people(site: Path) -> list[Path]:
    return sorted(page for page in site.glob("people/*.md") if page.stem != "index")


def _edit(path: Path, pattern: str, replacement: str) -> None:
    old = path.read_text("utf-8")
    new = re.sub(pattern, replacement, old, count=1, flags=re.MULTILINE)
    if new == old:
        sys.exit(f"{path} holds no {pattern!r}")
    path.write_text(new, "utf-8")


STEPS: dict[str, Callable[[Path], None] | None] = {
    "cold": None,
    "no-op": None,
    "edit a paper": edit_paper,
    "edit a person": edit_person,
    "add a paper": add_paper,
    "rename a person": rename_person,
}

# --- measuring ----------------------------------------------------------------------------


def measure(size: str, runs: int, jobs: str) -> Measured:
    """Build a site of a size after each step, several times."""
    loads: list[Figures] = []
    outputs: list[Figures] = []
    builds: dict[str, list[dict[str, float]]] = {step: [] for step in STEPS}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "site")
            generate(site, SIZES[size])
            loads.append(_alone("loading", site))
            outputs.append(_alone("outputs", site))
            for step, prepare in STEPS.items():
                if prepare:
                    prepare(site)
                builds[step].append(build(site, jobs))
    medians = {step: _medians(found) for step, found in builds.items()}
    return Measured(_medians(loads), _medians(outputs), medians)


def _alone(part: str, site: Path) -> Figures:
    """Measure one part by itself, in a process that does nothing else."""
    command = [sys.executable, "-m", f"tests.bench.{part}", str(site)]
    run = subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    return cast("Figures", json.loads(run.stdout))


def build(site: Path, jobs: str) -> Figures:
    """Build a site; a warning would make it another build, and ends everything."""
    output, doctrees, log = (site.with_name(name) for name in ("html", "doctrees", "log"))
    before = _state(output)
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--jobs", jobs]
    command += ["--doctree-dir", str(doctrees), str(site), str(output)]
    with log.open("w") as stream:
        start = perf_counter()
        process = subprocess.Popen(command, env=ENVIRONMENT, stdout=stream, stderr=stream)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)  # of this one process and its workers
        wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(log.read_text("utf-8"))
    return {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / MEGABYTE,
        "files": len(_state(output).items() - before.items()),
    }


def _state(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _medians(found: list[Figures]) -> Figures:
    return {name: median(figures[name] for figures in found) for name in found[0]}


# --- telling ------------------------------------------------------------------------------


def table(results: Mapping[str, Measured]) -> Iterator[str]:
    """Write the figures, and what matters more: how they relate."""
    yield f"{'':8}{'':16}{'wall s':>8}{'CPU s':>8}{'MB':>6}{'files':>7}{'of cold':>9}"
    for size, of in results.items():
        for step, it in of.builds.items():
            ratio = it["wall"] / of.builds["cold"]["wall"]
            yield (
                f"{size:8}{step:16}{it['wall']:8.2f}{it['cpu']:8.2f}{it['memory']:6.0f}"
                f"{it['files']:7.0f}{ratio:9.0%}"
            )
    yield f"\n{'':8}{'records alone':16}{'ms':>8}"
    for size, of in results.items():
        for name, seconds in of.loading.items():
            yield f"{size:8}{name:16}{seconds * 1000:8.1f}"
    yield f"\n{'':8}{'one publication':16}{'us CPU':>8}"
    for size, of in results.items():
        for name, microseconds in of.outputs.items():
            yield f"{size:8}{name:16}{microseconds:8.0f}"
    yield ""
    for size, of in results.items():
        safe = (of.outputs["guard"] + of.outputs["checker"]) * SIZES[size].papers / 1e6
        yield f"{size:8}guard and checker: {safe / of.builds['cold']['cpu']:.1%} of a cold build"
    for (small, less), (large, more) in pairwise(results.items()):
        papers = SIZES[large].papers / SIZES[small].papers
        growth = (
            f"{step} x{more.builds[step]['wall'] / less.builds[step]['wall']:.1f}"
            for step in STEPS
        )
        yield f"\n{small} to {large}, x{papers:.0f} papers: {', '.join(growth)}"


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser("nox -s bench --")
    parser.add_argument("--quick", action="store_true", help="the small site, once")
    parser.add_argument("--large", action="store_true", help="the large site as well")
    parser.add_argument("--only", choices=SIZES, help="one size")
    parser.add_argument("--runs", type=int, default=3, help="of which medians are taken")
    parser.add_argument("--jobs", default="auto", help="as of sphinx-build")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write the figures")
    options = parser.parse_args()
    sizes = [options.only or "small"]
    if not (options.only or options.quick):
        sizes = ["small", "medium", *(["large"] if options.large else [])]
    runs = 1 if options.quick else options.runs
    results = {size: measure(size, runs, options.jobs) for size in sizes}
    print(*table(results), sep="\n")  # noqa: T201 - what it is for
    if options.json:
        figures = {size: asdict(measured) for size, measured in results.items()}
        with_versions = {"python": platform.python_version(), "sphinx": sphinx.__version__}
        options.json.write_text(json.dumps(with_versions | figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
