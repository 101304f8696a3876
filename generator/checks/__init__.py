"""Every fault of a policy folder, found in one go. Pure functions over values; one function, one code."""

from generator.checks.checking import SchoolChecks, check_library, check_workspace
from generator.checks.facts import SchoolFacts, facts_of
from generator.checks.sound import Sound

__all__ = ["SchoolChecks", "SchoolFacts", "Sound", "check_library", "check_workspace", "facts_of"]
