"""The policy of the pages: nothing of the site breaks it, and what breaks it does nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import Visit
from tests.browser.pages import OPEN_ALL
from tests.browser.serving import headers_for, read_rules

META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def use(page: Page) -> None:
    """Open, switch and print what a page has."""
    page.wait_for_load_state("networkidle")
    page.evaluate(OPEN_ALL)
    page.emulate_media(media="print")
    page.emulate_media(media="screen")


# --- the site keeps it -----------------------------------------------------------------------


def test_every_page_of_the_site_keeps_its_policy(
    visit: Visit, real: str, real_folder: Path
) -> None:
    pages = sorted(
        path.relative_to(real_folder).as_posix() for path in real_folder.rglob("*.html")
    )
    page = visit(real)
    for path in pages:
        page.goto(real + path)
        use(page)
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, path

    assert {"404.html", "genindex.html", "search.html"} < set(pages)


@pytest.mark.parametrize("root", ["everything", "language", "sections"])
def test_home_of_every_kind_of_content_keeps_it(
    visit: Visit, serve_root: Callable[..., str], root: str
) -> None:
    use(visit(serve_root(root)))


def test_all_that_markdown_can_make_keeps_it(visit: Visit, sink: str) -> None:
    use(visit(sink))


def test_preview_search_and_switch_work_under_it(visit: Visit, real: str) -> None:
    page = visit(real + "research/gaitstr.html")
    page.get_by_role("button", name="Colours").click()
    page.locator("a.author", has_text="Wanrong Zheng").first.hover()
    expect(page.locator("#preview")).to_be_visible()
    page.goto(f"{real}search.html?q=gait")
    expect(page.locator(".found li").first).to_be_visible()


def test_old_address_leads_on_under_a_policy_of_its_own(
    visit: Visit, serve_root: Callable[..., str]
) -> None:
    page = visit(serve_root("landing") + "old.html")
    page.wait_for_url("**/people/ada.html")


# --- it forbids what it says -----------------------------------------------------------------


class Attack(NamedTuple):
    """Something that a page must not hold, and an expression that is true once it has worked.

    Without an expression, it works by a request to the other host.
    """

    html: str
    worked: str = ""


OWNED = "document.documentElement.dataset.owned === 'yes'"
OWN = "document.documentElement.dataset.owned='yes'"
SEEN = "getComputedStyle(document.documentElement).outlineStyle === 'dotted'"
ATTACKS = {
    "script": Attack(f"<script>{OWN}</script>", OWNED),
    "module": Attack(f"<script type='module'>{OWN}</script>", OWNED),
    "script as data": Attack(f'<script src="data:text/javascript,{OWN}"></script>', OWNED),
    "script of another host": Attack('<script src="ELSEWHERE/own.js"></script>', OWNED),
    "handler": Attack(f'<img src="x" onerror="{OWN}">', OWNED),
    "handler of a drawing": Attack(f'<svg onload="{OWN}"></svg>', OWNED),
    "link with a script": Attack(
        f'<a id="a" href="javascript:void({OWN})">a</a>',
        f"document.getElementById('a').click(), new Promise(setTimeout).then(() => {OWNED})",
    ),
    "frame with a script": Attack(
        f'<iframe srcdoc="<script>top.{OWN}</script>"></iframe>', OWNED
    ),
    "frame": Attack('<iframe src="ELSEWHERE/page.html"></iframe>'),
    "object": Attack('<object data="ELSEWHERE/page.html"></object>'),
    "style": Attack("<style>html{outline:1px dotted}</style>", SEEN),
    "attribute of style": Attack(
        '<p id="p" style="outline:1px dotted">p',
        "getComputedStyle(document.getElementById('p')).outlineStyle === 'dotted'",
    ),
    "style sheet": Attack('<link rel="stylesheet" href="ELSEWHERE/own.css">', SEEN),
    "picture of another host": Attack('<img src="ELSEWHERE/dot.svg">'),
    "base": Attack('<base href="ELSEWHERE/"><img src="dot.svg">'),
    "form": Attack(
        '<form id="f" action="ELSEWHERE/page.html"><input name="a"></form>',
        "document.getElementById('f').submit(), false",
    ),
}  # fmt: skip


class Host(NamedTuple):
    """The site, served with the policy of its head, with that of a header, or with none."""

    kind: str
    folder: Path
    address: str


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> str:
    """Serve, as another origin, what an attack may ask for."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "own.js").write_text(OWN)
    (folder / "own.css").write_text("html{outline:1px dotted}")
    (folder / "page.html").write_text("<!doctype html>")
    (folder / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return serve_folder(folder).rstrip("/")


@pytest.fixture(scope="module", params=["head", "header", "none"])
def host(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    real_folder: Path,
    serve_folder: Callable[[Path], str],
) -> Host:
    """Serve a copy of the site with one of its policies, or with none."""
    folder = tmp_path_factory.mktemp("host") / "site"
    shutil.copytree(real_folder, folder)
    if request.param != "header":
        (folder / "_headers").unlink()
    return Host(request.param, folder, serve_folder(folder))


SENDING = pytest.mark.parametrize("host", ["header", "none"], indirect=True)


def refused(complaints: list[str]) -> list[str]:
    return [what for what in complaints if what.startswith("refused: ")]


def works(visit: Visit, address: str, attack: Attack, elsewhere: str, told: list[str]) -> bool:
    """Open a page, and wait until the attack on it has worked or was refused."""
    asked: list[str] = []

    def answered(response: Response) -> None:
        if response.url.startswith(elsewhere):
            asked.append(response.url)

    page = visit("about:blank")
    page.on("response", answered)
    page.goto(address)
    done = bool(attack.worked and page.evaluate(attack.worked))
    for _ in range(50):
        if done or asked or refused(told):
            break
        page.wait_for_timeout(100)
    return done or bool(asked)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_came_into_a_page_works_only_without_a_policy(
    visit: Visit, host: Host, elsewhere: str, complaints: list[str], name: str
) -> None:
    text = (host.folder / "index.html").read_text("utf-8")
    if host.kind != "head":
        text = META.sub("", text)
    html = ATTACKS[name].html.replace("ELSEWHERE", elsewhere)
    (host.folder / "attacked.html").write_text(text.replace("</main>", f"{html}</main>"), "utf-8")

    address = f"{host.address}attacked.html"
    done = works(visit, address, ATTACKS[name], elsewhere, complaints)
    told = refused(complaints)
    complaints.clear()

    assert done is (host.kind == "none")
    assert bool(told) is (host.kind != "none")


def test_no_script_makes_html_of_text(visit: Visit, real: str, complaints: list[str]) -> None:
    page = visit(real)
    made = page.evaluate("""() => {
      try { document.body.innerHTML = "<b id=made></b>"; } catch (error) { return error.name; }
      return "made";
    }""")
    page.wait_for_timeout(300)  # refusals are told in the background
    told = refused(complaints)
    complaints.clear()

    assert made == "TypeError"
    assert [what for what in told if "require-trusted-types-for" in what]


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg"><script href="_static/own.js"/></svg>"""


@SENDING
def test_drawing_that_is_opened_by_itself_runs_nothing_where_headers_are_sent(
    visit: Visit, host: Host, complaints: list[str]
) -> None:
    (host.folder / "own.svg").write_text(DRAWING)
    (host.folder / "_static/own.js").write_text(OWN)

    done = visit(f"{host.address}own.svg").evaluate(OWNED)
    complaints.clear()

    assert done is (host.kind == "none")


@SENDING
def test_no_other_site_frames_a_page_where_headers_are_sent(
    visit: Visit,
    host: Host,
    serve_folder: Callable[[Path], str],
    tmp_path: Path,
    complaints: list[str],
) -> None:
    framing = f'<!doctype html><iframe src="{host.address}search.html"></iframe>'
    (tmp_path / "frame.html").write_text(framing)

    page = visit(serve_folder(tmp_path) + "frame.html")
    shown = page.frame_locator("iframe").locator("form.finder").count()
    complaints.clear()

    assert bool(shown) is (host.kind == "none")


# --- the server that sends it ----------------------------------------------------------------


def test_headers_of_all_rules_that_fit_are_joined() -> None:
    rules = read_rules("/*\n  A: one\n/*.svg\n  A: two\n  B: three\n/_images/*\n  C: four\n")

    assert headers_for(rules, "/people/") == {"A": "one"}
    assert headers_for(rules, "/_images/x.svg") == {"A": "one, two", "B": "three", "C": "four"}
