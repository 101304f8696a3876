"""SVG that can only be seen: parsed, held against a list of what a drawing needs, and written out anew.

What is not on the list is refused, never repaired, so that nobody wonders where a part of a logo went.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

DEPTH_LIMIT = 30
ELEMENT_LIMIT = 5_000

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML = "http://www.w3.org/XML/1998/namespace "
_WITH_TEXT = frozenset(("title", "desc", "text", "tspan"))
_ELEMENTS = _WITH_TEXT | frozenset(
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath use".split()
)
_ID = r"[A-Za-z_][\w.-]*"
_COLOUR = (
    rf"#[0-9a-fA-F]{{3,8}}|[a-zA-Z]+|(?:rgb|hsl)a?\([0-9\s.,%/+-]*\)|url\(#{_ID}\)(?:\s+(?:none|#[0-9a-fA-F]{{3,8}}))?"
)
_PLAIN = r"(?!.*url)[A-Za-z0-9\s.,%()+-]*"
_KINDS: Mapping[str, str] = {
    "fill stroke stop-color color": _COLOUR,
    "clip-path": rf"none|url\(#{_ID}\)",
    "href": rf"#{_ID}",
    "id": _ID,
    "class aria-labelledby aria-describedby": r"[\w\s.-]*",
    "font-family": r"(?!.*url)[\w\s,.'\"-]*",
    "aria-label": r".*",
    "d points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height viewBox preserveAspectRatio version rotate "
    "transform gradientTransform gradientUnits spreadMethod offset stop-opacity clipPathUnits clip-rule fill-rule "
    "fill-opacity opacity stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset font-size font-weight font-style font-variant font-stretch text-anchor "
    "letter-spacing word-spacing textLength lengthAdjust dominant-baseline paint-order vector-effect "
    "role xml:space xml:lang": _PLAIN,
}
_ATTRIBUTES = {
    name: re.compile(pattern, re.DOTALL | re.ASCII | re.IGNORECASE)
    for names, pattern in _KINDS.items()
    for name in names.split()
}
_DECLARATION = re.compile(r"<\?xml\s[^<>?]*\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_NO_ELEMENT = re.compile(r"<!(?!--)[\[A-Za-z]*|<\?[\w-]*")


class LogoFault(Exception):
    """A logo that is not taken; the text is a sentence for its school."""


def plain_svg(name: str, content: bytes) -> bytes:
    """The drawing in `content`, written out anew; raises LogoFault, which speaks of the file as `name`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise LogoFault(f"the logo “{name}” is not an SVG picture in UTF-8") from fault
    declaration = _DECLARATION.match(text)
    if declaration and _ENCODING.search(declaration[0]):
        raise LogoFault(f"the logo “{name}” is not an SVG picture in UTF-8")
    text = text[declaration.end() :] if declaration else text
    drawing = _Drawing(name)
    if found := _NO_ELEMENT.search(text):
        raise drawing.too_much(found[0])
    return drawing.read(text.strip())


@dataclass(slots=True)
class _Drawing:
    """What is written while a drawing is read."""

    name: str
    written: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    count: int = 0
    uses: list[str] = field(default_factory=list)
    around_uses: set[str] = field(default_factory=set)

    def too_much(self, what: str) -> LogoFault:
        """The fault of a drawing that holds `what`."""
        why = "which a picture does not need and a web page must not run"
        return LogoFault(f"the logo “{self.name}” holds “{what[:60]}”, {why}")

    def read(self, text: str) -> bytes:
        """The whole drawing; raises LogoFault."""
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(text.encode(), True)
        except expat.ExpatError as fault:
            said = expat.ErrorString(fault.code)
            where = f"line {fault.lineno}: {said}"
            raise LogoFault(f"the logo “{self.name}” is not an SVG picture ({where})") from fault
        if again := [target for target in self.uses if target in self.around_uses]:
            raise self.too_much(f"use of #{again[0]}, which uses others")
        return "".join(self.written).encode()

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, tag = full.rpartition(" ")
        if not self.open and (space, tag) != (_SVG, "svg"):
            raise LogoFault(f"“{self.name}” is not an SVG picture")
        if space != _SVG or tag not in _ELEMENTS:
            raise self.too_much(f"<{tag}>")
        self.count += 1
        if self.count > ELEMENT_LIMIT or len(self.open) >= DEPTH_LIMIT:
            raise LogoFault(
                f"“{self.name}” has more than {ELEMENT_LIMIT:,} parts, or more than {DEPTH_LIMIT} in each other"
            )
        plain = {_own_name(name): value for name, value in attributes.items()}
        self._check_copies(tag, plain)
        start = f'<{tag} xmlns="{_SVG}"' if not self.open else f"<{tag}"
        self.written += [start, *(self._attribute(tag, name, value) for name, value in plain.items()), ">"]
        self.open.append(tag)
        self.ids.append(plain.get("id", ""))

    def _check_copies(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A copy of copies, or a clipped clip, could ask for more drawing than any computer can do."""
        clipping = "clipPath" in (*self.open, tag)
        if clipping and (tag == "use" or "clip-path" in attributes):
            raise self.too_much("a clip in a clip" if tag != "use" else "<use> in <clipPath>")
        if tag == "use":
            self.uses.append(attributes.get("href", "").removeprefix("#"))
            self.around_uses.update(filter(None, (*self.ids, attributes.get("id", ""))))

    def _attribute(self, tag: str, name: str, value: str) -> str:
        allowed = _ATTRIBUTES.get(name)
        if allowed is None or (name == "href" and tag not in ("use", "linearGradient", "radialGradient")):
            raise self.too_much(f"{name}=")
        if not allowed.fullmatch(value.strip()):
            raise self.too_much(f"{name}={value.strip()}")
        return f' {name}="{html.escape(value.strip())}"'

    def _end(self, full: str) -> None:
        self.written.append(f"</{self.open.pop()}>")
        self.ids.pop()

    def _text(self, text: str) -> None:
        if self.open and self.open[-1] in _WITH_TEXT:
            self.written.append(html.escape(text, quote=False))


def _own_name(full: str) -> str:
    """An attribute's name as it is written: `href` for the older way of writing it, too."""
    if full == _XLINK_HREF:
        return "href"
    return f"xml:{full.removeprefix(_XML)}" if full.startswith(_XML) else full
