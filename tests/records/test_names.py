from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import Person as BibtexName

from sphinx_research.records.names import (
    NOBODY,
    Author,
    PersonName,
    parse_authors,
    parse_name,
    with_marks,
)

# --- one name -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given_name", "particle", "family"),
    [
        # The cases that Markey's Tame the BeaST (§11) tells apart, both forms.
        ("jean de la fontaine", "", "jean de la", "fontaine"),
        ("Jean de la fontaine", "Jean", "de la", "fontaine"),
        ("Jean {de} la fontaine", "Jean de", "la", "fontaine"),
        ("Jean {de} {la} fontaine", "Jean de la", "", "fontaine"),
        ("Jean De La Fontaine", "Jean De La", "", "Fontaine"),
        ("jean De la Fontaine", "", "jean De la", "Fontaine"),
        ("Jean de La Fontaine", "Jean", "de", "La Fontaine"),
        ("de la fontaine, Jean", "Jean", "de la", "fontaine"),
        ("De La Fontaine, Jean", "Jean", "", "De La Fontaine"),
        ("De la Fontaine, Jean", "Jean", "De la", "Fontaine"),
        ("de La Fontaine, Jean", "Jean", "de", "La Fontaine"),
        # Ordinary names.
        ("Wanrong Zheng", "Wanrong", "", "Zheng"),
        ("Zheng,Wanrong", "Wanrong", "", "Zheng"),
        ("Donald~E. Knuth", "Donald E.", "", "Knuth"),
        ("Per Brinch Hansen", "Per Brinch", "", "Hansen"),
        ("Brinch Hansen, Per", "Per", "", "Brinch Hansen"),
        ("Per {Brinch Hansen}", "Per", "", "Brinch Hansen"),
        ("{von Beethoven}, Ludwig", "Ludwig", "", "von Beethoven"),
        ("van der Waerden, B. L.", "B. L.", "van der", "Waerden"),
        ("Élise d'Alembert", "Élise", "", "d'Alembert"),
        ("Νίκος Καζαντζάκης", "Νίκος", "", "Καζαντζάκης"),
        ("王, 泽卿", "泽卿", "", "王"),
        # Parentheses.
        ("Wanrong (Zoey) Zheng", "Wanrong (Zoey)", "", "Zheng"),
        ("Zheng, Wanrong (Zoey)", "Wanrong (Zoey)", "", "Zheng"),
        ("Zeqing Wang （王泽卿）", "Zeqing", "", "Wang (王泽卿)"),
    ],
)
def test_a_name_in_its_parts(text: str, given_name: str, particle: str, family: str) -> None:
    assert parse_name(text) == PersonName(family, given_name, particle)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("King, Jr., Martin L.", ("King", "Martin L.", "", "Jr.")),
        ("Martin L. King, Jr.", ("King", "Martin L.", "", "Jr.")),
        ("Martin L. King Jr.", ("King", "Martin L.", "", "Jr.")),
        ("Henry Ford III", ("Ford", "Henry", "", "III")),
        ("de la Cruz, IV, Ana", ("Cruz", "Ana", "de la", "IV")),
    ],
)
def test_a_suffix_is_found_in_every_place(text: str, parts: tuple[str, ...]) -> None:
    assert parse_name(text) == PersonName(*parts)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Plato", "Plato"),
        ("王泽卿", "王泽卿"),
        ("王 泽卿", "王 泽卿"),
        ("王泽卿 (Zeqing Wang)", "王泽卿 (Zeqing Wang)"),
        ("ATLAS Collaboration", "ATLAS Collaboration"),
        ("{ATLAS} Collaboration", "ATLAS Collaboration"),
        ("the Pierre Auger collaboration", "the Pierre Auger collaboration"),
        ("Gemma Team", "Gemma Team"),
        ("{Barnes and Noble, Inc.}", "Barnes and Noble, Inc."),
        ("{Wanrong   Zheng}", "Wanrong Zheng"),
    ],
)
def test_a_name_that_is_not_taken_apart(text: str, literal: str) -> None:
    assert parse_name(text) == PersonName(literal=literal)


def test_a_mapping_names_the_parts() -> None:
    parts = {"given": "Luc", "family": "Van Gool", "suffix": None}

    assert parse_name(parts) == PersonName("Van Gool", "Luc")


def test_a_mapping_of_a_family_name_alone_is_a_single_name() -> None:
    assert parse_name({"family": "van Gogh"}) == PersonName(literal="van Gogh")


