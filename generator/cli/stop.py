"""Ending a command with one plain line and an exit code."""

from __future__ import annotations


class Stop(Exception):
    """The command cannot go on. `message` says why, `hint` what to do; `code` is the exit code."""

    def __init__(self, message: str, hint: str = "", code: int = 2) -> None:
        """Keeps all three; the program ends with `code`."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
