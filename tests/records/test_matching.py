from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_research.records.matching import (
    Candidate,
    Match,
    Matcher,
    Partner,
    PartnerMatcher,
    name_keys,
)
from sphinx_research.records.names import NOBODY, Author, PersonName, parse_name

KNOWN: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "names.yaml").read_text("utf-8")
)
PEOPLE: dict[str, dict[str, list[str]]] = KNOWN["people"]
OTHERS: list[str] = KNOWN["others"]
ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"


def _matcher(**names: str | tuple[str, ...]) -> Matcher:
    """Make a matcher of people by id, whose hyphens are underscores here."""
    return Matcher(
        Candidate(id_.replace("_", "-"), (known,) if isinstance(known, str) else known)
        for id_, known in names.items()
    )


def _match(name: str, matcher: Matcher) -> Match:
    return matcher.match(Author(parse_name(name)))


# --- the people of this site ----------------------------------------------------------


def _written(kind: str) -> list[tuple[str, str]]:
    return [(id_, name) for id_, names in PEOPLE.items() for name in names.get(kind, ())]


@pytest.fixture(scope="module")
def everybody() -> Matcher:
    people = [Candidate(id_, tuple(names["known"])) for id_, names in PEOPLE.items()]
    return Matcher(people + [Candidate(name, (name,)) for name in OTHERS])


@pytest.mark.parametrize(("id_", "name"), _written("known") + _written("agree"))
def test_every_writing_of_a_known_name_finds_its_owner(
    id_: str, name: str, everybody: Matcher
) -> None:
    assert _match(name, everybody) == Match(id_)


@pytest.mark.parametrize(("id_", "name"), _written("near"))
def test_a_doubtful_writing_is_near_its_owner_only(
    id_: str, name: str, everybody: Matcher
) -> None:
    assert _match(name, everybody) == Match(near=(id_,))


@pytest.mark.parametrize(("_id", "name"), _written("apart"))
def test_a_writing_that_nothing_connects_is_nobody(
    _id: str, name: str, everybody: Matcher
) -> None:
    assert _match(name, everybody) == Match()


@pytest.mark.parametrize("name", OTHERS)
def test_everybody_else_is_found_too(name: str, everybody: Matcher) -> None:
    assert _match(name, everybody) == Match(name)


def test_an_initial_that_fits_two_people_is_near_both(everybody: Matcher) -> None:
    assert _match("Z. Zheng", everybody).near == ("wanrong-zheng", "zhaoheng-zheng")


@pytest.mark.parametrize("name", OTHERS + [names["known"][0] for names in PEOPLE.values()])
def test_nobody_is_taken_for_somebody_else(name: str) -> None:
    people = [Candidate(id_, tuple(names["known"])) for id_, names in PEOPLE.items()]
    people += [Candidate(other, (other,)) for other in OTHERS]
    rest = Matcher(person for person in people if name not in person.names)

    assert _match(name, rest) == Match()


# --- names that agree -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurt Gödel", "GODEL, Kurt"),
        ("Søren Ærøskøbing", "Soren Aeroskobing"),
        ("Jean-Pierre Serre", "Jean Pierre Serre"),
        ("Anna O'Brien", "Anna O’Brien"),
        ("J.R.R. Tolkien", "J. R. R. Tolkien"),
        ("Luc Van Gool", "Van Gool, Luc"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Anna Smith-Jones", "Smith Jones, Anna"),
        ("Ze Qing Wang", "Wang Zeqing"),
        ("Wang Ze Qing", "Zeqing Wang"),
        ("王泽卿", "王 泽卿"),
        ("王泽卿", "王, 泽卿"),
        ("Zeqing Wang (王泽卿)", "王泽卿"),
        ("王泽卿 (Zeqing Wang)", "Zeqing Wang"),
        ("Wanrong (Zoey) Zheng", "Zoey Zheng"),
        ("Martin King, Jr.", "King, Jr, Martin"),
        ("{The ATLAS Collaboration}", "the ATLAS collaboration"),
        ("Mónica Núñez", "Monica Nunez"),
    ],
)
def test_names_that_agree(one: str, other: str) -> None:
    assert _match(one, _matcher(somebody=other)) == Match("somebody")
    assert _match(other, _matcher(somebody=one)) == Match("somebody")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ziyan Gao", "Ziyang Ao"),
        ("Wang Li", "Wan Gli"),
        ("がく", "かく"),
        ("{Wanrong Zheng}", "Wanrong Zheng"),
        ("ATLAS Collaboration", "CMS Collaboration"),
    ],
)
def test_names_that_do_not_agree(one: str, other: str) -> None:
    assert _match(one, _matcher(somebody=other)).id is None


