"""How values fit into the sentences in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.filled import Filled
from generator.checks.inspection import SchoolView
from generator.formats.filters import article
from generator.problems import Location, Problem

_FIRST = re.compile(r"[\w’'-]+")
_LAST = re.compile(r"[\w’'-]+$")


def doubled_by_value(view: SchoolView) -> Iterator[Problem]:
    """A value does not repeat the word before or after it: not “the The Forge School”, not “Forge School School”."""
    for place in view.filled:
        joint, result = place.joint, place.result
        first, last = _FIRST.match(result), _LAST.search(result)
        if first and joint.before.casefold() == first.group().casefold():
            yield _doubled(f"{joint.before} {result}", place)
        elif last and joint.after.casefold() == last.group().casefold():
            yield _doubled(f"{result} {joint.after}", place)


def _doubled(said: str, place: Filled) -> Problem:
    message = f"with this value {place.text.what} says “{said}”: a word stands twice"
    hint = f"Change the value of “{_variable(place)}”, or the sentence."
    return Problem("doubled-by-value", place.given.where, message, hint, see=(_where(place),))


def article_by_value(view: SchoolView) -> Iterator[Problem]:
    """A value fits the article before it: not “a Academy”. The filter `article` puts the right one."""
    for place in view.filled:
        given, right = place.joint.before, article(place.result).split(" ")[0]
        if given.lower() in ("a", "an") and given.lower() != right:
            message = f"with this value {place.text.what} says “{given} {place.result}”"
            hint = f"In the sentence, write {{{{ {place.joint.key} | article }}}} without “{given}” before it."
            yield Problem("article-by-value", place.given.where, message, hint, see=(_where(place),))


def _variable(place: Filled) -> str:
    return place.joint.key.split(" | ")[0]


def _where(place: Filled) -> Location:
    return place.text.where_variable(_variable(place))
