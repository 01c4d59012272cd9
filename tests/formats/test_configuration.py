from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats.configuration import (
    OF_SPHINX,
    VALUES,
    Configuration,
    configuration,
)
from sphinx_research.formats.site import Site
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.words import Words

NAMES = (*VALUES, *OF_SPHINX)

CONF: dict[str, object] = {
    "project": "The lab",
    "author": "Ada",
    "language": "fr",
    "html_baseurl": "https://lab.example.org/pages",
    "html_context": {"license": "CC BY 4.0", "license_url": "https://example.org/by"},
    "html_title": "Another name",
    "intersphinx_mapping": {"looms": ("https://looms.example.org/", None), "python": ("x", None)},
    "research_build_date": "2024-05-03",
    "research_roles": {"professor": "Professors", "phd-student": "PhD students"},
    "research_themes": {"seeing": "Seeing"},
    "research_emphasis": "members",
    "research_partners": ["looms"],
    "research_cv": True,
}


def read(values: dict[str, object], epoch: str = "") -> tuple[Configuration, list[str]]:
    """Read values, and say what was told of them."""
    told: list[Problem] = []
    found = configuration(values, told.append, epoch=epoch)
    assert {problem.place for problem in told} <= {Place("conf.py")}
    return found, [f"{problem} [{problem.code.label}]" for problem in told]


def test_what_is_set_is_read() -> None:
    found, told = read(CONF)

    assert told == []
    assert found.partners == ("looms",)
    assert list(found.settings.roles) == ["professor", "phd-student"]
    assert found.settings == Settings(
        today=date(2024, 5, 3),
        roles={"professor": "Professors", "phd-student": "PhD students"},
        themes={"seeing": "Seeing"},
        emphasis="members",
        words=Words("fr"),
    )
    assert found.site == Site(
        "The lab",
        "https://lab.example.org/pages/",
        author="Ada",
        language="fr",
        license="https://example.org/by",
        today=date(2024, 5, 3),
    )


@pytest.mark.parametrize("values", [{}, dict.fromkeys(NAMES)])
def test_what_is_not_set_has_its_default(values: dict[str, object]) -> None:
    assert read(values) == (Configuration(Settings(), Site("")), [])


def test_the_builder_decides_on_folders() -> None:
    assert configuration({}, print, folders=True).site.folders
    assert not configuration({}, print).site.folders


@pytest.mark.parametrize(
    ("set_as", "base"),
    [
        ("https://lab.example.org", "https://lab.example.org/"),
        ("https://lab.example.org//", "https://lab.example.org/"),
        ("/", ""),
        ("", ""),
    ],
)
def test_the_base_ends_in_one_slash(set_as: str, base: str) -> None:
    assert read({"html_baseurl": set_as})[0].site.base == base


@pytest.mark.parametrize(
    "written", ["lab.example.org", "//lab.example.org/", "ftp://x.org", "https://", "https://a b/"]
)
def test_an_address_that_is_none_is_told_and_there_is_none(written: str) -> None:
    found, told = read({"html_baseurl": written})

    mend = "write it like https://lab.example.org/"
    assert told == [f"html_baseurl is not the address of a site: '{written}'; {mend} [value]"]
    assert found.site.base == ""


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("zh-Hans", "zh-Hans"),
        ("pt_BR", "pt-BR"),
        ("zh_CN", "zh-CN"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("ca-valencia", "ca-valencia"),
        ("yue", "yue"),
        ("", "en"),
    ],
)
def test_a_language_is_a_tag_of_bcp_47(written: str, tag: str) -> None:
    found, told = read({"language": written})

    assert (found.site.language, told) == (tag, [])


@pytest.mark.parametrize("written", ["English", "e", "en-", "en GB", "en_gb_x_", "sr@latin"])
def test_a_language_that_is_none_is_told_and_counts_as_english(written: str) -> None:
    found, told = read({"language": written})

    assert told == [f"language is no tag like en, pt_BR or zh-Hans: '{written}' [value]"]
    assert found.site.language == "en"


# --- the date of the build ----------------------------------------------------------------


