from __future__ import annotations

import pytest

from sphinx_research.commands.importing.venues import venue_id
from sphinx_research.records.model import Venue, VenueType
from sphinx_research.records.problems import Place


def venue(id_: str, name: str, short: str, kind: VenueType) -> Venue:
    return Venue(id=id_, place=Place("x"), name=name, short=short, type=kind)


VENUES = [
    venue(
        *("cvpr", "IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
        VenueType.CONFERENCE,
    ),
    venue("acl", "Annual Meeting of the ACL", "ACL", VenueType.CONFERENCE),
    venue("memoirs", "Scientific Memoirs", "Sci. Mem.", VenueType.JOURNAL),
    venue("one", "Twins", "T1", VenueType.JOURNAL),
    venue("two", "Twins", "T2", VenueType.JOURNAL),
]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Scientific memoirs", "memoirs"),
        ("sci mem", "memoirs"),
        ("The Proceedings of the Scientific Memoirs", "memoirs"),
        ("2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "cvpr"),
        ("IEEE Conference on Vision (CVPR)", "cvpr"),
        ("Proceedings of the 58th Annual Meeting of the ACL", "acl"),
        ("Proceedings of the Fifty-Eighth Annual Meeting of the ACL", "acl"),
        ("Annual Meeting of the ACL, Online", "acl"),
        ("2024 Computer Vision and Pattern Recognition Workshops (CVPR)", ""),
        ("Memoir", ""),
        ("Twins", ""),
        ("", ""),
    ],
)
def test_names_of_venues_mean_records(name: str, id_: str) -> None:
    assert venue_id(name, VENUES) == id_
