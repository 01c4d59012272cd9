"""``{publications}``, ``{people}`` and ``{projects}``, with each of their options."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.site.building import Built, Site, links, one, texts, words

LETTERS, NOTES, SKETCH, CARDS, SHUTTLE = OURS = [
    "Letters",
    "Notes on the Engine",
    "Sketch of the Engine",
    "Punched Cards",
    "A Shuttle",
]
"""Every paper of the root that is ours: undated first, then the newest."""


@pytest.fixture(scope="session")
def lists(built: Callable[[str], Built]) -> Built:
    return built("lists")


def groups(section: Tag) -> dict[str, list[str]]:
    """Read a list's headings with what stands below each."""
    found: dict[str, list[str]] = {}
    heading = ""
    for tag in section.select(".group, .title, .name"):
        if "group" in tag["class"]:
            heading = words(tag)
        else:
            found.setdefault(heading, []).append(words(tag))
    return found


# --- publications -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("everything", OURS),
        ("person", [NOTES, SKETCH]),
        ("project", [CARDS]),
        ("organisation", [LETTERS, NOTES]),
        ("parent-organisation", [LETTERS, NOTES, CARDS, SHUTTLE]),
        ("venue", [NOTES]),
        ("tag", [NOTES, SKETCH]),
        ("type", [LETTERS, CARDS, SHUTTLE]),
        ("papers", [LETTERS, NOTES, SKETCH, CARDS]),
        ("one-year", [SKETCH]),
        ("years-between", [SKETCH, CARDS]),
        ("years-since", [LETTERS, NOTES, SKETCH]),
        ("years-until", [CARDS, SHUTTLE]),
        ("selected", [NOTES]),
        ("award", [SKETCH]),
        ("limit", [LETTERS, NOTES]),
        ("two-filters", [NOTES]),
        ("ungrouped", OURS),
        ("numbered", OURS),
        ("plain", OURS),
    ],
)
def test_publications_are_filtered(lists: Built, section: str, expected: list[str]) -> None:
    found = one(lists.page("publications"), f"section#{section}")

    assert texts(found, ".publications .title") == expected


def test_publications_by_year(lists: Built) -> None:
    assert groups(one(lists.page("publications"), "#by-year")) == {
        "": [LETTERS],
        "2024": [NOTES],
        "2023": [SKETCH],
        "2022": [CARDS],
        "2021": [SHUTTLE],
    }


def test_publications_by_type(lists: Built) -> None:
    assert groups(one(lists.page("publications"), "#by-type")) == {
        "Preprints and work under review": [LETTERS, CARDS],
        "Journal articles": [NOTES],
        "Conference papers": [SKETCH],
        "Patents": [SHUTTLE],
    }


def test_group_headings_are_one_level_below_their_section(lists: Built) -> None:
    headings = lists.page("publications").select("#by-year .group")

    assert {heading.name for heading in headings} == {"h3"}


def test_numbered_list_counts_instead_of_dating(lists: Built) -> None:
    section = one(lists.page("publications"), "#numbered")

    assert texts(section, ".number") == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    assert not section.select(".year")


def test_plain_list_shows_years(lists: Built) -> None:
    section = one(lists.page("publications"), "#plain")

    assert texts(section, ".year") == ["", "2024", "2023", "2022", "2021"]
    assert not section.select(".number")


def test_page_of_a_person_lists_their_papers(lists: Built) -> None:
    section = one(lists.page("people/ada"), "#publications")

    assert texts(section, ".title") == [LETTERS, NOTES]


def test_filter_on_the_page_of_a_person_picks_from_their_papers(lists: Built) -> None:
    section = one(lists.page("people/ada"), "#computing")

    assert texts(section, ".title") == [NOTES]


def test_page_of_a_project_lists_its_papers(lists: Built) -> None:
    section = one(lists.page("research/engine"), "#publications")

    assert texts(section, ".title") == [NOTES, SKETCH]