def test_a_name_that_is_read_already_passes_through() -> None:
    name = PersonName("Zheng", "Wanrong")

    assert parse_name(name) is name


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("", "write it like Ada Lovelace"),
        (" -- ", "write it like Ada Lovelace"),
        (7, "write it like Ada Lovelace"),
        (None, "write it like Ada Lovelace"),
        ('Kurt G\\"odel', "write plain letters"),
        ("Ada <ada>", "write plain letters"),
        ("x" * 300, "write plain letters"),
        ("A B and C D", "several names"),
        ("A B; C D", "several names"),
        ("A, B, C, D", "several names"),
        ("Ada {Lovelace", "do not pair"),
        ("Ada) Lovelace", "do not pair"),
        (", Ada", "family name or a literal"),
        ({"given": "Ada"}, "family name or a literal"),
        ({"family": "B", "literal": "C"}, "family name or a literal"),
        ({"literal": "C", "suffix": "Jr."}, "family name or a literal"),
        ({"family": "B", "middle": "C"}, "the parts are family, given, particle"),
        ({"family": 5}, "the parts are family, given, particle"),
        ({}, "family name or a literal"),
        ("{" * 101 + "A" + "}" * 101 + " B, C", "cannot be read"),
    ],
)
def test_what_is_no_name_is_refused_with_a_mend(value: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_name(value)


def test_characters_that_cannot_be_seen_are_dropped() -> None:
    assert parse_name("Ada\u200b \u202eLove\u00adlace\u202c\ufe0f") == PersonName(
        "Lovelace", "Ada"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("van der Waerden, B. L.", "B. L. van der Waerden"),
        ("King, Jr., Martin", "Martin King, Jr."),
        ("王, 泽卿", "王泽卿"),
        ("Ze-qing WANG", "Ze-qing WANG"),
        ("ATLAS Collaboration", "ATLAS Collaboration"),
    ],
)
def test_a_name_as_shown(text: str, shown: str) -> None:
    assert str(parse_name(text)) == shown


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Wanrong Zheng", "WZ"),
        ("Wanrong (Zoey) Zheng", "WZ"),
        ("van der Waerden, Bartel", "BW"),
        ("Ana Alves", "AA"),
        ("émile zola", "Z"),
        ("王泽卿", "王"),
        ("王, 泽卿", "王"),
        ("王泽卿 (Zeqing Wang)", "王"),
        ("Plato", "P"),
        ("the Pierre Auger Collaboration", "TC"),
    ],
)
def test_initials(text: str, initials: str) -> None:
    assert parse_name(text).initials == initials


def test_a_name_with_the_family_name_first() -> None:
    name = PersonName("Berg", "Jan", "van der", "Jr.")

    assert name.whole_family == "van der Berg"
    assert name.inverted == "van der Berg, Jan, Jr."
    assert PersonName("Lovelace", "Ada").inverted == "Lovelace, Ada"
    assert PersonName(literal="王泽卿").inverted == "王泽卿"


def test_names_are_sorted_by_family_then_given_name() -> None:
    written = ["van Beethoven, Ludwig", "Zoë Álvarez", "Ana Alvarez", "ATLAS Collaboration"]

    ordered = sorted(map(parse_name, written), key=lambda name: name.sort_key)

    assert [str(name) for name in ordered] == [
        "Ana Alvarez",
        "Zoë Álvarez",
        "ATLAS Collaboration",
        "Ludwig van Beethoven",
    ]


# --- one name, whatever is written ----------------------------------------------------

WORD = st.from_regex(
    r"[A-ZÀ-Öa-zß-ö][a-zà-ö]{1,7}(-[A-Z][a-z]{1,5})?|[A-Z]\.", fullmatch=True
).filter(lambda word: word.casefold() not in {"and", "iii", "iv", "jr", "sr"})
FORWARD = st.lists(WORD, min_size=2, max_size=4).map(" ".join)
INVERTED = st.builds(
    "{}, {}".format, FORWARD, st.lists(WORD, min_size=1, max_size=3).map(" ".join)
)
NAMES = FORWARD | INVERTED


def _is_group(text: str) -> bool:
    return " " in text and bool(parse_name(text).literal)


@given(NAMES.filter(lambda text: not _is_group(text)))
@example("Ludwig van Beethoven")
@example("de la Cruz, Ana Maria")
def test_names_are_split_as_pybtex_splits_them(text: str) -> None:
    theirs = BibtexName(text)

    ours = parse_name(text)

    assert ours.family.split() == theirs.last_names
    assert ours.given.split() == theirs.bibtex_first_names
    assert ours.particle.split() == theirs.prelast_names


@given(st.text())
@example("(")
@example("a b (")
@example("((a) b) c")
@example("A Jr. Jr. Jr.")
@example("\x1c\x1d")
@example("\u0903 \u0903")
def test_any_text_is_a_name_or_refused(text: str) -> None:
    with suppress(ValueError):
        name = parse_name(text)
        assert str(name)
        assert len(name.initials) <= 2
        assert name.sort_key[-1] == str(name)


