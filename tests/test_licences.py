"""Everything that Policypress installs may be used by any school, for anything, without asking."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "PSF-2.0", "MPL-2.0", "OFL-1.1", "Zlib"}

# What packages without a `License-Expression` write instead, in their classifiers or in the older `License` field.
PLAIN_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}

# Packages whose metadata names no licence, and where it was read instead.
READ_ELSEWHERE = {
    "axe-playwright-python": ("MIT", "the LICENSE file in its wheel; the axe-core inside is MPL-2.0"),
}


def locked() -> list[Requirement]:
    """Every pin of requirements.lock that applies to this Python and system."""
    lines = LOCK.read_text("utf-8").splitlines()
    pins = [Requirement(line.removesuffix("\\")) for line in lines if re.match(r"[a-z0-9]", line)]
    return [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]


def is_allowed(expression: str) -> bool:
    """Whether an SPDX expression leaves a way to use the package under allowed licences alone."""
    words = re.findall(r"[()]|[^\s()]+", expression)
    steps = [w.lower() if w in ("AND", "OR") else w if w in "()" else str(w in ALLOWED) for w in words]
    try:
        return bool(eval(" ".join(steps)))
    except SyntaxError:  # nothing, or a licence in words of its own
        return False


def licence_of(name: str) -> str:
    """A distribution's licence as an SPDX expression, or in words of its own; "" when it names none."""
    facts = metadata.metadata(name)
    if expression := facts.get("License-Expression"):
        return str(expression)
    classifiers = [c.rsplit(" :: ", 1)[1] for c in facts.get_all("Classifier", []) if c.startswith("License :: ")]
    words = [c for c in classifiers if c != "OSI Approved"] or [facts.get("License") or ""]
    return " AND ".join(PLAIN_NAMES.get(word, word) for word in words)


def test_the_lock_names_what_is_installed() -> None:
    assert len(locked()) > 50
    for pin in locked():
        assert metadata.version(pin.name) in pin.specifier, pin


@pytest.mark.parametrize("name", sorted(canonicalize_name(pin.name) for pin in locked()))
def test_licence_is_allowed(name: str) -> None:
    licence = licence_of(name) or READ_ELSEWHERE.get(name, ("", ""))[0]
    assert is_allowed(licence), f"{name} is under {licence or 'no licence that its metadata names'}"


def test_every_licence_read_elsewhere_is_still_needed() -> None:
    assert [name for name in READ_ELSEWHERE if licence_of(name)] == []


@pytest.mark.parametrize("expression", ["MIT", "MIT OR GPL-3.0-only", "MIT AND (PSF-2.0 OR AGPL-3.0)", "MPL-2.0"])
def test_allowed(expression: str) -> None:
    assert is_allowed(expression)


@pytest.mark.parametrize(
    "expression", ["", "GPL-3.0-only", "MIT AND LGPL-2.1-only", "AGPL-3.0-or-later", "Our own terms"]
)
def test_refused(expression: str) -> None:
    assert not is_allowed(expression)
