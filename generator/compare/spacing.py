"""Spaces between marked words, so that either text reads right when the other's words are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model.redline import Piece


def spaced(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces`, each word of which has its space before it, without one at the line's beginning.

    A space that a removed and an added piece share stands before both.
    """
    return tuple(piece for piece in _shared(_begun(list(pieces))) if piece.text)


def _begun(pieces: list[Piece]) -> list[Piece]:
    """Without the space of the line's first word: in the old text, in the new one, and where both go on together."""
    first = next((at for at, piece in enumerate(pieces) if piece.mark == "same"), len(pieces))
    for mark in ("removed", "added"):
        mine = [at for at in range(first) if pieces[at].mark == mark]
        if mine:
            pieces[mine[0]] = _less(pieces[mine[0]])
    if first == len(pieces) or not pieces[first].text.startswith(" "):
        return pieces
    pieces[first] = _less(pieces[first])
    for mark in ("removed", "added"):
        mine = [at for at in range(first) if pieces[at].mark == mark]
        if mine:
            pieces[mine[-1]] = replace(pieces[mine[-1]], text=pieces[mine[-1]].text + " ")
    return pieces


def _shared(pieces: list[Piece]) -> list[Piece]:
    for at in range(1, len(pieces)):
        if (pieces[at - 1].mark, pieces[at].mark) != ("same", "removed"):
            continue
        to = next((i for i in range(at, len(pieces)) if pieces[i].mark != "removed"), at)
        if pieces[to].mark == "added" and all(pieces[i].text.startswith(" ") for i in (at, to)):
            pieces[at - 1] = replace(pieces[at - 1], text=pieces[at - 1].text + " ")
            pieces[at], pieces[to] = _less(pieces[at]), _less(pieces[to])
    return pieces


def _less(piece: Piece) -> Piece:
    return replace(piece, text=piece.text.removeprefix(" "))