@given(NAMES)
def test_a_name_as_shown_is_read_to_be_shown_the_same(text: str) -> None:
    shown = str(parse_name(text))

    assert str(parse_name(shown)) == shown


# --- lists of authors -----------------------------------------------------------------


def _shown(authors: tuple[Author, ...]) -> list[str]:
    return [str(author.name) for author in authors]


@pytest.mark.parametrize(
    "text",
    [
        "Wanrong Zheng, Haidong Zhu, Ram Nevatia",
        "Wanrong Zheng, Haidong Zhu and Ram Nevatia",
        "Wanrong Zheng, Haidong Zhu, and Ram Nevatia",
        "Wanrong Zheng, Haidong Zhu & Ram Nevatia",
        "Wanrong Zheng and Haidong Zhu and Ram Nevatia",
        "Wanrong Zheng; Haidong Zhu; Ram Nevatia",
        "Zheng, Wanrong; Zhu, Haidong; Nevatia, Ram",
        "Zheng, Wanrong; Zhu, Haidong; and Nevatia, Ram;",
        "Zheng, Wanrong and Zhu, Haidong and Nevatia, Ram",
        "Wanrong Zheng,\n  Haidong Zhu,\n  Ram Nevatia,\n",
    ],
)
def test_a_list_may_be_written_in_many_ways(text: str) -> None:
    assert _shown(parse_authors(text)) == ["Wanrong Zheng", "Haidong Zhu", "Ram Nevatia"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王泽卿，韩霄松、李鑫", ["王泽卿", "韩霄松", "李鑫"]),
        ("John Smith, Jr., Jane Doe", ["John Smith, Jr.", "Jane Doe"]),
        ("{OpenAI}, Jane Doe", ["OpenAI", "Jane Doe"]),
        ("{Barnes, Noble and Sons}, Jane Doe", ["Barnes, Noble and Sons", "Jane Doe"]),
        ("Jane (Jo, Joe) Doe, Al Bo", ["Jane (Jo, Joe) Doe", "Al Bo"]),
        ("ATLAS Collaboration, Jane Doe", ["ATLAS Collaboration", "Jane Doe"]),
        ("Plato and Socrates", ["Plato", "Socrates"]),
        ("Plato", ["Plato"]),
        ("Ferdinand Andersen, Sandy Brand", ["Ferdinand Andersen", "Sandy Brand"]),
    ],
)
def test_names_that_make_lists_hard(text: str, names: list[str]) -> None:
    assert _shown(parse_authors(text)) == names


def test_a_list_of_items_holds_one_author_each() -> None:
    read = Author(PersonName("Li", "Xin"), person="xin-li")
    items = ["Zheng, Wanrong*", {"given": "Luc", "family": "Van Gool"}, PersonName("B", "A"), read]

    authors = parse_authors(items)

    assert _shown(authors) == ["Wanrong Zheng", "Luc Van Gool", "A B", "Xin Li"]
    assert authors[0].equal
    assert authors[3] is read


def test_one_author_needs_no_list() -> None:
    name = PersonName("Zheng", "Wanrong")

    assert parse_authors(name) == parse_authors({"name": "Wanrong Zheng"}) == (Author(name),)


BO = PersonName("Bo", "Ada")


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Ada Bo*", Author(BO, equal=True)),
        ("Ada Bo \u2217", Author(BO, equal=True)),
        (r"Ada Bo\*", Author(BO, equal=True)),
        ("Bo*, Ada;", Author(BO, equal=True)),
        ("Ada Bo^*", Author(BO, equal=True)),
        ("Ada Bo✉\ufe0f", Author(BO, corresponding=True)),
        ("Ada Bo*†✉", Author(BO, equal=True, corresponding=True, marks=("†",))),
        ("Ada Bo**", Author(BO, marks=("**",))),
        ("Ada Bo ‡ §", Author(BO, marks=("‡", "§"))),
        ("Ada Bo &", Author(BO, marks=("&",))),
        ("Ada Bo <ada-bo>", Author(BO, person="ada-bo")),
        ("Ada Bo <none>", Author(BO, person=NOBODY)),
        ("Ada Bo* <ada>", Author(BO, person="ada", equal=True)),
        ("Ada Bo <ada>*", Author(BO, person="ada", equal=True)),
        ("{AT&T*}", Author(PersonName(literal="AT&T*"))),
    ],
)
def test_marks_and_ids(text: str, author: Author) -> None:
    assert parse_authors(text) == (author,)


