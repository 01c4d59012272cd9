from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.checks.faults import Fault, Known, excerpt
from sphinx_research.checks.page import Checker

TOP = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Ada</title></head><body>'
)


def found(body: str, path: str = "people/ada.html") -> list[Fault]:
    return Checker().faults(f"{TOP}{body}</body></html>".encode(), path)


VECTORS = [
    # scripts, however they are written
    "<script>alert(1)</script>",
    "<SCRIPT\n>alert(1)</SCRIPT >",
    "<script/x>alert(1)</script>",
    "<script src=x.js></script>",
    '<script src="../_static/evil.js"></script>',
    '<script src="//evil.example/x.js"></script>',
    '<script src="data:text/javascript,alert(1)"></script>',
    '<script type="module">import "//evil.example/x.js"</script>',
    '<script type="text/javascript">alert(1)</script>',
    '<script type="">alert(1)</script>',
    '<script type="importmap">{"imports": {}}</script>',
    '<script type="speculationrules">{"prefetch": []}</script>',
    '<script type="application/ld+json" src="x.js"></script>',
    '<script type="application/ld+json">{}</script><script>alert(1)</script>',
    "<!-- --><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>-->",
    "<title><!--</title><script>alert(1)</script>--></title>",
    "<script>1",
    "<svg><script>alert(1)</script></svg>",
    '<svg><script href="//evil.example/x.js"></script></svg>',
    '<svg><script xlink:href="data:,alert(1)"/></svg>',
    "<svg><script>alert&#40;1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    # handlers
    '<p onclick="alert(1)">x</p>',
    "<p ONCLICK=alert(1)>x</p>",
    "<img src=x onerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    '<img/src="x"/onerror=alert(1)>',
    "<image src=x onerror=alert(1)>",
    '<img src="x" alt="`><b title=`" onerror="alert(1)">',
    '<img alt="a>b" src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<body onload=alert(1)>",
    "<html onclick=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<div onpointerrawupdate=alert(1)>x</div>",
    "<input autofocus onfocus=alert(1)>",
    "<xss onanimationend=alert(1)>x</xss>",
    # parsers that disagree
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><img src=x onerror=alert(1)></template>",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=a()>'>",
    "<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>",
    "<svg><desc><img src=x onerror=alert(1)></desc></svg>",
    "<p><![CDATA[><img src=x onerror=alert(1)>]]>",
    "<select><style></select><img src=x onerror=alert(1)>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<iframe><p title='</iframe><img src=x onerror=alert(1)>'></iframe>",
    "<noembed><p title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<plaintext>",
    # frames, plug-ins, and what changes the meaning of the rest
    '<iframe src="https://evil.example/"></iframe>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<fencedframe></fencedframe>",
    '<object data="x.svg"></object>',
    '<embed src="x.swf">',
    "<applet code=x></applet>",
    '<base href="https://evil.example/">',
    "<portal src=x></portal>",
    "<video src=x.mp4></video>",
    "<audio src=x onerror=alert(1)></audio>",
    '<link rel="stylesheet" href="//evil.example/x.css">',
    '<link rel="STYLESHEET alternate" href="../_static/x.css">',
    '<link rel="preload" as="script" href="x.js">',
    '<link rel="modulepreload" href="x.js">',
    '<link rel="prefetch" href="https://evil.example/">',
    '<link rel="dns-prefetch" href="//evil.example">',
    '<link rel="preconnect" href="https://evil.example">',
    '<link rel="manifest" href="x.json">',
    '<link rel="import" href="x.html">',
    '<link rel="icon" href="https://evil.example/x.png">',
    '<link href="x.css">',
    "<style>* { display: none }</style>",
    '<p style="position: fixed; inset: 0">x</p>',
    '<p style="background: url(//evil.example/x)">x</p>',
    '<p style="width: expression(alert(1))">x</p>',
    '<p style="width: 1px; \\62 ackground: red">x</p>',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    '<meta http-equiv="refresh" content="0; url=//evil.example/">',
    '<meta http-equiv="refresh" content="0; url=data:text/html,x">',
    '<meta http-equiv="REFRESH" content="0;javascript:alert(1)">',
    '<meta http-equiv="set-cookie" content="a=b">',
    '<meta http-equiv="origin-trial" content="x">',
    '<meta http-equiv="default-style" content="x">',
    '<meta name="referrer" content="unsafe-url">',
    '<meta name=" Referrer " content="unsafe-url">',
    '<meta charset="utf-7">',
    # addresses
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" \x01javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="java&Tab;script&colon;alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href="&#0000106avascript:alert(1)">x</a>',
    "<a href=javascript:alert(1)>x</a>",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="blob:https://x/y">x</a>',
    '<a href="intent://x">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<a href="https://a.example/" ping="https://evil.example/">x</a>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>',
    '<svg><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    '<svg><use href="https://evil.example/x.svg#a"></use></svg>',
    '<svg><use href="data:image/svg+xml,x#a"></use></svg>',
    '<svg><image href="https://evil.example/x.png"></image></svg>',
    '<svg><feImage href="https://evil.example/x.png"/></svg>',
    '<svg><rect fill="url(https://evil.example/x.svg#a)"/></svg>',
    '<svg><rect mask="url(//evil.example/x.svg#a)"/></svg>',
    '<svg><rect filter="url(&quot;//evil.example/x&quot;)"/></svg>',
    '<math><mi href="javascript:alert(1)">x</mi></math>',
    '<math><maction actiontype="statusline#x" xlink:href="javascript:alert(1)">x</maction></math>',
    '<img src="https://evil.example/x.gif">',
    '<img src="//evil.example/x.gif">',
    '<img src="/\\evil.example/x.gif">',
    '<img src="\\\\evil.example/x.gif">',
    '<img src="/\t/evil.example/x.gif">',
    '<img src="https:evil.example/x.gif">',
    '<img src="data:image/svg+xml,<svg/>">',
    '<img src="x.png" srcset="x.png 1x, //evil.example/x.png 2x">',
    '<img src="x.png" srcset="x.png 1x,https://evil.example/x.png 2x">',
    '<picture><source srcset="//evil.example/x.webp"><img src="x.png"></picture>',
    '<body background="//evil.example/x.gif">',
    '<table background="//evil.example/x.gif"></table>',
    '<input type="image" src="//evil.example/x.gif">',
    '<blockquote cite="javascript:alert(1)">x</blockquote>',
    '<img src="x.png" longdesc="javascript:alert(1)">',
    '<form action="https://evil.example/"><input></form>',
    '<form action="javascript:alert(1)"></form>',
    '<form><button formaction="https://evil.example/">x</button></form>',
    '<input form="f" formaction="javascript:alert(1)" type="submit">',
    # what scripts of themes, or browsers, act upon
    '<p data-bs-toggle="tooltip" data-bs-html="true" title="&lt;img src=x onerror=a()&gt;">x</p>',
    '<p contenteditable="true">x</p>',
    '<p is="x-y">x</p>',
    '<p popover="auto">x</p>',
    '<button commandfor="x" command="show-modal">x</button>',
    "<my-element></my-element>",
    "<marquee>x</marquee>",
    '<p nonce="x">x</p>',
]


