"""Records of decisions made by hand and at random, for the tests of records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import random_sites
from hypothesis import strategies as st

from generator.formats.record_files import Owner
from generator.model.contacts import Contacts
from generator.model.edition import AUDIENCES, ClauseChange, Edition, SchoolProfile
from generator.model.languages import LANGUAGES
from generator.model.versions import (
    AdoptedVersion,
    Decision,
    Note,
    Proposal,
    Ratification,
    Record,
    Reversion,
    Sealed,
    Told,
    Withdrawal,
)
from generator.problems import Location

OWNER = Owner("forge", "phones", Contacts())
PATH = "schools/forge/adopted/phones/2026-11-20.yml"
UNSEALED = Sealed("2026-11-20", "", "", Location(PATH))
DAYS = st.dates().map(lambda day: day.isoformat())
WORDS = st.one_of(random_sites.VALUE, st.sampled_from(["", "null", "~", "no", "1", "- x", "a: b", "x #y", "’", "a\nb"]))
_SEALS = st.sampled_from(["", "ab" * 32, "12" * 32])


@st.composite
def editions(draw: st.DrawFn, policy: str = "phones", profile: SchoolProfile | None = None) -> dict[Told, Edition]:
    """Editions of one policy for some audiences and languages."""
    told = draw(
        st.lists(st.tuples(st.sampled_from(AUDIENCES), st.sampled_from(LANGUAGES)), min_size=1, max_size=3, unique=True)
    )
    found = {}
    for audience, language in told:
        made = draw(random_sites.editions(audience, policy, True))
        profile = profile or replace(made.school, name=draw(WORDS), brand=replace(made.school.brand, logo="l"))
        sections = tuple(
            replace(section, clauses=tuple(draw(_beside(clause)) for clause in section.clauses))
            for section in made.sections
        )
        found[audience, language] = replace(
            made,
            language=language,
            version=None,
            school=profile,
            sections=sections,
            name=draw(WORDS),
            unchecked=draw(st.booleans()),
        )
    return found


@st.composite
def _beside(draw, clause):  # type: ignore[no-untyped-def]
    return replace(
        clause,
        strength=draw(st.sampled_from(["must", "must-not", "should", "may", "info"])),
        poster=draw(st.booleans()),
        untranslated=draw(st.booleans()),
        slot=draw(st.sampled_from(["", "tone"])),
        reason=draw(WORDS),
        made_from=draw(st.sampled_from([(), ("a", "b")])),
        changes=draw(st.sampled_from([(), (ClauseChange("2026-01-01", "law", "Why: “x”", "act", "2027-01-01"),)])),
    )


def decisions() -> st.SearchStrategy[Decision]:
    return st.builds(Decision, DAYS, st.sampled_from(["full", "committee", "chair", "head"]), WORDS, WORDS)


def sealed() -> st.SearchStrategy[Sealed]:
    return _SEALS.map(lambda before: replace(UNSEALED, before=before))


@st.composite
def versions(draw: st.DrawFn) -> AdoptedVersion:
    return AdoptedVersion(
        "forge",
        "phones",
        draw(st.sampled_from(["1", "2", "2.1"])),
        draw(st.sampled_from(["adoption", "review", "correction"])),
        draw(decisions()),
        draw(DAYS),
        draw(DAYS),
        draw(editions()),
        draw(sealed()),
        **{
            name: draw(WORDS)
            for name in ("summary", "reason", "proposal", "urgent", "ratify_by", "written", "template")
        },
        amended=draw(st.sampled_from([(), ("c0",), ("c0", "c1")])),
        specimen=draw(st.booleans()),
        logos=draw(st.sampled_from([{}, {"l": b"\x89PNG\r\n\x1a\n"}, {"l": b"<svg/>\r\n", "m": b""}])),
    )


def later() -> st.SearchStrategy[Record]:
    """Records that are no versions."""
    numbers = st.sampled_from(["1", "2", "2.1"])
    rights = st.dictionaries(st.sampled_from(["minute", "body", "adopted", "effective", "review", "summary"]), WORDS)
    return st.one_of(
        st.builds(Note, numbers, DAYS, rights, WORDS, sealed()),
        st.builds(Ratification, numbers, decisions(), sealed()),
        st.builds(Reversion, numbers, decisions(), WORDS, sealed()),
        st.builds(Withdrawal, decisions(), WORDS, WORDS, sealed()),
    )


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    first = draw(editions())
    profile = next(iter(first.values())).school
    policies: Mapping[str, Mapping[Told, Edition]] = {"phones": first}
    if draw(st.booleans()):
        policies = {**policies, "a": draw(editions("a", profile))}
    return Proposal("forge", "", draw(DAYS), draw(DAYS), policies, Location("schools/forge/proposed/x.yml"))
