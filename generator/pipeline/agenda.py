"""What is still to be done by workers, and who does what next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_MOST_AT_ONCE = 16
"""Light calls sent in one message: enough that a worker does not wait for the parent, few enough to share them out."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method of a worker's `Workshop` and what it is given.

    Calls for one `school` go to the worker that had it before, which still holds what it read and composed.
    What is large is `given` by a function, which is asked when the call is handed out, so that it is not held before.
    A `light` call takes milliseconds, so that several are sent together. One that is not `awaited` makes something
    ready for later; nobody waits for its answer. One for the site engine is `apart`: where few processes work, only
    one of them loads the engine.
    """

    what: str
    given: tuple[object, ...] | Callable[[], tuple[object, ...]] = ()
    school: str = ""
    light: bool = False
    awaited: bool = True
    apart: bool = False

    def ready(self) -> Call:
        """The call with what it is given."""
        return replace(self, given=self.given()) if callable(self.given) else self

    def carried_out_by(self, worker: object) -> object:
        """What `worker` answers."""
        assert not callable(self.given)
        return getattr(worker, self.what)(*self.given)


class Agenda:
    """Calls still to be handed out. Others may be added while it is worked off."""

    def __init__(self, workers: int, holder: dict[str, int] | None = None) -> None:
        """`holder` says which worker had a school last; it outlives the agenda."""
        self._workers = workers
        self._shared: deque[Call] = deque()
        self._free: deque[Call] = deque()
        self._own: dict[int, deque[Call]] = {number: deque() for number in range(workers)}
        self._holder = holder if holder is not None else {}

    def add(self, calls: Iterable[Call]) -> None:
        """Puts `calls` behind those that wait."""
        for call in calls:
            holder = self._holder.get(call.school)
            if not call.school:
                self._shared.append(call)
            else:
                (self._free if holder is None else self._own[holder]).append(call)

    @property
    def waits(self) -> bool:
        """Whether calls are still to be handed out."""
        return bool(self._shared or self._free or any(self._own.values()))

    def hand_out(self, worker: int) -> list[Call]:
        """What `worker` is to do next, in order; nothing when there is nothing for it."""
        first = self._next(worker)
        if first is None:
            return []
        calls = [first]
        waiting = len(self._shared) + len(self._free) + sum(map(len, self._own.values()))
        share = min(_MOST_AT_ONCE, waiting // (2 * self._workers))
        while first.light and len(calls) < share:
            queue = self._queue(worker)
            if queue is None or not queue[0].light:
                break
            calls.append(queue.popleft())
        for call in calls:
            if call.school:
                self._holder[call.school] = worker
        return [call.ready() for call in calls]

    def _next(self, worker: int) -> Call | None:
        queue = self._queue(worker)
        if queue is not None:
            return queue.popleft()
        longest = max(self._own.values(), key=len)  # what another worker would do last
        return longest.pop() if longest else None

    def _queue(self, worker: int) -> deque[Call] | None:
        """What is to be taken from first: what all wait for, what `worker` holds already, what nobody holds."""
        return self._shared or self._own[worker] or self._free or None


class LedAgenda(Agenda):
    """An agenda of which worker 0 gets all calls but those that are `apart`, and the others nothing but those."""

    def __init__(self, others: int, holder: dict[str, int] | None = None) -> None:
        """`others` is the number of other workers; `holder` as for any agenda."""
        super().__init__(1, holder)
        self._others = others
        self._apart: deque[Call] = deque()

    def add(self, calls: Iterable[Call]) -> None:
        """Puts `calls` behind those that wait."""
        for call in calls:
            if call.apart:
                self._apart.append(call)
            else:
                super().add([call])

    @property
    def waits(self) -> bool:
        """Whether calls are still to be handed out, here or to others."""
        return bool(self._apart) or super().waits

    def hand_out(self, worker: int) -> list[Call]:
        """What `worker` is to do next, in order; nothing when there is nothing for it.

        Others get their whole share at once: worker 0, which hands out, does so only between two calls of its own.
        """
        if worker == 0:
            return super().hand_out(0)
        share = -(-len(self._apart) // self._others)
        return [self._apart.popleft().ready() for _ in range(share)]
