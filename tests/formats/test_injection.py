"""Whatever a record holds, an output has the parts that it has for a plain word.

Each output is read by a program that knows its format.  What is compared is the skeleton:
everything but the texts.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from markdown_it import MarkdownIt
from pybtex.database import parse_string
from pybtex.errors import capture
from pypdf import PdfReader

from sphinx_research.formats import (
    annual,
    atom,
    catalogue_json,
    cff,
    finding_papers,
    head,
    index_text,
    opensearch,
    paper_tables,
    pdf,
    signposting,
    sitemap,
    tables,
    tags,
)
from sphinx_research.formats.cv import STYLES, Style, pdf_of
from sphinx_research.formats.exports import Exports
from sphinx_research.formats.report import as_markdown
from sphinx_research.formats.schema_org import pages, script
from sphinx_research.formats.schema_org import works as schema_works
from sphinx_research.formats.search_site import Page, files
from sphinx_research.formats.works import Works
from tests.formats.feed_rules import read
from tests.formats.hostile import CANARY, PLAIN, TEXTS, WORST, works_of

KEYS = ("article", "book", "misc", "thesis")
"""The publications of the site, as every export must have them."""


# --- what is written ------------------------------------------------------------------------


def _export(ending: str) -> Callable[[Works], str]:
    return lambda works: dict(Exports(works).files(KEYS))[ending]


def _tables(works: Works) -> str:
    return "".join(tables.write(table) for table in paper_tables.tables(works).values())


def _structured_data(works: Works) -> str:
    catalogue, site = works.catalogue, works.site
    nodes = [schema_works.publication(works[key], site) for key in KEYS]
    nodes.append(pages.person(catalogue, catalogue.records.people["ada"], site))
    nodes.append(pages.project(catalogue, catalogue.records.projects["engine"], site))
    nodes.append(pages.website(site, site.name))
    return str(script(nodes))


def _head(works: Works) -> str:
    site = works.site
    written = [*head.publication(works["article"], site)]
    written += head.page(site, title=site.name, description=site.name, url=site.base, kind="a")
    return str(tags.write(written))


def _search(works: Works) -> str:
    name = works.site.name
    found = files(works, {"index": Page(name, ((name, "a"),), name)}, lambda page: page)
    return json.dumps(
        [json.loads(text) | {"words": []} for path, text in found if path == "site.json"]
    )


# --- how it is read -------------------------------------------------------------------------


def _bibtex(text: str) -> object:
    with capture() as errors:
        entries = parse_string(text, "bibtex").entries
    assert errors == []
    return {
        key: (entry.type, sorted(entry.fields), {r: len(n) for r, n in entry.persons.items()})
        for key, entry in entries.items()
    }


_RIS = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def _ris(text: str) -> object:
    lines = [line for line in text.split("\r\n") if line]
    found = [_RIS.fullmatch(line) for line in lines]
    assert all(found), lines
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", "".join(lines))
    return [match[1] for match in found if match]


def _json(text: str) -> object:
    return _kinds(json.loads(text))


def _kinds(value: object) -> object:
    """Keep the shape of what JSON holds, and of the texts only that they are some."""
    if isinstance(value, dict):
        return {name: _kinds(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_kinds(inner) for inner in value]
    return type(value).__name__


def _xml(text: str) -> object:
    return _elements(etree.fromstring(text.encode()))


def _elements(top: Any) -> object:  # noqa: ANN401 - lxml's elements, of XML and of HTML
    return [(element.tag, sorted(element.attrib)) for element in top.iter()]


def _feed(text: str) -> object:
    root = read(text)
    inner = [html.fromstring(f"<div>{one.text}</div>") for one in root.iter("{*}content")]
    return _elements(root), [_elements(one) for one in inner]


def _html(text: str) -> object:
    top = html.document_fromstring(f"<!doctype html><head>{text}</head><body></body>")
    scripts = [_json(one.text or "") for one in top.iter("script")]
    return _elements(top), scripts


def _csv(text: str) -> object:
    rows = [*csv.reader(io.StringIO(text.replace("\ufeff", ""), newline=""), strict=True)]
    cells = [cell for row in rows for cell in row]
    assert [
        cell for cell in cells if re.match(r"[\s\"]*[=+@\-\uff1d\uff0b\uff0d\uff20]", cell)
    ] == []
    return [len(row) for row in rows]


def _yaml(text: str) -> object:
    return _kinds(yaml.safe_load(text))


_TAGS = {
    "<em>": "em_open",
    "</em>": "em_close",
    "<strong>": "strong_open",
    "</strong>": "strong_close",
}
"""What emphasis is written with where its signs would not hold; no other tag may be there."""


def _markdown(text: str) -> object:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [one for token in tokens for one in token.children or ()]
    return [
        (_TAGS[token.content] if token.type == "html_inline" else token.type, sorted(token.attrs))
        for token in [*tokens, *inner]
        if token.type not in {"text", "text_special"}
    ]


def _lines(text: str) -> object:
    return text.split("\n")


OUTPUTS: dict[str, tuple[Callable[[Works], str], Callable[[str], object]]] = {
    "BibTeX": (_export(".bib"), _bibtex),
    "BibTeX in UTF-8": (_export(".utf8.bib"), _bibtex),
    "RIS": (_export(".ris"), _ris),
    "CSL-JSON": (_export(".json"), _json),
    "tables": (_tables, _csv),
    "structured data": (_structured_data, _html),
    "head": (_head, _html),
    "feed of the site": (atom.site_feed, _feed),
    "feed of a person": (lambda works: atom.person_feed(works, "ada"), _feed),
    "feed of a project": (lambda works: atom.project_feed(works, "engine"), _feed),
    "OpenSearch": (lambda works: opensearch.description(works.site, "search"), _xml),
    "linkset": (lambda works: signposting.linkset(works["article"], works.site), _json),
    "catalogue": (catalogue_json.dump, _json),
    "citation": (cff.citation, _yaml),
    "llms.txt": (index_text.index, _markdown),
    "annual report": (lambda works: as_markdown(annual.annual(works, 2024)), _markdown),
    "papers of the search": (finding_papers.dump, _json),
    "search": (_search, _json),
    "robots.txt": (lambda works: sitemap.robots(works.site), _lines),
}


def _skeletons(text: str) -> dict[str, object]:
    works = works_of(text)
    return {name: parse(write(works)) for name, (write, parse) in OUTPUTS.items()}


@pytest.fixture(scope="module")
def plain() -> dict[str, object]:
    """Give the skeleton of each output for a text that means nothing."""
    return _skeletons(PLAIN)


def test_the_skeletons_hold_something(plain: dict[str, object]) -> None:
    assert [name for name, found in plain.items() if not found] == []
    assert plain["BibTeX"] == plain["BibTeX in UTF-8"]
    assert isinstance(plain["BibTeX"], dict)
    assert [*plain["BibTeX"]] == [*KEYS]


@pytest.mark.parametrize("text", WORST, ids=ascii)
def test_the_worst_texts_change_nothing_but_texts(text: str, plain: dict[str, object]) -> None:
    assert _skeletons(text) == plain


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_no_mixture_of_them_changes_more(text: str, plain: dict[str, object]) -> None:
    assert _skeletons(text) == plain


# --- PDF files --------------------------------------------------------------------------------

CODE = f'#read("{CANARY}") #include "{CANARY}" #eval("1") $ x $ *b* _i_ @key <label> /* a'


@pytest.mark.parametrize("style", STYLES)
def test_a_cv_shows_code_and_runs_none(
    style: Style, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "typst"
    shutil.copytree(pdf.TEMPLATES, templates)
    (templates / CANARY).write_text("sang")
    monkeypatch.setattr(pdf, "TEMPLATES", templates)

    made = PdfReader(io.BytesIO(pdf_of(works_of(CODE), "ada", style)), strict=True)

    shown = "".join("".join(page.extract_text().split()) for page in made.pages)
    assert "".join(CODE.split()) in shown
    assert "sang" not in shown
