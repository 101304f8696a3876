"""The only writer of output: a build takes effect whole or not at all, also when it is killed.

New files are staged beside the output, then a journal of moves and removals is written and synced (the commit), then
the journal is applied by renames. `Stage` does this; `recover` finishes a journal that a killed command left, or drops
a stage that has none. What came with a copied, unpacked or cloned folder is cleared away and never applied.
`generator.authoring` writes files of the workspace the same way.

    with Stage(output_folder(out, workspace=workspace)) as stage:
        stage.write("public/index.html", page)
        published = stage.commit()  # or commit(within("public/forge/pupil", "internal/forge/pupil"))
"""

from generator.publish.faults import OutputBusy, PublishError
from generator.publish.output import Output, output_folder, workspace_folder
from generator.publish.paths import BadPath
from generator.publish.recovery import Recovery, recover
from generator.publish.stage import Published, Stage, everything, within

__all__ = [
    "BadPath",
    "Output",
    "OutputBusy",
    "PublishError",
    "Published",
    "Recovery",
    "Stage",
    "everything",
    "output_folder",
    "recover",
    "within",
    "workspace_folder",
]
