"""A Word file around paragraphs: styles, numbering, footer, properties. The only module that imports python-docx.

Equal content gives equal bytes: times are fixed, and nothing in the zip file is compressed, because compressors differ
from one Python to the next.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.render.word_marks import AUTHOR, escaped

if TYPE_CHECKING:
    from docx.document import Document

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_THUMBNAIL = "thumbnail"
_TIME = (1980, 1, 1, 0, 0, 0)
_READ_BY_ALL = 0o100644 << 16
_FONT = "Arial"
_SIZES = {"Title": 24, "Subtitle": 14, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
GAP = "Gap"
"""A paragraph without words, which parts what must not run together."""
BULLETS = 1
"""The id of the numbering of bullet lists."""


@dataclass(frozen=True, slots=True)
class WordLooks:
    """Of a file as a whole: its title, the ISO date it bears, lines of its footer, the school's colour (#rrggbb)."""

    title: str
    on: str
    footer: tuple[str, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering of headings or steps with the id `number`; `texts` and `forms` are those of its levels."""

    number: int
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    hanging: bool = True


def steps(number: int) -> Numbering:
    """That of an ordered list, which begins at 1."""
    return Numbering(number, ("%1.", "%2.", "%3."), ("decimal", "lowerLetter", "lowerRoman"))


def _bullets() -> Numbering:
    return Numbering(BULLETS, ("•", "–", "•"), ("bullet", "bullet", "bullet"))


def word_file(looks: WordLooks, body: str, numberings: Sequence[Numbering]) -> bytes:
    """The file whose text is `body`, WordprocessingML of paragraphs and tables."""
    import docx

    document = docx.Document()
    _set_styles(document, looks.colour)
    _set_numbering(document, (_bullets(), *numberings))
    _set_page(document, looks.footer)
    _set_body(document, body)
    _set_properties(document, looks)
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


def _set_styles(document: Document, colour: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    for name in ("Normal", *_SIZES):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        style.font.size = Pt(_SIZES.get(name, 11))
        if name in _SIZES:
            style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
            style.font.italic = False
    for name in ("List Bullet", "List Number"):
        looks = styles[name].element.get_or_add_pPr()
        for listed in looks.findall(qn("w:numPr")):
            looks.remove(listed)
    for name, bold in (("Table Text", False), ("Table Heading", True), (GAP, False)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.bold = bold
        style.paragraph_format.space_after = Pt(2)
    styles[GAP].font.size = Pt(4)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")


def _set_numbering(document: Document, numberings: Sequence[Numbering]) -> None:
    from docx.oxml import parse_xml

    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for each in numberings:
        levels = "".join(_level(each, at) for at in range(len(each.texts)))
        kind = '<w:multiLevelType w:val="multilevel"/>'
        numbering.append(
            parse_xml(f'<w:abstractNum {_SPACE} w:abstractNumId="{each.number}">{kind}{levels}</w:abstractNum>')
        )
    for each in numberings:
        of = f'<w:abstractNumId w:val="{each.number}"/>'
        numbering.append(parse_xml(f'<w:num {_SPACE} w:numId="{each.number}">{of}</w:num>'))


def _level(numbering: Numbering, at: int) -> str:
    left = (
        f'<w:ind w:left="{(at + 1) * 420}" w:hanging="420"/>'
        if numbering.hanging
        else '<w:ind w:left="0" w:firstLine="0"/>'
    )
    behind = "" if numbering.hanging else '<w:suff w:val="space"/>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{numbering.forms[at]}"/>{behind}'
        f'<w:lvlText w:val="{escaped(numbering.texts[at])}"/><w:lvlJc w:val="left"/><w:pPr>{left}</w:pPr></w:lvl>'
    )


def _set_page(document: Document, footer: Sequence[str]) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    foot = page.footer
    first = foot.paragraphs[0]
    first.add_run(f"{footer[0]} · Page ")
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            first.add_run(" of ")
        shown = "<w:r><w:t>1</w:t></w:r>"
        first._p.append(parse_xml(f'<w:fldSimple {_SPACE} w:instr=" {field} ">{shown}</w:fldSimple>'))
    for line in footer[1:]:
        foot.add_paragraph(line, style="Footer")


def _set_body(document: Document, body: str) -> None:
    from docx.oxml import parse_xml

    around = document.element.body
    page = around.sectPr
    for child in list(around):
        if child is not page:
            around.remove(child)
    for element in list(parse_xml(f"<w:body {_SPACE}>{body}</w:body>")):
        page.addprevious(element)


def _set_properties(document: Document, looks: WordLooks) -> None:
    facts, when = document.core_properties, datetime.datetime.fromisoformat(looks.on)
    facts.title, facts.author, facts.last_modified_by = looks.title, AUTHOR, AUTHOR
    facts.comments, facts.keywords, facts.subject, facts.language = "", "", "", "en-GB"
    facts.created = facts.modified = when
    facts.revision = 1
    package = document.part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(_THUMBNAIL):
            del package.rels[name]  # a picture of python-docx's own first page


def _with_fixed_times(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3  # otherwise the bytes tell on which system they were made
            entry.external_attr = _READ_BY_ALL
            new.writestr(entry, old.read(name))
    return written.getvalue()
