"""The poster of the pupil edition: that its rules can stand alone, and that they have room."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.poster_room import too_much
from generator.checks.poster_text import on_poster, poster_text
from generator.checks.school_view import SchoolView
from generator.checks.words import listed
from generator.formats.blocks import Block, Emphasis, Inline, Link, Paragraph, Strong, read_blocks
from generator.formats.expressions import Expression, parse_expression
from generator.model.languages import ENGLISH, NAMES
from generator.model.text import Hole, Reference
from generator.problems import Problem


def poster_opening(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """What pupils read of a rule on the poster begins with a paragraph of plain words."""
    if not (text.poster and text.in_markdown and "pupil" in text.readers):
        return
    blocks = read_blocks(text.text.runs)
    if not blocks:
        return
    fault = _fault(blocks[0], inspection)
    if fault:
        hint = "Its first paragraph is printed on the poster: begin with a sentence or two that stand alone."
        yield Problem("poster-opening", text.text.where, f"{text.what} {fault}", hint)


def _fault(first: Block, inspection: Inspection) -> str:
    if not isinstance(first, Paragraph) or _is_list(first, inspection):
        return "is on the poster and does not begin with a paragraph"
    if _leads_elsewhere(first.content):
        return "is on the poster and begins with a paragraph that leads elsewhere"
    return ""


def _is_list(first: Paragraph, inspection: Inspection) -> bool:
    """Whether the paragraph is a detail that prints as a list."""
    match first.content:
        case (Hole(key),):
            expression = parse_expression(key)
            name = expression.variable if isinstance(expression, Expression) else ""
            variable = inspection.library.variables.get(name)
            return variable is not None and variable.type == "list"
    return False


def _leads_elsewhere(nodes: tuple[Inline, ...]) -> bool:
    """Whether there is a link, or a reference to another clause, which nobody can follow on a wall."""
    return any(
        isinstance(node, Link | Reference) or (isinstance(node, Strong | Emphasis) and _leads_elsewhere(node.content))
        for node in nodes
    )


def poster_full(view: SchoolView) -> Iterator[Problem]:
    """The rules of a poster have room on its one page."""
    for selection, language in ((each, language) for each in view.selections for language in view.school.languages):
        rules = on_poster(selection, language)
        lines = too_much(poster_text(view, selection, language)) if rules else 0
        if lines:
            policy, said = selection.policy.id, "" if language == ENGLISH else f"{NAMES[language]} "
            too_long = "a line" if lines == 1 else f"{lines} lines"
            named = listed([f"“{chosen.clause.id}”" for chosen in rules])
            message = f"the {said}poster of “{policy}” is about {too_long} too long for its page; on it are {named}"
            hint = (
                "Take `poster: true` out of one or more of these clauses, "
                "or shorten the title or the first paragraph of their wordings for pupils."
            )
            seen = tuple(chosen.clause.where for chosen in rules)
            yield Problem("poster-full", view.place("policies", policy), message, hint, see=seen)
