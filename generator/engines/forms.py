"""Forms: pieces of files in bytes, with slots in which the values of a site are set, each escaped for its place.

Made once, filled in many times. A slot is known by the place where it stands and the key of its value ("text school"),
so one table for each site says what comes into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from generator.engines.runs import ESCAPES, Hole, Place, Runs
from generator.model.remembered import RememberedOf
from generator.render.web_parts import KEY


class Form:
    """Bytes with slots: `pieces` are a literal, the room of a slot, a literal, …; `slots` are what stands in them.

    Never changed once it is made.
    """

    __slots__ = ("_get", "pieces", "slots")

    def __init__(self, pieces: Sequence[bytes], slots: Sequence[str]) -> None:
        self.pieces = list(pieces)
        self.slots = tuple(slots)
        self._get = _getter(self.slots) if self.slots else None

    def fill(self, table: Mapping[str, bytes], found: list[bytes]) -> None:
        """Adds the pieces with what `table` holds for the slots to `found`."""
        if self._get is None:
            found += self.pieces
            return
        pieces = self.pieces.copy()
        pieces[1::2] = self._get(table)
        found += pieces

    def filled(self, table: Mapping[str, bytes]) -> bytes:
        """The bytes with what `table` holds for the slots."""
        found: list[bytes] = []
        self.fill(table, found)
        return b"".join(found)


def _getter(slots: tuple[str, ...]) -> Callable[[Mapping[str, bytes]], tuple[bytes, ...]]:
    (first, *others) = slots
    return itemgetter(*slots) if others else lambda table: (table[first],)


class Writing:
    """Puts a form together, piece by piece."""

    def __init__(self) -> None:
        self._pieces = [b""]
        self._slots: list[str] = []

    def text(self, text: str) -> None:
        """Adds literal text."""
        self._pieces[-1] += text.encode()

    def slot(self, key: str, place: Place) -> None:
        """Adds a slot for the value of `key`."""
        self._slots.append(f"{place} {key}")
        self._pieces += (b"", b"")

    def words(self, text: str, place: Place, escape: Callable[[str], str]) -> None:
        """Adds `text`, which may hold keys: its own words as `escape` makes them, values for `place`."""
        for at, piece in enumerate(KEY.split(text)):
            if at % 2:
                self.slot(piece, place)
            else:
                self.text(escape(piece))

    def runs(self, runs: Runs) -> None:
        """Adds runs whose holes are all values of the site."""
        for run in runs:
            if isinstance(run, Hole):
                self.slot(run.key, run.place)
            else:
                self.text(run)

    def form(self, form: Form) -> None:
        """Adds what another form holds."""
        self._pieces[-1] += form.pieces[0]
        self._pieces += form.pieces[1:]
        self._slots += form.slots

    def done(self) -> Form:
        """The form."""
        return Form(self._pieces, self._slots)


def written(runs: Runs) -> Form:
    """`runs`, whose holes are all values of the site, as a form."""
    writing = Writing()
    writing.runs(runs)
    return writing.done()


class Table(dict[str, bytes]):
    """What comes into the slots of one site, escaped and in bytes, each when it is first asked for.

    `texts` maps a key to its plain text; `common` holds some of them in mappings that other sites have, too, for which
    this is done once. Asking raises StampError for a text that is no web address where one is wanted.
    """

    def __init__(self, texts: Mapping[str, str], common: Iterable[Mapping[str, str]] = ()) -> None:
        super().__init__()
        self._texts = texts
        for known in common:
            self.update(_ESCAPED.of(known, _escaped))

    def __missing__(self, slot: str) -> bytes:
        place, _, key = slot.partition(" ")
        made = self[slot] = ESCAPES[place](self._texts[key]).encode()  # type: ignore[index]
        return made


_ESCAPED = RememberedOf(8192)
_USUAL: tuple[Place, ...] = ("text", "index", "attribute")


def _escaped(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {f"{place} {key}": ESCAPES[place](text).encode() for place in _USUAL for key, text in texts.items()}
