"""How values fit into the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.filled import ARTICLES, Filled
from generator.checks.school_view import SchoolView
from generator.formats.filters import article
from generator.problems import Location, Problem


def doubled_by_value(view: SchoolView) -> Iterator[Problem]:
    """A value does not repeat the word before or after it: not “the The Forge School”, not “Forge School School”."""
    for place in view.filled:
        joint, result = place.joint, place.result
        if joint.before and joint.before.casefold() == result.first:
            yield _doubled(f"{joint.before} {result.text}", place)
        elif joint.after and joint.after.casefold() == result.last:
            yield _doubled(f"{result.text} {joint.after}", place)


def _doubled(said: str, place: Filled) -> Problem:
    message = f"with this value {place.text.what} says “{said}”: a word stands twice"
    hint = f"Change the value of “{_variable(place)}”, or the sentence."
    return Problem("doubled-by-value", place.result.given.where, message, hint, see=(_where(place),))


def article_by_value(view: SchoolView) -> Iterator[Problem]:
    """A value fits the article before it: not “a Academy”. The filter `article` puts the right one."""
    for place in view.filled:
        given, said = place.joint.before, place.result.text
        if given.lower() in ARTICLES and given.lower() != article(said).split(" ")[0]:
            message = f"with this value {place.text.what} says “{given} {said}”"
            hint = f"In the sentence, write {{{{ {place.joint.key} | article }}}} without “{given}” before it."
            yield Problem("article-by-value", place.result.given.where, message, hint, see=(_where(place),))


def _variable(place: Filled) -> str:
    return place.joint.key.split(" | ")[0]


def _where(place: Filled) -> Location:
    return place.text.where_variable(_variable(place))
