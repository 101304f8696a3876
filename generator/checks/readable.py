"""Whether the readers of a wording can be expected to read it, and whether what is waived needed to be."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.authored import Authored, Heading
from generator.checks.inspection import Inspection
from generator.checks.words import counted
from generator.problems import Location, Problem
from generator.readability import LIMITS, Measure, Reader, judged, reader_of
from generator.readability.vocabulary import same_word

_WHO = {
    "pupil": "a ten-year-old",
    "pupil-secondary": "a pupil of a secondary school",
    "parent": "a parent who reads like a child of nine to eleven",
}


def sentences_long(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Sentences for pupils and parents are short."""
    heading = text.heading
    if heading is None or heading.waiver.sentences:
        return
    measured, reader = _measured(text, heading, inspection)
    beyond = _beyond(measured, reader)
    if beyond:
        hint = "Split the longest, which begins here, or make a list of it. If it has to be so, give the reason in the "
        hint += f'front matter: `waive: {{{heading.name}: {{sentences: "the reason"}}}}`.'
        where = text.at(measured.longest_at)
        yield Problem("sentences-long", where, f"{beyond} in {text.what}", hint, severity="warning")


def words_rare(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Wordings for pupils and parents hold no words that they seldom meet."""
    heading = text.heading
    if heading is None:
        return
    measured, reader = _measured(text, heading, inspection)
    for rare in measured.rare:
        if any(same_word(rare.word, waived.casefold()) for waived in heading.waiver.words):
            continue
        message = f"{_WHO[reader]} seldom meets “{rare.word}”, which stands in {text.what}"
        hint = "Say it with a common word, or explain it in content/glossary.yml. If it is needed, give the reason in "
        hint += f'the front matter: `waive: {{{heading.name}: {{words: {{{rare.word}: "the reason"}}}}}}`.'
        yield Problem("words-rare", text.at(rare.at), message, hint, severity="warning")


def waiver_unused(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """What `waive:` names would be reported without it."""
    heading = text.heading
    if heading is None or (not heading.waiver.sentences and not heading.waiver.words):
        return
    measured, reader = _measured(text, heading, inspection)
    if heading.waiver.sentences and not _beyond(measured, reader):
        message = f"the sentences in {text.what} are short enough, and `waive:` gives a reason why they are not"
        yield _unused(heading, ("sentences",), message)
    for waived in heading.waiver.words:
        if not any(same_word(rare.word, waived.casefold()) for rare in measured.rare):
            message = f"`waive:` gives a reason for “{waived}”, which is no rare word in {text.what}"
            yield _unused(heading, ("words", waived), message)


def _measured(text: Authored, heading: Heading, inspection: Inspection) -> tuple[Measure, Reader]:
    reader = reader_of(text.readers, heading.secondary)
    return inspection.ruler.measure(text.text, reader), reader


def _beyond(measured: Measure, reader: Reader) -> str:
    """What is too long, as the beginning of a message; "" for nothing."""
    mean, longest = judged(measured, reader)
    said = []
    if mean:
        said.append(f"sentences have {measured.mean:.1f} words on average ({LIMITS[reader].mean} at most)")
    if longest:
        said.append(f"the longest sentence has {counted(measured.longest, 'word')} ({LIMITS[reader].longest} at most)")
    return ", and ".join(said)


def _unused(heading: Heading, at: tuple[str, ...], message: str) -> Problem:
    where = heading.places.get(".".join(("waive", heading.name, *at)), Location(_file(heading)))
    return Problem("waiver-unused", where, message, "Remove this line.", severity="warning")


def _file(heading: Heading) -> str:
    return next((place.path for place in heading.places.values()), "")
