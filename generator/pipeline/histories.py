"""Records and proposals of one school, for commands that record decisions."""

from __future__ import annotations

from pathlib import Path

from generator.formats.record_reading import read_proposal, read_record
from generator.library import read_workspace
from generator.model.contacts import Contacts
from generator.model.versions import History, Proposal, Record


def _Archive(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / "content/archive").glob("*/*")}


def read_history(root: Path, school: str, policy: str) -> History:
    records: list[Record] = []
    folder = root / "schools" / school / "adopted" / policy
    for file in sorted(folder.glob("*.yml")):
        records.append(read_record(file.read_text("utf-8"), file.relative_to(root).as_posix(), _Archive(root)).record)
    order: list[Record] = []
    before = ""
    while len(order) < len(records):
        nxt = next(r for r in records if r.sealed.before == before)
        order.append(nxt)
        before = nxt.sealed.seal
    return History(school, policy, tuple(order))


def read_proposals(root: Path, school: str) -> tuple[Proposal, ...]:
    folder = root / "schools" / school / "proposed"
    return tuple(
        read_proposal(file.read_text("utf-8"), file.relative_to(root).as_posix(), _Archive(root))
        for file in sorted(folder.glob("*.yml"))
    )


def read_contacts(root: Path, school: str) -> Contacts:
    return read_workspace(root)[0].schools[school].contacts
