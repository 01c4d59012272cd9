"""A site with a work of every type."""

from __future__ import annotations

from tests.records.conftest import Tree

ORCID = "0000-0002-1825-0097"

LIBRARY = {
    "people/ada.md": """
        ---
        person:
          name: Ada Lovelace
          native_name: 愛達
          aliases: [Countess of Lovelace]
          role: professor
          orcid: 0000-0002-1825-0097
          email: ada [at] lab.example.org
          affiliations: [engine-lab, A club]
          links: {homepage: "https://ada.example.org/", github: ada}
          interests: ["Machines that *compose*", "Work with {person}`mary`"]
          education:
            - {org: ucl, degree: PhD, since: 1830, until: 1835}
            - {org: engine-lab, degree: MSc, since: 1836}
          awards: [{title: Gold medal, date: 1843}]
        ---
        """,
    "people/collaborators.yaml": """
        mary:
          name: Mary Somerville
          url: https://mary.example.org/
        """,
    "research/organisations.yaml": """
        ucl: {name: University College, short: UC, ror: "03taz7m60"}
        engine-lab: {name: Engine Laboratory, parent: ucl, url: "https://engine.example.org/"}
        """,
    "research/venues.yaml": """
        memoirs:
          {name: Scientific Memoirs, short: Memoirs, type: journal, issn: 1234-5679}
        royal: {name: Meeting of the Royal Society, short: MRS, type: conference}
        """,
    "research/engine.md": """
        ---
        project:
          title: The analytical engine
          short: Engine
          summary: A machine of {person}`mary` & others
          since: 1840
          until: 1850-06
          advisors: [mary]
          people: [ada, Joseph Clement]
          orgs: [ucl]
          tags: [computing]
          links: {github: engine}
          funding: [{funder: The Treasury, award: T-17}, {funder: ucl}]
        ---

        :::{publication} article
        :title: Notes on H~2~O & the <engine>
        :authors: Ada Lovelace, Jan van der Berg, {The Royal Society}, {Plato}
        :venue: memoirs
        :year: 1843-07-01
        :volume: 3
        :issue: 4
        :pages: 666-731
        :doi: 10.1000/notes
        :arxiv: 2404.00001
        :paper: https://publisher.example.com/notes
        :pdf: https://lab.example.org/files/notes.pdf
        :code: https://github.com/engine/notes
        :data: https://data.example.com/notes
        :supplement: https://lab.example.org/files/notes.zip?raw=1
        :language: en-GB
        :license: CC-BY-4.0
        :award: Best paper
        :tags: computing, music
        :projects: engine

        An *abstract* of two

        paragraphs by {person}`mary`.
        :::

        :::{publication} conference
        :title: A talk that was printed
        :authors: Ada Lovelace
        :venue: royal
        :year: 1844-05
        :pages: 12:1–12:25
        :pdf: https://elsewhere.example.com/talk.pdf
        :::

        :::{publication} preprint
        :title: A preprint
        :authors: Ada Lovelace
        :arxiv: 2404.00002
        :::

        :::{publication} sent
        :title: Sent to a journal
        :authors: Ada Lovelace
        :venue: memoirs
        :status: under-review
        :year: 1845
        :::

        :::{publication} undated
        :title: Without a year
        :authors: Ada Lovelace
        :venue: memoirs
        :::

        :::{publication} thesis
        :title: A thesis
        :authors: Ada Lovelace
        :type: thesis
        :publisher: University College
        :year: 1835
        :::

        :::{publication} report
        :title: A report
        :authors: Ada Lovelace
        :type: report
        :publisher: The Treasury
        :number: TR-7
        :year: 1842
        :::

        :::{publication} book
        :title: A book
        :authors: Ada Lovelace
        :editors: Mary Somerville, {The Printing Committee}
        :type: book
        :publisher: Taylor
        :isbn: 978-3-16-148410-0
        :edition: second
        :year: 1846
        :::

        :::{publication} chapter
        :title: A chapter
        :authors: Ada Lovelace
        :editors: Mary Somerville
        :type: chapter
        :venue: The book of engines
        :publisher: Taylor
        :isbn: 978-3-16-148410-0
        :pages: 7
        :year: 1847
        :::

        :::{publication} patent
        :title: A patent
        :authors: Ada Lovelace
        :type: patent
        :number: GB 1234
        :year: 1848
        :::

        :::{publication} dataset
        :title: A data set
        :authors: Ada Lovelace
        :type: dataset
        :data: https://data.example.com/numbers.csv
        :year: 1848
        :::

        :::{publication} software
        :title: A program
        :authors: Ada Lovelace
        :type: software
        :code: https://github.com/engine/program
        :year: 1848
        :::

        :::{publication} talk
        :title: A talk
        :authors: Ada Lovelace
        :type: talk
        :venue: royal
        :year: 1848
        :::

        :::{publication} misc
        :title: A letter
        :authors: Ada Lovelace
        :venue: To a friend
        :year: 1848
        :::
        """,
    "research/cited.bib": """
        @article{outside,
          title = {Outside},
          author = {Somerville, Mary and others},
          year = {1834},
          journal = {Memoirs},
          doi = {10.1000/outside}
        }
        """,
}
TYPES = (
    *("article", "conference", "preprint", "sent", "undated", "thesis", "report", "book"),
    *("chapter", "patent", "dataset", "software", "talk", "misc", "outside"),
)


def library(tree: Tree) -> Tree:
    """Write the site."""
    for path, text in LIBRARY.items():
        tree.write(path, text)
    return tree