def test_own_name_is_set_apart_and_co_authors_are_linked(lists: Built) -> None:
    notes = one(lists.page("people/ada"), "#publications #notes .authors")

    assert words(notes) == "Ada Lovelace*, Luigi Menabrea*"
    assert texts(notes, "strong") == ["Ada Lovelace"]
    assert links(notes) == [("Luigi Menabrea", "people/luigi.html")]


def test_author_without_a_page_is_plain_text(lists: Built) -> None:
    section = one(lists.page("publications"), "#project")

    assert texts(section, ".authors") == ["Charles Babbage, Joseph Jacquard"]
    assert links(section, ".authors a") == [("Charles Babbage", "people/charles.html")]


def test_title_leads_to_the_page_of_the_paper(lists: Built) -> None:
    section = one(lists.page("publications"), "#selected")

    assert links(section, ".title") == [(NOTES, "research/publications/notes.html")]


def test_venue_has_full_and_short_name_and_details(lists: Built) -> None:
    section = one(lists.page("publications"), "#selected")

    assert texts(section, ".venue") == ["SM Scientific Memoirs, 3(2), 666–731"]


def test_numbered_list_has_the_year_beside_the_venue(lists: Built) -> None:
    venues = texts(one(lists.page("publications"), "#numbered"), ".venue")

    assert "SM Scientific Memoirs, 2024, 3(2), 666–731" in venues


@pytest.mark.parametrize(
    ("section", "selector", "expected"),
    [
        ("award", ".award", ["Best Paper"]),
        ("papers", ".status", ["under review", "preprint"]),
        ("organisation", ".status", ["under review"]),
    ],
)
def test_award_and_status_are_marked(
    lists: Built, section: str, selector: str, expected: list[str]
) -> None:
    assert texts(one(lists.page("publications"), f"#{section}"), selector) == expected


def test_marks_are_explained_once_below_the_list(lists: Built) -> None:
    section = one(lists.page("publications"), "#everything")

    assert texts(section, ".marks") == ["* equal contribution"]


def test_list_without_marks_explains_none(lists: Built) -> None:
    assert not lists.page("publications").select("#type .marks")


def test_empty_list_leaves_nothing(lists: Built) -> None:
    place = one(lists.page("publications"), "#nothing")

    assert place.name == "span"
    assert words(place) == ""


@pytest.mark.parametrize(
    ("directive", "cause", "mend"),
    [
        ("publications", "person `lugi`", "luigi"),
        ("publications", "project `engin`", "engine"),
        ("publications", "org `royal-societ`", "royal-society"),
        ("publications", "venue `memoir`", "memoirs"),
        ("publications", "tag `computer`", "computing"),
        ("people", "role `professors`", "professor"),
        ("people", "project `engin`", "engine"),
        ("projects", "theme `engine`", "engines"),
        ("projects", "person `lugi`", "luigi"),
        ("news", "project `engin`", "engine"),
    ],
)
def test_option_that_names_nothing_is_reported_with_the_nearest(
    site: Callable[[str], Site], directive: str, cause: str, mend: str
) -> None:
    option, name = cause.replace("`", "").split()
    lists = site("lists")
    lists.append("people/charles.md", f"\n:::{{{directive}}}\n:{option}: {name}\n:::\n")

    (warning,) = lists.build("dummy", warns=True).warnings

    assert warning == (
        f"people/charles.md:9: WARNING: there is no {cause}; did you mean `{mend}`? "
        "[research.unknown-id]"
    )


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (":type: papper", "papers"),
        (":years: lately", "write a year"),
        (":years: 2024-2020", "the first year comes first"),
        (":style: numbred", "numbered"),
        (":group: venue", "year"),
        (":limit: -1", "negative"),
        (":nonsense: 1", "nonsense"),
    ],
)
def test_wrong_option_is_reported_at_its_list(
    site: Callable[[str], Site], option: str, words: str
) -> None:
    lists = site("lists")
    lists.append("people/charles.md", f"\n:::{{publications}}\n{option}\n:::\n")

    (warning,) = lists.build("dummy", warns=True).warnings

    assert warning.startswith(("people/charles.md:9: ", "people/charles.md:10: "))
    assert words in warning


# --- people -------------------------------------------------------------------------------