def test_the_date_of_the_environment_goes_first() -> None:
    found, told = read(CONF, epoch="1700000000")

    assert told == []
    assert found.settings.today == found.site.today == date(2023, 11, 14)


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30, "-" + "9" * 17])
def test_an_epoch_that_is_none_is_told_and_the_date_of_conf_py_taken(epoch: str) -> None:
    found, told = read(CONF, epoch)

    assert told == [
        (
            f"SOURCE_DATE_EPOCH in the environment is no number of seconds: '{epoch}'; "
            "unset it, or give the seconds since 1970 [value]"
        )
    ]
    assert found.settings.today == date(2024, 5, 3)


@pytest.mark.parametrize("written", ["May", "2024", "2024-13-01", "3 May 2024"])
def test_a_date_that_is_none_is_told_and_there_is_none(written: str) -> None:
    found, told = read({"research_build_date": written})

    assert told == [f"research_build_date is not a date like 2025-10-16: '{written}' [value]"]
    assert found.settings.today is None
    assert found.site.today is None


# --- values of a wrong form ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("research_roles", ["professor"], "is of type `list`, not `dict`"),
        ("research_themes", "seeing", "is of type `str`, not `dict`"),
        ("research_build_date", date(2024, 5, 3), "is of type `date`, not `str`"),
        ("research_emphasis", True, "is of type `bool`, not `str`"),
        ("research_partners", "looms", "is of type `str`, not `list`"),
        ("research_cv", "yes", "is of type `str`, not `bool`"),
        ("research_advice", 1, "is of type `int`, not `bool`"),
        ("project", ["The lab"], "is of type `list`, not `str`"),
        ("author", ("Ada", "Bo"), "is of type `tuple`, not `str`"),
        ("language", 1, "is of type `int`, not `str`"),
        ("html_baseurl", b"https://example.org/", "is of type `bytes`, not `str`"),
        ("html_context", [], "is of type `list`, not `dict`"),
        ("intersphinx_mapping", [], "is of type `list`, not `dict`"),
    ],
)
def test_a_value_of_a_wrong_type_is_told_and_counts_as_not_set(
    name: str, value: object, message: str
) -> None:
    found, told = read({name: value})

    assert told == [f"{name} {message} [value]"]
    assert found == Configuration(Settings(), Site(""))


def test_a_licence_of_a_wrong_type_is_told() -> None:
    found, told = read({"html_context": {"license_url": ["x"]}})

    assert told == ['html_context["license_url"] is of type `list`, not `str` [value]']
    assert found.site.license == ""


def test_a_heading_that_is_no_text_is_told_and_left_out() -> None:
    found, told = read({"research_roles": {"professor": 1, 2: "Two", "student": "Students"}})

    assert told == [
        "research_roles has 'professor': 1; an id and its heading are texts [value]",
        "research_roles has 2: 'Two'; an id and its heading are texts [value]",
    ]
    assert found.settings.roles == {"student": "Students"}


def test_an_emphasis_of_nobody_known_is_told() -> None:
    found, told = read({"research_emphasis": "everybody"})

    assert told == ['research_emphasis is neither "" nor "members": \'everybody\' [value]']
    assert found.settings.emphasis == ""


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("loom", "did you mean `looms`?"),
        (7, "add it there, and sphinx.ext.intersphinx to the extensions"),
    ],
)
def test_a_partner_that_intersphinx_does_not_know_is_told_and_left_out(
    name: object, mend: str
) -> None:
    found, told = read({**CONF, "research_partners": [name, "python"]})

    cause = f"research_partners names `{name}`, which intersphinx_mapping has not"
    assert told == [f"{cause}; {mend} [{Code.UNKNOWN_ID.label}]"]
    assert found.partners == ("python",)


def test_partners_may_be_a_tuple() -> None:
    found, told = read({**CONF, "research_partners": ("python", "looms")})

    assert (found.partners, told) == (("python", "looms"), [])


def test_all_mistakes_are_told_at_once() -> None:
    _, told = read({"research_roles": [], "research_build_date": "May", "project": 1})

    assert len(told) == 3


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ANYTHING)), st.text())
def test_whatever_is_set_leaves_a_configuration(values: dict[str, object], epoch: str) -> None:
    found = configuration(values, lambda _problem: None, epoch=epoch)

    texts = (found.site.name, found.site.author, found.site.license, *found.settings.roles)
    assert all(isinstance(text, str) for text in texts)
    assert all(isinstance(text, str) for text in found.settings.themes.values())
    assert not found.site.base.endswith("//")
    assert found.partners == () or isinstance(values["intersphinx_mapping"], dict)
