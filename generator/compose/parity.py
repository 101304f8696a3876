"""Whether what pupils and parents read was last compared with the staff wording as it is now.

A clause records, for each of them, the hash of the staff wording that theirs was written against. One record of pupils
holds for all phases: whoever confirms it reads both wordings, and the staff wording is the same one.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.formats.wording import wording_hash
from generator.model.clause import Clause
from generator.model.edition import AUDIENCES, Audience


def recordable(clause: Clause) -> tuple[Audience, ...]:
    """Audiences whose own wording can be compared with one of staff's own: none where staff have no wording."""
    if "staff" not in clause.wordings:
        return ()
    return tuple(name for name in AUDIENCES if name != "staff" and _has_own(clause, name))


def _has_own(clause: Clause, audience: Audience) -> bool:
    treatment = clause.treatments.get(audience)
    worded = audience in clause.wordings or audience in clause.secondary
    return worded and treatment is not None and treatment.kind == "own"


def staff_sign(clause: Clause) -> str:
    """What to record today: the hash of the staff wording, "" without one."""
    staff = clause.wordings.get("staff")
    return wording_hash(staff) if staff else ""


def stale(clause: Clause) -> tuple[Audience, ...]:
    """Audiences whose wording was written against another staff wording than today's."""
    if not clause.written_against:
        return ()
    sign = staff_sign(clause)
    return tuple(name for name in recordable(clause) if clause.written_against.get(name, sign) != sign)


def unrecorded(clause: Clause) -> tuple[Audience, ...]:
    """Audiences of whose wording nobody has recorded what it was written against."""
    return tuple(name for name in recordable(clause) if name not in clause.written_against)


def shows_stale(clause: Clause, audience: Audience, readers: Collection[Audience]) -> bool:
    """Whether the draft for `audience` says so: theirs is stale, or for staff that of any of `readers`.

    `readers` are those who read the library's wording of it in the same policy.
    """
    of_whom = stale(clause)
    return bool(of_whom) and any(
        _read_by(clause, name) in of_whom for name in (readers if audience == "staff" else (audience,))
    )


def _read_by(clause: Clause, audience: Audience) -> Audience:
    """Whose wording `audience` reads."""
    treatment = clause.treatments.get(audience)
    return (treatment.same_as if treatment else None) or audience
