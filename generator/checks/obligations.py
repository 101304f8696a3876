"""Who must, should or may do what, as far as the words say so for sure.

Only plain sentences are understood: a person of the school, a word such as “must”, a verb. Whatever is said of others,
or in a way that could mean something else, is left alone: a check that cries wolf is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Only

from generator.model.edition import Audience

Kind = Only["must", "must-not", "should", "should-not", "may", "need-not"]
Actor = Only["staff", "pupil", "parent"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one sentence says of `actor`: the `kind` of rule, the stem of the `verb`, stems of the words `about` it.

    `words` are those from the actor to the verb; they begin at `at`.
    """

    actor: Actor
    kind: Kind
    verb: str
    about: frozenset[str]
    words: str
    at: int

    def same_act(self, other: Obligation) -> bool:
        """Whether both are about one person's doing one thing, as far as words can tell.

        Where one forbids what the other does not, each word more may be the very difference: “with your own camera”.
        """
        if (self.actor, self.verb) != (other.actor, other.verb):
            return False
        fewer, more = sorted((self.about, other.about), key=len)
        if self.forbids == other.forbids and self.kind != "need-not" and other.kind != "need-not":
            return 2 * len(fewer & more) >= max(len(fewer), 1) or not more
        return fewer <= more and bool(fewer or not more)

    @property
    def forbids(self) -> bool:
        """Whether it says what not to do."""
        return self.kind in ("must-not", "should-not")


_KINDS: dict[str, Kind] = {
    "must": "must",
    "has to": "must",
    "have to": "must",
    "must not": "must-not",
    "must never": "must-not",
    "mustn’t": "must-not",
    "cannot": "must-not",
    "may not": "must-not",
    "should": "should",
    "should not": "should-not",
    "should never": "should-not",
    "shouldn’t": "should-not",
    "may": "may",
    "need not": "need-not",
    "do not have to": "need-not",
    "do not need to": "need-not",
    "does not have to": "need-not",
    "does not need to": "need-not",
}
_MODAL = "|".join(sorted(_KINDS, key=len, reverse=True))
_IN_EACH_MODAL = ("must", "has to", "have to", "cannot", "may", "should", "need")
"""Words of which one stands in every key of `_KINDS`."""
_ACTORS: dict[str, Actor] = {
    **dict.fromkeys(("staff", "member of staff", "members of staff", "teacher", "teachers", "employees"), "staff"),
    **dict.fromkeys(("pupil", "pupils", "child", "children"), "pupil"),
    **dict.fromkeys(("parent", "parents", "parents and carers", "carers", "families"), "parent"),
}
_NAMED = "|".join(sorted(_ACTORS, key=len, reverse=True))
_ACTOR = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
_RULE = re.compile(
    rf"(?:^|[,:;–] |\b(?:and|but|so|then|that|if|because|when|where) )"
    rf"(?:(?:all|our|the|your|a|any|every|each|other|school) ){{0,2}}"
    rf"(?:(?P<also>you|{_NAMED}) and (?:all|our|the|your)? ?)?(?P<who>you|they|{_NAMED})"
    rf"(?: (?:who|whose|with|at|in|of|from) [^,;:]{{1,80}}?)? (?P<modal>{_MODAL})"
    r"(?: (?:also|always|still|then|first|normally|usually|therefore|please|at once))?"
    r" (?P<verb>be \w+|\w+)(?P<rest>.*)",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(?:must|never|always|cannot|can’t|may not|not allowed|ha(?:s|ve) to|forb[a-z]+|bans?|banned|needs? to|required?"
    r"|will|shall|no|nobody|do not|don’t|only)\b",
    re.IGNORECASE,
)
"""Words with which a wording binds, whether or not a rule is made out in it."""
PLAIN_LETTERS = str.maketrans("ſıİ", "siI")
"""Letters that a pattern takes for s and i when it ignores case, and that `lower` leaves as they are."""
_SENTENCE = re.compile(r"[^.!?\n]+")
_RUNS_ON = re.compile(r"\n(?![\s>|*-]|\d+\.)")
_WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s|’s)$")
_REFUSING = frozenset("decline refuse reject".split())
"""Verbs that, as “turn down” does, say “not accept”: whoever must refuse a request may not accept it."""
_OTHERWISE: dict[Kind, Kind] = {
    "must": "must-not",
    "must-not": "must",
    "should": "should-not",
    "should-not": "should",
    "may": "need-not",
    "need-not": "may",
}
_NOTHING = re.compile(r" (?:no(?= \w)|nothing|none|nobody|neither|anything|only)\b", re.IGNORECASE)
_UNSURE = frozenset("only be not never do".split())
"""Words behind “must” and the like that leave open what is meant."""
_LITTLE = frozenset(
    "about also because before even ever from have into more only other others over such than that the"
    " their them then there they this through under until what when where which while who with without would".split()
)


