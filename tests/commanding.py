"""Runs a command in this process, as a terminal or a pipe would."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli.main import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Desk:
    """A user's desk: a policy folder to sit in, and commands to type, with answers ready."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._patch = patch
        self._capture = capture

    def type(self, *words: str, answers: str = "", where: Path | None = None) -> Ended:
        """Types `policypress` and `words`; `answers` are what the questions are answered with, one a line."""
        self._patch.chdir(where or self.root)
        self._patch.setattr("sys.stdin", io.StringIO(answers))
        self._capture.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(words))
        printed = self._capture.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Ended(int(left.value.code or 0), printed.out, printed.err)

    def read(self, path: str) -> str:
        """A file of the policy folder."""
        return (self.root / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Changes one place of a file."""
        text = self.read(path)
        assert text.count(old) == 1, (old, text.count(old))
        (self.root / path).write_text(text.replace(old, new), "utf-8")
