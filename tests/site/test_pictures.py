"""Pictures of records and of texts: what reaches a site, and what does not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import Tag
from PIL import ExifTags, Image

from tests.site.building import (
    PUBLISHED,
    Built,
    Site,
    contents,
    dead_links,
    differing,
    one,
    parse,
)

SECRET = b"at home"
BODY = """
Text ![Inline](wide.jpg), ![Moving](moving.gif) and ![Drawn](drawn.svg).

:::{figure} wide.jpg
:width: 300px
:alt: A wide one
:target: https://wide.example/

Caption
:::

:::{image} wide.jpg
:width: 50%
:::

:::{image} wide.jpg
:scale: 50
:align: center
:::
"""
LISTS = "# Home\n\n:::{people}\n:::\n\n:::{projects}\n:::\n"


def photo(path: Path, colour: str = "red", size: tuple[int, int] = (1000, 800)) -> None:
    """Write a photo that lies on its side, and says where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    Image.new("RGB", size, colour).save(path, exif=exif)


def with_pictures(site: Site) -> Site:
    photo(site.source / "_static/ada.jpg")
    photo(site.source / "_static/unused.jpg")
    photo(site.source / "people/wide.jpg", size=(1500, 2000))
    Image.new("RGB", (900, 600), "blue").save(site.source / "_static/engine.png")
    frames = [Image.new("RGB", (50, 40), colour) for colour in ("red", "blue")]
    moving = site.source / "people/moving.gif"
    frames[0].save(moving, save_all=True, append_images=frames[1:], comment=SECRET, duration=90)
    site.write(
        "people/drawn.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 32">'
        '<!-- at home --><path d="M0 0h9"/></svg>',
    )
    site.edit("people/ada.md", "_static/ada.png", "_static/ada.jpg")
    site.edit("people/ada.md", "  until: 2024-06\n", "")  # of alumni a line is shown
    site.append("people/ada.md", BODY)
    image = "  image: _static/engine.png\n  image_alt: Wheels\n  since: 2021-03"
    site.edit("research/engine.md", "  since: 2021-03", image)
    site.write("index.md", LISTS)
    return site


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = with_pictures(Site.copy("profile", tmp_path_factory.mktemp("pictures")))
    return site.build(html_static_path=["_static"])


@pytest.fixture
def pictured(site: Callable[[str], Site]) -> Site:
    return with_pictures(site("profile"))


def source_of(picture: Tag) -> Tag:
    return one(picture.find_parent("picture") or picture, "source")


def file(built: Built, page: str, address: object) -> Image.Image:
    """Open the file that a page names."""
    image = Image.open(io.BytesIO((built.out / page).parent.joinpath(str(address)).read_bytes()))
    image.load()
    return image


def attributes(tag: Tag, *names: str) -> list[object]:
    return [tag.get(name) for name in names]


# --- what pages show ----------------------------------------------------------------------


def test_no_picture_tells_where_it_was_taken(shown: Built) -> None:
    assert [name for name, data in contents(shown.out).items() if SECRET in data] == []


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex"])
def test_no_picture_of_other_builders_does_either(pictured: Site, builder: str) -> None:
    built = pictured.build(
        builder, html_static_path=["_static"], suppress_warnings=["epub"], version="1"
    )
    files = contents(built.out)
    assert [name for name, data in files.items() if SECRET in data] == []
    assert builder in {"singlehtml", "latex"} or any("_images/wide-" in name for name in files)


def test_portrait_is_small_square_and_loaded_at_once(shown: Built) -> None:
    portrait = one(parse(shown.out / "people/ada.html"), ".portrait img")
    names = ("alt", "width", "height", "loading", "decoding")
    assert attributes(portrait, *names) == ["Ada Lovelace", "256", "256", None, "async"]
    assert file(shown, "people/ada.html", portrait["src"]).size == (256, 256)
    source = source_of(portrait)
    assert attributes(source, "type", "sizes") == ["image/webp", "8rem"]
    address, width = str(source["srcset"]).split()
    assert (file(shown, "people/ada.html", address).format, width) == ("WEBP", "256w")


def test_cards_have_pictures_of_their_own_size(shown: Built) -> None:
    page = parse(shown.out / "index.html")
    face, card = one(page, "li.person img"), one(page, "li.project img")
    assert attributes(face, "alt", "width", "loading") == ["", "144", "lazy"]
    assert attributes(card, "width", "height", "loading") == ["800", "533", "lazy"]
    assert file(shown, "index.html", card["src"]).size == (800, 533)


