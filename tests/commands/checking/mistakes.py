"""Realistic mistakes: what somebody does to the site, and what must be told of it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.commands.checking.conftest import ADA, CHARLES, Lab


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake.

    :param edits: path, what stands there, what comes instead; the whole file where nothing stood
    :param place: file and line of the first message
    :param says: what it holds
    :param mend: what it says to do
    :param more: how many other messages may follow from the same mistake
    """

    edits: tuple[tuple[str, str, str | bytes], ...]
    place: str
    says: str
    mend: str
    more: int = 0

    def make(self, lab: Lab) -> None:
        for path, old, new in self.edits:
            if old and isinstance(new, str):
                lab.edit(path, old, new)
            else:
                lab.write(path, new)


def _one(  # noqa: PLR0913, PLR0917 - the columns of a table
    path: str, old: str, new: str | bytes, place: str, says: str, mend: str, more: int = 0
) -> Mistake:
    return Mistake(((path, old, new),), place, says, mend, more)


_ADA, _CHARLES = "people/ada-lovelace.md", "people/charles-babbage.md"
_ENGINE, _BIB, _INDEX = "research/engine.md", "research/papers.bib", "index.md"
_TWIN = CHARLES.replace("0000-0001-5109-3700", "0000-0002-9079-593X")

MISTAKES: dict[str, Mistake] = {
    "field too far left": _one(
        *(_ADA, "  role: professor", "role: professor", f"{_ADA}:5"),
        *("the YAML cannot be read", "indent the line as far as the fields around it"),
    ),
    "last fields too far left": _one(
        *(_CHARLES, "  orcid: ", "orcid: ", f"{_CHARLES}:6"),
        *("a key `orcid`, which pages may not set", "indent it below `person:`"),
    ),
    "field too far right": _one(
        *(_ADA, "  role: professor", "    role: professor", f"{_ADA}:4"),
        *("the YAML cannot be read", "indent the line as far as the fields around it"),
    ),
    "tab": _one(
        *(_ADA, "    github: ada", "\tgithub: ada", f"{_ADA}:9"),
        *("the YAML cannot be read", "indent with spaces"),
    ),
    "quotation mark never closed": _one(
        *(_ADA, "name: Ada Lovelace", 'name: "Ada Lovelace', f"{_ADA}:3"),
        *("a quotation mark is never closed", "check the indentation and the quotes"),
    ),
    "colon in a title": _one(
        *(_ENGINE, "title: The engine\n", "title: The engine: a machine\n", f"{_ENGINE}:3"),
        *("the YAML cannot be read", 'put a value that holds ": " in quotes'),
    ),
    "no space after the colon": _one(
        *(_ADA, "role: professor", "role:professor", f"{_ADA}:5"),
        *("the YAML cannot be read", "write `name: value`, with a space after the colon"),
    ),
    "no end of the front matter": _one(
        *(_CHARLES, "3700\n---\n", "3700\n", f"{_CHARLES}:1"),
        *("the front matter has no end", "write `---` below it"),
    ),
    "misspelt field of a person": _one(
        *(_ADA, "affiliations:", "affilations:", f"{_ADA}:7"),
        *("there is no field `affilations`", "did you mean `affiliations`?"),
    ),
    "autors": _one(
        *(_ENGINE, ":authors:", ":autors:", f"{_ENGINE}:15"),
        *("has no `authors`", "add `authors:`"),
        more=1,
    ),
    "name missing": _one(
        *(_CHARLES, "  name: Charles Babbage\n", "", f"{_CHARLES}:2"),
        *("has no `name`", "add `name:`"),
    ),
    "unknown role": _one(
        *(_CHARLES, "role: phd-student", "role: phd-studnet", f"{_CHARLES}:4"),
        *("there is no role `phd-studnet`", "did you mean `phd-student`?"),
    ),
    "unknown theme": _one(
        *(_ENGINE, "theme: engines", "theme: engine", f"{_ENGINE}:4"),
        *("there is no theme `engine`", "did you mean `engines`?"),
    ),
    "month that is none": _one(
        *(_CHARLES, "2023-09", "2023-13", f"{_CHARLES}:5"),
        *("`2023-13` is not a day of the calendar", "write 2024, 2024-05 or 2024-05-03"),
    ),
    "date in words": _one(
        *(_CHARLES, "2023-09", "September 2023", f"{_CHARLES}:5"),
        *("`September 2023` is not a date", "write 2024, 2024-05 or 2024-05-03"),
    ),
    "end before the beginning": _one(
        *(_CHARLES, "since: 2023-09", "since: 2023-09\n  until: 2022", f"{_CHARLES}:6"),
        *("`until`: it ends (2022) before it begins (2023-09)", ""),
    ),
    "wrong ORCID iD": _one(
        *(_ADA, "0000-0002-1825-0097", "0000-0002-1825-0079", f"{_ADA}:5"),
        *("the check digit of the ORCID iD `0000-0002-1825-0079` is wrong", "copy it again"),
    ),
    "photo missing": _one(
        *(_ADA, "photo: _static/ada.png", "photo: _static/ada.jpg", f"{_ADA}:6"),
        *("there is no picture `_static/ada.jpg`", "give its path from the top"),
    ),
    "photo from another host": _one(
        *(_ADA, "photo: _static/ada.png", "photo: https://example.org/a.png", f"{_ADA}:6"),
        *("there is no picture `https://example.org/a.png`", "give its path from the top"),
    ),
    "photo of 40 MB": _one(
        *("_static/large.jpg", "", b"\xff\xd8" + bytes(40_000_000), "_static/large.jpg:1"),
        *("the file has 40,000,002 bytes", "save it smaller"),
    ),
    "photo as HEIC": _one(
        *("_static/ada.heic", "", b"ftypheic", "_static/ada.heic:1"),
        *("files that end in `.heic` cannot be part of a site", "save it as JPEG"),
    ),
    "affiliation of nobody": _one(
        *(_ADA, "affiliations: [london]", "affiliations: [londn]", f"{_ADA}:7"),
        *("there is no organisation `londn`", "did you mean `london`?"),
    ),
    "advisor of nobody": _one(
        *(_CHARLES, "  since:", "  advisors: [ada-lovelac]\n  since:", f"{_CHARLES}:5"),
        *("there is no person `ada-lovelac`", "did you mean `ada-lovelace`?"),
    ),
    "link without https": _one(
        *(_ADA, "    github: ada", "    homepage: www.example.org", f"{_ADA}:9"),
        *("`www.example.org` is not a web address", "it must begin with https:// or http://"),
    ),
    "two people of one name": _one(
        *("people/charles.md", "", _TWIN, f"{_ENGINE}:17"),
        *("the author `Charles Babbage` may be any of", "write `Charles Babbage <charles"),
        more=1,
    ),
    "an author with a letter missing": _one(
        *(_ENGINE, "Charles Babbage", "Charles Babage", f"{_ENGINE}:17"),
        *("the author `Charles Babage` is nearly Charles Babbage", "correct the name"),
    ),
    "page of a person in capitals": _one(
        *("people/Mary_Somerville.md", "", ADA, "people/Mary_Somerville.md:1"),
        *("cannot be the name of a page", "such as `mary-somerville.md`"),
    ),
    "page that is no person": _one(
        *("people/mary.md", "", "# Mary Somerville\n\nI study stars.\n", "people/mary.md:1"),
        *("no toctree names this page", "begin it with `person:`"),
    ),
    "file in Latin-1": _one(
        *(_CHARLES, "", "---\nperson:\n  name: Zoë\n---\n".encode("latin-1"), f"{_CHARLES}:3"),
        *("the file is not UTF-8 text", "save it as UTF-8"),
    ),
    "file in GBK": _one(
        *(_CHARLES, "", "---\nperson:\n  name: 王\n---\n".encode("gbk"), f"{_CHARLES}:3"),
        *("the file is not UTF-8 text", "save it as UTF-8"),
    ),
    "Windows line ends, and a slip": _one(
        *(_CHARLES, "", CHARLES.replace("role", "rolle").replace("\n", "\r\n"), f"{_CHARLES}:4"),
        *("there is no field `rolle`", "did you mean `role`?"),
    ),
    "half a .bib": _one(
        *(_BIB, "Library},\n  year = {1842},\n}\n", "Libr", f"{_BIB}:13"),
        *("the field `journal` of the entry `menabrea1842sketch` has no end", "add the missing"),
    ),
    "comma missing in a .bib": _one(
        *(_BIB, "{Looms},", "{Looms}", f"{_BIB}:5"),
        *("has no comma before `year`", "add `,` at the end of the line before"),
    ),
    "authors with commas in a .bib": _one(
        *(_BIB, "Lovelace, Ada and Babbage, Charles", "Ada Lovelace, Charles Babbage, A B"),
        *(f"{_BIB}:3", "is one name for BibTeX", "write ` and ` between authors"),
    ),
    "unknown type of entry": _one(
        *(_BIB, "@inproceedings{", "@inproceeding{", f"{_BIB}:1"),
        *("there is no entry type `@inproceeding`", "did you mean `inproceedings`?"),
    ),
    "wrong DOI": _one(
        *(_ENGINE, ":doi: 10.1000/182", ":doi: 1000/182", f"{_ENGINE}:20"),
        *("`1000/182` is not a DOI", "write it like 10.1000/182"),
    ),
    "one DOI twice": _one(
        *(_BIB, "10.1000/183", "10.1000/182", f"{_BIB}:1"),
        *("have the same DOI", "keep one record"),
    ),
    "one key twice": _one(
        *(_BIB, "lovelace2023cards", "lovelace2024notes", f"{_BIB}:1"),
        *("`lovelace2024notes` stands in research/engine.md:15 already", "another key"),
    ),
    "unknown venue": _one(
        *(_ENGINE, ":venue: memoirs", ":venue: memoir", f"{_ENGINE}:18"),
        *("there is no venue `memoir`", "did you mean `memoirs`?"),
    ),
    "unknown project of a paper": _one(
        *(_ENGINE, ":projects: engine", ":projects: engin", f"{_ENGINE}:21"),
        *("there is no project `engin`", "did you mean `engine`?"),
    ),
    "braces forgotten": _one(
        *(_ENGINE, ":::{publication} lov", ":::publication lov", f"{_ENGINE}:15"),
        *("`:::publication` is no directive", "write `:::{publication}`"),
        more=2,
    ),
    "empty line among the options": _one(
        *(_ENGINE, ":venue: memoirs", "\n:venue: memoirs", f"{_ENGINE}:19"),
        *("begins like a field", "remove the empty line above it"),
    ),
    "unknown person in a text": _one(
        *(_INDEX, "{person}`ada-lovelace`", "{person}`ada-lovlace`", f"{_INDEX}:3"),
        *("there is no person `ada-lovlace`", "did you mean `ada-lovelace`?"),
    ),
    "unknown paper cited": _one(
        *(_INDEX, "menabrea1842sketch", "menabrea1842", f"{_INDEX}:3"),
        *("there is no publication `menabrea1842`", "did you mean `menabrea1842sketch`?"),
    ),
    "unknown paper shown": _one(
        *("research/notes.md", "Back", ":::{publication} lovelace2024\n:::\n\nBack"),
        *("research/notes.md:3", "there is no publication `lovelace2024`"),
        "did you mean `lovelace2024notes`?",
    ),
    "somebody of whom nobody has heard": _one(
        *(_INDEX, "{project}`engine`", "{person}`somebody-else-altogether`", f"{_INDEX}:3"),
        *("there is no person `somebody-else-altogether`", "a person is a page in `people/`"),
    ),
    "paper of which nobody has heard": _one(
        *(_INDEX, "{project}`engine`", "{pub}`xyz`", f"{_INDEX}:3"),
        *("there is no publication `xyz`", "write the key of a paper that has a record here"),
    ),
    "tag that nothing has": _one(
        *(_ADA, ":style: numbered", ":tag: xyz\n:style: numbered", f"{_ADA}:17"),
        *("there is no tag `xyz`", "there "),
    ),
    "page that is still called your-name": Mistake(
        (("people/your-name.md", "", "---\nperson:\n  name: Grace Hopper\n---\n# Grace\n"),),
        *("people/your-name.md:2", "the file is still called `your-name.md`"),
        "rename it after the person, such as `ada-lovelace.md`",
    ),
    "role that pages have not": _one(
        *(_INDEX, "{project}`engine`", "{proyect}`engine`", f"{_INDEX}:3"),
        *("`{proyect}`", "did you mean `project`?"),
    ),
    "option that there is not": _one(
        *(_ADA, ":style: numbered", ":sytle: numbered", f"{_ADA}:17"),
        *("`publications` has no option `sytle`", "did you mean `style`?"),
    ),
    "value that an option has not": _one(
        *("people/index.md", ":group: role", ":group: rolle", "people/index.md:4"),
        *("`rolle` cannot be the `group` of `people`", "did you mean `role`?"),
    ),
    "somebody unknown in an option": _one(
        *(_ADA, ":style: numbered", ":person: ada\n:style: numbered", f"{_ADA}:17"),
        *("there is no person `ada`", "did you mean `ada-lovelace`?"),
    ),
    "interests of nobody": _one(
        *("research/notes.md", "Back", ":::{interests}\n:::\n\nBack", "research/notes.md:3"),
        *("`interests` does not know whose it is", "name one with `:person:`"),
    ),
    "link to a page that is not there": _one(
        *(_INDEX, "(people/ada-lovelace.md)", "(people/ada.md)", f"{_INDEX}:4"),
        *("the link `people/ada.md` leads to nothing", "did you mean `people/ada-lovelace.md`?"),
    ),
    "link to a heading that is not there": _one(
        *(_INDEX, "engine.md#papers", "engine.md#paper", f"{_INDEX}:4"),
        *("`research/engine.md` has no anchor `#paper`", "did you mean `papers`?"),
    ),
    "link to a heading of another page": _one(
        *(_ENGINE, "(papers)=\n", "", f"{_INDEX}:4"),
        *("`research/engine.md` has no anchor `#papers`", "write `(papers)=` on the line above"),
    ),
    "picture missing": _one(
        *(_INDEX, "/_static/ada.png", "/_static/adda.png", f"{_INDEX}:7"),
        *("there is no picture `/_static/adda.png`", "did you mean `/_static/ada.png`?"),
    ),
    "picture from another host": _one(
        *(_INDEX, "/_static/ada.png", "https://example.org/a.png", f"{_INDEX}:7"),
        *("is no file of this site", "put the file beside the page"),
    ),
    "HTML in a page": _one(
        *(_INDEX, "![A wheel]", "<br>\n\n![A wheel]", f"{_INDEX}:7"),
        *("<br>", "\\"),
    ),
    "page that the toctree does not find": _one(
        *(_INDEX, "research/notes\n", "research/note\n", f"{_INDEX}:11"),
        *("the toctree names `research/note`, which is no page", "did you mean"),
        more=1,
    ),
    "ISBN with two digits swapped": _one(
        *(_ENGINE, ":year: 2024", ":year: 2024\n:isbn: 978-0-306-40651-7", f"{_ENGINE}:15"),
        *("the ISBN `978-0-306-40651-7` of `lovelace2024notes`", "copy it again"),
    ),
    "PDF that was not put there": _one(
        *(_ENGINE, ":year: 2024", ":year: 2024\n:pdf: https://engines.example/_static/n.pdf"),
        *(f"{_ENGINE}:15", "which is not in this repository", "put the file there"),
    ),
    "data file of another name": _one(
        *("research/venue.yaml", "", "nature:\n  name: Nature\n", "research/venue.yaml:1"),
        *("`venue` is no kind of data file", "did you mean `venues`?"),
    ),
    "venues that are no records": _one(
        *("research/venues.yaml", "", "- name: Nature\n", "research/venues.yaml:1"),
        *("the file does not hold records by id", "write `id:`"),
        more=1,
    ),
    "settings of another generator": _one(
        *("people/mary.md", "", "---\nlayout: page\ntitle: Mary\n---\n# Mary\n"),
        *("people/mary.md:2", "keys `layout`, `title`, which pages may not set"),
        "a page of its own begins with `person:`",
    ),
}
