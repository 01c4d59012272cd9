"""What photos tell besides what they show."""

from __future__ import annotations

import io

from PIL import ExifTags, Image

from tests.attacks.attack import PAGE, Attack, Harm, page, person


def _photo(kind: str) -> bytes:
    """Make a photo that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (51.0, 30.0, 2.0), 3: "W", 4: (0.0, 7.0, 39.0)}
    )
    file = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(file, kind, exif=exif)
    return file.getvalue()


PHOTOS = (
    Attack(
        name="photo-on-page",
        tries="tell with a picture where it was taken",
        files=page("![it](photo.jpg)") | {"research/photo.jpg": _photo("JPEG")},
        harm=Harm.DISCLOSURE,
    ),
    Attack(
        name="photo-of-person",
        tries="tell with a photo where somebody lives",
        files=person("photo: _static/ada.jpg") | {"_static/ada.jpg": _photo("JPEG")},
        harm=Harm.DISCLOSURE,
    ),
    Attack(
        name="photo-in-static",
        tries="tell it with a photo in `_static` that no page shows",
        files={"_static/ada.jpg": _photo("JPEG"), "_static/ada.png": _photo("PNG")},
        harm=Harm.DISCLOSURE,
    ),
    Attack(
        name="photo-of-rare-kind",
        tries="tell it with a photo of a kind that nobody cleans",
        files={"_static/ada.jfif": _photo("JPEG")},
        harm=Harm.DISCLOSURE,
        refused="unknown-file _static/ada.jfif:1",
    ),
    Attack(
        name="photo-as-download",
        tries="tell it with a photo that is offered as a file",
        files=page("{download}`photo.jpg`") | {"research/photo.jpg": _photo("JPEG")},
        harm=Harm.DISCLOSURE,
        refused=f"refused {PAGE}:3",
    ),
)
