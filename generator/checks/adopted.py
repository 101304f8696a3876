"""What governors decided: the chains of records. Seals are checked where records are read (library/adopted.py)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.school_view import SchoolView
from generator.model.versions import History
from generator.problems import Problem


def record_chain_broken(view: SchoolView) -> Iterator[Problem]:
    """Each record names the seal of the one before it, so that none can be taken away or put between unnoticed."""
    for history in view.school.histories:
        if f"adopted/{history.policy}" not in view.school.unreadable:
            yield from breaks(history)


def breaks(history: History) -> Iterator[Problem]:
    """Where the chain of `history` is broken, if it is: the first place alone."""
    seals = {record.sealed.seal for record in history.records}
    before = ""
    lost = [record for record in history.records if record.sealed.before not in ("", *seals)]
    for record in lost or history.records:
        said, where = record.sealed.before, record.sealed.where
        if said != before:
            whose = f"“{history.policy}” of {history.school}"
            if said in seals or not said:
                message = f"this record and another of {whose} both follow the same one, so one of them was put between"
                hint = "Ask who wrote the two. Keep the one that the minutes mention, and make the other anew."
            else:
                message = f"the record before this one of {whose} is missing: its seal begins with {said[:8]}"
                hint = "Bring it back from your backup, or find it with `git log --diff-filter=D`, if you use git."
            yield Problem("record-chain-broken", where, message, hint)
            return
        before = record.sealed.seal
