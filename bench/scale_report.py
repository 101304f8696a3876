"""Many schools: the measurements as a part of the page, and as charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.charts import Bar, chart
from bench.cold import SHARES
from bench.figures import Figures
from bench.goals import Goal, figure, goal_table
from bench.scale_goals import cold_goals, growth_goals, paper_goals, rebuild_goals

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """What was measured; None for what was left out of this run."""

    cold: Figures | None = None
    rebuilds: Figures | None = None
    memory: Figures | None = None
    paper: Figures | None = None


def report(scale: Scale) -> str:
    """The part of the page on many schools."""
    parts = ["## Many schools", _LEAD, goal_table(list(_goals(scale)))]
    parts += [_cold(scale.cold)] if scale.cold else []
    parts += [_rebuilds(scale.rebuilds)] if scale.rebuilds else []
    parts += [_paper(scale.paper)] if scale.paper else []
    parts += [_growth(scale.memory)] if scale.memory else []
    return "\n\n".join([*parts, _HOW])


def _goals(scale: Scale) -> Iterator[Goal]:
    if scale.cold:
        yield from cold_goals(scale.cold)
    if scale.rebuilds:
        yield from rebuild_goals(scale.rebuilds)
    if scale.paper:
        yield from paper_goals(scale.paper)
    if scale.memory and scale.rebuilds:
        yield from growth_goals(scale.memory, scale.rebuilds)


_SHARE = {0.0: "none", 0.2: "one in five"}

_LEAD = """\
Invented schools on the real library, made by `python -m bench.many FOLDER N`.
Each makes six choices, and one in five of them differs from its council’s.
Each lacks about a quarter of six optional values, and has one to three contacts.
One school in twenty words a clause itself. Half of the schools publish their drafts."""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> list[str]:
    """Lines of Markdown; the first `words` columns are words, the others are numbers."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * words}{'--:|' * (len(head) - words)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


@dataclass(frozen=True, slots=True)
class Peer:
    """Who made `pages` pages, the name of the samples, and by how much these are scaled."""

    who: str
    name: str
    pages: int
    scale: float = 1.0
    note: str = ""


def _peers(cold: Figures) -> list[Peer]:
    """All that make pages, ours first."""
    scale = cold.counts["editions"] / cold.counts["peers’ editions"]
    note = f"measured on {cold.counts['peers’ editions']} sites and scaled" if scale > 1 else ""
    pages = round(cold.counts["mkdocs pages"] * scale)
    return [
        Peer("Policypress, web, cold", "ours", cold.counts["pages"]),
        Peer("`cp -r` of our output", "cp", cold.counts["pages"]),
        Peer("Hugo, a minimal theme", "hugo", cold.counts["hugo pages"]),
        Peer("MkDocs, two warm processes", "mkdocs warm", pages, scale, note),
        Peer("`mkdocs build` in a loop, two at a time", "mkdocs", pages, scale, note),
    ]


def _cold(cold: Figures) -> str:
    lines = _table(
        ("", "Wall, s", "Processor, s", "Pages", "Pages a second", ""),
        [
            (
                peer.who,
                f"{cold.middle(peer.name) * peer.scale:.2f}",
                f"{cold.middle(f'{peer.name}, processor') * peer.scale:.2f}",
                f"{peer.pages:,}",
                figure(peer.pages / cold.middle(peer.name) / peer.scale),
                peer.note or cold.spread(peer.name),
            )
            for peer in _peers(cold)
        ],
    )
    ours, hugo = (
        f"{cold.counts[f'{of}files']:,} files, {cold.counts[f'{of}bytes'] / MB:,.0f} MB" for of in ("", "hugo ")
    )
    lines += ["", f"Our output is {ours}; Hugo’s is {hugo}.", *_stamped(cold), "", *_own(cold)]
    title = f"### Web pages of {cold.counts['schools']:,} schools, cold"
    return "\n".join([title, "", "Medians of three, taken in turns; the last column is the spread.", "", *lines])


def _own(cold: Figures) -> list[str]:
    """How schools that word a clause themselves count."""
    rows = [("one in twenty", f"{cold.middle('ours'):.2f}", str(cold.counts["builds"]))]
    for share in SHARES:
        name = f"own {share:.0%}"
        rows.append((_SHARE[share], f"{cold.middle(name):.2f}", str(cold.counts[f"builds, {name}"])))
    return _table(("Schools that word a clause themselves", "Wall, s", "MkDocs builds"), sorted(rows))


def _stamped(cold: Figures) -> list[str]:
    if not cold.has("stamping"):
        return ["There was no folder in memory, so that putting pages together was not measured by itself."]
    rate = figure(cold.rate("stamping", "stamped pages"))
    ours, theirs = cold.middle("stamping"), cold.middle("stamping, cp")
    return [
        f"Putting {cold.counts['stamped pages']:,} pages together by itself, in two processes and in memory, took "
        f"{ours:.2f} s ({rate} pages a second); `cp -r` of the same files there took {theirs:.2f} s."
    ]


