"""Every attack, checked without a build: it ends soon, and what a build refuses is not fine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_research.commands import check
from tests.attacks.attack import SECRET, Attack
from tests.attacks.building import REPOSITORY, bounded, lay_out
from tests.attacks.corpus import ATTACKS

CONF = (REPOSITORY / "conf.py").read_text("utf-8")
ANNOTATION = re.compile(r"::(?:error|warning) file=[^,:]+,line=\d+,col=\d+,title=[\w-]+::")
OF_BUILDS = "picture "
"""What only a build says: it opens every picture, which takes longer than all else."""


def _name(attack: Attack) -> str:
    return attack.name


@pytest.mark.parametrize("attack", ATTACKS, ids=_name)
def test_what_a_build_refuses_is_not_fine(
    attack: Attack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(attack, tmp_path)
    source = tmp_path / "source"
    settings = (f"{name} = {value!r}\n" for name, value in attack.settings.items())
    (source / "conf.py").write_text(f"{CONF}\n{''.join(settings)}", "utf-8")

    with bounded():
        code = check.main(["--format=github", "--source", str(source)])

    said = capsys.readouterr().out.splitlines()
    with bounded():
        check.main(["--advice", "--source", str(source)])
    assert SECRET not in capsys.readouterr().out
    assert all(map(ANNOTATION.match, said))  # no other command, and no line of an attack's own
    if not attack.refused.startswith(OF_BUILDS):
        assert code == bool(said) >= bool(attack.refused)
