from __future__ import annotations

import io
from string import ascii_uppercase

import pytest
from PIL import Image as Pillow

from sphinx_research.formats.cards import Card, Cards, Image, draw, fingerprint, tags
from sphinx_research.formats.site import Site
from sphinx_research.formats.tags import write
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.model import Project
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate
from tests.formats.conftest import BASE, works_of
from tests.formats.making import publication, venue
from tests.records.conftest import Tree

HOSTILE = (
    '\x1b</script> #read("/etc/passwd") $x$ *b* @key \\n "q" \u202e \ud800 é ע العربية 😀 王泽卿'
)
JOURNAL = venue("tbiom", "Transactions on Biometrics", "journal", short="TBIOM")


def drawn(card: Card) -> Pillow.Image:
    (made,) = draw([card])
    return Pillow.open(io.BytesIO(made)).convert("RGB")


def inked(image: Pillow.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but paper is in a part of a picture."""
    low, high = image.crop(box).convert("L").getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return high - low > 60


def cards_of(count: int, **fields: object) -> Cards:
    papers = {f"p{n}": publication(f"p{n}", **fields) for n in range(count)}
    records = Records(publications=papers, venues={"tbiom": JOURNAL})
    return Cards(Works(Catalogue(records, Settings()), Site("The lab", BASE, author="Us")))


# --- what cards say -----------------------------------------------------------------------


def test_paper_has_title_authors_venue_and_year() -> None:
    cards = cards_of(1, title="On $E=mc^2$", authors="A B, C D", venue="tbiom", date="2024-03")
    assert cards.all == {
        "card.png": Card("", "The lab", people="Us"),
        "research/publications/p0-card.png": Card(
            "The lab", "On E=mc2", people="A B, C D", where="TBIOM · 2024"
        ),
    }


def test_paper_under_review_does_not_name_its_venue() -> None:
    cards = cards_of(1, venue="tbiom", status="under-review", date="2024")
    assert cards.all[cards.path_of_paper("p0")].where == "2024"


def test_facts_that_are_missing_are_left_out() -> None:
    cards = cards_of(1, authors="ATLAS Collaboration")
    (_, card) = cards.all.values()
    assert card == Card("The lab", "On Engines", people="ATLAS Collaboration")
    assert card.words == "On Engines. ATLAS Collaboration. The lab"


def test_of_many_authors_the_first_are_named() -> None:
    cards = cards_of(1, authors=", ".join(f"{letter}. Lee" for letter in ascii_uppercase))
    assert cards.all[cards.path_of_paper("p0")].people == "A. Lee, B. Lee, C. Lee and 23 others"


def test_long_title_is_cut_at_a_word() -> None:
    cards = cards_of(1, title="word " * 2000)
    title = cards.all[cards.path_of_paper("p0")].title
    assert len(title) <= 220
    assert title.endswith("word…")


def test_person_has_names_role_place_and_interests(lab: Tree) -> None:
    cards = Cards(works_of(lab))
    ada = cards.works.catalogue.records.people["ada"]
    card = cards.all[cards.path(ada)]
    assert cards.path(ada) == "people/ada-card.png"
    assert (card.title, card.site) == ("Ada Lovelace", "The lab")


def test_project_has_its_people(lab: Tree) -> None:
    cards = Cards(works_of(lab))
    (project, *_) = cards.works.catalogue.records.projects.values()
    card = cards.all[cards.path(project)]
    assert card.title == project.title.plain
    assert "paper" in card.where


def test_many_papers_share_the_cards_of_their_years() -> None:
    dated, undated = cards_of(301, date="2021"), cards_of(301)
    assert dated.path_of_paper("p7") == "research/publications-2021-card.png"
    assert dated.all == {
        "card.png": Card("", "The lab", people="Us"),
        "research/publications-2021-card.png": Card("The lab", "Publications of 2021"),
    }
    assert undated.path_of_paper("p7") == "card.png"
    assert list(undated.all) == ["card.png"]


def test_project_may_be_called_as_the_pages_of_years_are() -> None:
    where = Place("research/publications-study.md")
    raw = RawRecord(Kind.PROJECT, "publications-study", {"title": "A study"}, where)
    study = validate(raw, lambda _: None)
    assert isinstance(study, Project)
    fields = {"date": "2021", "projects": [study.id]}
    papers = {f"p{n}": publication(f"p{n}", **fields) for n in range(301)}
    records = Records(publications=papers, projects={study.id: study})
    cards = Cards(Works(Catalogue(records, Settings()), Site("The lab", BASE)))
    path = "research/publications-study-card.png"
    assert cards.path_of_paper("p7") == path
    assert cards.all.keys() == {"card.png", path}
    assert cards.all[path].title == "A study"


# --- how they look ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "card",
    [
        Card("The lab", "A short title", people="Ada", where="2024"),
        Card("", "The lab"),
        Card("The lab", "A" * 220),
        Card("The lab", ("Some words of a long title " * 9)[:220], people="A, " * 60),
        Card("The lab", HOSTILE, HOSTILE, "zh", HOSTILE, HOSTILE),
        Card("S " * 300, "王泽卿" * 70, people="p" * 160, where="w " * 80),
        Card("", ""),
    ],
    ids=["short", "site", "one word", "long", "hostile", "chinese", "empty"],
)
def test_every_card_is_one_picture_with_paper_around_its_words(card: Card) -> None:
    image = drawn(card)
    assert image.size == (1200, 630)
    assert not inked(image, (0, 20, 90, 630)), "left margin"
    assert not inked(image, (1110, 20, 1200, 630)), "right margin"
    assert not inked(image, (0, 620, 1200, 630)), "lower margin"
    assert inked(image, (96, 60, 1104, 400)) is bool(card.title)


def test_data_are_no_source_of_the_template() -> None:
    plain = Card("The lab", '#read("card.typ") #panic() $x$ *bold*')
    assert inked(drawn(plain), (96, 60, 1104, 400))


def test_same_card_gives_the_same_bytes_alone_and_among_others() -> None:
    cards = [Card("The lab", f"Title {number} " * number) for number in range(1, 9)]
    assert list(draw(cards)) == [made for card in cards for made in draw([card])]


def test_fingerprint_changes_with_every_word() -> None:
    texts = {"title": "T", "native": "N", "language": "zh", "people": "P", "where": "W"}
    cards = [Card(**({"site": "S", "title": "t"} | {name: text})) for name, text in texts.items()]
    assert len({fingerprint(card) for card in [Card("S", "t"), *cards]}) == 6


# --- tags ---------------------------------------------------------------------------------


def test_picture_of_a_page_has_size_and_words() -> None:
    image = Image("https://lab.example.org/card.png", 1200, 630, 'The "lab"\n& all')
    assert str(write(tags(image))) == (
        '<meta property="og:image" content="https://lab.example.org/card.png">\n'
        '<meta property="og:image:width" content="1200">\n'
        '<meta property="og:image:height" content="630">\n'
        '<meta property="og:image:alt" content="The &quot;lab&quot; &amp; all">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
    )


@pytest.mark.parametrize("image", [None, Image("", 1200, 630, "of a site without address")])
def test_page_without_picture_has_none(image: Image | None) -> None:
    assert str(write(tags(image))) == '<meta name="twitter:card" content="summary">\n'


def test_small_picture_without_words_is_shown_small() -> None:
    names = [dict(tag.attributes) for tag in tags(Image("https://x.example/a.jpg", 256, 256, ""))]
    assert names[-1] == {"name": "twitter:card", "content": "summary"}
    assert all(one.get("property") != "og:image:alt" for one in names)
