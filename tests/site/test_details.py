"""Abstracts and BibTeX below the entries of lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag

from sphinx_research.site.details import MOST_DETAILED
from tests.site.building import Built, Site, one, parse, texts, words

LIST = "# Papers\n\n:::{publications}\n:::\n"


@pytest.fixture
def small(site: Callable[[str], Site]) -> Site:
    """A site of one person and one paper, whose abstract holds what may go wrong."""
    made = site("incremental")
    made.write("extra.md", f"---\norphan: true\n---\n{LIST}")
    made.append(
        "research/papers.bib",
        "\n@article{odd, title={Odd}, author={Lovelace, Ada}, year={2020}, journal={J & K},\n"
        "abstract={Less < more; {person} and $x^2$.}}\n",
    )
    return made


def odd(built: Built) -> Tag:
    """Find the paper that the fixture adds."""
    entries = parse(built.out / "extra.html").select("li.publication")
    (it,) = (entry for entry in entries if words(one(entry, ".title")) == "Odd")
    return it


def test_abstract_and_bibtex_open_without_a_script(small: Site) -> None:
    it = odd(small.build())

    assert texts(it, "summary") == ["Abstract", "BibTeX"]
    assert "Less < more" in words(one(it, "details.abstract"))
    assert len(it.select("details.abstract math")) == 1
    assert one(it, "details.bibtex pre").get_text().startswith("@article{odd,\n")
    button = one(it, "details.bibtex button[data-copy]:has(+ pre)")
    assert button.has_attr("hidden")


def test_one_of_them_is_open_at_a_time(small: Site) -> None:
    names = {str(it["name"]) for it in odd(small.build()).select("details")}

    assert names == {"of-odd"}


def test_only_pages_with_details_load_the_script_that_copies(small: Site) -> None:
    built = small.build()

    def scripts(page: str) -> list[str]:
        found = parse(built.out / f"{page}.html").select("script[src]")
        return [src for tag in found if "research-copy" in (src := str(tag["src"]))]

    assert len(scripts("extra")) == 1
    assert scripts("people/index") == []


def test_an_abstract_in_full_is_not_said_twice(built: Callable[[str], Built]) -> None:
    page = built("publication").page("research/engine")

    assert page.select("details.bibtex")
    assert not page.select(".full details.abstract")


def test_references_leave_them_to_the_landing_pages(built: Callable[[str], Built]) -> None:
    page = built("everything").page("people/ada")

    assert page.select(".references .publication")
    assert not page.select(".references details")


def test_a_long_page_leaves_them_to_the_landing_pages(small: Site) -> None:
    entries = (
        f"@misc{{m{number}, title={{M {number}}}, author={{Lovelace, Ada}}, year={{1900}}}}\n"
        for number in range(MOST_DETAILED)
    )
    small.append("research/papers.bib", "\n" + "\n".join(entries))
    page = parse(small.build().out / "extra.html")

    assert len(page.select("li.publication")) > MOST_DETAILED
    assert not page.select("details")


def test_a_field_that_only_bibtex_shows_moves_the_page(small: Site) -> None:
    small.build()
    small.edit("research/papers.bib", "journal={J & K},", "journal={J & K}, publisher={P},")

    built = small.build()

    assert "extra" in built.read
    assert "publisher = {P}" in one(odd(built), "pre").get_text()
    assert small.build().read == frozenset()


@pytest.mark.parametrize("builder", ["text", "singlehtml"])
def test_other_builders_have_no_details(small: Site, builder: str) -> None:
    small.append("index.md", "\n:::{publications}\n:::\n")
    out = small.build(builder).out
    said = "".join(path.read_text("utf-8") for path in out.rglob("index.*") if path.is_file())

    assert "Odd" in said
    assert "@article{odd" not in said
