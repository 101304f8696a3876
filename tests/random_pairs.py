"""Random pairs of editions that have much in common, for the properties of comparisons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generator.model.edition import ClauseChange, Edition, EditionClause, Result, Section
from tests.random_sites import PIECES, TITLES, bodies, charts, editions
from tests.web_editions import runs

_TITLES = [title for title in TITLES if "[[" not in title]  # a title prints the numbers of clauses that are there
IDS = [f"c{n}" for n in range(8)]
BODIES = [
    "Staff must not accept friend requests from pupils.\n\nThey tell the {{ head.title }} on the same day.",
    "Staff should not accept requests to be friends from pupils under 18.\n\nThey tell the {{ head.title }}.",
    "They tell the {{ head.title }} on the same day.\n\n- one\n- two\n- three",
    "- one\n- two and a half\n- four {{ school.name }}\n\nSee [[c0]].",
    "See [[c1]].",
    "| a | b |\n|---|---|\n| x y z | {{ head.title }} |",
    "- {{ policies.related[0] }}\n- {{ policies.related[1] }}",
    "- {{ policies.related[0] }}",
    *PIECES,
]
ENTRIES = [
    ClauseChange("2026-03-01", "law", "A new Act.", "act", "2026-09-01"),
    ClauseChange("2026-05-01", "editorial", "Shorter."),
    ClauseChange("2026-06-01", "improvement", "Clearer."),
]


@st.composite
def clauses(draw: st.DrawFn, name: str) -> EditionClause:
    """A clause with one of a few texts, and any marks."""
    others = [other for other in IDS if other != name]
    return EditionClause(
        name,
        str(draw(st.integers(1, 9))),
        runs(draw(st.sampled_from(_TITLES))),
        runs(draw(st.one_of(st.sampled_from(BODIES), bodies(True)))),
        draw(st.sampled_from(["library", "own wording", "own clause", "alternative"])),
        draw(st.sampled_from(["must", "must-not", "should", "info"])),
        stale=draw(st.booleans()),
        chart=draw(charts()) if draw(st.integers(0, 5)) == 5 else None,
        slot=draw(st.sampled_from(["", "", "s", "t"])),
        reason=draw(st.sampled_from(["", "Our hall is small."])),
        made_from=tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=2))),
        changes=tuple(draw(st.lists(st.sampled_from(ENTRIES), unique=True, max_size=3))),
    )


@st.composite
def sides(draw: st.DrawFn, pool: dict[str, list[EditionClause]]) -> Edition:
    """An edition with some of the clauses of `pool`, in any order."""
    base = draw(editions("staff", "social-media", False))
    names = draw(st.permutations(IDS))[: draw(st.integers(1, len(IDS)))]
    held: dict[str, list[EditionClause]] = {}
    for name in names:
        held.setdefault(draw(st.sampled_from(["words", "a", "contact"])), []).append(draw(st.sampled_from(pool[name])))
    titled = {name: runs(draw(st.sampled_from(_TITLES))) for name in held}
    sections = tuple(Section(name, str(n), titled[name], tuple(held[name])) for n, name in enumerate(held, start=1))
    values = tuple((key, draw(st.sampled_from([value, Result("Another")]))) for key, value in base.results)
    return replace(base, sections=sections, results=values)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Edition, Edition]:
    """Two editions with clauses from one small pool, in which each clause has at most two forms."""
    pool = {name: draw(st.lists(clauses(name), min_size=1, max_size=2)) for name in IDS}
    return draw(sides(pool)), draw(sides(pool))
