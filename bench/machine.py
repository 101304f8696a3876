"""The machine and the versions that figures belong to."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bench.peers import tools

BUSY = 0.7
"""A load above this says that other programs were at work."""


def machine(load: float) -> Iterator[tuple[str, str]]:
    """Name and words of each line; `load` is the machine's load average before the first run."""
    words = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in words if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    yield "machine", f"{model}, {len(os.sched_getaffinity(0))} cores, {memory / 1e9:.1f} GB, {system}"
    packages = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "typst", "pydantic")
    found = {name: version(name) for name in packages} | tools.versions()
    yield "versions", f"Python {platform.python_version()}, {', '.join(f'{name} {found[name]}' for name in found)}"
    busy = " (other programs were at work, so these figures may be too high)" if load > BUSY else ""
    if os.nice(0):
        busy += f"; measured with priority {os.nice(0)}, ahead of other programs"
    yield "load before the first run", f"{load:.1f}{busy}"
