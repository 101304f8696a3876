"""Our own words on pages and paper, in one place: no module of `render` writes a sentence.

A language is added as one more table with the same keys; a test holds the keys of all tables equal.
`{places}` are filled by `say`, never by a school's value: values stand beside these words, not inside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.formats.filters import date_cy, uk_date
from generator.model.edition import Audience, Edition, Standing, StandingKind
from generator.words.paste_strings import PASTE
from generator.words.welsh import WORDS as WELSH

_ENGLISH = {
    # editions
    "edition.staff": "Staff edition",
    "edition.pupil": "Pupil edition",
    "edition.parent": "Parent edition",
    "policies.staff": "Policies for staff",
    "policies.pupil": "Policies for pupils",
    "policies.parent": "Policies for parents and carers",
    "hint.staff": "For everybody who works or volunteers at the school, and for governors.",
    "hint.pupil": "For the children and young people of the school.",
    "hint.parent": "For parents, carers and families.",
    # notices on every page
    "watermark.draft": "DRAFT, NOT ADOPTED",
    "watermark.template": "TEMPLATE",
    "notice.template": "Blank template: fill in the places in square brackets.",
    "notice.internal": "Staff and governors only",
    "notice.demonstration": "Demonstration: no school’s policy, not legal advice",
    "notice.machine-draft": "Machine draft, not checked",
    "untranslated": "Not yet translated",
    # status and cover
    "status.draft": "Draft, not adopted",
    "status.template": "Blank template, not adopted",
    "status.proposed": "Proposed for {date}",
    "status.waiting": "Adopted, takes effect on {date}",
    "status.in-force": "In force since {date}",
    "status.by-chair": "In force by chair’s action, to be ratified by {date}",
    "status.replaced": "Replaced on {date} by version {version}",
    "status.withdrawn": "Withdrawn on {date}",
    "cover.school": "School",
    "cover.template": "Template",
    "cover.policy": "Policy",
    "cover.edition": "Edition",
    "cover.status": "Status",
    "cover.version": "Version",
    "cover.version-draft": "Draft",
    "cover.owner": "Who answers for it",
    "cover.approved-by": "Approved by",
    "cover.minute": "Minute reference",
    "cover.adopted": "Adopted",
    "cover.effective": "In force from",
    "cover.review": "Next review",
    "cover.reviewed": "Last reviewed",
    "cover.corrected": "Facts corrected",
    "cover.summary": "What is new",
    "cover.released": "Date of this text",
    "cover.amended": "Amendments made by the meeting",
    "cover.written": "Text written",
    "cover.follows": "Version of the template",
    "cover.seal": "Seal of the record",
    "cover.specimen": "Note",
    "cover.specimen-note": "An invented adoption, for this demonstration only",
    "cover.group": "Part of",
    # versions
    "versions": "Versions",
    "versions.name": "Version {number}",
    "versions.this": "This is version {number}",
    "versions.next": "New version from {date}",
    "versions.next-read": "Read the new version",
    "versions.in-force": "The version in force",
    "versions.all": "All versions",
    "versions.shut": "The text of this version is not published here. Ask the school office for it.",
    "versions.reason": "Why",
    "versions.instead": "What holds instead",
    "versions.none": "No version of this policy is in force.",
    "edition.drafts": "Draft: {edition}",
    # parts of a policy
    "contents": "Contents",
    "annex": "Annex {number}",
    "own-wording": "our school’s own wording",
    "own-clause": "our school’s own rule",
    "stale": "The staff wording has changed since this was written.",
    "stale.staff": "This wording has changed since the one for pupils or parents was written.",
    "sources.clause": "Based on",
    "words": "Words we use",
    "words.lead": "What some words mean in this policy.",
    "sources": "Laws and guidance",
    "sources.lead": "This policy rests on these laws and this guidance.",
    "sources.checked": "as read on {date}",
    "sources.not-advice": "Law as we read it on {date}; not legal advice.",
    "whole": "Whole policy on one page",
    "blanks": "Details to fill in",
    "blanks.lead": "Write your school’s answer beside each one before you use this template.",
    "blanks.ask": "What to fill in",
    "blanks.answer": "Your school’s answer",
    # flow charts
    "chart.go": "Go to {number}",
    "chart.go-on": "go to {number}",
    "chart.see": "See",
    "chart.and": "and",
    "chart.words": "The same in words",
    "chart.described": "A flow chart. The list below it says the same in words.",
    # whom to tell
    "tell": "Whom to tell",
    "tell.helplines": "Others who can help",
    "tell.checked": "Phone numbers and links as we knew them on {date}.",
    "contacts": "Contacts",
    "contacts.changed": "Contact details last changed on {date}.",
    # paper and print
    "print": "Print this",
    "print.a4": "A4 (PDF)",
    "print.large": "Large print (PDF)",
    "print.slip": "Slip to sign (PDF)",
    "print.slip-specimen": "Slip, specimen (PDF)",
    "print.poster-a4": "Poster of the rules, A4: one ordinary sheet (PDF)",
    "print.poster-a3": "Poster of the rules, A3: twice as large (PDF)",
    "paper": "On paper or in another format",
    "paper.ask": "Ask the school office for this on paper, in large print, in another language or in another format.",
    "paper.free": "A paper copy is free.",
    "paper.problem": "Tell the office, too, if something on these pages does not work for you.",
    # getting about
    "home": "Start",
    "breadcrumbs": "You are here",
    "menu": "Menu",
    "on-this-page": "On this page",
    "previous": "Previous",
    "next": "Next",
    "pages": "Previous and next page",
    "search.edition": "Search this edition",
    "search.clear": "Clear the search",
    "search.close": "Close the search",
    "search.start": "The search is getting ready",
    "search.results": "Search results",
    "editions": "Editions of this school",
    "editions.this": "this edition",
    "languages": "Language",
    "language.name": "English",
    "all-editions": "All editions of this school",
    "all-schools": "All schools",
    # the front of a tree
    "front.title": "School policies",
    "front.lead": "Choose your school.",
    "front.lead-internal": "Choose a school. These pages are for staff and governors.",
    "front.filter": "Find a school by its name",
    "front.count": "Schools shown: {count}",
    "front.demonstration": "(demonstration)",
    "front.empty": "There is no school here yet.",
    "front.which": "Which edition?",
    "front.which-lead": "Each edition of a policy is written for those who read it. Choose yours.",
    "front.no-edition": "This school has not published an edition here.",
    "missing": "This page is not here",
    "missing.why": "It may have moved, or the address may be mistyped.",
    "missing.what": "Go to the list of schools and choose yours; its policies are one step further.",
    **PASTE,
    "yes": "yes",
    # plain project
    "plain.site": "School policy",
}

_TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"en": MappingProxyType(_ENGLISH), "cy": MappingProxyType(WELSH)}
)


def languages() -> tuple[str, ...]:
    """The languages that have a table of words, sorted."""
    return tuple(sorted(_TABLES))


def keys(language: str = "en") -> frozenset[str]:
    """All keys of a language's table."""
    return frozenset(_TABLES[language])


