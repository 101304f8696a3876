"""Codes of what different audiences are told by one clause."""

from __future__ import annotations

from generator.checks.codes.code import Code

PARITY: tuple[Code, ...] = (
    Code(
        "agree-unused",
        "A reason why the wordings of a clause may disagree stands only where they do.",
        "Left behind, it would hide the next contradiction.",
        'waive: {parent: {agree: "Parents get a day more."}}, while both say “within two days”',
        "no such line",
        warning=True,
    ),
    Code(
        "wording-stale",
        "After the staff wording has changed, somebody reads what pupils and parents get beside it.",
        "A rule that was changed for staff alone is two rules.",
        "written-against: {pupil: 0123456789abcdef}, the sign of last year’s staff wording",
        "the same line after `policypress confirm be-kind pupil`",
        warning=True,
    ),
    Code(
        "wording-unconfirmed",
        "Where records are kept of the staff wording that others were written against, every wording has one.",
        "Without it nobody is told when the staff wording changes.",
        "written-against: {pupil: 2450f514bd7856ac} in one clause of the library, and no such line in another",
        "policypress confirm, for that clause too",
        warning=True,
    ),
    Code(
        "wordings-disagree",
        "The wordings of a clause, and its `strength:`, do not contradict one another.",
        "If staff read “within 24 hours” and parents “within two days”, one of them is told something wrong.",
        "# Staff\n\nYou must answer within 24 hours.\n\n# Parent\n\nStaff should answer within two days.",
        "# Staff\n\nYou must answer within 24 hours.\n\n# Parent\n\nStaff must answer within a day.",
        warning=True,
    ),
)