ADA, CHARLES, LUIGI = "Ada Lovelace", "Charles Babbage", "Luigi Menabrea"


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("everybody", {"Professor": [CHARLES], "PhD student": [ADA], "Alumni": [LUIGI]}),
        ("role", {"PhD student": [ADA], "Alumni": [LUIGI]}),
        ("project", {"Professor": [CHARLES], "PhD student": [ADA]}),
        ("current", {"Professor": [CHARLES], "PhD student": [ADA]}),
        ("alumni", {"Alumni": [LUIGI]}),
        ("ungrouped", {"": [CHARLES, ADA, LUIGI]}),
    ],
)
def test_people_are_filtered_and_grouped(
    lists: Built, section: str, expected: dict[str, list[str]]
) -> None:
    assert groups(one(lists.page("people"), f"#{section}")) == expected


AS_OF = """
## As of a date

:::{{people}}
:as-of: {}
{}:::
"""


@pytest.mark.parametrize(
    ("as_of", "options", "expected"),
    [
        ("2023", "", {"Professor": [CHARLES], "PhD student": [ADA, LUIGI]}),
        ("2021-12", "", {"Professor": [CHARLES], "PhD student": [LUIGI]}),
        ("2024-07-01", "", {"Professor": [CHARLES], "PhD student": [ADA]}),
        ("2021", ":role: phd-student\n", {"PhD student": [LUIGI]}),
        ("2023", ":group: none\n", {"": [CHARLES, ADA, LUIGI]}),
        ("2021", ":project: loom\n", {"Professor": [CHARLES]}),
    ],
)
def test_people_as_of_a_date_are_those_who_were_here(
    site: Callable[[str], Site], as_of: str, options: str, expected: dict[str, list[str]]
) -> None:
    lists = site("lists")
    lists.append("people.md", AS_OF.format(as_of, options))

    assert groups(one(lists.build().page("people"), "#as-of-a-date")) == expected


def test_cards_as_of_a_date_show_the_role_of_that_time(site: Callable[[str], Site]) -> None:
    lists = site("lists")
    now, then = "{role: professor, since: 2024}", "{role: phd-student, since: 2022, until: 2023}"
    lists.edit("people/ada.md", "role: phd-student\n  since: 2022", f"roles: [{now}, {then}]")
    lists.append("people.md", AS_OF.format(2023, ":role: phd-student\n"))
    page = lists.build().page("people")
    text = lists.build("text").out / "people.txt"

    card = "[href='people/ada.html']"
    assert texts(page, f"#as-of-a-date .person:has({card}) .role") == [
        "PhD student, Loom Laboratory"
    ]
    assert texts(page, f"#everybody .person:has({card}) .role") == ["Professor, Loom Laboratory"]
    assert "Ada Lovelace 埃达, PhD student, Loom" in text.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["current", "alumni"])
def test_group_of_a_date_has_no_current_people_and_no_alumni(
    site: Callable[[str], Site], option: str
) -> None:
    lists = site("lists")
    lists.append("people/charles.md", f"\n:::{{people}}\n:as-of: 2023-05\n:{option}:\n:::\n")

    (warning,) = lists.build("dummy", warns=True).warnings

    assert warning == (
        f"people/charles.md:9: WARNING: `as-of` shows the group of 2023-05, and `{option}` "
        "that of today; remove one of them [research.value]"
    )


def test_date_of_a_group_that_is_none_is_reported(site: Callable[[str], Site]) -> None:
    lists = site("lists")
    lists.append("people/charles.md", "\n:::{people}\n:as-of: 2023-13\n:::\n")

    (warning,) = lists.build("dummy", warns=True).warnings

    assert "`2023-13` is not a day of the calendar" in warning


def test_card_of_a_person(lists: Built) -> None:
    card = one(lists.page("people"), "#role .person:has([href='people/ada.html'])")

    assert texts(card, ".monogram") == ["AL"]
    assert one(card, ".monogram")["aria-hidden"] == "true"
    assert links(card, ".name") == [(ADA, "people/ada.html")]
    assert one(card, ".native-name").attrs["lang"] == "zh"
    assert texts(card, ".native-name") == ["埃达"]
    assert texts(card, ".role") == ["PhD student, Loom Laboratory"]
    assert words(one(card, ".interests")).startswith("Notes · Bernoulli")


