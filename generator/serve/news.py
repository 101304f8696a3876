"""What pages that are open in a browser are told: that files were saved, and what is wrong."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass

from generator.problems import Problem, errors
from generator.publish import PublishError


@dataclass(frozen=True, slots=True)
class State:
    """What the preview shows: `pages` is another word after each save, `problems` are all that are known of.

    `failure` says why the machine or we failed, or "".
    """

    pages: str
    problems: tuple[Problem, ...] = ()
    failure: str = ""

    @property
    def says(self) -> str:
        """For the foot of a page: what is wrong, "" when all is well."""
        faults = errors(self.problems)
        if self.failure:
            return "The pages could not be made: see why"
        if not faults:
            return ""
        first = f"{faults[0].where}: {faults[0].message}"
        return f"{first} (see all {len(faults):,} faults)" if len(faults) > 1 else f"{first} (see what to do)"


class News:
    """The present state, and a way to wait for the next one. For any number of threads."""

    def __init__(self) -> None:
        # Pages that are still open from a preview that has ended must not take a number of its for one of ours.
        self._run = secrets.token_hex(4)
        self._changed = threading.Condition()
        self._closed = False
        self.saves = 0
        self.asked = 0.0
        self.state = State(f"{self._run}-0")

    def saved(self, problems: tuple[Problem, ...], failure: str = "") -> None:
        """Files have changed, and so may any page; what is wrong now."""
        with self._changed:
            self.saves += 1
            self._set(State(f"{self._run}-{self.saves}", problems, failure))

    def found(self, problems: tuple[Problem, ...], failure: str = "") -> None:
        """What is wrong now."""
        with self._changed:
            self._set(State(self.state.pages, problems, failure))

    def _set(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._changed.notify_all()

    def wait(self, known: State | None, seconds: float) -> State | None:
        """A state other than `known`, or the same when so many seconds have passed; None when the preview ends."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != known or self._closed, seconds)
            return None if self._closed else self.state

    def wait_for_save(self, saves: int) -> None:
        """Returns when there have been more than `saves`, or when the preview ends."""
        with self._changed:
            while self.saves <= saves and not self._closed:
                self._changed.wait(1)  # not for ever, so that Ctrl-C is heard on Windows, too

    def page_asked(self) -> None:
        """Somebody is looking at pages right now."""
        self.asked = time.monotonic()

    def close(self) -> None:
        """Ends whoever waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()


def failure_of(fault: Exception) -> str:
    """A failure of the machine or of ours in a sentence or two, for people and not for programmers."""
    if isinstance(fault, PublishError):
        return f"{fault.message} {fault.hint}".strip()
    if isinstance(fault, OSError):
        return f"This computer refused something: {fault.strerror or fault}."
    return f"Policypress itself failed, and that is our fault ({type(fault).__name__}: {fault})."
