"""One question to a school, and whether an answer will do."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal as Only

from generator.formats.web_address import fault_of_address
from generator.ids import fault_of_id
from generator.model.library import Value, VariableType

ANSWER_LIMIT = 2000
"""Characters; a detail is a name, a title or a few sentences."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is offered: what is written to the file, and what it means."""

    answer: str
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and where the answer goes.

    `at` are the keys in the school's file. `options` are all answers there are, or with `free` only suggestions.
    `default` is taken when the answer is left empty; `optional` questions may be left without an answer.
    With `suggested` that default is only for somebody who reads it: where nothing is asked, an answer must be given.
    `begins` are words with one of which an answer begins, where there are any.
    `refused` are answers that look right and are not, each with the reason as a sentence.
    """

    at: tuple[str, ...]
    asks: str
    example: str = ""
    options: tuple[Option, ...] = ()
    free: bool = False
    default: str = ""
    suggested: bool = False
    optional: bool = False
    kind: VariableType | Only["id"] = "text"
    refused: tuple[tuple[str, str], ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last key: the name of the detail, the id of the choice, the fact of the profile."""
        return self.at[-1]

    @property
    def several(self) -> bool:
        """Whether the answer is a list of lines."""
        return self.kind in ("list", "paragraphs")

    def understood(self, answer: Value) -> Value:
        """The answer as it is kept: edge space taken off, the number of an option replaced by the option."""
        if not isinstance(answer, str):
            lines = (line.strip().removeprefix("- ").strip() for line in answer)
            return tuple(dict.fromkeys(self._option_of(line) for line in lines if line))
        return self._option_of(answer.strip())

    def _option_of(self, text: str) -> str:
        if text.isdecimal() and self.options and 1 <= int(text) <= len(self.options):
            return self.options[int(text) - 1].answer
        by_words = [
            option.answer for option in self.options if text.casefold() in (option.answer, option.says.casefold())
        ]
        return by_words[0] if by_words else text

    def fault(self, answer: Value) -> str:
        """What is wrong with an understood answer, as a sentence; "" when it will do."""
        if not answer:
            return "" if self.optional else "An answer is needed here."
        reasons = dict(self.refused)
        if isinstance(answer, str) and answer.casefold() in reasons:
            return reasons[answer.casefold()]
        lines = (answer,) if isinstance(answer, str) else answer
        for line in lines:
            if fault := self._fault_of_line(line):
                return fault
        offered = [option.answer for option in self.options]
        if offered and not self.free and not set(lines) <= set(offered):
            return f"Type the number or the name of one of these: {', '.join(offered)}."
        return ""

    def _fault_of_line(self, line: str) -> str:
        if len(line) > ANSWER_LIMIT:
            return f"That is longer than {ANSWER_LIMIT} characters."
        if not line.isprintable():
            return "That holds a line break or a character that cannot be printed."
        if self.kind == "link" and (fault := fault_of_address(line)):
            return f"A link {fault}."
        if self.kind == "id" and (fault := fault_of_id(line)):
            return f"“{line}” {fault}."
        if self.begins and line.split(maxsplit=1)[0].casefold() not in self.begins:
            return f"It goes on with a sentence: begin with {' or '.join(f'“{word}”' for word in self.begins[:2])}."
        if self.kind == "date":
            try:
                datetime.date.fromisoformat(line)
            except ValueError:
                return "Write the date as year-month-day, such as 2026-09-01."
        return ""
