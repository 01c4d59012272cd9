"""The records of the site.

Every record is frozen and checked field by field by pydantic, so that the model is at
once the validation, the documentation of the fields and the source of their JSON
Schema.  What one record says of *another* is checked in `integrity`.

A reference to another record (`org`, `advisors`, `venue`…) is written as its id, or as
plain text where no record exists: `is_id` tells the two apart by their look.
"""

from sphinx_research.records.model.base import Dated, NewsItem, Part, Record
from sphinx_research.records.model.fields import PROFILE_LINKS, is_id, slug
from sphinx_research.records.model.people import (
    Award,
    Collaborator,
    Education,
    Employment,
    Interest,
    Notice,
    Person,
    Service,
    Stay,
    Stint,
)
from sphinx_research.records.model.works import (
    Funding,
    News,
    Organisation,
    Project,
    Publication,
    PublicationType,
    Status,
    Venue,
    VenueType,
)

__all__ = [
    "PROFILE_LINKS",
    "Award",
    "Collaborator",
    "Dated",
    "Education",
    "Employment",
    "Funding",
    "Interest",
    "News",
    "NewsItem",
    "Notice",
    "Organisation",
    "Part",
    "Person",
    "Project",
    "Publication",
    "PublicationType",
    "Record",
    "Service",
    "Status",
    "Stay",
    "Stint",
    "Venue",
    "VenueType",
    "is_id",
    "slug",
]
