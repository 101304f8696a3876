"""What `pip install` brings is all that building needs: code, house templates, library, house style."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.house_templates import house_folder, starter_folder

ROOT = Path(__file__).resolve().parent.parent


def test_checkout_finds_its_own_folders() -> None:
    assert house_folder() == ROOT / "overrides"
    assert starter_folder() == ROOT


def tracked(folder: str) -> set[str]:
    """The files of a folder of this repository, or what would be added to it; relative to that folder."""
    command = ["git", "ls-files", "-z", "-c", "-o", "--exclude-standard", "--", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name.removeprefix(f"{folder}/") for name in listed.split("\0") if name and (ROOT / name).is_file()}


@pytest.mark.slow
def test_wheel_holds_what_building_needs(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {f"generator/house/{name}" for name in tracked("overrides")} <= held
    starter = {name for name in tracked("content") if not name.startswith("archive/")}
    assert {f"generator/starter/content/{name}" for name in starter} <= held
    assert not [name for name in held if "/archive/" in name], "what the sample schools adopted is for nobody else"
    assert "generator/starter/mkdocs.yml" in held
    assert not [name for name in held if not name.startswith(("generator/", "policypress-"))]

    installed = tmp_path / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(installed), str(wheel)], check=True)
    ask = "from generator.house_templates import *; print(house_folder(), starter_folder(), sep='\\n')"
    settings = {"PYTHONPATH": str(installed)}
    told = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, env=settings, check=True, stdout=subprocess.PIPE)
    folders = [Path(line) for line in told.stdout.decode().splitlines()]
    assert folders == [installed / "generator" / "house", installed / "generator" / "starter"]
    assert all(folder.is_dir() for folder in folders)
