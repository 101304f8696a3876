"""The table of services: there where a clause shows it, its links safe to follow, and looked at within a year."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.sources import older_than_a_year
from generator.formats.filters import uk_date
from generator.model.clause import Clause
from generator.problems import Problem


def services_missing(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A clause shows the table of services only where there are services."""
    library = inspection.library
    if clause.shows.services and not library.services and "services.yml" not in library.unreadable:
        message = f"“{clause.id}” shows the table of services, and no service is entered"
        hint = "Enter them in content/services.yml, or take the line `shows: services` out."
        yield Problem("services-missing", clause.places.get("shows", clause.where), message, hint)


def service_link(inspection: Inspection) -> Iterator[Problem]:
    """The link of a service begins with https://, so that nobody can change the page on its way."""
    for service in inspection.library.services:
        if not service.link.lower().startswith("https://"):
            message = f"the link of “{service.name}” does not begin with https://"
            hint = "Open it in a browser, and copy the address that is shown there."
            yield Problem("service-link", service.where, message, hint)


def service_future(inspection: Inspection) -> Iterator[Problem]:
    """Nobody can have checked a service on a day that is still to come."""
    for service in inspection.library.services:
        if service.checked_on > inspection.today.isoformat():
            message = f"“{service.name}” was checked on {uk_date(service.checked_on)}, it says, and that day is to come"
            hint = "Write the day on which somebody opened its link at `checked-on:`."
            yield Problem("service-future", service.where, message, hint)


def service_old(inspection: Inspection) -> Iterator[Problem]:
    """A service was looked at within the last 12 months."""
    for service in inspection.library.services:
        if older_than_a_year(service.checked_on, inspection.today):
            message = f"“{service.name}” was last checked on {uk_date(service.checked_on)}, more than 12 months ago"
            hint = "Open its link, see whether a post is still reported so, and write today’s date at `checked-on:`."
            yield Problem("service-old", service.where, message, hint, severity="warning")