def test_head_of_a_project_has_a_picture_with_words(shown: Built) -> None:
    picture = one(parse(shown.out / "research/engine.html"), ".profile img")
    assert attributes(picture, "alt", "width", "loading") == ["Wheels", "900", None]


def test_pictures_of_a_text_stand_upright_in_two_widths(shown: Built) -> None:
    picture = one(parse(shown.out / "people/ada.html"), 'img[alt="Inline"]')
    assert attributes(picture, "width", "height", "loading") == ["1600", "1200", "lazy"]
    assert file(shown, "people/ada.html", picture["src"]).size == (1600, 1200)
    widths = [each.split()[1] for each in str(source_of(picture)["srcset"]).split(",")]
    assert widths == ["800w", "1600w"]


def test_author_of_a_page_decides_how_large_a_picture_is(shown: Built) -> None:
    page = parse(shown.out / "people/ada.html")
    figure = one(page, "figure img")
    assert attributes(figure, "alt", "width", "height") == ["A wide one", "300", "225"]
    assert source_of(figure)["sizes"] == "300px"
    assert one(page, "figure a")["href"] == "https://wide.example/"
    assert page.select("img[style]") == []
    assert attributes(one(page, "img.width-50"), "width", "height") == ["1600", "1200"]
    assert attributes(one(page, "img.align-center"), "width", "height") == ["800", "600"]


SIZES: dict[str, list[object]] = {
    ":width: 33%": [["width-35"], "1600", "1200"],
    ":width: 80%\n:scale: 50": [["width-40"], "1600", "1200"],
    ":width: 400%": [["width-100"], "1600", "1200"],
    ":width: 1%\n:height: 20px": [["width-5"], "1600", "1200"],
    ":width: 20em": [None, "320", "240"],
    ":height: 1in": [None, "128", "96"],
    ":width: 400px\n:scale: 50": [None, "200", "150"],
    ":width: 90\n:height: 90": [None, "90", "90"],
    ":width: 50vw": [None, "1600", "1200"],
    ":width: 0": [None, "1", "1"],
}


def test_every_size_is_a_class_or_attributes(pictured: Site) -> None:
    for options in SIZES:
        pictured.append("people/ada.md", f"\n:::{{image}} wide.jpg\n:alt: Sized\n{options}\n:::\n")
    page = parse(pictured.build(html_static_path=["_static"]).out / "people/ada.html")
    images = page.select('img[alt="Sized"]')
    found = [attributes(image, "class", "width", "height") for image in images]
    assert dict(zip(SIZES, found, strict=True)) == SIZES
    assert page.select("img[style]") == []


def test_every_label_before_a_picture_can_be_linked_to(pictured: Site) -> None:
    labels = "\n(one-a)=\n(one-b)=\n\n![](wide.jpg)\n\n[A](#one-a) [B](#one-b)\n"
    pictured.append("people/ada.md", labels)
    out = pictured.build(html_static_path=["_static"]).out
    assert dead_links(out) == []
    assert one(parse(out / "people/ada.html"), "#one-a")


def test_animation_moves_for_those_only_who_like_it(shown: Built) -> None:
    picture = one(parse(shown.out / "people/ada.html"), 'img[alt="Moving"]')
    assert str(picture["src"]).endswith(".png")
    source = source_of(picture)
    assert source["media"] == "(prefers-reduced-motion: no-preference)"
    assert (
        getattr(file(shown, "people/ada.html", str(source["srcset"]).split()[0]), "n_frames", 1)
        == 2
    )


def test_of_drawings_the_shapes_go_out(shown: Built) -> None:
    picture = one(parse(shown.out / "people/ada.html"), 'img[alt="Drawn"]')

    assert (picture["width"], picture["height"]) == ("56", "32")
    assert re.fullmatch(r"\.\./_images/drawn-[0-9a-f]{20}\.svg", str(picture["src"]))
    assert (shown.out / "people" / str(picture["src"])).read_text("utf-8") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 32"><path d="M0 0h9" /></svg>'
    )


