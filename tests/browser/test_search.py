"""The search page: what it finds, how it shows it, and what it does without its script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sphinx_research.formats.search_words import words
from tests.browser.conftest import OURS, Visit
from tests.site.building import Site

ZEQING = "people/zeqing-wang.html"
GAITSTR = "research/publications/zheng2024gaitstr.html"


def status(page: Page, text: str) -> None:
    expect(page.locator(".found [role=status]")).to_have_text(text)


def found(page: Page, kind: str) -> list[str]:
    """Give the addresses of the results of a group, once all are there."""
    expect(page.locator(".found [role=status]")).not_to_be_empty()
    links = page.locator(f"section[data-kind={kind}]:visible li > a")
    top = page.url.partition("search.html")[0]
    return [link.evaluate("it => it.href").removeprefix(top) for link in links.all()]


def test_pages_are_named_when_nothing_is_found_and_only_then(visit: Visit, real: str) -> None:
    page = visit(f"{real}search.html?q=qqqq")
    named = page.locator(".otherwise")

    expect(named.get_by_role("link")).to_have_text(["People", "Research", "Publications"])
    page.fill("[name=q]", "wang")
    expect(named).to_be_hidden()
    page.fill("[name=q]", "")
    expect(named).to_be_hidden()


@pytest.mark.parametrize(
    "typed",
    [
        "王泽卿",
        "泽卿",
        "zeqing",
        "ZEQING WANG",
        "Wang Zeqing",
        "Wang, Ze",
        "Zéqing",
        "Ze-qing Wang",
    ],
)
def test_person_is_found_by_any_of_their_names(visit: Visit, real: str, typed: str) -> None:
    page = visit(f"{real}search.html?q={typed}")

    assert found(page, "people")[0] == ZEQING


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("gaitstr two-stream", "papers", GAITSTR),
        ("Haidong sequential", "papers", GAITSTR),
        ("ieee transactions on biometrics 2024", "papers", GAITSTR),
        ("gaitstr", "projects", "research/gaitstr.html"),
        ("disentangl", "projects", "research/disentanglement.html"),
        ("publications", "pages", "research/publications.html"),
    ],
    ids=["title", "author and title", "venue and year", "project", "part of a word", "page"],
)
def test_things_are_found_by_what_is_known_of_them(
    visit: Visit, real: str, typed: str, kind: str, expected: str
) -> None:
    page = visit(f"{real}search.html?q={typed}")

    assert expected in found(page, kind)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """Serve a site with names, titles and texts that are hard to find or to show."""
    site = Site.copy("landing", tmp_path_factory.mktemp("odd"))
    papers = "".join(
        f"""
@article{{row{number:03},
  title = {{Row {number}}}, author = {{Lovelace, Ada}}, year = {{2020}},
  abstract = {{{"Zygomorphic petals." if number % 2 else "Petals."}}}
}}"""
        for number in range(30)
    )
    hostile = """
