"""What a wording must not hold, because web pages and print would read it differently or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.authored import MASK, Authored
from generator.checks.inspection import Inspection
from generator.formats.expressions import parse_expression
from generator.formats.web_address import fault_of_address
from generator.problems import Problem

_HTML = re.compile(r"<(?:[A-Za-z/!?]|" + MASK + r")[^<>\n]*>?")
_CODE = re.compile(r"`+[^`\n]*`*|^ {0,3}~~~.*", re.MULTILINE)
# Reported by the reader of expressions already.
_REPORTED = re.compile(r"\{\{|\}\}|\{%[^{}]*%\}|\{%|%\}|\{#[^{}]*#\}")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}?|\}")
_UNDERSCORE = re.compile(r"(?<![\w_])(__?)(?=[^\s_])[^_\n]*[^\s_]\1(?![\w_])")
_STARS_MEANT = re.compile(r"\\\*|(?<!\S)\*(?!\S)|^ *[*] ", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(?:[^*\n]|\n(?!\n))*(?<=[^\s*])\*(?![\w*])")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])(?:[^*\n]|\n(?!\n))*(?<=[^\s*])\*\*(?![\w*])")
_IMAGE = re.compile(r"!\[[^\]\n]*\]?(?:\([^)\n]*\)?)?")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]?")
_HEADING = re.compile(
    r"^(?:[ >]|[-*+] |\d{1,9}[.)] )*#{1,6}.*$|^ *>[ >]*(?:=+|-+|(?:[-*_][ \t]*){3,})$"
    r"|^[ \t]*\S[^\n]*\n {0,3}(?:=+|-+)[ \t]*$|^ {0,3}(?:[-*_][ \t]*){3,}$",
    re.MULTILINE,
)
_LINK = re.compile(r"(?<![!\\])\[([^\[\]\n\\<>]*)\]\(([^()\n]*)\)")
_LINK_BEGINS = re.compile(r"\]\(")
_ODD_IN_ADDRESS = re.compile(r"[\s'\"()<>\\*\[\]]|&#|&\w+;")
_LINK_TEXT = re.compile(r"\{\{[^{}]*\}\}")
_OTHER = re.compile(
    r"^(?P<note>(?:!!!|\?\?\?).*)|^(?P<meaning> {0,3}:[ ]+.*)|^(?P<short>\*\[[^\]\n]*\]:.*)"
    r"|^(?P<address>(?:[ >]|[-*+] |\d{1,9}[.)] )*\[[^\[\]\n]*\]:.*)|(?P<tab>\t)|(?P<backslash>\\(?=\n|\Z))"
    r"|(?P<addresses>\]:)|(?P<entity>&#\w*;?|&[A-Za-z][A-Za-z0-9]*;)|(?P<escape>\\[^\W_]|\\[$&:;,/'\"<=?@^%~])"
    r"|(?P<named>\[[^\[\]\n]+\]\[[^\[\]\n]*\])|(?P<task>^ *- \[[ xX]\] .*)",
    re.MULTILINE,
)
_OTHER_SIGNS = re.compile(r"[\[\]\t\\&]|!!!|\?\?\?|: ")
"""Stands in all that `_OTHER` finds, and is found more quickly."""
_OTHER_NAMES = {
    "note": "a box (!!!)",
    "meaning": "a list of definitions",
    "short": "an abbreviation; put it into content/glossary.yml",
    "address": "a list of link addresses",
    "addresses": "a list of link addresses",
    "entity": "a character by its name or number; type the character itself",
    "escape": "a backslash here: it would be printed on some pages only",
    "named": "a link by name",
    "task": "a tick box",
    "tab": "a tab; use spaces",
    "backslash": "a backslash at the end of a line",
}
_MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\*[^\s*][^*\n]*\*|`|\[[^\[\]\n]*\]\([^()\n]*\)|<[A-Za-z/!][^<>\n]*>")
_ALLOWED = "A wording holds paragraphs, lists, **bold**, *emphasis*, links, tables and quotations."


def raw_html(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no HTML: print cannot show it, and a value inside it could become part of the page's code."""
    opened: set[str] = set()
    for match in _HTML.finditer(text.masked) if text.in_markdown else ():
        shown = text.text.source[match.start() : match.end()]
        name = re.match(r"</?(\w*)", shown)
        if shown.startswith("</") and name and name.group(1) in opened:
            continue
        opened.add(name.group(1) if name else "")
        hint = "Write a link as [words](https://…)." if "://" in shown or "@" in shown or "{{" in shown else _ALLOWED
        yield Problem("raw-html", text.at(match.start()), f"“{shown}” is HTML, which a wording may not hold", hint)


