"""Changes that are called editorial, and are not."""

from __future__ import annotations

import re

from generator.compare.lines import words_of
from generator.model.comparison import Change, Comparison

_WEIGHTY = re.compile(
    r"must|shall|should|may|might|can|cannot|can['’]t|need|needs|never|always|only|not|no|nobody|none|without|unless|except"
    r"|\w*[0-9]\w*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|once|twice|half"
    r"|rhaid|dylai|dylech|dylid|caiff|cewch|cânt|gall|gallwch|gallant|peidiwch|peidio|ni|nid|dim|byth|bob|oni"
    r"|un|dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg"
)
"""Words that say how strongly a rule binds, what it excepts, how many, how old; in English and Welsh."""


def wrongly_editorial(comparison: Comparison) -> tuple[Change, ...]:
    """Changes that their clause's history calls editorial, though a must, a number or an age is another one.

    Words are compared in their order, without details of the school. A rule that was only moved about in its clause is
    reported too: whether it still says the same is for a reader to judge.
    """
    return tuple(change for change in comparison.changes if change.classes == ("editorial",) and weighs(change))


def weighs(change: Change) -> bool:
    """Whether what a clause demands may be another thing now: its strength, a must or not, a number, an age."""
    if {"strength", "choice"} & set(change.kinds):
        return True
    sides = ([word for one in side for word in words_of(one.clause)] for side in (change.before, change.after))
    before, after = ([word for word in map(_plain, side) if _WEIGHTY.fullmatch(word)] for side in sides)
    return before != after


def _plain(word: str) -> str:
    return word.split("\n", maxsplit=1)[0].strip().lower()
