"""What is translated, and how completely; `nox -s words` mends most of what fails here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).parent.parent
PACKAGES = {"sphinx_research": "_ext/sphinx_research", "sphinx": "_ext/research_theme"}
KEYWORDS = {"_": None, "gettext": None, "noted": None, "words": None, "several": (1, 2)}

CATALOGUES = [
    (domain, path.parent.parent.name)
    for domain, package in PACKAGES.items()
    for path in sorted(REPOSITORY.glob(f"{package}/locale/*/LC_MESSAGES/{domain}.po"))
]
EACH = pytest.mark.parametrize(("domain", "language"), CATALOGUES)


def _path(domain: str, language: str, ending: str) -> Path:
    folder = REPOSITORY / PACKAGES[domain] / "locale" / language / "LC_MESSAGES"
    return folder / f"{domain}.{ending}"


def _read(domain: str, language: str) -> Catalog:
    with _path(domain, language, "po").open("rb") as file:
        return read_po(file)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}|%\(\w+\)s", text))


def _in_the_code(domain: str) -> set[str]:
    """Gather the messages as `nox -s words` does."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        REPOSITORY / PACKAGES[domain],
        [(one["pattern"], one["method"]) for one in mappings],
        {one["pattern"]: {"silent": "false"} for one in mappings},
        KEYWORDS,
    )
    return {_forms(message)[0] for _, _, message, *_ in found}


def test_german_and_chinese_are_there() -> None:
    assert CATALOGUES == [
        ("sphinx_research", "de"),
        ("sphinx_research", "zh_CN"),
        ("sphinx", "de"),
        ("sphinx", "zh_CN"),
    ]


@EACH
def test_every_message_of_the_code_is_translated_and_no_other(domain: str, language: str) -> None:
    catalogue = _read(domain, language)

    assert {_forms(message.id)[0] for message in _messages(catalogue)} == _in_the_code(domain)
    assert [
        message.id for message in _messages(catalogue) if not all(_forms(message.string))
    ] == []
    assert [message.id for message in _messages(catalogue) if message.fuzzy] == []
    assert not catalogue.obsolete


@EACH
def test_translations_have_the_placeholders_of_their_messages(domain: str, language: str) -> None:
    wrong = [
        (message.id, form)
        for message in _messages(_read(domain, language))
        for form in _forms(message.string)
        if _placeholders(form) != _placeholders(_forms(message.id)[-1])
    ]

    assert wrong == []


@EACH
def test_each_number_has_as_many_forms_as_the_language_needs(domain: str, language: str) -> None:
    catalogue = _read(domain, language)
    several = [message for message in _messages(catalogue) if message.pluralizable]

    assert {len(_forms(message.string)) for message in several} <= {catalogue.num_plurals}


@EACH
def test_what_is_compiled_is_what_is_written(domain: str, language: str) -> None:
    with _path(domain, language, "mo").open("rb") as file:
        compiled = {_forms(one.id): _forms(one.string) for one in _messages(read_mo(file))}

    assert compiled == {
        _forms(one.id): _forms(one.string) for one in _messages(_read(domain, language))
    }
