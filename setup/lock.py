"""Writes requirements.lock: every package that Policypress installs, pinned, with the hashes of its files.

Run by `make lock`, with uv from .venv; `make lock UPGRADE=yes` takes the newest versions.
One resolution serves Python 3.11 to 3.14 on Linux, macOS and Windows.
The file has two parts, so that `make site` need not fetch a browser driver:
what building a site needs, then what checking the code needs besides.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEAD = """\
# Every package that Policypress installs, with hashes, for Python 3.11 to 3.14 on Linux, macOS and Windows.
# Written by `make lock`: do not edit.

# Part 1: what `make site` installs.
"""
SECOND = "\n# Part 2: what `make check` and `make test` install besides.\n"


def resolve(pins: Path, groups: tuple[str, ...], *options: str) -> None:
    """Resolves pyproject.toml with these dependency groups into `pins`, which keeps the versions it already names."""
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", "pyproject.toml"]
    command += [word for group in groups for word in ("--group", group)]
    command += ["--universal", "--python-version", "3.11", "--only-binary", ":all:", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    subprocess.run([*command, "--output-file", str(pins), *options], cwd=ROOT, check=True)


def blocks(pins: Path) -> dict[str, str]:
    """Each pinned package's lines in `pins`, by the `name==version` that they begin with."""
    pieces = re.split(r"^(?=[a-z0-9])", pins.read_text("utf-8"), flags=re.MULTILINE)
    return {piece.split()[0]: piece for piece in pieces if "==" in piece}


def main() -> None:
    """Resolves everything, then finds out which part of it building alone needs."""
    with tempfile.TemporaryDirectory() as folder:
        everything, building = Path(folder, "everything.txt"), Path(folder, "building.txt")
        if LOCK.exists() and "--upgrade" not in sys.argv[1:]:
            everything.write_text(LOCK.read_text("utf-8"), "utf-8")
        resolve(everything, ("build", "test", "dev"))
        resolve(building, ("build",), "--constraint", str(everything))
        first, pins = blocks(building), blocks(everything)
    one = "".join(lines for pin, lines in pins.items() if pin in first)
    two = "".join(lines for pin, lines in pins.items() if pin not in first)
    LOCK.write_text(HEAD + one + SECOND + two, "utf-8", newline="\n")
    print(f"requirements.lock: {len(first)} packages to build a site, {len(pins) - len(first)} more to check the code")


if __name__ == "__main__":
    main()
