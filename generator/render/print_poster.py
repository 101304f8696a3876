"""The poster of a pupil edition: the rules marked for it, as a headline and a paragraph each."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.edition import Edition, EditionClause
from generator.render.print_blocks import Plain, Walk
from generator.words.print_strings import print_words

LAYOUTS = ("poster-a4", "poster-a3")
"""Names of the layouts in the house templates; the name of a PDF ends with its layout's."""


def poster_rules(edition: Edition) -> Plain:
    """The rules on the poster: the title of each, and the first paragraph of its body.

    Nothing on a wall can be pressed, and no list of words stands beside it: references are numbers, and words of the
    glossary are plain text.
    """
    walk = Walk(Walk.through(edition).numbers, frozenset())
    return [_rule(clause, walk) for clause in edition.on_poster()]


def _rule(clause: EditionClause, walk: Walk) -> Plain:
    return {"title": walk.title(clause.title), "body": walk.opening(clause.body)}


def poster_values(edition: Edition, values: Mapping[str, Plain]) -> dict[str, Plain]:
    """What the poster says of itself: its title in the file, and the line at its foot.

    `values` are those of the edition's documents. What governors adopted names its status by its date.
    """
    words = print_words(edition.language)
    line = values["slip-line"] if edition.version else f"{values['status']} · {values['slip-line']}"
    return {"poster-document": f"{values['title']}: {words['poster']}, {values['school']}", "poster-line": line}
