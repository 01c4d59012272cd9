"""What would take all time or memory of a build."""

from __future__ import annotations

import struct
import zlib

from tests.attacks.attack import PAGE, Attack, Files, Harm, Plain, page, person


def _exhausts(
    name: str,
    tries: str,
    files: Files,
    refused: str = "",
    plain: Plain = Plain.DEPENDS,
) -> Attack:
    return Attack(
        name=name, tries=tries, files=files, harm=Harm.EXHAUSTION, plain=plain, refused=refused
    )


def _png(width: int, height: int) -> bytes:
    """Make a picture of a few kilobytes that is as large as it says once it is unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    )


_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
_MACROS = "@string{a = {xxxxxxxxxx}}\n" + "".join(
    f"@string{{{one} = {' # '.join([before] * 10)}}}\n"
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)

EXHAUSTION = (
    Attack(
        name="named-pipe",
        tries="have the build read from a pipe that nobody writes to",
        pipes=("research/attack.md",),
        harm=Harm.EXHAUSTION,
        refused=f"unknown-file {PAGE}:1",
    ),
    Attack(
        name="linked-device",
        tries="have the build read from a device that never ends",
        links={"_static/attack.png": "/dev/zero"},
        harm=Harm.EXHAUSTION,
        refused="symbolic-link _static/attack.png:1",
    ),
    Attack(
        name="linked-loops",
        tries="have the build walk through folders that lead to each other",
        links={"people/one": "..", "research/two": "..", "three": "."},
        harm=Harm.EXHAUSTION,
        refused="symbolic-link people/one:1",
    ),
    _exhausts(
        "picture-bomb",
        "show a picture of 900 million points",
        page("![it](bomb.png)") | {"research/bomb.png": _png(30_000, 30_000)},
        f"picture {PAGE}:3",
        Plain.WORKED,
    ),
    _exhausts(
        "picture-bomb-in-static",
        "publish one that no page shows",
        {"_static/bomb.png": _png(30_000, 30_000)},
        "picture _static/bomb.png:1",
        Plain.WORKED,
    ),
    _exhausts(
        "photo-bomb",
        "show one as a photo",
        person("photo: _static/bomb.png") | {"_static/bomb.png": _png(30_000, 30_000)},
        "picture people/ada-lovelace.md:2",
        Plain.WORKED,
    ),
    _exhausts(
        "yaml-bomb",
        "write YAML whose aliases unfold to 400 million words",
        {"research/venues.yaml": _LAUGHS},
        "yaml research/venues.yaml:1",
        Plain.NOT_APPLICABLE,
    ),
    _exhausts(
        "yaml-bomb-in-front-matter",
        "the same in the front matter",
        {PAGE: f"---\n{_LAUGHS}orphan: *i\n---\n# Attack\n"},
        f"yaml {PAGE}:2",
    ),
    _exhausts(
        "bibtex-bomb",
        "write macros of BibTeX that unfold to 1 GB",
        person()
        | {"research/attack.bib": f"{_MACROS}@misc{{one,\n  title = i,\n  author = {{X}},\n}}\n"},
        "bibtex research/attack.bib:7",
        Plain.NOT_APPLICABLE,
    ),
    _exhausts("deep-quotes", "nest block quotes", page("> " * 3_000 + "words")),
    _exhausts(
        "deep-directives",
        "nest directives",
        page("".join(f"{':' * (603 - n)}{{note}}\n" for n in range(600)) + "words"),
        f"too-large {PAGE}:13",
        Plain.WORKED,
    ),
    _exhausts(
        "brackets",
        "open brackets that nobody closes",
        page("[" * 200_000),
        f"too-large {PAGE}:1",
    ),
    _exhausts(
        "emphasis",
        "open emphasis that nobody closes",
        page("**a _b " * 30_000),
        f"too-large {PAGE}:1",
    ),
    _exhausts(
        "formula-bomb",
        "nest a formula",
        page("$" + "{" * 20_000 + "x" + "}" * 20_000 + "$"),
        f"too-large {PAGE}:1",
    ),
    _exhausts(
        "emphasized-lines",
        "mark three billion lines of code",
        page("```{code-block} python\n:emphasize-lines: 1-3000000000\nx\n```"),
        f"too-large {PAGE}:4",
        Plain.WORKED,
    ),
    _exhausts(
        "emphasized-lines-by-attribute",
        "the same by attributes",
        page('{emphasize-lines="1-3000000000"}\n```python\nx\n```'),
        f"too-large {PAGE}:3",
        Plain.WORKED,
    ),
    _exhausts(
        "emphasized-lines-in-disguise",
        "the same by a name that is written with escapes",
        page('```{code-block} python\n---\n"emphasize\\x2dlines": 1-3000000000\n---\nx\n```'),
        plain=Plain.WORKED,
    ),
    _exhausts(
        "coloured-code",
        "have spaces coloured as a language whose lexer is slow",
        page("```autoit\nx" + " " * 60_000 + "x\n```"),
        plain=Plain.WORKED,
    ),
    _exhausts(
        "columns",
        "ask for 300 million columns",
        page(":::{hlist}\n:columns: 300000000\n- a\n- b\n:::"),
        f"refused {PAGE}:3",
        Plain.WORKED,
    ),
    _exhausts(
        "large-page",
        "write a page of 30 MB",
        page(("words " * 1_000 + "\n\n") * 5_000),
        f"too-large {PAGE}:1",
    ),
)
