"""Dates as a calendar that people subscribe to (RFC 5545, written with the library icalendar)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.formats.filters import uk_date
from generator.model.register import Dated
from generator.render.register_words import dated_words

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_EVENTS = re.compile(rb"^BEGIN:VEVENT\r\n.*^END:VEVENT\r\n", re.DOTALL | re.MULTILINE)
"""A line of text never begins so: it would be folded behind a space, or its line break written `\\n`."""
REMINDERS = (90, 30)
"""Days before."""


def reviews_ics(name: str, dates: Iterable[Dated]) -> bytes:
    """A calendar called `name` of days as long as the day, each with reminders; no byte depends on when it is made."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Policypress//Review dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for dated in dates:
        calendar.add_component(_event(dated))
    return bytes(calendar.to_ical())


def group_ics(name: str, calendars: Iterable[bytes]) -> bytes:
    """A calendar called `name` of all days in `calendars`, which `reviews_ics` made, in their order.

    It joins what has been written: a council’s calendar has tens of thousands of days.
    """
    events = (found.group() for calendar in calendars if (found := _EVENTS.search(calendar)))
    return reviews_ics(name, ()).replace(b"END:VCALENDAR\r\n", b"".join((*events, b"END:VCALENDAR\r\n")))


def _event(dated: Dated) -> Event:
    from icalendar import Event

    day = datetime.date.fromisoformat(dated.on)
    event = Event()
    event.add("uid", dated.uid)
    event.add("sequence", dated.moved)
    event.add("dtstamp", _midnight(dated.noted or dated.on))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", dated_words(dated))
    description = _described(dated)
    if description:
        event.add("description", description)
    event.add("status", "CANCELLED" if dated.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for days in () if dated.cancelled else REMINDERS:
        event.add_component(_alarm(dated, days))
    return event


def _alarm(dated: Dated, days: int) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", datetime.timedelta(days=-days))
    alarm.add("description", dated_words(dated))
    return alarm


def _midnight(day: str) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), datetime.UTC)


def _described(dated: Dated) -> str:
    lines = [f"Day: {uk_date(dated.on)}."]
    lines += [f"Version: {dated.version}."] if dated.version else []
    lines += [f"Approved by: {dated.body}."] if dated.body else []
    lines += [f"Minute: {dated.minute}."] if dated.minute else []
    lines += [f"Kept: {dated.kept}."] if dated.kept else []
    return "\n".join(lines)
