"""Read and check a policy folder."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.checks import check_workspace
from generator.checks.at_most import at_most
from generator.library import read_workspace
from generator.pipeline.order import Checked
from generator.problems import in_order


def check(root: Path, today: datetime.date) -> Checked:
    """The policy folder at `root`, and all problems of it in order, as `today` sees them."""
    workspace, problems = read_workspace(root)
    return Checked(workspace, at_most(in_order((*problems, *check_workspace(workspace, today)))))
