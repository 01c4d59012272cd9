"""Records as a person would write them: front matter, data files, blocks, BibTeX.

What is to be written is a `RawRecord`: fields by the names that contributors use, of texts, lists
and mappings of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from sphinx_research.formats import bibtex
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Publication
from sphinx_research.records.problems import Report
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.schema import validate

WIDTH = 99
"""How long a line may be before YAML folds it."""

_PAGES = {Kind.PERSON: "name", Kind.PROJECT: "title"}
"""The records that have a page, and the fields that give its title."""
_NEEDS_QUOTES = re.compile(r": |:$| #|^[-?:,\[\]{}#&*!|>'\"%@`]|^---|^$")


class _Dumper(yaml.SafeDumper):
    """Writes texts plainly wherever our reader takes them as they stand.

    To it ``2024-05`` and ``no`` are texts, so they need no quotes.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's way to choose them
        sign: [one for one in found if one[0] == "tag:yaml.org,2002:null"]
        for sign, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        """Indent lists within mappings, as people do."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: _Dumper, value: Sequence[object]) -> yaml.Node:
    """Write a list of short texts on one line, as ``[a, b]``."""
    short = all(isinstance(one, str) and "\n" not in one for one in value)
    flow = short and sum(len(str(one)) + 2 for one in value) < WIDTH - 30
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)


def to_yaml(value: Mapping[str, object] | Sequence[object]) -> str:
    """Write YAML that `records.sources.yaml_text` reads back as it is."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=WIDTH,
    )


def page(record: RawRecord, body: str = "") -> str:
    """Write the page of a person or project.

    :param body: the Markdown below the title and the head of the page
    """
    matter = to_yaml({record.kind.value: _plain(record.data)})
    title = _one_line(record.data.get(_PAGES[record.kind], record.id))
    parts = [f"---\n{matter}---\n# {title}\n\n:::{{profile}}\n:::\n"]
    if body.strip():
        parts.append(f"\n{body.strip()}\n")
    return "".join(parts)


def data_file(records: Iterable[RawRecord]) -> str:
    """Write records of one kind that have no pages; of news, a list."""
    written = list(records)
    if written and written[0].kind is Kind.NEWS:
        return to_yaml([_plain(record.data) for record in written])
    return "\n".join(to_yaml({record.id: _plain(record.data)}) for record in written)


def block(record: RawRecord) -> str:
    """Write a publication as a block of a page."""
    fields = {name: value for name, value in record.data.items() if name != "abstract"}
    options = [f":{name}: {_option(name, value)}".rstrip() for name, value in fields.items()]
    abstract = str(record.data.get("abstract") or "").strip()
    fence = ":" * max(3, *(len(run) + 1 for run in re.findall(r":{3,}", abstract)), 3)
    lines = [f"{fence}{{publication}} {record.id}", *options]
    return "\n".join([*lines, *(["", abstract] if abstract else []), fence]) + "\n"


def entries(records: Iterable[RawRecord], works: Works, report: Report) -> dict[str, str]:
    """Write publications as entries of a ``.bib`` file, by their keys.

    What is wrong with a field is reported, and left out.

    :param works: those of the site, whose venues and people the entries may name
    """
    known = works.catalogue.records
    valid: dict[str, Publication] = {}
    for record in records:
        made = validate(record, report)
        if isinstance(made, Publication):
            valid[record.id] = made
    together = replace(known, publications={**known.publications, **valid})
    catalogue = Catalogue(together, works.catalogue.settings, works.catalogue.documents)
    new = Works(catalogue, works.site)
    return {key: bibtex.entry(new[key]) for key in valid}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field may hold
    """Leave out what is empty."""
    if isinstance(value, Mapping):
        kept = {str(name): _plain(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in ("", None, [], {}, ())}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str) else _scalar(value)


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _one_line(value: object) -> str:
    if isinstance(value, Mapping):  # a name in its parts
        value = " ".join(str(value[part]) for part in ("given", "family") if value.get(part))
    return " ".join(str(value).split())


def _option(name: str, value: object) -> str:
    """Write the value of an option, in quotes where it would not be read as it stands."""
    if isinstance(value, list | tuple):
        value = ("; " if name in {"authors", "editors", "inventors"} else ", ").join(
            map(str, value)
        )
    text = _one_line(_scalar(value) if not isinstance(value, str) else value)
    if _NEEDS_QUOTES.search(text):
        return "'" + text.replace("'", "''") + "'"
    return text
