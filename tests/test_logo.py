"""A school's logo: what a picture needs is published, whatever else is there is refused, and nothing crashes."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from miniature import lay_out

from generator.library import read_workspace
from generator.library.plain_svg import plain_svg

SCHOOL = "schools/example/school.yml"
START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
FORGE = Path(__file__).resolve().parent.parent / "schools/forge/logo.svg"


def svg(inside: str, more: str = "") -> bytes:
    return f"{START} {more}>{inside}</svg>".encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, pixels: bytes | None = None, end: bytes = chunk(b"IEND", b"")) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(height * (1 + 3 * width)) if pixels is None else pixels)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + end


def taken(root: Path, name: str, content: bytes) -> tuple[list[str], bytes]:
    """Codes of the problems, and what would be published."""
    case = "logo-bad"
    lay_out(case, root, {"schools/example/logo.svg": None, f"schools/example/{name}": content})
    (root / SCHOOL).write_text((root / SCHOOL).read_text("utf-8").replace("logo.svg", name), "utf-8")
    workspace, problems = read_workspace(root)
    return [problem.code for problem in problems], workspace.schools["example"].logo


GOOD = [
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->\n' + svg('<path d="M0 0 L1 1z" fill="#fff"/>'),
    b"\xef\xbb\xbf" + svg("<title>A &amp; B &lt;x&gt;</title>", 'viewBox="0 0 10 10" role="img"'),
    svg('<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect width="3" height="2" fill="url(#a)"/><g id="b"><circle r="2"/></g><use xlink:href="#b" x="3"/>'),
    b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:text font-family="Arial, sans-serif">Hill</s:text></s:svg>',
    FORGE.read_bytes(),
]  # fmt: skip


@pytest.mark.parametrize("content", GOOD)
def test_a_drawing_is_written_out_anew(content: bytes, tmp_path: Path) -> None:
    codes, logo = taken(tmp_path, "logo.svg", content)
    assert codes == []
    assert logo.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"') and b"<!--" not in logo and b"<?" not in logo
    assert plain_svg("logo.svg", logo) == logo


LONG = "a" * 5000
BAD = [
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:p="http://www.w3.org/2000/svg"><p:script>a()</p:script></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:p="http://www.w3.org/2000/svg"><p:foreignObject/></svg>',
    b'<p:svg xmlns:p="http://www.w3.org/2000/svg"><p:style>\\40 import</p:style></p:svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"><h:script>a()</h:script></svg>',
    b'<svg xmlns="http://www.w3.org/1999/xhtml"/>',
    svg('<a href="#x"><animate attributeName="href" values="java&#115;cript:alert(1)"/></a>'),
    svg('<rect fill="u&#114;l(https://evil.example/)"/>'),
    svg('<rect fill="u\\72l(https://evil.example/)"/>'),
    svg('<rect width="url(https://evil.example/)"/>'),
    svg('<g id="a"/><use href="https://evil.example/#a"/>'),
    svg('<use xlink:href="data:image/svg+xml,x"/>'),
    svg('<g onclick="a()"/>'),
    svg(f'<g class="{LONG}!"/>'),
    svg('<g xmlns:e="http://www.w3.org/2001/xml-events" e:onclick="a()"/>'),
    svg('<g style="fill:red"/>'),
    svg("<image href='#a'/>"),
    svg("<![CDATA[<script>]]>"),
    b'<?xml-stylesheet href="x.css"?>' + svg(""),
    b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
    b'<?xml version="1.0" encoding="utf-7"?>' + svg(""),
    svg("").decode().encode("utf-16"),
    svg("") + b"\x00",
    svg("<g>" * 40 + "</g>" * 40),
    svg("<g/>" * 6000),
    svg("<g>"[:2]),
    svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    svg('<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>'),
    svg("&nothing;"),
    b"<svg",
    b"",
]


@pytest.mark.parametrize("content", BAD)
def test_what_could_do_more_than_be_seen_is_refused(content: bytes, tmp_path: Path) -> None:
    assert taken(tmp_path, "logo.svg", content) == (["logo-bad"], b"")


def test_a_png_is_published_as_it_is(tmp_path: Path) -> None:
    assert taken(tmp_path, "logo.png", png(3, 2)) == ([], png(3, 2))


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        png(0, 0),
        png(4001, 1),
        png(2, 2, b"short"),
        png(1, 1, bytes(1_000_000)),
        png(end=b""),
        png() + b"<script>",
        png()[:40],
        png().replace(b"IHDR", b"IHDX"),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    ],
)
def test_a_broken_png_is_refused(content: bytes, tmp_path: Path) -> None:
    assert taken(tmp_path, "logo.png", content) == (["logo-bad"], b"")
