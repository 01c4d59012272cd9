"""All attacks, by what they go through."""

from __future__ import annotations

from tests.attacks.attack import Attack
from tests.attacks.corpus.addresses import ADDRESSES
from tests.attacks.corpus.commands import COMMANDS
from tests.attacks.corpus.disclosure import DISCLOSURE
from tests.attacks.corpus.elements import ELEMENTS_AND_ATTRIBUTES
from tests.attacks.corpus.exhaustion import EXHAUSTION
from tests.attacks.corpus.files import FILES
from tests.attacks.corpus.forgery import FORGERY
from tests.attacks.corpus.html import HTML
from tests.attacks.corpus.links import LINKS
from tests.attacks.corpus.photos import PHOTOS
from tests.attacks.corpus.records import RECORDS
from tests.attacks.corpus.visitors import VISITORS

ATTACKS: tuple[Attack, ...] = (
    *COMMANDS,
    *DISCLOSURE,
    *LINKS,
    *PHOTOS,
    *HTML,
    *ELEMENTS_AND_ATTRIBUTES,
    *ADDRESSES,
    *RECORDS,
    *VISITORS,
    *FILES,
    *FORGERY,
    *EXHAUSTION,
)
