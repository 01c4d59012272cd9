"""Every attack, on a plain site and on one of ours: ``nox -s attacks`` prints the same."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.attacks.attack import Attack, Harm, Plain
from tests.attacks.corpus import ATTACKS
from tests.attacks.judging import HARMLESS, REFUSED, judge_ours, judge_plain


def _name(attack: Attack) -> str:
    return attack.name


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


def test_there_are_attacks_of_all_kinds() -> None:
    worked = Counter(attack.harm for attack in ATTACKS if attack.plain is Plain.WORKED)

    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert worked.keys() == set(Harm)
    assert worked.total() >= 150
