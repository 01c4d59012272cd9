"""The pictures of one build: encoded before pages are written, kept by content, and named by it.

Pages show `formats.pictures` in place of what lies in the source tree, so that no original
goes out.  What has been encoded stays in the folder of the doctrees: a second build only
reads the sources, to see that they are the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp

from markupsafe import Markup as Html

from sphinx_research.formats.pictures import (
    RECIPES,
    PictureError,
    Recipe,
    cleaned,
    encode,
    fingerprint,
)
from sphinx_research.records.files import PICTURES
from sphinx_research.records.fingerprint import package_fingerprint

FOLDER = "_images"

Wanted = tuple[str, str]
"""A picture's path from the top of the source directory, and the name of a recipe."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as pages name it.

    :param name: of the file that every browser reads
    :param sources: the names of WebP files and their widths, narrowest first
    :param width: of the widest, in pixels, as `height`
    """

    name: str
    width: int
    height: int
    sources: tuple[tuple[str, int], ...]
    recipe: str
    moving: bool = False


class Pictures:
    """What pages may show.

    :param source: the source directory
    :param cache: a folder that stays between builds
    :param drawings: the names of the SVGs that Sphinx copies to ``_static``
    :ivar broken: the paths of pictures that cannot be read, and why
    """

    def __init__(self, source: Path, cache: Path, drawings: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.drawings = drawings
        # After an upgrade nothing is kept that the code before it has made.
        self.cache = cache / package_fingerprint().hex()
        self.broken: dict[str, str] = {}
        self._shown: dict[Wanted, Shown] = {}
        self._used: dict[str, Path] = {}

    def make(self, wanted: Iterable[Wanted]) -> None:
        """Encode pictures that pages show, as far as that has not been done yet."""
        for path, recipe in sorted(set(wanted)):
            try:
                data = (self.source / path).read_bytes()
                self._shown[path, recipe] = self._one(Path(path).stem, data, recipe)
            except OSError:  # it is not there, as others report
                continue
            except PictureError as failure:
                self.broken[path] = str(failure)

    def forget_others(self) -> None:
        """Delete what was kept for a build before this one, and is used no more."""
        used = {self.cache, *self._used.values()}
        for folder in (*self.cache.parent.glob("*"), *self.cache.glob("*")):
            if folder not in used:
                shutil.rmtree(folder, ignore_errors=True)

    def find(self, path: str, recipe: str) -> Shown | None:
        """Give a picture that has been made."""
        return self._shown.get((path.removeprefix("/"), recipe))

    def largest(self, path: str) -> Shown | None:
        """Give a picture as large as pages show it."""
        found = (self.find(path, recipe) for recipe in RECIPES)
        return max(filter(None, found), key=lambda one: one.width, default=None)

    def cause(self, path: str) -> str:
        """Say of a broken picture what is wrong."""
        return f"the picture `{path}` cannot be read: {self.broken[path]}"

    def file(self, shown: Shown) -> Path:
        """Tell where the file that every browser reads is kept."""
        return self._used[shown.name] / shown.name

    def files(self) -> Iterator[tuple[str, Path]]:
        """Give the files that belong to the site: the name of each, and where it is kept."""
        for shown in sorted(self._shown.values(), key=lambda one: one.name):
            for name in (shown.name, *(source for source, _ in shown.sources)):
                yield f"{FOLDER}/{name}", self._used[shown.name] / name

    def _one(self, stem: str, data: bytes, name: str) -> Shown:
        recipe = RECIPES[name]
        digest = hashlib.blake2b(fingerprint(recipe).encode(), digest_size=10)
        digest.update(data)
        bare = re.sub(r"[^a-z0-9]+", "-", stem.lower())[:_LONGEST].strip("-") or "picture"
        key = f"{bare}-{digest.hexdigest()}"
        folder = self.cache / key
        if not folder.is_dir():
            self._keep(key, self._encode(key, data, recipe))
        notes = json.loads((folder / _NOTES).read_text("utf-8"))
        sources = tuple((source, width) for source, width in notes["sources"])
        shown = Shown(**(notes | {"sources": sources}))
        self._used[shown.name] = folder
        return shown

    def _encode(self, key: str, data: bytes, recipe: Recipe) -> Iterator[tuple[str, bytes]]:
        """Give the files to keep of a picture, the notes of them among them."""
        picture = encode(data, recipe)
        fallback = picture.fallback
        names = [f"{key}-{one.width}{one.ending}" for one in picture.files]
        shown = Shown(
            f"{key}{fallback.ending}",
            fallback.width,
            fallback.height,
            tuple((name, one.width) for name, one in zip(names, picture.files, strict=True)),
            recipe.name,
            picture.moving,
        )
        yield shown.name, fallback.data
        yield from ((name, one.data) for name, one in zip(names, picture.files, strict=True))
        yield _NOTES, json.dumps(asdict(shown)).encode()

    def _keep(self, key: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Fill a folder of the cache; a build that is stopped leaves none half filled."""
        self.cache.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(dir=self.cache))
        for name, data in files:
            (fresh / name).write_bytes(data)
        shutil.rmtree(self.cache / key, ignore_errors=True)
        fresh.rename(self.cache / key)

    # --- what Sphinx copies as it is --------------------------------------------------------

    def clean_copies(self, output: Path) -> list[str]:
        """Take what does not show out of the pictures of ``_static``, which pages may name.

        Those that cannot be read are deleted from the output.  They may come from anywhere:
        ``html_static_path`` names folders and files, and links lead out of them.

        :return: of these the paths that were not known as `broken`
        :param output: the folder ``_static`` of the output
        """
        known = set(self.broken)
        for copy in sorted(output.rglob("*")):
            name = copy.relative_to(output).as_posix()
            drawn = name in self.drawings  # those of themes and extensions are code
            if (drawn or copy.suffix.lower() in PICTURES - {".svg"}) and copy.is_file():
                self._clean(copy.relative_to(output.parent).as_posix(), copy)
        return sorted(self.broken.keys() - known)

    def _clean(self, path: str, copy: Path) -> None:
        data = copy.read_bytes()
        key = hashlib.blake2b(data, digest_size=16).hexdigest()
        folder = self.cache / key
        try:
            if not folder.is_dir():
                clean = cleaned(data)
                self._keep(key, [(_NOTES, clean)] if clean != data else [])
        except PictureError as failure:
            self.broken[path] = str(failure)
            copy.unlink()
            return
        self._used[path] = folder
        if (folder / _NOTES).is_file():
            copy.write_bytes((folder / _NOTES).read_bytes())