WORD = st.from_regex(r"[A-Z][a-zà-öø-ÿ]{1,8}", fullmatch=True).filter(lambda word: word != "And")
PARTS = st.tuples(WORD, WORD)


@given(PARTS)
def test_case_and_accents_make_no_difference(parts: tuple[str, str]) -> None:
    given_name, family = parts
    keys = name_keys(PersonName(family, given_name))

    assert keys == name_keys(PersonName(family.upper(), given_name.lower()))


@given(PARTS)
def test_the_order_of_the_halves_makes_no_difference(parts: tuple[str, str]) -> None:
    assert name_keys(PersonName(*parts)) == name_keys(PersonName(*reversed(parts)))


@given(PARTS, st.integers(1, 4))
def test_a_hyphen_makes_no_difference(parts: tuple[str, str], at: int) -> None:
    given_name, family = parts
    hyphened = f"{given_name[:at]}-{given_name[at:]}"

    assert name_keys(PersonName(family, given_name)) == name_keys(PersonName(family, hyphened))


@given(PARTS, st.integers(1, 4))
def test_a_space_in_the_given_name_makes_no_difference(parts: tuple[str, str], at: int) -> None:
    given_name, family = parts
    spaced = f"{given_name[:at]} {given_name[at:]}"

    assert name_keys(PersonName(family, given_name)) <= name_keys(PersonName(family, spaced))


