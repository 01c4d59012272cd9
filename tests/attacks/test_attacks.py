"""Every attack, on a plain site and on one of ours: ``nox -s attacks`` prints the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.attacks.attack import Attack, Harm, Plain
from tests.attacks.corpus import ATTACKS
from tests.attacks.judging import HARMLESS, REFUSED, judge_ours, judge_plain


def _name(attack: Attack) -> str:
    return attack.name


EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "dollarmath", "strikethrough")
PLAIN = [one for one in ATTACKS if one.plain in (Plain.WORKED, Plain.HARMLESS)]


@pytest.mark.parametrize("attack", PLAIN, ids=_name)
def test_a_plain_site_ends_as_the_corpus_tells(attack: Attack) -> None:
    verdict = judge_plain(attack)

    assert verdict.outcome == attack.plain, verdict


@pytest.mark.parametrize("attack", ATTACKS, ids=_name)
def test_nothing_happens_here(attack: Attack) -> None:
    verdict = judge_ours(attack)

    assert verdict.evidence == ()
    assert verdict.outcome == (REFUSED if attack.refused else HARMLESS), verdict
    assert not attack.refused or attack.refused in verdict.refusals


AMONG_RECORDS = [
    one
    for one in ATTACKS
    if one.harm in {Harm.COMMAND, Harm.DISCLOSURE}
    and all(path.startswith(("people/", "research/")) for path in (*one.files, *one.links))
]


@pytest.mark.parametrize("attack", AMONG_RECORDS, ids=_name)
def test_nothing_happens_where_only_records_are_guarded(attack: Attack) -> None:
    """Then the rest of a project may use what can run anything."""
    settings = {
        **attack.settings,
        "research_guarded": "records",
        "myst_enable_extensions": [*EXTENSIONS, "substitution"],
    }

    assert judge_ours(replace(attack, settings=settings)).evidence == ()


def test_there_are_attacks_of_all_kinds() -> None:
    worked = Counter(attack.harm for attack in ATTACKS if attack.plain is Plain.WORKED)

    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert worked.keys() == set(Harm)
    assert worked.total() >= 150
