"""Set-up says in one line what a computer lacks, and installs nothing that is not pinned."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SH = shutil.which("sh") or "/bin/sh"


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """A PATH folder with the little that every system has, to which a test adds what it needs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("basename", "id", "uname"):
        (folder / name).symlink_to(str(shutil.which(name)))
    add(folder, "uname", "echo Linux")
    add(folder, "id", "echo 1000")
    return folder


def add(computer: Path, name: str, script: str) -> None:
    """Puts a program of this name on the computer, in place of one that is there."""
    (computer / name).unlink(missing_ok=True)
    (computer / name).write_text(f"#!{SH}\n{script}\n", "utf-8")
    (computer / name).chmod(0o755)


def needs(computer: Path, *what: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [SH, str(ROOT / "setup/needs.sh"), *what]
    return subprocess.run(command, env={"PATH": str(computer), **settings}, capture_output=True, text=True, check=False)


# A Python as set-up sees it: it is asked for its version, then whether it can make a virtual environment.
OLD = 'case "$2" in *"< (3, 11)"*) exit 0;; esac; exit 1'
NO_VENV = 'case "$2" in *ensurepip*) exit 1;; esac; exit 0'


def test_nothing_missing_says_nothing(computer: Path) -> None:
    add(computer, "make", "")
    add(computer, "git", "")
    done = needs(computer, "make", "git")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["make", "git"])
def test_missing_program(computer: Path, name: str) -> None:
    done = needs(computer, name)
    assert done.returncode == 1
    assert done.stderr == f"{name} is missing. To install: sudo apt install {name}\n"


def test_root_needs_no_sudo(computer: Path) -> None:
    add(computer, "id", "echo 0")
    assert needs(computer, "git").stderr == "git is missing. To install: apt install git\n"


def test_mac(computer: Path) -> None:
    add(computer, "uname", "echo Darwin")
    assert needs(computer, "git").stderr == "git is missing. To install: brew install git\n"


def test_no_python(computer: Path) -> None:
    done = needs(computer, "python")
    assert done.returncode == 1
    assert done.stderr == "Python 3.11 to 3.14 is missing. To install: sudo apt install python3 python3-venv\n"


def test_python_too_old(computer: Path) -> None:
    add(computer, "python3", OLD)
    expected = "Python 3.11 to 3.14 is missing: python3 is older. To install: "
    assert needs(computer, "python").stderr == expected + "sudo apt install python3.11 python3.11-venv\n"


def test_python_without_venv(computer: Path) -> None:
    add(computer, "python3", NO_VENV)
    expected = "python3 cannot make a virtual environment. To install: sudo apt install python3-venv\n"
    assert needs(computer, "python").stderr == expected


def test_another_python_serves(computer: Path) -> None:
    add(computer, "python3", OLD)
    add(computer, "python3.14", "exit 127")  # a version switcher's empty name
    add(computer, "python3.13", NO_VENV)
    add(computer, "python3.12", "")
    assert needs(computer, "python").stdout == f"{computer}/python3.12\n"


def test_this_python_serves() -> None:
    done = needs(Path(os.environ["PATH"]), "python", PYTHON=sys.executable)
    assert (done.stdout, done.stderr) == (f"{sys.executable}\n", "")


def test_wrong_choice_of_python(computer: Path) -> None:
    done = needs(computer, "python", PYTHON="python2")
    assert done.stderr.startswith("PYTHON=python2 is not a Python from 3.11 to 3.14. To install: ")


def test_missing_browser_is_named(computer: Path) -> None:
    add(computer, "chromium-browser", "exit 1")  # Ubuntu's, which only says what to install
    command = [SH, str(ROOT / "setup/chromium.sh")]
    done = subprocess.run(command, env={"PATH": str(computer)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "The tests need a browser: Chromium or Google Chrome is missing. To install: sudo apt install chromium\n"
    )


def test_root_gets_the_browser_installed(computer: Path) -> None:
    add(computer, "id", "echo 0")
    fetched = f"{computer}/chromium"
    add(
        computer,
        "apt-get",
        f"case $1 in install) echo '#!{SH}' >{fetched}; {shutil.which('chmod')} +x {fetched};; esac",
    )
    command = [SH, str(ROOT / "setup/chromium.sh")]
    done = subprocess.run(command, env={"PATH": str(computer)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Installing Chromium, which the tests drive\n"


def test_every_pin_has_hashes_and_no_address() -> None:
    pins = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(pins) > 50
    whole = re.compile(r"[a-z0-9.-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}")
    assert [pin.split()[0] for pin in pins if not whole.match(pin)] == []
    assert "://" not in LOCK
    assert not re.search(r"^ *-[^-]|--(?!hash)", LOCK, re.MULTILINE)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9.-]", text)[0].lower().replace(".", "-") for text in requirements}


def test_lock_holds_all_that_is_asked_for() -> None:
    first, second = (set(re.findall(r"^([a-z0-9-]+)==", part, re.MULTILINE)) for part in LOCK.split("# Part 2"))
    groups = PROJECT["dependency-groups"]
    assert names(PROJECT["project"]["dependencies"]) | names(PROJECT["build-system"]["requires"]) <= first
    assert names(groups["test"]) | names(groups["dev"]) <= first | second
    assert not first & second


@pytest.mark.parametrize("name", ["check", "publish"])
def test_workflow_reads_and_pins_what_it_uses(name: str) -> None:
    workflow = YAML(typ="safe").load(ROOT / f".github/workflows/{name}.yml")
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


def test_no_skips_switch_fails_a_skipped_test(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    cases = {
        "call": "import pytest\ndef test_one(): pytest.skip('no browser')",
        "mark": "import pytest\n@pytest.mark.skip\ndef test_two(): ...",
        "module": "import pytest\npytest.importorskip('no_such_module')",
    }
    for name, text in cases.items():
        (tmp_path / f"test_{name}.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=."]
    usual = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    strict = subprocess.run([*command, "--no-skips"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert usual.returncode == 0, usual.stdout
    assert strict.returncode != 0
    assert "skipped, and no test may be skipped here" in strict.stdout
    assert "1 error" in strict.stdout