@article{hostile,
  title = {Über <script>alert(1)</script> naïveté \\& "quotes"}, author = {Lovelace, Ada},
  abstract = {深度学习的步态识别。}
}
"""
    site.write("research/odd.bib", papers + hostile)
    site.append("essay.md", "\n## Of brass wheels\n\nRound.\n")
    return serve_folder(site.build(**OURS).out)


def test_words_of_an_abstract_find_the_paper(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=zygom row 7")

    assert found(page, "papers") == ["research/publications/row007.html"]
    status(page, "1 result")


def test_han_within_an_abstract_is_found_by_any_part(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=步态识别")

    assert found(page, "papers") == ["research/publications/hostile.html"]


def test_title_is_found_without_its_accents_and_shown_as_it_is(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=uber naivete")
    result = page.locator("section[data-kind=papers] li > a")

    expect(result).to_have_text('Über <script>alert(1)</script> naïveté & "quotes"')
    expect(result.locator("mark")).to_have_text(["Über", "naïveté"])
    assert page.locator("main script").count() == 0


def test_heading_leads_to_its_place_on_the_page(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=brass wheels")

    assert found(page, "pages") == ["essay.html#of-brass-wheels"]


def test_title_goes_before_text(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=engine")

    assert found(page, "papers")[0] == "research/publications/notes.html"


def test_a_group_shows_eight_and_on_request_all(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=row")
    group = page.locator("section[data-kind=papers]")
    status(page, "30 results")
    expect(group.locator("h2")).to_have_text("Papers 30")
    expect(group.locator("li")).to_have_count(8)

    group.get_by_role("button", name="Show all 30").press("Enter")

    expect(group.locator("li")).to_have_count(30)
    expect(group.locator("li > a").nth(8)).to_be_focused()
    expect(group.locator("button")).to_be_hidden()


def test_all_words_must_match(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html?q=row nonsense")

    status(page, "Nothing has all of these words.")
    assert page.locator(".found section:visible").count() == 0


def test_what_is_typed_is_in_the_address_and_back_leads_there(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html")
    field = page.get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    field.press_sequentially("row 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=row+1")
    field.fill("notes")
    page.wait_for_url("**?q=notes")
    status(page, "2 results")

    page.go_back()

    expect(field).to_have_value("row 1")
    assert "research/publications/row001.html" in found(page, "papers")
    page.go_forward()
    expect(field).to_have_value("notes")
    field.fill("")
    page.wait_for_url("**/search.html")
    status(page, "")


def test_nothing_is_fetched_but_what_is_needed(visit: Visit, odd: str) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(odd)))
    page.goto(f"{odd}search.html?q=zygomorphic")
    status(page, "15 results")

    assert sorted(path for path in asked if path.startswith("search/")) == [
        "search/papers.json",
        "search/site.json",
        "search/words/0.json",
    ]


def test_a_failure_is_told(visit: Visit, odd: str) -> None:
    page = visit("about:blank")
    page.route("**/search/site.json", lambda route: route.fulfill(body="{}"))
    page.goto(f"{odd}search.html")

    status(page, "The search does not work at the moment.")


def test_without_javascript_the_page_leads_on(visit: Visit, real: str) -> None:
    page = visit(f"{real}search.html?q=gait", javascript=False)

    expect(page.locator("form.finder")).to_be_hidden()
    expect(page.get_by_text("The search needs JavaScript.")).to_be_visible()
    page.locator("main").get_by_role("link", name="publications").click()
    assert page.url == f"{real}research/publications.html"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_are_those_of_the_builder(
    tmp_path: Path, serve_folder: Callable[[Path], str], visit: Visit, builder: str
) -> None:
    site = serve_folder(Site.copy("landing", tmp_path).build(builder, **OURS).out)
    page = visit(f"{site}search{'/' if builder == 'dirhtml' else '.html'}?q=ada")
    expect(page.locator(".found [role=status]")).not_to_be_empty()

    for kind, heading in (("people", "Ada Lovelace"), ("papers", "Cards")):
        page.locator(f"section[data-kind={kind}]").get_by_role("link", name=heading).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        page.go_back()
        expect(page.locator(".found [role=status]")).not_to_be_empty()


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_search_boxes_of_other_themes_lead_to_results(
    tmp_path: Path, serve_folder: Callable[[Path], str], browser: Browser, theme: str
) -> None:
    """Their pages break our policy of content: nobody watches here."""
    built = Site.copy("landing", tmp_path).build(html_theme=theme)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{serve_folder(built.out)}people/ada.html")
    if theme == "pydata_sphinx_theme":
        page.keyboard.press("Control+k")
    page.locator("form:not(.finder) [name=q]:visible").first.fill("charles")
    page.keyboard.press("Enter")

    expect(page.locator("section[data-kind=people] li > a")).to_have_text(["Charles Babbage"])
    context.close()


FOLDED = [
    "Łódź Øre",
    "naïve Straße",
    "Æsir œuvre",
    "İstanbul",
    "ﬁne",
    "王泽卿 が",
    "한글",
    "नमस्ते",
]


def test_words_are_folded_as_python_folds_them(visit: Visit, odd: str) -> None:
    page = visit(f"{odd}search.html")
    folded = page.evaluate(
        """async (texts) => {
          const { fold } = await import(new URL("_static/research-finding.js", location));
          return texts.map(fold);
        }""",
        FOLDED,
    )

    assert [words(text) for text in folded] == [words(text) for text in FOLDED]
