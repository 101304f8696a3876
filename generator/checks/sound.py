"""Clauses that are known to be sound, so that only changed ones are checked again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from generator.checks import people, references
from generator.checks.authored import Authored
from generator.checks.expressions import declared
from generator.checks.inspection import Inspection
from generator.model.clause import Clause
from generator.problems import Problem

ELSEWHERE_CHECKS: tuple[Callable[[Authored, Inspection], Iterator[Problem]], ...] = (
    references.reference_unknown,
    references.reference_withheld,
    people.person_outside_contacts,
)
"""Those of the checks of texts that look at other clauses, or at schools: made also where a clause is known."""
_SIZE = 16
"""Bytes of a digest: enough that no two clauses share one."""


class Sound:
    """Remembers clauses whose own texts have no fault, by a digest of all that checks of a clause's texts look at.

    That is the clause, and what the library says of details, laws, helplines and words; other clauses and schools are
    looked at by checks that are made each time. `known` is what another gave as `kept`, of the same program.
    """

    def __init__(self, known: bytes = b"") -> None:
        self._known = {known[at : at + _SIZE] for at in range(0, len(known), _SIZE)}
        self._met: set[bytes] = set()

    @property
    def changed(self) -> bool:
        """Whether `kept` is something else than was known."""
        return self._met != self._known

    @property
    def kept(self) -> bytes:
        """The digests of the clauses that were met and are sound, sorted; of clauses that are no more nothing stays."""
        return b"".join(sorted(self._met))

    def knows(self, digest: bytes) -> bool:
        """Whether the clause of this digest is known to be sound."""
        if digest in self._known:
            self._met.add(digest)
        return digest in self._met

    def keep(self, digest: bytes) -> None:
        """Remembers that the clause of this digest is sound."""
        self._met.add(digest)


def digest_of(clause: Clause, facts: bytes) -> bytes:
    """The digest of a clause where the library's facts have the digest `facts`."""
    return hashlib.sha256(facts + _spelled(clause)).digest()[:_SIZE]


def digest_of_facts(inspection: Inspection) -> bytes:
    """The digest of what checks of a clause's own texts look at besides the clause."""
    library = inspection.library
    facts = (library.variables, library.sources, library.helplines, library.glossary, declared(inspection))
    return hashlib.sha256(_spelled(facts)).digest()


def _spelled(value: object) -> bytes:
    """Values of ours are plain all through, so that Python spells out all that is in them."""
    return repr(value).encode(errors="surrogatepass")
