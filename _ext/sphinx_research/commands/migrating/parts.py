"""What several formats have in common: days, addresses, accounts, organisations, roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from sphinx_research.commands import keys
from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.fields import Fields
from sphinx_research.records.addresses import is_absolute
from sphinx_research.records.model import PROFILE_LINKS, slug
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.abstracts import not_prose
from sphinx_research.records.values import PartialDate

# --- days -----------------------------------------------------------------------------------

_DAY = re.compile(r"\s*([0-9]{4}(?:-[0-9]{1,2}(?:-[0-9]{1,2})?)?)(?=\s*$|[T\s][0-9])")


def day(text: str) -> str:
    """Reduce a time, such as ``2024-02-17T00:00:00Z``, to its date; empty if it is none."""
    match = _DAY.match(text)
    try:
        return str(PartialDate.parse(match[1])) if match else ""
    except ValueError:
        return ""


def date_of(fields: Fields, name: str, into: Carried) -> str:
    """Read a date; what is none is reported."""
    written = fields.text(name)
    read = day(written)
    if written and not read and written not in {"present", "now"}:
        cause = f"`{name}`: `{written}` is not a date as 2024, 2024-05 or 2024-05-03"
        into.leave(fields.place(name), cause, "write the date by hand")
    return read


# --- addresses and files --------------------------------------------------------------------


def address(written: str, place: Place, into: Carried) -> str:
    """Give the whole address of what a field links to; a file of the old site is copied."""
    if written == "#":
        into.note_theme("links to nothing (`#`)")
        return ""
    if written.startswith("www."):
        written = f"https://{written}"
    if not written or is_absolute(written) or into.find(written, place):
        return into.download(written, place) if written else ""
    cause = f"the link to `{written}` leads to nothing that is here"
    into.leave(place, cause, "write a whole address, with https://")
    return ""


def picture(fields: Fields, name: str, into: Carried) -> str:
    """Copy the picture that a field names; give its path here, or nothing.

    One on another host is reported.
    """
    written, place = fields.text(name), fields.place(name)
    if not written:
        return ""
    if is_absolute(written) and not into.is_old(written):
        into.leave(place, f"the picture {written} is on another host", "save it, and add it")
        return ""
    return into.file(into.find(written, place) or written, place)


_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)


def abstract(text: str, place: Place, into: Carried) -> str:
    """Make an abstract of a text; one that holds more than prose is left out and reported."""
    made = _HEADING.sub(r"**\1**", into.prose(text, place)).strip() if text.strip() else ""
    found = not_prose(made)
    for line, cause, mend in found[:1]:
        where = Place(place.path, place.line + line)
        into.leave(where, f"the abstract holds {cause}, and is left out", mend)
    return "" if found else made


# --- accounts -------------------------------------------------------------------------------

_NETWORKS = {
    "artstation": "https://www.artstation.com/{}",
    "bitbucket": "https://bitbucket.org/{}",
    "codepen": "https://codepen.io/{}",
    "facebook": "https://www.facebook.com/{}",
    "flickr": "https://www.flickr.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "imdb": "https://www.imdb.com/name/{}",
    "instagram": "https://www.instagram.com/{}",
    "kaggle": "https://www.kaggle.com/{}",
    "keybase": "https://keybase.io/{}",
    "leetcode": "https://leetcode.com/u/{}",
    "reddit": "https://www.reddit.com/user/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "telegram": "https://t.me/{}",
    "weibo": "https://www.weibo.com/{}",
    "xing": "https://www.xing.com/profile/{}",
    "youtube": "https://www.youtube.com/@{}",
    "zhihu": "https://www.zhihu.com/people/{}",
}
"""Networks without a name among the links here, and where an account's page is."""
_HOSTS = {
    "github.com": "github",
    "scholar.google.": "scholar",  # any country's
    "orcid.org": "orcid",
    "dblp.": "dblp",
    "openreview.net": "openreview",
    "semanticscholar.org": "semantic-scholar",
    "twitter.com": "x",
    "x.com": "x",
    "linkedin.com": "linkedin",
    "bsky.app": "bluesky",
    "huggingface.co": "huggingface",
    "researchgate.net": "researchgate",
    "youtube.com": "youtube",
    "gitlab.com": "gitlab",
}
_MASTODON = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
_ACCOUNT = re.compile(r"[\w.@~/-]+")


def network_of(link: str) -> str:
    """Tell which network an address is of; empty if it is none of those known."""
    try:
        host = (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    for name, network in _HOSTS.items():
        begins = name.endswith(".") and host.startswith(name)
        if begins or host == name or host.endswith(f".{name}"):
            return network
    return ""


def accounts(found: Iterable[tuple[str, str, Place]], into: Carried) -> dict[str, Any]:
    """Make the fields `links`, `orcid` and `email` of accounts.

    What has no address is reported.

    :param found: the network's name, the account or address, and where it stands
    """
    fields: dict[str, Any] = {}
    links: dict[str, str] = {}
    for network, written, place in found:
        account = written.strip()
        name = next(iter(into.links({network: account})), "")
        if not account:
            continue
        if account.startswith("mailto:") or name in {"email", "mail", "e-mail"}:
            address_only = account.removeprefix("mailto:").partition("?")[0]
            fields.setdefault("email", address_only.replace("@", " [at] "))
        elif name == "orcid":
            fields.setdefault("orcid", account)
        elif link := _link(name, account):
            if links.setdefault(name, link) != link:
                into.leave(place, f"there are two links `{name}`; `{account}` is the second")
        else:
            cause = f"`{account}` on `{network}` is not carried, for its address is not known"
            into.leave(place, cause, f"write `{name}: https://…` below `links`")
    return {**fields, **({"links": links} if links else {})}


def _link(name: str, account: str) -> str:
    if re.match(r"https?://", account):
        return account
    if name == "mastodon" and (match := _MASTODON.fullmatch(account)):
        return f"https://{match[2]}/@{match[1]}"
    if _ACCOUNT.fullmatch(account) is None:
        return ""
    if PROFILE_LINKS.get(name, ("", "{}"))[1] != "{}":
        return account.removeprefix("@")
    template = _NETWORKS.get(name, "")
    return template.format(account.removeprefix("@")) if template else ""


# --- organisations, roles, names ------------------------------------------------------------


def organisation(name: str, link: str, place: Place, into: Carried) -> str:
    """Name an organisation as a field of a person does; one with a link becomes a record."""
    name = into.line(name, place)
    identifier = into.id_of(name)
    if link and identifier:
        if not into.has(Kind.ORGANISATION, identifier):
            data = {"name": name, "url": link}
            into.add(RawRecord(Kind.ORGANISATION, identifier, data, place))
        return identifier
    return name


def role_of(written: str, into: Carried) -> str:
    """Find the role of this site that an old one means; if there is none, give it as it is."""
    for role, name in into.settings.roles.items():
        if slug(written) in {slug(role), slug(name)} or slug(written) == f"{slug(name)}s":
            return role
    return written


def without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out fields that say nothing."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {}, ())}


def key_for(data: Mapping[str, Any], into: Carried) -> str:
    """Make a citation key that no paper has yet."""
    taken = {identifier for kind, identifier in into.ids if kind is Kind.PUBLICATION}
    return keys.make(data, taken)


def free_key(key: str, into: Carried) -> str:
    """Give a citation key, or one with a number if it is taken."""
    number, wanted = 1, key
    while into.has(Kind.PUBLICATION, wanted):
        number += 1
        wanted = f"{key}-{number}"
    return wanted
