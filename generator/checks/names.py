"""Finding any of many names in a text, at a cost that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name where it stands in a text: up to `end`, in characters, as typed, and whose it is."""

    start: int
    end: int
    text: str
    owners: frozenset[str]


class Names:
    """Names of two or more words, and their owners. Letter case, commas and a possessive’s end do not count."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        owners: dict[tuple[str, ...], set[str]] = {}
        for name, owner in names:
            words = tuple(word for _, _, word in _words(name))
            if len(words) > 1:
                owners.setdefault(words, set()).add(owner)
        self._by_start: dict[tuple[str, str], list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for words in sorted(owners, key=len, reverse=True):
            self._by_start.setdefault(words[:2], []).append((words, frozenset(owners[words])))  # type: ignore[arg-type]

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def found(self, text: str) -> Iterator[FoundName]:
        """Names in `text` from left to right, the longest at each place, none within another."""
        words = list(_words(text)) if self._by_start else []
        at = 0
        while at < len(words) - 1:
            length = 1
            for name, owners in self._by_start.get((words[at][2], words[at + 1][2]), ()):
                if tuple(word for _, _, word in words[at : at + len(name)]) == name:
                    start, end = words[at][0], words[at + len(name) - 1][1]
                    yield FoundName(start, end, _POSSESSIVE.sub("", text[start:end]), owners)
                    length = len(name)
                    break
            at += length


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), _POSSESSIVE.sub("", match.group()).replace("’", "'").casefold()


_PHONE = re.compile(r"(?<![\w.,/:-])(?:\+44[\s(]*0?|\(?0)[\d()][\d() -]{5,15}\d(?![\w/]|[.,:-]\d)")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+’'-])[A-Za-z0-9][A-Za-z0-9._%+’'-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"https?://[^\s()<>\"]+|\bwww\.[^\s()<>\"]+", re.IGNORECASE)


def phones(text: str) -> Iterator[tuple[int, str]]:
    """Telephone numbers of the United Kingdom: (place, as typed). Dates and other numbers are not taken for them."""
    for match in _PHONE.finditer(text):
        digits = phone_digits(match.group())
        if 10 <= len(digits) <= 11 or re.match(r"08\d\d ?\d{4}$", match.group()):
            yield match.start(), match.group()


def phone_digits(text: str) -> str:
    """The digits of a number as dialled at home: `+44 28 9649 6001` → `02896496001`."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+44") or digits.startswith("0044"):
        digits = "0" + digits.removeprefix("00").removeprefix("44").lstrip("0")
    return digits


def emails(text: str) -> Iterator[tuple[int, str]]:
    """E-mail addresses: (place, as typed)."""
    for match in _EMAIL.finditer(text):
        yield match.start(), match.group()


def web_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Web addresses: (place, as typed)."""
    for match in _ADDRESS.finditer(text):
        yield match.start(), match.group()


def host_of(address: str) -> str:
    """The name of the machine in a web or e-mail address, in small letters, without www; "" if there is none."""
    bare = re.sub(r"^https?://", "", address.strip().lower()).rpartition("@")[2]
    host = re.split(r"[/:?#]", bare)[0].removeprefix("www.")
    return host if "." in host else ""
