"""The extension's own settings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import Tag

from sphinx_research.commands.settings import load_site, tell_problems
from tests.site.building import ROOTS, Site, links, one, texts, words


def test_date_that_is_none_is_reported(site: Callable[[str], Site]) -> None:
    (warning,) = site("profile").build("dummy", warns=True, research_build_date="soon").warnings

    assert warning == (
        "conf.py:1: WARNING: research_build_date is not a date like 2025-10-16: 'soon' "
        "[research.value]"
    )


def test_without_a_date_whoever_has_an_end_has_left(site: Callable[[str], Site]) -> None:
    page = site("profile").build(research_build_date="").page("people/ada")

    assert texts(page, ".role") == ["PhD student · alumni"]
    assert len(page.select(".notice")) == 2


def test_date_of_the_environment_goes_before_that_of_conf(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 14 November 2023

    page = site("profile").build().page("people/ada")

    assert texts(page, ".role") == ["PhD student"]
    assert len(page.select(".notice")) == 2


def test_emphasis_of_nobody_known_is_reported(site: Callable[[str], Site]) -> None:
    built = site("profile").build("dummy", warns=True, research_emphasis="everybody")

    assert built.warnings == (
        (
            'conf.py:1: WARNING: research_emphasis is neither "" nor "members": \'everybody\' '
            "[research.value]"
        ),
    )


def test_build_and_commands_say_the_same_of_the_same_mistakes(
    site: Callable[[str], Site], capsys: pytest.CaptureFixture[str]
) -> None:
    profile = site("profile")
    profile.append(
        "conf.py",
        "research_roles = ['professor']\nresearch_themes = {'engines': None}\n"
        "research_build_date = 'soon'\nresearch_emphasis = 'everybody'\n"
        "research_partners = ['looms']\n",
    )
    told = [
        "research_roles is of type `list`, not `dict` [value]",
        "research_build_date is not a date like 2025-10-16: 'soon' [value]",
        "research_themes has 'engines': None; an id and its heading are texts [value]",
        'research_emphasis is neither "" nor "members": \'everybody\' [value]',
        (
            "research_partners names `looms`, which intersphinx_mapping has not; "
            "add it there, and sphinx.ext.intersphinx to the extensions [unknown-id]"
        ),
    ]

    content = load_site(profile.source)
    tell_problems(content)
    warnings = profile.build("dummy", warns=True).warnings

    of_conf = [warning for warning in warnings if not warning.startswith("people/")]
    assert of_conf == [f"conf.py:1: WARNING: {one.replace('[', '[research.')}" for one in told]
    assert capsys.readouterr().err.splitlines()[1:6] == [f"  conf.py:1: {one}" for one in told]


def test_build_and_commands_read_the_same(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    profile = site("profile")
    profile.append(
        "conf.py",
        "html_title = 'Another name'\nhtml_baseurl = 'https://engines.example.org'\n"
        "html_context = {'license_url': 'https://example.org/by'}\n"
        "research_emphasis = 'members'\n",
    )

    read = load_site(profile.source).works
    domain = profile.build("dummy").domain

    assert domain.works.site == read.site
    assert read.site.license == "https://example.org/by"
    assert domain.catalogue.settings == read.catalogue.settings


def test_names_that_sphinx_makes_up_are_nobodys(tmp_path: Path) -> None:
    bare = Site(tmp_path / "source")
    bare.write("index.md", "# Home\n")
    bare.write("conf.py", 'extensions = ["myst_parser", "sphinx_research"]\n')

    found = bare.build("dummy").domain.works.site

    assert (found.name, found.author, found.language) == ("", "", "en")


MEMBERS = {
    "people/ada.md": "---\nperson:\n  name: Ada Lovelace\n  since: 2022\n---\n# Ada\n\n"
    ":::{publications}\n:::\n",
    "people/luigi.md": "---\nperson:\n  name: Luigi Menabrea\n  until: 2020\n---\n# Luigi\n",
    "research/papers.md": "# Papers\n\n"
    ":::{publication} new\n:title: New\n:authors: Ada Lovelace*, Luigi Menabrea, Bo Bo\n"
    ":date: 2023\n:::\n\n"
    ":::{publication} old\n:title: Old\n:authors: Luigi Menabrea, Ada Lovelace\n"
    ":date: 2020\n:::\n",
    "research/publications.md": "# All\n\n:::{publications}\n:::\n\n"
    "## Of one\n\n:::{publications}\n:person: luigi\n:::\n",
}


@pytest.fixture
def members(tmp_path: Path) -> Site:
    """Give a site of two people, who were here at different times, and their two papers."""
    site = Site(tmp_path / "source")
    for path, text in MEMBERS.items():
        site.write(path, text)
    site.write("index.md", "# Home\n\n```{toctree}\nresearch/papers\nresearch/publications\n```\n")
    shutil.copy(ROOTS / "conf.py", site.source)
    return site


def _standing_out(page: Tag, section: str) -> list[list[str]]:
    return [texts(authors, "strong") for authors in page.select(f"{section} .authors")]


def test_members_of_the_time_stand_out_in_lists_with_their_links(members: Site) -> None:
    page = members.build(research_emphasis="members").page("research/publications")

    new, old = page.select("#all > ol .authors")
    assert (words(new), words(old)) == (
        "Ada Lovelace*, Luigi Menabrea, Bo Bo",
        "Luigi Menabrea, Ada Lovelace",
    )
    assert links(new, "strong.member a.author") == [("Ada Lovelace", "people/ada.html")]
    assert links(old, "strong.member a.author") == [("Luigi Menabrea", "people/luigi.html")]


def test_in_a_list_of_ones_own_papers_only_that_person_stands_out(members: Site) -> None:
    built = members.build(research_emphasis="members")

    assert _standing_out(built.page("people/ada"), "#ada") == [["Ada Lovelace"]] * 2
    assert _standing_out(built.page("research/publications"), "#of-one") == [
        ["Luigi Menabrea"],
        ["Luigi Menabrea"],
    ]
    assert built.page("people/ada").select(".member") == []


def test_nobody_stands_out_in_lists_unless_the_site_says_so(members: Site) -> None:
    assert members.build().page("research/publications").select("#all > ol strong") == []


def test_members_stand_out_for_other_builders_too(members: Site) -> None:
    built = members.build("text", research_emphasis="members")
    written = (built.out / "research/publications.txt").read_text(encoding="utf-8")

    assert re.findall(r"^\* .*\.$", written, re.MULTILINE) == [
        "* **Ada Lovelace**^*, Luigi Menabrea, Bo Bo. **New**. 2023.",
        "* **Luigi Menabrea**, Ada Lovelace. **Old**. 2020.",
        "* Ada Lovelace^*, **Luigi Menabrea**, Bo Bo. **New**. 2023.",
        "* **Luigi Menabrea**, Ada Lovelace. **Old**. 2020.",
    ]


def test_the_setting_reads_the_pages_that_show_papers_of_members(members: Site) -> None:
    members.build()

    again = members.build(research_emphasis="members")

    assert again.read == {"people/ada", "research/papers", "research/publications"}


@pytest.mark.parametrize("wanted", [True, False])
def test_advice_is_given_only_where_it_is_wanted(
    site: Callable[[str], Site], *, wanted: bool
) -> None:
    built = site("lists").build("dummy", research_advice=wanted)

    assert ("research/loom.md:25: advice: publication `letters`" in built.status) is wanted


def test_roles_and_themes_are_shown_in_their_order(site: Callable[[str], Site]) -> None:
    built = site("lists").build(
        research_roles={"phd-student": "Students", "professor": "Professors"},
        research_themes={"looms": "Weaving", "engines": "Computing"},
    )

    assert texts(one(built.page("people"), "#everybody"), ".group") == [
        "Students",
        "Professors",
        "Alumni",
    ]
    assert texts(one(built.page("projects"), "#by-theme"), ".group") == ["Weaving", "Computing"]
