from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageSequence, PngImagePlugin

from sphinx_research.formats.pictures import (
    RECIPES,
    Encoded,
    Picture,
    PictureError,
    cleaned,
    encode,
    fingerprint,
)

SECRET = b"at home"
PROSE, FACE = RECIPES["prose"], RECIPES["face"]


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def left_red(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Make a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Make EXIF with a place."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.ImageDescription] = SECRET.decode()
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return made


def photo(**options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    told = {"exif": exif(), "comment": SECRET, "xmp": b"<x>at home</x>"}
    return saved(left_red(), "JPEG", **(told | options))


def files(picture: Picture) -> Iterator[Encoded]:
    yield from picture.files
    yield picture.fallback


def colour(image: Image.Image, x: float, y: float) -> str:
    """Name the strongest colour at a place given in parts of the width and height."""
    place = int(x * image.width), int(y * image.height)
    pixel = image.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return ("red", "green", "blue")[pixel.index(max(pixel))]


def test_nothing_but_the_pixels_is_left() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("Comment", SECRET.decode())
    sources = [
        photo(),
        saved(left_red(), "PNG", pnginfo=text, exif=exif()),
        saved(left_red(), "WEBP", exif=exif(), xmp=SECRET),
    ]
    for source in sources:
        assert SECRET in source
        for one in files(encode(source, PROSE)):
            assert SECRET not in one.data
            assert not opened(one.data).getexif()


@pytest.mark.parametrize(
    ("orientation", "red"),
    [(1, "left"), (2, "right"), (3, "right"), (6, "top"), (8, "bottom")],
    ids=str,
)
def test_picture_stands_as_its_exif_says(orientation: int, red: str) -> None:
    places = {"left": (0.1, 0.5), "right": (0.9, 0.5), "top": (0.5, 0.1), "bottom": (0.5, 0.9)}
    for one in files(encode(photo(exif=exif(orientation)), PROSE)):
        assert colour(opened(one.data), *places[red]) == "red"


def test_widths_are_those_of_the_recipe_and_none_is_larger_than_the_source() -> None:
    def sizes(width: int) -> list[tuple[int, int, str]]:
        made = encode(saved(Image.new("RGB", (width, width // 2)), "JPEG"), PROSE)
        return [(one.width, one.height, one.ending) for one in files(made)]

    assert sizes(2000) == [(800, 400, ".webp"), (1600, 800, ".webp"), (1600, 800, ".jpg")]
    assert sizes(1000) == [(800, 400, ".webp"), (1000, 500, ".webp"), (1000, 500, ".jpg")]
    assert sizes(300) == [(300, 150, ".webp"), (300, 150, ".jpg")]


def test_sizes_are_those_of_the_files() -> None:
    for one in files(encode(photo(), PROSE)):
        assert opened(one.data).size == (one.width, one.height)


def test_portraits_are_square_and_keep_the_middle() -> None:
    image = Image.new("RGB", (600, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    made = opened(encode(saved(image, "PNG"), FACE).fallback.data)
    assert made.size == (144, 144)
    assert {colour(made, x, 0.5) for x in (0.05, 0.5, 0.95)} == {"blue"}


@pytest.mark.parametrize(
    ("mode", "kind", "ending"),
    [
        *((mode, "PNG", ".png") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        ("CMYK", "JPEG", ".jpg"),
        ("L", "JPEG", ".jpg"),
        ("RGB", "WEBP", ".jpg"),
        ("RGBA", "WEBP", ".png"),
        ("P", "GIF", ".png"),
    ],
)
def test_every_kind_of_picture_keeps_its_family(mode: str, kind: str, ending: str) -> None:
    source = Image.new("L", (40, 30), 255).convert(mode)
    lossless = {"lossless": True} if kind == "WEBP" else {}
    if mode == "RGBA":
        source.putalpha(100)
    made = encode(saved(source, kind, **lossless), PROSE)
    assert made.fallback.ending == ending
    for one in files(made):
        pixel = opened(one.data).convert("RGB").getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert min(pixel) > 250


def test_what_shines_through_still_does() -> None:
    for one in files(encode(saved(Image.new("RGBA", (9, 9), (255, 0, 0, 100)), "PNG"), PROSE)):
        assert opened(one.data).getpixel((4, 4)) == (255, 0, 0, 100)


def test_sixteen_bits_of_grey_become_eight() -> None:
    source = saved(Image.new("I;16", (9, 9), 0x8000), "PNG")
    assert opened(encode(source, PROSE).fallback.data).getpixel((4, 4)) == (128, 128, 128)


def test_colours_are_those_of_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"nonsense", lab):  # of the last two no picture in RGB can be
        made = encode(saved(left_red(), "PNG", icc_profile=profile), PROSE)
        shown = opened(made.fallback.data)
        assert shown.getpixel((10, 10)) == (255, 0, 0)
        assert "icc_profile" not in shown.info


def frames() -> list[Image.Image]:
    return [Image.new("RGB", (50, 40), colour) for colour in ("red", "green", "blue")]


def animation(**options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    first, *others = frames()
    told = {"duration": [100, 200, 300], "loop": 0, "comment": SECRET} | options
    return saved(first, "GIF", save_all=True, append_images=others, **told)


def test_animation_moves_as_webp_and_stands_still_as_png() -> None:
    made = encode(animation(), PROSE)
    (moving,) = made.files
    image = Image.open(io.BytesIO(moving.data))
    assert made.moving
    assert (getattr(image, "n_frames", 1), image.info["loop"]) == (3, 0)
    assert getattr(opened(made.fallback.data), "n_frames", 1) == 1
    assert colour(opened(made.fallback.data), 0.5, 0.5) == "red"
    assert SECRET not in moving.data


def test_animation_stands_still_as_a_portrait() -> None:
    made = encode(animation(), FACE)
    assert not made.moving
    assert colour(opened(made.files[0].data), 0.5, 0.5) == "red"


def test_same_picture_gives_the_same_bytes() -> None:
    for source in (photo(), animation()):
        assert encode(source, PROSE) == encode(source, PROSE)


def test_recipes_and_versions_have_fingerprints_of_their_own() -> None:
    marks = {fingerprint(recipe) for recipe in RECIPES.values()}
    assert len(marks) == len(RECIPES)


# --- what cannot be read ------------------------------------------------------------------


def test_picture_of_too_many_pixels_is_refused_unread() -> None:
    bomb = saved(Image.new("1", (30_000, 10_000)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(PictureError, match=r"^it has more than 64 million pixels$"):
        encode(bomb, FACE)
    with pytest.raises(PictureError, match="more than 64 million pixels"):
        cleaned(saved(Image.new("1", (9_000, 9_000)), "PNG"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        photo()[:700],
        b"\x89PNG\r\n\x1a\n" + b"x" * 40,
        b"RIFF____WEBPVP8 ",
    ],
    ids=["empty", "head", "cut", "png", "webp"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match="it is damaged, or none of AVIF, GIF, JPEG, PNG, WEBP"):
        encode(data, FACE)


def test_drawing_of_more_than_shapes_is_refused() -> None:
    with pytest.raises(PictureError, match="an element `script`"):
        encode(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', FACE)


@given(place=st.integers(0, 400), noise=st.binary(max_size=40), moving=st.booleans())
def test_damaged_picture_is_read_or_refused(place: int, noise: bytes, *, moving: bool) -> None:
    source = animation() if moving else photo()
    damaged = source[:place] + noise + source[place + len(noise) :]
    for make in (lambda data: encode(data, PROSE), cleaned):
        try:
            make(damaged)
        except PictureError as refused:
            assert str(refused)  # noqa: PT017 - either way is right


# --- what is copied as it is --------------------------------------------------------------


def test_cleaned_picture_keeps_its_format_size_and_place() -> None:
    clean = cleaned(photo(exif=exif(orientation=6)))
    image = opened(clean)
    assert (image.format, image.size) == ("JPEG", (200, 400))
    assert colour(image, 0.5, 0.1) == "red"
    assert SECRET not in clean
    assert not image.getexif()


def test_cleaned_animation_still_moves() -> None:
    clean = cleaned(animation())
    image = Image.open(io.BytesIO(clean))
    assert (image.format, image.info["loop"]) == ("GIF", 0)
    assert times(image) == [100, 200, 300]
    assert SECRET not in clean


def times(image: Image.Image) -> list[int]:
    """Read for how many milliseconds each frame stands."""
    found = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        found.append(int(frame.info["duration"]))
    return found


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_every_kind_of_animation_keeps_its_pace(kind: str) -> None:
    first, *others = frames()
    told = {"duration": [100, 200, 300], "loop": 0, "exif": exif()}
    source = saved(first, kind, save_all=True, append_images=others, **told)
    assert times(Image.open(io.BytesIO(cleaned(source)))) == [100, 200, 300]
    assert times(Image.open(io.BytesIO(encode(source, PROSE).files[0].data))) == [100, 200, 300]


@pytest.mark.parametrize(("mode", "clear"), [("L", 7), ("RGB", (7, 7, 7)), ("P", 7)])
def test_cleaned_picture_is_as_transparent_as_before(mode: str, clear: object) -> None:
    source = Image.new("L", (9, 9), 7).convert(mode)
    made = opened(cleaned(saved(source, "PNG", transparency=clear, exif=exif())))
    assert made.has_transparency_data


def with_segment(data: bytes) -> bytes:
    """Put a segment of an application (APP11, as of C2PA) into a JPEG."""
    return data[:2] + b"\xff\xeb" + (2 + len(SECRET)).to_bytes(2, "big") + SECRET + data[2:]


def with_xmp(data: bytes) -> bytes:
    """Put XMP into a GIF, before its only picture."""
    place = data.rindex(b"\x2c\x00\x00\x00\x00")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return data[:place] + b"\x21\xff\x0bXMP DataXMP" + SECRET + trailer + data[place:]


@pytest.mark.parametrize(
    "source",
    [
        with_segment(saved(left_red(), "JPEG")),
        saved(left_red(), "JPEG") + b"ftypmp42" + SECRET,
        with_xmp(saved(left_red().quantize(4), "GIF")),
    ],
    ids=["segment", "film after the photo", "XMP in GIF"],
)
def test_what_pillow_does_not_read_goes_too(source: bytes) -> None:
    clean = cleaned(source)
    assert SECRET in source
    assert SECRET not in clean
    assert colour(opened(clean), 0.2, 0.5) == "red"


def test_cleaned_drawing_keeps_its_pixels() -> None:
    source = left_red().convert("P")
    clean = cleaned(saved(source, "PNG", exif=exif()))
    assert SECRET not in clean
    assert opened(clean).convert("RGB").tobytes() == source.convert("RGB").tobytes()


def test_picture_that_tells_nothing_stays_as_it_is() -> None:
    for source in (saved(left_red(), "JPEG"), saved(left_red(), "PNG")):
        assert cleaned(source) is source


# --- how large they may be --------------------------------------------------------------------


def _saved(kind: str, side: int, frames: int = 1) -> bytes:
    file = io.BytesIO()
    pictures = [Image.new("L", (side, side), number % 2) for number in range(frames)]
    pictures[0].save(file, kind, save_all=frames > 1, append_images=pictures[1:])
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "side", "frames", "message"),
    [
        ("JPEG", 8_100, 1, "it has more than 64 million pixels"),
        ("PNG", 5_100, 1, "it has more than 25 million pixels, and is no JPEG"),
        ("GIF", 600, 80, "it has more than 25 million pixels, and is no JPEG"),
        ("GIF", 2, 1_001, "it has more than 1,000 frames"),
    ],
)
def test_what_is_too_large_is_not_decoded(kind: str, side: int, frames: int, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        encode(_saved(kind, side, frames), RECIPES["prose"])


def test_a_large_photo_is_taken() -> None:
    made = encode(_saved("JPEG", 7_900), RECIPES["prose"])

    assert (made.fallback.width, made.fallback.height) == (1600, 1600)