def test_there_are_enough_vectors() -> None:
    assert len(VECTORS) == len(set(VECTORS)) > 100


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("around", ["{}", "<table><tr><td>{}</td></tr></table>", "</p>{}<p>"])
def test_no_vector_passes(vector: str, around: str) -> None:
    assert found(around.format(vector))


HARMLESS = [
    '<p class="a b" id="x" title="1 &lt; 2" lang="de" dir="rtl">x</p>',
    "<p title='a > b'>x &amp; y</p>",
    '<p aria-label="x" role="note" hidden>x</p>',
    '<a href="https://example.org/?a=1&amp;b=2#c">x</a>',
    '<a href="mailto:ada@example.org">x</a>',
    '<a href="../research/index.html#javascript:x">x</a>',
    '<a href="#a">x</a>',
    '<a href="">x</a>',
    "<p>javascript:alert(1) onclick=alert(1)</p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<!-- a word -->",
    '<!--[if IE]><script src="x.js"></script><![endif]-->',
    "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "<img src=x/onerror=alert(1)>",
    '<img src="../_images/ada.png" srcset="../_images/a.webp 1x, ../_images/b.webp 2x" alt="">',
    '<img src="/_images/ada.png" alt="" width="3" height="4" loading="lazy">',
    '<picture><source srcset="a.webp 320w" sizes="20em" type="image/webp"></picture>',
    '<col style="width: 33.3%" /><td style="text-align: right; width: 3em;">x</td>',
    '<svg viewBox="0 0 2 2" xmlns="http://x"><path d="M0 0" fill="url(#a)"/></svg>',
    '<svg><defs><pattern id="a"></pattern></defs><use href="#a"></use></svg>',
    '<svg><a href="ada.html"><text>x</text></a></svg>',
    '<math display="block"><mi mathvariant="normal">x</mi></math>',
    '<script type="application/ld+json">{"name": "\\u003c/script>"}</script>',
    '<form action="search.html" method="get"><input name="q"><button>x</button></form>',
    '<meta name="citation_title" content="javascript:alert(1)">',
    '<meta property="og:image" content="https://example.org/x.png">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
    '<meta http-equiv="refresh" content="0; url=../people/ada.html">',
    '<meta name="referrer" content="no-referrer">',
    '<link rel="canonical" href="https://example.org/x.html">',
    '<link rel="alternate" type="application/atom+xml" href="https://example.org/news.xml">',
    '<link rel="icon" href="../_static/favicon.svg">',
    "<details open name='a'><summary>x</summary>y</details>",
    '<dl><dt id="a">x</dt><dd>y</dd></dl><ol start="3" reversed><li value="2">x</li></ol>',
]


