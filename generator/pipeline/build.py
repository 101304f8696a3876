"""One build, from the files of a policy folder to a published site.

What has not changed since the last build is neither read nor made; how that is known, `remembered` and `record` say.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from generator.pipeline.inputs import read_inputs
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.pipeline.remembered import Remembered, order_key
from generator.publish import Stage, output_folder, write_manifest

Tell = Callable[[Progress], None]


def _silent(progress: Progress) -> None:
    """Tells nobody."""


def build(order: BuildOrder, tell: Tell = _silent) -> BuildReport:
    """Reads, checks, composes, makes and publishes what `order` asks for, whole or not at all.

    User's faults come back in the report, and then nothing of what has them is published.
    Raises `publish.PublishError` for the machine's faults (disk full, folder in use) and `KeyboardInterrupt`.
    """
    started = time.monotonic()
    remembered = Remembered.of(order)
    output = output_folder(order.out, workspace=order.root, holds="draft" if order.draft else "published site")
    with Stage(output, known=remembered.made.output) as stage:
        remembered.forget_unless(stage.record_digest)
        inputs = read_inputs(order.root)
        key = order_key(order, inputs)
        report = remembered.report(key)
        if report is None:
            # Loaded only now: a build that finds nothing changed is over before they would be.
            from generator.pipeline.building import Building

            building = Building(order, inputs, remembered, stage, tell)
            report = building.report()
            if report.published:
                remembered.keep(key, report, stage.record_digest)
        if report.published and order.manifest:
            write_manifest(output, order.manifest)
        notes = (str(stage.recovery),) if stage.recovery else ()
    return replace(report, seconds=time.monotonic() - started, notes=notes)