# --- names that nearly agree ----------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("W. Zheng", "Wanrong Zheng"),
        ("Z.-Q. Wang", "Zeqing Wang"),
        ("J. A. Smith", "John Smith"),
        ("J. A. Smith", "John Adam Smith"),
        ("John A. Smith", "John Smith"),
        ("John Michael Smith", "John Smith"),
        ("John Smith, Jr.", "John Smith"),
        ("Ludwig Beethoven", "Ludwig van Beethoven"),
        ("Jon Smith", "John Smith"),
        ("Ana Alves", "Anna Alves"),
        ("Ziyang Wu", "Ziyan Wu"),
        ("Brain Kernighan", "Brian Kernighan"),
        ("Ram Nevata", "Ram Nevatia"),
        ("Anna Mueller", "Anna Müller"),
        ("W. (Zoey) Zheng", "Wanrong Zheng"),
    ],
)
def test_a_near_miss(one: str, other: str) -> None:
    assert _match(one, _matcher(somebody=other)) == Match(near=("somebody",))
    assert _match(other, _matcher(somebody=one)) == Match(near=("somebody",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. B. Smith", "John Adam Smith"),
        ("K. Wang", "Zeqing Wang"),
        ("Wanrong Zheng", "Wanyi Zheng"),
        ("Haifeng Li", "Haipeng Li"),
        ("Xiaolong Li", "Xiaodong Li"),
        ("Xin Li", "Xing Li"),
        ("Lin Wu", "Liang Wu"),
        ("Jian Wu", "Jiang Wu"),
        ("Zan Wu", "Zhan Wu"),
        ("Wei Zhang", "Wei Zhuang"),
        ("Haidong Zhou", "Haidong Zhu"),
        ("Wentao Wan", "Wentao Wang"),
        ("Ada Bo", "Ida Bo"),
        ("王泽", "王泽卿"),
        ("Plato", "Platon"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert _match(one, _matcher(somebody=other)) == Match()
    assert _match(other, _matcher(somebody=one)) == Match()


@pytest.mark.parametrize("name", ["Zheng W.", "Zheng Wanrog", "ZHENG Wan-rongg"])
def test_a_near_miss_with_the_family_name_first(name: str) -> None:
    assert _match(name, _matcher(somebody="Wanrong Zheng")).near == ("somebody",)


def test_who_is_found_is_near_nobody() -> None:
    matcher = _matcher(ziyan_wu="Ziyan Wu", ziyang_wu="Ziyang Wu")

    assert _match("Ziyang Wu", matcher) == Match("ziyang-wu")


# --- who it is ------------------------------------------------------------------------


def test_two_people_of_one_name_are_rivals() -> None:
    matcher = _matcher(wei_wang_2="Wei Wang", wei_wang_1="Wang Wei", wei="Wei Wang (王伟)")

    assert _match("Wei Wang", matcher) == Match(rivals=("wei", "wei-wang-1", "wei-wang-2"))


def test_several_names_of_one_person_are_no_rivals() -> None:
    matcher = _matcher(zoey=("Wanrong Zheng", "Wanrong (Zoey) Zheng", "Zheng Wanrong"))

    assert _match("Wanrong Zheng", matcher) == Match("zoey")


def test_an_alias_that_is_no_name_agrees_with_itself() -> None:
    matcher = _matcher(ada=("Ada Bo", "a.bo <x>"))

    assert matcher.match(Author(PersonName(literal="a.bo <x>"))) == Match("ada")


def test_an_id_decides_between_rivals() -> None:
    matcher = _matcher(one="Wei Wang", other="Wei Wang")

    assert matcher.match(Author(PersonName("Wang", "Wei"), person="other")) == Match("other")


def test_an_id_may_belong_to_another_name() -> None:
    matcher = _matcher(ada="Ada Bo", cy="Cy Du")

    assert matcher.match(Author(PersonName("Bo", "Ada"), person="cy")) == Match("cy")


@pytest.mark.parametrize("person", [NOBODY, "nobody-known"])
def test_an_id_of_nobody_finds_nobody(person: str) -> None:
    assert _matcher(ada="Ada Bo").match(Author(PersonName("Bo", "Ada"), person=person)) == Match()


def test_an_orcid_beats_the_name() -> None:
    matcher = Matcher([Candidate("ada", ("Ada Bo",), ORCID), Candidate("cy", ("Cy Du",))])

    assert matcher.match(Author(PersonName("Du", "Cy"), orcid=ORCID)) == Match("ada")


def test_one_orcid_of_two_people_makes_them_rivals() -> None:
    matcher = Matcher([Candidate("a", ("Ada Bo",), ORCID), Candidate("c", ("Cy Du",), ORCID)])

    assert matcher.match(Author(PersonName("X", "Y"), orcid=ORCID)) == Match(rivals=("a", "c"))


@pytest.mark.parametrize("given_name", ["Ada", "A."])
def test_different_orcids_are_different_people(given_name: str) -> None:
    matcher = Matcher([Candidate("ada", ("Ada Bo",), ORCID)])

    assert matcher.match(Author(PersonName("Bo", given_name), orcid=OTHER_ORCID)) == Match()


def test_an_orcid_on_one_side_leaves_it_to_the_name() -> None:
    matcher = Matcher([Candidate("ada", ("Ada Bo",)), Candidate("cy", ("Cy Du",), ORCID)])

    assert matcher.match(Author(PersonName("Bo", "Ada"), orcid=ORCID[:-1] + "X")) == Match("ada")
    assert matcher.match(Author(PersonName("Du", "Cy"))) == Match("cy")


def test_different_orcids_tell_rivals_apart() -> None:
    matcher = Matcher([Candidate("a", ("Wei Wang",), ORCID), Candidate("b", ("Wei Wang",))])

    assert matcher.match(Author(PersonName("Wang", "Wei"), orcid=OTHER_ORCID)) == Match("b")


# --- people of other sites ------------------------------------------------------------

MARY = Partner("mary-somerville", "Mary Fairfax", "https://a.example/people/mary-somerville.html")


def _partner(
    name: str, *partners: Partner, person: str | None = None, orcid: str | None = None
) -> Match:
    """Find an author on a site that knows Ada Bo, and two people of the name Wei Wang."""
    here = _matcher(ada="Ada Bo", wei_wang_1="Wei Wang", wei_wang_2="Wei Wang")
    author = Author(parse_name(name), person=person, orcid=orcid)
    return PartnerMatcher(here, partners).match(author)


@pytest.mark.parametrize("name", ["Mary Fairfax", "FAIRFAX Mary", "Mary Somerville"])
def test_a_person_of_another_site_is_found_by_the_name_and_by_the_id(name: str) -> None:
    assert _partner(name, MARY) == Match(partner=MARY)


def test_a_person_of_another_site_may_have_an_orcid_here() -> None:
    assert _partner("Mary Fairfax", MARY, orcid=ORCID) == Match(partner=MARY)


@pytest.mark.parametrize("name", ["M. Fairfax", "Mary B. Fairfax", "Mari Fairfax", "Bo Fairfax"])
def test_a_near_miss_of_another_sites_person_is_nobody(name: str) -> None:
    assert _partner(name, MARY) == Match()


def test_somebody_on_two_sites_is_linked_to_neither() -> None:
    other = Partner("mary", "Mary Fairfax", "https://b.example/people/mary.html")

    assert _partner("Mary Fairfax", MARY, other) == Match()


def test_one_page_named_twice_is_one_person() -> None:
    assert _partner("Mary Fairfax", MARY, MARY) == Match(partner=MARY)


def test_who_is_known_here_is_not_looked_for_elsewhere() -> None:
    ada, wei = (Partner("x", name, f"https://a.example/{name}") for name in ("Ada Bo", "Wei Wang"))

    assert _partner("Ada Bo", ada) == Match("ada")
    assert _partner("Wei Wang", wei) == Match(rivals=("wei-wang-1", "wei-wang-2"))


def test_another_sites_person_of_just_that_name_is_no_near_miss_of_one_here() -> None:
    partner = Partner("a-bo", "A. Bo", "https://a.example/people/a-bo.html")

    assert _partner("A. Bo") == Match(near=("ada",))
    assert _partner("A. Bo", partner) == Match(partner=partner)


@pytest.mark.parametrize("person", [NOBODY, "unknown"])
def test_an_author_with_an_id_is_not_looked_for_elsewhere(person: str) -> None:
    assert _partner("Mary Fairfax", MARY, person=person) == Match()


@given(st.text(), st.text())
def test_any_name_in_an_inventory_can_be_read(name: str, identifier: str) -> None:
    partner = Partner(identifier, name, "https://a.example/")

    assert _partner("Zoe Zed", partner) in (Match(), Match(partner=partner))


@given(st.lists(st.text() | st.text("AaBb .(),-王"), max_size=5), st.text())
@example(["(A) (B)"], "(A) B")
@example(["A. B"], ". A")
@example(["- A"], "A (王) -")
def test_any_names_can_be_matched(known: list[str], literal: str) -> None:
    matcher = Matcher(Candidate(str(i), (name,)) for i, name in enumerate(known))

    for text in (*known, literal):
        for name in (PersonName(literal=text), PersonName(text, text, text, text)):
            match = matcher.match(Author(name))
            assert not (match.id and match.rivals)
            assert not (match.near and (match.id or match.rivals))
