"""What every problem code means, as literal data."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.codes.clauses import CLAUSES
from generator.checks.codes.code import Code
from generator.checks.codes.commands import COMMANDS
from generator.checks.codes.figures import FIGURES
from generator.checks.codes.files import FILES
from generator.checks.codes.own import OWN
from generator.checks.codes.parity import PARITY
from generator.checks.codes.plain import PLAIN
from generator.checks.codes.records import RECORDS
from generator.checks.codes.register import REGISTER
from generator.checks.codes.schools import SCHOOLS
from generator.checks.codes.translations import TRANSLATIONS
from generator.checks.codes.values import VALUES
from generator.checks.codes.wordings import WORDINGS

TOPICS: Mapping[str, tuple[Code, ...]] = {
    "Files": FILES,
    "Clauses, outlines and references": CLAUSES,
    "Wordings": WORDINGS,
    "Plain words": PLAIN,
    "The same for all readers": PARITY,
    "Tables and charts": FIGURES,
    "Details and choices": VALUES,
    "Schools, groups and sources": SCHOOLS,
    "Own wordings and clauses": OWN,
    "Review dates and the register": REGISTER,
    "Translations": TRANSLATIONS,
    "What governors decided": RECORDS,
    "Commands": COMMANDS,
}
"""Codes by topic, sorted within each."""

CODES: Mapping[str, Code] = {code.code: code for codes in TOPICS.values() for code in codes}
"""Every code by its name."""

__all__ = ["CODES", "TOPICS", "Code"]
