"""Random sites for properties: sections, clauses, own wordings, several policies, hostile words everywhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generator.compose.services import services_table
from generator.model.chart import Chart, ChartAnswer, ChartStep
from generator.model.contacts import Contact, Contacts
from generator.model.edition import (
    AUDIENCES,
    Audience,
    Blank,
    Definition,
    Edition,
    EditionClause,
    Helpline,
    Section,
    SectionKind,
    SourceCited,
    Standing,
    Tell,
    Version,
)
from generator.model.library import Service
from generator.model.site import AudienceSite, NotHeld, Place
from generator.model.text import Literal
from generator.problems import Location
from tests.web_editions import HOSTILE, SCHOOL, VALUES, edition, runs

ODD_VALUES = [
    HOSTILE,
    "zqv00001vqz",
    "https://zqv00000vqz.invalid/",
    "a ZQV b",
    "\ue000school\ue001",
    "=title",
    "&amp;",
]
ODD_VALUES += [
    "</title><script>x</script>",
    "it’s “so” 'x'",
    "[a](b)",
    "ŵŷ Ω 漢",
    "$& {% x %}",
    "<!-- x",
    "to #x",
    "4. D",
    "\\1",
]
VALUE = st.one_of(
    st.sampled_from(ODD_VALUES),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12).filter(str.strip),
)
LINK = st.sampled_from(
    ['https://forge.example/code?a=1&b="2"\'<x>', "http://x.example/zqv00001vqz", "https://a.example/"]
)
_WORDS = (
    "Be kind.|a < b & c > d|**Bold** and *not*|“Quoted” and \"straight\" 'too'|{{ school.name }}|x {{ head.title }} y"
)
PIECES = [
    *_WORDS.split("|"),
    *"[[c0]]|See [[c1]] and [[c0]].|<<social media>> here|[our code]({{ policies.code_link }})|Line  \nbroken".split(
        "|"
    ),
    "- one\n- two {{ head.title }}\n    - deep",
    "1. one\n2. two",
    "> Ask {{ safeguarding.title }}.",
    "| a | b |\n|---|--:|\n| {{ head.title }} | [[c0]] |",
    "[the law](https://www.legislation.gov.uk/?a=1&b=2)",
    "[write](mailto:a@b.example)",
    "[about <<social media>>](https://a.example/) and <<social media>>",
]
_SERVICE = Service(
    "s",
    'A | "b" *c* [[c9]]',
    "https://a.example/(b)?c=*d*_e_",
    "1. Press {{ x }} & <b>.",
    "",
    "2026-11-20",
    "",
    Location(""),
)
_TABLE = services_table([_SERVICE, replace(_SERVICE, without_account="`-` ![x](y)")])
PIECES.append("".join(run.text for run in _TABLE if isinstance(run, Literal)).strip())
_CHART_TEXTS = ["Is it & <so>?", "{{ x }} [[c0]]", "*No* | zqv00001vqz", '"Q" - a', "1. one", "</figure>"]


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    def text() -> str:
        return draw(st.sampled_from(_CHART_TEXTS))

    says = draw(st.integers(2, 4))
    end = ChartStep("end", "police", text(), (), draw(st.sampled_from([(), ("c0",), ("c0", "c1")])))
    answers = tuple(ChartAnswer(text(), draw(st.sampled_from(["end", "wait"]))) for _ in range(says))
    steps = (ChartStep("q", "question", text(), answers), end, ChartStep("wait", "ignore", text()))
    return Chart(draw(st.sampled_from(["x", "y"])), text(), steps)


STRANGE = """[TOC]|[x]: https://a.example|[x][x] and [x]|# Heading|Setext
===|~~~|```|    code|---|: def|Term
:   Def|[^1]|<b>raw</b>|<!-- x|`code`|{: .x #y}|*[x]: y|&lt;b&gt; &#123;|zqv00001vqz|ZQV|qzj zqv vxq|[x](#c0)|[x](#no)|
<{{ school.name }}>|- a

- b|* * *|+ x|[[c0]]: x|\\*x\\*|http://a.example/|![x](y.png)|https://zqv00000vqz.invalid/""".split("|")
TITLES = [
    *"Plain|At {{ school.name }}|\"Q\" & 'q' <b>|*x* _y_ `z`|After [[c0]]|#1|4. Four|zqv00002vqz".split("|"),
    *"Social media policy|Contents|<<social media>>|[x](y)|Start".split("|"),
    "{{ school.name | possessive }} x",
]
SECTION_IDS = ["words", "index", "whole", "contact", "a", "a-b", "sources"]
POLICY_IDS = ["phones", "social-media", "to", "a"]


@st.composite
def bodies(draw: st.DrawFn, strange: bool) -> str:
    pieces = [*PIECES, draw(st.sampled_from(STRANGE))] if strange else PIECES
    return "\n\n".join(draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=4)))


@st.composite
def sections(draw: st.DrawFn, strange: bool) -> tuple[Section, ...]:
    ids = draw(st.lists(st.sampled_from(SECTION_IDS), min_size=1, max_size=3, unique=True))
    made: list[Section] = []
    count = 2
    for at, identity in enumerate(ids):
        annex = at > 0 and draw(st.booleans())
        number = "AB"[at - 1] if annex else str(at + 1)
        clauses = []
        for n in range(draw(st.integers(1, 3))):
            clauses.append(
                EditionClause(
                    f"c{at * 10 + n}",
                    f"{number}.{n + 1}",
                    runs(draw(st.sampled_from(TITLES))),
                    runs(draw(bodies(strange))),
                    draw(st.sampled_from(["library", "own wording", "own clause", "alternative"])),
                    sources=tuple(draw(st.lists(st.sampled_from(["uk-gdpr", "act"]), unique=True, max_size=2))),
                    stale=draw(st.booleans()),
                    chart=draw(charts()) if draw(st.integers(0, 5)) == 5 else None,
                )
            )
            count += 1
        kind: SectionKind = draw(st.sampled_from(["rules", "letter"])) if annex else "rules"
        made.append(Section(identity, number, runs(draw(st.sampled_from(TITLES))), tuple(clauses), annex, kind))
    if len(made[0].clauses) == 1:  # c1 is referred to
        second = replace(made[0].clauses[0], id="c1", number=f"{made[0].number}.2")
        made[0] = replace(made[0], clauses=(*made[0].clauses, second))
    return tuple(made)


@st.composite
def editions(draw: st.DrawFn, audience: Audience, policy: str, strange: bool) -> Edition:
    values = {key: draw(LINK if key.endswith("link") else VALUE) for key in VALUES}
    made = replace(edition(audience, values, policy), sections=draw(sections(strange)))
    cited = [
        SourceCited("uk-gdpr", draw(VALUE), draw(st.sampled_from(["", "https://l.example/?x=1&y"])), "2026-11-20"),
        SourceCited("act", "An Act", "", draw(st.sampled_from(["", "2026-01-02"]))),
    ]
    used = {name for clause in made.clauses() for name in clause.sources}
    lines = [
        Helpline(
            "line", draw(VALUE), "Free.", "0800 1111", "https://l.example", draw(st.sampled_from(["", "2026-01-02"]))
        ),
        Helpline("b", "B", "", "", "", ""),
    ]
    made = replace(
        made,
        title=runs(draw(st.sampled_from(TITLES))) if strange else made.title,
        sources=tuple(source for source in cited if source.id in used),
        glossary=made.glossary[: draw(st.integers(0, 1))]
        and (Definition("social-media", "social media", draw(VALUE)),),
        tell=Tell(runs(draw(bodies(strange))), tuple(lines[: draw(st.integers(0, 2))])),
        summary=runs(draw(bodies(strange))) if draw(st.booleans()) else (),
        version=draw(
            st.sampled_from([None, Version("3", "2025-07-03", "2025-09-01", "2027-07-01", "Board & all", "")])
        ),
        released=draw(st.sampled_from(["", "2026-11-20"])),
    )
    if draw(st.booleans()):
        blank = draw(st.sets(st.sampled_from(sorted(VALUES))))
        results = tuple((key, replace(result, blank=key in blank)) for key, result in made.results)
        blanks = tuple(Blank(key, draw(VALUE), "Which?") for key in sorted(blank))
        made = replace(made, results=results, blanks=blanks)
    return made


@st.composite
def contacts(draw: st.DrawFn) -> Contacts:
    def one() -> Contact:
        return Contact(
            "office",
            draw(VALUE),
            draw(st.sampled_from(["", "A & B"])),
            draw(st.sampled_from(["", "028 9649 6001", "ask <us>"])),
            draw(st.sampled_from(["", "a+b@forge.example", "o'k\"@x.example"])),
            draw(st.sampled_from(["", 'Room "4"'])),
            draw(st.sampled_from(["", "https://forge.example/?a=1&b"])),
            draw(st.booleans()),
            tuple(draw(st.lists(st.sampled_from(AUDIENCES), unique=True))),
        )

    return Contacts(tuple(one() for _ in range(draw(st.integers(0, 3)))), draw(st.sampled_from(["", "2026-11-20"])))


@st.composite
def sites(draw: st.DrawFn, strange: bool = False) -> AudienceSite:
    """A site of one to three policies; with `strange`, texts hold what checks refuse or what is no block of its own."""
    audience = draw(st.sampled_from(AUDIENCES))
    policies = sorted(draw(st.lists(st.sampled_from(POLICY_IDS), min_size=1, max_size=3, unique=True)))
    held = tuple(draw(editions(audience, policy, strange)) for policy in policies)
    name = draw(VALUE)
    school = replace(
        SCHOOL,
        name=name,
        nation=draw(st.sampled_from(["england", "wales"])),
        group_name=draw(st.sampled_from(["", "Council <x>"])),
        demonstration=draw(st.booleans()),
        template=draw(st.booleans()),
    )
    held = tuple(replace(made, school=school) for made in held)
    tree = draw(st.sampled_from(["public", "internal"]))
    address = draw(st.sampled_from(["", "https://policies.example/sub/x/", "https://p.example/?a&b/"]))
    place = Place(
        tree, f"forge/{audience}", address, draw(st.sampled_from([AUDIENCES, (audience,)])), draw(st.booleans())
    )
    logo = draw(st.sampled_from([b"", b"\x89PNG x", b"<svg/>"]))
    return AudienceSite(school, audience, held, draw(contacts()), place, logo)


@st.composite
def _versions(draw: st.DrawFn, audience: Audience, policy: str, strange: bool) -> tuple[list[Edition], int]:
    """One to three versions of a policy, and which of them is in force, -1 for none."""
    count = draw(st.integers(1, 3))
    held = draw(st.integers(-1, count - 1))
    found = []
    for at in range(count):
        stands = Standing("in force", "2025-09-01", next_from=draw(st.sampled_from(["", "2030-09-01"])))
        if at != held:
            kind = "withdrawn" if held < 0 else "replaced" if at < held else "waiting"
            stands = Standing(kind, "2030-09-01", by=draw(st.sampled_from(["", "2"])))
        stem = f"20{20 + at}-07-03"
        record = Version(str(at + 1), stem, "2025-09-01", "2027-07-01", draw(VALUE), address=stem, standing=stands)
        made = draw(editions(audience, policy, strange))
        school = replace(SCHOOL, name=draw(VALUE), group_name=draw(st.sampled_from(["", "Council <x>"])))
        found.append(replace(made, school=school, version=record))
    return found, held


@st.composite
def adopted_sites(draw: st.DrawFn, strange: bool = False) -> AudienceSite:
    """A site of one or two policies with versions, some of which only say what became of them."""
    site = draw(sites(strange))
    held: list[Edition] = []
    versions: list[Edition] = []
    absent: list[NotHeld] = []
    for policy in draw(st.lists(st.sampled_from(POLICY_IDS), min_size=1, max_size=2, unique=True)):
        made, at = draw(_versions(site.audience, policy, strange))
        versions += made
        held += made[at : at + 1] if at >= 0 else []
        if at < 0:
            stands = Standing("withdrawn", "2030-09-01", next_from=draw(st.sampled_from(["", "2031-01-01"])))
            absent.append(NotHeld(policy, stands, draw(VALUE), draw(st.one_of(st.just(""), VALUE))))
    names = [(each.policy, each.version.address) for each in versions if each.version]
    only = draw(st.booleans())
    return replace(
        site,
        editions=() if only else tuple(held),
        versions=tuple(versions),
        shut=frozenset(draw(st.sets(st.sampled_from(names)))),
        not_held=tuple(absent),
        versions_only=only,
    )
