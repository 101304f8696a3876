"""Hears what the site engine says, which nobody is to read on a terminal, and takes a warning for a refusal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from generator.engines.faults import SiteBuildError


class _Heard(logging.Handler):
    """Keeps what MkDocs warns about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def no_warnings() -> Iterator[None]:
    """Raises SiteBuildError at the end if MkDocs warned."""
    with quiet() as heard:
        yield
    if heard.lines:
        raise SiteBuildError("\n".join(heard.lines))


@contextmanager
def quiet() -> Iterator[_Heard]:
    """Keeps MkDocs's words from the terminal; a SiteBuildError carries them."""
    log, heard = logging.getLogger("mkdocs"), _Heard()
    level, propagate = log.level, log.propagate
    log.addHandler(heard)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield heard
    except SiteBuildError as fault:
        raise SiteBuildError("\n".join([str(fault), *heard.lines])) from fault
    finally:
        log.removeHandler(heard)
        log.setLevel(level)
        log.propagate = propagate
