"""One build, from the files of a policy folder to a published site.

What has not changed since the last build is neither read nor made; how that is known, `remembered` and `record` say.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.model.site import TREES, Tree
from generator.pipeline.inputs import read_inputs
from generator.pipeline.order import BuildOrder, BuildReport, Progress
from generator.pipeline.remembered import Remembered, order_key
from generator.pipeline.starting import start_early
from generator.publish import Stage, check_manifest, output_folder, write_manifest

Tell = Callable[[Progress], None]


def _silent(progress: Progress) -> None:
    """Tells nobody."""


def _manifests(order: BuildOrder) -> dict[Tree, Path]:
    """A manifest for each tree, which go to hosts of their own: “all.sha256” → “all-public.sha256” and another."""
    file = order.manifest
    return {tree: file.with_name(f"{file.stem}-{tree}{file.suffix}") for tree in TREES} if file else {}


def build(order: BuildOrder, tell: Tell = _silent) -> BuildReport:
    """Reads, checks, composes, makes and publishes what `order` asks for, whole or not at all.

    User's faults come back in the report, and then nothing of what has them is published.
    Raises `publish.PublishError` for the machine's faults (disk full, folder in use) and `KeyboardInterrupt`.
    """
    started = time.monotonic()
    remembered = Remembered.of(order)
    if not remembered.made.output:
        start_early(order.jobs)  # everything is to be made: workers load while this process does
    output = output_folder(order.out, workspace=order.root, holds="draft" if order.draft else "published site")
    manifests = _manifests(order)
    for file in manifests.values():
        check_manifest(output, file)
    with Stage(output, known=remembered.made.output) as stage:
        remembered.forget_unless(stage.record_digest, output.root)
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
        for tree, file in manifests.items() if report.published else ():
            write_manifest(output, file, tree)
        notes = (str(stage.recovery),) if stage.recovery else ()
    return replace(report, seconds=time.monotonic() - started, notes=notes)
