"""A list of everything that was published, for whoever copies it elsewhere and wants to be sure."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from generator.publish.faults import PublishError, in_plain_words
from generator.publish.output import Output
from generator.publish.record_file import open_record


def write_manifest(output: Output, file: Path) -> None:
    """Write the SHA-256 of every file that Policypress wrote to `output`.

    One line a file, sorted by path in byte order, paths relative to the output: `sha256sum --check FILE`, run in the
    output folder, reads it. `file` appears whole or not at all, and replaces what has that name. Call it while the
    `Stage` is open, after `commit`. Raises `PublishError` when `file` lies in the output, where it would be published
    itself, when there is no record, or when the machine refuses.
    """
    place = Path(os.path.realpath(file.parent)) / file.name
    if place.is_relative_to(output.root):
        raise PublishError(f"{file} lies in {output.shown}.", "Name a file outside of what is published.")
    with (
        in_plain_words(str(file)),
        tempfile.TemporaryDirectory(prefix=".policypress-manifest-", dir=place.parent) as at,
    ):
        record = open_record(output, Path(at) / "record")
        if record is None:
            raise PublishError(f"{output.shown} holds nothing that Policypress wrote.", "Build first.")
        with contextlib.closing(record), (Path(at) / "manifest").open("xb") as opened:
            opened.writelines(record.pieces(record.start, record.end))
        os.replace(Path(at) / "manifest", place)
