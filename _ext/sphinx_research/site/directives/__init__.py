"""The directives that pages are composed of."""

from __future__ import annotations

from typing import Any

from sphinx_research.site.directives.charts import (
    CoauthorsDirective,
    PapersPerYearDirective,
    TimelineDirective,
)
from sphinx_research.site.directives.lists import (
    NewsDirective,
    PeopleDirective,
    ProjectsDirective,
    PublicationsDirective,
    ReferencesDirective,
)
from sphinx_research.site.directives.profile import ProfileDirective
from sphinx_research.site.directives.publication import PublicationDirective
from sphinx_research.site.directives.sections import (
    AwardsDirective,
    EducationDirective,
    EmploymentDirective,
    ExperienceDirective,
    InterestsDirective,
    ServiceDirective,
)

DIRECTIVES: dict[str, Any] = {
    "profile": ProfileDirective,
    "publication": PublicationDirective,
    "publications": PublicationsDirective,
    "references": ReferencesDirective,
    "people": PeopleDirective,
    "projects": ProjectsDirective,
    "news": NewsDirective,
    "interests": InterestsDirective,
    "education": EducationDirective,
    "employment": EmploymentDirective,
    "experience": ExperienceDirective,
    "awards": AwardsDirective,
    "service": ServiceDirective,
    "papers-per-year": PapersPerYearDirective,
    "coauthors": CoauthorsDirective,
    "timeline": TimelineDirective,
}