@pytest.mark.parametrize("body", HARMLESS)
def test_what_is_next_to_a_vector_passes(body: str) -> None:
    assert found(body) == []


def test_a_page_of_frames_is_no_page() -> None:
    page = b'<meta charset="utf-8"><frameset onload="a()"><frame src="x"></frameset>'

    assert {fault.element for fault in Checker().faults(page)} == {"frameset", "frame"}


# --- what faults say --------------------------------------------------------------------


def test_a_fault_names_element_attribute_and_value() -> None:
    assert found('<p>x</p><A HREF="javascript:alert(1)" OnClick=b()>x</A>') == [
        Fault("a", "href", "javascript:alert(1)"),
        Fault("a", "onclick", "b()"),
    ]


def test_the_same_fault_is_told_once_a_page() -> None:
    assert found("<p onclick=a()>x</p>" * 3) == [Fault("p", "onclick", "a()")]


def test_files_of_the_site_are_named_from_its_top() -> None:
    (fault,) = found('<script src="../_static/x.js?v=3"></script>', "a/b/c.html")

    assert fault == Fault("script", "src", "a/_static/x.js")


def test_the_path_of_the_site_on_its_host_is_no_part_of_a_name() -> None:
    page = f'{TOP}<script src="/lab/_static/x.js"></script>'.encode()

    assert Checker(root="/lab/").faults(page, "404.html") == [
        Fault("script", "src", "_static/x.js")
    ]


def test_an_excerpt_is_one_short_printable_line() -> None:
    assert excerpt("a\n\x1b[31m`b`\u202e" + "x" * 100) == r"a \x1b[31m'b'\u202e" + "x" * 40 + "…"


def test_an_excerpt_is_no_command_of_a_log() -> None:
    assert excerpt("::error::x ##[error]y") == ": :error::x ## [error]y"


@pytest.mark.parametrize("fault", found("".join(VECTORS)))
def test_every_fault_says_what_to_do(fault: Fault) -> None:
    assert fault.mend
    assert fault.cause.isprintable()


# --- the encoding -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><p>no encoding",
        b'<!-- <meta charset="utf-8"> --><p>x',
        b'<meta charset="iso-2022-jp"><p>\x1b$B',
        b"<p>" * 400 + b'<meta charset="utf-8">',
        b'<meta charset="utf-8">\xff',
        '\ufeff<meta charset="utf-8">'.encode("utf-16"),
        b"",
    ],
)
def test_a_page_must_say_at_once_that_it_is_utf_8(page: bytes) -> None:
    assert [fault.element for fault in Checker().faults(page)] == ["#encoding"]


# --- what is known ----------------------------------------------------------------------

SHELL = (
    f"{TOP}<script>PAGE = 'a/shell';</script><script>one()</script><style>p {{}}</style>"
    '<script src="../_static/t.js"></script><link rel="stylesheet" href="../_static/t.css">'
    '<i data-mode="dark"></i><noscript><b>x</b></noscript><p onclick="t()">'
).encode()
KNOWN = Known.of(Checker().faults(SHELL, "a/shell.html"), "a/shell")


def test_what_the_theme_puts_on_a_page_is_no_fault() -> None:
    page = SHELL.replace(b"a/shell", b"people/ada").replace(b"../", b"")

    assert Checker(KNOWN).faults(page, "ada.html") == []


@pytest.mark.parametrize(
    "body",
    [
        "<script>one(); alert(1)</script>",
        "<script>one()</x>; alert(1)</script>",
        "<script>one()<!-- </script>",
        "<script>PAGE = 'people/ada'; alert(1); '';</script>",
        "<script>PAGE = '\\';</script>",
        '<script data-x="y">one()</script>',
        '<script src="_static/other.js"></script>',
        '<script src="evil/_static/t.js"></script>',
        '<script src="https://evil.example/_static/t.js"></script>',
        '<link rel="stylesheet" href="t.css">',
        '<p data-mode="dark"></p>',
        "<noscript><b>y</b></noscript>",
        '<p onclick="t();u()">',
        '<div onclick="t()">',
        "<style>p { color: red }</style>",
    ],
)
def test_nothing_like_it_is_known(body: str) -> None:
    assert Checker(KNOWN).faults(f"{TOP}{body}".encode(), "ada.html")


# --- whatever is written -----------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_can_be_checked(page: bytes) -> None:
    for fault in Checker().faults(b'<meta charset="utf-8">' + page):
        assert fault.cause
        assert fault.cause.isprintable()


@given(st.sampled_from(VECTORS), st.text(max_size=40), st.text(max_size=40))
def test_text_around_a_vector_hides_it_only_by_making_it_text(
    vector: str, before: str, after: str
) -> None:
    before = before.replace("<", "&lt;")  # a tag begun before may swallow the vector

    assert found(f"<p>{before}</p>{vector}{after}")
