"""Narrowing a list of publications: two actions to a paper, a state in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OURS, Visit
from tests.site.building import Site
from tests.site.many import bibtex

LIST = "research/publications.html"
WORK = "Work under way"
HOSTILE = 'A <script>alert(1)</script> & "quoted" title'
WALK = "Über den Gang"
SHADOW = "影子的形状"
OLD = "Old engines"
ALL = [WORK, HOSTILE, WALK, SHADOW, OLD]


@pytest.fixture
def papers(serve_root: Callable[[str], str]) -> str:
    """Tell the address of a list of five papers."""
    return serve_root("facets") + LIST


@pytest.fixture(scope="session")
def many(
    tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]
) -> Callable[[str], str]:
    """Build a list of 245 papers, of which the page shows 65; give its address by builder."""
    done: dict[str, str] = {}

    def address(builder: str) -> str:
        if builder not in done:
            site = Site.copy("facets", tmp_path_factory.mktemp("many"))
            site.write("research/many.bib", bibtex({2018: 60, 2017: 90, 2016: 90}))
            done[builder] = serve_folder(site.build(builder, **OURS).out)
        return done[builder] + (LIST if builder == "html" else "research/publications/")

    return address


def find(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Find publications").fill(words)


def titles(page: Page) -> Locator:
    """Find the titles that are shown."""
    return page.locator("li.publication:visible .title")


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def query(text: str) -> re.Pattern[str]:
    """Fit an address that ends in a query, or in none."""
    return re.compile(re.escape(f"publications.html{text}") + "$")


# --- finding --------------------------------------------------------------------------------


def test_any_paper_is_two_actions_away(visit: Visit, papers: str) -> None:
    page = visit(papers)

    find(page, "gang")
    page.get_by_role("link", name=WALK).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(WALK)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UBER", [WALK]),
        ("über  den", [WALK]),
        ("den uber", [WALK]),
        ("angstrom", [WORK, HOSTILE, SHADOW]),
        ("Ångström mrs", [SHADOW]),
        ("somerville", [WALK]),
        ("影子", [SHADOW]),
        ("王磊", [HOSTILE, WALK, OLD]),
        ("looms", [HOSTILE, WALK]),
        ("2023", [WALK, SHADOW]),
        ("<script>", [HOSTILE]),
        ("?!", ALL),
    ],
)
def test_words_are_found_in_titles_names_venues_topics_and_years(
    visit: Visit, papers: str, words: str, found: list[str]
) -> None:
    page = visit(papers)

    find(page, words)

    expect(titles(page)).to_have_text(found)


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("From", "2023", [WORK, HOSTILE, WALK, SHADOW]),
        ("To", "2023", [WALK, SHADOW, OLD]),
        ("Type", "Patent", [OLD]),
        ("Venue", "MRS", [WALK, SHADOW]),
        ("Topic", "gait", [WALK]),
        ("Person", "zoe", [WORK, HOSTILE, SHADOW]),
        ("Project", "loom", [HOSTILE, SHADOW]),
    ],
)
def test_a_choice_narrows_the_list(
    visit: Visit, papers: str, label: str, value: str, found: list[str]
) -> None:
    page = visit(papers)

    page.get_by_label(label, exact=True).select_option(value)

    expect(titles(page)).to_have_text(found)


@pytest.mark.parametrize(("label", "found"), [("Award", [HOSTILE]), ("Has code", [WALK])])
def test_a_tick_narrows_the_list(visit: Visit, papers: str, label: str, found: list[str]) -> None:
    page = visit(papers)

    page.get_by_label(label).check()

    expect(titles(page)).to_have_text(found)


def test_choices_say_how_many_papers_they_leave_while_the_others_stand(
    visit: Visit, papers: str
) -> None:
    page = visit(papers)
    people = page.get_by_label("Person", exact=True).locator("option")

    page.get_by_label("Venue", exact=True).select_option("MRS")

    expect(people).to_have_text(["Any", "Zoë Ångström (1)", "Lei Wang (1)"])
    expect(page.get_by_label("Venue", exact=True).locator("option")).to_have_text(
        ["Any", "Memoirs (1)", "MRS (2)"]
    )
    expect(page.locator(".tick")).to_have_text(["Award (0)", "Has code (1)"])
    expect(page.get_by_label("Type", exact=True).locator("option:not([disabled])")).to_have_text(
        ["Any", "Conference paper (2)"]
    )


def test_headings_stand_only_above_papers_that_are_shown(visit: Visit, papers: str) -> None:
    page = visit(papers)
    headings = page.locator(".group:visible")
    expect(headings).to_have_text(["2024", "2023", "2019"])

    page.get_by_label("Venue", exact=True).select_option("MRS")

    expect(headings).to_have_text(["2023"])


def test_the_number_of_papers_is_announced(visit: Visit, papers: str) -> None:
    page = visit(papers)
    expect(status(page)).to_have_text("5 papers")

    find(page, "looms")
    expect(status(page)).to_have_text("2 of 5 papers")

    find(page, "nothing of this kind")
    expect(status(page)).to_have_text("No papers match")


def test_where_nothing_matches_there_is_a_way_out(visit: Visit, papers: str) -> None:
    page = visit(papers)
    find(page, "nothing of this kind")

    page.get_by_role("button", name="Show all papers").click()

    expect(titles(page)).to_have_text(ALL)
    expect(status(page)).to_have_text("5 papers")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("button", name="Reset")).to_be_hidden()


def test_a_list_of_one_person_stays_theirs(visit: Visit, papers: str) -> None:
    page = visit(papers.replace(LIST, "people/zoe.html"))

    page.get_by_label("Venue", exact=True).select_option("MRS")

    expect(titles(page)).to_have_text([SHADOW])
    expect(status(page)).to_have_text("1 of 3 papers")


# --- the state in the address ---------------------------------------------------------------


def test_the_state_is_in_the_address(visit: Visit, papers: str) -> None:
    page = visit(papers)

    page.get_by_label("From", exact=True).select_option("2023")
    page.get_by_label("Person", exact=True).select_option("lei")
    page.get_by_label("Award").check()
    find(page, "quoted title")

    expect(page).to_have_url(query("?q=quoted+title&year=2023-&person=lei&award=1"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("?q=gang", [WALK]),
        ("?year=2023", [WALK, SHADOW]),
        ("?year=2023-", [WORK, HOSTILE, WALK, SHADOW]),
        ("?year=-2019", [OLD]),
        ("?year=2019-2023&person=lei", [WALK, OLD]),
        ("?venue=MRS&project=loom", [SHADOW]),
        ("?utm_source=x&type=Patent", [OLD]),
        ("?code=1#walk", [WALK]),
    ],
)
def test_an_address_with_a_state_shows_it(
    visit: Visit, papers: str, text: str, found: list[str]
) -> None:
    page = visit(papers + text)

    expect(titles(page)).to_have_text(found)
    expect(page).to_have_url(query(text))


@pytest.mark.parametrize("text", ["?venue=Nowhere", "?year=soon", "?award=perhaps", "?q="])
def test_what_no_list_has_is_left_out(visit: Visit, papers: str, text: str) -> None:
    page = visit(papers + text)

    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(titles(page)).to_have_text(ALL)


def test_back_and_forward_go_through_choices(visit: Visit, papers: str) -> None:
    page = visit(papers)
    page.get_by_label("Venue", exact=True).select_option("MRS")
    page.get_by_label("Person", exact=True).select_option("lei")
    expect(titles(page)).to_have_text([WALK])

    page.go_back()
    expect(titles(page)).to_have_text([WALK, SHADOW])
    expect(page.get_by_label("Person", exact=True)).to_have_value("")

    page.go_back()
    expect(titles(page)).to_have_text(ALL)
    expect(page).to_have_url(query(""))

    page.go_forward()
    expect(titles(page)).to_have_text([WALK, SHADOW])
    expect(page.get_by_label("Venue", exact=True)).to_have_value("MRS")


def test_typing_leaves_one_entry_in_the_history(visit: Visit, papers: str) -> None:
    page = visit(papers)
    before = page.evaluate("history.length")

    page.get_by_role("searchbox").press_sequentially("gang", delay=5)

    expect(page).to_have_url(query("?q=gang"))
    assert page.evaluate("history.length") == before


def test_one_comes_back_from_a_paper_to_the_narrowed_list(visit: Visit, papers: str) -> None:
    page = visit(papers)
    find(page, "gang")
    expect(titles(page)).to_have_text([WALK])
    titles(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WALK)

    page.go_back()

    expect(titles(page)).to_have_text([WALK])
    expect(page.get_by_role("searchbox")).to_have_value("gang")


# --- the page -------------------------------------------------------------------------------


def test_the_data_is_fetched_when_somebody_comes_near_the_form(visit: Visit, papers: str) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(papers)
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert "papers.json" not in asked

    page.get_by_role("searchbox").focus()
    find(page, "gang")

    expect(titles(page)).to_have_text([WALK])
    assert asked.count("papers.json") == 1


def test_where_the_data_is_missing_the_page_says_so_and_stays(visit: Visit, papers: str) -> None:
    page = visit("about:blank")
    page.route("**/papers.json", lambda route: route.fulfill(status=200, body="no data"))
    page.goto(papers)

    find(page, "gang")

    expect(status(page)).to_contain_text("could not be loaded")
    expect(titles(page)).to_have_text(ALL)


def test_without_scripts_the_list_is_whole_and_there_is_no_form(visit: Visit, papers: str) -> None:
    page = visit(papers, javascript=False)

    expect(titles(page)).to_have_text(ALL)
    controls = page.locator("form.facets, .faceted > button, .none button").all()
    assert len(controls) == 3
    for control in controls:
        expect(control).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_script_has_run(visit: Visit, papers: str, width: int) -> None:
    page = visit("about:blank", width=width)
    release: list[Callable[[], None]] = []
    page.route("**/research-facets.js*", lambda route: release.append(route.continue_))
    page.goto(papers, wait_until="commit")
    first = titles(page).first
    expect(first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    before = first.bounding_box()

    release[0]()

    expect(page.get_by_role("searchbox")).to_be_visible()
    assert first.bounding_box() == before


def test_on_phones_the_choices_are_folded_away(visit: Visit, papers: str) -> None:
    page = visit(papers, width=390)
    venue = page.get_by_label("Venue", exact=True)
    expect(venue).to_be_hidden()

    page.get_by_text("Filter", exact=True).click()
    venue.select_option("MRS")

    expect(titles(page)).to_have_text([WALK, SHADOW])
    expect(page.locator("summary").first).to_have_text("Filter (1)")


def test_the_form_is_used_by_keyboard_alone(visit: Visit, papers: str) -> None:
    page = visit(papers)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("looms")
    expect(titles(page)).to_have_text([HOSTILE, WALK])

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Reset")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("From", exact=True)).to_be_focused()
    page.keyboard.type("2024")
    expect(titles(page)).to_have_text([HOSTILE])
    expect(page.get_by_label("From", exact=True)).to_be_focused()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_text(ALL)
    expect(page.get_by_role("searchbox")).to_be_focused()


# --- long lists -----------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_papers_that_the_page_does_not_show_are_found_and_open(
    visit: Visit, many: Callable[[str], str], builder: str
) -> None:
    page = visit(many(builder))
    expect(titles(page)).to_have_count(65)

    find(page, "paper 77 of 2016")
    expect(titles(page)).to_have_count(1)
    expect(page.locator("li.publication:visible")).to_have_text(
        re.compile(r"^\s*2016\s*Paper 77 of 2016\s*Lei Wang\s*Memoirs\s*$")
    )
    titles(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Paper 77 of 2016")


def test_papers_come_in_the_order_of_the_list_and_a_few_at_once(
    visit: Visit, many: Callable[[str], str]
) -> None:
    page = visit(many("html"))
    page.get_by_label("To", exact=True).select_option("2018")
    expect(titles(page)).to_have_count(30)
    more = page.get_by_role("button", name="Show more")

    more.click()
    expect(titles(page).nth(30)).to_be_focused()
    more.click()
    expect(titles(page)).to_have_count(90)

    shown = titles(page).all_text_contents()  # those out of sight are not rendered
    assert [title.rpartition(" ")[2] for title in shown] == ["2018"] * 60 + ["2017"] * 30
    expect(page.locator(".group:visible")).to_have_text(["2018", "2017"])
    expect(page.locator(".earlier")).to_be_hidden()
    expect(status(page)).to_have_text("240 of 245 papers")


def test_the_page_is_as_it_was_once_nothing_is_chosen(
    visit: Visit, many: Callable[[str], str]
) -> None:
    page = visit(many("html"))
    before = page.locator(".faceted").inner_text()
    find(page, "2016")
    expect(titles(page)).to_have_count(30)

    page.get_by_role("button", name="Reset").click()

    expect(page.locator(".earlier")).to_be_visible()
    assert page.locator(".faceted").inner_text() == before


def test_pages_of_years_lead_to_each_other_and_back(
    visit: Visit, many: Callable[[str], str]
) -> None:
    page = visit(many("html"), javascript=False)

    page.get_by_role("link", name="2017", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publications of 2017")
    page.get_by_role("link", name="2016", exact=True).click()
    expect(titles(page)).to_have_count(90)
    page.locator("main").get_by_role("link", name="Publications", exact=True).click()

    expect(titles(page)).to_have_count(65)
