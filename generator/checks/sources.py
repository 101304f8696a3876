"""Laws, guidance and helplines: known, of the school's nation, and looked at within a year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.school_view import SchoolView
from generator.checks.words import NATIONS, listed, meant
from generator.formats.filters import uk_date
from generator.model.clause import Clause
from generator.problems import Problem


def source_unknown(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A source that a clause cites is in content/sources.yml."""
    known = inspection.library.sources
    if "sources.yml" in inspection.library.unreadable:
        return
    cited = [(name, clause.places.get(f"sources.{n}")) for n, name in enumerate(clause.sources)]
    cited += [(change.source, clause.places.get(f"changes.{n}.source")) for n, change in enumerate(clause.changes)]
    for name, where in cited:
        if name and name not in known:
            hint = meant(name, known, "Enter it in content/sources.yml, with a link and the day it was checked.")
            message = f"“{clause.id}” cites the source “{name}”, which is not there"
            yield Problem("source-unknown", where or clause.where, message, hint)


def source_nation(view: SchoolView) -> Iterator[Problem]:
    """A clause of a school's policy cites only sources that hold in the school's nation."""
    nation = view.school.nation
    for chosen in view.chosen:
        for number, name in enumerate(chosen.clause.sources):
            source = view.library.sources.get(name)
            if source is not None and nation not in source.nations:
                clause = chosen.clause
                where = clause.places.get(f"sources.{number}", clause.where)
                holds = listed(NATIONS[n] for n in source.nations)
                message = f"“{clause.id}” cites “{source.title}”, which holds in {holds} and not in {NATIONS[nation]}"
                hint = f"Give the clause `when: {{nation: [{', '.join(source.nations)}]}}`, or choose another clause."
                yield Problem("source-nation", where, message, hint, see=(source.where, view.place("nation")))


def source_old(inspection: Inspection) -> Iterator[Problem]:
    """A source was looked at within the last 12 months."""
    for source in inspection.library.sources.values():
        if older_than_a_year(source.checked_on, inspection.today):
            message = f"“{source.title}” was last checked on {uk_date(source.checked_on)}, more than 12 months ago"
            hint = "Open its link, see whether it still says the same, and write today’s date at `checked-on:`."
            yield Problem("source-old", source.where, message, hint, severity="warning")


def helpline_old(inspection: Inspection) -> Iterator[Problem]:
    """A helpline was looked at within the last 12 months."""
    for line in inspection.library.helplines:
        helpline = line.helpline
        if older_than_a_year(helpline.checked_on, inspection.today):
            message = (
                f"the helpline “{helpline.name}” was last checked on {uk_date(helpline.checked_on)}, more than 12 "
            )
            hint = "Check number and hours on its website, and write today’s date at `checked-on:`."
            yield Problem("helpline-old", line.where, f"{message}months ago", hint, severity="warning")


def older_than_a_year(checked_on: str, today: datetime.date) -> bool:
    """Whether the ISO date `checked_on` is more than a year before `today`."""
    day = datetime.date.fromisoformat(checked_on)
    last = datetime.date(today.year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
    return day < last


def helpline_missing(view: SchoolView) -> Iterator[Problem]:
    """A pupil can always ring somebody: the pupil edition of every nation has a helpline."""
    if "helplines.yml" in view.library.unreadable or not view.selections:
        return
    nation = view.school.nation
    if not any(nation in line.nations and "pupil" in line.audiences for line in view.library.helplines):
        message = f"the pupil edition has no helpline: none for pupils in {NATIONS[nation]} is known"
        hint = f"Enter one in content/helplines.yml with `nations: [{nation}]` and `audiences: [pupil]`."
        yield Problem("helpline-missing", view.place("nation"), message, hint)