def test_marks_in_a_list_belong_to_the_name_before_them() -> None:
    authors = parse_authors("Ada Bo*, Cy Du <cy>†, and Ed Fo")

    assert [author.equal for author in authors] == [True, False, False]
    assert [author.marks for author in authors] == [(), ("†",), ()]
    assert [author.person for author in authors] == [None, "cy", None]


@pytest.mark.parametrize(("written", "equal"), [("true", True), ("False", False)])
def test_a_flag_may_be_a_text_as_yaml_gives_it(written: str, equal: bool) -> None:  # noqa: FBT001 - what is expected
    (author,) = parse_authors([{"name": "Ada Bo", "equal": written}])

    assert author.equal is equal


def test_a_mapping_says_all_of_an_author() -> None:
    said = {
        "name": "Ada Bo†",
        "person": "ada",
        "equal": True,
        "corresponding": True,
        "marks": ["‡", "*"],
        "orcid": "https://orcid.org/0000-0002-1825-0097",
    }

    assert parse_authors([said]) == (
        Author(
            BO,
            person="ada",
            equal=True,
            corresponding=True,
            marks=("†", "‡"),
            orcid="0000-0002-1825-0097",
        ),
    )


def test_et_al_is_kept_as_a_literal_where_no_more_is_known() -> None:
    authors = parse_authors([{"family": "Bo", "given": "Ada"}, {"literal": "et al."}])

    assert _shown(authors) == ["Ada Bo", "et al."]


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("", "names no authors"),
        ([], "names no authors"),
        (5, "names no authors"),
        (" ; ,", "names no authors|write it like"),
        ("Zheng, Wanrong, Zhu, Haidong", "`Zheng` is a single word .* by `;`, or write {Zheng}"),
        ("Zheng, Wanrong", "`Zheng` is a single word"),
        ("Jane Doe, OpenAI", "{OpenAI}"),
        ("Smith, John and Ann Lee", "`Smith` is a single word"),
        ("Ada Bo et al.", "name them all"),
        ("Ada Bo and others", "name them all"),
        ("Ada Bo, et al", "name them all"),
        ("Ada Bo1, Cy Du2", "`Ada Bo1` holds a stray sign or number"),
        ("Ada Bo², Cy Du", "stray sign or number"),
        ("Ada Bo 0001", "stray sign or number"),
        ("*Ada Bo, Cy Du", "marks like . and † follow"),
        ("**Ada Bo**, Cy Du", "marks like . and † follow"),
        ("Ada Bo <Ada Bo>", "is not an id; write a page's name"),
        ("Ada Bo <ada@example.org>", "is not an id"),
        ("Ada Bo <a> <b>", "more than one id"),
        ("Ada Bo <a", "do not pair"),
        (["Ada Bo and Cy Du"], "several names"),
        ([["Ada Bo"]], "is not a name"),
        ([{"name": "Ada Bo", "given": "Ada"}], "`name: Ada Bo` is no part"),
        ([{"name": "Ada Bo", "equal": "yes"}], "neither true nor false"),
        ([{"name": "Ada Bo", "marks": 5}], "are no signs"),
        ([{"name": "Ada Bo", "orcid": "0000-0002-1825-0098"}], "check digit"),
        ([{"name": "Ada Bo", "person": "Ada"}], "is not an id"),
    ],
)
def test_what_is_no_list_of_authors_is_refused_with_a_mend(value: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_authors(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zheng*", ("Zheng", ("*",))),
        ("Zheng*†, Wanrong", ("Zheng, Wanrong", ("*", "†"))),
        ("Wanrong  Zheng", ("Wanrong Zheng", ())),
        ("Zheng^†", ("Zheng", ("†",))),
        ("Zheng^", ("Zheng", ("^",))),
        ("O*Neil", ("O*Neil", ())),
    ],
)
def test_a_name_without_its_marks(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert with_marks(text) == expected


@given(st.text("abAB王,;{}()<>*†^&\\ 1.") | st.text())
@example("A B (c) (d), E F")
@example("\\*\\*\\")
def test_any_text_is_a_list_of_authors_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert all(str(author.name) for author in parse_authors(text))


PLAIN_NAMES = st.lists(
    st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][b-z]{2,8}", fullmatch=True).filter(
        lambda text: not _is_group(text)
    ),
    min_size=2,
    max_size=6,
)


@given(PLAIN_NAMES)
def test_every_form_of_a_list_gives_the_same_authors(names: list[str]) -> None:
    inverted = [", ".join(reversed(name.split())) for name in names]

    assert (
        names
        == _shown(parse_authors(", ".join(names)))
        == _shown(parse_authors(" and ".join(inverted)))
        == _shown(parse_authors("; ".join(inverted)))
        == _shown(parse_authors(names))
    )
