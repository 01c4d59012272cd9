"""Text of old pages, as pages here may hold it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_research.commands.migrating.base import Carried
from sphinx_research.commands.migrating.old import OldSite
from sphinx_research.formats.site import Site
from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.markdown import read_markdown
from tests.commands.migrating.conftest import picture, written

AT = Place("_pages/about.md", 10)


@pytest.fixture
def into(tmp_path: Path) -> Carried:
    """Make a place for what comes of an old site with a few files."""
    files: dict[str, str | bytes] = {
        "assets/img/a b.png": picture(),
        "assets/paper.pdf": b"%PDF-1.4",
        "_pages/beside.pdf": b"%PDF-1.4",
    }
    made = Carried(OldSite(written(tmp_path, files)), site=Site("Lab", "https://lab.example/"))
    made.bases.append("https://old.example")
    made.move("/people/ada/", "people/ada")
    made.move("/projects/engine.html", "research/engine")
    made.add(RawRecord(Kind.PUBLICATION, "ada2024", {"title": "T"}, AT))
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Words <b>bold</b>, <i>slanted</i>, <del>gone</del>.",
            "Words **bold**, *slanted*, ~~gone~~.",
        ),
        ("<strong> wide </strong>x", " **wide** x"),
        ("<b><i>both</i></b>", "***both***"),
        ("a<br>b<br/>\nc<br>\n\nd", "a\\\nb\\\nc\n\nd"),
        ("x<sup>2</sup> and H<sub>2</sub>O", "x{sup}`2` and H{sub}`2`O"),
        ("<code>a < b</code>", "`a < b`"),
        (
            '<a href="https://x.example/a b">the <b>page</b></a>',
            "[the **page**](https://x.example/a%20b)",
        ),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<h3>Title</h3>\nText", "## Title\n\nText"),
        ("<ul>\n  <li>One</li>\n  <li>Two\n</li></ul>", "- One\n- Two"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n1. Two"),
        ("<blockquote>Said.</blockquote>", "> Said."),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 |  |",
        ),
        ("<pre><code>if a &lt; b:\n    pass</code></pre>", "```\nif a < b:\n    pass\n```"),
        ("<div class='row'>\n    <div>\n        Text\n    </div>\n</div>", "Text"),
        ("<!-- hidden\nlines -->Shown", "Shown"),
        ("<span style='x'>plain</span>", "plain"),
        ("# One\n\n#### Two\n\n# Three", "## One\n\n### Two\n\n## Three"),
        ("Title\n=====\n\nText", "## Title\n\nText"),
        ("One\n\n---\n\nTwo", "One\n\nTwo"),
        ("As $$x$$ is", "As $x$ is"),
        ("$$\nx\n$$", "$$\nx\n$$"),
        ("<p>As \\(x\\) is</p>", "As $x$ is"),
        ("As \\\\(x\\\\) is \\(y\\)", "As $x$ is $y$"),
        ("[x](www.x.example)", "[x](https://www.x.example)"),
        ("% no comment", "\\% no comment"),
        (":::{raw} html\n:::", "\\:::{raw} html\n\\:::"),
        ("{raw}`x`", "\\{raw}`x`"),
        (
            "Link{:target=_blank} and [a](https://x.example){:.b}",
            "Link and [a](https://x.example)",
        ),
        ("* TOC\n{:toc}\n\nText", "Text"),
        ("```python\nx = '<b>{{ y }}</b>'\n```", "```python\nx = '<b>{{ y }}</b>'\n```"),
        ("```{r echo=FALSE}\nx\n```", "```r\nx\n```"),
        ("```strange\nx\n```", "```\nx\n```"),
        ("`<b>`", "`<b>`"),
        ("1 < 2 and a<b", "1 < 2 and a<b"),
        ("[her page](/people/ada)", "{person}`her page <ada>`"),
        ("[it](https://old.example/projects/engine.html#top)", "{project}`it <engine>`"),
        ("[**it**](/projects/engine/)", "[**it**](/research/engine.md)"),
        ("![Rings](/assets/img/a%20b.png)", "![Rings](/_static/a-b.png)"),
        ('<img src="/assets/img/a b.png" alt="Rings">', "![Rings](/_static/a-b.png)"),
        ("[paper](/assets/paper.pdf)", "[paper](/_static/paper.pdf)"),
        ("![Rings](</assets/img/a b.png>)", "![Rings](/_static/a-b.png)"),
        ("[paper](beside.pdf)", "[paper](/_static/beside.pdf)"),
        ("[x][1]\n\n[1]: /people/ada", "[x][1]\n\n[1]: /people/ada.md"),
        ("{% cite ada2024 %}", "{pub}`ada2024`"),
        ("{% raw %}{{ x }}{% endraw %}", ""),
        ("{{ '/people/ada' | relative_url }}", "/people/ada"),
        ("[x]({{ site.baseurl }}/people/ada)", "{person}`x <ada>`"),
        (
            '{{< figure src="/assets/img/a b.png" caption="Rings" >}}',
            "![Rings](/_static/a-b.png)\n\nRings",
        ),
        ("{% highlight python %}\nx = 1\n{% endhighlight %}", "```python\nx = 1\n```"),
        ("{{< youtube abc >}}", "[Video](https://www.youtube.com/watch?v=abc)"),
    ],
)
def test_text_is_written_as_pages_here_have_it(into: Carried, old: str, new: str) -> None:
    assert into.prose(old, AT).strip("\n") == new.strip("\n")


@pytest.mark.parametrize(
    ("old", "line", "what"),
    [
        ("One\n\n<script>\nalert(1)</script>", 12, "`<script>` is taken out"),
        ("One\n<iframe src='https://x.example/v'></iframe>", 11, "`<iframe>` of"),
        (
            "One\n\n{% for x in y %}\n- {{ x }}\n{% endfor %}\n",
            12,
            "the template `{% for x in y %}",
        ),
        ("{{ site.x }}", 10, "the template `{{ site.x }}` is taken out"),
        ("```\na\nb\n```\n\n[x](/nowhere/)", 15, "the link to `/nowhere/`"),
        ("<p>a<br>b\n</p>\n[x](#there)", 12, "the link to `#there` is text now"),
        ("![x](https://y.example/a.png)", 10, "the picture `https://y.example/a.png` of another"),
        ("![x](missing.png)", 10, "the picture `missing.png` is not in the old site"),
        ("[x](javascript:alert)", 10, "the link to `javascript:alert` leads to nothing"),
        ("<marquee>fun</marquee>", 10, "`<marquee>` is taken out, and its words stay"),
    ],
)
def test_what_is_taken_out_is_told_with_its_line(
    into: Carried, old: str, line: int, what: str
) -> None:
    into.prose(old, AT)
    told = [one for one in into.left if one.what.startswith(what)]
    assert [one.place for one in told] == [Place("_pages/about.md", line)]


def test_a_line_is_the_first_paragraph_and_the_rest_is_told(into: Carried) -> None:
    assert into.line("# One\ntwo\n\nThree", AT) == "One"
    assert into.line("- One\n  two", AT) == "One two"
    assert into.line("[a paper](/assets/paper.pdf)", AT) == (
        "[a paper](https://lab.example/_static/paper.pdf)"
    )
    assert [one.what for one in into.left] == [
        "only one line has a place here, without “two”",
        "only one line has a place here, without “Three”",
    ]


def test_a_list_in_a_line_is_parted_by_semicolons(into: Carried) -> None:
    text = "Duties include:\n- Analysing.\n- Modelling\n  waves\n1. Deploying"
    assert into.line(text, AT) == "Duties include: Analysing; Modelling waves; Deploying"


def test_names_of_emoji_and_sources_of_drawings_are_told(into: Carried) -> None:
    text = "Hurray :tada:, at 10:30:15 ::: `:x:`\n\n```mermaid\nA --> B\n```"
    assert "Hurray :tada:" in into.prose(text, AT)
    assert [(one.place.line, one.what) for one in sorted(into.left)] == [
        (AT.line, "`:tada:` stays as it stands"),
        (AT.line + 2, "a drawing of `mermaid` is shown as its source"),
    ]


def test_a_link_to_a_paper_is_its_role(into: Carried) -> None:
    into.move("/publication/notes/", "research/publications/ada2024")
    assert into.prose("[The *notes*](/publication/notes)", AT) == "{pub}`The notes <ada2024>`\n"


def test_addresses_of_the_old_site_may_begin_with_http(into: Carried) -> None:
    assert into.prose("[x](http://old.example/people/ada)", AT) == "{person}`x <ada>`\n"


def test_what_is_captured_and_the_words_of_cards_stay(into: Carried) -> None:
    card = (
        "{% capture text %}\n\nRead it.\n\n{% endcapture %}\n\n"
        "{%\n  include feature.html\n  image='/assets/img/a b.png'\n  link='/people/ada'\n"
        "  title='Her page'\n  text=text\n%}"
    )
    assert into.prose(card, AT) == (
        "Read it.\n\n![Her page](/_static/a-b.png)\n\n**{person}`Her page <ada>`**\n"
    )


def test_a_tag_with_one_quotation_mark_too_many_is_read(into: Carried) -> None:
    assert into.prose("<img src=/assets/img/a%20b.png'>", AT) == "![](/_static/a-b.png)\n"


def test_an_empty_text_stays_empty(into: Carried) -> None:
    assert into.prose("", AT) == ""
    assert into.line("", AT) == ""


PIECES = (
    *("<b>", "</b>", "<div>", "</div>", "<p", ">", "<", "<!--", "-->", "<script>", "</script>"),
    *("<table>", "<tr>", "<td>", "</td>", "</table>", "<a href='/x'>", "</a>", "<img src=x>"),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{% for %}",
        "{% endfor %}",
        "{raw}",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
    ),
    *("#", "---", ":::", "{eval-rst}", "[x](", ")", "![", "]", "$$", "\\", " ", "x", "é", "&lt;"),
    *("<svg/onload=x>", "%", "{:.x}", "[a]: /b\n", "<br>", "\ue000", "\ue0000\ue001", "> ", "- "),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_was_written_may_stand_on_a_page(tmp_path: Path, text: str) -> None:
    made = Carried(OldSite(tmp_path))
    page = f"# Title\n\n{made.prose(text, AT)}"
    read = read_markdown(page, "research/page.md")
    assert [str(problem) for problem in read.problems] == []
    assert read.foreign == ()
    assert not read.refused


@pytest.mark.parametrize(
    "piece",
    [
        *("<b>", "<a href='", "{{", "{% if %}", "[", "<!--", "`", "![a](", "<p ", "$$", '<p "'),
        *("\\\\(", "\\begin{align}", "$x ", ":a", "\n- "),
    ],
)
def test_long_texts_take_no_long_time(into: Carried, piece: str) -> None:
    assert isinstance(into.prose(piece * 3000, AT), str)
