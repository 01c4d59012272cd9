"""Pictures as the site shows them: small, upright, in sRGB, and saying nothing of their origin.

A photo of a phone holds the place where it was taken (EXIF, XMP), in any of eight
orientations and perhaps in colours that only some screens know.  So no picture goes out as
it came in: each is decoded and encoded anew, at the widths at which it is shown.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, ImageSequence, features

from sphinx_research.formats.drawings import DrawingError, drawing
from sphinx_research.records import limits

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")

QUALITY = 80
"""Of WebP and JPEG: on photos nobody sees the difference to more."""

_TOO_LARGE = f"it has more than {limits.PIXELS // 1_000_000} million pixels"
_NO_PHOTO = f"it has more than {limits.DECODED // 1_000_000} million pixels, and is no JPEG"
_TOO_LONG = f"it has more than {limits.FRAMES:,} frames"
_DAMAGED = f"it is damaged, or none of {', '.join(FORMATS)}"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a picture is shown.

    :param sizes: how wide it is shown, as the ``sizes`` of ``<img>`` says it
    :param widths: the widths to make, in pixels, in ascending order: up to twice as wide, for
        fine screens
    :param square: whether what is longer is cut off at both ends, as for portraits
    :param moves: whether an animation goes on; elsewhere its first picture stands
    :param lazy: whether it may be loaded when it comes into view
    """

    name: str
    sizes: str
    widths: tuple[int, ...]
    square: bool = False
    moves: bool = False
    lazy: bool = True


RECIPES = {
    one.name: one
    for one in (
        Recipe("portrait", "8rem", (256,), square=True, lazy=False),
        Recipe("face", "4.5rem", (144,), square=True),
        Recipe("thumbnail", "8rem", (256,)),
        Recipe("card", "(min-width: 40rem) 22rem, 100vw", (400, 800)),
        Recipe("hero", "(min-width: 50rem) 48rem, 100vw", (800, 1600), moves=True, lazy=False),
        Recipe("prose", "(min-width: 50rem) 48rem, 100vw", (800, 1600), moves=True),
    )
}
"""By name: the head of a person's page, cards of people, entries of papers, cards of projects,
the head of a project's page, and what stands in a text."""


class PictureError(ValueError):
    """A picture cannot be read; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One file.

    :param ending: ``.webp``, ``.jpg``, ``.png`` or ``.svg``
    """

    width: int
    height: int
    ending: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, encoded for pages.

    :param files: WebP, narrowest first; of a drawing none
    :param fallback: JPEG or PNG, as wide as the widest; of what moves, the first frame; a
        drawing itself
    """

    files: tuple[Encoded, ...]
    fallback: Encoded
    moving: bool


def fingerprint(recipe: Recipe) -> str:
    """Stand for all but the source that the bytes of an encoded picture depend on."""
    versions = (PIL.__version__, features.version("webp"), features.version("jpg"))
    return json.dumps(
        [asdict(recipe), QUALITY, limits.PIXELS, limits.DECODED, limits.FRAMES, versions]
    )


def encode(data: bytes, recipe: Recipe) -> Picture:
    """Encode a picture for the web; it is never made larger than it is.

    :param data: a file in one of `FORMATS`, or an SVG
    :raises PictureError: if it cannot be read, or a drawing holds more than shapes
    """
    if data.lstrip(_BEFORE_SVG).startswith(b"<"):
        return _drawn(data)
    with _opened(data) as image:
        if recipe.moves and _frames(image) > 1:
            return _moving(image, recipe)
        photo = image.format in {"JPEG", "MPO"}
        most = 2 * recipe.widths[-1]
        image.draft(image.mode, (most, most))  # JPEG is decoded at a fraction, and faster
        whole = _upright(image)
        if recipe.square:
            side = min(whole.size)
            whole = ImageOps.fit(whole, (side, side))
        sizes = list(dict.fromkeys(_size(whole, width) for width in recipe.widths))
        scaled = [_scaled(whole, size) for size in sizes]
        photo = photo or (image.format in {"AVIF", "WEBP"} and whole.mode == "RGB")
        files = tuple(_webp(one, photo=photo) for one in scaled)
        return Picture(files, _jpeg(scaled[-1]) if photo else _png(scaled[-1]), moving=False)


_BEFORE_SVG = b"\xef\xbb\xbf \t\r\n"


def _drawn(data: bytes) -> Picture:
    try:
        made = drawing(data)
    except DrawingError as failure:
        raise PictureError(str(failure)) from failure
    return Picture((), Encoded(made.width, made.height, ".svg", made.data), moving=False)


def cleaned(data: bytes) -> bytes:
    """Take out of a picture what does not show, in its own format and size.

    What holds nothing of the kind stays as it is; a drawing is written anew.

    :raises PictureError: if it cannot be read, or a drawing holds more than shapes
    """
    if data.lstrip(_BEFORE_SVG).startswith(b"<"):
        return _drawn(data).fallback.data
    with _opened(data) as image:
        if not _tells(image, data):
            return data
        shown = {name: image.info[name] for name in _SHOWN if name in image.info}
        kind = "JPEG" if image.format == "MPO" else str(image.format)  # two views of one scene
        if kind == "JPEG" or _frames(image) == 1:
            return _saved(_upright(image, keep_colours=True), kind, quality=95, **shown)
        frames, durations = _film(image)
        shown |= {"save_all": True, "append_images": frames[1:], "duration": durations}
        return _saved(frames[0], kind, **shown)


def _tells(image: Image.Image, data: bytes) -> bool:
    """Whether there is more in a file than what it shows."""
    if image.info.keys() & _UNSEEN or getattr(image, "text", None) or image.getexif():
        return True
    if image.format in {"JPEG", "MPO"}:
        segments = {name for name, _ in getattr(image, "applist", ())}
        return bool(segments - _SEGMENTS) or not data.endswith(b"\xff\xd9")
    return any(mark in data for mark in _MARKS)


_UNSEEN = frozenset({"comment", "exif", "mp", "photoshop", "xmp", "XML:com.adobe.xmp"})
_SEGMENTS = frozenset({"APP0", "APP2", "APP14"})
"""Of JPEG, those for JFIF, the profile and Adobe's colours; films follow the last mark."""
_MARKS = (b"c2pa", b"XMP DataXMP")
"""What Pillow skips: who made a picture (C2PA), and XMP in GIF."""
_SHOWN = ("icc_profile", "loop")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture; of whatever a decoder may raise say that it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            _check_size(image)
            yield image
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise PictureError(_TOO_LARGE) from failure
    except Exception as failure:  # five decoders raise anything from EOFError to SyntaxError
        raise PictureError(_DAMAGED) from failure


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > limits.PIXELS:
        raise PictureError(_TOO_LARGE)
    frames = _frames(image)
    if frames > limits.FRAMES:
        raise PictureError(_TOO_LONG)
    pixels = image.width * image.height * frames
    if pixels > limits.PIXELS:
        raise PictureError(_TOO_LARGE)
    if pixels > limits.DECODED and image.format not in {"JPEG", "MPO"}:
        raise PictureError(_NO_PHOTO)


