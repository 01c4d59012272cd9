"""JSON Schemas (draft 2020-12) of what contributors write, for editors.

They are made of the models that the reader itself checks with, so that an editor completes the
names of fields, shows what each means and marks what the reader would refuse.  What needs more
than one record to be seen (an id that does not exist) only `nox -s check` tells.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.records.catalogue import Settings
from sphinx_research.records.model import (
    Collaborator,
    News,
    Organisation,
    Part,
    Person,
    Project,
    Publication,
    Venue,
)
from sphinx_research.records.model.forms import COUNT, FLAG, Form

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema"

PAGES: Mapping[str, type[Part]] = {"person": Person, "project": Project}
"""What front matter may hold, by its key."""
DATA: Mapping[str, type[Part]] = {
    "collaborators": Collaborator,
    "organisations": Organisation,
    "venues": Venue,
}
"""What data files hold by id, by their names."""
NAMES = (*PAGES, "publication", *DATA, "news")
"""The schemas, each published as ``schema/<name>.json``."""

_TITLES = {
    "person": "The front matter of a person's page",
    "project": "The front matter of a project's page",
    "publication": "The options of a publication block",
    "collaborators": "collaborators.yaml",
    "organisations": "organisations.yaml",
    "venues": "venues.yaml",
    "news": "news.yaml",
}
_FRONT_MATTER = {
    "orphan": {**FLAG, "description": "Whether no toctree names the page."},
    "nosearch": {**FLAG, "description": "Whether the search leaves the page out."},
    "tocdepth": {
        "type": ["integer", "string", "null"],
        "minimum": 0,
        "maximum": 9,
        "pattern": "^[0-9]?$",
        "description": "How deep the table of contents goes.",
    },
}
_ID = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def schema(name: str, settings: Settings | None = None, address: str = "") -> Form:
    """Make one of the schemas.

    :param name: one of `NAMES`
    :param settings: those of the site, whose roles and themes are then the only ones
    :param address: where it is published
    """
    maker = _Maker(settings or Settings())
    head: Form = {"$schema": DRAFT}
    if address:
        head["$id"] = address
    head["title"] = _TITLES[name]
    made = {**head, **maker.top(name)}
    if maker.parts:
        made["$defs"] = dict(sorted(maker.parts.items()))
    return made


def files(site: Site, settings: Settings) -> Iterator[tuple[str, str]]:
    """Write all schemas as the site publishes them: their paths and texts."""
    for name in NAMES:
        path = f"{FOLDER}/{name}.json"
        made = schema(name, settings, site.file(path) if site.base else "")
        yield path, json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def schema_of_model(cls: type[Part]) -> Form:
    """Describe a record or a part of one, by itself."""
    return _Maker(Settings()).model(cls)


class _Maker:
    """Makes the schemas of models, and keeps those of their parts."""

    def __init__(self, settings: Settings) -> None:
        self.choices = {
            (Person, "role"): settings.roles,
            ("Stay", "role"): settings.roles,
            (Project, "theme"): settings.themes,
        }
        self.parts: dict[str, Form] = {}

    def top(self, name: str) -> Form:
        if name in PAGES:
            record = self.model(PAGES[name])
            return {
                "type": "object",
                "properties": {name: record, **_FRONT_MATTER},
                "required": [name],
                "additionalProperties": False,
            }
        if name in DATA:
            record = self.model(DATA[name])
            return {
                "type": ["object", "null"],
                "propertyNames": _ID,
                "additionalProperties": record,
            }
        if name == "news":
            return {"type": ["array", "null"], "items": self.model(News)}
        return self.model(Publication)

    def model(self, cls: type[Part]) -> Form:
        """Describe a record or a part of one."""
        said = descriptions(cls)
        written = _written(cls)
        parts = {part.__name__: part for part in _parts(cls)}
        properties: dict[str, Form] = {}
        conditions: list[Form] = []
        for name, info in cls.model_fields.items():
            if name in ("id", "place"):  # set from the file, never written
                continue
            names = names_of(name, info)
            form = self._form(cls, name, written[names[0]], parts, info)
            for one in names:
                properties[one] = {**form, "description": said[name]}
            conditions += _conditions(names, required=info.is_required())
        return {
            "type": "object",
            "description": one_line(inspect.getdoc(cls) or "").partition(". ")[0],
            "properties": properties,
            "additionalProperties": False,
            **({"allOf": conditions} if conditions else {}),
        }

    def _form(
        self,
        cls: type[Part],
        name: str,
        written: Mapping[str, Any],
        parts: Mapping[str, type[Part]],
        info: FieldInfo,
    ) -> Form:
        form = {key: value for key, value in written.items() if key not in {"title", "default"}}
        if "anyOf" in form:  # `… | None`, or a form with more than one shape
            shapes = [one for one in form["anyOf"] if one != {"type": "null"}]
            form = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
        choices = self.choices.get((cls, name)) or self.choices.get((cls.__name__, name))
        if choices:
            form = {"enum": list(choices)}
        elif form.get("type") == "boolean":
            return FLAG
        elif form.get("type") == "integer":
            form = COUNT
        elif "$ref" in form:  # one of a few words
            form = {"enum": _words(info)}
        elif inner := str(form.get("items", {}).get("$ref", "")):
            form = {"type": "array", "items": self._part(parts[inner])}
        return form if info.is_required() else blank(form)

    def _part(self, cls: type[Part]) -> Form:
        name = cls.__name__
        if name not in self.parts:
            self.parts[name] = {}  # it may hold itself
            self.parts[name] = self.model(cls)
        reference = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [{"type": "string"}, reference]} if name == "Interest" else reference


def blank(form: Form) -> Form:
    """Let a field be written with nothing after its colon, as if it were not there."""
    if "enum" in form:
        return {**form, "enum": [*form["enum"], "", None]}
    if "type" not in form:
        return {"anyOf": [*form["anyOf"], {"enum": ["", None]}]}
    types = [form["type"]] if isinstance(form["type"], str) else form["type"]
    wide = {**form, "type": [*dict.fromkeys([*types, "string", "null"])]}
    if "pattern" in form:
        wide["pattern"] = f"^$|{form['pattern']}"
    elif "string" not in types:
        wide["maxLength"] = 0
    return wide


def names_of(name: str, info: FieldInfo) -> list[str]:
    """Give the names under which contributors write a field; the first is the usual one."""
    alias = info.validation_alias
    if isinstance(alias, AliasChoices):
        return [str(choice) for choice in alias.choices]
    return [alias if isinstance(alias, str) else name]


def _conditions(names: list[str], *, required: bool) -> Iterator[Form]:
    """Say that a field must be there, and under one of its names only."""
    if required:
        yield (
            {"oneOf": [{"required": [one]} for one in names]} if names[1:] else {"required": names}
        )
    elif names[1:]:
        yield {"not": {"required": names}}


@cache
def _written(cls: type[Part]) -> dict[str, Form]:
    """Give pydantic's own schema of the fields: their forms, and models by their names."""
    made = cls.model_json_schema(mode="validation", ref_template="{model}")
    return dict(made["properties"])


def _parts(cls: type[Part]) -> Iterator[type[Part]]:
    for info in cls.model_fields.values():
        for inner in _inner(info.annotation):
            if isinstance(inner, type) and issubclass(inner, Part):
                yield inner


def _words(info: FieldInfo) -> list[str]:
    kinds = _inner(info.annotation)
    (words,) = (one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum))
    return [word.value for word in words]


def _inner(annotation: object) -> tuple[object, ...]:
    return getattr(annotation, "__args__", ()) or (annotation,)


@cache
def descriptions(cls: type[Part]) -> dict[str, str]:
    """Read what the fields of a model mean, in one line each.

    Their docstrings are no part of the running model, for pydantic would look them up in the
    source whenever the package is imported, which takes longer than all the rest.
    """
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        if issubclass(ancestor, Part) and ancestor is not Part:
            found.update(_docstrings(ancestor))
    return found


def _docstrings(cls: type) -> Iterator[tuple[str, str]]:
    (tree,) = ast.parse(inspect.getsource(cls)).body
    body = getattr(tree, "body", [])
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=text)):
                yield name, " ".join(str(text).split())
            case _:
                continue
