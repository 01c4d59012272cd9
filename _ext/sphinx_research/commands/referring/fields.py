"""What contributors may write: fields of records, from the models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx_research.commands.referring.markdown import codes, table
from sphinx_research.formats.authoring_schema import (
    blank,
    descriptions,
    names_of,
    schema_of_model,
)
from sphinx_research.records import model
from sphinx_research.records.model import PROFILE_LINKS, Part, forms

_FORMS: tuple[tuple[forms.Form, str], ...] = (
    (forms.LINE, "line"),
    (forms.TEXT, "text"),
    (forms.TEXTS, "list"),
    (forms.DATE, "date"),
    (forms.DATES, "dates"),
    (forms.END, "date or `present`"),
    (forms.NAME, "name"),
    (forms.AUTHORS, "names"),
    (forms.URL, "address"),
    (forms.EMAIL, "e-mail address"),
    (forms.OLD_ADDRESSES, "list"),
    (forms.PAGES, "text"),
    (forms.LICENSE, "address or name"),
    (forms.DOI, "DOI"),
    (forms.ARXIV, "arXiv id"),
    (forms.ORCID, "ORCID iD"),
    (forms.ROR, "ROR id"),
    (forms.COUNT, "number"),
    (forms.FLAG, "`true` or `false`"),
    (forms.links(PROFILE_LINKS), "names and addresses"),
)


def fields(name: str) -> str:
    """Write the table of the fields of a model.

    :param name: that of its class, such as ``Person``
    """
    rows = sorted(_rows(getattr(model, name)), key=lambda row: not row[1].startswith("required"))
    return table(("field", "form", "meaning"), rows)


def links(_of: str) -> str:
    """Name the links of which the account name is enough."""
    short = [name for name, (_, template) in PROFILE_LINKS.items() if template != "{}"]
    return f"{codes(short)}\n"


def _rows(cls: type[Part]) -> Iterator[tuple[str, str, str]]:
    said, properties = descriptions(cls), schema_of_model(cls)["properties"]
    for name, info in cls.model_fields.items():
        if name in ("id", "place"):
            continue
        names = names_of(name, info)
        needed = "required; " if info.is_required() else ""
        yield codes(names), needed + _form(properties[names[0]]), said[name]


def _form(written: dict[str, Any]) -> str:
    form = {key: value for key, value in written.items() if key != "description"}
    if "enum" in form:
        return codes(word for word in form["enum"] if word)
    if inner := form.get("items", {}):
        part = inner.get("$ref") or inner.get("anyOf", [{}])[-1].get("$ref")
        if part:
            name = str(part).rpartition("/")[2]
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
            return f"list: [{words}](#{words.replace(' ', '-')})"
        if form not in [one for known, _ in _FORMS for one in (known, blank(known))]:
            return "list of lines"
    for known, words in _FORMS:
        if form in (known, blank(known)):
            return words
    msg = f"no words for {form}"
    raise LookupError(msg)
