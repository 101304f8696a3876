"""Finding any of many names in a text, at a cost that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name where it stands in a text: up to `end`, in characters, as typed, and whose it is."""

    start: int
    end: int
    text: str
    owners: Sequence[str]


class Names:
    """Names in the form of `comparable`, and their owners. Letter case, commas and a possessive’s end do not count."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._owners = owners(names)
        self._lengths: dict[str, tuple[int, ...]] = {}
        kinds: dict[tuple[int, ...], tuple[int, ...]] = {}
        for name in self._owners:
            first, length = name.partition(" ")[0], name.count(" ") + 1
            lengths = self._lengths.get(first, ())
            if length not in lengths:
                longest_first = tuple(sorted((*lengths, length), reverse=True))
                self._lengths[first] = kinds.setdefault(longest_first, longest_first)

    def __bool__(self) -> bool:
        return bool(self._owners)

    def found(self, text: str) -> Iterator[FoundName]:
        """Names in `text` from left to right, the longest at each place, none within another."""
        words = _words(text) if self._owners else ()
        at = 0
        while at < len(words) - 1:
            step = 1
            for length in self._lengths.get(words[at][2], ()):
                whose = self._owners.get(" ".join([word for _, _, word in words[at : at + length]]))
                if whose is not None and at + length <= len(words):
                    start, end = words[at][0], words[at + length - 1][1]
                    yield FoundName(start, end, _POSSESSIVE.sub("", text[start:end]), whose)
                    step = length
                    break
            at += step


def owners(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Each thing with those whose it is, in the order of `pairs`, which has none twice."""
    found: dict[str, tuple[str] | list[str]] = {}
    alone: tuple[str] = ("",)
    for thing, owner in pairs:
        whose = found.get(thing)
        if whose is None:
            alone = alone if alone[0] is owner else (owner,)  # the same for all that is one school's alone
            found[thing] = alone
        elif isinstance(whose, list):
            whose.append(owner)
        else:
            found[thing] = [*whose, owner]
    return found


def comparable(name: str) -> str:
    """The words of `name` as they are compared, with spaces between; "" for a single one, which may mean anything."""
    words = _words(name)
    return " ".join(word for _, _, word in words) if len(words) > 1 else ""


@lru_cache(maxsize=1024)  # every line is looked through several times
def _words(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((match.start(), match.end(), _bare(match.group())) for match in _WORD.finditer(text))


def _bare(word: str) -> str:
    if "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word).replace("’", "'")
    return word.casefold()


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
