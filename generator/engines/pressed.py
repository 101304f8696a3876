"""The press with a memory: a document that was pressed before, by whichever worker, is not pressed again."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from generator.engines.print_house import print_key
from generator.engines.typst_press import Press
from generator.model.print_source import PrintSource
from generator.store import Store

SHELF = "pressed"


class CachedPress:
    """Prints as `Press` does and keeps what it made in `store`, on the shelf "pressed".

    Making one reads the templates and fonts and raises `PressError` as `Press` does; Typst is loaded and a temporary
    folder made with the first document that the store does not have. One for each worker process, for one thread.
    Use it as a context manager, or call `close`.
    """

    def __init__(self, store: Store, *houses: Path) -> None:
        self._store = store
        self._press = Press(*houses)

    @property
    def fingerprint(self) -> str:
        """Of the templates, the fonts and Typst, hexadecimal."""
        return self._press.fingerprint

    def key(self, source: PrintSource) -> str:
        """What the PDF of `source` is kept under, hexadecimal; equal keys mean equal bytes."""
        return print_key(source, self._press.fingerprint)

    def press(self, source: PrintSource) -> bytes:
        """The PDF of `source`; raises `PressError`."""
        key = self.key(source)
        kept = self._store.get(SHELF, key)
        if kept is not None and _is_whole(kept):
            return kept
        pdf = self._press.press(source)
        self._store.put(SHELF, key, pdf)
        return pdf

    def close(self) -> None:
        """Remove the temporary folder, if there is one; the press cannot be used afterwards."""
        self._press.close()

    def __enter__(self) -> CachedPress:
        """The press itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def _is_whole(kept: bytes) -> bool:
    """Whether `kept` begins and ends as a PDF does."""
    return kept.startswith(b"%PDF-") and kept.endswith(b"%%EOF")