_REBUILDS = (
    ("cold", "everything, cold"),
    ("clause", "one clause that all editions hold"),
    ("clause, cp", "copying the files that it changed"),
    ("name", "the name of one school"),
    ("value", "one value of one school"),
    ("nothing", "nothing"),
)


def _rebuilds(found: Figures) -> str:
    rows = []
    for name, words in _REBUILDS:
        changed = found.counts.get(f"files, {name}", 0)
        seconds = (f"{found.middle(kind):.2f}" for kind in (name, f"{name}, processor"))
        rows.append((words, *seconds, f"{changed:,}" if changed else "", found.spread(name)))
    title = f"### What a change costs among {found.counts['schools']:,} schools, web"
    lead = "Whole commands, `policypress build --web`, with everything checked; medians, and the spread."
    return "\n".join(
        [title, "", lead, "", *_table(("What changed", "Wall, s", "Processor, s", "Files changed", ""), rows)]
    )


def _paper(paper: Figures) -> str:
    many, few = paper.counts["documents"], paper.counts["policies"]
    all_of, policies = f"all {many} documents of a school", f"its {few} policies on A4"
    rows = [
        ("ours, first school of a warm process", all_of, paper.middle("ours, first"), many),
        ("ours, second school with the same clauses", all_of, paper.middle("ours, second"), many),
        ("bare Typst, the same second school, warm", all_of, paper.middle("typst, second"), many),
        ("bare Typst, a new compiler and process for each", all_of, paper.middle("typst, single"), many),
        ("ours, second school", policies, paper.middle("ours, policies"), few),
        ("bare Typst, second school, warm", policies, paper.middle("typst, policies"), few),
        ("WeasyPrint, second school, warm", policies, paper.middle("weasyprint, policies"), few),
        ("ours, a whole process for each", policies, paper.middle("ours, cold"), few),
        ("WeasyPrint, a whole process for each", policies, paper.middle("weasyprint, cold"), few),
    ]
    lines = _table(
        ("", "What", "Together, s", "A document, ms"),
        [(who, what, f"{seconds:.2f}", f"{seconds / count * 1000:.0f}") for who, what, seconds, count in rows],
        words=2,
    )
    whole = (
        f"A whole build of {paper.counts['schools']} schools with {paper.counts['pdfs']} PDFs took "
        f"{paper.middle('whole'):.1f} s cold, {paper.rate('whole', 'pdfs'):.1f} PDFs a second with all web pages, and "
        f"{paper.middle('whole, nothing'):.2f} s when nothing had changed."
    )
    return "\n".join(["### PDFs", "", "Tagged PDFs; medians of three.", "", *lines, "", whole])


def _growth(memory: Figures) -> str:
    rows = [
        (
            f"{memory.counts[name]:,}",
            f"{memory.counts[f'memory of {name}'] / MB:.0f}",
            f"{memory.middle(f'cold, {name}'):.0f}",
        )
        for name in ("few", "many")
    ]
    head = ("Schools", "All processes at their peak, MB", "Wall, s, slowed by looking at memory")
    return "\n".join(["### Memory", "", "Cold builds, web; one run each.", "", *_table(head, rows)])


def charts(scale: Scale) -> dict[str, str]:
    """File name → SVG."""
    found: dict[str, str] = {}
    if scale.cold:
        found["bench-pages.svg"] = _pages_chart(scale.cold)
    if scale.rebuilds:
        bars = [
            Bar(words, scale.rebuilds.middle(name), f"{figure(scale.rebuilds.middle(name))} s", ours=True)
            for name, words in _REBUILDS
            if name != "clause, cp"
        ]
        title = f"Seconds until {scale.rebuilds.counts['schools']:,} schools’ pages are right after a change"
        found["bench-rebuild.svg"] = chart(title, "two cores; whole commands, web pages of all editions", bars)
    return found


def _pages_chart(cold: Figures) -> str:
    bars = []
    for peer in _peers(cold):
        rate = peer.pages / cold.middle(peer.name) / peer.scale
        bars.append(Bar(peer.who.replace("`", ""), rate, figure(rate), peer.name == "ours"))
    notes = "".join(dict.fromkeys(f"; MkDocs {peer.note}" for peer in _peers(cold) if peer.note))
    title = f"Web pages a second, {cold.counts['schools']:,} schools × 3 editions"
    return chart(title, f"two cores, cold caches{notes}", bars)


_HOW = """\
### How many schools were measured

- Whole processes on two cores, from start to end; before each, `sync`.
- Cold: neither output nor anything that an earlier build has learned is there.
- Hugo renders the Markdown of the plain projects as one site, on both cores.
  Its theme has five small files; its menu is made once for each edition.
  It writes no search index, no site map, no list of whom a page is for.
- MkDocs builds the plain projects with Material and the house templates.
  The warm processes keep compiled templates, and list the theme’s files once.
- `cp -r` copies our output on the same disk, in turns with our own runs.
- Bare Typst compiles the same templates with the same JSON.
  Each document by itself has a process of its own; loading Python does not count.
- WeasyPrint sets the text of the page with the whole policy, tagged.
  Letters, margins, running lines and contents with page numbers are as in our print.
- Memory is the proportional set size of all processes, looked at every 50 ms."""
