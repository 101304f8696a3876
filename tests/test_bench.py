"""The bench goes on working while the program changes: its longest step runs through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_the_bench_can_take_the_stages_apart(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.stages", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