def test_card_links_the_affiliation(lists: Built) -> None:
    section = one(lists.page("people"), "#current")

    assert links(section, ".role a") == [("Royal Society", "https://royal.example/")]


# --- projects -----------------------------------------------------------------------------

ENGINE, LOOM = "The Engine", "The Loom"


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("every-project", {"": [ENGINE, LOOM]}),
        ("theme", {"": [LOOM]}),
        ("person", {"": [LOOM]}),
        ("featured", {"": [ENGINE]}),
        ("by-theme", {"Engines": [ENGINE], "Looms": [LOOM]}),
        ("ungrouped", {"": [ENGINE, LOOM]}),
        ("limit", {"": [ENGINE]}),
    ],
)
def test_projects_are_filtered_and_grouped(
    lists: Built, section: str, expected: dict[str, list[str]]
) -> None:
    assert groups(one(lists.page("projects"), f"#{section}")) == expected


def test_page_of_a_person_lists_their_projects(lists: Built) -> None:
    section = one(lists.page("people/ada"), "#projects")

    assert links(section, ".title") == [
        (ENGINE, "research/engine.html"),
        (LOOM, "research/loom.html"),
    ]


def test_card_of_a_project(lists: Built) -> None:
    card = one(lists.page("projects"), "#featured .project")

    assert links(card, ".title") == [(ENGINE, "research/engine.html")]
    assert texts(card, ".summary") == ["It computes, says Ada Lovelace."]
    assert texts(card, ".summary em") == ["computes"]
    assert texts(card, ".meta") == ["Ada Lovelace, Luigi Menabrea · 2023–2024"]


def test_overview_names_the_papers_of_each_project(lists: Built) -> None:
    section = one(lists.page("projects"), "#by-theme")

    assert links(section, ".papers a") == [
        (NOTES, "research/publications/notes.html"),
        (SKETCH, "research/publications/sketch.html"),
        (CARDS, "research/publications/cards.html"),
    ]


# --- roles, themes and those who have left ------------------------------------------------


def test_alumni_stand_in_lines_without_a_picture(site: Callable[[str], Site]) -> None:
    former = site("lists")
    former.write(
        "people/mary.md",
        "---\nperson:\n  name: Mary Somerville\n  role: phd-student\n  since: 2019\n"
        "  until: 2023\n  employment: [{org: The Mill, since: 2024}]\n---\n# Mary\n",
    )
    line = one(former.build().page("people"), "#role .people.lines .person:has([href*=mary])")

    assert words(line) == "Mary Somerville PhD student, 2019–2023 now at The Mill"
    assert not line.select("img, .monogram")


def test_people_stand_under_the_plural_of_their_role(site: Callable[[str], Site]) -> None:
    roles = {"professor": "Professor", "phd-student": ["PhD student", "PhD students"]}
    page = site("lists").build(research_roles=roles).page("people")

    assert "PhD students" in texts(page, "#role .group")
    assert "PhD student, Loom Laboratory" in texts(page, "#role .role")


def test_a_theme_has_a_sentence_below_its_heading(site: Callable[[str], Site]) -> None:
    themes = {"engines": ("Engines", "They compute."), "looms": "Looms"}
    built = site("lists").build(research_themes=themes)
    leads = built.page("projects").select(".group + .group-lead")

    assert leads
    assert {words(lead) for lead in leads} == {"They compute."}


def test_an_index_goes_by_the_first_letter_of_the_family_name(site: Callable[[str], Site]) -> None:
    index = site("lists")
    index.append("people.md", "\n## Index\n\n:::{people}\n:style: index\n:::\n")
    found = one(index.build().page("people"), "section#index")

    names = texts(found, ".name")
    assert texts(found, ".group") == sorted({name.split()[-1][0] for name in names})
    assert len(names) == 3
    assert not found.select("img, .monogram")