def _frames(image: Image.Image) -> int:
    return int(getattr(image, "n_frames", 1)) if image.format in _MOVING else 1


_MOVING = frozenset({"AVIF", "GIF", "PNG", "WEBP"})


def _upright(image: Image.Image, *, keep_colours: bool = False) -> Image.Image:
    """Turn a picture as its EXIF says, and leave nothing but its pixels."""
    upright = ImageOps.exif_transpose(image)
    return _bare(upright if keep_colours else _srgb(upright))


def _bare(image: Image.Image) -> Image.Image:
    """Forget what stands beside the pixels: Pillow would write some of it."""
    image.load()
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    if palette := image.getpalette():
        bare.putpalette(palette)
    if "transparency" in image.info:
        bare.info["transparency"] = image.info["transparency"]
    return bare


def _srgb(image: Image.Image) -> Image.Image:
    """Bring a picture to sRGB, in the mode RGB, or RGBA if something shines through."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        image = image.convert(mode)
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a wrong profile is none
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode=shown
            )
            image = made or image
    return image.convert(mode)


def _size(image: Image.Image, width: int) -> tuple[int, int]:
    width = min(width, image.width)
    return width, max(1, round(image.height * width / image.width))


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


# --- files --------------------------------------------------------------------------------


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _webp(image: Image.Image, *, photo: bool) -> Encoded:
    """Encode a photo with loss; a drawing without, unless that is more than twice as large."""
    data = _saved(image, "WEBP", quality=QUALITY)
    if not photo:
        exact = _saved(image, "WEBP", lossless=True)
        data = exact if len(exact) <= 2 * len(data) else data
    return Encoded(*image.size, ".webp", data)


def _jpeg(image: Image.Image) -> Encoded:
    data = _saved(image.convert("RGB"), "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Encoded(*image.size, ".jpg", data)


def _png(image: Image.Image) -> Encoded:
    return Encoded(*image.size, ".png", _saved(image, "PNG"))


def _moving(image: Image.Image, recipe: Recipe) -> Picture:
    """Encode an animation as WebP that moves, and a PNG that stands still."""
    frames, durations = _film(image, _size(image, recipe.widths[-1]))
    data = _saved(
        frames[0],
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=int(image.info.get("loop", 1)),  # GIF without a count plays once
        quality=QUALITY,
    )
    still = _png(frames[0])
    return Picture((Encoded(still.width, still.height, ".webp", data),), still, moving=True)


def _film(
    image: Image.Image, size: tuple[int, int] | None = None
) -> tuple[list[Image.Image], list[int]]:
    """Take an animation apart: its frames, scaled, and for how many milliseconds each stands."""
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        frame.load()  # of WebP, only then its duration is known
        durations.append(int(frame.info.get("duration", 100)))
        frames.append(_scaled(_bare(frame.convert("RGBA")), size or image.size))
    return frames, durations