def code(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no code: no backticks, no fences, no block that is indented by four spaces outside a list."""
    if not text.in_markdown:
        return
    for match in _CODE.finditer(text.masked):
        message = "backticks and ~~~ make code, which a wording may not hold"
        yield Problem("code", text.at(match.start()), message, "Use quotation marks “…” instead.")
    for row in text.rows:
        if row.indent >= 4 and row.after_empty and not row.in_list:
            message = "four spaces at the beginning of a paragraph make code, which a wording may not hold"
            yield Problem("code", text.at(row.offset), message, "Begin the line at the margin.")


def attribute_list(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no braces but those of expressions: `{: .class }` and `{#id}` would change the page."""
    source = _REPORTED.sub(lambda match: MASK * len(match.group()), text.masked)
    for match in _ATTRIBUTES.finditer(source) if text.in_markdown else ():
        shown = text.text.source[match.start() : match.end()]
        message = f"“{shown}”: a wording holds no braces but those of expressions"
        hint = "An expression has two on each side: {{ school.name }}. Take others out."
        yield Problem("attribute-list", text.at(match.start()), message, hint)


def underscore_emphasis(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Emphasis is written with `*`: underscores next to a value are read differently by different programs."""
    for match in _UNDERSCORE.finditer(text.words_only) if text.in_markdown else ():
        stars = "*" * len(match.group(1))
        message = "emphasis is written with *, not with _"
        hint = f"Write {stars}…{stars}."
        yield Problem("underscore-emphasis", text.at(match.start()), message, hint)


def emphasis_unclear(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Stars for bold and emphasis come in pairs, close to the words, and not three in a row."""
    if not text.in_markdown:
        return
    source = text.words_only
    if "*" not in source:
        return
    source = _STARS_MEANT.sub(_blanked, source)
    for pattern in (_EMPHASIS, _STRONG, _EMPHASIS):
        source = pattern.sub(_blanked, source)
    star = source.find("*")
    if star >= 0:
        message = "it is not clear what the stars here make bold or emphasised"
        hint = (
            "Write **bold** or *emphasis*, closed in the same paragraph; a star that is to be printed is written \\*."
        )
        yield Problem("emphasis-unclear", text.at(star), message, hint)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", MASK, match.group())


def image(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no pictures: a screen reader, a copy on paper and a slip must say the same."""
    for match in _IMAGE.finditer(text.masked) if text.in_markdown else ():
        yield Problem("image", text.at(match.start()), "a wording may not hold a picture", "Say it in words.")


def footnote(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no footnotes: they would stand far from the rule, or be missing from its page."""
    for match in _FOOTNOTE.finditer(text.masked) if text.in_markdown else ():
        hint = "Put it into the sentence, or cite a law under `sources:`."
        yield Problem("footnote", text.at(match.start()), "a wording may not hold a footnote", hint)


def heading_inside(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds no headings and no rules across the page: the clause’s title is its heading."""
    for match in _HEADING.finditer(text.masked) if text.in_markdown else ():
        message = "a wording may not hold a heading or a line across the page"
        hint = "Make it a clause of its own with a title, or begin the paragraph with **bold words**."
        yield Problem("heading-inside", text.at(match.start()), message, hint)


def link_target(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A link leads to a web address, or to a detail of the type link and nothing else."""
    source = text.text.source if text.in_markdown else ""
    hint = "Write [words](https://…) or [words]({{ detail }}) with a detail of the type link."
    plain = {match.start() + match.group().find("](") for match in _IMAGE.finditer(source)}  # told as pictures
    for match in _LINK.finditer(source):
        plain.add(match.start(2) - 2)
        fault = _fault_of_target(match.group(2), inspection)
        if fault:
            message = f"the link “{match.group(1)}” leads to “{match.group(2)}”, which {fault}"
            yield Problem("link-target", text.at(match.start()), message, hint)
        elif not match.group(1).strip():
            yield Problem("link-target", text.at(match.start()), "this link has no words", "Put words into […].")
    for match in _LINK_BEGINS.finditer(source):
        if match.start() not in plain:
            message = "this link is not written plainly: words without brackets or line breaks, and a simple address"
            yield Problem("link-target", text.at(match.start()), message, hint)


def _fault_of_target(target: str, inspection: Inspection) -> str:
    if "{{" not in target:
        fault = fault_of_address(target)
        odd = _ODD_IN_ADDRESS.search(target)
        return fault or (f"holds “{odd.group()}”" if odd else "")
    match = _LINK_TEXT.fullmatch(target.strip())
    expression = parse_expression(target.strip()[2:-2]) if match else ""
    if isinstance(expression, str):
        return "is only partly a detail"
    variable = inspection.library.variables.get(expression.variable)
    if variable is not None and (variable.type != "link" or expression.filters):
        return "is not a detail of the type link"
    return ""


def markdown_other(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A wording holds only what web pages and print both show."""
    for match in _OTHER.finditer(text.masked) if text.in_markdown and _OTHER_SIGNS.search(text.masked) else ():
        kind = match.lastgroup or ""
        message = f"a wording may not hold {_OTHER_NAMES[kind]}"
        yield Problem("markdown-other", text.at(match.start()), message, _ALLOWED)


def markup_in_title(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A title is printed as typed, so it holds no Markdown."""
    for match in _MARKUP.finditer(text.masked) if not text.in_markdown else ():
        shown = text.text.source[match.start() : match.end()]
        message = f"“{shown}” in {text.what} would be printed as typed"
        yield Problem("markup-in-title", text.text.where, message, "Write the title as plain words.")
