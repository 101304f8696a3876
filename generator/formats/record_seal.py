"""The text of a record around what it says: the line above that says what it is, and the seal below.

A seal is over the text as it stands, not over what it means, so that it can be checked when YAML is long forgotten:
SHA-256 of everything above the last line, with LF line ends and without a byte-order mark.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence

HEAD = "# Record of a decision: do not edit, use `policypress note`\n"
CODE_LENGTH = 8
"""Characters of its seal that are the code of a proposal."""

_SEAL = re.compile(r'^seal: "([0-9a-f]{64})"$', re.MULTILINE)
_BEFORE = re.compile(r'^before: "([0-9a-f]{64}|)"$', re.MULTILINE)
_MARKS = re.compile(r"^line-marks:\n((?:  - \"[0-9a-f]+\"\n)+)", re.MULTILINE)
_MARK = 2
_ON_A_LINE = 48


def sealed_text(lines: Sequence[str], before: str = "") -> str:
    """A whole record: `lines` of YAML, a mark of each line, the seal of the record `before`, and its own seal."""
    above = HEAD + "".join(f"{line}\n" for line in lines)
    marks = [_mark(line) for line in above.split("\n")[:-1]]
    rows = ["".join(marks[at : at + _ON_A_LINE]) for at in range(0, len(marks), _ON_A_LINE)]
    above += "line-marks:\n" + "".join(f'  - "{row}"\n' for row in rows) + f'before: "{before}"\n'
    return f'{above}seal: "{_digest(above)}"\n'


def seal_of(text: str) -> str:
    """The seal that `text` ought to have: of everything above the line of its seal."""
    found = _last(_SEAL, "seal:", text)
    return _digest(text[: found.start()] if found else text)


def seal_stated(text: str) -> str:
    """The seal that `text` says it has, or ""."""
    found = _last(_SEAL, "seal:", text)
    return found[1] if found else ""


def is_whole(text: str) -> bool:
    """Whether the seal of `text` is right, and nothing stands before or behind what is sealed."""
    found = _last(_SEAL, "seal:", text)
    behind = text[found.end() :].strip("\n") if found else "no seal"
    return text.startswith(HEAD) and not behind and seal_stated(text) == seal_of(text)


def before_stated(text: str) -> str:
    """The seal of the record before, as `text` says, or ""."""
    found = _last(_BEFORE, "before:", text)
    return found[1] if found else ""


def altered_line(text: str) -> int:
    """The number of the first line that is not as it was sealed, 0 when that cannot be told."""
    found = _last(_MARKS, "line-marks:", text)
    if found is None:
        return 0
    said = "".join(re.findall("[0-9a-f]{2}", found[1]))
    old = [said[at : at + _MARK] for at in range(0, len(said), _MARK)]
    new = [_mark(line) for line in text[: found.start()].split("\n")[:-1]]
    for kind, _, _, start, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            return min(start + 1, len(new))
    return 0


def _last(pattern: re.Pattern[str], key: str, text: str) -> re.Match[str] | None:
    """What stands last in `text` under a key at the margin: nothing that was adopted stands there."""
    return pattern.match(text, text.rfind(f"\n{key}") + 1)


def _mark(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:_MARK]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