def obligations(text: str, audience: Audience) -> tuple[Obligation, ...]:
    """The rules for people of the school in `text`, where “you” is `audience`, in order."""
    if not _binds(text.replace("\n", " ")):
        return ()
    found: list[Obligation] = []
    before = ""
    for sentence in _SENTENCE.finditer(_RUNS_ON.sub(" ", text)):
        if _binds(sentence[0]):
            found += _in_sentence(sentence[0], sentence.start(), before, audience)
        before = sentence[0].translate(PLAIN_LETTERS)
    return tuple(found)


def _binds(text: str) -> bool:
    """Whether any rule can stand in `text`; the pattern of a rule takes far longer to say no."""
    small = text.translate(PLAIN_LETTERS).lower()
    return any(word in small for word in _IN_EACH_MODAL)


def _in_sentence(sentence: str, start: int, before: str, audience: Audience) -> Iterator[Obligation]:
    lead, plain = len(sentence) - len(sentence.lstrip(" -*>0123456789")), sentence.translate(PLAIN_LETTERS)
    while match := _RULE.search(plain[lead:]):
        verb, at = match["verb"].lower(), lead + match.start("also" if match["also"] else "who")
        if verb not in _UNSURE and not _NOTHING.match(match["rest"]):
            about = frozenset(_stem(word.lower(), audience) for word in _WORD.findall(_own_part(match["rest"])))
            kind = _KINDS[" ".join(match["modal"].lower().split())]
            down = verb == "turn" and match["rest"].lower().startswith(" down")
            words = sentence[at : lead + match.end("verb") + (len(" down") if down else 0)]
            if down or verb in _REFUSING:
                verb, kind, about = "accept", _OTHERWISE[kind], about - {"down"}
            for who in filter(None, (match["also"], match["who"])):
                actor = _actor(who.lower(), f"{before} {plain[:at]}", audience)
                if actor:
                    yield Obligation(actor, kind, _ENDING.sub("", verb), about - {""}, words, start + at)
        lead += match.end("verb")


def _actor(who: str, before: str, audience: Audience) -> Actor | None:
    """Whom the word means; “they” are the only ones named in this sentence or the one before."""
    if who == "you":
        return audience
    if who != "they":
        return _ACTORS[who]
    named = {_ACTORS[match[0].lower()] for match in _ACTOR.finditer(before)}
    return named.pop() if len(named) == 1 else None


def _own_part(rest: str) -> str:
    """What belongs to the verb: up to the next rule or the next half of the sentence."""
    return re.split(rf"[,;:–]|\b(?:{_MODAL}|unless|if|but)\b", rest, maxsplit=1)[0]


def _stem(word: str, audience: Audience) -> str:
    """The word without its ending, people of the school by one name; "" for a little word."""
    if word in ("you", "your"):
        return audience
    if word in _ACTORS:
        return _ACTORS[word]
    if word in _LITTLE or len(word) < 4:
        return ""
    return _ENDING.sub("", word)
