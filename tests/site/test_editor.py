"""Links to the host's editor: where a page is begun, and where a record is written."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind
from sphinx_research.records.sources.markdown import read_markdown
from sphinx_research.site import editor
from tests.site.building import Built, Site, links

NEW = "https://host.example/lab/site/new/main?filename={folder}/{name}&value={content}"
EDIT = "https://host.example/lab/site/edit/main/{path}#L{line}"
ROLES = {"professor": "Professor", "phd-student": "PhD student"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.copy("landing", tmp_path_factory.mktemp("editor"))
    site.write("research/index.md", "# Research\n\n:::{projects}\n:::\n")
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    context = {"new_page_url": NEW, "edit_url": EDIT}
    return site.build(html_context=context, research_roles=ROLES)


@pytest.mark.parametrize(
    ("page", "label", "file", "kind"),
    [
        ("people/index", "Add your page", "people/your-name.md", Kind.PERSON),
        ("research/index", "Add a project", "research/your-project.md", Kind.PROJECT),
    ],
)
def test_an_index_leads_to_the_editor_with_a_page_begun(
    built: Built, page: str, label: str, file: str, kind: Kind
) -> None:
    ((words, address),) = links(built.page(page), ".editor a")

    assert words == label
    assert len(address) < 8000  # GitHub takes no more
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert query["filename"] == [file]
    (record,) = read_markdown(query["value"][0], file).records
    assert record.kind is kind
    if kind is Kind.PERSON:
        assert "# role: professor  # or phd-student" in query["value"][0]


def test_no_other_page_does(built: Built) -> None:
    assert not built.page("people/ada").select(".editor")
    assert not built.page("index").select(".editor")


def test_a_landing_page_leads_to_the_line_of_the_record(built: Built) -> None:
    paper = built.domain.catalogue.records.publications["notes"]
    lines = (Path(built.env.srcdir) / paper.place.path).read_text("utf-8").splitlines()

    assert "notes" in lines[paper.place.line - 1]
    assert links(built.page("research/publications/notes"), ".editor a") == [
        (
            "Edit this record",
            f"https://host.example/lab/site/edit/main/{paper.place.path}#L{paper.place.line}",
        )
    ]


def test_paths_are_escaped(built: Built) -> None:
    address = editor.source(built.env.config, Place("research/a b&c.md", 7))

    assert address == "https://host.example/lab/site/edit/main/research/a%20b%26c.md#L7"


def test_without_the_settings_there_are_none(site: Site, built: Built) -> None:
    assert built.page("research/publications/notes").select(".editor")

    after = site.build(html_context={}, research_roles=ROLES)

    for page in ("people/index", "research/index", "research/publications/notes"):
        assert not after.page(page).select(".editor")


def test_other_builders_have_none(site: Site) -> None:
    out = site.build("text", html_context={"new_page_url": NEW}, research_roles=ROLES).out

    assert "Add your page" not in (out / "people/index.txt").read_text("utf-8")
