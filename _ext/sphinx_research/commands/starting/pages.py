"""The files that a site begins with, besides those that belong to any site."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_research.commands.creating import ids
from sphinx_research.commands.starting.answers import LICENCES, Answers
from sphinx_research.commands.written import to_yaml
from sphinx_research.formats import beginnings
from sphinx_research.records.names import parse_name
from sphinx_research.records.raw import Kind
from sphinx_research.records.words import Words


def pages(answers: Answers, roles: Mapping[str, str]) -> dict[str, str]:
    """Write the pages of an empty site, by their paths."""
    words = Words(answers.language)
    people, projects, papers, news = map(words, ("People", "Projects", "Publications", "News"))
    made = {
        "index.md": _home(answers.title, people, projects, papers, news),
        "people/index.md": f"# {people}\n\n:::{{people}}\n:::\n",
        "research/index.md": f"# {projects}\n\n:::{{projects}}\n:::\n",
        "research/publications.md": f"# {papers}\n\n:::{{publications}}\n:facets:\n:::\n",
        "research/news.md": f"# {news}\n\n:::{{news}}\n:::\n",
        "README.md": _readme(answers),
    }
    if answers.person:
        name = str(parse_name(answers.person))
        path = f"people/{ids.id_of_name(parse_name(name))}.md"
        made[path] = beginnings.page(Kind.PERSON, name, to_yaml({"name": name}), roles)
    return made


def _home(title: str, people: str, projects: str, papers: str, news: str) -> str:
    return f"""\
# {beginnings.heading(title)}

{{.lead}}
Write here who you are and what you do, in one or two sentences.

## [{people}](people/index.md)

:::{{people}}
:current:
:group: none
:::

## [{projects}](research/index.md)

:::{{projects}}
:group: none
:limit: 6
:::

## [{papers}](research/publications.md)

:::{{publications}}
:limit: 5
:::

{{.side}}
## [{news}](research/news.md)

:::{{news}}
:limit: 5
:::

```{{toctree}}
:hidden:

people/index
research/index
research/publications
research/news
```
"""


def _readme(answers: Answers) -> str:
    title = beginnings.heading(answers.title)
    at = f"\n<{answers.address}>\n" if answers.address else ""
    name, url = LICENCES[answers.licence]
    content = f"[{name}]({url})" if url else name
    return f"""\
# {title}
{at}
The source of a site of people, their projects and their papers, written in Markdown and built
with [Sphinx](https://www.sphinx-doc.org/).

- **Add your page**: on the site, below the list of people, or in the folder `people/` here.
  [CONTRIBUTING.md](CONTRIBUTING.md) tells how to go on.
- **Build it**: `python3 -m venv .venv && .venv/bin/pip install -q nox && .venv/bin/nox -s build`
  puts the site into `_build/html`.
- **Look after it**: [docs/starting.md](docs/starting.md) tells what to set up, and
  [CHANGELOG.md](CHANGELOG.md) what newer versions bring.

Licence of the content: {content}. The code is under the [MIT licence](LICENSE).
"""


def conf_values(answers: Answers, today: str) -> dict[str, str | bool | Mapping[str, object]]:
    """Tell what conf.py is to say."""
    name, url = LICENCES[answers.licence]
    editor = f"https://github.com/{answers.repository}"
    new = "{folder}/{name}&value={content}"
    values: dict[str, str | bool | Mapping[str, object]] = {
        "project": answers.title,
        "author": answers.author,
        "copyright": f"{today[:4]}, {answers.author}",
        "language": answers.language,
        "research_themes": {},
        "research_build_date": today,
        "html_baseurl": answers.address,
        "html_context.license": name,
        "html_context.license_url": url,
    }
    if answers.repository:
        values["html_context.edit_url"] = f"{editor}/edit/main/{{path}}#L{{line}}"
        values["html_context.new_page_url"] = f"{editor}/new/main?filename={new}"
    if answers.accent:
        values["html_theme_options"] = {"accent": answers.accent}
    return values


def licence_of_content(answers: Answers) -> str:
    """Write what may be done with the content, where it is not the licence that is there."""
    name, url = LICENCES[answers.licence]
    content = "The content of this site, in people/, research/, _static/ and index.md,"
    if not url:
        return f"{content} belongs to {answers.author}.\n{name}.\n"
    return f"{content} is under the licence {name}:\n{url}\n"
