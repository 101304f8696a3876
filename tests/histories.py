"""Records of decisions made by hand, as heads without texts, for the tests of registers and calendars."""

from __future__ import annotations

from dataclasses import replace

from generator.model.edition import ClauseChange
from generator.model.register import LawChange, PolicyToday, SchoolToday
from generator.model.reviews import OtherPolicy
from generator.model.versions import (
    AdoptedVersion,
    Decision,
    History,
    Note,
    Ratification,
    Record,
    Reversion,
    Sealed,
    Withdrawal,
)
from generator.problems import Location

SEALED = Sealed("", "", "", Location(""))


def version(number: str, on: str, effective: str, review: str, **more: object) -> AdoptedVersion:
    """A version that the full governing body adopted, without texts."""
    decision = Decision(on, body="Full board", minute=f"M{number}")
    made = AdoptedVersion("hill", "kindness", number, "adoption", decision, effective, review, {}, SEALED)
    return replace(made, **more)  # type: ignore[arg-type]


def note(number: str, on: str, **rights: str) -> Note:
    return Note(number, on, rights, "A slip of the pen.", SEALED)


def ratified(number: str, on: str) -> Ratification:
    return Ratification(number, Decision(on), SEALED)


def reverted(number: str, on: str) -> Reversion:
    return Reversion(number, Decision(on), "The meeting did not agree.", SEALED)


def withdrawn(on: str) -> Withdrawal:
    return Withdrawal(Decision(on), "It is part of another one.", "", SEALED)


def history(*records: Record, policy: str = "kindness") -> History:
    return History("hill", policy, records)


def law(on: str, adopt_by: str = "", clause: str = "be-kind") -> LawChange:
    return LawChange(clause, ClauseChange(on, "law", "The law changed.", "kindness-act", adopt_by), "Kindness Act 2018")


def policy(*changes: LawChange, name: str = "kindness", title: str = "Kindness policy") -> PolicyToday:
    return PolicyToday(name, title, "Headteacher", "no", "no", 12, "Every year.", law=changes)


def other(title: str, adopted: str = "", review: str = "", months: int = 0, line: int = 2) -> OtherPolicy:
    where = Location("schools/hill/other-policies.csv", line)
    return OtherPolicy(title, "yes", "no", months, "Headteacher", "Full board", "4", adopted, review, "Office", where)


def school(*policies: PolicyToday, others: tuple[OtherPolicy, ...] = ()) -> SchoolToday:
    return SchoolToday("hill", "Hill Street School", "", policies or (policy(),), others)
