"""What a build does that finds something changed: looks, composes, makes, lists, publishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.edition import AUDIENCES
from generator.pipeline.agenda import Call
from generator.pipeline.crew import Crew
from generator.pipeline.inputs import Inputs, read_again, together
from generator.pipeline.led import LedCrew
from generator.pipeline.looking import AT_ONCE, how_much, look
from generator.pipeline.making import StyleFault
from generator.pipeline.order import BuildOrder, BuildReport, Progress, Shop
from generator.pipeline.pages import Pages
from generator.pipeline.reading import changed_meanwhile
from generator.pipeline.record import FolderFound, keep_found
from generator.pipeline.remembered import Remembered, basis
from generator.pipeline.starting import how_many, start_early
from generator.pipeline.style import PARTS
from generator.pipeline.wanted import Wanted, wanted
from generator.problems import Location, Problem
from generator.publish import Stage

Tell = Callable[[Progress], None]
_LED = 2
"""Schools that are made sooner by this process, with another for the site engine, than by others for it."""


@dataclass(frozen=True, slots=True)
class Building:
    """One build: what is asked for, digests of what it reads, what the last one did, where it stages."""

    order: BuildOrder
    inputs: Inputs
    remembered: Remembered
    stage: Stage
    tell: Tell

    def report(self) -> BuildReport:
        """Does it, and commits the stage unless a fault counts; raises as `build` does."""
        found = self.remembered.found(self.order.root)
        with self._crew(how_much(self.inputs, found)) as crew:
            self.tell(Progress("Reading and checking", 0, 1))
            looked = look(self.inputs, self.order.today.isoformat(), found, crew, self.tell)
            plan = wanted(looked, self.order)
            self.tell(Progress("Reading and checking", 1, 1))
            if plan.stop:
                self._keep(found, read_again(self.order.root, self.inputs, crew.touched))
                return BuildReport(plan.problems, plan.elsewhere, left=plan.left)
            try:
                return self._publish(plan, found, Pages(self, plan, looked, crew), crew)
            except StyleFault as fault:
                return BuildReport((*plan.problems, style_problem(str(fault))), plan.elsewhere)

    @property
    def warm(self) -> bool:
        """Whether parts of earlier builds in this house style are kept."""
        return self.remembered.store.has(PARTS, self._style)

    @property
    def _style(self) -> str:
        return together((self.inputs.program, self.inputs.style))

    def _crew(self, changed: int) -> Crew:
        """As many workers as there is work for: for one school of many, starting others takes longer than they save."""
        order, inputs = self.order, self.inputs
        warm = self.warm
        few = changed <= 1 and self.remembered.made.basis == basis(order, inputs)
        count = 1 if warm and few else how_many(order.jobs)
        if count > 1:
            start_early(count)
        shop = Shop(
            order.root,
            order.today,
            order.store,
            inputs.program,
            self._style,
            inputs.library,
            order.audiences or AUDIENCES,
            order.blanks,
            order.prints,
            self.stage.placing(),
            self.remembered.place,
            self.remembered.afresh,
            order.draft,
        )
        beside = () if warm else [Call("get_ready", awaited=False, apart=True)]
        asked = order.schools or inputs.schools
        led = count > 1 and changed <= AT_ONCE and len(asked) <= _LED
        return (LedCrew if led else Crew)(count, shop, beside)

    def _publish(self, plan: Wanted, found: FolderFound, pages: Pages, crew: Crew) -> BuildReport:
        counts = pages.make()
        now = read_again(self.order.root, self.inputs, crew.touched)
        self._keep(found, now)
        self._see_that_nothing_changed(plan, now)
        self.tell(Progress("Publishing", 0, 1))
        published = self.stage.commit(pages.scope)
        self.tell(Progress("Publishing", 1, 1))
        return BuildReport(
            plan.problems,
            plan.elsewhere,
            published=True,
            schools=plan.schools,
            left=plan.left,
            pages=counts.pages,
            pdfs=counts.pdfs,
            files=counts.files,
            changed=published.added + published.changed + published.removed,
            mkdocs_builds=pages.making.builds,
            not_public=pages.not_public(),
            withdrawn=pages.withdrawn(),
            altered=tuple(sorted(pages.making.altered)),
            gone=pages.gone,
            again=() if self.order.draft else pages.again,
        )

    def _keep(self, found: FolderFound, now: Inputs) -> None:
        """Keeps what was found; what was read while files were being changed is read again next time."""
        if now == self.inputs:
            keep_found(self.remembered.store, self.order.root, found)

    def _see_that_nothing_changed(self, plan: Wanted, now: Inputs) -> None:
        """Raises `PublishError` if files were changed meanwhile: pages would be of neither one text nor the other."""
        changed = [name for name in plan.schools if now.schools.get(name) != self.inputs.schools[name]]
        if now.common != self.inputs.common or changed:
            what = f"schools/{changed[0]}" if changed else "content/, overrides/, schools/groups/ or mkdocs.yml"
            raise changed_meanwhile(what)


def style_problem(said: str) -> Problem:
    """What is told when an engine refuses pages because of the house style, having `said` why."""
    return Problem(
        "house-style-broken",
        Location("mkdocs.yml"),
        f"the pages cannot be made with the house style: {' '.join(said.split())}",
        "Undo the last change in mkdocs.yml or in overrides/. If you changed neither, the fault is ours.",
    )
