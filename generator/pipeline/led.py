"""A crew whose first worker is this process itself: for a school or two, which others would have to read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait

from generator.pipeline.agenda import Agenda, Call, LedAgenda
from generator.pipeline.crew import Answer, Crew


class LedCrew(Crew):
    """Carries out here whatever is not `apart`; beside it, in other processes, the site engine works.

    So nobody waits until a second process has loaded and read what this one has, and paper is printed while websites
    are being prepared. For many schools it would be slow, because this process hands out no calls while it works.
    """

    def agenda(self, calls: Iterable[Call] = ()) -> Agenda:
        """An agenda with `calls`."""
        agenda = LedAgenda(self.count - 1, self._holder)
        agenda.add(calls)
        return agenda

    def run(self, agenda: Agenda) -> Iterator[Answer]:
        """Carries out what stands on `agenda`, also what is added meanwhile; raises as any crew does."""
        lines = self._lines(agenda, first=1)
        while True:
            for number, line in enumerate(lines, start=1):
                self._hand_out(agenda, number, line)
            calls = agenda.hand_out(0)
            yield from self._done_here(calls)
            if not (calls or self._awaits or agenda.waits):
                return
            ready = wait(list(self._busy), 0 if calls else None)
            for line in [line for line in lines if line in ready]:
                yield from self._answers(line)
