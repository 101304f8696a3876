"""How often policies are looked at: of policies and sources that are there, said once for a nation, and looked up."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import names, people
from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.sources import older_than_a_year
from generator.checks.words import NATIONS, listed, meant
from generator.formats.filters import uk_date
from generator.model.reviews import ReviewRule
from generator.problems import Location, Problem


def review_policy_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A policy of which it is said how often it is looked at is in the library."""
    library = inspection.library
    for policy, rules in library.reviews.items():
        if policy not in library.policies and f"policies/{policy}" not in library.unreadable and rules:
            message = f"there is no policy “{policy}”"
            hint = meant(policy, library.policies, "Name a folder of content/policies.")
            yield Problem("review-policy-unknown", rules[0].where, message, hint)


def review_source_unknown(inspection: Inspection) -> Iterator[Problem]:
    """The law or guidance that says how often a policy is looked at is in content/sources.yml, and of those nations."""
    library = inspection.library
    for policy, rule in _rules(inspection):
        source = library.sources.get(rule.source)
        if not rule.source or "sources.yml" in library.unreadable:
            continue
        if source is None:
            message = f"the source “{rule.source}” of how often “{policy}” is looked at is not there"
            hint = meant(rule.source, library.sources, "Enter it in content/sources.yml.")
            yield Problem("review-source-unknown", rule.where, message, hint)
            continue
        others = [nation for nation in rule.nations if nation not in source.nations]
        if others:
            message = f"“{source.title}” does not hold in {listed(NATIONS[nation] for nation in others)}"
            hint = "Leave these nations out, or name another source."
            yield Problem("review-source-unknown", rule.where, message, hint, see=(source.where,))


def review_nation_twice(inspection: Inspection) -> Iterator[Problem]:
    """For each nation it is said once how often a policy is looked at."""
    for policy, rules in inspection.library.reviews.items():
        said: dict[str, Location] = {}
        for rule in rules:
            for nation in rule.nations:
                first = said.setdefault(nation, rule.where)
                if first is not rule.where:
                    message = f"how often “{policy}” is looked at is said twice for {NATIONS[nation]}"
                    hint = "Take the nation out of one of the two."
                    yield Problem("review-nation-twice", rule.where, message, hint, see=(first,))


def review_old(inspection: Inspection) -> Iterator[Problem]:
    """Somebody looked up within the last 12 months how often a policy has to be looked at."""
    for policy, rule in _rules(inspection):
        if older_than_a_year(rule.checked_on, inspection.today):
            message = f"how often “{policy}” is looked at was last checked on {uk_date(rule.checked_on)}"
            hint = "See whether law and guidance still say the same, and write today’s date at `checked-on:`."
            yield Problem("review-old", rule.where, f"{message}, more than 12 months ago", hint, severity="warning")


def _rules(inspection: Inspection) -> Iterator[tuple[str, ReviewRule]]:
    return ((policy, rule) for policy, rules in inspection.library.reviews.items() for rule in rules)


def other_policies_person(view: SchoolView) -> Iterator[Problem]:
    """The table of policies kept elsewhere names posts and committees, never people, their numbers or addresses."""
    for other in view.school.other_policies:
        for text in (other.title, other.owner, other.body):
            number, address = next(names.phones(text), None), next(names.emails(text), None)
            person = people.titled(text) or next((each.text for each in view.inspection.persons.found(text)), "")
            found = person or (address or number or (0, ""))[1]
            if found:
                message = f"“{found}” in the row of “{other.title}” looks like a person, a number or an address"
                hint = "Name the post or the committee; contacts stand under `contacts:` in school.yml."
                yield Problem("other-policies-person", other.where, message, hint, severity="warning")