def say(key: str, language: str = "en", **places: str) -> str:
    """The words for `key`, with `{places}` filled; raises KeyError for a key or a language that we do not have."""
    words = _TABLES[language][key]
    return words.format(**places) if places else words


def long_date(day: str, language: str = "en") -> str:
    """An ISO date as it is printed: `20 November 2026`, `20 Tachwedd 2026`; raises KeyError for a language not ours."""
    return {"en": uk_date, "cy": date_cy}[language](day)


def edition_name(audience: Audience, language: str = "en") -> str:
    """`Pupil edition`."""
    return say(f"edition.{audience}", language)


def name_of(edition: Edition) -> str:
    """What the edition is called: as its policy says, else after its audience."""
    return edition.name or edition_name(edition.audience, edition.language)


def status_words(edition: Edition) -> str:
    """The status as it is printed: `Draft, not adopted`, `In force since 1 September 2025`."""
    language = edition.language
    if edition.school.template:
        return say("status.template", language)
    if edition.version is None:
        return say("status.draft", language)
    return standing_words(edition.version.standing or Standing("in force", edition.version.effective), language)


def standing_words(standing: Standing, language: str) -> str:
    """What a version is on a day, as it is printed: one of a closed list."""
    date = long_date(standing.on, language)
    if standing.kind == "replaced" and standing.by:
        return say("status.replaced", language, date=date, version=standing.by)
    return say(f"status.{_STANDINGS[standing.kind]}", language, date=date)


_STANDINGS: Mapping[StandingKind, str] = {
    "waiting": "waiting",
    "in force": "in-force",
    "by chair": "by-chair",
    "replaced": "withdrawn",
    "reverted": "withdrawn",
    "withdrawn": "withdrawn",
}


def watermark(edition: Edition) -> str:
    """What is printed across every page of a draft or a template; "" for an edition that is adopted."""
    draft = edition.version is None or edition.school.template
    return say("watermark.draft", edition.language) if draft else ""
