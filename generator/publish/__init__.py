"""The only writer of output: a build takes effect whole or not at all, also when it is killed.

New files are staged beside the output, then a journal of moves and removals is written and synced (the commit), then
the journal is applied by renames. `Stage` does this; `recover` finishes a journal that a killed command left, or drops
a stage that has none. What came with a copied, unpacked or cloned folder is cleared away and never applied.
`generator.authoring` writes files of the workspace the same way.

    with Stage(output_folder(out, workspace=workspace)) as stage:
        stage.write("public/index.html", page)
        published = stage.commit()  # or commit(within("public/forge/pupil", "internal/forge/pupil"))

A large build stages in worker processes, and says folder by folder what stands there afterwards:

    with Stage(output_folder(out, workspace=workspace), known=cached_digest) as stage:
        placing = stage.placing()                                     # sent to the workers

        desk = placing.begin("w1")                                    # in a worker, once
        desk.open_folder("public/forge/pupil")                        # for each folder
        listing = [desk.put(path, page) for path, page in pages]      # goes back to the parent

        stage.take_folder("public/forge/pupil", listing)              # new, changed and unchanged files of one folder
        stage.leave_folder("public/hill")                             # or simply `commit(nothing)`
        stage.take_folder("public/closed", ())                        # this one goes
        published = stage.commit()
"""

from generator.publish.changes import Published
from generator.publish.desk import Desk, Kept, Placing, Staged
from generator.publish.faults import OutputBusy, PublishError
from generator.publish.listing import BadListing
from generator.publish.manifest import check_manifest, write_manifest
from generator.publish.output import Output, output_folder, workspace_folder
from generator.publish.paths import BadPath
from generator.publish.recovery import Recovery, recover
from generator.publish.scope import everything, nothing, within
from generator.publish.stage import Stage

__all__ = [
    "BadListing",
    "BadPath",
    "Desk",
    "Kept",
    "Output",
    "OutputBusy",
    "Placing",
    "PublishError",
    "Published",
    "Recovery",
    "Stage",
    "Staged",
    "check_manifest",
    "everything",
    "nothing",
    "output_folder",
    "recover",
    "within",
    "workspace_folder",
    "write_manifest",
]
