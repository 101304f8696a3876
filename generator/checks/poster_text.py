"""What will be printed on a school's poster, as plain text to measure; never raises, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.poster_room import Call, PosterText, Rule
from generator.checks.school_view import SchoolView
from generator.compose.edition import profile_of
from generator.compose.inherit import translated_values
from generator.compose.selection import Chosen, Selection
from generator.compose.sites import school_address
from generator.compose.translation import speaks, translated
from generator.formats.blocks import (
    Block,
    Break,
    Bullets,
    Emphasis,
    Inline,
    Link,
    Paragraph,
    Quote,
    Steps,
    Strong,
    Table,
    plain_inline,
    read_blocks,
)
from generator.formats.expressions import Expression, parse_expression
from generator.formats.filters import FILTERS, FilterError
from generator.model.clause import Text
from generator.model.languages import ENGLISH, Language
from generator.model.library import Policy, Variable
from generator.model.site import Tree, site_name
from generator.model.text import Hole, Reference
from generator.words.print_strings import print_words
from generator.words.strings import edition_name, long_date, say

_NUMBER = "99.99"
"""As wide as the number of a clause may be."""
_LINE = "_" * 16
"""As wide as the line on which something is filled in by hand."""


def on_poster(selection: Selection, language: Language = ENGLISH) -> tuple[Chosen, ...]:
    """The clauses of a policy that stand on its poster in `language`; none where one of them is not translated."""
    policy = selection.policy
    if "pupil" not in policy.audiences:
        return ()
    found = tuple(chosen for chosen in selection.chosen() if chosen.clause.poster and chosen.body_for("pupil"))
    if language == ENGLISH:
        return found
    made = speaks(policy, selection.outline, "pupil", language)
    return found if made and all(translated(chosen, "pupil", language) for chosen in found) else ()


def poster_text(view: SchoolView, selection: Selection, language: Language = ENGLISH) -> PosterText:
    """The text of the poster of one policy in `language`, in which there is one."""
    policy, printed = selection.policy, _Printed(view, selection, language)
    said = policy if language == ENGLISH else policy.translations[language]
    nation = view.school.nation
    serving = [one for one in view.library.helplines if nation in one.nations and "pupil" in one.audiences]
    lines = [one.said_in(language) for one in serving]
    return PosterText(
        school=profile_of(view.workspace, view.school).name,
        title=printed.line(said.titles.get("pupil")),
        logo=bool(view.school.logo),
        rules=tuple(printed.rule(chosen) for chosen in on_poster(selection, language)),
        tell_heading=say("tell", language),
        tell=tuple(printed.paragraphs(said.tell.get("pupil"))),
        calls=tuple(Call(line.name, line.phone, line.for_what) for line in lines if line.phone),
        foot=(*_web_line(view, policy.id, language), *_foot(policy, language)),
    )


def _foot(policy: Policy, language: Language) -> Iterator[str]:
    """The longest that can stand there."""
    edition = policy.edition_name("pupil", language) or edition_name("pupil", language)
    date = long_date("2026-09-30", language)
    draft = print_words(language)["slip.draft"].format(edition=edition, fingerprint="0" * 8, date=date)
    yield f"{say('status.template', language)} · {draft}"
    yield say("notice.demonstration", language)
    yield say("notice.internal", language)
    if language != ENGLISH:
        yield f"{say('notice.machine-draft', language)} / {say('notice.machine-draft')}"


def _web_line(view: SchoolView, policy: str, language: Language) -> Iterator[str]:
    """Where all rules are to be read, as overrides/print/poster.typ prints the address; the longer of both trees."""
    trees: tuple[Tree, ...] = ("public", "internal")
    address = max((school_address(view.workspace, view.school, tree) for tree in trees), key=len)
    if address:
        # Drafts stand one step deeper once something was adopted.
        name = site_name("pupil", language, draft=bool(view.school.histories))
        shown = f"{address}{name}/{policy}/"
        bare = shown.removeprefix("https://").removeprefix("http://").rstrip("/")
        yield f"{print_words(language)['poster.web']}: {bare}"


class _Printed:
    """Turns texts into what one school prints of them in one language."""

    def __init__(self, view: SchoolView, selection: Selection, language: Language) -> None:
        values, self._language = selection.values, language
        told = language == ENGLISH
        self._values = values if told else translated_values(view.workspace, view.school, values, language)
        self._variables = view.library.variables

    def line(self, text: Text | None) -> str:
        """A text without markup."""
        return "".join(map(self._inline, plain_inline(text.runs))) if text else ""

    def rule(self, chosen: Chosen) -> Rule:
        """A rule with its first paragraph."""
        title, body = self._worded(chosen)
        blocks = read_blocks(body.runs) if body else ()
        nodes = blocks[0].content if blocks and isinstance(blocks[0], Paragraph) else ()
        bold = any(isinstance(node, Strong | Emphasis) for node in nodes)
        return Rule(self.line(title), self._inlines(nodes), bold)

    def _worded(self, chosen: Chosen) -> tuple[Text | None, Text | None]:
        """The title and the wording of a rule."""
        if self._language != ENGLISH:
            said = translated(chosen, "pupil", self._language)
            return (said.title, said.body) if said else (None, None)
        worded = chosen.body_for("pupil")
        return chosen.title_for("pupil"), worded[0] if worded else None

    def paragraphs(self, text: Text | None) -> Iterator[str]:
        """The paragraphs of a text with markup; what stands in lists and tables counts as one each."""
        for block in read_blocks(text.runs) if text else ():
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(content):
                yield self._inlines(content)
            case Bullets(items) | Steps(items):
                # The sign before an item takes less room than these letters.
                yield from (f"mmm {text}" for item in items for part in item for text in self._block(part))
            case Quote(blocks):
                yield from (f"mmm {text}" for part in blocks for text in self._block(part))
            case Table(_, header, rows):
                yield from (self._inlines(cell) for row in (header, *rows) for cell in row)

    def _inlines(self, nodes: Sequence[Inline]) -> str:
        return "".join(map(self._inline, nodes))

    def _inline(self, node: Inline) -> str:
        match node:
            case Break():
                return "\n"
            case Strong(content) | Emphasis(content) | Link(_, content):
                return self._inlines(content)
            case Hole(key):
                return self._result(key)
            case Reference():
                return _NUMBER
            case _:
                return node.text

    def _result(self, key: str) -> str:
        expression = parse_expression(key)
        if not isinstance(expression, Expression):
            return ""
        given, variable = self._values.get(expression.variable), self._variables.get(expression.variable)
        if given is None:
            return _blank(variable) if variable else ""
        value = given.value
        try:
            for name in expression.filters:
                value = FILTERS[name](value)
        except FilterError:
            return ""
        return value if isinstance(value, str) else "".join(value[:1])


def _blank(variable: Variable) -> str:
    return f"{_LINE} ({variable.blank})" if variable.by_hand else f"the [{variable.blank}]’s"
