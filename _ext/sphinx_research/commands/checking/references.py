"""What pages name of records: ids in roles and directives, and the options of directives."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_research.commands.checking.hints import Hints
from sphinx_research.commands.checking.mentions import Mention, Mentions, wanted
from sphinx_research.commands.checking.options import OF_A_PERSON, OPTIONS, wrong_value
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.problems import Code, Place, Problem
from sphinx_research.records.raw import Kind
from sphinx_research.records.remedies import remedy
from sphinx_research.records.views.refs import ROLES

_KINDS = {
    "person": Kind.PERSON,
    "project": Kind.PROJECT,
    "org": Kind.ORGANISATION,
    "venue": Kind.VENUE,
}


class References:
    """Compares what pages name with the records there are.

    :param unread: ids that records may have that could not be read
    :param elsewhere: whether ids may also be those of other sites, which only the build knows
    """

    def __init__(self, catalogue: Catalogue, unread: frozenset[str], *, elsewhere: bool) -> None:
        self._catalogue = catalogue
        self._unread = unread
        self._elsewhere = elsewhere
        self._nearest = Hints()

    def problems(self, path: str, page: Mentions) -> Iterator[Problem]:
        """Say what is wrong on a page."""
        for one in page.found:
            place = Place(path, one.line, one.column)
            match one.kind:
                case "role":
                    yield from self._role(one, place)
                case "option" if one.name in OPTIONS:
                    yield from self._option(one, place)
                case "directive":
                    yield from self._directive(one, place)
                case _:
                    pass  # `links` looks at it

    def _role(self, one: Mention, place: Place) -> Iterator[Problem]:
        name = one.name.removeprefix("research:")
        if name == "cite":
            keys = [key.strip() for key in one.target.split(",") if key.strip()]
            yield from self._cited(keys, place)
        elif name in ROLES and not self._elsewhere:
            target = wanted(one.target)
            if not self._is_known(ROLES[name], target):
                yield self._unknown(ROLES[name], target, self._of(ROLES[name]), place)

    def _cited(self, keys: list[str], place: Place) -> Iterator[Problem]:
        known = self._catalogue.records.publications
        for key in keys:
            if key not in known and key not in self._unread:
                yield self._unknown("publication", key, known, place)

    def _directive(self, one: Mention, place: Place) -> Iterator[Problem]:
        known = self._catalogue.records.publications
        if one.name == "publication" and one.target and one.target not in known:
            if one.target not in self._unread:
                yield self._unknown("publication", one.target, known, place)
        elif one.name in OF_A_PERSON and "person" not in one.words.split():
            record = self._catalogue.pages.get(place.path.removesuffix(".md"))
            lost = place.path.rpartition("/")[2].removesuffix(".md") in self._unread
            if not lost and (record is None or record.kind is not Kind.PERSON):
                cause = f"`{one.name}` does not know whose it is"
                mend = "use it on a person's page, or name one with `:person:`"
                yield Problem(Code.UNKNOWN_ID, place, cause, mend)

    def _option(self, one: Mention, place: Place) -> Iterator[Problem]:
        forms = OPTIONS[one.name]
        if one.words not in forms:
            all_of_them = f"it has {', '.join(forms)}" if forms else "remove the line: it has none"
            cause = f"`{one.name}` has no option `{one.words}`"
            mend = self._nearest(one.words, forms) or all_of_them
            yield Problem(Code.UNKNOWN_FIELD, place, cause, mend)
            return
        form = forms[one.words]
        if mend := wrong_value(form, one.target):
            cause = f"`{one.target}` cannot be the `{one.words}` of `{one.name}`"
            yield Problem(Code.VALUE, place, cause, mend)
        elif form == "id":
            target = one.target.strip()
            known = self._named_by(one.words)
            if target not in known and target not in self._unread:
                yield self._unknown(one.words, target, known, place)

    # --- what there is --------------------------------------------------------------------------

    def _named_by(self, option: str) -> Collection[str]:
        """Give what an option may name, as the build does: a person, no collaborator."""
        catalogue = self._catalogue
        match option:
            case "tag":
                return catalogue.by_tag.keys()
            case "role":
                return catalogue.settings.roles.keys()
            case "theme":
                return catalogue.settings.themes.keys()
            case _:
                pass
        return catalogue.records.of(_KINDS[option]).keys()

    def _of(self, kind: Kind) -> list[str]:
        records = self._catalogue.records
        more = list(records.collaborators) if kind is Kind.PERSON else []
        return [*records.of(kind), *more]

    def _is_known(self, kind: Kind, target: str) -> bool:
        if target in self._unread:
            return True
        if kind is Kind.PERSON:
            return self._catalogue.somebody(target) is not None
        return target in self._catalogue.records.of(kind)

    def _unknown(
        self, what: Kind | str, target: str, known: Collection[str], place: Place
    ) -> Problem:
        cause = f"there is no {what} `{target}`"
        mend = remedy(what, target, known, self._nearest)
        return Problem(Code.UNKNOWN_ID, place, cause, mend)
