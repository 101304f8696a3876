"""Codes of a school’s own wordings and clauses, and of what it leaves out."""

from __future__ import annotations

from generator.checks.codes.code import Code

OWN: tuple[Code, ...] = (
    Code(
        "add-lost",
        "A clause that `add:` places is printed, and once.",
        "After a clause that is left out, or under a condition that does not hold, it would silently be missing.",
        "add: [{clause: our-garden, after: be-kind}], while be-kind is not chosen",
        "add: [{clause: our-garden, after: be-fair}]",
    ),
    Code(
        "add-unknown",
        "`add:` places a clause of the school’s own after a clause that its outline holds.",
        "Otherwise it has no place.",
        "add: [{clause: our-garden, after: be-kin}]",
        "add: [{clause: our-garden, after: be-kind}]",
    ),
    Code(
        "leave-out-twice",
        "A clause is left out once, with one reason.",
        "Governors read the reason.",
        "leave-out: [{clause: be-kind, …}, {clause: be-kind, …}]",
        "leave-out: [{clause: be-kind, …}]",
    ),
    Code(
        "leave-out-unknown",
        "`leave-out:` names a clause that the school’s outline holds.",
        "A misspelt id would leave the clause in, unnoticed.",
        "leave-out: [{clause: be-kin, …}]",
        "leave-out: [{clause: be-kind, …}]",
    ),
    Code(
        "local-unworded",
        "A clause that is each school’s to write is written by the school.",
        "The library’s text is only a beginning.",
        "a clause with lock: local, and no file of the school’s",
        "schools/forge/clauses/our-pages.md",
    ),
    Code(
        "own-clause-unplaced",
        "A clause of the school’s own is placed by `add:`.",
        "Otherwise nobody reads it.",
        "schools/forge/clauses/our-garden.md alone",
        "add: [{clause: our-garden, after: be-kind}]",
        warning=True,
    ),
    Code(
        "own-left-behind",
        "A school that rewords a clause for one audience looks at the others’ wordings too.",
        "Staff and pupils must not be told two different rules.",
        "schools/forge/clauses/be-kind.md with # Staff, while pupils have a wording of their own",
        "the same file with # Staff and # Pupil",
        warning=True,
    ),
    Code(
        "own-wording-changed",
        "The library’s wording is still the one that the school replaced.",
        "An improvement would otherwise never reach the school.",
        "replaces: {staff: 0123456789abcdef}, the hash of last year’s wording",
        "replaces: {staff: …}, the hash of today’s, after you have compared both",
        warning=True,
    ),
    Code(
        "own-wording-law",
        "An own wording is looked at again when the law has changed the library’s.",
        "A wording of yesterday’s law must not be published.",
        "replaces: {staff: 0123456789abcdef}, and the clause’s last change is {kind: law, …}",
        "replaces: {staff: …}, the hash of today’s, after you have compared both",
    ),
    Code(
        "own-wording-same",
        "An own wording differs from the library’s.",
        "A copy gets no later changes of the library, and is called the school’s own for nothing.",
        "schools/forge/clauses/be-kind.md with the library’s text",
        "no such file",
        warning=True,
    ),
    Code(
        "own-wording-unrecorded",
        "An own wording records the hash of the wording that it replaces.",
        "Without it nobody is told when the law changes the library’s wording.",
        "replaces: {staff: pending}",
        "replaces: {staff: 2450f514bd7856ac}",
    ),
    Code(
        "own-wording-unused",
        "A clause that a school words itself stands in one of its policies.",
        "Otherwise nobody reads the wording.",
        "schools/forge/clauses/be-kind.md, while be-kind is left out",
        "no such file",
        warning=True,
    ),
    Code(
        "own-wording-withheld",
        "A school words a clause itself only for readers who get it.",
        "The wording would reach nobody.",
        "# Pupil, in a clause that is withheld from pupils",
        "a clause of the school’s own, with `policypress add`",
    ),
)
