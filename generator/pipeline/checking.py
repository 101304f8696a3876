"""Read and check a policy folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from generator.checks import check_workspace
from generator.library import read_workspace
from generator.pipeline.crew import Crew
from generator.pipeline.inputs import read_again, read_inputs, together
from generator.pipeline.looking import AT_ONCE, Looked, how_much, look
from generator.pipeline.order import BuildOrder, Checked, Progress, Shop
from generator.pipeline.record import keep_found, read_found
from generator.pipeline.starting import how_many, start_early
from generator.problems import at_most, in_order
from generator.store import Store


def check(root: Path, today: datetime.date, store: Store = Store(None)) -> Checked:
    """The policy folder at `root` as values, and all problems of it in order, as `today` sees them."""
    workspace, problems = read_workspace(root, store)
    return Checked(workspace, at_most(in_order((*problems, *check_workspace(workspace, today)))))


def look_over(order: BuildOrder, tell: Callable[[Progress], None]) -> Looked:
    """All problems of the policy folder of `order`, which nobody holds as a whole; the next command knows them, too."""
    store = Store(order.store)
    inputs = read_inputs(order.root)
    found = read_found(store, order.root)
    changed = how_much(inputs, found)
    count = how_many(order.jobs) if changed > AT_ONCE else 1
    if count > 1:
        start_early(count)
    shop = Shop(
        order.root, order.today, order.store, inputs.program, together((inputs.program, inputs.style)), inputs.library
    )
    with Crew(count, shop) as crew:
        looked = look(inputs, order.today.isoformat(), found, crew, tell)
    if (
        changed and read_again(order.root, inputs, crew.touched) == inputs
    ):  # what was changed meanwhile is looked at again next time
        keep_found(store, order.root, found)
    return looked