def test_drawing_with_more_than_shapes_is_a_problem(tmp_path: Path) -> None:
    site = with_pictures(Site.copy("profile", tmp_path))
    site.write("people/drawn.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')

    built = site.build(warns=True)

    (warning,) = built.warnings
    assert warning.startswith("people/ada.md:")
    assert "it has an element `script`" in warning
    assert not list(built.out.rglob("*.svg"))


def test_builders_that_take_no_drawing_have_its_words(tmp_path: Path) -> None:
    site = with_pictures(Site.copy("profile", tmp_path))

    built = site.build("latex")

    assert not list(built.out.rglob("*.svg"))


def test_every_file_is_named_by_a_page(shown: Built) -> None:
    named = "".join(path.read_text("utf-8") for path in shown.out.rglob("*.html"))
    files = sorted(path.name for path in (shown.out / "_images").iterdir())
    assert files
    assert [name for name in files if name not in named] == []


def test_lists_without_pictures_have_none_encoded(tmp_path: Path) -> None:
    """A line of somebody who has left, an index by letters, references."""
    source = with_pictures(Site.copy("profile", tmp_path))
    source.edit("people/ada.md", "  since: 2022\n", "  since: 2022\n  until: 2024-06\n")
    source.write("index.md", f"{LISTS}\n:::{{people}}\n:style: index\n:::\n")
    domain = source.build(html_static_path=["_static"]).domain

    assert {wanted for wanted in domain.pictures if "ada" in wanted[0]} == {
        ("_static/ada.jpg", "portrait")
    }


# --- later builds -------------------------------------------------------------------------


def test_second_build_encodes_and_writes_nothing(pictured: Site) -> None:
    out = pictured.build(html_static_path=["_static"]).out
    before = {path: path.stat().st_mtime_ns for path in (out / "_images").iterdir()}
    again = pictured.build(html_static_path=["_static"])
    assert again.read == again.written == frozenset()
    assert {path: path.stat().st_mtime_ns for path in (out / "_images").iterdir()} == before


def test_changed_photo_rewrites_the_pages_that_show_it(pictured: Site, tmp_path: Path) -> None:
    pictured.build(html_static_path=["_static"])
    photo(pictured.source / "_static/ada.jpg", "green")
    again = pictured.build(html_static_path=["_static"])
    assert {"index", "people/ada"} <= again.written
    assert "research/engine" not in again.written
    clean = Site(tmp_path / "fresh" / "source")
    (tmp_path / "fresh").mkdir()
    pictured.source.rename(clean.source)
    assert differing(again.out, clean.build(html_static_path=["_static"]).out) == []


def test_pictures_that_nobody_shows_any_more_are_deleted(pictured: Site) -> None:
    built = pictured.build(html_static_path=["_static"])
    kept = sorted((built.out / "_images").glob("engine-*"))
    assert kept
    pictured.edit("research/engine.md", "  image: _static/engine.png\n  image_alt: Wheels\n", "")
    pictured.build(html_static_path=["_static"])
    assert sorted((built.out / "_images").glob("engine-*")) == []


# --- what cannot be read ------------------------------------------------------------------


def test_broken_pictures_are_reported_with_cause_and_mend(pictured: Site) -> None:
    for path in ("_static/ada.jpg", "people/wide.jpg", "_static/unused.jpg"):
        (pictured.source / path).write_bytes(b"\xff\xd8\xff nothing")
    built = pictured.build(html_static_path=["_static"], warns=True)
    why = "it is damaged, or none of AVIF, GIF, JPEG, PNG, WEBP"
    mend = "save it again as JPEG or PNG, of 4,000 pixels at most on either side"
    told = [line for line in built.warnings if "cannot be read" in line]
    assert told[0] == (
        f"people/ada.md:2: WARNING: the picture `_static/ada.jpg` cannot be read: {why}; {mend} "
        "[research.picture]"
    )
    assert any(line.startswith("people/ada.md:") and "wide.jpg" in line for line in told)
    assert any("`_static/unused.jpg`" in line for line in told)
    assert not (built.out / "_static/ada.jpg").exists()
    assert "A wide one" in one(parse(built.out / "people/ada.html"), "figure").get_text()
    assert parse(built.out / "people/ada.html").select(".portrait .monogram")


def _with_raw(pictured: Site, name: str) -> None:
    """Let a page show a photo of any name."""
    file = pictured.source / "people" / name
    file.parent.mkdir(exist_ok=True)
    photo(pictured.source / "photo.jpg")
    (pictured.source / "photo.jpg").rename(file)
    pictured.append("people/ada.md", f"\n![Raw]({name})\n")


@pytest.mark.parametrize("name", ["raw.heic", "raw.jfif", "raw", ".hidden/raw.jpg"])
def test_photo_that_is_none_by_its_name_does_not_go_out(pictured: Site, name: str) -> None:
    _with_raw(pictured, name)
    built = pictured.build(html_static_path=["_static"], warns=True)
    assert [path for path, data in contents(built.out).items() if SECRET in data] == []
    assert not parse(built.out / "people/ada.html").select('img[alt="Raw"]')


@pytest.mark.parametrize("name", ["raw.JPG", "sub/raw.jpeg", "../raw.jpg"])
def test_photo_in_any_place_goes_out_clean(pictured: Site, name: str) -> None:
    _with_raw(pictured, name)
    built = pictured.build(html_static_path=["_static"])
    assert [path for path, data in contents(built.out).items() if SECRET in data] == []
    assert one(parse(built.out / "people/ada.html"), 'img[alt="Raw"]')["width"] == "800"


def test_file_that_is_none_of_the_pictures_we_read_does_not_go_out(pictured: Site) -> None:
    (pictured.source / "people/raw.jpg").write_bytes(b"\0\0\0\x18ftypheic" + SECRET)
    pictured.append("people/ada.md", "\n[![Raw](raw.jpg) and more](https://wide.example/more)\n")
    built = pictured.build(html_static_path=["_static"], warns=True)
    (warning,) = built.warnings
    assert "the picture `people/raw.jpg` cannot be read" in warning
    assert [path for path, data in contents(built.out).items() if SECRET in data] == []
    link = one(parse(built.out / "people/ada.html"), 'a[href="https://wide.example/more"]')
    assert link.get_text() == "Raw and more"


def test_what_sphinx_copies_is_clean_wherever_it_comes_from(pictured: Site) -> None:
    elsewhere = pictured.source.parent / "elsewhere"
    elsewhere.mkdir()
    for path in (elsewhere / "far.jpg", pictured.source / "logo.jpg", pictured.source / "one.jpg"):
        photo(path)
    paths = ["_static", "one.jpg", str(elsewhere)]
    built = pictured.build(html_static_path=paths, html_logo="logo.jpg")
    copied = contents(built.out / "_static")
    assert {"far.jpg", "logo.jpg", "one.jpg"} <= copied.keys()
    assert [path for path, data in copied.items() if SECRET in data] == []


def test_name_as_long_as_a_file_may_have_is_cut(pictured: Site) -> None:
    name = "x" * 250 + ".jpg"
    (pictured.source / "people/wide.jpg").rename(pictured.source / "people" / name)
    pictured.edit("people/ada.md", "![Inline](wide.jpg)", f"![Inline]({name})")
    photo(pictured.source / "people/wide.jpg")
    page = parse(pictured.build(html_static_path=["_static"]).out / "people/ada.html")
    source = str(one(page, 'img[alt="Inline"]')["src"])
    assert re.fullmatch(r"\.\./_images/x{60}-[0-9a-f]{20}\.jpg", source)


# --- pictures for social networks ---------------------------------------------------------


def test_photo_stands_for_a_page_where_no_cards_are_drawn(pictured: Site) -> None:
    built = pictured.build(html_static_path=["_static"], **PUBLISHED)
    page = parse(built.out / "people/ada.html")
    address = str(one(page, 'meta[property="og:image"]')["content"])
    assert address.startswith("https://engines.example/_images/ada-")
    assert (built.out / unquote(address.removeprefix("https://engines.example/"))).is_file()
    assert one(page, 'meta[name="twitter:card"]')["content"] == "summary"
    assert parse(built.out / "index.html").select('meta[property="og:image"]') == []


def test_drawing_stands_for_no_page(pictured: Site) -> None:
    (pictured.source / "people/drawn.svg").rename(pictured.source / "_static/drawn.svg")
    pictured.edit("people/ada.md", " and ![Drawn](drawn.svg)", "")
    pictured.edit("research/engine.md", "_static/engine.png", "_static/drawn.svg")
    built = pictured.build(html_static_path=["_static"], **PUBLISHED)
    page = parse(built.out / "research/engine.html")
    assert one(page, ".profile img")
    assert page.select('meta[property="og:image"]') == []


def test_every_page_has_a_card(site: Callable[[str], Site]) -> None:
    landing = site("landing")
    built = landing.build(research_cards=True, **PUBLISHED)
    named = set()
    for path in built.out.rglob("*.html"):
        page = parse(path)
        if page.select('meta[property="og:title"]'):
            address = str(one(page, 'meta[property="og:image"]')["content"])
            card = built.out / unquote(address.removeprefix("https://engines.example/"))
            with Image.open(card) as image:
                assert image.size == (1200, 630)
            assert one(page, 'meta[property="og:image:alt"]')["content"]
            named.add(card)
    assert sorted(built.out.rglob("*card.png")) == sorted(named)
    before = {card: card.stat().st_mtime_ns for card in named}
    landing.build(research_cards=True, **PUBLISHED)
    assert {card: card.stat().st_mtime_ns for card in named} == before


def test_site_without_address_has_no_cards(site: Callable[[str], Site]) -> None:
    built = site("landing").build(research_cards=True)
    assert sorted(built.out.rglob("*card.png")) == []
