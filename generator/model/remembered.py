"""What was made once and is looked up again: a table that forgets rather than grow without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Thing = TypeVar("Thing")


class Remembered(dict[Key, Value]):
    """Key → what was made for it. When it holds `most` entries it forgets them all, and begins anew."""

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: Key, value: Value) -> Value:
        """Keeps `value` under `key`, and gives it back."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value


class RememberedOf(dict[int, tuple[Any, Any]]):
    """The same for values that are told apart by being this one and no other, which is quicker than comparing them.

    A thing is held as long as it is remembered, so that no other can be taken for it.
    """

    __slots__ = ("_most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def of(self, thing: Thing, make: Callable[[Thing], Value]) -> Value:
        """What `make` makes of `thing`, made once as long as it is remembered."""
        known = self.get(id(thing))
        if known is None:
            if len(self) >= self._most:
                self.clear()
            known = self[id(thing)] = (thing, make(thing))
        made: Value = known[1]
        return made
