"""The machine's faults in plain words: no room, no permission, a file open elsewhere, another build at work."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM})


class PublishError(Exception):
    """The output could not be written. `message` is one plain line; `hint` says what to do, or is ""."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both lines; `str()` gives the message."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class OutputBusy(PublishError):
    """Another command is writing to the same folder: `pid` is its process, or 0, `started` its local time, or ""."""

    def __init__(self, shown: str, pid: int = 0, started: str = "") -> None:
        """`shown` is the folder as the user named it."""
        known = f" (process {pid}, started {started})" if pid else ""
        super().__init__(
            f"Another Policypress command is writing to {shown}{known}.",
            "Wait until it has ended, then run this command again.",
        )
        self.pid = pid
        self.started = started


@contextmanager
def in_plain_words(shown: str, *, begun: bool = False) -> Iterator[None]:
    """Turn an `OSError` inside the block into a `PublishError`.

    `shown` is the output folder as the user named it. `begun` tells that the journal stands: what was begun is then
    finished by the next command, while before it nothing has been changed.
    """
    try:
        yield
    except OSError as error:
        raise plain(error, shown, begun) from error


def plain(error: OSError, shown: str, begun: bool) -> PublishError:
    """What `in_plain_words` raises, for a place that is passed thousands of times."""
    place = Path(error.filename2 or error.filename or shown)
    after = "any policypress command then finishes what was begun." if begun else "nothing has been changed."
    if error.errno in NO_ROOM:
        return PublishError(
            f"There is no room left on the disk that holds {shown}.", f"Free some space and run this again; {after}"
        )
    if error.errno == errno.EROFS:
        return PublishError(f"{shown} is on a disk that can only be read.", "Choose another folder with --out.")
    if error.errno in NOT_ALLOWED and begun:
        return PublishError(
            f"{place} could not be replaced: it is open in another program, or you may not change it.",
            f"Close the file; {after}",
        )
    if error.errno in NOT_ALLOWED:
        return PublishError(
            f"{place} may not be written: it is open in another program, or you have no permission.",
            f"Close the file, ask for permission, or choose another folder with --out; {after}",
        )
    if error.errno == errno.ENAMETOOLONG:
        return PublishError(f"The path of {place.name[:60]} is too long.", "Choose a folder with a shorter path.")
    reason = error.strerror or type(error).__name__
    return PublishError(f"The computer could not write {place}: {reason}.", f"See to that and run this again; {after}")


def damaged(record: Path) -> PublishError:
    """The fault of a record of files that we did not write like this."""
    return PublishError(
        f"{record} is damaged, so Policypress cannot tell which files it wrote.",
        "Remove that folder, or choose a new one with --out, and build again.",
    )