_NOTES = "notes"
_LONGEST = 60
"""How much of a name is kept: a file system takes 255 bytes in all."""


def write(shown: Shown, root: str, alt: str, **attributes: str) -> Html:
    """Write a picture.

    :param root: the way from the page up to the top of the site
    :param attributes: more of ``<img>``
    """
    recipe = RECIPES[shown.recipe]
    way = f"{root}{FOLDER}/"
    own = {
        "src": f"{way}{shown.name}",
        "alt": alt,
        "width": str(shown.width),
        "height": str(shown.height),
        "loading": "lazy" if recipe.lazy else "",
        "decoding": "async",
    }
    written = (
        Html(' %s="%s"') % (name, value)
        for name, value in (own | attributes).items()
        if value or name == "alt"
    )
    image = Html("<img%s>") % Html().join(written)
    if not shown.sources:
        return image
    sources = ", ".join(f"{way}{name} {width}w" for name, width in shown.sources)
    # What moves does so for those only who have not asked for stillness.
    wide = f"{attributes['width']}px" if "width" in attributes else recipe.sizes
    calm = Html(' media="(prefers-reduced-motion: no-preference)"') if shown.moving else Html()
    source = Html('<source type="image/webp"%s srcset="%s" sizes="%s">') % (calm, sources, wide)
    return Html("<picture>%s%s</picture>") % (source, image)
